import { addDays, type CalendarDate } from '../dates.ts'

/**
 * A rule over people: 层 (career stage) × 类 (school stage, subject, post). Empty dimensions ask nothing; within one,
 * any value will do; all dimensions must hold at once. A rule that asks nothing means everybody in post (全员).
 */
export type Population = {
  /** JY/T 1001 任课学段: 1 学前, 2 小学, 3 初中, 4 高中 … */
  readonly stages?: readonly string[] | undefined
  /** Subject codes of JY/T 1001 中小学课程, with the local extensions of `subjectCodes`. */
  readonly subjects?: readonly string[] | undefined
  /** Posts of JY/T 1001 岗位职业, with the local extensions of `postKinds`. */
  readonly posts?: readonly string[] | undefined
  readonly titles?: readonly string[] | undefined
  readonly talentLevels?: readonly string[] | undefined
  readonly settings?: readonly ('urban' | 'town' | 'rural')[] | undefined
  /** Whole years since the first day as a teacher: at least, at most. */
  readonly yearsMin?: number | undefined
  readonly yearsMax?: number | undefined
  /** Only people of these organisations (themselves, not those below). */
  readonly organisationIds?: readonly string[] | undefined
}

/** What a rule over people must know of one of them. */
export type PersonFacts = {
  readonly organisationId: string
  readonly stage: string | null
  readonly subjects: readonly string[]
  readonly posts: readonly string[]
  readonly title: string | null
  readonly talentLevel: string | null
  readonly setting: 'urban' | 'town' | 'rural' | null
  readonly startedOn: CalendarDate | null
  /** JY/T 1001 当前状态; the first digit 1 means in post. */
  readonly state: string
}

export type PopulationRefusal =
  | 'not_in_post'
  | 'stage_differs'
  | 'subject_differs'
  | 'post_differs'
  | 'title_differs'
  | 'talent_level_differs'
  | 'setting_differs'
  | 'years_differ'
  | 'organisation_differs'

const asks = (values: readonly string[] | undefined): values is readonly string[] =>
  values !== undefined && values.length > 0

type Check = (population: Population, person: PersonFacts, today: CalendarDate) => boolean

const lacks = (wanted: readonly string[] | undefined, has: string | null) =>
  asks(wanted) && (has === null || !wanted.includes(has))
const lacksAll = (wanted: readonly string[] | undefined, has: readonly string[]) =>
  asks(wanted) && !has.some((value) => wanted.includes(value))

// Each dimension by itself, in the order in which refusals are told. Asked of a whole county for every rule: nothing is made here.
const dimensions: readonly (readonly [PopulationRefusal, Check])[] = [
  ['not_in_post', (_, person) => !isInPost(person.state)],
  ['stage_differs', ({ stages }, person) => lacks(stages, person.stage)],
  ['subject_differs', ({ subjects }, person) => lacksAll(subjects, person.subjects)],
  ['post_differs', ({ posts }, person) => lacksAll(posts, person.posts)],
  ['title_differs', ({ titles }, person) => lacks(titles, person.title)],
  ['talent_level_differs', ({ talentLevels }, person) => lacks(talentLevels, person.talentLevel)],
  ['setting_differs', ({ settings }, person) => lacks(settings, person.setting)],
  ['organisation_differs', ({ organisationIds }, person) => lacks(organisationIds, person.organisationId)],
  ['years_differ', (population, person, today) => yearsDiffer(population, person.startedOn, today)],
]

/** Why a person is not of a population on a given day: the first dimension that fails; undefined when they are. */
export function populationRefusal(
  population: Population,
  person: PersonFacts,
  today: CalendarDate,
): PopulationRefusal | undefined {
  for (const [refusal, fails] of dimensions) if (fails(population, person, today)) return refusal
  return undefined
}

/** Every dimension in which a person is not of a population on a given day; none when they are of it. */
export function populationRefusals(
  population: Population,
  person: PersonFacts,
  today: CalendarDate,
): PopulationRefusal[] {
  return dimensions.flatMap(([refusal, fails]) => (fails(population, person, today) ? [refusal] : []))
}

function yearsDiffer(population: Population, startedOn: CalendarDate | null, today: CalendarDate): boolean {
  const { yearsMin, yearsMax } = population
  if (yearsMin === undefined && yearsMax === undefined) return false
  if (startedOn === null) return true
  const years = wholeYears(startedOn, today)
  return years < (yearsMin ?? 0) || years > (yearsMax ?? Number.POSITIVE_INFINITY)
}

/** Whole years from one date to another, as a birthday counts them. */
export function wholeYears(from: CalendarDate, to: CalendarDate): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? years - 1 : years
}

/** The dates between which a person must have started to have `yearsMin`–`yearsMax` whole years today; both inclusive. */
export function startedBetween(
  population: Population,
  today: CalendarDate,
): { readonly from?: CalendarDate; readonly to?: CalendarDate } {
  const back = (years: number) => `${String(Number(today.slice(0, 4)) - years)}${today.slice(4)}`
  return {
    ...(population.yearsMax === undefined ? {} : { from: addDays(back(population.yearsMax + 1), 1) }),
    ...(population.yearsMin === undefined ? {} : { to: back(population.yearsMin) }),
  }
}

/** Whether a state of JY/T 1001 当前状态 means in post: its first digit is 1. */
export function isInPost(state: string): boolean {
  return state.startsWith('1')
}

/** Whether a rule asks nothing: 全员, everybody in post. */
export function isEverybody(population: Population): boolean {
  return Object.values(population).every((value) => (Array.isArray(value) ? value.length === 0 : value === undefined))
}
