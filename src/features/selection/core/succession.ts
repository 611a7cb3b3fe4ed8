import { partOf, type Quota } from './engine.ts'

/** Somebody whom a settled selection chose, or left next in its order. */
export type Standing = {
  readonly id: string
  readonly stage: string
  readonly kind: string
  readonly rank: number
  /** Whether the selection gave them a place, one that was struck before it was theirs included. */
  readonly isGiven: boolean
  /** Whether they, or whoever took their place, hold it now; an open offer holds it as well. */
  readonly sits: boolean
  /** Whether they may be asked: they were left next in order, and nobody asked them yet. */
  readonly waits: boolean
}

/** Which turn each of those who wait has, in rank order within their part of the quota. */
export function turnsOf({ parts }: Quota, all: readonly Standing[]): ReadonlyMap<string, number> {
  const seen = new Map<string, number>()
  const waiting = all.filter(({ waits }) => waits).toSorted((one, other) => one.rank - other.rank)
  return new Map(
    waiting.map((one) => {
      const part = parts.length === 0 ? '' : partOf(one)
      const nth = (seen.get(part) ?? 0) + 1
      seen.set(part, nth)
      return [one.id, nth]
    }),
  )
}

/**
 * Who is offered the next free place: the first in rank order of a part of the quota in which a place was left; for a place
 * that was added since, the first of all. Without parts everybody competes for all places. `passed` are left out.
 */
export function nextReserve(
  { parts }: Quota,
  all: readonly Standing[],
  gained: number,
  passed: ReadonlySet<string>,
): Standing | undefined {
  const partFor = (one: Standing) => (parts.length === 0 ? '' : partOf(one))
  const over = new Map<string, number>()
  for (const one of all) {
    const change = Number(one.sits) - Number(one.isGiven)
    over.set(partFor(one), (over.get(partFor(one)) ?? 0) + change)
  }
  // Whoever sits beyond the places of a part sits on one that was added.
  const added = gained - [...over.values()].reduce((sum, size) => sum + Math.max(0, size), 0)
  return all
    .filter((one) => one.waits && !passed.has(one.id))
    .toSorted((one, other) => one.rank - other.rank)
    .find((one) => added > 0 || (over.get(partFor(one)) ?? 0) < 0)
}
