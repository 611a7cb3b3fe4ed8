import type { Award, Least, Most, Policy, Rule, Selector } from './language.ts'

/** Something that keeps a policy from being adopted, and where. */
export type Flaw = {
  readonly code:
    | 'rule_id_repeated'
    | 'rule_asks_nothing'
    | 'rule_over_maximum'
    | 'too_many_maximums'
    | 'category_in_circle'
    | 'category_repeated'
    | 'instead_of_unknown'
    | 'instead_of_itself'
    | 'instead_of_evidence'
    | 'period_reversed'
    | 'rate_not_whole'
    | 'ratio_out_of_range'
    | 'award_row_unknown'
    | 'award_range_reversed'
    | 'award_id_repeated'
    | 'award_ask_repeated'
    | 'cycle_invalid'
    | 'unit_invalid'
  /** The rule, rate, category or table it is about; empty for the policy itself. */
  readonly at: string
}

/** So many maximums of one length of period can be looked at in every combination for a whole county. */
export const mostMaximums = 8

/** Everything that makes no sense in a policy; none means that it can be adopted. Shapes are the contract's matter. */
export function flawsOf(policy: Policy): readonly Flaw[] {
  return [
    ...unitFlaws(policy),
    ...categoryFlaws(policy),
    ...(policy.rates ?? []).flatMap(({ hours, units }, index): Flaw[] =>
      [hours, units].every((each) => Number.isSafeInteger(each) && each > 0 && each <= 10_000)
        ? []
        : [{ code: 'rate_not_whole', at: String(index + 1) }],
    ),
    ...ruleFlaws(policy),
    ...(policy.awards ?? []).flatMap(awardFlaws),
    ...repeated((policy.awards ?? []).map(({ id }) => id)).map((at): Flaw => ({ code: 'award_id_repeated', at })),
  ]
}

function unitFlaws({ unit, cycle }: Policy): Flaw[] {
  const isStep = Number.isSafeInteger(unit.step) && unit.step > 0 && unit.step <= 10_000
  const isHour = Number.isSafeInteger(unit.minutes) && unit.minutes > 0 && unit.minutes <= 240
  const isDay =
    unit.mostDaily === undefined ||
    (Number.isSafeInteger(unit.mostDaily) && unit.mostDaily > 0 && unit.mostDaily <= 2_400)
  const isCycle = Number.isSafeInteger(cycle.years) && cycle.years > 0 && cycle.years <= 20
  return [
    ...(isStep && isHour && isDay ? [] : [{ code: 'unit_invalid', at: '' } as const]),
    ...(isCycle ? [] : [{ code: 'cycle_invalid', at: '' } as const]),
  ]
}

function categoryFlaws({ categories = [] }: Policy): Flaw[] {
  const upper = new Map(categories.map(({ name, under }) => [name, under]))
  const runsInCircle = (name: string) => {
    const seen = new Set<string>()
    for (let at: string | undefined = name; at !== undefined; at = upper.get(at)) {
      if (seen.has(at)) return true
      seen.add(at)
    }
    return false
  }
  return [
    ...repeated(categories.map(({ name }) => name)).map((at): Flaw => ({ code: 'category_repeated', at })),
    ...categories
      .filter(({ name }) => runsInCircle(name))
      .map(({ name: at }): Flaw => ({ code: 'category_in_circle', at })),
  ]
}

function ruleFlaws({ rules, cycle }: Policy): Flaw[] {
  const ids = new Set(rules.map(({ id }) => id))
  const flaws: Flaw[] = repeated(rules.map(({ id }) => id)).map((at) => ({ code: 'rule_id_repeated', at }))
  for (const yearly of [true, false]) {
    const many = rules.filter((rule) => rule.kind === 'most' && (rule.period.kind === 'year') === yearly)
    const last = many[mostMaximums]
    if (last) flaws.push({ code: 'too_many_maximums', at: last.id })
  }
  for (const rule of rules) {
    const { id: at } = rule
    if (isEmpty(rule)) flaws.push({ code: 'rule_asks_nothing', at })
    if (rule.kind === 'ratio' && (rule.percent <= 0 || rule.percent > 100))
      flaws.push({ code: 'ratio_out_of_range', at })
    if (rule.kind !== 'evidence' && rule.period.kind === 'span' && rule.period.from > rule.period.to)
      flaws.push({ code: 'period_reversed', at })
    if (rule.kind !== 'least') continue
    const replaced = rules.filter(({ id }) => rule.insteadOf?.includes(id))
    if (rule.insteadOf?.includes(at)) flaws.push({ code: 'instead_of_itself', at })
    if (rule.insteadOf?.some((id) => !ids.has(id))) flaws.push({ code: 'instead_of_unknown', at })
    if (replaced.some(({ kind }) => kind === 'evidence')) flaws.push({ code: 'instead_of_evidence', at })
    const bounds = rules.filter((other) => other.kind === 'most' && !replaced.includes(other))
    if (bounds.some((other) => other.kind === 'most' && boundOn(rule, other, cycle) < rule.units)) {
      flaws.push({ code: 'rule_over_maximum', at })
    }
  }
  return flaws
}

// The most that can ever count towards a minimum under a maximum of everybody over the same hours, or over all hours.
function boundOn({ of, period }: Least, most: Most, cycle: Policy['cycle']): number {
  const isAll = keyOf(most.of) === keyOf({})
  if (most.who !== undefined || !(isAll || isSame(most.of, of))) return Number.POSITIVE_INFINITY
  if (period.kind === most.period.kind && period.kind !== 'span') return most.units
  if (period.kind === 'cycle' && most.period.kind === 'year') return most.units * cycle.years
  if (period.kind === 'year' && most.period.kind === 'cycle') return most.units
  return Number.POSITIVE_INFINITY
}

const isEmpty = (rule: Rule) =>
  rule.kind === 'evidence'
    ? rule.needs.length === 0
    : rule.kind === 'ratio'
      ? false
      : !Number.isSafeInteger(rule.units) || rule.units < (rule.kind === 'most' ? 0 : 1)

const isSame = (a: Selector, b: Selector) => keyOf(a) === keyOf(b)
const keyOf = ({ categories, levels, modes, kinds, or, except }: Selector): string =>
  JSON.stringify([
    ...[categories, levels, modes, kinds].map((names) => names?.toSorted() ?? null),
    or ? keyOf(or) : null,
    except ? keyOf(except) : null,
  ])

function awardFlaws({ id: at, asks, rows }: Award): Flaw[] {
  const flaws: Flaw[] = []
  const knows = (key: string, value: string) =>
    asks.some((ask) => ask.key === key && ask.kind === 'choice' && ask.options.includes(value))
  const counts = (key: string) => asks.some((ask) => ask.key === key && ask.kind === 'number')
  for (const { when, centihours, per } of rows) {
    const isKnown =
      Object.entries(when).every(([key, value]) => knows(key, value)) && (per === undefined || counts(per))
    if (!isKnown) flaws.push({ code: 'award_row_unknown', at })
    if (typeof centihours !== 'number' && centihours[0] > centihours[1])
      flaws.push({ code: 'award_range_reversed', at })
  }
  if (repeated(asks.map(({ key }) => key)).length > 0) flaws.push({ code: 'award_ask_repeated', at })
  return rows.length === 0 ? [{ code: 'rule_asks_nothing', at }, ...flaws] : flaws
}

const repeated = (names: readonly string[]) => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
]
