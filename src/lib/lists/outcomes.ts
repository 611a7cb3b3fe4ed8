/** What a row of a list does. */
export const outcomes = ['create', 'change', 'keep', 'refuse'] as const
export type Outcome = (typeof outcomes)[number]

/** How many rows there are of each outcome; together they are all rows. */
export type Counts = Readonly<Record<Outcome, number>>

/** How many rows of a list that is recorded, and changes nothing, have each outcome. */
export function countOutcomes(rows: readonly { readonly outcome: Exclude<Outcome, 'change'> }[]) {
  const of = (outcome: Outcome) => rows.filter((row) => row.outcome === outcome).length
  return { create: of('create'), keep: of('keep'), refuse: of('refuse') }
}

/** Days during which an import can be undone. */
export const undoDays = 7

/** Until when an import can be undone. */
export function undoUntil(appliedAt: Date): Date {
  return new Date(appliedAt.getTime() + undoDays * 86_400_000)
}

export type UndoRefusal = 'import_not_applied' | 'undo_too_late'

/** Why an import cannot be undone now; undefined when it can. */
export function undoRefusal(state: string, appliedAt: Date | null, now: Date): UndoRefusal | undefined {
  if (state !== 'applied' || !appliedAt) return 'import_not_applied'
  return now > undoUntil(appliedAt) ? 'undo_too_late' : undefined
}

/** The dates and counts of an import, as its row keeps them. */
type Kept = {
  readonly state: string
  readonly createdAt: Date
  readonly appliedAt: Date | null
  readonly createCount: number | null
  readonly changeCount: number | null
  readonly keepCount: number | null
  readonly refuseCount: number | null
}

/** How far an import is, as people see it. */
export function progressOf(kept: Kept, now: Date) {
  const { createCount: create, changeCount: change, keepCount: keep, refuseCount: refuse, appliedAt } = kept
  const isCounted = create !== null && change !== null && keep !== null && refuse !== null
  return {
    counts: isCounted ? { create, change, keep, refuse } : null,
    createdAt: kept.createdAt.toISOString(),
    appliedAt: appliedAt?.toISOString() ?? null,
    undoUntil: appliedAt ? undoUntil(appliedAt).toISOString() : null,
    undoRefusal: undoRefusal(kept.state, appliedAt, now) ?? null,
  }
}
