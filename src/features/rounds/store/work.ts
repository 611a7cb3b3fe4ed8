import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { jobRuns } from '../../../platform/jobs/tables.ts'
import { rehearseRound } from '../jobs.ts'

export type WorkKept = typeof jobRuns.$inferSelect

/** The latest work of reckoning a round that somebody asked for. */
export async function findWork(tx: Tx, roundId: string): Promise<WorkKept | undefined> {
  const [found] = await tx
    .select()
    .from(jobRuns)
    .where(
      and(
        eq(jobRuns.tenantId, tx.context.tenantId),
        eq(jobRuns.name, rehearseRound.name),
        sql`${jobRuns.payload}->>'roundId' = ${roundId}`,
      ),
    )
    .orderBy(desc(jobRuns.createdAt), desc(jobRuns.id))
    .limit(1)
  return found
}

/** Whether work waits or goes on. */
export const isUnderWay = ({ state }: Pick<WorkKept, 'state'>): boolean =>
  state === 'waiting' || state === 'running' || state === 'cancelling'
