import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/** Trying the draft of a policy on the roster. */
export const tryDraft = defineJob('policies.try', z.object({ id: z.uuid(), policyId: z.uuid() }))
