import type { Centihours } from '../../../lib/hours.ts'
import type { Population } from '../../../lib/population/population.ts'
import { audienceRule } from './guesses.ts'

/** An hour rule as a plan states it. */
export type StatedRule = {
  readonly id: string
  readonly scope: string
  readonly category: string | null
  readonly minCentihours: Centihours | null
  readonly maxCentihours: Centihours | null
  readonly period: 'year' | 'cycle' | null
  readonly average: boolean
  /** The saved rule over people that it cites: then its words are not read. */
  readonly population?: Population | undefined
}

/** What a rule comes to for people: over which years, and of whom. */
export type RuleInForce = {
  readonly fromYear: number
  readonly toYear: number
  readonly category: string | null
  readonly population: Population
}

/** Why a rule asks nothing of anybody yet: the plan does not say which years its cycle has, or whom the words mean is not known. */
export type RuleRefusal = 'cycle_unknown' | 'people_unknown'

/**
 * What an hour rule asks once its plan is in force. Precise or not at all: hours decide people's careers, so a rule whose
 * people or years are not understood asks nothing until the officer has said it in words that are.
 */
export function ruleInForce(
  rule: StatedRule,
  plan: { readonly year: number; readonly cycle: string | null },
  categories: readonly string[],
): RuleInForce | RuleRefusal {
  const years = rule.period === 'cycle' ? cycleYears(plan.cycle) : { fromYear: plan.year, toYear: plan.year }
  if (!years) return 'cycle_unknown'
  const population = rule.population ?? populationOf(rule.scope)
  if (!population) return 'people_unknown'
  return { ...years, population, category: rule.category === null ? null : categoryOf(rule.category, categories) }
}

/** The years of a cycle (2021—2025); undefined where none are named in order. */
export function cycleYears(cycle: string | null): { fromYear: number; toYear: number } | undefined {
  const years = /(20\d\d)\D+(20\d\d)/.exec(cycle ?? '')
  const [fromYear, toYear] = [Number(years?.[1]), Number(years?.[2])]
  return fromYear < toYear && toYear - fromYear < 10 ? { fromYear, toYear } : undefined
}

const stages = ['学前', '幼儿园', '小学', '初中', '高中', '中职', '中学', '特殊教育']
const posts = ['校长', '园长', '书记', '班主任', '教研组长', '新入职教师', '新招聘教师', '新任教师', '新教师']
const settings: readonly (readonly [string, readonly ('urban' | 'town' | 'rural')[]])[] = [
  ['乡村', ['town', 'rural']],
  ['城区', ['urban']],
]
// Words that narrow nothing down.
const plain =
  /全[县区市省校体员]|所有|每[一位名个]|在[职岗编]的?|专任|公办|教师|教职工|人员?|[我本][县区市校]|各级?各?类?|学校|[、,，和与及的]|以及/g

/** Whom the words of a rule mean; undefined where a word is left that is not understood. */
export function populationOf(scope: string): Population | undefined {
  // 中小学 is every school that is no kindergarten.
  let left = scope.replaceAll('中小学', '小学、中学')
  const found = (words: readonly string[]) =>
    words.filter((word) => {
      const isThere = left.includes(word)
      left = left.replaceAll(word, '')
      return isThere
    })
  const places = settings.filter(([word]) => found([word]).length > 0).flatMap(([, values]) => values)
  const roles = found(posts)
  const asked = audienceRule('', { stages: found(stages), roles, subjects: [] })
  if (left.replace(plain, '').trim() !== '') return undefined
  return places.length > 0 ? { ...asked, settings: places } : asked
}

// 师德培训 in a rule, 师德 at the programmes: hours are counted under the name that programmes give them.
function categoryOf(stated: string, known: readonly string[]): string {
  const core = (name: string) => name.replace(/(?:专题|继续教育)?(?:培训|研修|研训|教育|学习)$/, '')
  return known.includes(stated) ? stated : (known.find((each) => core(each) === core(stated)) ?? stated)
}
