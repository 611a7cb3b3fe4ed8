import { clockIn, startOfDay } from '../../../lib/dates.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { notify } from '../../notices/public.ts'
import { findProgramme, type ProgrammeRow } from '../../programmes/public.ts'
import { offerDeadline, offersPlaces, offersSuccession } from '../core/waiting.ts'
import { offerFreed } from '../jobs.ts'
import { changeTaken, holdCounters } from '../store/places.ts'
import { listAwaited, listInTurn, loadOfferRule, writeOffers, type WaiterRow } from '../store/waiting.ts'
import { allot } from './allotting.ts'
import { judge } from './judging.ts'

/** How many of those who wait are looked at together. */
const atOnce = 50

/**
 * The one gate through which every freed or added place goes: offers the free places of these programmes to whoever
 * waits for them next and may still take one, in the same transaction. Afterwards no place is free while somebody who
 * may have it waits without an offer. Gives how many offers were made. What is free of a programme chosen by selection goes
 * to those whom a round or a selection left without a place: that is asked for as work (`offerFreed`).
 */
export async function passOn(tx: Tx, programmeIds: readonly string[]): Promise<number> {
  for (const programmeId of [...new Set(programmeIds)].toSorted()) {
    const programme = await findProgramme(tx, programmeId)
    if (programme?.admission === 'selection' && offersSuccession(programme.state))
      await enqueue(tx, offerFreed, { programmeId }, { title: programme.title })
  }
  return offerInTurn(tx, programmeIds)
}

/** Offers the free places of these programmes to their waiting lists alone, as `passOn` does: for whoever frees nothing. */
export async function offerInTurn(tx: Tx, programmeIds: readonly string[]): Promise<number> {
  const awaited = await listAwaited(tx, programmeIds)
  const free = await holdCounters(tx, awaited)
  let made = 0
  for (const programmeId of awaited.toSorted()) {
    const programme = await findProgramme(tx, programmeId)
    if (programme) made += await offerTo(tx, programme, free.get(programmeId) ?? Number.POSITIVE_INFINITY)
  }
  return made
}

async function offerTo(tx: Tx, programme: ProgrammeRow, free: number): Promise<number> {
  const until = await deadlineOf(tx, programme)
  if (!until || free <= 0) return 0
  const chosen: WaiterRow[] = []
  let last: WaiterRow | undefined
  while (chosen.length < free) {
    const next = await listInTurn(tx, programme.id, last, atOnce)
    if (next.length === 0) break
    last = next.at(-1)
    const refusals = await judge(tx, programme, next)
    const eligible = next.filter(({ personId }) => refusals.get(personId) === undefined)
    const wanting = eligible.map(({ personId }) => ({ personId, needs: 1 }))
    const { refusals: without } = await allot(tx, programme, wanting, free - chosen.length)
    chosen.push(...eligible.filter(({ personId }) => !without.has(personId)))
  }
  await makeOffers(tx, programme, chosen, until)
  return chosen.length
}

/** Until when an offer of this programme that is made now would stand; undefined when it makes none any more. */
export async function deadlineOf(tx: Tx, programme: ProgrammeRow): Promise<Date | undefined> {
  return offersPlaces(programme.state) ? untilFor(tx, programme) : undefined
}

/** The same for whoever succeeds by a round or a selection. */
export async function successionDeadline(tx: Tx, programme: ProgrammeRow): Promise<Date | undefined> {
  return offersSuccession(programme.state) ? untilFor(tx, programme) : undefined
}

async function untilFor(tx: Tx, programme: ProgrammeRow): Promise<Date | undefined> {
  const { now, zone } = tx.context
  const startsAt = programme.startsOn === null ? null : startOfDay(programme.startsOn, zone)
  return offerDeadline(await loadOfferRule(tx, programme.id), now, startsAt)
}

const noticeOf = {
  waiting: 'enrolment.offered',
  invitation: 'enrolment.invited',
  round: 'enrolment.offered_next',
  selection: 'enrolment.offered_next',
} as const satisfies Record<WaiterRow['sourceKind'], string>

/**
 * Writes offers, holds their places and tells whom they are for: for whoever holds the counter and knows that the places are
 * free. `title` is that of the round or selection by which they come next.
 */
export async function makeOffers(
  tx: Tx,
  programme: ProgrammeRow,
  chosen: readonly Pick<WaiterRow, 'id' | 'personId' | 'sourceKind'>[],
  until: Date,
  title?: string,
): Promise<void> {
  if (chosen.length === 0) return
  await writeOffers(
    tx,
    chosen.map(({ id }) => id),
    until,
  )
  if (programme.placesMax !== null) await changeTaken(tx, programme.id, chosen.length)
  for (const { id, personId } of chosen) {
    const after = { programmeId: programme.id, personId, until: until.toISOString() }
    note(tx, { act: 'waiter.offered', object: { kind: 'waiter', id }, after })
  }
  for (const [code, told] of Map.groupBy(chosen, ({ sourceKind }) => noticeOf[sourceKind])) {
    await notify(
      tx,
      { personIds: told.map(({ personId }) => personId) },
      {
        code,
        params: {
          programme: programme.title,
          until: clockIn(tx.context.zone, until),
          ...(title === undefined ? {} : { title }),
        },
        link: `/m/programmes/${programme.id}`,
      },
    )
  }
}
