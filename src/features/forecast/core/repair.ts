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
 * Where no set closes them all, the cheapest of those that leave least. Sets are judged as they come, the cheapest first, up to
 * `mostLooks`; beyond that a good set is told, and that it need not be the best. The order of the candidates does not matter.
 */
export function repair<C extends Candidate>(judge: Judge<C>, candidates: readonly C[], mostLooks: number): Repair<C> {
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
  const search = { judge, useful, target, owed: closedBy(before, most), left: mostLooks }
  const reached = walk(search, true)
  if (reached.found) return tell(reached.found, true)
  if (!reached.ended) return tell(greedy(search), false)
  // Days stand in the way: every set is looked at for the one that leaves least.
  const tried = walk(search, false)
  if (tried.ended && tried.best) return tell(tried.best, true)
  const quick = greedy(search)
  return tell(tried.best && betterOf(tried.best, quick) === tried.best ? tried.best : quick, false)
}

type Useful<C> = { readonly candidate: C; readonly gains: readonly number[] }
type Search<C> = {
  readonly judge: Judge<C>
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

// Sets that cannot reach the target are passed over unjudged; so many are, for each that is judged.
const passedOver = 20

type Waiting<C> = { readonly places: readonly number[]; readonly chosen: readonly C[]; readonly cost: Cost }

/**
 * Walks over sets from the cheapest on. A set leads to two others, neither cheaper: itself with the next candidate, and itself
 * with its last exchanged for the next. So each is met once, and in the order of its cost.
 */
function walk<C extends Candidate>(search: Search<C>, onlyTarget: boolean) {
  const { judge, useful, target, owed } = search
  const waiting: Waiting<C>[] = []
  const add = (places: readonly number[]) => {
    if ((places.at(-1) ?? 0) >= useful.length) return
    const chosen = candidatesAt(useful, places)
    insert(waiting, { places, chosen, cost: costOf(chosen) })
  }
  let best: Judged<C> | undefined = { chosen: [], gaps: judge([]) }
  let passed = search.left * passedOver
  add([0])
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { places, chosen } = next
    const last = places.at(-1) ?? 0
    add([...places.slice(0, -1), last + 1])
    if (hasClash(chosen)) continue
    add([...places, last + 1])
    if (onlyTarget && !mayReach(useful, places, owed)) {
      passed -= 1
      if (passed > 0) continue
      return { ended: false, best }
    }
    if (search.left <= 0) return { ended: false, best }
    search.left -= 1
    const judged = { chosen, gaps: judge(chosen) }
    if (leftOf(judged.gaps) <= target) return { ended: true, found: judged, best: judged }
    best = betterOf(best, judged)
  }
  return { ended: true, best }
}

const candidatesAt = <C>(useful: readonly Useful<C>[], places: readonly number[]) =>
  places.flatMap((place) => useful[place]?.candidate ?? [])

// Only the last can clash: those before were looked at when they came.
function hasClash(chosen: readonly Candidate[]): boolean {
  const last = chosen.at(-1)
  return last !== undefined && chosen.some((each) => each !== last && clashes(each, last))
}

// What is earned is cut to whole hundredths once for all and not for each: one hundredth each is allowed for it.
const mayReach = <C>(useful: readonly Useful<C>[], places: readonly number[], owed: readonly number[]) =>
  owed.every((units, at) => places.reduce((sum, place) => sum + (useful[place]?.gains[at] ?? 0) + 1, 0) >= units)

// The list is kept with the cheapest at its end.
function insert<C>(waiting: Waiting<C>[], one: Waiting<C>) {
  let [low, high] = [0, waiting.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const other = waiting[middle]
    if (other && cheaper(other.cost, one.cost) > 0) low = middle + 1
    else high = middle
  }
  waiting.splice(low, 0, one)
}

// Takes what brings most at each step, then leaves out whatever turned out to bring nothing.
function greedy<C extends Candidate>({ judge, useful, target }: Search<C>): Judged<C> {
  let now: Judged<C> = { chosen: [], gaps: judge([]) }
  while (leftOf(now.gaps) > target) {
    const from = now
    const free = useful.filter(
      ({ candidate }) => !from.chosen.some((each) => each === candidate || clashes(each, candidate)),
    )
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
