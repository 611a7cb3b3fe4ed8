import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { read, type Db } from '../../../platform/db/db.ts'
import { writeBackBook, type Book } from '../../../platform/excel/back.ts'
import { exportMark } from '../../organisations/public.ts'
import { say, sayLeft, sayReason, type Tongue } from '../saying.ts'
import { findImport, listCells, type ImportRow } from '../store/imports.ts'
import { openCells, openHead } from './cells.ts'

type CellRow = Awaited<ReturnType<typeof listCells>>[number]

const atOnce = 1_000

/**
 * Streams a list back to whoever handed it in: their own columns and rows at their own places, and beside them what became of each
 * row and why. Nobody else gets it: it holds the numbers that were handed in.
 */
export async function writeBack(
  db: Db,
  vault: Vault,
  importId: string,
  tongue: Tongue,
): Promise<Result<Book, 'import_not_found' | 'workbook_not_yours'>> {
  const list = await read(db, (tx) => findImport(tx, importId))
  if (!list) return err('import_not_found')
  if (list.createdBy !== db.context.actor?.accountId) return err('workbook_not_yours')
  const { name, sheet, columns } = list
  const head = openHead(vault, list.headSealed)
  const rows = linesOf(db, vault, list, head.length, tongue)
  const mark = (await read(db, exportMark))?.line
  return ok(writeBackBook({ name, sheet, titles: columns.map(({ title }) => title), head, rows, mark }))
}

async function* linesOf(db: Db, vault: Vault, list: ImportRow, after: number, tongue: Tongue) {
  for (let last = after; ;) {
    const rows = await read(db, (tx) => listCells(tx, list.id, last, atOnce))
    for (const row of rows) {
      const cells = openCells(vault, row.cellsSealed)
      yield { no: row.no, cells, result: resultOf(list, row, tongue), reason: reasonOf(row, tongue) }
    }
    last = rows.at(-1)?.no ?? last
    if (rows.length < atOnce) return
  }
}

function resultOf({ state }: ImportRow, { outcome }: CellRow, tongue: Tongue): string {
  if (outcome === null) return ''
  const said = say(tongue, `outcome.${outcome}`)
  const isDone = (state === 'applied' || state === 'undone') && (outcome === 'create' || outcome === 'change')
  return isDone ? say(tongue, 'applied', { outcome: said }) : said
}

function reasonOf({ reasons, undoneReasons }: CellRow, tongue: Tongue): string {
  return [
    ...reasons.map((reason) => sayReason(tongue, reason)),
    ...undoneReasons.map((reason) => sayLeft(tongue, reason)),
  ].join(' ')
}
