import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { findProgramme, type ProgrammeRow } from '../../programmes/public.ts'
import type { Enrolment } from '../contract.ts'
import { decideStanding, holdsPlace } from '../core.ts'
import { showEnrolment } from '../store/lists.ts'
import {
  changeTaken,
  holdCounters,
  loadKnown,
  loadPlaces,
  openCounters,
  recordApplications,
  takePlaces,
  type Application,
} from '../store/places.ts'
import { loadOpenWaiters } from '../store/waiting.ts'
import { allot, unallot, type AllotRefusal } from './allotting.ts'
import { offerInTurn } from './gate.ts'
import { meet, refusalFor, type ApplyRefusal, type Joiners, type Wish } from './judging.ts'
import { acceptOffer } from './offers.ts'

type Answer = Result<Enrolment, ApplyRefusal>

/** Applies to a programme for one person. Asking twice with the same id gives the first answer again. */
export async function apply(tx: Tx, programmeId: string, wish: Wish): Promise<Answer> {
  const [answer] = await applyMany(tx, programmeId, [wish])
  return answer ?? err('programme_not_found')
}

/**
 * Applies to one programme for many people, each answered by itself, in their order. Where the first to come are
 * served, each application takes its place in the statement that records it; a full programme answers without waiting
 * for anybody.
 */
export async function applyMany(tx: Tx, programmeId: string, wishes: readonly Wish[]): Promise<Answer[]> {
  let programme = await findProgramme(tx, programmeId)
  if (!programme) return wishes.map(() => err('programme_not_found'))
  const joiners: Joiners = new Map()
  const answers = new Map<Wish, Answer>()
  let open = wishes
  // Each round answers somebody: whoever got no place in one finds the programme full, or themselves there, in the next.
  while (open.length > 0) {
    const { answered, candidates } = await sortOut(tx, programme, open, joiners)
    for (const [wish, answer] of answered) answers.set(wish, answer)
    const applications = candidates.map((wish) => applicationOf(tx, wish, joiners))
    const { recorded, refused } = await record(tx, programme, applications)
    for (const wish of candidates) {
      const code = refused.get(wish.personId)
      if (code) answers.set(wish, err(code))
    }
    for (const [index, wish] of candidates.entries()) {
      const application = applications[index]
      if (!application || !recorded.has(wish.id)) continue
      noteApplied(tx, programmeId, wish)
      answers.set(wish, ok(enrolmentOf(programmeId, application)))
    }
    open = open.filter((wish) => !answers.has(wish))
    // A first sheet of quotas may have come meanwhile: then they are asked, too.
    if (open.length > 0) programme = (await findProgramme(tx, programmeId)) ?? programme
  }
  return wishes.map((wish) => answers.get(wish) ?? err('programme_not_found'))
}

async function sortOut(tx: Tx, programme: ProgrammeRow, wishes: readonly Wish[], joiners: Joiners) {
  const known = await loadKnown(tx, programme.id, wishes)
  // Whoever waits comes before whoever comes now: places that nobody has passed on yet go to the list first.
  const wasFull = programme.admission === 'first_come' && (await hasNoPlace(tx, programme.id))
  const isFull = wasFull || ((await offerInTurn(tx, [programme.id])) > 0 && (await hasNoPlace(tx, programme.id)))
  const personIds = wishes.map(({ personId }) => personId)
  const waiting = await loadOpenWaiters(tx, programme.id, personIds)
  const answered: [Wish, Answer][] = []
  const fresh: Wish[] = []
  const seen = new Set<string>()
  for (const wish of wishes) {
    const sameId = known.byId.get(wish.id)
    const standing = decideStanding(
      { ...wish, programmeId: programme.id },
      { sameId, standing: known.byPerson.get(wish.personId) },
    )
    if (!standing.ok) answered.push([wish, standing])
    else if (standing.value === 'repeated') answered.push([wish, await repeat(tx, sameId)])
    else if (waiting.has(wish.personId)) answered.push([wish, await fromList(tx, waiting.get(wish.personId), wish.id)])
    else if (isFull) answered.push([wish, err('programme_full')])
    else if (!seen.has(wish.personId) && !seen.has(wish.id)) {
      // Somebody who asks twice in one breath is decided on in the next round, when the first is known.
      seen.add(wish.personId).add(wish.id)
      fresh.push(wish)
    }
  }
  await meet(tx, programme, fresh, joiners)
  const candidates: Wish[] = []
  for (const wish of fresh) {
    const refusal = refusalFor(tx, programme, wish, joiners)
    if (refusal) answered.push([wish, err(refusal)])
    else candidates.push(wish)
  }
  return { answered, candidates }
}

type OpenWaiter = { readonly id: string; readonly state: string }

// Whoever has an offer and applies has accepted it: a second place is never taken for them, and asked again it is the same.
async function fromList(tx: Tx, waiter: OpenWaiter | undefined, enrolmentId: string): Promise<Answer> {
  if (waiter?.state !== 'offered') return err('already_waiting')
  const accepted = await acceptOffer(tx, waiter.id, enrolmentId)
  if (!accepted.ok) return err(accepted.error === 'offer_over' ? 'offer_over' : 'already_waiting')
  return repeat(tx, accepted.value)
}

async function hasNoPlace(tx: Tx, programmeId: string): Promise<boolean> {
  const places = await loadPlaces(tx, programmeId)
  return places !== undefined && places.placesMax !== null && places.placesTaken >= places.placesMax
}

async function repeat(tx: Tx, earlier: { readonly id: string } | undefined): Promise<Answer> {
  const found = earlier && (await showEnrolment(tx, earlier.id))
  return found ? ok(found) : err('programme_not_found')
}

function applicationOf(tx: Tx, wish: Wish, joiners: Joiners): Application {
  const { now } = wish.by ?? tx.context
  const schoolId = joiners.get(wish.personId)?.organisationId ?? ''
  return { id: wish.id, personId: wish.personId, schoolId, appliedAt: now }
}

type Recorded = { readonly recorded: ReadonlySet<string>; readonly refused: ReadonlyMap<string, AllotRefusal> }
const nobody: Recorded['refused'] = new Map()

async function record(tx: Tx, programme: ProgrammeRow, applications: readonly Application[]): Promise<Recorded> {
  if (applications.length === 0) return { recorded: new Set(), refused: nobody }
  const takesPlace = holdsPlace('applied', programme.admission)
  if (takesPlace && programme.hasQuotas) return recordWithQuota(tx, programme, applications)
  if (!takesPlace) return { recorded: await recordApplications(tx, programme.id, applications, false), refused: nobody }
  if (programme.placesMax === null) return recordUnlimited(tx, programme.id, applications)
  await openCounters(tx, [programme.id])
  return { recorded: await takePlaces(tx, programme.id, applications), refused: nobody }
}

// A number of places may have come meanwhile: then nothing is recorded, and the next round asks for places.
async function recordUnlimited(tx: Tx, programmeId: string, applications: readonly Application[]): Promise<Recorded> {
  const isLimited = (await holdCounters(tx, [programmeId])).has(programmeId)
  const recorded = isLimited ? new Set<string>() : await recordApplications(tx, programmeId, applications, true)
  return { recorded, refused: nobody }
}

// Where quotas hold, the counter is held while they are asked: the quick way above counts and records in one statement.
async function recordWithQuota(tx: Tx, programme: ProgrammeRow, applications: readonly Application[]) {
  const free = (await holdCounters(tx, [programme.id])).get(programme.id)
  if (free !== undefined && programme.placesMax === null) return { recorded: new Set<string>(), refused: nobody }
  const { byPerson } = await loadKnown(tx, programme.id, applications)
  const fresh = applications.filter(({ personId }) => !byPerson.has(personId))
  const wanting = fresh.map(({ personId }) => ({ personId, needs: 1 }))
  const { refusals: refused } = await allot(tx, programme, wanting, free)
  const placed = fresh.filter(({ personId }) => !refused.has(personId))
  if (placed.length === 0) return { recorded: new Set<string>(), refused }
  const recorded = await recordApplications(tx, programme.id, placed, true)
  const lost = placed.filter(({ id }) => !recorded.has(id))
  await unallot(
    tx,
    programme,
    lost.map(({ personId }) => personId),
  )
  if (free !== undefined) await changeTaken(tx, programme.id, recorded.size)
  return { recorded, refused }
}

function noteApplied(tx: Tx, programmeId: string, { id, personId, by }: Wish): void {
  const object = { kind: 'enrolment', id }
  note(tx, { act: 'enrolment.applied', object, after: { programmeId, personId }, ...(by ? { by } : {}) })
}

function enrolmentOf(programmeId: string, { id, personId, schoolId, appliedAt }: Application): Enrolment {
  return { id, programmeId, personId, schoolId, state: 'applied', reason: null, appliedAt: appliedAt.toISOString() }
}
