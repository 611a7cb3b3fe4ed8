import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/** Seats whoever was admitted to a programme. The features above know its classes. */
export const seatWhenAdmitted = defineJob('enrolment.seat_admitted', z.object({ programmeId: z.uuid() }))

/** Enrols everybody whom a programme means. */
export const enrolEverybody = defineJob(
  'enrolment.enrol_everybody',
  z.object({ programmeId: z.uuid(), intakeId: z.uuid() }),
)
