import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/** Reads a plan document that was handed in. */
export const readPlanDocument = defineJob('plans.read', z.object({ documentId: z.uuid() }))
