import { and, desc, eq, sql } from 'drizzle-orm'
import { lightWork } from '../../lib/limits.ts'
import type { Tx } from '../../platform/db/db.ts'
import { jobRuns } from '../../platform/jobs/tables.ts'
import type { JobRun } from './contract.ts'

type Row = typeof jobRuns.$inferSelect

function shown({ run: row, ahead }: { readonly run: Row; readonly ahead: number }): JobRun {
  const { id, name, title, state, done, total, failure, attempt, outcome, createdAt, finishedAt } = row
  const times = { createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null }
  return { id, name, title, state, done, total, failure, attempt, outcome, ahead, ...times }
}

const light = sql.param(`{${lightWork.join(',')}}`)

// Columns are written out: inside a lone select they would be taken for those of the inner table.
const ahead = sql<number>`case when job_run.state = 'waiting' and job_run.name <> all (${light}::text[]) then
  (select count(*)::int from job_run other where other.tenant_id = job_run.tenant_id and other.id <> job_run.id
     and other.name <> all (${light}::text[]) and (other.state in ('running', 'cancelling')
       or other.state = 'waiting' and (other.created_at, other.id) < (job_run.created_at, job_run.id)))
  else 0 end`
const withPlace = { run: jobRuns, ahead }

const askedBy = (tx: Tx, accountId: string) =>
  and(eq(jobRuns.tenantId, tx.context.tenantId), eq(jobRuns.requestedBy, accountId))

/** The last fifty pieces of work that an account asked for, the newest first. Some ids are chosen by whoever asks, and say nothing of the time. */
export async function listJobs(tx: Tx, accountId: string): Promise<JobRun[]> {
  const rows = await tx
    .select(withPlace)
    .from(jobRuns)
    .where(askedBy(tx, accountId))
    .orderBy(desc(jobRuns.createdAt), desc(jobRuns.id))
    .limit(50)
  return rows.map(shown)
}

/** One piece of work that an account asked for. */
export async function findJob(tx: Tx, accountId: string, id: string): Promise<JobRun | undefined> {
  const [row] = await tx
    .select(withPlace)
    .from(jobRuns)
    .where(and(askedBy(tx, accountId), eq(jobRuns.id, id)))
  return row && shown(row)
}
