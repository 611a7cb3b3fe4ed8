import type { Field } from './columns.ts'

/** Every reason for which a row is refused. */
export const reasonCodes = [
  'name_missing',
  'name_malformed',
  'identity_missing',
  'id_number_malformed',
  'id_number_checksum',
  'id_number_ruined',
  'staff_no_malformed',
  'staff_no_ruined',
  'phone_malformed',
  'date_malformed',
  'date_ambiguous',
  'dates_contradict',
  'value_unknown',
  'gender_contradicts',
  'birth_contradicts',
  'school_missing',
  'school_unknown',
  'school_ambiguous',
  'school_closed',
  'school_out_of_scope',
  'person_out_of_scope',
  'person_ambiguous',
  'person_merged',
  'name_differs',
  'id_number_differs',
  'two_people',
  'row_repeated',
  'changed_meanwhile',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** Why a row is refused. `value` is what was written, never an identity or phone number; `names` are the candidates; `row` is the other row. */
export type Reason = {
  readonly code: ReasonCode
  readonly field?: Field | undefined
  readonly value?: string | undefined
  readonly names?: readonly string[] | undefined
  readonly row?: number | undefined
}

/** Reasons for which something of an import stays as it is when the import is undone. */
export const leftCodes = ['has_history', 'changed_since', 'gone'] as const
export type LeftReason = { readonly code: (typeof leftCodes)[number]; readonly fields?: readonly string[] | undefined }
