import { linesBelow, type Cell, type Line } from '../../lib/lists/cells.ts'
import type { Head } from '../../lib/lists/columns.ts'
import { outcomes, type Counts, type Outcome } from '../../lib/lists/outcomes.ts'
import { err, ok, type Result } from '../../lib/result.ts'

/** What lists are applied by this way; the database knows the same. */
export const listKinds = [
  'round_scores',
  'selection_candidates',
  'reserve_candidates',
  'integrity_facts',
  'restrictions',
  'working_days',
] as const
export type ListKind = (typeof listKinds)[number]

/** What becomes of a row of a list, and why not. */
export type JudgedRow = { readonly no: number; readonly outcome: Outcome; readonly reasons: readonly string[] }

/** A list whose rows were judged, with where its head stands and what its columns are called. */
export type JudgedList<Row extends JudgedRow> = {
  readonly rows: readonly Row[]
  readonly headAt: number
  readonly titles: readonly string[]
}

/** The most rows of such a list. */
export const mostRows = 5_000

export type ReadRefusal = 'head_missing' | 'list_empty' | 'list_too_long'

/** The head of a list and the rows below it, or why it cannot be read. */
export function readLines<Field extends string>(
  rows: readonly (readonly Cell[])[],
  findHead: (rows: readonly (readonly Cell[])[]) => Head<Field> | undefined,
): Result<{ readonly head: Head<Field>; readonly lines: readonly Line[] }, ReadRefusal> {
  const head = findHead(rows)
  if (!head) return err('head_missing')
  const lines = linesBelow(rows, head.at)
  if (lines.length === 0) return err('list_empty')
  return lines.length > mostRows ? err('list_too_long') : ok({ head, lines })
}

/** What rows that were judged are told back with. */
export function judgedBelow<Row extends JudgedRow>(head: Head<string>, rows: readonly Row[]): JudgedList<Row> {
  return { rows, headAt: head.at, titles: head.columns.map(({ title }) => title) }
}

/** How many rows have each outcome; together they are all rows. */
export function countAll(rows: readonly Pick<JudgedRow, 'outcome'>[]): Counts {
  const of = (outcome: Outcome) => rows.filter((row) => row.outcome === outcome).length
  const [create, change, keep, refuse] = outcomes.map(of)
  return { create: create ?? 0, change: change ?? 0, keep: keep ?? 0, refuse: refuse ?? 0 }
}

/** Whether a row does anything when its list is applied. */
export function doesSomething({ outcome }: Pick<JudgedRow, 'outcome'>): boolean {
  return outcome === 'create' || outcome === 'change'
}
