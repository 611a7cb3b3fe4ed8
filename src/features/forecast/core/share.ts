import { byUrgency, type Urgent } from '../../../lib/policy/outlook.ts'
import type { Candidate } from './repair.ts'

/** A programme with how many places it has left; null where there is no limit. */
export type Offered = Candidate & { readonly left: number | null }

/**
 * Gives places to people in the order of their urgency: each is offered what those before left over, and is told apart what is
 * full by then; what an answer `takes` is gone for those after. One after the other, so that whoever asks may pause between them.
 */
export function* share<P extends Urgent, C extends Offered, R extends { readonly takes: readonly C[] }>(
  people: readonly P[],
  programmes: readonly C[],
  solve: (person: P, free: readonly C[], full: readonly C[]) => R,
): Generator<readonly [P, R]> {
  const given = new Map<string, number>()
  const isFree = ({ id, left }: C) => left === null || (given.get(id) ?? 0) < left
  for (const person of people.toSorted(byUrgency)) {
    const { true: free = [], false: full = [] } = Object.groupBy(programmes, (one) => (isFree(one) ? 'true' : 'false'))
    const found = solve(person, free, full)
    for (const { id } of found.takes) given.set(id, (given.get(id) ?? 0) + 1)
    yield [person, found]
  }
}
