/** A maximum over some of the amounts: those whose place is in `members` count together at most `most`. */
export type Limit = { readonly members: ReadonlySet<number>; readonly most: number }

/**
 * How much of these amounts counts under maximums: the smallest, over every choice of some of the maximums, of what the
 * chosen ones allow plus everything that they do not touch.
 *
 * A maximum says how much of a kind counts, never which hours those are. So the hours that count are chosen in the
 * person's favour, and by the duality of flows and cuts that most is this smallest sum: exactly, where maximums lie
 * inside one another or make two such families (years and categories do), and never to anybody's harm beyond. It does
 * not depend on any order; more hours never count for less; a further or lower maximum never makes more count.
 */
export function mostCounted(amounts: readonly number[], limits: readonly Limit[]): number {
  return allowed(amounts, new Set(amounts.keys()), limits)
}

// The most that counts of these places. Maximums that share no place with one another are looked at apart; of those that
// hang together the widest is chosen or left, so that years fall apart once what spans them is settled.
function allowed(amounts: readonly number[], places: ReadonlySet<number>, limits: readonly Limit[]): number {
  const sumOf = (set: ReadonlySet<number>) => [...set].reduce((all, place) => all + (amounts[place] ?? 0), 0)
  const left = limits
    .map(({ members, most }) => ({ members: members.intersection(places), most }))
    .filter(({ members, most }) => sumOf(members) > most)
  const [first, ...others] = left
  if (!first) return sumOf(places)
  if (others.length === 0) return sumOf(places) - sumOf(first.members) + first.most
  const touching = reach(first, others)
  const together = left.filter((limit) => touching.has(limit))
  const ground = together.reduce<ReadonlySet<number>>((all, { members }) => all.union(members), new Set())
  if (together.length < left.length) {
    const apart = left.filter((limit) => !touching.has(limit))
    return allowed(amounts, ground, together) + allowed(amounts, places.difference(ground), apart)
  }
  const widest = left.reduce((wide, limit) => (limit.members.size > wide.members.size ? limit : wide), first)
  const rest = left.filter((limit) => limit !== widest)
  const chosen = widest.most + allowed(amounts, places.difference(widest.members), rest)
  return Math.min(chosen, allowed(amounts, places, rest))
}

// All maximums that hang together with one, by places they share.
function reach(from: Limit, others: readonly Limit[]): ReadonlySet<Limit> {
  const found = new Set([from])
  let ground = from.members
  for (let grew = true; grew;) {
    const more = others.filter((limit) => !found.has(limit) && !limit.members.isDisjointFrom(ground))
    for (const limit of more) found.add(limit)
    ground = more.reduce((all, { members }) => all.union(members), ground)
    grew = more.length > 0
  }
  return found
}
