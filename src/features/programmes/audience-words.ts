import type { Population } from '../../lib/population/population.ts'

// The dimensions of a rule over people, each with the kind of code that it is written in.
const dimensions = [
  ['stages', 'stage'],
  ['subjects', 'subject'],
  ['posts', 'post'],
  ['titles', 'title'],
  ['talentLevels', 'talent'],
  ['settings', 'setting'],
] as const

/** A dimension of a rule that lists codes. */
export type Dimension = (typeof dimensions)[number][0]

/** The phrases that a rule is said in. */
export type AudiencePhrases = {
  readonly and: string
  readonly also: string
  readonly everybody: string
  readonly between: (from: number, to: number) => string
  readonly atLeast: (from: number) => string
  readonly atMost: (to: number) => string
  readonly schools: (count: number) => string
}

type SayCode = (kind: (typeof dimensions)[number][1], code: string) => string

/** A rule over people in words, by whoever says its words and codes. */
export function sayAudience(
  rule: { readonly [K in keyof Population]?: Population[K] | undefined },
  phrases: AudiencePhrases,
  say: SayCode,
): string {
  const parts = dimensions.flatMap(([key, kind]) => {
    const values = rule[key] ?? []
    return values.length > 0 ? [values.map((value) => say(kind, value)).join(phrases.and)] : []
  })
  const { yearsMin: from, yearsMax: to, organisationIds = [] } = rule
  if (from !== undefined && to !== undefined) parts.push(phrases.between(from, to))
  else if (from !== undefined) parts.push(phrases.atLeast(from))
  else if (to !== undefined) parts.push(phrases.atMost(to))
  if (organisationIds.length > 0) parts.push(phrases.schools(organisationIds.length))
  return parts.join(phrases.also) || phrases.everybody
}
