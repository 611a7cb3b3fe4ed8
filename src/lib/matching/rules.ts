/** A bound on how many of one group sit in the places of a block. Groups are told apart by a fact that everybody has one of: `of: 'school'` bounds each school, `of: 'setting', is: 'rural'` that one alone. */
export type Limit = {
  readonly of: string
  readonly is?: string | undefined
  readonly atMost?: number | undefined
  /** Filled before anything else while there are such people. */
  readonly atLeast?: number | undefined
}

/** Places of one kind. A programme's blocks are filled one after another, in the order that was published. */
export type Block = {
  readonly id: string
  /** How people call it, where it decides nothing. */
  readonly title?: string | undefined
  readonly places: number
  /** A tag: nobody else sits here, and a place that finds no such person stays empty. */
  readonly only?: string | undefined
  /** A tag: whoever has it stands before everybody else, who come after. */
  readonly first?: string | undefined
  readonly limits: readonly Limit[]
}

/** A programme as the matching sees it. */
export type MatchProgramme = { readonly id: string; readonly blocks: readonly Block[] }

/** A programme that somebody would take, and what it thinks of them: a whole number from 0 on. Nobody is listed where they are not acceptable. */
export type Choice = { readonly programme: string; readonly score: number }

/** Somebody who takes part: what reserves ask (`tags`), what limits count by (`groups`), and their choices, the dearest first. */
export type MatchPerson = {
  readonly id: string
  readonly tags: readonly string[]
  readonly groups: Readonly<Record<string, string>>
  readonly choices: readonly Choice[]
}

/** All that a matching depends on, and nothing else. */
export type MatchInput = {
  readonly seed: string
  readonly programmes: readonly MatchProgramme[]
  readonly people: Iterable<MatchPerson>
}

/** What is wrong with an input, with the names that it is about. */
export type MatchFlaw =
  | { readonly code: 'programme_repeated' | 'person_repeated'; readonly about: readonly string[] }
  | { readonly code: 'programme_unknown' | 'choice_repeated' | 'score_outside'; readonly about: readonly string[] }
  | { readonly code: 'places_outside' | 'least_above_most'; readonly about: readonly string[] }
  | {
      readonly code: 'limits_cross'
      readonly about: readonly [programme: string, block: string, one: string, other: string]
    }

/** Scores are below this, so that a score, a lot and a reserve fit one exact number. */
export const scoreEnd = 2 ** 31

/** How many people one matching takes. */
export const peopleMax = 2 ** 21

/** How a limit is called where it must be named: the fact, and the value where there is one. */
export function nameOfLimit(limit: Limit): string {
  return limit.is === undefined ? limit.of : `${limit.of}=${limit.is}`
}
