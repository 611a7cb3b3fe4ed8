/**
 * The rows of a text whose cells stand between commas, semicolons or tabs: whichever it has most of,
 * unless it is `known`. Quoted cells may hold
 * separators, quotes and line breaks. Stops at the row after `most`, so that a text without end costs no more.
 */
export function splitText(text: string, most: number, known?: '\t'): string[][] {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text
  const separator = known ?? separatorOf(source)
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at <= source.length && rows.length <= most) {
    const { cell, next } = cellAt(source, at, separator)
    row.push(cell)
    if (source[next] === separator) {
      at = next + 1
      continue
    }
    rows.push(trimmed(row))
    row = []
    if (next >= source.length) break
    at = source[next] === '\r' && source[next + 1] === '\n' ? next + 2 : next + 1
  }
  while (rows.at(-1)?.length === 0) rows.pop()
  return rows
}

/** A row without the empty cells at its end. */
export function trimmed<Value extends string | number>(row: Value[]): Value[] {
  let length = row.length
  while (length > 0 && row[length - 1] === '') length -= 1
  return row.slice(0, length)
}

// A title may stand above the head, so that the first line alone says little.
function separatorOf(source: string): string {
  const first = source.slice(0, 4000)
  const count = (mark: string) => first.split(mark).length
  return ['\t', ',', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), '\t')
}

function cellAt(source: string, from: number, separator: string): { cell: string; next: number } {
  if (source[from] !== '"') {
    let next = from
    while (next < source.length && source[next] !== separator && source[next] !== '\n' && source[next] !== '\r')
      next += 1
    return { cell: plain(source.slice(from, next)), next }
  }
  let cell = ''
  let at = from + 1
  for (;;) {
    const quote = source.indexOf('"', at)
    if (quote < 0) return { cell: plain(cell + source.slice(at)), next: source.length }
    cell += source.slice(at, quote)
    if (source[quote + 1] !== '"') {
      let next = quote + 1
      while (next < source.length && source[next] !== separator && source[next] !== '\n' && source[next] !== '\r')
        next += 1
      return { cell: plain(cell + source.slice(quote + 1, next)), next }
    }
    cell += '"'
    at = quote + 2
  }
}

/** What a spreadsheet means by ="0012" is the text in it; the apostrophe before what would be a formula is no part of it. */
function plain(cell: string): string {
  const text = cell.trim()
  const wrapped = /^="(.*)"$/s.exec(text)
  if (wrapped) return wrapped[1] ?? ''
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : text
}
