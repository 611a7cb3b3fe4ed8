import type { RefusalOf } from '../../lib/result.ts'
import type { PutRefusal } from '../../platform/files/store.ts'
import type { levelClaim, lowerClaim, returnClaim, takeUpClaim } from './commands/deciding.ts'
import type {
  claimFor,
  keepClaimFile,
  saveClaim,
  shareTrip,
  submitClaim,
  tablesFor,
  withdrawClaim,
} from './commands/drafting.ts'

type Answer = { status: 403 | 404 | 409 | 413 | 415 | 422 | 503; title: string }

/** How a claim that cannot be kept is answered. */
export const saveRefusals = {
  claim_not_found: { status: 404, title: 'There is no such claim.' },
  claim_closed: { status: 409, title: 'This claim is with the school or settled; it cannot be changed now.' },
  file_not_found: { status: 422, title: 'A file that was named is not one that you handed in.' },
  person_not_found: { status: 404, title: 'There is no such person in your part of the tree.' },
} as const satisfies Record<RefusalOf<typeof saveClaim> | RefusalOf<typeof tablesFor>, Answer>

/** How a claim that cannot be handed in is answered. */
export const submitRefusals = {
  claim_not_found: saveRefusals.claim_not_found,
  claim_closed: saveRefusals.claim_closed,
  claimed_before: { status: 409, title: 'This work is claimed already: the same title and day, or the same file.' },
  kind_not_in_force: { status: 422, title: 'No table in force on the day of the work knows it.' },
  title_missing: { status: 422, title: 'The title is missing.' },
  date_missing: { status: 422, title: 'The day is missing.' },
  dates_reversed: { status: 422, title: 'The first day is after the last.' },
  work_in_future: { status: 422, title: 'Work cannot be claimed before it is done.' },
  before_cycle: { status: 422, title: 'This work was done before the cycle that may still be claimed.' },
  year_closed: { status: 422, title: 'That year is closed: say why the work is claimed late.' },
  place_missing: { status: 422, title: 'Where the trip went is missing.' },
  evidence_missing: { status: 422, title: 'A kind of evidence that the table asks for is missing.' },
  answer_missing: { status: 422, title: 'A question of the table is not answered.' },
  answer_unknown: { status: 422, title: 'An answer is not one that the table knows.' },
  answer_too_large: { status: 422, title: 'A number is larger than the table allows.' },
  not_in_table: { status: 422, title: 'The table gives nothing for these answers.' },
} as const satisfies Record<RefusalOf<typeof submitClaim>, Answer>

/** How a claim for somebody else that cannot be handed in is answered. */
export const claimForRefusals = {
  ...submitRefusals,
  ...saveRefusals,
  id_reused: { status: 409, title: 'This id already names something else.' },
  own_claim: { status: 422, title: 'Nobody vouches for their own work.' },
} as const satisfies Record<RefusalOf<typeof claimFor>, Answer>

/** How a claim that cannot be taken back is answered. */
export const withdrawRefusals = {
  claim_not_found: saveRefusals.claim_not_found,
  claim_closed: saveRefusals.claim_closed,
} as const satisfies Record<RefusalOf<typeof withdrawClaim>, Answer>

/** How a sharing record that cannot be kept is answered. */
export const shareRefusals = {
  claim_not_found: saveRefusals.claim_not_found,
  file_not_found: saveRefusals.file_not_found,
  not_a_trip: { status: 422, title: 'Only of a trip that was handed in is something passed on.' },
  shared_in_future: { status: 422, title: 'What was seen cannot have been passed on on a day to come.' },
  shared_before_trip: { status: 422, title: 'What was seen is passed on after the trip.' },
} as const satisfies Record<RefusalOf<typeof shareTrip>, Answer>

/** How a file that cannot be kept is answered. */
export const fileRefusals = {
  person_not_found: saveRefusals.person_not_found,
  id_reused: claimForRefusals.id_reused,
} as const satisfies Record<RefusalOf<typeof keepClaimFile>, Answer>

/** How a file that cannot be read is answered. */
export const putRefusals = {
  file_type_refused: { status: 415, title: 'A photo (JPEG, PNG) or a PDF is taken here.' },
  file_too_large: { status: 413, title: 'The file is larger than 10 MB.' },
  file_empty: { status: 422, title: 'The file is empty.' },
  file_damaged: { status: 422, title: 'The file is damaged or cut short; save it again and retry.' },
  disk_full: { status: 503, title: 'The server has no room for files; tell the system administrator.' },
} as const satisfies Record<PutRefusal, Answer>

/** How a claim that cannot be taken up is answered. */
export const takeUpRefusals = {
  claim_not_found: saveRefusals.claim_not_found,
  claim_not_submitted: { status: 409, title: 'This claim does not wait for a decision.' },
  own_claim: claimForRefusals.own_claim,
  sharing_missing: { status: 409, title: 'This trip is open until what was seen is passed on.' },
  yearly_most_reached: { status: 409, title: 'The yearly maximum of this table is reached.' },
  hours_to_be_chosen: { status: 422, title: 'The table leaves a choice of hours for this claim.' },
  hours_outside_table: { status: 422, title: 'The hours are outside what the table gives.' },
  level_not_open: { status: 422, title: 'The table fixes the level of this work, or does not know this one.' },
  kind_not_open: { status: 422, title: 'The table fixes the kind of programme of this work.' },
  file_not_found: { status: 422, title: 'A file that was named is none of this claim.' },
  person_not_found: saveRefusals.person_not_found,
  id_reused: claimForRefusals.id_reused,
  late_reason_needed: { status: 422, title: 'The year of this work is closed: say why its hours come late.' },
  hours_already_recorded: { status: 409, title: 'Hours of this claim are recorded already.' },
} as const satisfies Record<RefusalOf<typeof takeUpClaim>, Answer>

/** How a claim that cannot be sent back is answered. */
export const returnRefusals = {
  claim_not_found: saveRefusals.claim_not_found,
  claim_not_submitted: takeUpRefusals.claim_not_submitted,
  own_claim: claimForRefusals.own_claim,
} as const satisfies Record<RefusalOf<typeof returnClaim>, Answer>

/** How a claim whose hours cannot be lowered is answered. */
export const lowerRefusals = {
  claim_not_found: saveRefusals.claim_not_found,
  hours_not_lower: { status: 422, title: 'Hours are lowered here, never raised.' },
  hours_below_table: { status: 422, title: 'The hours are below what the table gives.' },
  record_not_found: { status: 404, title: 'There is no such record.' },
  record_not_recorded: { status: 409, title: 'The hours of this claim do not wait for approval.' },
  record_by_same_account: { status: 422, title: 'You vouched for these hours; somebody else approves them.' },
  record_own_hours: { status: 422, title: 'Nobody decides on their own hours; ask a colleague.' },
} as const satisfies Record<RefusalOf<typeof lowerClaim>, Answer>

/** How a claim of which no level can be said is answered. */
export const levelRefusals = {
  claim_not_found: saveRefusals.claim_not_found,
  level_not_open: takeUpRefusals.level_not_open,
  record_not_found: lowerRefusals.record_not_found,
  record_not_recorded: lowerRefusals.record_not_recorded,
  record_settled: { status: 409, title: 'These hours are verified or were returned; their level stays.' },
  record_by_same_account: lowerRefusals.record_by_same_account,
  record_own_hours: lowerRefusals.record_own_hours,
} as const satisfies Record<RefusalOf<typeof levelClaim>, Answer>
