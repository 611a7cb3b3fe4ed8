const marks = /[\p{P}\p{S}\p{Z}\p{C}]/gu

/** A title without what people write differently: width, case, spaces, punctuation. */
export function titleKeyOf(title: string): string {
  return title.normalize('NFKC').toLowerCase().replaceAll(marks, '')
}
