import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'
import { causes } from './core.ts'

/** Follows a fact about a programme that was taken back. The features above know what it had led to there. */
export const factReversed = defineJob(
  'integrity.fact_reversed',
  z.object({ programmeId: z.uuid(), personId: z.uuid(), cause: z.enum(causes) }),
)
