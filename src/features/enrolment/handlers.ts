import { ok } from '../../lib/result.ts'
import { transact } from '../../platform/db/db.ts'
import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import { tellOfCancellation } from '../programmes/public.ts'
import { tellCancelled } from './commands/cancelled.ts'

/** The background work of enrolment. */
export function enrolmentHandlers(): readonly JobHandler[] {
  return [
    handle(tellOfCancellation, ({ programmeId }, { db }) =>
      transact(db, async (tx) => ok(await tellCancelled(tx, programmeId))),
    ),
  ]
}
