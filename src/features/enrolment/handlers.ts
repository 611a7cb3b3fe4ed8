import { ok } from '../../lib/result.ts'
import { transact } from '../../platform/db/db.ts'
import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import { passOnPlaces, tellOfCancellation } from '../programmes/public.ts'
import { passOnQuota } from '../quotas/public.ts'
import { performEverybody } from './commands/everybody.ts'
import { passOn } from './commands/gate.ts'
import { enrolEverybody } from './jobs.ts'
import { tellCancelled } from './commands/cancelled.ts'

/** The background work of enrolment. */
export function enrolmentHandlers(): readonly JobHandler[] {
  return [
    handle(tellOfCancellation, ({ programmeId }, { db }) =>
      transact(db, async (tx) => ok(await tellCancelled(tx, programmeId))),
    ),
    handle(enrolEverybody, performEverybody),
    handle(passOnQuota, ({ programmeId }, { db }) => transact(db, async (tx) => ok(await passOn(tx, [programmeId])))),
    handle(passOnPlaces, ({ programmeId }, { db }) => transact(db, async (tx) => ok(await passOn(tx, [programmeId])))),
  ]
}
