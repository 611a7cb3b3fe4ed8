import { err, ok, type Result } from '../result.ts'

/** A cell as it was written: text stays text, a number stays a number. */
export type Cell = string | number

/** A cell as text: a whole number without an exponent, full-width characters as plain ones, no spaces at its ends. */
export function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number')
    return Number.isSafeInteger(cell) || (Number.isInteger(cell) && Math.abs(cell) < 1e21)
      ? BigInt(cell).toString()
      : String(cell)
  return cell
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim()
}

/** What people write where there is nothing. */
export const nothing: RegExp = /^(?:|-+|\/|无|—+|N\/A|null)$/i

/** A row of a sheet, counted from 1. */
export type Line = { readonly no: number; readonly cells: readonly Cell[] }

/** The rows below a head that hold anything. */
export function linesBelow(rows: readonly (readonly Cell[])[], headAt: number): Line[] {
  return rows
    .map((cells, index) => ({ no: index + 1, cells }))
    .filter(({ no, cells }) => no > headAt + 1 && cells.some((cell) => textOf(cell) !== ''))
}

/** A cell as an example of what stands in its column: short, and long numbers masked. */
export function sampleOf(cell: Cell | undefined): string {
  return textOf(cell)
    .slice(0, 30)
    .replace(/\d{7,}[\dX]?/gi, (number) => `${number.slice(0, 3)}****${number.slice(-2)}`)
}

const dayMs = 86_400_000

/** Reads a date in the usual spellings: 2015-09-01, 2015/9/1, 2015.9, 2015年9月1日, 201509, 20150901, or the number of a day in Excel. */
export function readDate(cell: Cell): Result<string, { code: 'date_ambiguous' | 'date_malformed'; value: string }> {
  const text = textOf(cell)
  const value = text.slice(0, 20)
  // 1998.10 that was taken for a figure is written 1998.1: nobody knows which month was meant.
  if (typeof cell === 'number' && /^(?:19|20)\d\d\.[12]$/.test(text) && text.endsWith('.1'))
    return err({ code: 'date_ambiguous', value })
  if (typeof cell === 'number' && Number.isInteger(cell) && cell > 7_000 && cell < 60_000) {
    return ok(new Date(Date.UTC(1899, 11, 30) + cell * dayMs).toISOString().slice(0, 10))
  }
  const apart = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})?日?)?(?:\s.*|T.*)?$/.exec(text)
  const together = /^(\d{4})(\d{2})(\d{2})?$/.exec(text)
  const [, year = '', month = '', day = '01'] = apart ?? together ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${date}T00:00:00Z`)
  const isDate = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date)
  return isDate && date > '1920-01-01' && date < '2100-01-01' ? ok(date) : err({ code: 'date_malformed', value })
}

const plain = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s/g, '')

/** Finds the code that a written value means: by the code itself, by what people also write, by its name. */
export function codeBook(
  names: Readonly<Record<string, string>>,
  alsoWritten: Readonly<Record<string, string>>,
): (written: string) => string | undefined {
  const book = new Map([
    ...Object.keys(names).map((code) => [plain(code), code] as const),
    ...Object.entries(alsoWritten).map(([name, code]) => [plain(name), code] as const),
    ...Object.entries(names).map(([code, name]) => [plain(name), code] as const),
  ])
  return (written) => book.get(plain(written))
}

/** The names that one cell holds. */
export function severalIn(text: string): string[] {
  return text.split(/[、,，;；/\s]+/).filter(Boolean)
}
