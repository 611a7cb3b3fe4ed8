import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/** Sealing everything of a bureau anew, after its keys were changed. */
export const resealAll = defineJob('privacy.reseal', z.object({}))

/** Packing everything held about a person, for them. */
export const packOwnData = defineJob(
  'privacy.own_data',
  z.object({ id: z.uuid(), personId: z.uuid(), accountId: z.uuid(), language: z.enum(['zh', 'en']) }),
)

/** Removing what has been kept as long as its rule says. */
export const keepRules = defineJob('privacy.retention', z.object({ day: z.iso.date() }))
