import type { Access } from '../../lib/access.ts'
import type { Outcome } from '../../lib/lists/outcomes.ts'
import { ok, type Result } from '../../lib/result.ts'
import { read, type Db, type Tx } from '../../platform/db/db.ts'
import type { Book } from '../../platform/excel/back.ts'
import type { Grid } from '../../platform/excel/grid.ts'
import type { Template } from '../../platform/excel/template.ts'
import type { z } from '../../platform/http/openapi.ts'
import { topmost } from '../organisations/public.ts'
import { applyList, listBack, sayBy, sumsOf, undoList, type Application, type ApplyRefusal } from './commands.ts'
import type { AppliedList } from './contract.ts'
import { listWords } from './words.ts'
import { doesSomething } from './core.ts'
import type { JudgedList, JudgedRow, ListKind, ReadRefusal } from './core.ts'

/** A row of a list that was tried, as people see it: what it is about beside its number, outcome and reasons. */
export type TriedRow = {
  [about: string]: string | number | boolean | null | string[]
  no: number
  outcome: Outcome
  reasons: string[]
}

/** Something that changes when a list is applied, though no row names it. */
export type Follow = { readonly what: string; readonly before: string; readonly after: string }

/** How a route answers what a list is refused with. */
export type Answer = { readonly status: 403 | 404 | 409 | 413 | 422; readonly title: string }

/**
 * All that a feature says of a kind of list that is applied to nothing in particular: how its rows are judged, what applying
 * and undoing them does, and how it is called. `listRoutes` makes the rest, which is the same for all of them.
 */
export type ListOf<Row extends JudgedRow, Refusal extends string> = {
  readonly kind: ListKind
  /** In addresses: `reserve-candidate` is handed in at `/reserve-candidate-lists`. */
  readonly noun: string
  /** In names of operations and shapes: `ReserveCandidate`. */
  readonly name: string
  /** In the description of the routes: “people of the reserve”. */
  readonly said: string
  readonly tag: string
  readonly access: { readonly apply: Access; readonly undo: Access }
  readonly template: Template & { readonly name: string }
  /** `outcome.…` and `reason.…` as the list says them when it is given back. */
  readonly words: Readonly<Record<string, string>>
  readonly row: z.ZodType<TriedRow>
  readonly tell: (row: Row) => TriedRow
  /** Decides what becomes of each row, for whoever holds `scope`. */
  readonly judge: (
    tx: Tx,
    grid: Grid,
    scope: readonly string[],
  ) => Promise<Result<JudgedList<Row>, Refusal | ReadRefusal>>
  /** What else would change by these rows: what it is, and its day before and after. */
  readonly follows?: (tx: Tx, rows: readonly Row[]) => Promise<readonly Follow[]>
  /** Does what the rows say, and gives what is needed to undo it. */
  readonly keep: (
    tx: Tx,
    rows: readonly Row[],
    scope: readonly string[],
  ) => Promise<Result<readonly unknown[], Refusal>>
  /** Takes back what was kept, as far as nobody changed it since, and says how many rows that were. */
  readonly undo: (
    tx: Tx,
    changes: readonly unknown[],
    reason: string,
    scope: readonly string[],
  ) => Promise<Result<number, Refusal>>
  readonly refusals: Readonly<Record<Refusal, Answer>>
}

/** What each row of a list would do. Nothing changes. */
export async function tryList<Row extends JudgedRow, R extends string>(
  tx: Tx,
  list: ListOf<Row, R>,
  grid: Grid,
  scope: readonly string[],
) {
  const judged = await list.judge(tx, grid, scope)
  if (!judged.ok) return judged
  const { rows } = judged.value
  const follows: Follow[] = list.follows ? [...(await list.follows(tx, rows.filter(doesSomething)))] : []
  const told = { rows: rows.map(list.tell), follows, ...sumsOf(rows) }
  return { ok: true as const, value: told }
}

/** The list back, each row with what would become of it and why. */
export async function explainKind<Row extends JudgedRow, R extends string>(
  db: Db,
  list: ListOf<Row, R>,
  sent: Pick<Application, 'name' | 'grid'>,
  scope: readonly string[],
): Promise<Result<Book, R | ReadRefusal>> {
  const judged = await read(db, (tx) => list.judge(tx, sent.grid, scope))
  return judged.ok ? ok(await listBack(db, sent, judged.value, sayBy({ ...listWords.zh, ...list.words }))) : judged
}

/** Does exactly what was looked at, or nothing. */
export async function applyKind<Row extends JudgedRow, R extends string>(
  tx: Tx,
  list: ListOf<Row, R>,
  asked: Application,
  scope: readonly string[],
): Promise<Result<AppliedList, R | ReadRefusal | ApplyRefusal>> {
  const about = { kind: list.kind, about: '', organisationId: await topmost(tx, scope) }
  const judge = () => list.judge(tx, asked.grid, scope)
  return applyList<Row, R | ReadRefusal, R>(tx, about, asked, judge, (rows) => list.keep(tx, rows, scope))
}

/** Takes a whole list back, for a reason. */
export async function undoKind<Row extends JudgedRow, R extends string>(
  tx: Tx,
  list: ListOf<Row, R>,
  { id, reason }: { readonly id: string; readonly reason: string },
  scope: readonly string[],
): Promise<Result<AppliedList, R | 'import_not_found'>> {
  return undoList<R>(tx, { kind: list.kind }, id, (changes) => list.undo(tx, changes, reason, scope))
}
