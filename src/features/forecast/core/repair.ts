import type { CalendarDate } from '../../../lib/dates.ts'

/** Days that somebody is taken up by, both inclusive. */
export type Span = { readonly from: CalendarDate; readonly to: CalendarDate }

/** A programme that somebody may still join. */
export type Candidate = {
  readonly id: string
  readonly centihours: number
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate
  /** Whether its days are spent there: two such programmes cannot share a day. */
  readonly takesDays: boolean
}

/** What is missing of one requirement, and what was earned towards it whether it counts or not. */
export type Gap = { readonly requirementId: string; readonly missing: number; readonly earned: number }

/** Says what would be missing if these programmes were passed as well. */
export type Judge<C> = (chosen: readonly C[]) => readonly Gap[]

/** Whether one more programme may be joined beside those that were chosen; what does not fit now fits beside no more of them. */
export type Fit<C> = (chosen: readonly C[], one: C) => boolean

/** Whether the days of one more programme are free beside those that were chosen. */
export const daysFit: Fit<Candidate> = (chosen, one) => !chosen.some((each) => clashes(each, one))

/** A set of programmes, and what it leaves missing. */
export type Repair<C> = {
  readonly chosen: readonly C[]
  readonly remaining: readonly Gap[]
  /** Nothing cheaper does as much; false where the search was ended before it could tell. */
  readonly exact: boolean
}

/** Whether two programmes ask for the same day. */
export function clashes(a: Candidate, b: Candidate): boolean {
  return a.takesDays && b.takesDays && meets(a, b)
}

/** Whether a programme asks for a day that is taken. */
export function isTaken(candidate: Candidate, busy: readonly Span[]): boolean {
  return candidate.takesDays && busy.some(({ from, to }) => meets(candidate, { startsOn: from, endsOn: to }))
}

type Days = Pick<Candidate, 'startsOn' | 'endsOn'>
const meets = (a: Days, b: Days) => a.startsOn <= b.endsOn && b.startsOn <= a.endsOn

/**
 * The cheapest set of programmes that closes every gap: the fewest hours, then the fewest programmes, then the earliest start.
 * Where no set closes them all, the cheapest of those that leave least. Only sets that `fit` allows are looked at. Sets are judged as they come, the cheapest first, up to
 * `mostLooks`; beyond that a good set is told, and that it need not be the best. The order of the candidates does not matter.
 */
export function repair<C extends Candidate>(
  judge: Judge<C>,
  candidates: readonly C[],
  mostLooks: number,
  fit: Fit<C> = daysFit,
): Repair<C> {
  const before = judge([])
  if (leftOf(before) === 0) return { chosen: [], remaining: [], exact: true }
  const useful = candidates
    .filter(({ centihours }) => centihours > 0)
    .map((candidate) => ({ candidate, gains: gainsOf(before, judge([candidate])) }))
    .filter(({ gains }) => gains.some((gain) => gain > 0))
    .toSorted((a, b) => inOrder(a.candidate, b.candidate))
  // More programmes never leave more missing, so nothing does better than all of them, whatever their days.
  const most = judge(useful.map(({ candidate }) => candidate))
  const target = leftOf(most)
  if (target === leftOf(before)) return { chosen: [], remaining: open(before), exact: true }
  const search = { judge, fit, useful, target, owed: closedBy(before, most), left: mostLooks }
  const reached = walk(search, true)
  if (reached.found) return tell(reached.found, true)
  if (!reached.ended) return tell(greedy(search), false)
  // Days or limits stand in the way: every set is looked at for the one that leaves least.
  const tried = walk(search, false)
  if (tried.ended && tried.best) return tell(tried.best, true)
  const quick = greedy(search)
  return tell(tried.best && betterOf(tried.best, quick) === tried.best ? tried.best : quick, false)
}

type Useful<C> = { readonly candidate: C; readonly gains: readonly number[] }
type Search<C> = {
  readonly judge: Judge<C>
  readonly fit: Fit<C>
  readonly useful: readonly Useful<C>[]
  readonly target: number
  /** By how much each requirement has to be brought down to reach the target. */
  readonly owed: readonly number[]
  left: number
}
type Judged<C> = { readonly chosen: readonly C[]; readonly gaps: readonly Gap[] }

const leftOf = (gaps: readonly Gap[]) => gaps.reduce((sum, { missing }) => sum + missing, 0)
const open = (gaps: readonly Gap[]) => gaps.filter(({ missing }) => missing > 0)
const tell = <C>({ chosen, gaps }: Judged<C>, exact: boolean): Repair<C> => ({ chosen, remaining: open(gaps), exact })

const figureOf = (gaps: readonly Gap[], id: string, of: 'earned' | 'missing') =>
  gaps.find(({ requirementId }) => requirementId === id)?.[of] ?? 0
// For each requirement that misses something: how much more is earned towards it, or less is missing of it.
const gainsOf = (before: readonly Gap[], after: readonly Gap[]) =>
  open(before).map(({ requirementId, earned }) => figureOf(after, requirementId, 'earned') - earned)
const closedBy = (before: readonly Gap[], after: readonly Gap[]) =>
  open(before).map(({ requirementId, missing }) => missing - figureOf(after, requirementId, 'missing'))

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const inOrder = (a: Candidate, b: Candidate) =>
  a.centihours - b.centihours || compare(a.startsOn, b.startsOn) || compare(a.id, b.id)
type Cost = { readonly hours: number; readonly size: number; readonly starts: string; readonly ids: string }

function costOf(chosen: readonly Candidate[]): Cost {
  const listed = (of: 'startsOn' | 'id') =>
    chosen
      .map((each) => each[of])
      .toSorted(compare)
      .join()
  const hours = chosen.reduce((sum, { centihours }) => sum + centihours, 0)
  return { hours, size: chosen.length, starts: listed('startsOn'), ids: listed('id') }
}

const cheaper = (a: Cost, b: Cost) =>
  a.hours - b.hours || a.size - b.size || compare(a.starts, b.starts) || compare(a.ids, b.ids)

/** Which of two sets is cheaper: fewer hours, fewer programmes, earlier starts, then by their ids. */
export function byCost(a: readonly Candidate[], b: readonly Candidate[]): number {
  return cheaper(costOf(a), costOf(b))
}

const betterOf = <C extends Candidate>(a: Judged<C>, b: Judged<C>) =>
  (leftOf(a.gaps) - leftOf(b.gaps) || byCost(a.chosen, b.chosen)) <= 0 ? a : b

// So many parts of the search are opened for each set that may be judged.
const openedEach = 40

/**
 * What waits its turn: a set to be judged, or all sets that have `chosen` and at least one candidate from `next` on. For those,
 * `hours` and `size` are what none of them goes below.
 */
type Waiting<C> = {
  readonly chosen: readonly Useful<C>[]
  readonly hours: number
  readonly size: number
  readonly next: number
  /** Only of a set to be judged. */
  readonly cost: Cost | undefined
}

/**
 * Walks over sets from the cheapest on. Sets that cannot reach the target are left out unjudged; of the others none is judged
 * before a cheaper one. A whole part waits until nothing cheaper is left, so that few are opened at all.
 */
function walk<C extends Candidate>(search: Search<C>, onlyTarget: boolean) {
  const { judge, fit, useful, target } = search
  const owed = onlyTarget ? search.owed : []
  const bound = boundsOf(useful, owed)
  const waiting: Waiting<C>[] = []
  const addPart = (chosen: readonly Useful<C>[], next: number) => {
    const least = bound(chosen, next)
    if (least) insert(waiting, { chosen, next, ...least, cost: undefined })
  }
  let best: Judged<C> | undefined = { chosen: [], gaps: judge([]) }
  let opened = search.left * openedEach
  addPart([], 0)
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    if (part.cost) {
      if (search.left <= 0) return { ended: false, best }
      search.left -= 1
      const chosen = part.chosen.map(({ candidate }) => candidate)
      const judged = { chosen, gaps: judge(chosen) }
      if (leftOf(judged.gaps) <= target) return { ended: true, found: judged, best: judged }
      best = betterOf(best, judged)
      continue
    }
    opened -= 1
    if (opened < 0) return { ended: false, best }
    const { chosen, next } = part
    addPart(chosen, next + 1)
    const one = useful[next]
    const already = chosen.map(({ candidate }) => candidate)
    if (!one || !fit(already, one.candidate)) continue
    const more = [...chosen, one]
    addPart(more, next + 1)
    if (mayReach(more, owed)) {
      const cost = costOf(more.map(({ candidate }) => candidate))
      insert(waiting, { chosen: more, next, hours: cost.hours, size: cost.size, cost })
    }
  }
  return { ended: true, best }
}

// What is earned is cut to whole hundredths once for all and not for each: where hours are converted, one hundredth each is
// allowed for it. What brings not even a hundredth brings nothing.
function gainAt<C extends Candidate>({ gains, candidate }: Useful<C>, at: number): number {
  const gain = gains[at] ?? 0
  return gain === 0 || gain === candidate.centihours ? gain : gain + 1
}

const gainOf = <C extends Candidate>(chosen: readonly Useful<C>[], at: number) =>
  chosen.reduce((sum, each) => sum + gainAt(each, at), 0)

const mayReach = <C extends Candidate>(chosen: readonly Useful<C>[], owed: readonly number[]) =>
  owed.every((units, at) => gainOf(chosen, at) >= units)

/** What no set goes below that has `chosen` and at least one candidate from `next` on; undefined where none of them reaches. */
function boundsOf<C extends Candidate>(useful: readonly Useful<C>[], owed: readonly number[]) {
  const hoursOf = ({ candidate }: Useful<C>) => candidate.centihours
  // Of those from each place on: all that they bring together, and the most for an hour and for a programme.
  const rest = owed.map((_, at) =>
    useful.map((__, from) => {
      const left = useful.slice(from).map((each) => ({ gain: gainAt(each, at), hours: hoursOf(each) }))
      return {
        all: left.reduce((sum, { gain }) => sum + gain, 0),
        each: Math.max(...left.map(({ gain }) => gain)),
        hourly: Math.max(...left.map(({ gain, hours }) => gain / hours)),
      }
    }),
  )
  return (
    chosen: readonly Useful<C>[],
    next: number,
  ): { readonly hours: number; readonly size: number } | undefined => {
    const first = useful[next]
    if (!first) return undefined
    // Candidates stand in the order of their hours: the next is the cheapest that is left.
    let [hours, size] = [hoursOf(first), 1]
    for (const [at, units] of owed.entries()) {
      const most = rest[at]?.[next]
      const needed = units - gainOf(chosen, at)
      if (!most || needed <= 0) continue
      if (most.all < needed) return undefined
      hours = Math.max(hours, Math.ceil(needed / most.hourly - 1e-6))
      size = Math.max(size, Math.ceil(needed / most.each))
    }
    const has = chosen.reduce((sum, each) => sum + hoursOf(each), 0)
    return { hours: has + hours, size: chosen.length + size }
  }
}

// Parts come before sets of the same hours and size: a cheaper set may be in them.
const inTurn = <C>(a: Waiting<C>, b: Waiting<C>) =>
  a.hours - b.hours ||
  a.size - b.size ||
  Number(a.cost !== undefined) - Number(b.cost !== undefined) ||
  (a.cost && b.cost ? cheaper(a.cost, b.cost) : 0)

// The list is kept with what comes next at its end.
function insert<C>(waiting: Waiting<C>[], one: Waiting<C>) {
  let [low, high] = [0, waiting.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const other = waiting[middle]
    if (other && inTurn(other, one) > 0) low = middle + 1
    else high = middle
  }
  waiting.splice(low, 0, one)
}

// Takes what brings most at each step, then leaves out whatever turned out to bring nothing.
function greedy<C extends Candidate>({ judge, fit, useful, target }: Search<C>): Judged<C> {
  let now: Judged<C> = { chosen: [], gaps: judge([]) }
  while (leftOf(now.gaps) > target) {
    const from = now
    const free = useful.filter(({ candidate }) => !from.chosen.includes(candidate) && fit(from.chosen, candidate))
    const next = free
      .map(({ candidate }) => [...from.chosen, candidate])
      .map((chosen) => ({ chosen, gaps: judge(chosen) }))
      .reduce<Judged<C>>(betterOf, from)
    if (leftOf(next.gaps) >= leftOf(from.gaps)) break
    now = next
  }
  for (const candidate of now.chosen.toSorted((a, b) => inOrder(b, a))) {
    const chosen = now.chosen.filter((each) => each !== candidate)
    const gaps = judge(chosen)
    if (leftOf(gaps) <= leftOf(now.gaps)) now = { chosen, gaps }
  }
  return now
}
