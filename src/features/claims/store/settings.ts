import { eq } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { claimSettings } from '../tables.ts'

/** What the bureau set; undefined where it set nothing. */
export async function findSettings(tx: Tx) {
  const [found] = await tx.select().from(claimSettings).where(eq(claimSettings.tenantId, tx.context.tenantId))
  return found
}

/** Keeps what the bureau sets, in place of what it set before. */
export async function keepSettings(
  tx: Tx,
  row: Pick<typeof claimSettings.$inferInsert, 'appealDays' | 'changedBy' | 'changedByName'>,
): Promise<void> {
  const { tenantId, now } = tx.context
  const set = { ...row, changedAt: now }
  await tx
    .insert(claimSettings)
    .values({ ...set, tenantId })
    .onConflictDoUpdate({ target: claimSettings.tenantId, set })
}
