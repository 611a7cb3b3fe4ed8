import { ok } from '../../lib/result.ts'
import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import { isWhole, verifyChain } from './commands.ts'
import { verifyTrail } from './jobs.ts'

/** What the jobs of audit do. */
export function auditHandlers(): readonly JobHandler[] {
  return [
    handle(verifyTrail, async (_, tools) => {
      const found = await verifyChain(tools.db, (done) => tools.progress(done))
      return ok({ ...found, whole: isWhole(found) })
    }),
  ]
}
