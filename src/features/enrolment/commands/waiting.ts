import { isOwnMatter } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { findProgramme, type ProgrammeRow } from '../../programmes/public.ts'
import type { MyWaiting, WaitingList } from '../contract/waiting.ts'
import { keepsWaiters, type OfferRule } from '../core/waiting.ts'
import { holdCounters, loadKnown, loadPlaces } from '../store/places.ts'
import { countWaiting, findOwnWaiting, showWaiting } from '../store/waiting-lists.ts'
import { findWaiter, insertWaiters, loadOfferRule, writeOfferRule, writeTurn } from '../store/waiting.ts'
import { isEnded } from '../core.ts'
import { deadlineOf, passOn } from './gate.ts'
import { meet, refusalFor, type ApplyRefusal, type Joiners, type Wish } from './judging.ts'

export type WaitRefusal = ApplyRefusal | 'no_waiting_list'
type Answer = Result<MyWaiting, WaitRefusal>

/** Joins the waiting list of a full programme. Asking twice with the same id gives the same turn; a place that is free by now is offered at once. */
export async function joinWaiting(tx: Tx, programmeId: string, wish: Wish): Promise<Answer> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return err('programme_not_found')
  await holdCounters(tx, [programmeId])
  const earlier = await findWaiter(tx, wish.id)
  if (earlier) {
    const isSame = earlier.personId === wish.personId && earlier.programmeId === programmeId
    const shown = isSame ? await showWaiting(tx, wish.id) : undefined
    return shown ? ok(shown) : err('id_reused')
  }
  const refusal = await waitRefusal(tx, programme, wish)
  if (refusal) return err(refusal)
  const joiners: Joiners = new Map()
  await meet(tx, programme, [wish], joiners)
  const schoolId = joiners.get(wish.personId)?.organisationId ?? ''
  const joining = { id: wish.id, personId: wish.personId, schoolId, at: tx.context.now }
  await insertWaiters(tx, programmeId, [joining], { sourceKind: 'waiting', sourceId: null })
  note(tx, {
    act: 'waiter.joined',
    object: { kind: 'waiter', id: wish.id },
    after: { programmeId, personId: wish.personId },
  })
  await passOn(tx, [programmeId])
  const joined = await showWaiting(tx, wish.id)
  return joined ? ok(joined) : err('already_waiting')
}

async function waitRefusal(tx: Tx, programme: ProgrammeRow, wish: Wish): Promise<WaitRefusal | undefined> {
  if (!keepsWaiters(programme)) return 'no_waiting_list'
  if (await findOwnWaiting(tx, programme.id, wish.personId)) return 'already_waiting'
  const standing = (await loadKnown(tx, programme.id, [wish])).byPerson.get(wish.personId)
  if (standing?.state === 'not_admitted') return 'declined_before'
  if (standing) return isEnded(standing.state) ? 'dismissed_before' : 'already_applied'
  const joiners: Joiners = new Map()
  await meet(tx, programme, [wish], joiners)
  const refusal = refusalFor(tx, programme, wish, joiners)
  if (refusal) return refusal
  return (await deadlineOf(tx, programme)) ? undefined : 'enrolment_closed'
}

/** Puts somebody who waits before another, or at the end of the list, and says why; the person is told. */
export async function moveWaiter(
  tx: Tx,
  id: string,
  before: string | null,
  reason: string,
): Promise<Result<MyWaiting, 'waiter_not_found' | 'not_waiting' | 'own_enrolment'>> {
  const named = await findWaiter(tx, id)
  if (!named) return err('waiter_not_found')
  await holdCounters(tx, [named.programmeId])
  const waiter = await findWaiter(tx, id)
  const next = before === null ? undefined : await findWaiter(tx, before)
  if (waiter?.state !== 'waiting') return err('not_waiting')
  if (before !== null && (next?.state !== 'waiting' || next.programmeId !== waiter.programmeId || next.id === id)) {
    return err('not_waiting')
  }
  const { actor } = tx.context
  if (actor && isOwnMatter(actor, waiter.personId)) return err('own_enrolment')
  await writeTurn(tx, waiter, before, reason)
  note(tx, {
    act: 'waiter.moved',
    object: { kind: 'waiter', id },
    before: { turn: waiter.turn },
    after: { before, reason },
  })
  const programme = await findProgramme(tx, waiter.programmeId)
  await notify(
    tx,
    { personIds: [waiter.personId] },
    {
      code: 'enrolment.waiter_moved',
      params: { programme: programme?.title ?? '', reason },
      link: `/m/programmes/${waiter.programmeId}`,
    },
  )
  const moved = await showWaiting(tx, id)
  return moved ? ok(moved) : err('waiter_not_found')
}

/** How the list of a programme stands, and for how long its offers do. */
export async function readWaitingList(tx: Tx, programmeId: string): Promise<WaitingList> {
  const [rule, counts] = [await loadOfferRule(tx, programmeId), await countWaiting(tx, programmeId)]
  const { placesMax = null, placesTaken = 0 } = (await loadPlaces(tx, programmeId)) ?? {}
  return { ...rule, ...counts, placesMax, placesTaken }
}

/** Says for how long offers of a programme stand from now on; those that were made keep their deadline. */
export async function setOfferRule(
  tx: Tx,
  programmeId: string,
  rule: OfferRule,
): Promise<Result<WaitingList, 'programme_not_found'>> {
  if (!(await findProgramme(tx, programmeId))) return err('programme_not_found')
  const before = await loadOfferRule(tx, programmeId)
  await writeOfferRule(tx, programmeId, rule)
  note(tx, { act: 'programme.offer_rule_set', object: { kind: 'programme', id: programmeId }, before, after: rule })
  // A shorter lead may let places be offered that could not be before.
  await passOn(tx, [programmeId])
  return ok(await readWaitingList(tx, programmeId))
}
