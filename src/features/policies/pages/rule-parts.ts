import type { Policy, Rule, Said } from '../../../lib/policy/language.ts'

export const ruleKinds = ['least', 'most', 'evidence', 'average', 'ratio'] as const

/** An id for something new of a policy: never one that was there before. */
export function freshId(kind: string): string {
  return `${kind}-${crypto.randomUUID().slice(0, 8)}`
}

/** A new rule of a kind, as a beginning. */
export function newRule(kind: Rule['kind'], title: Said, evidence: string): Rule {
  const common = { id: freshId(kind), title, of: {} }
  const period = { kind: 'year' } as const
  switch (kind) {
    case 'least':
      return { ...common, kind, period, units: 1000, byMonths: true }
    case 'most':
      return { ...common, kind, period, units: 10_000 }
    case 'evidence':
      return { ...common, kind, needs: [evidence] }
    case 'average':
      return { ...common, kind, period, units: 1000 }
    case 'ratio':
      return { ...common, kind, period, percent: 10, per: 'school' }
  }
}

/** Every category that a policy speaks of. */
export function categoriesOf({ categories = [], rules, rates = [], awards = [] }: Policy): readonly string[] {
  const selectors = [...rules, ...rates].flatMap(({ of }) => [of, of.or, of.except, of.except?.or])
  return [
    ...new Set([
      ...categories.flatMap(({ name, under }) => [name, under]),
      ...selectors.flatMap((one) => one?.categories ?? []),
      ...awards.flatMap(({ category }) => (category === null ? [] : [category])),
    ]),
  ]
}
