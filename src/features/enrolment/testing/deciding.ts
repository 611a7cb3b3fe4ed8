import { exchanges } from './applying.ts'
import {
  done,
  guarded,
  hasRole,
  holderRoles,
  officerRoles,
  partsOf,
  people,
  programmeParts,
  reaches,
  schoolRoles,
  selfOf,
  type Actor,
  type Person,
} from './cast.ts'
import { fitAll, kept, openIn, resized, rootPlaces, sheetWrong, takenIn, type Seat, type Sheet } from './sheet.ts'
import {
  inOrder,
  leave,
  passOn,
  take,
  tell,
  unfit,
  whole,
  type Move,
  type Request,
  type State,
  type World,
} from './world.ts'

type Rule = {
  readonly from: State
  readonly to: State
  readonly side: 'school' | 'holder' | 'officer'
  readonly why?: true
  readonly said?: string
}

/** What each decision does, by whom: written down once more, from what the product promises. */
export const rules = {
  approve: { from: 'applied', to: 'school_approved', side: 'school' },
  return: { from: 'applied', to: 'returned', side: 'school', why: true },
  recall: { from: 'school_approved', to: 'applied', side: 'school' },
  admit: { from: 'school_approved', to: 'admitted', side: 'holder' },
  decline: { from: 'school_approved', to: 'not_admitted', side: 'holder', why: true },
  dismiss: { from: 'admitted', to: 'dismissed', side: 'holder', why: true },
  revoke: { from: 'admitted', to: 'not_admitted', side: 'officer', why: true, said: 'revoked' },
  miss: { from: 'admitted', to: 'no_show', side: 'holder' },
  reinstate: { from: 'no_show', to: 'admitted', side: 'holder', said: 'reinstated' },
} as const satisfies Readonly<Record<string, Rule>>
export type Decision = keyof typeof rules
export const decisions = Object.keys(rules).filter((name): name is Decision => name in rules)

const ruleOf = (decision: Decision): Rule => rules[decision]
const rolesOf = { school: schoolRoles, holder: holderRoles, officer: officerRoles } as const

/** Who usually decides: the school of whoever it is about, or whoever holds the programme. */
export const usualActor = (decision: Decision, person: Person): Actor =>
  ruleOf(decision).side === 'school'
    ? people[person].school === 'a'
      ? '甲专干'
      : '丙专干'
    : ruleOf(decision).side === 'officer'
      ? '局干部'
      : '承训'

function refusalOf(world: World, actor: Actor, decision: Decision, person: Person, reason: string | null) {
  const { from, side, why } = ruleOf(decision)
  const found = world.tries.get(person)
  const parts = side === 'school' ? [people[person].school] : programmeParts
  if (!found || !reaches(actor, rolesOf[side], parts)) return 'enrolment_not_found'
  if (found.state !== from) {
    const isEarly = found.state === 'applied' && (decision === 'admit' || decision === 'decline')
    return isEarly ? 'not_vouched_yet' : 'already_decided'
  }
  if (why && reason === null) return 'reason_missing'
  if (selfOf(actor) === person) return 'own_enrolment'
  const letsIn = decision === 'approve' || decision === 'admit'
  return letsIn && world.restricted.has(person) ? 'restricted' : undefined
}

/** What is to be answered to one decision on several applications, row by row, and what is so afterwards. */
export const decides = (
  world: World,
  actor: Actor,
  decision: Decision,
  group: readonly Person[],
  reason: string | null,
) => {
  if (!hasRole(actor, [...schoolRoles, ...holderRoles])) return 'role_missing'
  const { to, said = to } = ruleOf(decision)
  const codes = new Map<Person, string>()
  for (const person of group) {
    const refusal = refusalOf(world, actor, decision, person, reason)
    if (refusal) codes.set(person, refusal)
  }
  const order = (person: Person) => world.tries.get(person)
  const allowed = group
    .filter((person) => !codes.has(person))
    .toSorted((one, other) => {
      const [a, b] = [order(one), order(other)]
      return (a?.cameAt ?? 0) - (b?.cameAt ?? 0) || ((a?.id ?? '') < (b?.id ?? '') ? -1 : 1)
    })
  let isFreed = false
  for (const person of allowed) {
    const found = world.tries.get(person)
    if (!found) continue
    const refusal = to === 'admitted' ? take(world, person, !found.holds) : undefined
    if (refusal) codes.set(person, refusal)
    if (refusal) continue
    isFreed ||= found.holds && to !== 'admitted' && to !== 'school_approved' && to !== 'applied'
    moveTo(world, person, to)
    rememberConduct(world, decision, person)
    tell(world, `enrolment.${said}`, person)
  }
  if (isFreed) passOn(world)
  return group.map((person) => codes.get(person) ?? done).join()
}

function moveTo(world: World, person: Person, to: State): void {
  const found = world.tries.get(person)
  if (!found) return
  if (to === 'admitted') world.tries.set(person, { ...found, state: to, holds: true })
  else if (to === 'school_approved' || to === 'applied') world.tries.set(person, { ...found, state: to })
  else {
    leave(world, person, to)
    endRequests(world, person)
  }
}

// Who is dismissed or never came has a fact against them; whoever comes after all has it no more. What was revoked is no conduct.
function rememberConduct(world: World, decision: Decision, person: Person): void {
  if (decision === 'dismiss') world.facts.push(`${person} dismissed`)
  if (decision === 'miss') world.facts.push(`${person} not_attended`)
  if (decision === 'reinstate') world.facts = world.facts.filter((fact) => fact !== `${person} not_attended`)
}

// What a school asked for of a place ends with the place.
function endRequests(world: World, leaving: Person): void {
  world.requests = world.requests.map((each) =>
    each.leaving === leaving && each.state === 'asked' ? { ...each, state: 'withdrawn' } : each,
  )
}

/** What is to be answered to somebody who gives their application or their place up. */
export const withdraws = (world: World, actor: Actor, person: Person): string => {
  const found = world.tries.get(person)
  if (selfOf(actor) === undefined) return 'role_missing'
  if (!found || selfOf(actor) !== person) return 'not_found'
  if (!['applied', 'school_approved', 'admitted'].includes(found.state)) return 'already_decided'
  if (world.isRunning && found.state === 'admitted') return 'programme_running'
  moveTo(world, person, 'withdrawn')
  if (found.state === 'admitted') world.facts.push(`${person} dropped_out`)
  tell(world, 'enrolment.withdrawn', person)
  if (found.holds) passOn(world)
  return done
}

function substituting(world: World, actor: Actor, leaving: Person, coming: Person): string {
  if (world.tries.get(leaving)?.state !== 'admitted') return 'not_admitted_yet'
  if (selfOf(actor) === leaving) return 'own_enrolment'
  const refusal = unfit(world, coming)
  if (refusal) return refusal
  const exchanged = exchanges(world, actor, leaving, coming)
  if (exchanged !== done) return exchanged
  endRequests(world, leaving)
  passOn(world)
  return done
}

/** What is to be answered to whoever puts one person in the place of another. */
export const substitutes = (world: World, actor: Actor, leaving: Person, coming: Person): string => {
  const refusal = guarded(actor, holderRoles, programmeParts)
  return refusal === done ? whole(world, (draft) => substituting(draft, actor, leaving, coming), isDone) : refusal
}
const isDone = (answer: string) => answer === done

/** What is to be answered to a school that asks for a substitution: what would be refused if it were agreed to now is refused at once. */
export const asks = (world: World, actor: Actor, leaving: Person, coming: Person): string => {
  const refusal = guarded(actor, schoolRoles, partsOf(leaving))
  if (refusal !== done) return refusal
  if (!reaches(actor, schoolRoles, [people[leaving].school])) return 'enrolment_not_found'
  if (world.tries.get(leaving)?.state !== 'admitted') return 'not_admitted_yet'
  if (!reaches(actor, schoolRoles, [people[coming].school])) return 'person_elsewhere'
  const wrong = unfit(world, coming)
  if (wrong) return wrong
  const tried = exchanges(structuredClone(world), '外承训', leaving, coming)
  if (tried !== done && selfOf(actor) !== coming) return tried
  if (tried === 'already_applied') return tried
  if (world.requests.some((each) => each.leaving === leaving && each.state === 'asked')) return 'substitution_asked'
  world.requests.push({ leaving, coming, by: actor, state: 'asked' })
  tell(world, 'enrolment.substitution_asked', leaving)
  return done
}

type Ending = 'agreed' | 'declined' | 'withdrawn'

/** What is to be answered to whoever decides on what a school asked for, or to the school that takes it back. */
export const answers = (world: World, actor: Actor, at: number, ending: Ending): string => {
  const request = world.requests[at]
  if (!request) return 'not_found'
  const { leaving, coming } = request
  const refusal = guarded(actor, ending === 'withdrawn' ? schoolRoles : holderRoles, partsOf(leaving))
  if (refusal !== done) return refusal
  if (request.state === ending) return done
  if (request.state !== 'asked') return 'request_over'
  const self = selfOf(actor)
  if (ending !== 'withdrawn' && (self === leaving || self === coming)) return 'own_enrolment'
  return whole(
    world,
    (draft) => {
      const done_ = ending === 'agreed' ? substituting(draft, actor, leaving, coming) : done
      if (done_ !== done) return done_
      draft.requests[at] = { ...request, state: ending } satisfies Request
      tell(draft, `enrolment.substitution_${ending}`, leaving)
      return done
    },
    isDone,
  )
}

const seatsOf = (world: World): readonly Seat[] => [...world.seats.values()].flatMap(({ seats }) => seats)

/** What is to be answered to an officer who shares the places out anew: whoever holds one still has to fit. */
export const shares = (world: World, actor: Actor, sheet: Sheet): string => {
  const refusal = guarded(actor, officerRoles, programmeParts)
  if (refusal !== done) return refusal
  if (world.isRunning) return 'quota_too_late'
  const wrong = sheetWrong(sheet, world.places)
  if (wrong) return wrong
  const fitted = fitAll(sheet, world.places, inOrder(world))
  if (!fitted) return 'quota_holders'
  world.sheet = sheet
  world.seats = fitted
  tell(world, 'quota.saved')
  passOn(world)
  return done
}

/** What is to be answered to an officer who moves one unused place of a cell to a neighbour, or to whoever stands above. */
export const reallocates = (world: World, actor: Actor, from: string, to: string | null): string => {
  const refusal = guarded(actor, officerRoles, programmeParts)
  if (refusal !== done) return refusal
  if (world.isRunning) return 'quota_too_late'
  const { sheet } = world
  const [source, target] = [from, to].map((key) => sheet?.cells.find((cell) => cell.key === key))
  if (!sheet || source?.parent == null) return 'cell_not_found'
  const isNeighbour = target?.parent === source.parent && target.key !== from && target.kind === source.kind
  if ((to !== null && !isNeighbour) || source.most === null || target?.most === null) return 'quota_not_neighbours'
  if (unusedIn(sheet, from, source.most, seatsOf(world)) < 1) return 'quota_not_free'
  world.sheet = shifted(sheet, from, to)
  world.moves.push({ from, to, isUndone: false, sheet: sheet.no })
  tell(world, 'quota.moved')
  passOn(world)
  return done
}

// What of a cell is neither held nor kept by a part of it.
const unusedIn = (sheet: Sheet, key: string, most: number | null, seats: readonly Seat[]): number =>
  (most ?? Number.POSITIVE_INFINITY) - Math.max(takenIn(seats, key), kept(sheet, key) + openIn(seats, key))

const shifted = (sheet: Sheet, from: string | null, to: string | null): Sheet => {
  const less = from === null ? sheet : resized(sheet, from, -1)
  return to === null ? less : resized(less, to, 1)
}

/** What is to be answered to an officer who takes a move of places back. */
export const undoes = (world: World, actor: Actor, at: number): string => {
  const { sheet } = world
  const move: Move | undefined = world.moves[at]
  const refusal = guarded(actor, officerRoles, programmeParts)
  if (refusal !== done) return refusal
  if (!move || move.isUndone) return 'quota_move_undone'
  if (!sheet || move.sheet !== sheet.no) return 'quota_move_not_found'
  const parent = sheet.cells.find(({ key }) => key === sheet.cells.find((cell) => cell.key === move.from)?.parent)
  if (!parent) return 'quota_move_not_found'
  const seats = seatsOf(world)
  const target = sheet.cells.find(({ key }) => key === move.to)
  const above = parent.parent === null ? rootPlaces(sheet, world.places, seats) : parent.most
  const free = target ? unusedIn(sheet, target.key, target.most, seats) : unusedIn(sheet, parent.key, above, seats)
  if (free < 1) return 'quota_not_free'
  world.moves[at] = { ...move, isUndone: true }
  world.sheet = shifted(sheet, move.to, move.from)
  tell(world, 'quota.move_undone')
  passOn(world)
  return done
}

/** What becomes of a sheet whose day has come: no part of it keeps what nobody has taken. */
export const releases = (world: World): string => {
  const { sheet } = world
  if (!sheet?.isDue || world.isRunning) return done
  const seats = seatsOf(world)
  const cells = sheet.cells.map((cell) => {
    if (cell.parent === null || cell.kind === 'cap' || cell.most === null) return cell
    const held = takenIn(seats, cell.key)
    if (held < cell.most) tell(world, 'quota.moved')
    return { ...cell, most: held }
  })
  world.sheet = { ...sheet, isDue: false, cells }
  passOn(world)
  return done
}
