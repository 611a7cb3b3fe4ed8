import type { Average, Centiunits, Evidence, Least, Most, Policy, Ratio, Said } from './language.ts'
import type { Moment, Subject, Window } from './who.ts'

/** One thing that changed a figure, so that it can be explained to whom it belongs. */
export type Step =
  | { readonly kind: 'earned'; readonly units: Centiunits }
  /** Hours became units at other than one to one. */
  | { readonly kind: 'converted'; readonly centihours: number; readonly units: Centiunits }
  | {
      readonly kind: 'unproven'
      readonly rule: Named
      readonly needs: readonly string[]
      readonly before: Centiunits
      readonly after: Centiunits
    }
  | {
      readonly kind: 'capped'
      readonly rule: Named
      readonly most: Centiunits
      readonly before: Centiunits
      readonly after: Centiunits
    }
  | { readonly kind: 'carried'; readonly units: Centiunits; readonly fromYear: number }
  | {
      readonly kind: 'by_months'
      readonly months: number
      readonly of: number
      readonly before: Centiunits
      readonly after: Centiunits
    }
  | {
      readonly kind: 'excused'
      readonly months: number
      readonly reasons: readonly string[]
      readonly before: Centiunits
      readonly after: Centiunits
    }
  | { readonly kind: 'instead'; readonly rules: readonly Named[] }

/** A rule as steps name it. */
export type Named = { readonly id: string; readonly title: Said }

/** How somebody stands against one rule. `earned` = `counted` + `over`. */
export type Standing = {
  readonly ruleId: string
  readonly kind: 'least' | 'most' | 'average' | 'ratio'
  readonly window: Window
  readonly needed: Centiunits
  readonly earned: Centiunits
  readonly counted: Centiunits
  /** Earned and not counted: beyond a maximum, or without the evidence that is asked. */
  readonly over: Centiunits
  /** Brought from the period before; not part of `earned`. */
  readonly carried: Centiunits
  readonly missing: Centiunits
  /** `aim`: of a school, not of a person; `limit`: only limits. */
  readonly state: 'met' | 'short' | 'exempt' | 'aim' | 'limit'
  readonly steps: readonly Step[]
}

/** Hours by year and classification, three arrays of one length; `classes` are places in the list that was compiled. */
export type Totals = {
  readonly years: ArrayLike<number>
  readonly classes: ArrayLike<number>
  readonly centihours: ArrayLike<number>
}

/** A rule that somebody stands against. */
export type Asking = Least | Average | Ratio | Most
/** Such a rule, and which classes of hours it means. */
export type Prepared<R extends Asking = Asking> = {
  readonly rule: R
  readonly meant: readonly boolean[]
  /** The years it asks about in a year, for whoever began on a day; undefined when it asks nothing then. */
  readonly windowIn: (year: number, startedOn: string | null) => Window | undefined
}

/** Sums of one rule and one person. They lie in the same room for every rule and every person: millions are made of a county. */
export type Room = {
  all: number
  kept: number
  /** How many years there are. */
  count: number
  readonly years: number[]
  /** A list for each maximum, in the order of `years`. */
  readonly under: readonly number[][]
}
/** What rules are asked of one person with, and what of it is the same for everybody. */
export type Own = {
  readonly policy: Policy
  readonly worth: Worth
  /** The maximums that hold for them. */
  readonly limits: readonly Prepared<Most>[]
  /** The rule that each classification lacks evidence for. */
  readonly unproven: readonly (Evidence | undefined)[]
  /** What each of their hours is worth. */
  readonly amounts: ArrayLike<number>
  readonly room: Room
  readonly subject: Subject
  /** In which years they begin and retire. */
  readonly years: { readonly begins: number | undefined; readonly ends: number | undefined }
  readonly totals: Totals
  readonly moment: Moment
  readonly withSteps: boolean
}

/** All sums are whole numbers of 1/`scale` of a hundredth, so that 3 hours at 7 to 1 lose nothing until the end. */
export type Worth = {
  readonly scale: number
  /** Whether an hour is worth an hour, whatever it is and whenever it was. */
  readonly isPlain: boolean
  readonly ofYear: (year: number) => readonly number[]
}

/** A rule's name alone. */
export const named = ({ id, title }: Named): Named => ({ id, title })
