import { newId } from '../platform/ids.ts'
import { dayOf, type Place, type Row } from './matrix-place.ts'

/** Plants a fact of an integrity file, a request about it, and a restriction. */
export async function plantIntegrity(row: Row, { school, personId, accounts }: Place, at: string) {
  const [integrityFactId, integrityRequestId, restrictionId] = [newId(), newId(), newId()]
  const day = dayOf(at)
  const programme = { programme_title: '国培', programme_level: 'nation', programme_kind: 'backbone' }
  const what = { cause: 'dropped_out', happened_on: day, source_kind: 'hand', source_id: integrityFactId }
  const ban = { barred_until: '2099-01-01', barred_levels: ['nation'], barred_kinds: [], appeal_due_on: '2099-01-01' }
  const by = { recorded_by: accounts[0], recorded_for: accounts[0], recorded_by_name: '局干部', recorded_at: at }
  const whose = { person_id: personId, organisation_id: school }
  await row('integrity_entry', { id: integrityFactId, ...whose, ...programme, ...what, ...ban, ...by })
  const asked = { kind: 'appeal', text: '情况与事实不符，请复核。', state: 'asked', fact_id: integrityFactId }
  const asker = { asked_by: accounts[0], asked_for: accounts[0], asked_by_name: '教师', asked_at: at }
  await row('integrity_request', { id: integrityRequestId, ...whose, ...asked, ...asker })
  const term = { from_on: day, levels: [], kinds: [], reference: '2026-1', contact: '人事科' }
  const entered = { entered_by: accounts[0], entered_for: accounts[0], entered_by_name: '局干部', entered_at: at }
  await row('restriction', { id: restrictionId, person_id: personId, ...term, ...entered })
  return { integrityFactId, integrityRequestId, restrictionId }
}

/** Plants a bulletin, a list of past trainings and a candidate of the reserve; the bulletin with a programme of its own. */
export async function plantParticipation(row: Row, { bureau, school, personId, accounts }: Place, at: string) {
  const [bulletinId, participationImportId, reserveCandidateId, programmeId] = [newId(), newId(), newId(), newId()]
  const flags = { approximate: false, whole_roster: false, year_round: false, certificate: true }
  const lists = { audience: {}, modes: [], months: [], centihours: 0, version: 1, created_at: at }
  const named = { year: 2026, title: '国培', level: 'nation', kind: 'backbone', admission: 'selection', state: 'draft' }
  await row('programme', { id: programmeId, organisation_id: bureau, ...named, ...flags, ...lists })
  const told = {
    programme_title: '国培',
    class_title: '一班',
    members: 1,
    passed: 1,
    held: 2,
    attended: 2,
    sent_at: at,
  }
  const of = { programme_id: programmeId, class_id: newId(), organisation_id: school }
  await row('bulletin', { id: bulletinId, ...of, ...told })
  const list = { name: '参训.xlsx', sha256: '0'.repeat(64), state: 'applied', row_count: 0, applied_at: at }
  const counts = { create_count: 0, keep_count: 0, refuse_count: 0 }
  const by = { created_by: accounts[0], created_by_name: '培训专干' }
  await row('participation_import', { id: participationImportId, organisation_id: school, ...list, ...counts, ...by })
  const added = { reason: '教学能手', added_by: accounts[0], added_by_name: '培训专干', added_at: at }
  await row('reserve_candidate', { id: reserveCandidateId, person_id: personId, level: 'county', ...added })
  return { bulletinId, participationImportId, reserveCandidateId }
}
