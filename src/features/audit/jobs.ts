import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/** Walks the whole chain of a bureau's trail. */
export const verifyTrail = defineJob('audit.verify', z.object({}))
