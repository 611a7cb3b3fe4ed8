import { newId } from '../platform/ids.ts'
import type { Row } from './matrix-place.ts'

/** Plants the quotas of a programme, with a move of places between two of their cells. */
export async function plantQuotas(row: Row, at: string, programmeId: string) {
  const quotaMoveId = newId()
  const [rootId, ruralId] = [newId(), newId()]
  await row('quota_sheet', { programme_id: programmeId, version: 1, changed_at: at })
  const counted = { approximate: false, everybody: false, places_taken: 0, open_taken: 0, places_reserved: 0 }
  const root = { id: rootId, position: 0, kind: 'reserve', wanted: [], places_max: 10 }
  await row('quota_cell', { ...counted, programme_id: programmeId, ...root, places_reserved: 4 })
  const rural = { id: ruralId, parent_id: rootId, position: 1, kind: 'reserve', places_max: 4 }
  await row('quota_cell', { ...counted, programme_id: programmeId, ...rural, dimension: 'setting', wanted: ['rural'] })
  const move = { from_id: ruralId, places: 1, reason: '未用完', moved_at: at }
  await row('quota_move', { id: quotaMoveId, programme_id: programmeId, ...move })
  return { quotaMoveId }
}

/** Plants somebody whom their school nominated. */
export async function plantNominated(
  row: Row,
  { school, personId }: { readonly school: string; readonly personId: string },
  at: string,
  programmeId: string,
) {
  const [enrolmentId, nominationId] = [newId(), newId()]
  const nomination = { way: 'nomination', person_ids: [personId], placed: 1, made_at: at }
  await row('intake', { id: nominationId, programme_id: programmeId, ...nomination })
  const source = { source_kind: 'nomination', source_id: nominationId }
  const enrolment = { programme_id: programmeId, person_id: personId, school_id: school, state: 'applied', ...source }
  await row('enrolment', { id: enrolmentId, ...enrolment, holds_place: false, applied_at: at })
  return { enrolmentId, nominationId }
}

/** Plants a substitution that a school asked for. */
export async function plantSubstitutionRequest(
  row: Row,
  { personId, accountId }: { readonly personId: string; readonly accountId: string },
  at: string,
  enrolmentId: string,
) {
  const substitutionRequestId = newId()
  const asked = { reason: '产假', state: 'asked', asked_at: at, asked_by: accountId, asked_for: accountId }
  const about = { enrolment_id: enrolmentId, person_id: personId }
  await row('substitution_request', { id: substitutionRequestId, ...about, ...asked })
  return { substitutionRequestId }
}

/** Plants somebody who waits for a place of a programme. */
export async function plantWaiter(
  row: Row,
  { school, personId }: { readonly school: string; readonly personId: string },
  at: string,
  programmeId: string,
) {
  const waiterId = newId()
  const turn = { state: 'waiting', turn: 1, source_kind: 'waiting', joined_at: at }
  await row('waiter', { id: waiterId, programme_id: programmeId, person_id: personId, school_id: school, ...turn })
  return { waiterId, ...(await plantQuotas(row, at, programmeId)) }
}
