import type { Centihours } from '../../lib/hours.ts'

/** What is asked of somebody in hours, over a year or a cycle of years. */
export type Requirement = {
  readonly id: string
  readonly fromYear: number
  readonly toYear: number
  /** Null asks about all hours together. */
  readonly category: string | null
  readonly minCentihours: Centihours | null
  readonly maxCentihours: Centihours | null
  /** Asked of everybody on average: shown to a person as an aim, never held against them. */
  readonly average: boolean
}

/** The verified hours of somebody in one year and category; an empty category stands for none. */
export type Total = { readonly year: number; readonly category: string; readonly centihours: Centihours }

/** One thing that changed a sum, so that the sum can be explained to whom it belongs. */
export type Step = {
  readonly rule: 'earned' | 'category_cap' | 'cap'
  readonly category: string | null
  readonly before: Centihours
  readonly after: Centihours
}

export type Standing = {
  readonly requirementId: string
  readonly needed: Centihours
  readonly counted: Centihours
  readonly missing: Centihours
  /** Earned beyond a maximum: kept and shown, not counted. */
  readonly over: Centihours
  readonly steps: readonly Step[]
}

/**
 * How somebody stands against each requirement. Maximums cut first, the shorter period before the longer and categories
 * before everything; minimums are then tested on what is left, each by itself.
 */
export function standing(requirements: readonly Requirement[], totals: readonly Total[]): readonly Standing[] {
  return requirements.map((requirement) => standingOf(requirement, requirements, totals))
}

function standingOf(asked: Requirement, all: readonly Requirement[], totals: readonly Total[]): Standing {
  const meant = totals.filter(
    (total) => isWithin(asked, total.year) && (asked.category ?? total.category) === total.category,
  )
  const earned = sum(meant)
  const steps: Step[] = [{ rule: 'earned', category: asked.category, before: 0, after: earned }]
  let left = meant
  for (const cap of capsOf(asked, all)) {
    const before = sum(left)
    left = cut(left, cap)
    const after = sum(left)
    const rule = asked.category === null && cap.category !== null ? 'category_cap' : 'cap'
    if (after !== before) steps.push({ rule, category: cap.category, before, after })
  }
  const counted = sum(left)
  const needed = asked.minCentihours ?? 0
  return {
    requirementId: asked.id,
    needed,
    counted,
    missing: Math.max(0, needed - counted),
    over: earned - counted,
    steps,
  }
}

/** Whether a requirement is something that one person has to reach: an average is an aim, and a mere maximum only limits. */
export function isAimed({ average, minCentihours }: Pick<Requirement, 'average' | 'minCentihours'>): boolean {
  return !average && (minCentihours ?? 0) > 0
}

/** The maximums inside a requirement's period that touch what it counts, in the order they cut: its own, and for all hours those of each category. */
export function capsOf<R extends Requirement>(asked: R, all: readonly R[]): readonly R[] {
  const length = (requirement: Requirement) => requirement.toYear - requirement.fromYear
  return all
    .filter((cap) => cap.maxCentihours !== null && cap.fromYear >= asked.fromYear && cap.toYear <= asked.toYear)
    .filter((cap) => asked.category === null || cap.category === asked.category)
    .toSorted((a, b) => Number(a.category === null) - Number(b.category === null) || length(a) - length(b))
}

// Takes what is over the maximum away, from the latest year first.
function cut(totals: readonly Total[], cap: Requirement): Total[] {
  const touched = (total: Total) =>
    isWithin(cap, total.year) && (cap.category === null || cap.category === total.category)
  let over = Math.max(0, sum(totals.filter(touched)) - (cap.maxCentihours ?? 0))
  return totals
    .toSorted((a, b) => b.year - a.year)
    .map((total) => {
      const taken = touched(total) ? Math.min(over, Math.max(0, total.centihours)) : 0
      over -= taken
      return { ...total, centihours: total.centihours - taken }
    })
}

const isWithin = (period: Pick<Requirement, 'fromYear' | 'toYear'>, year: number) =>
  year >= period.fromYear && year <= period.toYear

const sum = (totals: readonly Total[]) => totals.reduce((all, total) => all + total.centihours, 0)
