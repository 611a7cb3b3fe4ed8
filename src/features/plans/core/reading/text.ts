const singles = new Map(
  Object.entries({
    '　': ' ',
    '\u00a0': ' ',
    '\t': ' ',
    '\n': ' ',
    '‐': '-',
    '‑': '-',
    '‒': '-',
    '–': '-',
    '—': '-',
    '―': '-',
    '−': '-',
    '─': '-',
    '～': '-',
    '〜': '-',
    '∼': '-',
    '~': '-',
    '﹪': '%',
    '｡': '。',
    '､': '、',
    '「': '“',
    '『': '“',
    '」': '”',
    '』': '”',
    '〝': '“',
    '〞': '”',
  }),
)

/** The same text with full-width letters, digits, marks and dashes made narrow; every position stays where it was. */
export function narrow(text: string): string {
  let opened = false
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    const code = text.charCodeAt(i)
    const mapped = singles.get(char)
    const plain =
      mapped ?? (code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char === '\r' ? ' ' : char)
    if (plain === '"') {
      opened = !opened
      out += opened ? '“' : '”'
    } else out += plain === '~' ? '-' : plain
  }
  return out
}

/** What is left of a text for comparing: no marks, no spaces, one width, one case. */
export function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}\s]/gu, '')
}

/** How alike two texts are, 0 to 1, by the pairs of neighbouring characters that they share. */
export function likeness(a: string, b: string): number {
  const [x, y] = [bare(a), bare(b)]
  if (x === '' || y === '') return 0
  if (x === y) return 1
  const [left, right] = [pairs(x), pairs(y)]
  let common = 0
  for (const [pair, count] of left) common += Math.min(count, right.get(pair) ?? 0)
  const total = x.length + y.length - 2
  return total > 0 ? (2 * common) / total : 0
}

function pairs(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return counts
}

/** Text as a name is shown: line breaks and the spaces between Chinese characters are gone. */
export function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/(?<=[^\x20-\x7e]) | (?=[^\x20-\x7e])/g, '')
    .trim()
}

const digits = '零一二三四五六七八九'

/** The value of a Chinese numeral up to 9999 (两, 〇 and 廿 included); undefined for anything else. */
export function chineseNumber(text: string): number | undefined {
  const source = text
    .replace(/〇/g, '零')
    .replace(/[两俩]/g, '二')
    .replace(/廿/g, '二十')
  if (source === '' || !/^[零一二三四五六七八九十百千]+$/.test(source)) return undefined
  let total = 0
  let pending = 0
  for (const char of source) {
    const scale = char === '十' ? 10 : char === '百' ? 100 : char === '千' ? 1000 : 0
    if (scale === 0) pending = digits.indexOf(char)
    else {
      total += (pending === 0 ? 1 : pending) * scale
      pending = 0
    }
  }
  return total + pending
}

/** Every match of a pattern with its groups, as plain values. */
export function matches(text: string, pattern: RegExp): readonly Match[] {
  const global = pattern.flags.includes('g') ? pattern : new RegExp(pattern.source, `${pattern.flags}g`)
  return [...text.matchAll(global)].map((found) => ({
    text: found[0],
    start: found.index,
    end: found.index + found[0].length,
    group: (name: string) => found.groups?.[name] ?? '',
  }))
}

/** The first match of a pattern, or undefined. */
export function firstMatch(text: string, pattern: RegExp): Match | undefined {
  return matches(text, pattern).at(0)
}

/** One match: its text, its range and its named groups (an empty string for a group that took no part). */
export type Match = {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly group: (name: string) => string
}
