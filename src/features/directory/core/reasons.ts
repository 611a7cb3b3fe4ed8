import type { Field } from './columns.ts'

/** Every reason for which a row is refused. */
export const reasonCodes = [
  'name_missing',
  'name_malformed',
  'code_malformed',
  'code_ruined',
  'value_unknown',
  'date_malformed',
  'date_ambiguous',
  'dates_contradict',
  'date_in_future',
  'date_before_last',
  'text_too_long',
  'id_unknown',
  'code_of_another',
  'code_repeated',
  'row_repeated',
  'two_parents',
  'out_of_scope',
  'kind_missing',
  'kind_differs',
  'one_bureau',
  'bureau_stays',
  'school_kind_missing',
  'school_kind_superfluous',
  'parent_unknown',
  'parent_ambiguous',
  'parent_out_of_scope',
  'parent_refused',
  'parent_closed',
  'cycle',
  'misplaced',
  'name_taken',
  'organisation_closed',
  'has_people',
  'has_below',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** Why a row is refused. `value` is what was written or what is counted; `names` are the candidates; `row` is the other row. */
export type Reason = {
  readonly code: ReasonCode
  readonly field?: Field | undefined
  readonly value?: string | undefined
  readonly names?: readonly string[] | undefined
  readonly row?: number | undefined
}
