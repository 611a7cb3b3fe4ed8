import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { creditFrozenYears } from '../tables.ts'

const ofTenant = (tx: Tx) => eq(creditFrozenYears.tenantId, tx.context.tenantId)

/** Whether a year of hours is closed: what is posted for it goes to its supplementary list. */
export async function isFrozen(tx: Tx, year: number): Promise<boolean> {
  const found = await tx
    .select({ year: creditFrozenYears.year })
    .from(creditFrozenYears)
    .where(and(ofTenant(tx), eq(creditFrozenYears.year, year)))
    .limit(1)
  return found.length > 0
}

/** The closed years, the latest first, with the day each was last closed on. */
export async function listFrozenYears(tx: Tx): Promise<{ year: number; frozenOn: string }[]> {
  return tx
    .selectDistinctOn([creditFrozenYears.year], {
      year: creditFrozenYears.year,
      frozenOn: creditFrozenYears.frozenOn,
    })
    .from(creditFrozenYears)
    .where(ofTenant(tx))
    .orderBy(desc(creditFrozenYears.year), desc(creditFrozenYears.edition))
}

/** Writes down that a year was closed. */
export async function markFrozen(
  tx: Tx,
  closed: { readonly year: number; readonly edition: number; readonly frozenOn: string },
): Promise<void> {
  await tx.insert(creditFrozenYears).values({ ...closed, tenantId: tx.context.tenantId })
}
