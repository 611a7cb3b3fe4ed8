import { yearOf } from '../../lib/dates.ts'
import type { EarlierRates } from '../../lib/policy/evaluate.ts'
import type { Exemption, Policy, Said } from '../../lib/policy/language.ts'
import type { PersonFacts } from '../../lib/population/population.ts'

/** A policy as it was asked: word for word, with the hash of the adopted version. Null for what plans asked together. */
export type FrozenBook = {
  readonly adopted: { readonly policyId: string; readonly version: number; readonly hash: string } | null
  readonly policy: Policy
  readonly earlier: EarlierRates
}

/** What rules ask about somebody, as it was. */
export type FrozenFacts = PersonFacts & { readonly retiresOn: string | null }

export type FrozenExemption = Exemption

/** One thing that was asked, as the pages of a year name it. */
export type FrozenRequirement = {
  readonly id: string
  readonly kind: 'least' | 'most' | 'average' | 'ratio'
  readonly title: Said
  readonly fromYear: number | null
  readonly toYear: number | null
  readonly units: number
  readonly unit: 'hour' | 'credit'
  readonly source: string
  readonly policy: { readonly id: string; readonly version: number; readonly title: Said } | null
}

/** How somebody stood against one requirement. */
export type FrozenStanding = {
  readonly requirementId: string
  readonly state: 'met' | 'short' | 'exempt' | 'aim' | 'limit'
  readonly needed: number
  readonly earned: number
  readonly counted: number
  readonly over: number
  readonly carried: number
  readonly missing: number
}

/** Hours by year and class: three lists of one length, by year and class. */
export type Sums = {
  readonly years: readonly number[]
  readonly classIds: readonly number[]
  readonly centihours: readonly number[]
}

/** One person's line of a year, all that its hash covers. */
export type FrozenPerson = Sums & {
  readonly personId: string
  readonly organisationId: string
  readonly organisationName: string
  readonly name: string
  readonly staffNo: string
  readonly inPost: boolean
  readonly rulesNo: number | null
  readonly facts: FrozenFacts
  readonly exemptions: readonly FrozenExemption[]
  readonly headSeq: number
  /** In hexadecimal digits; zeros where there was no entry. */
  readonly headHash: string
  readonly missing: number
  readonly standings: readonly FrozenStanding[]
}

/** What of a year does not recompute, the first that was found. */
export type Difference = {
  /**
   * `rules`: a policy was altered; `line`: a person's line was; `head`: the entry at the head is another; `sums`: the entries
   * make other sums; `standing`: the same hours give another standing; `whole`: lines are missing or too many.
   */
  readonly kind: 'rules' | 'line' | 'head' | 'sums' | 'standing' | 'whole'
  readonly personId: string | null
  readonly name: string | null
  readonly staffNo: string | null
  readonly requirementId: string | null
  readonly frozen: string | null
  readonly recomputed: string | null
}

/** The same value gives the same text, in whichever order its keys are kept. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
    return `{${pairs.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** The text that the hash of a person's line is made of. */
export function lineOf({ standings, ...person }: FrozenPerson): string {
  const byId = standings.toSorted((a, b) => (a.requirementId < b.requirementId ? -1 : 1))
  return canonical({ ...person, standings: byId })
}

/** The text that the hash of a whole edition is made of; `lines` is the hash over all lines in the order of ids. */
export function editionText(edition: {
  readonly tenantId: string
  readonly year: number
  readonly edition: number
  readonly frozenOn: string
  readonly requirements: readonly FrozenRequirement[]
  readonly rules: readonly string[]
  readonly persons: number
  readonly lines: string
}): string {
  return canonical({ kind: 'qinglan-hour-year', version: 1, ...edition })
}

/** Sums without those that came to nothing, by year and class. */
export function tidy({ years, classIds, centihours }: Sums): Sums {
  const places = years
    .map((_, place) => place)
    .filter((place) => centihours[place] !== 0)
    .toSorted((a, b) => at(years, a) - at(years, b) || at(classIds, a) - at(classIds, b))
  return {
    years: places.map((place) => at(years, place)),
    classIds: places.map((place) => at(classIds, place)),
    centihours: places.map((place) => at(centihours, place)),
  }
}

/** Two sums together. */
export function added(one: Sums, other: Sums): Sums {
  const sums = new Map<string, { year: number; classId: number; centihours: number }>()
  for (const { years, classIds, centihours } of [one, other]) {
    years.forEach((year, place) => {
      const classId = at(classIds, place)
      const key = `${String(year)} ${String(classId)}`
      const before = sums.get(key)?.centihours ?? 0
      sums.set(key, { year, classId, centihours: before + at(centihours, place) })
    })
  }
  const all = [...sums.values()]
  return tidy({
    years: all.map(({ year }) => year),
    classIds: all.map(({ classId }) => classId),
    centihours: all.map(({ centihours }) => centihours),
  })
}

/** The hours of one year in sums of many. */
export function hoursIn(year: number, { years, centihours }: Sums): number {
  return years.reduce((all, each, place) => (each === year ? all + at(centihours, place) : all), 0)
}

const at = (list: readonly number[], place: number) => list[place] ?? 0

export type FreezeRefusal = 'year_not_begun' | 'nothing_to_add' | 'reason_needed'

/** Why a year may not be closed as it stands; undefined when it may. */
export function freezeRefusal(
  year: number,
  today: string,
  found: {
    readonly edition: number
    readonly supplements: number
    readonly onTheWay: number
    readonly reason: string | null
  },
): FreezeRefusal | undefined {
  if (year > yearOf(today)) return 'year_not_begun'
  if (found.edition > 1 && found.supplements === 0) return 'nothing_to_add'
  const mustSay = found.edition > 1 || found.onTheWay > 0 || !isOver(year, today)
  return mustSay && found.reason === null ? 'reason_needed' : undefined
}

/** Whether a year has ended. */
export function isOver(year: number, today: string): boolean {
  return yearOf(today) > year
}

/** The first way in which standings differ from those that were frozen. */
export function firstDifference(
  frozen: readonly FrozenStanding[],
  now: readonly FrozenStanding[],
): { readonly requirementId: string; readonly frozen: string | null; readonly recomputed: string | null } | undefined {
  const before = new Map(frozen.map((each) => [each.requirementId, canonical(each)]))
  const after = new Map(now.map((each) => [each.requirementId, canonical(each)]))
  for (const requirementId of [...new Set([...before.keys(), ...after.keys()])].toSorted()) {
    const [one, other] = [before.get(requirementId), after.get(requirementId)]
    if (one !== other) return { requirementId, frozen: one ?? null, recomputed: other ?? null }
  }
  return undefined
}

/** A verdict that what was posted later changed. */
export type ChangedVerdict = {
  readonly requirementId: string
  readonly before: FrozenStanding['state']
  readonly after: FrozenStanding['state']
  readonly missingBefore: number
  readonly missingAfter: number
}

/** Which requirements are met, or not met any more, with what was posted later. */
export function changedVerdicts(
  frozen: readonly FrozenStanding[],
  now: readonly FrozenStanding[],
): readonly ChangedVerdict[] {
  const before = new Map(frozen.map((each) => [each.requirementId, each]))
  return now.flatMap(({ requirementId, state, missing }) => {
    const was = before.get(requirementId)
    if (!was || was.state === state) return []
    return [{ requirementId, before: was.state, after: state, missingBefore: was.missing, missingAfter: missing }]
  })
}

/** The most that is missing of anything that somebody has to reach. */
export function mostMissing(standings: readonly FrozenStanding[]): number {
  return Math.max(0, ...standings.filter(({ state }) => state === 'short').map(({ missing }) => missing))
}
