import { read, type Db } from '../../../platform/db/db.ts'
import { writeBackBook, type Book } from '../../../platform/excel/back.ts'
import { exportMark } from '../../organisations/public.ts'
import { say, sayReason, type Tongue } from '../saying.ts'
import { findImport, listRows, type ImportRow, type RowRow } from '../store/imports.ts'

const atOnce = 1_000

/** Streams a list back: the columns and rows that were handed in, and beside them what became of each row and why. */
export async function writeBack(db: Db, importId: string, tongue: Tongue): Promise<Book | undefined> {
  const list = await read(db, (tx) => findImport(tx, importId))
  if (!list) return undefined
  const { name, sheet, columns, head } = list
  const titles = columns.map(({ title }) => title)
  const mark = (await read(db, exportMark))?.line
  return writeBackBook({ name, sheet, titles, head, rows: linesOf(db, list, tongue), mark })
}

async function* linesOf(db: Db, list: ImportRow, tongue: Tongue) {
  for (let last = '0'; ;) {
    const rows = await read(db, (tx) => listRows(tx, list.id, { limit: atOnce }, { no: last }))
    for (const row of rows) {
      const reason = row.reasons.map((each) => sayReason(tongue, each)).join(' ')
      yield { no: row.no, cells: row.cells, result: resultOf(list, row, tongue), reason }
    }
    last = String(rows.at(-1)?.no ?? last)
    if (rows.length <= atOnce) return
  }
}

function resultOf({ state }: ImportRow, { outcome, undone }: RowRow, tongue: Tongue): string {
  if (outcome === null) return ''
  const said = say(tongue, `outcome.${outcome}`)
  if (undone) return say(tongue, `undone.${undone}`)
  const isDone = state === 'applied' && (outcome === 'create' || outcome === 'change')
  return isDone ? say(tongue, 'applied', { outcome: said }) : said
}
