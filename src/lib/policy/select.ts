import type { Classification, Dimensions, Meant, Policy, Rate, Selector } from './language.ts'

/** Tells which hours a policy's selectors mean, with its tree of categories. */
export type Matcher = (selector: Selector, hours: Classification) => boolean

/** A matcher for a policy: a category that is asked for is met by every category under it. */
export function matcherOf({ categories = [] }: Pick<Policy, 'categories'>): Matcher {
  const upper = new Map(categories.map(({ name, under }) => [name, under]))
  const lines = new Map<string, ReadonlySet<string>>()
  // A category and all those above it. A tree that runs in a circle is refused by `flawsOf`; this ends all the same.
  const lineOf = (name: string): ReadonlySet<string> => {
    const known = lines.get(name)
    if (known) return known
    const line = new Set<string>()
    for (let at: string | undefined = name; at !== undefined && !line.has(at); at = upper.get(at)) line.add(at)
    lines.set(name, line)
    return line
  }
  const isUnder = (name: string | null, asked: readonly string[]) => {
    if (name === null) return false
    const line = lineOf(name)
    return asked.some((each) => line.has(each))
  }
  const fits = ({ categories: names, levels, modes, kinds }: Dimensions, hours: Classification) =>
    (names === undefined || isUnder(hours.category, names)) &&
    one(levels, hours.level) &&
    one(modes, hours.mode) &&
    one(kinds, hours.kind)
  const means = (meant: Meant, hours: Classification) =>
    fits(meant, hours) || (meant.or !== undefined && fits(meant.or, hours))
  return (selector, hours) =>
    means(selector, hours) && (selector.except === undefined || !means(selector.except, hours))
}

const one = (asked: readonly string[] | undefined, has: string | null) =>
  asked === undefined || (has !== null && asked.includes(has))

/** The rate at which these hours become units: the first that fits, else one to one. */
export function rateOf(rates: readonly Rate[], matches: Matcher, hours: Classification): Pick<Rate, 'hours' | 'units'> {
  return rates.find((rate) => matches(rate.of, hours)) ?? { hours: 1, units: 1 }
}
