import { linesBelow, textOf, type Cell, type Line } from '../../../lib/lists/cells.ts'
import type { Head } from '../../../lib/lists/columns.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { read, type Db, type Tx } from '../../../platform/db/db.ts'
import { writeBackBook, type Book } from '../../../platform/excel/back.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { newId } from '../../../platform/ids.ts'
import { findFile } from '../../files/public.ts'
import { covers, exportMark, loadTenant } from '../../organisations/public.ts'
import { proofsNamed } from '../../policies/public.ts'
import type { Opening, OpeningRehearsal } from '../contract/opening.ts'
import {
  findOpeningHead,
  judgeOpening,
  readOpeningRow,
  type OpeningField,
  type OpeningReason,
  type OpeningRow,
} from '../core/opening.ts'
import { findNamed, listOpened, showOpening } from '../store/opening.ts'
import { handIn, type HandInRefusal } from './hand-in.ts'
import { actorOf } from './record.ts'

// As many as a school or a town has in a cycle; a longer list is handed in as several.
const mostRows = 5_000

export type ReadRefusal = 'opening_head_missing' | 'opening_empty' | 'opening_too_long'

type Judged = {
  readonly head: Head<OpeningField>
  readonly lines: readonly Line[]
  readonly rows: readonly OpeningRow[]
}

/** Reads a list of hours earned elsewhere and says of each row whom it means and why it cannot be taken. Nothing changes. */
async function judgeList(tx: Tx, grid: Grid, roots: readonly string[]): Promise<Result<Judged, ReadRefusal>> {
  const head = findOpeningHead(grid.rows)
  if (!head) return err('opening_head_missing')
  const lines = linesBelow(grid.rows, head.at)
  if (lines.length === 0) return err('opening_empty')
  if (lines.length > mostRows) return err('opening_too_long')
  const known = { today: tx.context.today, cycles: await loadTenant(tx), proofs: await proofsNamed(tx) }
  const drafts = lines.map((line) => readOpeningRow(line, head, known))
  const staffNos = drafts.flatMap(({ staffNo }) => (staffNo === '' ? [] : [staffNo]))
  const names = drafts.flatMap(({ staffNo, name }) => (staffNo === '' && name !== '' ? [name] : []))
  const people = await findNamed(tx, roots, staffNos, names)
  const opened = await listOpened(
    tx,
    people.map(({ id }) => id),
  )
  return ok({ head, lines, rows: judgeOpening(drafts, people, opened, actorOf(tx)) })
}

const sum = (rows: readonly { readonly centihours: number }[]) =>
  rows.reduce((all, { centihours }) => all + centihours, 0)

/** What a list would post, row by row. */
export async function rehearseOpening(
  tx: Tx,
  grid: Grid,
  roots: readonly string[],
): Promise<Result<OpeningRehearsal, ReadRefusal>> {
  const judged = await judgeList(tx, grid, roots)
  if (!judged.ok) return judged
  const fit = judged.value.rows.filter(({ reasons }) => reasons.length === 0)
  return ok({
    rows: judged.value.rows.map((row) => ({ ...row, proofs: [...row.proofs], spent: [], reasons: [...row.reasons] })),
    fit: fit.length,
    refused: judged.value.rows.length - fit.length,
    people: new Set(fit.map(({ personId }) => personId)).size,
    centihours: sum(fit),
  })
}

/** How a row that goes back is spoken of. */
export type Saying = {
  readonly fit: string
  readonly refused: string
  readonly reason: (reason: OpeningReason) => string
}

/** The list that was handed in, back with what would become of each row beside it. */
export async function explainOpening(
  db: Db,
  name: string,
  grid: Grid,
  roots: readonly string[],
  say: Saying,
): Promise<Result<Book, ReadRefusal>> {
  const judged = await read(db, (tx) => judgeList(tx, grid, roots))
  if (!judged.ok) return judged
  const { head, lines, rows } = judged.value
  async function* told() {
    for (const [index, { reasons }] of rows.entries()) {
      const line = lines[index]
      if (!line) continue
      const result = reasons.length === 0 ? say.fit : say.refused
      yield await Promise.resolve({ ...line, result, reason: reasons.map(say.reason).join(' ') })
    }
  }
  const titles = head.columns.map(({ title }) => title)
  const above: readonly (readonly Cell[])[] = grid.rows.slice(0, head.at + 1)
  const mark = (await read(db, exportMark))?.line
  return ok(writeBackBook({ name, sheet: grid.sheet, titles, head: above, rows: told(), mark }))
}

export type RecordOpeningRefusal =
  ReadRefusal | 'opening_rows_refused' | 'opening_list_missing' | 'opening_list_unfit' | HandInRefusal

const listTypes = ['pdf', 'png', 'jpeg', 'application/pdf', 'image/png', 'image/jpeg']

type Draft = {
  readonly id: string
  readonly title: string
  readonly listId: string
  readonly grid: Grid
  readonly lateReason?: string | undefined
}

/** Records a list of hours earned elsewhere with the signed list it rests on: all its rows, or none. */
export async function recordOpening(
  tx: Tx,
  { id, title, listId, grid, lateReason }: Draft,
  roots: readonly string[],
): Promise<Result<Opening, RecordOpeningRefusal>> {
  const earlier = await showOpening(tx, id)
  if (earlier) return earlier.title === title && earlier.list.fileId === listId ? ok(earlier) : err('id_reused')
  const file = await findFile(tx, listId)
  if (!file || !(await covers(tx, roots, [file.organisationId]))) return err('opening_list_missing')
  if (!listTypes.includes(file.type)) return err('opening_list_unfit')
  const judged = await judgeList(tx, grid, roots)
  if (!judged.ok) return judged
  const rows = judged.value.rows.flatMap(({ personId, reasons, ...row }) =>
    personId === null || reasons.length > 0 ? [] : [{ ...row, personId, id: newId() }],
  )
  if (rows.length < judged.value.rows.length) return err('opening_rows_refused')
  const evidence = [{ kind: '签字名册', title: textOf(file.name).slice(0, 200), sha256: file.sha256, fileId: listId }]
  const told = { title, evidence, lateReason: lateReason ?? null, statementId: null }
  return handIn(tx, { id, organisationId: roots[0] ?? '', ...told }, rows)
}
