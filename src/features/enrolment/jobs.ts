import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/** Seats whoever was admitted to a programme. The features above know its classes. */
export const seatWhenAdmitted = defineJob('enrolment.seat_admitted', z.object({ programmeId: z.uuid() }))

/**
 * Offers what is free of a programme chosen by selection to whoever comes next there. The features above know who that is;
 * they look at what is free now, so that asking twice offers nothing twice.
 */
export const offerFreed = defineJob('enrolment.offer_freed', z.object({ programmeId: z.uuid() }))

/** Enrols everybody whom a programme means. */
export const enrolEverybody = defineJob(
  'enrolment.enrol_everybody',
  z.object({ programmeId: z.uuid(), intakeId: z.uuid() }),
)
