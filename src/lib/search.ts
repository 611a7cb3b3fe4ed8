/** One word of what was typed into a search box. */
export type Word = {
  readonly text: string
  /** `han`: Chinese characters; `letters`: pinyin or initials; `number`: with digits, as staff numbers are. */
  readonly kind: 'han' | 'letters' | 'number'
}

const mostWords = 6
const toned: Readonly<Record<string, string>> = { ü: 'v', ǖ: 'v', ǘ: 'v', ǚ: 'v', ǜ: 'v' }

/**
 * What was typed as words, each of which narrows the search: width, case, tone marks and apostrophes are gone, 吕 is lv however
 * it was typed, and 王xm is 王 and xm.
 */
export function readWords(typed: string): readonly Word[] {
  const plain = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[üǖǘǚǜ]/g, (letter) => toned[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .replace(/['’`]/g, '')
  return plain
    .split(/[^\p{L}\p{N}\-_/]+/u)
    .flatMap((part) => part.match(/^\p{Script=Han}+(?=[a-z]+$)|(?<=^\p{Script=Han}+)[a-z]+$/gu) ?? [part])
    .filter((text) => /[\p{L}\p{N}]/u.test(text))
    .slice(0, mostWords)
    .map((text) => {
      if (/\p{N}|[-_/]/u.test(text)) return { text, kind: 'number' as const }
      if (!/^[a-z]+$/.test(text)) return { text, kind: 'han' as const }
      return { text: text.replace(/^([ln])yu(?=$|[a-z])/, '$1v'), kind: 'letters' as const }
    })
}

/** Whether a word is long enough to name a school or a subject and not only a person. */
export function namesPlace({ text, kind }: Word): boolean {
  return kind === 'letters' ? text.length >= 3 : [...text].length >= 2 && /\p{Script=Han}/u.test(text)
}

// A given name alone is only looked for by so many letters; fewer begin a surname.
const lettersOfGiven = 4

/**
 * The terms of a person by one of which this word finds them, as the database's text search takes them: every term from
 * its beginning, further `exact` ones whole. Later words also find a syllable of the given name.
 */
export function termsOf({ text, kind }: Word, place: number, exact: readonly string[] = []): string {
  const whole = exact.map((term) => quoted(term))
  const from = (term: string) => `${quoted(term)}:*`
  // A single character is a term of its own wherever it stands in a name.
  if (kind === 'han') return [[...text].length === 1 ? quoted(text) : from(text), ...whole].join(' | ')
  if (kind === 'number') return [from(`#${text}`), from(text)].join(' | ')
  const ofGiven = place > 0 || text.length >= lettersOfGiven ? [from(`~${text}`)] : []
  return [from(text), ...ofGiven, from(`#${text}`), ...whole].join(' | ')
}

function quoted(term: string): string {
  return `'${term.replace(/['\\]/g, '')}'`
}
