import { and, eq, gte, inArray, isNull, lt, sql } from 'drizzle-orm'
import { addDays } from '../../../lib/dates.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { claims } from '../tables.ts'

/** Trips that ended within so many days and of which nothing was passed on, and nobody was reminded of; held until the end of the transaction. */
export async function listUnshared(tx: Tx, days: number) {
  const { tenantId, today } = tx.context
  return tx
    .select({ id: claims.id, personId: claims.personId, title: claims.title })
    .from(claims)
    .where(
      and(
        eq(claims.tenantId, tenantId),
        eq(claims.isTrip, true),
        inArray(claims.state, ['submitted', 'returned']),
        isNull(claims.remindedAt),
        lt(claims.doneOn, today),
        gte(claims.doneOn, addDays(today, -days)),
        sql`not exists (select from claim_sharing s where s.tenant_id = claim.tenant_id and s.claim_id = claim.id)`,
      ),
    )
    .limit(500)
    .for('update')
}

/** Says that the claimants were reminded. */
export async function markReminded(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { tenantId, now } = tx.context
  await tx
    .update(claims)
    .set({ remindedAt: now })
    .where(and(eq(claims.tenantId, tenantId), inArray(claims.id, [...ids])))
}
