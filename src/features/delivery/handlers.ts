import { ok } from '../../lib/result.ts'
import { transact } from '../../platform/db/db.ts'
import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import { seatWhenAdmitted } from '../enrolment/public.ts'
import { seatAdmitted } from './commands/classes.ts'

/** The background work of delivery. */
export function deliveryHandlers(): readonly JobHandler[] {
  return [
    handle(seatWhenAdmitted, ({ programmeId }, { db }) =>
      transact(db, async (tx) => ok(await seatAdmitted(tx, programmeId))),
    ),
  ]
}
