import { daysBetween, type CalendarDate } from '../../../lib/dates.ts'
import { titleKeyOf } from '../../../lib/titles.ts'

/** How far apart the days of two records of the same work usually are at most: the day of a training and that of its certificate. */
export const alikeDays = 31

/** What is looked at to see whether hours may be those of another work once more. */
export type Work = {
  readonly title: string
  readonly category: string | null
  readonly centihours: number
  readonly earnedOn: CalendarDate
  readonly sourceKind: string
  readonly sourceId: string
}

const pairsOf = (text: string): ReadonlySet<string> => {
  const characters = [...text]
  return new Set(characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`))
}

/** Whether two titles are likely to name the same: one stands in the other, or most pairs of their characters are the same. */
export function areTitlesAlike(one: string, other: string): boolean {
  const [a, b] = [titleKeyOf(one), titleKeyOf(other)]
  if (a.length < 2 || b.length < 2) return a === b
  if (a.includes(b) || b.includes(a)) return true
  const [left, right] = [pairsOf(a), pairsOf(b)]
  const shared = [...left].filter((pair) => right.has(pair)).length
  return shared * 10 >= (left.size + right.size) * 3
}

/**
 * Whether hours of one person are likely to be recorded twice: the same category and as many hours, on days close to each
 * other, under titles that are alike. Two classes are two works whatever they are called: the product itself counted who was there.
 */
export function areAlike(one: Work, other: Work): boolean {
  if (one.sourceKind === other.sourceKind && (one.sourceKind === 'class' || one.sourceId === other.sourceId))
    return false
  if (one.category !== other.category || one.centihours !== other.centihours) return false
  return Math.abs(daysBetween(one.earnedOn, other.earnedOn)) <= alikeDays && areTitlesAlike(one.title, other.title)
}
