import { clockIn, startOfDay } from '../../../lib/dates.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { findProgramme, type ProgrammeRow } from '../../programmes/public.ts'
import { offerDeadline, offersPlaces } from '../core/waiting.ts'
import { changeTaken, holdCounters } from '../store/places.ts'
import { listAwaited, listInTurn, loadOfferRule, writeOffers, type WaiterRow } from '../store/waiting.ts'
import { allot } from './allotting.ts'
import { judge } from './judging.ts'

/** How many of those who wait are looked at together. */
const atOnce = 50

/**
 * The one gate through which every freed or added place goes: offers the free places of these programmes to whoever
 * waits for them next and may still take one, in the same transaction. Afterwards no place is free while somebody who
 * may have it waits without an offer. Gives how many offers were made.
 */
export async function passOn(tx: Tx, programmeIds: readonly string[]): Promise<number> {
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
  if (!offersPlaces(programme.state)) return undefined
  const { now, zone } = tx.context
  const startsAt = programme.startsOn === null ? null : startOfDay(programme.startsOn, zone)
  return offerDeadline(await loadOfferRule(tx, programme.id), now, startsAt)
}

/** Writes offers, holds their places and tells whom they are for: for whoever holds the counter and knows that the places are free. */
export async function makeOffers(
  tx: Tx,
  programme: ProgrammeRow,
  chosen: readonly Pick<WaiterRow, 'id' | 'personId' | 'sourceKind'>[],
  until: Date,
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
  for (const [code, told] of Map.groupBy(chosen, ({ sourceKind }) =>
    sourceKind === 'invitation' ? 'enrolment.invited' : 'enrolment.offered',
  )) {
    await notify(
      tx,
      { personIds: told.map(({ personId }) => personId) },
      {
        code,
        params: { programme: programme.title, until: clockIn(tx.context.zone, until) },
        link: `/m/programmes/${programme.id}`,
      },
    )
  }
}
