import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/**
 * Reckoning a round for the best under all its limits. The id of the work is the id of the reckoning; `byName` is who asked, for
 * whoever else looks.
 */
export const rehearseRound = defineJob('rounds.rehearse', z.object({ roundId: z.uuid(), byName: z.string() }))
