/**
 * A sentence into which something was put that people wrote, with one mark where both bring theirs: what they wrote may end
 * with a full stop or not, and the sentence goes on. Says nothing else differently; dots that stand for something left out stay.
 */
export function withOneStop(sentence: string): string {
  return sentence
    .replaceAll(/[。.](?=[。；，])/gu, '')
    .replaceAll(/(?<=[！？!?])[。.](?!\.)/gu, '')
    .replaceAll(/。(?=\.)|(?<!\.)\.(?=\.(?!\.))/gu, '')
}
