import type { Average, Centiunits, Ratio } from './language.ts'

/** How the people of a school stand on average: the school meets the aim when their mean, cut to hundredths, reaches it. */
export type AverageStanding = {
  readonly people: number
  readonly mean: Centiunits
  readonly needed: Centiunits
  readonly isMet: boolean
}

/** Averages what was counted of each person of a school that a rule asks of; a school without such people meets it. */
export function averageOf({ units }: Pick<Average, 'units'>, counted: readonly Centiunits[]): AverageStanding {
  const sum = counted.reduce((all, each) => all + each, 0)
  const mean = counted.length === 0 ? 0 : Math.floor(sum / counted.length)
  return { people: counted.length, mean, needed: units, isMet: counted.length === 0 || sum >= units * counted.length }
}

/** How many people of a group have hours of a kind, and how many it takes. */
export type RatioStanding = {
  readonly people: number
  readonly have: number
  readonly needed: number
  readonly isMet: boolean
}

/** So many per cent of a group, where a part of a person counts as one: 10 % of 13 people are 2. */
export function ratioOf({ percent }: Pick<Ratio, 'percent'>, counted: readonly Centiunits[]): RatioStanding {
  const people = counted.length
  const have = counted.filter((each) => each > 0).length
  // Per cent have at most two decimals; whole numbers keep 10 % of 30 from becoming 3.0000000004.
  const needed = Math.ceil((Math.round(percent * 100) * people) / 10_000)
  return { people, have, needed, isMet: have >= needed }
}
