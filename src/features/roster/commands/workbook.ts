import type { Readable } from 'node:stream'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { read, type Db } from '../../../platform/db/db.ts'
import type { Cell } from '../../../platform/excel/grid.ts'
import { writeSheet } from '../../../platform/excel/rows.ts'
import { textOf } from '../core/cells.ts'
import { ownTitles } from '../core/columns.ts'
import { say, sayLeft, sayReason, type Tongue } from '../saying.ts'
import { findImport, listCells, type ImportRow } from '../store/imports.ts'
import { openCells, openHead } from './cells.ts'

type CellRow = Awaited<ReturnType<typeof listCells>>[number]

/** A workbook on its way out. */
export type Book = { readonly name: string; readonly content: Readable }

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
  const own = list.columns.flatMap(({ title, field }, index) => (field === 'ours' && isOwn(title) ? [] : [index]))
  const content = writeSheet({
    name: list.sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet1',
    widths: [...own.map((index) => ((list.columns[index]?.title.length ?? 0) > 6 ? 24 : 18)), 12, 60],
    isText: [...own.map(() => true), true, true],
    headRows: openHead(vault, list.headSealed).length,
    rows: linesOf(db, vault, list, own, tongue),
  })
  return ok({ name: `${list.name.replace(/\.[A-Za-z]{2,4}$/, '')}-${ownTitles.result}.xlsx`, content })
}

const isOwn = (title: string) => title === ownTitles.result || title === ownTitles.reason

async function* linesOf(db: Db, vault: Vault, list: ImportRow, own: readonly number[], tongue: Tongue) {
  const head = openHead(vault, list.headSealed)
  for (const [index, line] of head.entries()) {
    const isHead = index === head.length - 1
    yield [...own.map((place) => written(line[place])), ...(isHead ? [ownTitles.result, ownTitles.reason] : [])]
  }
  let no = head.length
  for (;;) {
    const rows = await read(db, (tx) => listCells(tx, list.id, no, atOnce))
    for (const row of rows) {
      // Rows that were empty stay where they were.
      for (no += 1; no < row.no; no += 1) yield []
      const cells = openCells(vault, row.cellsSealed)
      yield [...own.map((place) => written(cells[place])), resultOf(list, row, tongue), reasonOf(row, tongue)]
    }
    if (rows.length < atOnce) return
  }
}

const written = (cell: Cell | undefined) => (typeof cell === 'string' ? cell : textOf(cell))

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
