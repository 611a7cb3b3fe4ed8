import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { jobRuns } from '../../../platform/jobs/tables.ts'

/** The last run of a kind of work in this bureau: whether it goes on, and when it was asked for. */
export async function lastRun(tx: Tx, name: string) {
  const [found] = await tx
    .select({ id: jobRuns.id, state: jobRuns.state, createdAt: jobRuns.createdAt })
    .from(jobRuns)
    .where(and(eq(jobRuns.tenantId, tx.context.tenantId), eq(jobRuns.name, name)))
    .orderBy(desc(jobRuns.id))
    .limit(1)
  return found
}

/** Whether work of a kind waits or runs in this bureau. */
export async function isUnderWay(tx: Tx, name: string): Promise<boolean> {
  const found = await tx
    .select({ id: jobRuns.id })
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.tenantId, tx.context.tenantId),
        eq(jobRuns.name, name),
        inArray(jobRuns.state, ['waiting', 'running', 'cancelling']),
      ),
    )
    .limit(1)
  return found.length > 0
}
