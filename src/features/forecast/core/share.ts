import { byUrgency, type Urgent } from '../../../lib/policy/outlook.ts'
import type { Candidate, Repair } from './repair.ts'

/** A programme with how many places it has left; null where there is no limit. */
export type Offered = Candidate & { readonly left: number | null }

/**
 * Gives places to people in the order of their urgency: each is offered only what those before left over. One after the other,
 * so that whoever asks may pause between them.
 */
export function* share<P extends Urgent, C extends Offered>(
  people: readonly P[],
  programmes: readonly C[],
  solve: (person: P, offered: readonly C[]) => Repair<C>,
): Generator<readonly [P, Repair<C>]> {
  const given = new Map<string, number>()
  const isFree = ({ id, left }: C) => left === null || (given.get(id) ?? 0) < left
  for (const person of people.toSorted(byUrgency)) {
    const found = solve(person, programmes.filter(isFree))
    for (const { id } of found.chosen) given.set(id, (given.get(id) ?? 0) + 1)
    yield [person, found]
  }
}
