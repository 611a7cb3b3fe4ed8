import { countIn, weigh } from './counting.ts'
import type { Centiunits, Classification, Most, Period, Policy, Rate } from './language.ts'
import {
  named,
  type Asking,
  type Own,
  type Prepared,
  type Room,
  type Standing,
  type Step,
  type Totals,
  type Worth,
} from './reckoning.ts'
import { matcherOf, rateOf, type Matcher } from './select.ts'
import { isAsked, monthsOf, windowOf, type Moment, type Subject, type Window } from './who.ts'

/** A policy made ready for many people. */
export type Reckoner = {
  /** How somebody stands against every rule that is asked of them, in the policy's order. Steps only when they are asked for. */
  readonly stand: (subject: Subject, totals: Totals, moment: Moment, withSteps?: boolean) => readonly Standing[]
}

/** Rates of versions that were in force before: hours keep the rate of the year they were earned in. */
export type EarlierRates = readonly { readonly toYear: number; readonly rates: readonly Rate[] }[]

/** Makes a policy ready to judge hours of these classifications. Pure: the same people, hours and day give the same standings. */
export function compile(policy: Policy, classes: readonly Classification[], earlier: EarlierRates = []): Reckoner {
  const matches = matcherOf(policy)
  const worth = worthOf(policy, classes, matches, earlier)
  const prepare = <R extends Asking>(rule: R): Prepared<R> => ({
    rule,
    meant: classes.map((one) => matches(rule.of, one)),
    windowIn: windower(rule.period, policy),
  })
  const asking = policy.rules.flatMap((rule) => (rule.kind === 'evidence' ? [] : [prepare(rule)]))
  const limits = asking.filter(isLimit)
  const proofs = policy.rules.filter((rule) => rule.kind === 'evidence')
  const unproven = classes.map((one) =>
    proofs.find(({ of, needs }) => matches(of, one) && !needs.every((need) => one.proof.includes(need))),
  )
  const room: Room = { all: 0, kept: 0, count: 0, years: [], under: limits.map(() => []) }
  const weighed: number[] = []
  return {
    stand: (subject, totals, moment, withSteps = false) => {
      const named = asking.filter(({ rule }) => isAsked(rule.who, policy, subject, moment))
      const replaced = replacedBy(named)
      const asked = replaced.size === 0 ? named : named.filter(({ rule }) => !replaced.has(rule.id))
      const years = { begins: yearIn(subject.startedOn), ends: yearIn(subject.retiresOn) }
      const own: Own = {
        policy,
        worth,
        limits: limits.length === 0 ? limits : asked.filter(isLimit),
        unproven,
        amounts: weigh(totals, worth, weighed),
        room,
        subject,
        years,
        totals,
        moment,
        withSteps,
      }
      const found: Standing[] = []
      for (const one of asked) {
        const standing = standingOf(one, own)
        if (standing) found.push(standing)
      }
      return found
    },
  }
}

const isLimit = (one: Prepared): one is Prepared<Most> => one.rule.kind === 'most'

// The years that a rule means are the same for everybody, unless they begin with each person's own first day.
function windower(period: Period, policy: Policy): Prepared['windowIn'] {
  if (period.kind === 'entry') return (year, startedOn) => windowOf(period, policy, year, startedOn)
  let [known, window]: [number | undefined, Window | undefined] = [undefined, undefined]
  return (year) => {
    if (year !== known) [known, window] = [year, windowOf(period, policy, year, null)]
    return window
  }
}

const nothing: ReadonlySet<string> = new Set()

function replacedBy(asked: readonly Prepared[]): ReadonlySet<string> {
  let ids: Set<string> | undefined
  for (const { rule } of asked) {
    if (rule.kind !== 'least' || rule.insteadOf === undefined) continue
    ids ??= new Set()
    for (const id of rule.insteadOf) ids.add(id)
  }
  return ids ?? nothing
}

const yearIn = (day: string | null) => (day === null ? undefined : Number(day.slice(0, 4)))

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
  const isPlain = tables.every(({ worth }) => worth.every((each) => each === scale))
  return {
    scale,
    isPlain: isPlain && scale === 1,
    ofYear: (year) => (tables.find(({ toYear }) => year <= toYear) ?? tables.at(-1))?.worth ?? [],
  }
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))
const leastCommonMultiple = (a: number, b: number) => (a / greatestCommonDivisor(a, b)) * b

// Nothing is ever put in here: steps are only written where they are asked for.
const unsaid: Step[] = []

function standingOf(asked: Prepared, own: Own): Standing | undefined {
  const { rule } = asked
  const window = asked.windowIn(own.moment.year, own.subject.startedOn)
  if (!window) return undefined
  const steps: Step[] = own.withSteps ? [] : unsaid
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

function needOf({ rule }: Prepared, window: Window, own: Own, steps: Step[]) {
  if (rule.kind !== 'least') return { needed: rule.kind === 'average' ? rule.units : 0, isExempt: false }
  const { policy, subject, withSteps } = own
  if (withSteps && rule.insteadOf) {
    const rules = policy.rules.filter(({ id }) => rule.insteadOf?.includes(id) === true).map(named)
    steps.push({ kind: 'instead', rules })
  }
  const exemptions =
    subject.exemptions.length === 0
      ? subject.exemptions
      : subject.exemptions.filter(({ ruleIds }) => ruleIds === null || ruleIds.includes(rule.id))
  const byMonths = rule.byMonths === true
  if (!Number.isFinite(window.from) || (!byMonths && exemptions.length === 0))
    return { needed: rule.units, isExempt: false }
  // There from before the window until after it, and excused from nothing: every month is owed.
  const { begins = -Infinity, ends = Infinity } = own.years
  if (exemptions.length === 0 && begins < window.from && ends > window.to)
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
  const { counted } = countIn(asked, before, own.withSteps ? { ...own, withSteps: false } : own, unsaid)
  const { needed } = needOf(asked, before, own.withSteps ? { ...own, withSteps: false } : own, unsaid)
  const carried = Math.min(rule.carry, Math.max(0, counted - needed))
  if (carried > 0 && own.withSteps) steps.push({ kind: 'carried', units: carried, fromYear: before.from })
  return carried
}
