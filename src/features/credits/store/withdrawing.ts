import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { creditRecords } from '../tables.ts'

const counted = ['recorded', 'approved', 'verified'] as const

/** The records of one source that count or are on their way, held until the transaction ends. */
export async function listOfSource(tx: Tx, source: { readonly kind: string; readonly id: string }) {
  return tx
    .select({ id: creditRecords.id, state: creditRecords.state })
    .from(creditRecords)
    .where(
      and(
        eq(creditRecords.tenantId, tx.context.tenantId),
        eq(creditRecords.sourceKind, source.kind),
        eq(creditRecords.sourceId, source.id),
        inArray(creditRecords.state, [...counted]),
      ),
    )
    .for('update')
}

/** Says that these records were taken back by whoever vouched for their source, and why. */
export async function takeBack(
  tx: Tx,
  ids: readonly string[],
  { by, inRightOf }: { readonly by: string; readonly inRightOf: string },
  reason: string,
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(creditRecords)
    .set({
      state: 'returned',
      returnReason: reason,
      returnedBy: by,
      returnedFor: inRightOf,
      returnedAt: tx.context.now,
    })
    .where(and(eq(creditRecords.tenantId, tx.context.tenantId), inArray(creditRecords.id, [...ids])))
}
