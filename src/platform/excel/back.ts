import type { Readable } from 'node:stream'
import { textOf, type Cell, type Line } from '../../lib/lists/cells.ts'
import { ownTitles } from '../../lib/lists/columns.ts'
import { writeSheet } from './rows.ts'

/** A workbook on its way out. */
export type Book = { readonly name: string; readonly content: Readable }

/** A list that goes back to whoever handed it in, each row with what became of it and why. */
export type BackDraft = {
  readonly name: string
  readonly sheet: string
  readonly titles: readonly string[]
  readonly head: readonly (readonly Cell[])[]
  readonly rows: AsyncIterable<Line & { readonly result: string; readonly reason: string }>
  /** Who takes it out (`watermarkOf(…).line`), printed at the foot of each page. */
  readonly mark?: string | undefined
}

/** Streams a list back: the user's own columns and rows at their own places, and beside them the result and the reason. */
export function writeBackBook({ name, sheet, titles, head, rows, mark }: BackDraft): Book {
  const own = titles.flatMap((title, index) =>
    title === ownTitles.result || title === ownTitles.reason ? [] : [index],
  )
  const written = (cells: readonly Cell[]) => own.map((place) => cellOf(cells[place]))
  async function* lines() {
    for (const [index, line] of head.entries()) {
      const isHead = index === head.length - 1
      yield [...written(line), ...(isHead ? [ownTitles.result, ownTitles.reason] : [])]
    }
    let no = head.length
    for await (const row of rows) {
      // Rows that were empty stay where they were.
      for (no += 1; no < row.no; no += 1) yield []
      yield [...written(row.cells), row.result, row.reason]
    }
  }
  const content = writeSheet({
    name: sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet1',
    widths: [...own.map((index) => ((titles[index]?.length ?? 0) > 6 ? 24 : 18)), 12, 60],
    isText: [...own.map(() => true), true, true],
    headRows: head.length,
    rows: lines(),
    mark,
  })
  return { name: `${name.replace(/\.[A-Za-z]{2,4}$/, '')}-${ownTitles.result}.xlsx`, content }
}

const cellOf = (cell: Cell | undefined) => (typeof cell === 'string' ? cell : textOf(cell))
