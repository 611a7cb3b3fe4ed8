import { err, type Result } from '../../lib/result.ts'
import { note, type Tx } from '../../platform/db/db.ts'
import { cancelRun, retryRun } from '../../platform/jobs/queue.ts'
import { findJob } from './store.ts'

/** Asks one's own work to stop. */
export async function cancelJob(
  tx: Tx,
  accountId: string,
  id: string,
): Promise<Result<undefined, 'job_not_found' | 'job_over'>> {
  if (!(await findJob(tx, accountId, id))) return err('job_not_found')
  note(tx, { act: 'job.cancelled', object: { kind: 'job', id } })
  return cancelRun(tx, id)
}

/** Tries one's own failed or cancelled work again. */
export async function retryJob(
  tx: Tx,
  accountId: string,
  id: string,
): Promise<Result<undefined, 'job_not_found' | 'job_not_over'>> {
  if (!(await findJob(tx, accountId, id))) return err('job_not_found')
  note(tx, { act: 'job.retried', object: { kind: 'job', id } })
  return retryRun(tx, id)
}
