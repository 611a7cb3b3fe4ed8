import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '../../platform/db/db.ts'
import { jobRuns } from '../../platform/jobs/tables.ts'
import type { JobRun } from './contract.ts'

type Row = typeof jobRuns.$inferSelect

function shown(row: Row): JobRun {
  const { id, name, title, state, done, total, failure, attempt, outcome, createdAt, finishedAt } = row
  const times = { createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null }
  return { id, name, title, state, done, total, failure, attempt, outcome, ...times }
}

const askedBy = (tx: Tx, accountId: string) =>
  and(eq(jobRuns.tenantId, tx.context.tenantId), eq(jobRuns.requestedBy, accountId))

/** The last fifty pieces of work that an account asked for, the newest first. Some ids are chosen by whoever asks, and say nothing of the time. */
export async function listJobs(tx: Tx, accountId: string): Promise<JobRun[]> {
  const rows = await tx
    .select()
    .from(jobRuns)
    .where(askedBy(tx, accountId))
    .orderBy(desc(jobRuns.createdAt), desc(jobRuns.id))
    .limit(50)
  return rows.map(shown)
}

/** One piece of work that an account asked for. */
export async function findJob(tx: Tx, accountId: string, id: string): Promise<JobRun | undefined> {
  const [row] = await tx
    .select()
    .from(jobRuns)
    .where(and(askedBy(tx, accountId), eq(jobRuns.id, id)))
  return row && shown(row)
}
