import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { findProgramme } from '../../programmes/public.ts'
import { endApplications } from '../store/decisions.ts'
import { holdCounters } from '../store/places.ts'
import { closeList } from '../store/waiting.ts'
import { unallot } from './allotting.ts'
import { endMatters } from './ended-requests.ts'
import { followCancellation } from './facts.ts'

/**
 * Ends every application that still stood when its programme was cancelled and tells each person why. Asked twice, it
 * finds nobody left to tell. Gives how many were told.
 */
export async function tellCancelled(tx: Tx, programmeId: string): Promise<number> {
  const programme = await findProgramme(tx, programmeId)
  if (programme?.state !== 'cancelled') return 0
  const reason = programme.cancelledReason ?? ''
  // Counters before applications, as whoever applies does.
  await holdCounters(tx, [programmeId])
  const ended = await endApplications(tx, programmeId, reason)
  const waited = await closeList(tx, programmeId)
  await unallot(
    tx,
    programme,
    [...ended, ...waited].map(({ personId }) => personId),
  )
  await followCancellation(
    tx,
    ended.map(({ id }) => id),
  )
  await endMatters(
    tx,
    ended.map(({ id }) => id),
  )
  if (ended.length + waited.length === 0) return 0
  await notify(
    tx,
    { personIds: [...new Set([...ended, ...waited].map(({ personId }) => personId))] },
    {
      code: 'enrolment.programme_cancelled',
      params: { programme: programme.title, reason },
      link: `/m/programmes/${programmeId}`,
    },
  )
  note(tx, {
    act: 'enrolment.programme_cancelled',
    object: { kind: 'programme', id: programmeId },
    after: { enrolments: ended.map(({ id }) => id) },
  })
  return ended.length + waited.length
}
