import { z } from 'zod'
import { linesBelow, type Cell } from '../../../lib/lists/cells.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { read, type Db } from '../../../platform/db/db.ts'
import { writeBackBook, type Book } from '../../../platform/excel/back.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { exportMark } from '../../organisations/public.ts'
import type { HourRehearsalRow } from '../contract/importing.ts'
import type { JudgedRow } from '../core/importing.ts'
import { sayImport, type Tongue } from '../saying.ts'
import { findRehearsal, type listRehearsals } from '../store/rehearsals.ts'

const Cells = z.array(z.union([z.string(), z.number()]))
const Tried = z.object({
  titles: z.array(z.string()),
  head: z.array(Cells),
  lines: z.array(z.object({ no: z.int(), cells: Cells, outcome: z.string(), reasons: z.array(z.string()) })),
})

/** A list that was tried: its own cells, and what would have become of each row. */
type Tried = {
  readonly titles: readonly string[]
  readonly head: readonly (readonly Cell[])[]
  readonly lines: readonly {
    readonly no: number
    readonly cells: readonly Cell[]
    readonly outcome: string
    readonly reasons: readonly string[]
  }[]
}

/** The head and the rows of a list with what was decided on them. */
export function triedOf(grid: Grid, headAt: number, rows: readonly JudgedRow[]): Omit<Tried, 'titles'> {
  const cellsOf = new Map(linesBelow(grid.rows, headAt).map(({ no, cells }) => [no, cells]))
  return {
    head: grid.rows.slice(0, headAt + 1),
    lines: rows.map(({ no, outcome, reasons }) => ({ no, cells: cellsOf.get(no) ?? [], outcome, reasons })),
  }
}

/** The same, sealed: lists hold identity numbers. */
export function sealTried(vault: Vault, tried: Tried): Buffer {
  return vault.seal(JSON.stringify(tried))
}

/** The list back: the user's own columns, and beside them the outcome and why. */
export function bookOf(
  { titles, head, lines }: Tried,
  about: { readonly name: string; readonly sheet: string; readonly mark: string | undefined },
  tongue: Tongue,
): Book {
  async function* told() {
    for (const { no, cells, outcome, reasons } of lines) {
      const reason = reasons.map((code) => sayImport(tongue, `reason.${code}`)).join(' ')
      yield await Promise.resolve({ no, cells, result: sayImport(tongue, `outcome.${outcome}`), reason })
    }
  }
  return writeBackBook({ ...about, titles, head, rows: told() })
}

/** A list that was tried, given back to whoever handed it in and to nobody else: it holds the numbers that were in it. */
export async function giveBack(
  db: Db,
  vault: Vault,
  id: string,
  tongue: Tongue,
): Promise<Result<Book, 'rehearsal_not_found' | 'workbook_not_yours'>> {
  const list = await read(db, (tx) => findRehearsal(tx, id))
  if (!list) return err('rehearsal_not_found')
  if (list.createdBy !== db.context.actor?.accountId) return err('workbook_not_yours')
  const tried = Tried.parse(JSON.parse(vault.open(list.rowsSealed)))
  const mark = (await read(db, exportMark))?.line
  return ok(bookOf(tried, { name: list.name, sheet: list.sheet, mark }, tongue))
}

/** A list that was tried, as pages show it to an account. */
export function shownRehearsal(
  list: Awaited<ReturnType<typeof listRehearsals>>[number],
  accountId: string,
): HourRehearsalRow {
  return {
    ...{ id: list.id, name: list.name, organisationName: list.organisationName, createdByName: list.createdByName },
    counts: { create: list.createCount, keep: list.keepCount, refuse: list.refuseCount },
    createdAt: list.createdAt.toISOString(),
    mayFetch: list.createdBy === accountId,
  }
}
