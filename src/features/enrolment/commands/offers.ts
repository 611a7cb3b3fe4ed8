import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { notify } from '../../notices/public.ts'
import { findProgramme, type ProgrammeRow } from '../../programmes/public.ts'
import { isEnded, holdsPlace, isOver } from '../core.ts'
import { waiterRefusal, type WaiterRefusal } from '../core/waiting.ts'
import { seatWhenAdmitted } from '../jobs.ts'
import { changeTaken, holdCounters } from '../store/places.ts'
import { admitStanding, holdStandings, insertPlaced } from '../store/placing.ts'
import {
  acceptWaiter,
  endWaiters,
  findWaiter,
  listDueProgrammes,
  listExpired,
  listRivals,
  type WaiterRow,
} from '../store/waiting.ts'
import { unallot } from './allotting.ts'
import { listBarred, type BarRefusal } from './barring.ts'
import { followAdmission } from './facts.ts'
import { passOn } from './gate.ts'

export type OfferRefusal =
  WaiterRefusal | 'waiter_not_found' | 'programme_over' | 'declined_before' | 'dismissed_before' | BarRefusal

async function holdWaiter(tx: Tx, id: string): Promise<{ waiter: WaiterRow; programme: ProgrammeRow } | undefined> {
  const named = await findWaiter(tx, id)
  if (!named) return undefined
  // Whatever becomes of anybody in a list is decided by whoever holds the counter; whoever accepts one offer of a round gives others up.
  await holdCounters(tx, [named.programmeId, ...(await listRivals(tx, named)).map(({ programmeId }) => programmeId)])
  const waiter = await findWaiter(tx, id)
  const programme = await findProgramme(tx, named.programmeId)
  return waiter && programme && { waiter, programme }
}

/**
 * Accepts an offer: the place that it held is now the person's. Accepted twice, it is the same place. Gives the enrolment,
 * which has the id that an application brings along.
 */
export async function acceptOffer(
  tx: Tx,
  id: string,
  newEnrolmentId = newId(tx.context.now.getTime()),
): Promise<Result<{ readonly id: string }, OfferRefusal>> {
  const held = await holdWaiter(tx, id)
  if (!held) return err('waiter_not_found')
  const { waiter, programme } = held
  if (waiter.state === 'accepted' && waiter.enrolmentId !== null) return ok({ id: waiter.enrolmentId })
  const refusal = waiterRefusal('accept', waiter, tx.context.now)
  if (refusal) return err(refusal)
  if (isOver(programme.state)) return err('programme_over')
  const [standing] = await holdStandings(tx, programme.id, [waiter.personId])
  if (isEnded(standing?.state)) return err('dismissed_before')
  if (standing && waiter.sourceKind === 'waiting') return err('declined_before')
  const barred = (await listBarred(tx, [{ ...programme, personId: waiter.personId }])).get(waiter.personId)
  if (barred) return err(barred)
  const enrolmentId = standing?.id ?? newEnrolmentId
  const { personId, schoolId, sourceKind } = waiter
  // Whoever was asked by name is in; whoever asked to wait is vouched for and admitted like everybody else.
  const state = sourceKind === 'waiting' ? 'applied' : 'admitted'
  const isNext = sourceKind === 'round' || sourceKind === 'selection'
  const source = { sourceKind, sourceId: isNext ? waiter.sourceId : waiter.id }
  const holds = state === 'admitted' || holdsPlace(state, programme.admission)
  if (standing) await admitStanding(tx, [standing.id], source, false)
  else
    await insertPlaced(
      tx,
      programme.id,
      [{ id: enrolmentId, personId, schoolId }],
      { ...source, state, holdsPlace: holds },
      false,
    )
  await acceptWaiter(tx, id, enrolmentId)
  if (!holds) await giveBack(tx, programme, [personId])
  // Whoever was let in by somebody else meanwhile has a place already: the one that the offer held is free.
  if (standing?.holdsPlace) await freePlaces(tx, programme, 1)
  await giveUpRivals(tx, waiter)
  if (state === 'admitted') await followAdmission(tx, programme.id, [{ id: enrolmentId, personId, schoolId }])
  note(tx, { act: 'waiter.accepted', object: { kind: 'waiter', id }, after: { enrolmentId } })
  note(tx, {
    act: `enrolment.${state}`,
    object: { kind: 'enrolment', id: enrolmentId },
    after: { programmeId: programme.id, personId, state, ...source },
  })
  if (state === 'admitted')
    await enqueue(tx, seatWhenAdmitted, { programmeId: programme.id }, { title: programme.title })
  return ok({ id: enrolmentId })
}

/** Says no to an offer, or leaves the list; a place that was held goes to the next at once. Said twice, it is the same no. */
export async function refuseOffer(tx: Tx, id: string): Promise<Result<WaiterRow, OfferRefusal>> {
  const held = await holdWaiter(tx, id)
  if (!held) return err('waiter_not_found')
  const { waiter, programme } = held
  if (waiter.state === 'declined' || waiter.state === 'left') return ok(waiter)
  const move = waiter.state === 'waiting' ? 'leave' : 'decline'
  const refusal = waiterRefusal(move, waiter, tx.context.now)
  if (refusal) return err(refusal)
  await endWaiters(tx, [id], move === 'leave' ? 'left' : 'declined')
  note(tx, { act: `waiter.${move === 'leave' ? 'left' : 'declined'}`, object: { kind: 'waiter', id } })
  if (move === 'decline') await giveBack(tx, programme, [waiter.personId])
  const ended = await findWaiter(tx, id)
  return ended ? ok(ended) : err('waiter_not_found')
}

// A round gives a person one place: the other offers that it made them are passed on when they accept one.
async function giveUpRivals(tx: Tx, waiter: WaiterRow): Promise<void> {
  for (const { id, programmeId } of await listRivals(tx, waiter)) {
    const programme = await findProgramme(tx, programmeId)
    if (!programme) continue
    await endWaiters(tx, [id], 'declined')
    note(tx, { act: 'waiter.declined', object: { kind: 'waiter', id }, after: { accepted: waiter.id } })
    await giveBack(tx, programme, [waiter.personId])
  }
}

async function freePlaces(tx: Tx, programme: ProgrammeRow, size: number): Promise<void> {
  if (programme.placesMax !== null) await changeTaken(tx, programme.id, -size)
  await passOn(tx, [programme.id])
}

async function giveBack(tx: Tx, programme: ProgrammeRow, personIds: readonly string[]): Promise<void> {
  if (programme.placesMax !== null) await changeTaken(tx, programme.id, -personIds.length)
  await unallot(tx, programme, personIds)
  await passOn(tx, [programme.id])
}

/** Ends open offers that stand in the way of what somebody was given elsewhere, and passes their places on. */
export async function callOffersBack(tx: Tx, ids: readonly string[]): Promise<void> {
  const named: WaiterRow[] = []
  for (const id of ids) {
    const found = await findWaiter(tx, id)
    if (found) named.push(found)
  }
  await holdCounters(
    tx,
    named.map(({ programmeId }) => programmeId),
  )
  for (const { id, programmeId, personId } of named) {
    const programme = await findProgramme(tx, programmeId)
    if (!programme || (await findWaiter(tx, id))?.state !== 'offered') continue
    await endWaiters(tx, [id], 'left')
    note(tx, { act: 'waiter.left', object: { kind: 'waiter', id } })
    await giveBack(tx, programme, [personId])
  }
}

/** How many programmes are looked at in one go. */
const programmesAtOnce = 50

/** Ends the offers whose time is over and passes their places on. Gives how many were ended. */
export async function expireOffers(tx: Tx): Promise<Result<number, never>> {
  let ended = 0
  const due = await listDueProgrammes(tx, programmesAtOnce)
  await holdCounters(tx, due)
  for (const programmeId of due) {
    const programme = await findProgramme(tx, programmeId)
    const expired = await listExpired(tx, programmeId)
    if (!programme || expired.length === 0) continue
    await endWaiters(
      tx,
      expired.map(({ id }) => id),
      'expired',
    )
    for (const { id } of expired) note(tx, { act: 'waiter.expired', object: { kind: 'waiter', id } })
    await notify(
      tx,
      { personIds: expired.map(({ personId }) => personId) },
      { code: 'enrolment.offer_expired', params: { programme: programme.title }, link: `/m/programmes/${programmeId}` },
    )
    await giveBack(
      tx,
      programme,
      expired.map(({ personId }) => personId),
    )
    ended += expired.length
  }
  return ok(ended)
}
