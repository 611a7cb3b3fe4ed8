import { people, type Person } from './cast.ts'
import { seatFor, type Seat, type Sheet } from './sheet.ts'

export type State =
  'applied' | 'school_approved' | 'returned' | 'admitted' | 'not_admitted' | 'withdrawn' | 'dismissed' | 'no_show'

/** Somebody's latest application, and the row that keeps it. */
export type Try = { id: string; state: State; holds: boolean; cameAt: number }
/** Somebody's latest turn in the list, or what they were asked. */
export type Turn = {
  state: 'waiting' | 'offered' | 'accepted' | 'declined' | 'expired' | 'left'
  by: 'waiting' | 'invitation'
  cameAt: number
  until: number
}
/** What a school asked for: that one person takes the place of another. */
export type Request = {
  leaving: Person
  coming: Person
  by: string
  state: 'asked' | 'agreed' | 'declined' | 'withdrawn'
}
/** Places that an officer moved from one cell to another, or to whoever stands above. */
export type Move = { from: string; to: string | null; isUndone: boolean; sheet: number }

/** Everything that the model knows of a programme: what people are promised, and nothing of how it is kept. */
export type World = {
  admission: 'first_come' | 'selection'
  now: number
  places: number
  isRunning: boolean
  tries: Map<Person, Try>
  turns: Map<Person, Turn>
  line: Person[]
  sheet: Sheet | undefined
  seats: Map<Person, { heldAt: number; seats: readonly Seat[] }>
  requests: Request[]
  moves: Move[]
  chosen: Map<Person, readonly number[]>
  restricted: Set<Person>
  /** What stands against somebody: a fact for each time that they lost a place by their own conduct. */
  facts: string[]
  /** What the last step wrote into the history: the act, and whom it was about. */
  trail: string[]
  /** In which order people stand where nothing else decides: by their ids, and in the list of the population. */
  byId: readonly Person[]
  byName: readonly Person[]
}

/** For how long an offer stands. */
export const offerMs = 48 * 3_600_000
/** How many there may be in each elective: the last has no limit. */
export const electivePlaces = [1, 2, null] as const

const live: readonly State[] = ['applied', 'school_approved', 'admitted']
export const isLive = (found: Try | undefined): found is Try => found !== undefined && live.includes(found.state)
export const isEnded = (found: Try | undefined): boolean => found?.state === 'dismissed' || found?.state === 'no_show'
/** What somebody's latest application says that bars a new one. */
export const standingOf = ({ tries }: World, person: Person): Try | undefined => {
  const found = tries.get(person)
  return found && found.state !== 'returned' && found.state !== 'withdrawn' ? found : undefined
}
export const isOffered = ({ turns }: World, person: Person): boolean => turns.get(person)?.state === 'offered'
export const isWaiting = ({ turns }: World, person: Person): boolean => turns.get(person)?.state === 'waiting'

const holders = ({ tries, turns }: World): Person[] => [
  ...[...tries].flatMap(([person, { holds }]) => (holds ? [person] : [])),
  ...[...turns].flatMap(([person, { state }]) => (state === 'offered' ? [person] : [])),
]
export const taken = (world: World): number => holders(world).length
export const free = (world: World): number => world.places - taken(world)

/** Who holds a place or is offered one, in the order in which they came to it. */
export function inOrder(world: World): { person: Person; heldAt: number }[] {
  const found = holders(world).map((person) => {
    const { cameAt } = (isOffered(world, person) ? world.turns.get(person) : world.tries.get(person)) ?? { cameAt: 0 }
    return { person, heldAt: world.seats.get(person)?.heldAt ?? cameAt }
  })
  const rank = ({ person }: { person: Person }) => world.byId.indexOf(person)
  return found.toSorted((one, other) => one.heldAt - other.heldAt || rank(one) - rank(other))
}

export const tell = (world: World, act: string, about = ''): void => {
  world.trail.push(`${act} ${about}`.trim())
}

/** Why somebody may not be in the programme, whatever the hour. */
export const unfit = (world: World, person: Person): string | undefined =>
  people[person].isMeant ? (world.restricted.has(person) ? 'restricted' : undefined) : 'subject_differs'
/** Why somebody may not apply now. */
export const unfitNow = (world: World, person: Person): string | undefined =>
  unfit(world, person) ?? (world.isRunning ? 'enrolment_closed' : undefined)

/** Takes a place for somebody, in the programme and in its cells; says why not where there is none. */
export function take(world: World, person: Person, needs: boolean): string | undefined {
  if (needs && free(world) <= 0) return 'programme_full'
  if (!world.sheet || world.seats.has(person)) return undefined
  const found = seatFor(
    world.sheet,
    world.places,
    [...world.seats.values()].flatMap(({ seats }) => seats),
    person,
  )
  if (typeof found === 'string') return found
  world.seats.set(person, { heldAt: world.now, seats: found })
  return undefined
}

/** Somebody is in it no more: neither place, nor cell, nor elective is kept for them. */
export function leave(world: World, person: Person, state: State): void {
  const found = world.tries.get(person)
  if (found) world.tries.set(person, { ...found, state, holds: false })
  world.seats.delete(person)
  if (!live.includes(state)) world.chosen.delete(person)
}

export function endTurn(world: World, person: Person, state: Turn['state']): void {
  const turn = world.turns.get(person)
  if (turn) world.turns.set(person, { ...turn, state })
  world.line = world.line.filter((each) => each !== person)
}

export function offer(world: World, person: Person, by: Turn['by']): void {
  const turn: Turn = { state: 'offered', by, cameAt: world.now, until: world.now + offerMs }
  world.turns.set(person, turn)
  world.line = world.line.filter((each) => each !== person)
  tell(world, 'waiter.offered', person)
}

/** Whatever became free is offered to whoever waits next, may have it, and falls into a cell that has room. */
export function passOn(world: World): void {
  for (const person of world.line) {
    if (free(world) <= 0) return
    if (unfit(world, person) === undefined && take(world, person, true) === undefined) offer(world, person, 'waiting')
  }
}

/** Does something as a whole: where it is refused, nothing of it was done. */
export function whole(world: World, work: (draft: World) => string, isDone: (answer: string) => boolean): string {
  const draft = structuredClone(world)
  const answer = work(draft)
  if (isDone(answer)) Object.assign(world, draft)
  return answer
}
