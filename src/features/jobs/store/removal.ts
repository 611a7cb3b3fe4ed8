import { sql } from 'drizzle-orm'
import type { Remover } from '../../../platform/retention.ts'

/** Removes what came of work that ended long ago. */
export const jobRemover: Remover = {
  kind: 'job_results',
  remove: async (tx, before) => {
    const gone = await tx.execute(sql`
      delete from job_run where tenant_id = ${tx.context.tenantId} and state in ('done', 'failed', 'cancelled')
        and finished_at < ${before.toISOString()}::timestamptz`)
    return gone.rowCount ?? 0
  },
}
