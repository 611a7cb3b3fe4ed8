import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/** Passes places on that a change of quotas set free. The feature above knows who waits. */
export const passOnQuota = defineJob('quotas.pass_on', z.object({ programmeId: z.uuid() }))
