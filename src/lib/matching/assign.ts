import { err, ok, type Result } from '../result.ts'
import { digester } from './digest.ts'
import { assignmentOf, rowOfBound, type AssignInput, type Assignment } from './bounds.ts'
import { conflictIn, type Conflict } from './conflict.ts'
import { greatest, openField, rowOf, type Field, type Row, type Solver } from './linear.ts'
import type { Outcome } from './match.ts'
import type { MatchFlaw } from './rules.ts'

/** What came of an assignment, in the order of the people's ids; whoever sits by hand is not among them. */
export type Assigned = { readonly outcomes: readonly Outcome[] }

/** Why there is no assignment: the input cannot be, its limits are in conflict (each is told), or the time was over. */
export type AssignFlaw =
  | MatchFlaw
  | { readonly code: 'limits_conflict'; readonly about: readonly string[]; readonly conflict: readonly Conflict[] }
  | { readonly code: 'assignment_too_hard'; readonly about: readonly string[] }

/**
 * The best assignment under all limits, in an order of aims that is fixed (docs/matching.md): as many places filled as possible; of these, the
 * dearest choices; then whoever comes first where somebody does; then scores; then lots; then better scores in the kinds of places that come
 * earlier; and where more than one outcome is left, draws from the seed, until it is proved that exactly one is.
 */
export function assign(input: AssignInput, solve: Solver): Result<Assigned, AssignFlaw> {
  const read = assignmentOf(input)
  if (!read.ok) return read
  const assignment = read.value
  const late = err({ code: 'assignment_too_hard', about: [] as string[] } as const)
  let field = openField(assignment.seats.length, rowsOf(assignment))
  let values: Int8Array = new Int8Array(assignment.seats.length)
  for (const worth of aimsOf(assignment)) {
    const found = greatest(field, worth, solve)
    if (found === 'late') return late
    if (found === 'none') return conflictOf(assignment, solve)
    field = found.field
    values = found.values
  }
  for (let drawn = 0; drawn < drawsMost; drawn += 1) {
    const isOnly = isOnlyOne(field, values, solve)
    if (isOnly === 'late') return late
    if (isOnly) return ok({ outcomes: outcomesIn(assignment, values) })
    const found = greatest(field, drawsOf(input.seed, assignment, drawn), solve)
    if (typeof found === 'string') return late
    field = found.field
    values = found.values
  }
  return late
}

// Each draw leaves one outcome but for a rare chance; this many never fail together.
const drawsMost = 40

function conflictOf(assignment: Assignment, solve: Solver): Result<never, AssignFlaw> {
  const conflict = conflictIn(assignment, solve)
  if (conflict === 'late') return err({ code: 'assignment_too_hard', about: [] })
  const about = conflict.flatMap(({ programme, block, of, group }) => [programme, block, of, group])
  return err({ code: 'limits_conflict', about: about.filter((name) => name !== null), conflict })
}

function rowsOf({ seatsOf, bounds }: Assignment): Row[] {
  return [
    ...seatsOf.filter((seats) => seats.length > 1).map((seats) => rowOf(seats, 0, 1)),
    ...bounds.map((bound) => rowOfBound(bound)),
  ]
}

/** What each seat is worth for each aim, the foremost aim first; all whole numbers. */
function aimsOf({ instance, people, seats }: Assignment): number[][] {
  const choices = people.reduce((most, person) => Math.max(most, person.choices.length), 1)
  // One more person placed outweighs whatever all the others could lose in the order of their choices.
  const placed = 1 + people.length * choices
  const orders = seats.reduce((most, { order }) => Math.max(most, order), 0)
  const aims = [
    seats.map(({ choice }) => placed - choice),
    seats.map(({ isFirst }) => (isFirst ? 1 : 0)),
    seats.map(({ score }) => score),
    seats.map(({ person }) => people.length - (instance.lots[person] ?? 0)),
    seats.map(({ score, order }) => (score + 1) * (orders - order)),
  ]
  return aims.filter((worth, aim) => aim === 0 || worth.some((one) => one !== 0))
}

/** Whether no other outcome keeps all that was reached: the most seats in which one could differ are none. */
function isOnlyOne(field: Field, values: Int8Array, solve: Solver): boolean | 'late' {
  const differing = Array.from(values, (value) => (value === 1 ? -1 : 1))
  const found = greatest(field, differing, solve)
  if (typeof found === 'string') return 'late'
  return found.values.every((value, seat) => value === values[seat])
}

const drawEnd = 4096

function drawsOf(seed: string, { people, seats }: Assignment, drawn: number): number[] {
  const first = digester()
  return seats.map(({ person, programme, block }) => {
    const { high } = first(`${seed}:${String(drawn)}:${people[person]?.id ?? ''}:${programme}:${block}`)
    return high % drawEnd
  })
}

function outcomesIn({ people, seats, seatsOf }: Assignment, values: Int8Array): Outcome[] {
  return people.map(({ id }, person) => {
    const seat = seats[seatsOf[person]?.find((index) => values[index] === 1) ?? -1]
    if (!seat) return { person: id, placed: null }
    return { person: id, placed: { programme: seat.programme, block: seat.block, choice: seat.choice } }
  })
}
