import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/** Writing the year-end report of a bureau. */
export const writeYearEnd = defineJob(
  'reports.year_end',
  z.object({ fileId: z.uuid(), organisationId: z.uuid(), year: z.int() }),
)
