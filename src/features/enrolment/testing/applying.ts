import {
  done,
  guarded,
  hasRole,
  officerRoles,
  people,
  programmeParts,
  schoolRoles,
  selfOf,
  type Actor,
  type Person,
} from './cast.ts'
import {
  electivePlaces,
  endTurn,
  free,
  isEnded,
  isLive,
  isOffered,
  isWaiting,
  leave,
  offer,
  passOn,
  standingOf,
  take,
  tell,
  unfit,
  unfitNow,
  whole,
  type State,
  type Turn,
  type World,
} from './world.ts'

/** What is to be answered to somebody who applies, and what is so afterwards. */
export const applies = (world: World, person: Person): string => {
  const standing = standingOf(world, person)
  if (standing?.state === 'not_admitted') return 'declined_before'
  if (standing) return isEnded(standing) ? 'dismissed_before' : 'already_applied'
  // Whoever has an offer and applies has accepted it.
  if (isOffered(world, person)) {
    const accepted = accepts(world, person)
    return accepted === done || accepted === 'offer_over' ? accepted : 'already_waiting'
  }
  if (isWaiting(world, person)) return 'already_waiting'
  const takesPlace = world.admission === 'first_come'
  if (takesPlace && free(world) <= 0) return 'programme_full'
  const refusal = unfitNow(world, person) ?? (takesPlace ? take(world, person, true) : undefined)
  if (refusal) return refusal
  world.tries.set(person, { id: '', state: 'applied', holds: takesPlace, cameAt: world.now })
  tell(world, 'enrolment.applied', person)
  return done
}

/** What is to be answered to somebody who joins the list. */
export const waits = (world: World, person: Person): string => {
  if (world.admission !== 'first_come') return 'no_waiting_list'
  if (isOffered(world, person) || isWaiting(world, person)) return 'already_waiting'
  const standing = standingOf(world, person)
  if (standing?.state === 'not_admitted') return 'declined_before'
  if (standing) return isEnded(standing) ? 'dismissed_before' : 'already_applied'
  const refusal = unfitNow(world, person)
  if (refusal) return refusal
  world.turns.set(person, { state: 'waiting', by: 'waiting', cameAt: world.now, until: 0 })
  world.line.push(person)
  tell(world, 'waiter.joined', person)
  passOn(world)
  return done
}

/** What is to be answered to somebody who accepts what they were offered. */
export const accepts = (world: World, person: Person): string => {
  const turn = world.turns.get(person)
  if (turn?.state === 'accepted') return done
  if (turn?.state === 'expired') return 'offer_over'
  if (turn?.state !== 'offered') return 'not_offered'
  if (world.now >= turn.until) return 'offer_over'
  if (isEnded(standingOf(world, person))) return 'dismissed_before'
  if (world.restricted.has(person)) return 'restricted'
  const state: State = turn.by === 'waiting' ? 'applied' : 'admitted'
  const standing = standingOf(world, person)
  const [id, cameAt] = [standing?.id ?? '', standing?.cameAt ?? world.now]
  world.tries.set(person, { id, state, holds: true, cameAt })
  endTurn(world, person, 'accepted')
  tell(world, 'waiter.accepted', person)
  tell(world, `enrolment.${state}`, person)
  return done
}

/** What is to be answered to somebody who says no to an offer, or leaves the list. */
export const refuses = (world: World, person: Person): string => {
  const turn = world.turns.get(person)
  if (turn?.state === 'declined' || turn?.state === 'left') return done
  if (turn?.state === 'expired') return 'offer_over'
  if (turn?.state === 'accepted' || !turn) return 'not_offered'
  const state = turn.state === 'waiting' ? 'left' : 'declined'
  endTurn(world, person, state)
  if (state === 'declined') world.seats.delete(person)
  tell(world, `waiter.${state}`, person)
  passOn(world)
  return done
}

/** What is to be answered to an officer who puts somebody before another in the list, or at its end. */
export const moves = (world: World, actor: Actor, person: Person, before: Person | null): string => {
  const refusal = guarded(actor, officerRoles, programmeParts)
  if (refusal !== done) return refusal
  if (!isWaiting(world, person) || before === person) return 'not_waiting'
  if (before !== null && !isWaiting(world, before)) return 'not_waiting'
  if (selfOf(actor) === person) return 'own_enrolment'
  const others = world.line.filter((each) => each !== person)
  const at = before === null ? others.length : others.indexOf(before)
  world.line = others.toSpliced(at, 0, person)
  tell(world, 'waiter.moved', person)
  return done
}

/** What becomes of offers whose time is over, once somebody has looked. */
export const expires = (world: World): string => {
  for (const [person, turn] of world.turns) {
    if (turn.state !== 'offered' || turn.until > world.now) continue
    endTurn(world, person, 'expired')
    world.seats.delete(person)
    tell(world, 'waiter.expired', person)
  }
  passOn(world)
  return done
}

/** What is to be answered to an officer who changes how many places there are. */
export const setsPlaces = (world: World, actor: Actor, places: number): string => {
  const refusal = guarded(actor, officerRoles, programmeParts)
  if (refusal !== done) return refusal
  if (free({ ...world, places }) < 0) return 'places_held'
  world.places = places
  tell(world, 'programme.places_set')
  passOn(world)
  return done
}

/** What is to be answered to somebody who chooses electives: at least one of them, at most two. */
export const chooses = (world: World, person: Person, wanted: readonly number[]): string => {
  if (!isLive(world.tries.get(person))) return 'not_in_programme'
  if (wanted.length < 1) return 'electives_too_few'
  if (wanted.length > 2) return 'electives_too_many'
  const isFull = (index: number) => {
    const others = [...world.chosen].filter(([each, chosen]) => each !== person && chosen.includes(index))
    return others.length >= (electivePlaces[index] ?? Number.POSITIVE_INFINITY)
  }
  if (wanted.some(isFull)) return 'elective_full'
  world.chosen.set(person, wanted)
  tell(world, 'elective.chosen')
  return done
}

type Way = 'nomination' | 'list' | 'invitation' | 'round' | 'whole' | 'substitution'

// Puts one person in, whatever they waited for, by the act of somebody who is not they.
function places(world: World, actor: Actor | undefined, way: Way, person: Person): string {
  const standing = standingOf(world, person)
  if (actor !== undefined && selfOf(actor) === person) return 'own_enrolment'
  if (isEnded(standing)) return 'dismissed_before'
  if (standing?.state === 'admitted') return done
  const state: State = way === 'nomination' ? 'school_approved' : 'admitted'
  if (standing && way === 'nomination') return standing.state === 'not_admitted' ? 'declined_before' : 'already_applied'
  const holds = state === 'admitted' || world.admission === 'first_come'
  if (!holds && isOffered(world, person)) return 'already_waiting'
  if (holds) {
    const refusal = take(world, person, standing?.holds !== true && !isOffered(world, person))
    if (refusal) return refusal
  }
  const [id, cameAt] = [standing?.id ?? '', standing?.cameAt ?? world.now]
  world.tries.set(person, { id, state, holds, cameAt })
  if (isOffered(world, person) || isWaiting(world, person)) endTurn(world, person, 'accepted')
  tell(world, `enrolment.${state}`, person)
  return done
}

function invites(world: World, actor: Actor, person: Person): string {
  const standing = standingOf(world, person)
  if (selfOf(actor) === person) return 'own_enrolment'
  if (isEnded(standing)) return 'dismissed_before'
  if (standing && standing.state !== 'not_admitted') return 'already_applied'
  if (isOffered(world, person) || isWaiting(world, person)) return 'already_waiting'
  const refusal = take(world, person, true)
  if (refusal) return refusal
  offer(world, person, 'invitation' satisfies Turn['by'])
  return done
}

/** What becomes of people whom somebody else brings in: each by themselves, but a school's nomination as a whole. */
export const bringsIn = (
  world: World,
  actor: Actor,
  way: 'nomination' | 'list' | 'invitation',
  group: readonly Person[],
) => {
  const roles = way === 'nomination' ? schoolRoles : officerRoles
  if (!hasRole(actor, roles)) return 'role_missing'
  const all = (answer: string) => way !== 'nomination' || answer.split(',').every((code) => code === done)
  return whole(
    world,
    (draft) => {
      // Whoever may not come in is told so before any place is given to the others.
      const codes = group.map((person) => {
        if (way === 'nomination' && guarded(actor, roles, [people[person].school]) !== done) return 'person_not_found'
        return way === 'nomination' ? unfitNow(draft, person) : unfit(draft, person)
      })
      const answers = group.map(
        (person, index) =>
          codes[index] ?? (way === 'invitation' ? invites(draft, actor, person) : places(draft, actor, way, person)),
      )
      tell(draft, `intake.${way}`)
      return answers.join()
    },
    all,
  )
}

/** What becomes of people whom a round chose: nobody asks again whether they are meant, only whether anything bars them. */
export const admitsFromRound = (world: World, group: readonly Person[]): string =>
  group.map((person) => (world.restricted.has(person) ? 'restricted' : places(world, '局干部', 'round', person))).join()

/** What becomes of everybody whom the programme means. */
export const enrolsEverybody = (world: World, actor: Actor): string => {
  const refusal = guarded(actor, officerRoles, programmeParts)
  if (refusal !== done) return refusal
  tell(world, 'intake.whole')
  for (const person of world.byName) if (unfit(world, person) === undefined) places(world, undefined, 'whole', person)
  tell(world, 'intake.done')
  return done
}

/** Puts one person in the place of another who was admitted; for whoever judged that this may be. */
export function exchanges(world: World, actor: Actor, leaving: Person, coming: Person): string {
  if (standingOf(world, coming)?.state === 'admitted') return 'already_applied'
  leave(world, leaving, 'withdrawn')
  const placed = places(world, actor, 'substitution', coming)
  if (placed === done) tell(world, 'enrolment.substituted', leaving)
  return placed
}
