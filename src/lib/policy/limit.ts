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
  const cutting = limits.filter(({ members, most }) => sumOf(amounts, members) > most)
  if (cutting.length === 0) return amounts.reduce((all, amount) => all + amount, 0)
  const { sums, alike } = together(amounts, cutting)
  return allowed(sums, new Set(sums.keys()), alike)
}

const sumOf = (amounts: readonly number[], places: ReadonlySet<number>) => {
  let all = 0
  for (const place of places) all += amounts[place] ?? 0
  return all
}

// Amounts under the same maximums are one amount: a long life of hours comes down to a few.
function together(amounts: readonly number[], limits: readonly Limit[]) {
  const placeOf = new Map<string, number>()
  const sums: number[] = []
  const alike = limits.map(({ most }) => ({ members: new Set<number>(), most }))
  amounts.forEach((amount, index) => {
    const under = limits.flatMap(({ members }, at) => (members.has(index) ? [at] : []))
    const key = under.join()
    const place = placeOf.get(key) ?? sums.length
    placeOf.set(key, place)
    sums[place] = (sums[place] ?? 0) + amount
    for (const at of under) alike[at]?.members.add(place)
  })
  return { sums, alike }
}

// The most that counts of these places. Maximums that share no place with one another are looked at apart; of those that
// hang together the widest is chosen or left, so that years fall apart once what spans them is settled.
function allowed(amounts: readonly number[], places: ReadonlySet<number>, limits: readonly Limit[]): number {
  const left = limits
    .map(({ members, most }) => ({ members: members.intersection(places), most }))
    .filter(({ members, most }) => sumOf(amounts, members) > most)
  const [first, ...others] = left
  if (!first) return sumOf(amounts, places)
  if (others.length === 0) return sumOf(amounts, places) - sumOf(amounts, first.members) + first.most
  const touching = reach(first, others)
  const joined = left.filter((limit) => touching.has(limit))
  const ground = joined.reduce<ReadonlySet<number>>((all, { members }) => all.union(members), new Set())
  if (joined.length < left.length) {
    const apart = left.filter((limit) => !touching.has(limit))
    return allowed(amounts, ground, joined) + allowed(amounts, places.difference(ground), apart)
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
