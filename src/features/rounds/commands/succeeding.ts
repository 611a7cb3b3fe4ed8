import { nextOffer, seated, type Kind, type Successor } from '../../../lib/matching/succession.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { callOffersBack, holdFreed, offerFreedTo, type Freed } from '../../enrolment/public.ts'
import {
  findBearer,
  insertSuccession,
  listOvertaken,
  listRuns,
  listSeats,
  listSources,
  type SeatKept,
  type SourceKept,
} from '../store/succession.ts'
import { loadPassed, stillWaiting, waitingAfter, type Waiting } from './waiting.ts'

/** A confirmed round that has a programme, with who waits in it. */
export type Source = SourceKept & { readonly waiting: Waiting }

/** A kind of places of a round, and the applications of those who left it and in whose place nobody came. */
type Place = Kind & { readonly left: readonly string[] }

/**
 * Offers what was left of the places that confirmed rounds gave in a programme, and what it gained since, to whoever comes
 * next in them (`docs/matching.md`). Looks at what is free now, so that doing it twice offers nothing twice. Gives how many
 * offers were made.
 */
export async function offerNext(tx: Tx, programmeId: string): Promise<number> {
  if ((await listSources(tx, programmeId)).length === 0) return 0
  const freed = await holdFreed(tx, programmeId)
  if (!freed) return 0
  const sources = await loadSources(tx, programmeId)
  const places = await placesOf(tx, freed, sources)
  if (places.every(({ vacant }) => vacant === 0)) return 0
  const isPassed = await loadPassed(
    tx,
    sources.map(({ roundId }) => roundId),
  )
  const lists = sources.map((source) => stillWaiting(source, programmeId, isPassed))
  const passed = new Set<string>()
  let open = places.map((place) => ({ ...place, lists }))
  let made = 0
  while (made < freed.free) {
    const next = nextOffer(open, passed)
    const source = next && sources[next.list]
    if (!next || !source) break
    const { kind, successor } = next
    // Whom the programme refuses today stays in the list, and is passed over.
    passed.add(successor.id)
    if (!(await offerPlace(tx, freed, source, kind, successor))) continue
    made += 1
    open = seated(open, kind, successor).map((one) =>
      one.key === kind.key ? { ...one, left: one.left.slice(1) } : one,
    )
  }
  return made
}

/** The confirmed rounds that have a programme, the newest first, with who waits in each. */
export async function loadSources(tx: Tx, programmeId: string): Promise<Source[]> {
  const sources: Source[] = []
  for (const source of await listSources(tx, programmeId)) {
    const waiting = await waitingAfter(tx, source.runId)
    if (waiting) sources.push({ ...source, waiting })
  }
  return sources
}

/** Ends what earlier rounds offer to people whom this one placed: a chain of rounds gives a person one place. */
export async function endOvertaken(tx: Tx, roundId: string): Promise<void> {
  await callOffersBack(tx, await listOvertaken(tx, roundId))
}

const keyOf = (roundId: string, blockId: string) => `${roundId} ${blockId}`

// Places that nobody sat in when the round was confirmed stay empty: they are for a second round.
async function placesOf(tx: Tx, { programme }: Freed, sources: readonly Source[]): Promise<Place[]> {
  const roundIds = sources.map(({ roundId }) => roundId)
  const hasWide = sources.some(({ waiting }) => waiting.wideLimits(programme.id).length > 0)
  const seats = await listSeats(tx, roundIds, hasWide ? null : programme.id)
  const waitingOf = new Map(sources.map(({ roundId, waiting }) => [roundId, waiting]))
  for (const { roundId, runId } of await listRuns(tx, [...new Set(seats.map((seat) => seat.roundId))])) {
    const waiting = waitingOf.has(roundId) ? undefined : await waitingAfter(tx, runId)
    if (waiting) waitingOf.set(roundId, waiting)
  }
  const counted = (seat: SeatKept) => {
    const known = waitingOf.get(seat.roundId)?.people.get(seat.code)
    return known ? [known] : []
  }
  const replaced = new Set(seats.flatMap(({ inPlaceOf, sits }) => (sits && inPlaceOf !== null ? [inPlaceOf] : [])))
  return sources.flatMap(({ roundId, waiting, placesThen }, at): Place[] => {
    const ofRound = seats.filter((seat) => seat.seatRoundId === roundId)
    const blocks = waiting.blocks.get(programme.id) ?? []
    return blocks.map((block, index) => {
      const here = ofRound.filter((one) => one.programmeId === programme.id && one.blockId === block.id)
      const sitting = here.filter(({ sits }) => sits)
      // What the programme gained goes to the last kind of the newest round; what an earlier one took of it stays there.
      const isLast = at === 0 && index === blocks.length - 1
      const taken = here.filter(({ isGiven, inPlaceOf }) => !isGiven && inPlaceOf === null).length
      const gained = isLast ? gainedOf(programme.placesMax, placesThen) : at === 0 ? 0 : taken
      const given = here.filter(({ isGiven }) => isGiven).length
      return {
        ...{ key: keyOf(roundId, block.id), round: roundId, block, lists: [] },
        vacant: Math.max(0, given + gained - sitting.length),
        sitting: sitting.flatMap(counted),
        wide: waiting.wideLimits(programme.id).map((limit) => ({
          limit,
          sitting: ofRound
            .filter(({ sits, programmeId }) => sits && (limit.programme ?? programmeId) === programmeId)
            .flatMap(counted),
        })),
        left: here.flatMap(({ sits, enrolmentId }) =>
          sits || enrolmentId === null || replaced.has(enrolmentId) ? [] : [enrolmentId],
        ),
      }
    })
  })
}

/** How many places a programme has more than when its round was confirmed; none where it has no limit. */
export function gainedOf(now: number | null, then: number | null): number {
  return now === null || then === null ? 0 : Math.max(0, now - then)
}

async function offerPlace(
  tx: Tx,
  freed: Freed,
  { roundId, title }: Source,
  { round: seatRoundId, block, left }: Place,
  { id: code }: Successor,
): Promise<boolean> {
  const personId = await findBearer(tx, roundId, code)
  if (personId === undefined) return false
  const offered = await offerFreedTo(tx, freed, personId, { sourceKind: 'round', sourceId: roundId, title })
  if (!offered.ok) return false
  const [inPlaceOf = null] = left
  const at = { programmeId: freed.programme.id, seatRoundId, blockId: block.id, inPlaceOf }
  await insertSuccession(tx, { ...at, waiterId: offered.value, roundId, offeredAt: tx.context.now })
  note(tx, {
    act: 'matching_round.succession_offered',
    object: { kind: 'matching_round', id: roundId },
    after: { ...at, personId, waiterId: offered.value },
  })
  return true
}
