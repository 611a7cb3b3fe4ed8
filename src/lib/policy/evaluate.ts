import { mostCounted, type Limit } from './limit.ts'
import type {
  Average,
  Centiunits,
  Classification,
  Evidence,
  Least,
  Most,
  Policy,
  Rate,
  Ratio,
  Said,
} from './language.ts'
import { matcherOf, rateOf, type Matcher } from './select.ts'
import { isAsked, monthsOf, windowOf, type Moment, type Subject, type Window } from './who.ts'

/** One thing that changed a figure, so that it can be explained to whom it belongs. */
export type Step =
  | { readonly kind: 'earned'; readonly units: Centiunits }
  /** Hours became units at other than one to one. */
  | { readonly kind: 'converted'; readonly centihours: number; readonly units: Centiunits }
  | {
      readonly kind: 'unproven'
      readonly rule: Named
      readonly needs: readonly string[]
      readonly before: Centiunits
      readonly after: Centiunits
    }
  | {
      readonly kind: 'capped'
      readonly rule: Named
      readonly most: Centiunits
      readonly before: Centiunits
      readonly after: Centiunits
    }
  | { readonly kind: 'carried'; readonly units: Centiunits; readonly fromYear: number }
  | {
      readonly kind: 'by_months'
      readonly months: number
      readonly of: number
      readonly before: Centiunits
      readonly after: Centiunits
    }
  | {
      readonly kind: 'excused'
      readonly months: number
      readonly reasons: readonly string[]
      readonly before: Centiunits
      readonly after: Centiunits
    }
  | { readonly kind: 'instead'; readonly rules: readonly Named[] }

type Named = { readonly id: string; readonly title: Said }

/** How somebody stands against one rule. `earned` = `counted` + `over`. */
export type Standing = {
  readonly ruleId: string
  readonly kind: 'least' | 'most' | 'average' | 'ratio'
  readonly window: Window
  readonly needed: Centiunits
  readonly earned: Centiunits
  readonly counted: Centiunits
  /** Earned and not counted: beyond a maximum, or without the evidence that is asked. */
  readonly over: Centiunits
  /** Brought from the period before; not part of `earned`. */
  readonly carried: Centiunits
  readonly missing: Centiunits
  /** `aim`: of a school, not of a person; `limit`: only limits. */
  readonly state: 'met' | 'short' | 'exempt' | 'aim' | 'limit'
  readonly steps: readonly Step[]
}

/** Hours by year and classification, three arrays of one length; `classes` are places in the list that was compiled. */
export type Totals = {
  readonly years: ArrayLike<number>
  readonly classes: ArrayLike<number>
  readonly centihours: ArrayLike<number>
}

/** A policy made ready for many people. */
export type Reckoner = {
  /** How somebody stands against every rule that is asked of them, in the policy's order. Steps only when they are asked for. */
  readonly stand: (subject: Subject, totals: Totals, moment: Moment, withSteps?: boolean) => readonly Standing[]
}

/** Rates of versions that were in force before: hours keep the rate of the year they were earned in. */
export type EarlierRates = readonly { readonly toYear: number; readonly rates: readonly Rate[] }[]

type Asking = Least | Average | Ratio | Most
type Prepared<R extends Asking = Asking> = { readonly rule: R; readonly meant: readonly boolean[] }

/** Makes a policy ready to judge hours of these classifications. Pure: the same people, hours and day give the same standings. */
export function compile(policy: Policy, classes: readonly Classification[], earlier: EarlierRates = []): Reckoner {
  const matches = matcherOf(policy)
  const worth = worthOf(policy, classes, matches, earlier)
  const prepare = <R extends Asking>(rule: R): Prepared<R> => ({
    rule,
    meant: classes.map((one) => matches(rule.of, one)),
  })
  const asking = policy.rules.flatMap((rule) => (rule.kind === 'evidence' ? [] : [prepare(rule)]))
  const limits = policy.rules.flatMap((rule) => (rule.kind === 'most' ? [prepare(rule)] : []))
  const proofs = policy.rules.filter((rule) => rule.kind === 'evidence')
  const unproven = classes.map((one) =>
    proofs.find(({ of, needs }) => matches(of, one) && !needs.every((need) => one.proof.includes(need))),
  )
  const ground: Ground = { policy, worth, limits, unproven }
  return {
    stand: (subject, totals, moment, withSteps = false) => {
      const asked = asking.filter(({ rule }) => isAsked(rule.who, policy, subject, moment))
      const replaced = new Set(asked.flatMap(({ rule }) => (rule.kind === 'least' ? (rule.insteadOf ?? []) : [])))
      const mine = limits.filter(({ rule }) => !replaced.has(rule.id) && isAsked(rule.who, policy, subject, moment))
      const own: Own = { ...ground, limits: mine, subject, totals, moment, withSteps }
      return asked.flatMap((one) => (replaced.has(one.rule.id) ? [] : (standingOf(one, own) ?? [])))
    },
  }
}

type Ground = {
  readonly policy: Policy
  readonly worth: Worth
  readonly limits: readonly Prepared<Most>[]
  /** The rule that each classification lacks evidence for. */
  readonly unproven: readonly (Evidence | undefined)[]
}
type Own = Ground & {
  readonly subject: Subject
  readonly totals: Totals
  readonly moment: Moment
  readonly withSteps: boolean
}

// All sums are whole numbers of 1/`scale` of a hundredth, so that 3 hours at 7 to 1 lose nothing until the end.
type Worth = { readonly scale: number; readonly of: (year: number, place: number) => number }

function worthOf(policy: Policy, classes: readonly Classification[], matches: Matcher, earlier: EarlierRates): Worth {
  const sets = [...earlier.toSorted((a, b) => a.toYear - b.toYear), { toYear: Infinity, rates: policy.rates ?? [] }]
  const scale = sets.flatMap(({ rates }) => rates.map(({ hours }) => hours)).reduce(leastCommonMultiple, 1)
  const tables = sets.map(({ toYear, rates }) => ({
    toYear,
    worth: classes.map((one) => {
      const { hours, units } = rateOf(rates, matches, one)
      return (units * scale) / hours
    }),
  }))
  return {
    scale,
    of: (year, place) => (tables.find(({ toYear }) => year <= toYear) ?? tables.at(-1))?.worth[place] ?? scale,
  }
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))
const leastCommonMultiple = (a: number, b: number) => (a / greatestCommonDivisor(a, b)) * b

function standingOf(asked: Prepared, own: Own): Standing | undefined {
  const { rule } = asked
  const window = windowOf(rule.period, own.policy, own.moment.year, own.subject.startedOn)
  if (!window) return undefined
  const steps: Step[] = []
  const { earned, counted } = countIn(asked, window, own, steps)
  const { needed, isExempt } = needOf(asked, window, own, steps)
  const carried = carriedInto(asked, window, own, steps)
  const missing = isExempt ? 0 : Math.max(0, needed - counted - carried)
  const state =
    rule.kind === 'most' ? 'limit' : rule.kind !== 'least' ? 'aim' : isExempt ? 'exempt' : missing > 0 ? 'short' : 'met'
  return {
    ruleId: rule.id,
    kind: rule.kind,
    window,
    needed,
    earned,
    counted,
    over: earned - counted,
    carried,
    missing,
    state,
    steps,
  }
}

/** What was earned towards a rule in a window, and what of it counts. */
function countIn({ rule, meant }: Prepared, window: Window, own: Own, steps: Step[]) {
  const { totals, worth, unproven } = own
  const places: number[] = []
  const amounts: number[] = []
  let [all, centihours] = [0, 0]
  const lacking = new Map<Evidence, number>()
  for (let at = 0; at < totals.years.length; at += 1) {
    const [year, place] = [totals.years[at] ?? 0, totals.classes[at] ?? 0]
    const hours = totals.centihours[at] ?? 0
    if (year < window.from || year > window.to || meant[place] !== true || hours <= 0) continue
    const amount = hours * worth.of(year, place)
    all += amount
    centihours += hours
    const lacks = unproven[place]
    if (lacks) lacking.set(lacks, (lacking.get(lacks) ?? 0) + amount)
    else {
      places.push(at)
      amounts.push(amount)
    }
  }
  const units = (amount: number) => Math.floor(amount / worth.scale)
  const limits = limitsOn(places, window, own)
  const counted = units(
    mostCounted(
      amounts,
      limits.map(({ limit }) => limit),
    ),
  )
  if (own.withSteps) {
    if (units(all) === centihours) steps.push({ kind: 'earned', units: units(all) })
    else steps.push({ kind: 'converted', centihours, units: units(all) })
    let left = all
    for (const rule of own.policy.rules) {
      const amount = rule.kind === 'evidence' ? lacking.get(rule) : undefined
      if (rule.kind !== 'evidence' || amount === undefined) continue
      const before = units(left)
      left -= amount
      steps.push({ kind: 'unproven', rule: named(rule), needs: rule.needs, before, after: units(left) })
    }
    explainLimits(amounts, limits, units, steps)
  }
  return { earned: units(all), counted, rule }
}

type OnRule = { readonly rule: Most; readonly limit: Limit }

// Each maximum, for each of its own windows that meets this one.
function limitsOn(
  places: readonly number[],
  window: Window,
  { limits, totals, worth, policy, subject }: Own,
): OnRule[] {
  if (limits.length === 0 || places.length === 0) return []
  const found: OnRule[] = []
  const years = new Set(places.map((at) => totals.years[at] ?? 0))
  for (const { rule, meant } of limits) {
    const seen = new Map<number, Set<number>>()
    for (const year of years) {
      const own = windowOf(rule.period, policy, year, subject.startedOn)
      if (!own || own.from > window.to || own.to < window.from) continue
      const members = seen.get(own.from) ?? new Set<number>()
      places.forEach((at, index) => {
        if (totals.years[at] === year && meant[totals.classes[at] ?? 0] === true) members.add(index)
      })
      seen.set(own.from, members)
    }
    for (const members of seen.values()) {
      if (members.size > 0) found.push({ rule, limit: { members, most: rule.units * worth.scale } })
    }
  }
  return found
}

// Maximums are told one after the other, the shorter period first: each step is what is left with this one and those before.
function explainLimits(
  amounts: readonly number[],
  limits: readonly OnRule[],
  units: (amount: number) => number,
  steps: Step[],
) {
  const rules = [...new Set(limits.map(({ rule }) => rule))].toSorted(
    (a, b) => Number(a.period.kind !== 'year') - Number(b.period.kind !== 'year'),
  )
  let before = units(mostCounted(amounts, []))
  rules.forEach((rule, index) => {
    const upTo = new Set(rules.slice(0, index + 1))
    const told = limits.filter((one) => upTo.has(one.rule)).map(({ limit }) => limit)
    const after = units(mostCounted(amounts, told))
    if (after < before) steps.push({ kind: 'capped', rule: named(rule), most: rule.units, before, after })
    before = after
  })
}

const named = ({ id, title }: Named): Named => ({ id, title })

function needOf({ rule }: Prepared, window: Window, own: Own, steps: Step[]) {
  if (rule.kind !== 'least') return { needed: rule.kind === 'average' ? rule.units : 0, isExempt: false }
  const { policy, subject, withSteps } = own
  if (withSteps && rule.insteadOf) {
    const rules = policy.rules.filter(({ id }) => rule.insteadOf?.includes(id) === true).map(named)
    steps.push({ kind: 'instead', rules })
  }
  const exemptions = subject.exemptions.filter(({ ruleIds }) => ruleIds === null || ruleIds.includes(rule.id))
  const byMonths = rule.byMonths === true
  if (!Number.isFinite(window.from) || (!byMonths && exemptions.length === 0))
    return { needed: rule.units, isExempt: false }
  const { all, owed, excused } = monthsOf(window, subject, exemptions, byMonths)
  const part = (months: number) => {
    if (months === all) return rule.units
    // Anything at all cannot be asked in part.
    if (rule.units === 1) return Math.min(1, months)
    return cutTo(policy.unit.step, (rule.units * months) / all)
  }
  const afterMonths = part(owed)
  const needed = part(owed - excused)
  if (withSteps && owed < all) {
    steps.push({ kind: 'by_months', months: owed, of: all, before: rule.units, after: afterMonths })
  }
  if (withSteps && excused > 0) {
    const reasons = [...new Set(exemptions.map(({ reason }) => reason))]
    steps.push({ kind: 'excused', months: excused, reasons, before: afterMonths, after: needed })
  }
  return { needed, isExempt: excused > 0 && excused === owed }
}

const cutTo = (step: number, units: number) => Math.floor(units / step) * step

// What was over the need of the period before, without what that period itself was brought.
function carriedInto(asked: Prepared, window: Window, own: Own, steps: Step[]): Centiunits {
  const { rule } = asked
  if (rule.kind !== 'least' || rule.carry === undefined) return 0
  if (rule.period.kind !== 'year' && rule.period.kind !== 'cycle') return 0
  const length = window.to - window.from + 1
  const before = { from: window.from - length, to: window.to - length }
  const { counted } = countIn(asked, before, { ...own, withSteps: false }, [])
  const { needed } = needOf(asked, before, { ...own, withSteps: false }, [])
  const carried = Math.min(rule.carry, Math.max(0, counted - needed))
  if (carried > 0 && own.withSteps) steps.push({ kind: 'carried', units: carried, fromYear: before.from })
  return carried
}
