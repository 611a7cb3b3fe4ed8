import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/** Tells whoever applied to a programme that it was cancelled. The features above know who that is. */
export const tellOfCancellation = defineJob('programmes.tell_cancelled', z.object({ programmeId: z.uuid() }))

/** Passes places on that a change of a programme added. The features above know who waits. */
export const passOnPlaces = defineJob('programmes.places_changed', z.object({ programmeId: z.uuid() }))
