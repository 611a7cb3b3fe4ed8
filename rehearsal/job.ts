import { z } from 'zod'
import { ok } from '../src/lib/result.ts'
import { defineJob, handle, type JobHandler } from '../src/platform/jobs/queue.ts'

/** Lives through the past of a county that was founded. */
export const rehearsalHistory = defineJob(
  'rehearsal.history',
  z.object({ seed: z.int(), size: z.int(), date: z.iso.date() }),
)

export function rehearsalHandlers(): readonly JobHandler[] {
  return [handle(rehearsalHistory, async () => ok())]
}
