import { lte, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { forecastReminders } from '../tables.ts'

/** Whom a reminder is for, and what is missing. */
export type Reminded = { readonly personId: string; readonly short: number }

/** Writes down that these people are reminded now, but for those who were since `since`; gives the ids of the others. */
export async function markReminded(
  tx: Tx,
  people: readonly Reminded[],
  by: { readonly remindedBy: string; readonly remindedFor: string },
  since: Date,
): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set()
  const { tenantId, now } = tx.context
  const inOrder = people.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
  const rows = await tx
    .insert(forecastReminders)
    .values(inOrder.map((each) => ({ ...each, ...by, tenantId, remindedAt: now })))
    .onConflictDoUpdate({
      target: [forecastReminders.tenantId, forecastReminders.personId],
      set: { remindedAt: now, short: sql`excluded.short`, ...by },
      setWhere: lte(forecastReminders.remindedAt, since),
    })
    .returning({ personId: forecastReminders.personId })
  return new Set(rows.map(({ personId }) => personId))
}
