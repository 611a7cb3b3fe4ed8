import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Context, type Tx } from '../../../platform/db/db.ts'
import {
  findProgramme,
  joinRefusal,
  joinRefusalOf,
  type JoinRefusal,
  type ProgrammeRow,
} from '../../programmes/public.ts'
import type { Enrolment, MyEnrolment, Places } from '../contract.ts'
import { decideStanding, holdsPlace, type Standing, type StandingRefusal } from '../core.ts'
import { listOwn, showEnrolment } from '../store/lists.ts'
import {
  loadJoiners,
  loadKnown,
  loadPlaces,
  openCounters,
  recordApplications,
  takePlaces,
  writePlaces,
  type Application,
} from '../store/places.ts'

/** One person's wish to join, and whose act it was where several are answered together. */
export type Wish = { readonly id: string; readonly personId: string; readonly by?: Context }

export type ApplyRefusal = StandingRefusal | JoinRefusal | 'programme_not_found' | 'person_not_found' | 'programme_full'

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
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return wishes.map(() => err('programme_not_found'))
  const joiners: Joiners = new Map()
  const answers = new Map<Wish, Answer>()
  let open = wishes
  // Each round answers somebody: whoever got no place in one finds the programme full, or themselves there, in the next.
  while (open.length > 0) {
    const { answered, candidates } = await sortOut(tx, programme, open, joiners)
    for (const [wish, answer] of answered) answers.set(wish, answer)
    const applications = candidates.map((wish) => applicationOf(tx, wish, joiners))
    const recorded = applications.length > 0 ? await record(tx, programme, applications) : new Set<string>()
    for (const [index, wish] of candidates.entries()) {
      const application = applications[index]
      if (!application || !recorded.has(wish.id)) continue
      noteApplied(tx, programmeId, wish)
      answers.set(wish, ok(enrolmentOf(programmeId, application)))
    }
    open = open.filter((wish) => !answers.has(wish))
  }
  return wishes.map((wish) => answers.get(wish) ?? err('programme_not_found'))
}

type Joiners = Map<string, Awaited<ReturnType<typeof loadJoiners>> extends ReadonlyMap<string, infer J> ? J : never>

async function sortOut(tx: Tx, programme: ProgrammeRow, wishes: readonly Wish[], joiners: Joiners) {
  const known = await loadKnown(tx, programme.id, wishes)
  const isFull = programme.admission === 'first_come' && (await hasNoPlace(tx, programme.id))
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
    else if (isFull) answered.push([wish, err('programme_full')])
    else if (!seen.has(wish.personId) && !seen.has(wish.id)) {
      // Somebody who asks twice in one breath is decided on in the next round, when the first is known.
      seen.add(wish.personId).add(wish.id)
      fresh.push(wish)
    }
  }
  await meet(tx, fresh, joiners)
  const candidates: Wish[] = []
  for (const wish of fresh) {
    const refusal = refusalFor(tx, programme, wish, joiners)
    if (refusal) answered.push([wish, err(refusal)])
    else candidates.push(wish)
  }
  return { answered, candidates }
}

async function hasNoPlace(tx: Tx, programmeId: string): Promise<boolean> {
  const places = await loadPlaces(tx, programmeId)
  return places !== undefined && places.placesMax !== null && places.placesTaken >= places.placesMax
}

async function repeat(tx: Tx, earlier: Standing | undefined): Promise<Answer> {
  const found = earlier && (await showEnrolment(tx, earlier.id))
  return found ? ok(found) : err('programme_not_found')
}

async function meet(tx: Tx, wishes: readonly Wish[], joiners: Joiners): Promise<void> {
  const unmet = wishes.map(({ personId }) => personId).filter((personId) => !joiners.has(personId))
  for (const [personId, joiner] of await loadJoiners(tx, unmet)) joiners.set(personId, joiner)
}

function refusalFor(tx: Tx, programme: ProgrammeRow, wish: Wish, joiners: Joiners): ApplyRefusal | undefined {
  const { today, now } = wish.by ?? tx.context
  const joiner = joiners.get(wish.personId)
  return joiner ? joinRefusal(programme, joiner, today, now) : 'person_not_found'
}

function applicationOf(tx: Tx, wish: Wish, joiners: Joiners): Application {
  const { now } = wish.by ?? tx.context
  const schoolId = joiners.get(wish.personId)?.organisationId ?? ''
  return { id: wish.id, personId: wish.personId, schoolId, appliedAt: now }
}

async function record(tx: Tx, programme: ProgrammeRow, applications: readonly Application[]): Promise<Set<string>> {
  const takesPlace = holdsPlace('applied', programme.admission)
  if (!takesPlace || programme.placesMax === null) {
    return recordApplications(tx, programme.id, applications, takesPlace)
  }
  await openCounters(tx, [programme.id])
  return takePlaces(tx, programme.id, applications)
}

function noteApplied(tx: Tx, programmeId: string, { id, personId, by }: Wish): void {
  const object = { kind: 'enrolment', id }
  note(tx, { act: 'enrolment.applied', object, after: { programmeId, personId }, ...(by ? { by } : {}) })
}

function enrolmentOf(programmeId: string, { id, personId, schoolId, appliedAt }: Application): Enrolment {
  return { id, programmeId, personId, schoolId, state: 'applied', reason: null, appliedAt: appliedAt.toISOString() }
}

/** Where a person stands in a programme: their latest application, its places, and why they may not apply now. */
export async function readStanding(
  tx: Tx,
  programmeId: string,
  personId: string,
): Promise<(Places & { enrolment: MyEnrolment | null; refusal: string | null }) | undefined> {
  const places = await loadPlaces(tx, programmeId)
  if (!places) return undefined
  const [programme, [enrolment = null]] = [
    await findProgramme(tx, programmeId),
    await listOwn(tx, personId, 1, undefined, programmeId),
  ]
  const stands = enrolment !== null && enrolment.state !== 'returned' && enrolment.state !== 'withdrawn'
  if (stands) return { ...places, enrolment, refusal: 'already_applied' }
  const isFull =
    programme?.admission === 'first_come' && places.placesMax !== null && places.placesTaken >= places.placesMax
  const refusal = (await joinRefusalOf(tx, programmeId, personId)) ?? (isFull ? 'programme_full' : null)
  return { ...places, enrolment, refusal }
}

/** Changes how many places a programme has; places that are held are never taken away. */
export async function setPlaces(
  tx: Tx,
  programmeId: string,
  placesMax: number,
): Promise<Result<Places, 'programme_not_found' | 'programme_over' | 'places_held'>> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return err('programme_not_found')
  if (['closed', 'archived', 'cancelled'].includes(programme.state)) return err('programme_over')
  await writePlaces(tx, programmeId, placesMax)
  const places = await loadPlaces(tx, programmeId)
  if (!places || places.placesTaken > placesMax) return err('places_held')
  note(tx, {
    act: 'programme.places_set',
    object: { kind: 'programme', id: programmeId },
    before: { placesMax: programme.placesMax },
    after: { placesMax },
  })
  return ok(places)
}
