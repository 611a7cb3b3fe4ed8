import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/** Tells whoever applied to a programme that it was cancelled. The features above know who that is. */
export const tellOfCancellation = defineJob('programmes.tell_cancelled', z.object({ programmeId: z.uuid() }))
