import type { Award, Policy } from '../../../lib/policy/language.ts'
import type { Tongue } from '../../../lib/policy/names.ts'
import { sayRate, sayUnit } from '../../../lib/policy/phrases.ts'
import { sayAward, sayRule } from '../../../lib/policy/sentences.ts'

/** One thing that two texts of a policy say differently: `before` is null for what is new, `after` for what is gone. */
export type Change = {
  readonly part: 'title' | 'counting' | 'rule' | 'rate' | 'category' | 'award' | 'exemption'
  /** What it is called; empty where the sentence says it all. */
  readonly title: string
  readonly before: string | null
  readonly after: string | null
}

type Said = { readonly id: string; readonly title: string; readonly sentence: string }

/** What differs between two texts of a policy, as sentences. Whatever says the same in words is no change. */
export function changesBetween(before: Policy, after: Policy, tongue: Tongue): readonly Change[] {
  const compare = (part: Change['part'], say: (policy: Policy) => readonly Said[]) =>
    differing(part, say(before), say(after))
  return [
    ...compare('title', ({ title, jurisdiction }) => [
      { id: 'title', title: '', sentence: `${title[tongue]} · ${jurisdiction}` },
    ]),
    ...compare('counting', (policy) => [
      { id: 'unit', title: '', sentence: sayUnit(policy.unit, tongue) },
      { id: 'name', title: '', sentence: unitName(policy, tongue) },
      { id: 'cycle', title: '', sentence: cycleOf(policy, tongue) },
    ]),
    ...compare('rule', (policy) =>
      policy.rules.map((rule) => ({ id: rule.id, title: rule.title[tongue], sentence: sayRule(rule, policy, tongue) })),
    ),
    // Rates are tried in their order and have no name: each stands for its place.
    ...compare('rate', (policy) =>
      (policy.rates ?? []).map((rate, index) => ({
        id: String(index),
        title: '',
        sentence: sayRate(rate, policy, tongue),
      })),
    ),
    ...compare('category', ({ categories = [] }) =>
      categories.map(({ name, under }) => ({ id: name, title: '', sentence: `${name} → ${under}` })),
    ),
    ...compare('award', ({ awards = [] }) => awards.flatMap((award) => awardLines(award, tongue))),
    ...compare('exemption', ({ exemptions = [] }) =>
      exemptions.map((name) => ({ id: name, title: '', sentence: name })),
    ),
  ]
}

const unitName = ({ unit }: Policy, tongue: Tongue) =>
  tongue === 'zh' ? (unit.name === 'hour' ? '按学时计' : '按学分计') : unit.name === 'hour' ? 'in hours' : 'in credits'

const cycleOf = ({ cycle: { years, from } }: Policy, tongue: Tongue) =>
  tongue === 'zh'
    ? `周期 ${String(years)} 年，自 ${String(from)} 年起算`
    : `cycles of ${String(years)} years from ${String(from)}`

// A line of a table is known by what it is for, so that another figure in it is one change and not two.
function awardLines(award: Award, tongue: Tongue): Said[] {
  const title = award.title[tongue]
  return sayAward(award, tongue).map((sentence, index) => {
    const row = award.rows[index]
    const id = row === undefined ? `term ${String(index - award.rows.length)}` : JSON.stringify([row.when, row.per])
    return { id: `${award.id} ${id}`, title, sentence }
  })
}

function differing(part: Change['part'], before: readonly Said[], after: readonly Said[]): Change[] {
  const [old, now] = [before, after].map((all) => new Map(all.map((one) => [one.id, one] as const)))
  const changed = after.flatMap(({ id, title, sentence }): Change[] => {
    const earlier = old?.get(id)
    if (earlier === undefined) return [{ part, title, before: null, after: sentence }]
    if (earlier.sentence === sentence && earlier.title === title) return []
    return [{ part, title, before: earlier.sentence, after: sentence }]
  })
  const gone = before.flatMap(({ id, title, sentence }): Change[] =>
    now?.has(id) ? [] : [{ part, title, before: sentence, after: null }],
  )
  return [...changed, ...gone]
}
