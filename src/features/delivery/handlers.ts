import { ok } from '../../lib/result.ts'
import { forMany, transact } from '../../platform/db/db.ts'
import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import { seatWhenAdmitted } from '../enrolment/public.ts'
import { factReversed } from '../integrity/public.ts'
import { seatAdmitted } from './commands/classes.ts'
import { seatCleared } from './commands/no-shows.ts'

/** The background work of delivery. */
export function deliveryHandlers(): readonly JobHandler[] {
  return [
    handle(seatWhenAdmitted, ({ programmeId }, { db }) =>
      transact(db, async (tx) => ok(await seatAdmitted(tx, programmeId))),
    ),
    // Whoever decided on the appeal need not hold the class: the place comes back in nobody's name.
    handle(factReversed, ({ cause, ...whose }, { db }) =>
      transact(forMany(db), async (tx) => {
        if (cause === 'not_attended') await seatCleared(tx, whose)
        return ok()
      }),
    ),
  ]
}
