import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { creditApprovals, creditRecords } from '../tables.ts'
import { followPeople } from './following.ts'
import type { RecordRow } from './records.ts'

const mine = (tx: Tx, id: string) => and(eq(creditRecords.tenantId, tx.context.tenantId), eq(creditRecords.id, id))

/** A record wherever it lies, under the number that its person has now, held until the end of the transaction. */
export async function lockAnyRecord(tx: Tx, id: string): Promise<RecordRow | undefined> {
  await followPeople(tx, [id])
  const [record] = await tx.select().from(creditRecords).where(mine(tx, id)).for('update')
  if (!record) return undefined
  const [approval] = await tx
    .select({ approvedBy: creditApprovals.approvedBy, approvedFor: creditApprovals.approvedFor })
    .from(creditApprovals)
    .where(and(eq(creditApprovals.tenantId, tx.context.tenantId), eq(creditApprovals.recordId, id)))
  return { ...record, approvedBy: approval?.approvedBy ?? null, approvedFor: approval?.approvedFor ?? null }
}

/** Whether a later record answers this one. */
export async function isCorrected(tx: Tx, id: string): Promise<boolean> {
  const { tenantId } = tx.context
  return (
    (await tx.$count(creditRecords, and(eq(creditRecords.tenantId, tenantId), eq(creditRecords.correctsId, id)))) > 0
  )
}

/** Changes what a record on its way says. */
export async function changeRecord(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<RecordRow, 'state' | 'centihours' | 'level' | 'returnReason' | 'returnedBy' | 'returnedFor' | 'returnedAt'>
  >,
): Promise<void> {
  await tx.update(creditRecords).set(change).where(mine(tx, id))
}
