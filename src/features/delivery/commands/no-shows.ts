import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { listHolders } from '../../accounts/public.ts'
import { decideMany } from '../../enrolment/public.ts'
import { notify } from '../../notices/public.ts'
import { classRefusal } from '../core.ts'
import { holdClass, showClass } from '../store/classes.ts'
import { findMissedSeat, holdSeats, listSeats } from '../store/no-shows.ts'

/** What became of one person; no code when it was done. */
export type NoShow = { readonly personId: string; readonly code: NoShowRefusal | null }
type Ended = Awaited<ReturnType<typeof decideMany>>[number]['code']
export type NoShowRefusal =
  'not_in_class' | 'came_already' | 'cleared_by_appeal' | 'no_show_too_early' | NonNullable<Ended>

type Seat = Awaited<ReturnType<typeof listSeats>>[number]

// Asked again, what was done stays done.
function missRefusal(seat: Seat): NoShowRefusal | undefined {
  if (seat.came) return 'came_already'
  if (seat.wasCleared) return 'cleared_by_appeal'
  return seat.isDue ? undefined : 'no_show_too_early'
}

/**
 * Says that these people never came to a class that is still open: each loses the place, which goes to whoever waits where
 * the programme still offers places; it stands in their integrity file; they and their schools are told.
 */
export async function markNoShows(
  tx: Tx,
  classId: string,
  personIds: readonly string[],
): Promise<Result<NoShow[], 'class_not_found' | 'class_closed'>> {
  return decideSeats(tx, classId, personIds, 'miss')
}

/** Takes that back while the class is open, where a place is free: they sit in the class again. */
export async function takeBackNoShows(
  tx: Tx,
  classId: string,
  personIds: readonly string[],
): Promise<Result<NoShow[], 'class_not_found' | 'class_closed'>> {
  return decideSeats(tx, classId, personIds, 'reinstate')
}

async function decideSeats(tx: Tx, classId: string, personIds: readonly string[], decision: 'miss' | 'reinstate') {
  const held = await holdClass(tx, classId)
  if (!held) return err('class_not_found')
  const refusal = classRefusal(held.state)
  if (refusal) return err(refusal)
  await holdSeats(tx, classId, personIds)
  const seats = new Map((await listSeats(tx, classId)).map((seat) => [seat.personId, seat]))
  const codes = new Map<string, NoShowRefusal>()
  const asked = [...new Set(personIds)]
  const wanted = asked.flatMap((personId) => {
    const seat = seats.get(personId)
    if (!seat) codes.set(personId, 'not_in_class')
    if (!seat || seat.isMissed === (decision === 'miss')) return []
    const code = decision === 'miss' ? missRefusal(seat) : undefined
    if (code) codes.set(personId, code)
    return code ? [] : [seat]
  })
  const ids = wanted.map(({ enrolmentId }) => enrolmentId)
  const outcomes = new Map((await decideMany(tx, ids, decision, null)).map(({ id, code }) => [id, code]))
  const done = wanted.filter(({ enrolmentId, personId }) => {
    const code = outcomes.get(enrolmentId)
    if (code) codes.set(personId, code)
    return !code
  })
  if (done.length > 0) {
    const act = decision === 'miss' ? 'class.no_shows_marked' : 'class.no_shows_taken_back'
    note(tx, {
      act,
      object: { kind: 'class', id: classId },
      after: { personIds: done.map(({ personId }) => personId) },
    })
  }
  return ok(asked.map((personId): NoShow => ({ personId, code: codes.get(personId) ?? null })))
}

/**
 * Gives somebody back the seat that they lost for never having come, now that their file says otherwise: where the class is
 * open and a place free. Where none is free, whoever holds the class is told, and has to decide.
 */
export async function seatCleared(
  tx: Tx,
  whose: { readonly programmeId: string; readonly personId: string },
): Promise<void> {
  const seat = await findMissedSeat(tx, whose)
  const held = seat && (await holdClass(tx, seat.classId))
  if (!seat || !held || classRefusal(held.state)) return
  const [outcome] = await decideMany(tx, [seat.enrolmentId], 'reinstate', null)
  if (outcome?.code !== 'programme_full' && outcome?.code !== 'quota_full') return
  const shown = await showClass(tx, held.id)
  const holders = await listHolders(tx, 'provider', held.providerId)
  const accountIds = [...holders.map(({ accountId }) => accountId), held.leadAccountId].filter((id) => id !== null)
  const params = { who: seat.personName, class: held.title, programme: shown?.programmeTitle ?? '' }
  await notify(
    tx,
    { accountIds: [...new Set(accountIds)] },
    { code: 'class.no_show_cleared', params, link: `/classes/${held.id}` },
  )
}
