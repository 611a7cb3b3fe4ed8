import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/** Closing a year of hours. */
export const freezeYear = defineJob(
  'hour_years.freeze',
  z.object({ id: z.uuid(), year: z.int(), edition: z.int(), reason: z.string().nullable() }),
)

/** Recomputing an edition of a closed year. */
export const checkYear = defineJob('hour_years.check', z.object({ id: z.uuid(), hourYearId: z.uuid() }))
