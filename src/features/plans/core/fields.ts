import type { Population } from '../../../lib/population/population.ts'
import type { ProgrammeKind, ProgrammeLevel, ProgrammeMode } from '../../../lib/programmes/codes.ts'

/** What a draft says of a programme. */
export type ProgrammeFields = {
  readonly no: number | null
  readonly name: string
  /** What the text calls it, where that differs from the table. */
  readonly heading: string | null
  readonly headcount: number | 'all' | null
  readonly approximate: boolean
  readonly modes: readonly ProgrammeMode[]
  readonly months: readonly number[] | 'year-round'
  readonly place: string | null
  readonly level: ProgrammeLevel
  readonly kind: ProgrammeKind
  readonly category: string | null
  readonly centihours: number
  readonly audience: Population
}

export type TargetFields = {
  readonly measure: string
  readonly comparator: '>=' | '<=' | '=' | 'range' | '+pp' | '+%'
  readonly value: number
  readonly upper: number | null
  readonly unit: string
  readonly population: string | null
  readonly baseline: number | null
  /** `current`: the text reports where things stand; it becomes no target. */
  readonly figure: 'goal' | 'current'
}

export type HourRuleFields = {
  readonly scope: string
  readonly category: string | null
  readonly min: number | null
  readonly max: number | null
  readonly period: 'year' | 'cycle' | null
  readonly average: boolean
}

export type QuotaFields = { readonly group: string; readonly count: number }

export type PhaseFields = {
  readonly name: string
  readonly from: string | null
  readonly to: string | null
  readonly deliverables: readonly string[]
}

export type MemberFields = { readonly role: 'head' | 'deputy' | 'member' | 'office'; readonly who: string }

/** What a draft holds of each kind of item. */
export type FieldsOf = {
  readonly programme: ProgrammeFields
  readonly target: TargetFields
  readonly hourRule: HourRuleFields
  readonly quota: QuotaFields
  readonly phase: PhaseFields
  readonly member: MemberFields
}
export type ItemKind = keyof FieldsOf

/** The fields of one item together with their kind. */
export type Content = { readonly [K in ItemKind]: { readonly kind: K; readonly fields: FieldsOf[K] } }[ItemKind]
