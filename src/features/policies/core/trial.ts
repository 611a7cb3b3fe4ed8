import type { Said } from '../../../lib/policy/language.ts'

/** What a draft changes for somebody's requirements: everything was reached and something would be missed, or the other way round. */
export const trialChanges = ['newly_short', 'newly_met'] as const
export type TrialChange = (typeof trialChanges)[number]

/** What people are told apart by where a trial is looked at in groups. */
export const trialGroupings = ['school', 'subject', 'stage', 'setting'] as const
export type TrialGrouping = (typeof trialGroupings)[number]

/** Figures of some of the people. Whose counted hours change may be newly short as well. */
export type TrialCounts = {
  readonly people: number
  readonly newlyShort: number
  readonly newlyMet: number
  readonly countsLess: number
  readonly countsMore: number
}

type Pair<T> = { readonly before: T | null; readonly after: T | null }
type Ruled = { readonly id: string; readonly title: Said }

/** How a school stands against an aim; of a ratio, in how many groups of its people, and of an average what they have. */
export type AimStanding = { readonly due: number; readonly met: number; readonly mean: number | null }

/** What trying a draft on everybody whom it is for found, beside what is in force. */
export type TrialFound = TrialCounts & {
  /** Minimums: how many people they are asked of, and how many reach them. */
  readonly rules: readonly (Ruled & Pair<{ readonly due: number; readonly met: number }>)[]
  /** Maximums: how many people have hours that do not count, and how many hundredths of a unit. */
  readonly limits: readonly (Ruled & Pair<{ readonly due: number; readonly people: number; readonly over: number }>)[]
  /** Averages and ratios: how many schools they are asked of and how many reach them, and the schools for which that changes. */
  readonly aims: readonly (Ruled &
    Pair<{ readonly due: number; readonly met: number }> & {
      readonly kind: 'average' | 'ratio'
      readonly schools: readonly (Pair<AimStanding> & {
        readonly organisationId: string
        readonly name: string
        readonly change: TrialChange
      })[]
    })[]
  /** All that counts of everybody's hours in the cycle, in hundredths of the policy's unit. */
  readonly counted: { readonly before: number; readonly after: number; readonly unit: 'hour' | 'credit' }
  readonly groups: readonly {
    readonly by: TrialGrouping
    readonly items: readonly (TrialCounts & {
      /** The school's id, or the code of the subject, stage or setting; empty where the roster says none. */
      readonly key: string
      /** The school's name; codes are named by whoever shows them. */
      readonly title: string
    })[]
  }[]
}
