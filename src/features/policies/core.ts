import { yearOf, type CalendarDate } from '../../lib/dates.ts'
import type { EarlierRates } from '../../lib/policy/evaluate.ts'
import type { Policy, Rate, Rule, Said } from '../../lib/policy/language.ts'
import { termOf } from '../../lib/policy/names.ts'
import type { Population } from '../../lib/population/population.ts'

/** What a published plan asks in hours, of whom. */
export type PlanRequirement = {
  readonly id: string
  readonly fromYear: number
  readonly toYear: number
  /** Null asks about all hours together. */
  readonly category: string | null
  readonly minCentihours: number | null
  readonly maxCentihours: number | null
  readonly average: boolean
  readonly unit: 'hour' | 'credit'
  readonly source: string
  readonly population: Population
}

const mostOf = (id: string) => `${id}-most`

/**
 * What published plans ask, as a policy: a minimum or an average and a maximum for each requirement, over its own years.
 * Plans speak of categories alone and count in hours; nothing is converted.
 */
export function policyOfPlans(requirements: readonly PlanRequirement[]): Policy {
  return {
    title: { zh: '年度计划的学时要求', en: 'What the year’s plans ask' },
    jurisdiction: '年度计划',
    unit: { name: 'hour', minutes: 45, step: 50 },
    cycle: { years: 5, from: 2021 },
    rules: requirements.flatMap(rulesOf),
    source: { cites: '年度计划', sure: 'stated' },
  }
}

// A word that only a bureau knows stays as the bureau wrote it.
function titleOf(category: string): Said {
  const term = termOf(category, 'en')
  return { zh: `${category}学时`, en: `${term.slice(0, 1).toUpperCase()}${term.slice(1)} hours` }
}

function rulesOf(asked: PlanRequirement): Rule[] {
  const { id, category, minCentihours, maxCentihours, fromYear, toYear, population } = asked
  const of = category === null ? {} : { categories: [category] }
  const title: Said = category === null ? { zh: '学时', en: 'Hours' } : titleOf(category)
  const period = { kind: 'span', from: fromYear, to: toYear } as const
  const common = { title, of, period, who: { population }, source: { cites: asked.source, sure: 'stated' } } as const
  const least = asked.average ? ('average' as const) : ('least' as const)
  return [
    ...(minCentihours === null ? [] : [{ ...common, kind: least, id, units: minCentihours }]),
    ...(maxCentihours === null ? [] : [{ ...common, kind: 'most' as const, id: mostOf(id), units: maxCentihours }]),
  ]
}

/** A version as the choice among versions needs it. */
export type VersionFacts = { readonly version: number; readonly effectiveFrom: CalendarDate }

/** The version in force on a day: the last that had begun; undefined before the first. */
export function versionAt<V extends VersionFacts>(versions: readonly V[], day: CalendarDate): V | undefined {
  return versions
    .filter(({ effectiveFrom }) => effectiveFrom <= day)
    .toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0]
}

/** The rates of the versions before one, each until the last year before the next began: hours keep the rate of their year. */
export function earlierRates(
  versions: readonly (VersionFacts & { readonly policy: Policy })[],
  chosen: VersionFacts,
): EarlierRates {
  const inOrder = versions
    .filter(({ effectiveFrom }) => effectiveFrom <= chosen.effectiveFrom)
    .toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
  return inOrder.slice(0, -1).flatMap(({ policy }, index) => {
    const next = inOrder[index + 1]
    return next ? [{ toYear: yearOf(next.effectiveFrom) - 1, rates: policy.rates ?? [] }] : []
  })
}

export type AdoptRefusal =
  | 'policy_ended'
  | 'policy_has_flaws'
  | 'version_not_after_last'
  | 'rates_change_mid_year'
  | 'revision_outdated'
  | 'nothing_changed'

/**
 * Why a draft may not be adopted from a day. Rates change on the first of January alone: hours are summed by year, and those
 * of one year have one rate.
 */
export function adoptRefusal(
  draft: { readonly revision: number; readonly policy: Policy; readonly flaws: number },
  asked: { readonly revision: number; readonly effectiveFrom: CalendarDate },
  last: (VersionFacts & { readonly policy: Policy }) | undefined,
  isEnded: boolean,
): AdoptRefusal | undefined {
  if (isEnded) return 'policy_ended'
  if (draft.revision !== asked.revision) return 'revision_outdated'
  if (draft.flaws > 0) return 'policy_has_flaws'
  if (!last) return undefined
  if (asked.effectiveFrom <= last.effectiveFrom) return 'version_not_after_last'
  if (JSON.stringify(draft.policy) === JSON.stringify(last.policy)) return 'nothing_changed'
  const isNewYear = asked.effectiveFrom.endsWith('-01-01')
  return isNewYear || isSameRates(draft.policy.rates, last.policy.rates) ? undefined : 'rates_change_mid_year'
}

const isSameRates = (a: readonly Rate[] = [], b: readonly Rate[] = []) =>
  JSON.stringify(a.map(({ of, hours, units }) => [of, hours, units])) ===
  JSON.stringify(b.map(({ of, hours, units }) => [of, hours, units]))

/** The day whose rules a year is judged by: today in the year that runs, else the year's last day. */
export function dayFor(year: number, today: CalendarDate): CalendarDate {
  return yearOf(today) === year ? today : `${String(year)}-12-31`
}
