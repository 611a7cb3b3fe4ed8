import { keyOfBound, rowOfBound, type Assignment, type Bound } from './bounds.ts'
import { greatest, isPossible, openField, rowOf, type Row, type Solver } from './linear.ts'

/** A bound that cannot hold beside the others that are named with it; `there` says how many people could count in it at all. */
export type Conflict = Pick<Bound, 'kind' | 'programme' | 'block' | 'of' | 'group' | 'number' | 'taken'> & {
  readonly there: number
}

/**
 * The bounds in conflict: a set that no outcome keeps, of which none can be left out without there being one. That nobody sits twice and who chose
 * what stands above them. First bounds are gathered until they contradict each other (each time those that would have to give most), then
 * each of the gathered is left out for good where the rest still contradict.
 */
export function conflictIn(assignment: Assignment, solve: Solver): readonly Conflict[] | 'late' {
  const beyond = assignment.bounds.map((bound) => told(assignment, bound)).find(isBeyond)
  if (beyond) return [beyond]
  const gathered = gather(assignment, solve)
  if (gathered === 'late') return 'late'
  let kept = gathered
  for (const bound of gathered) {
    const rest = kept.filter((one) => one !== bound)
    const possible = isPossible(assignment.seats.length, rowsOf(assignment, rest), solve)
    if (possible === 'late') return 'late'
    if (!possible) kept = rest
  }
  return kept.map((bound) => told(assignment, bound))
}

// A least number above those who could count in it contradicts nothing but what was chosen.
function isBeyond({ kind, number, taken, there }: Conflict): boolean {
  return kind === 'least' && number - taken > there
}

function told({ seats }: Assignment, bound: Bound): Conflict {
  const { kind, programme, block, of, group, number, taken } = bound
  const there = new Set(bound.seats.map((seat) => seats[seat]?.person)).size
  return { kind, programme, block, of, group, number, taken, there }
}

function rowsOf({ seatsOf }: Assignment, bounds: readonly Bound[]): Row[] {
  const once = seatsOf.filter((seats) => seats.length > 1).map((seats) => rowOf(seats, 0, 1))
  return [...once, ...bounds.map(rowOfBound)]
}

/** Bounds that contradict each other, and perhaps some more: all are asked to give as little as possible, those that give may not from then on. */
function gather(assignment: Assignment, solve: Solver): readonly Bound[] | 'late' {
  const { seats, bounds } = assignment
  const firm = new Set<Bound>()
  for (;;) {
    const soft = bounds.filter((bound) => !firm.has(bound))
    const steps = soft.flatMap((bound) => givesOf(bound).map((row) => ({ bound, ...row })))
    const rows = [...rowsOf(assignment, [...firm]), ...softRows(soft, steps, seats.length)]
    const worth = [...seats.map(() => 0), ...steps.map(({ by }) => -by)]
    const found = leastGiven(worth, rows, solve)
    if (found === 'late') return 'late'
    if (found === 'none') return [...firm].sort((one, other) => (keyOfBound(one) < keyOfBound(other) ? -1 : 1))
    const giving = steps.filter((_, at) => (found[seats.length + at] ?? 0) > slight)
    if (giving.length === 0) return bounds
    for (const { bound } of giving) firm.add(bound)
  }
}

const slight = 1e-5

/** What each column comes to where as little as possible is given: divided where that tells who gives, whole where only that does. */
function leastGiven(
  worth: readonly number[],
  rows: readonly Row[],
  solve: Solver,
): ArrayLike<number> | 'none' | 'late' {
  const loose = solve({ worth, rows, isWhole: false })
  if (loose.state !== 'best') return loose.state
  if (loose.values.some((value, column) => value > slight && (worth[column] ?? 0) < 0)) return loose.values
  const found = greatest(openField(worth.length, rows), worth, solve)
  return typeof found === 'string' ? found : found.values
}

/** By how much a bound may give, in powers of two: columns are 0 or 1. */
function givesOf({ kind, number, taken, seats }: Bound): { readonly by: number }[] {
  const most = kind === 'least' ? Math.max(0, number - taken) : seats.length
  const steps: { by: number }[] = []
  for (let by = 1; by <= most; by *= 2) steps.push({ by })
  return steps
}

function softRows(
  soft: readonly Bound[],
  steps: readonly { readonly bound: Bound; readonly by: number }[],
  from: number,
): Row[] {
  const byBound = new Map<Bound, number[]>()
  steps.forEach(({ bound }, at) => byBound.set(bound, [...(byBound.get(bound) ?? []), at]))
  return soft.map((bound) => {
    const row = rowOfBound(bound)
    const own = byBound.get(bound) ?? []
    const sign = bound.kind === 'least' ? 1 : -1
    return {
      ...row,
      columns: [...row.columns, ...own.map((at) => from + at)],
      values: [...row.values, ...own.map((at) => sign * (steps[at]?.by ?? 0))],
    }
  })
}
