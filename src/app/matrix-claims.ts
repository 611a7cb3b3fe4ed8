import { newId } from '../platform/ids.ts'
import { dayOf, type Place, type Row } from './matrix-place.ts'

/** Plants a claim, an appeal against a decision on it, and a spreadsheet of hours. */
export async function plantClaim(row: Row, { school, personId, accounts }: Place, at: string) {
  const [claimId, appealId] = [newId(), newId()]
  const day = dayOf(at)
  const table = { id: 'paper', asks: [], rows: [], category: null, mode: null, evidence: [] }
  const award = { award_id: 'paper', award: { ...table, title: { zh: '论文', en: 'Paper' } } }
  const work = { title: '作业设计研究', title_key: '作业设计研究', done_on: day, answers: {}, is_trip: false }
  const given = { least_centihours: 100, most_centihours: 100, submitted_at: at }
  const made = { entered_by: accounts[0], created_at: at, state: 'submitted' }
  const whose = { person_id: personId, organisation_id: school }
  await row('claim', { id: claimId, ...whose, ...award, ...work, ...given, ...made })
  const against = { against_by: accounts[0], against_for: accounts[0], against_at: at, due_on: day }
  const subject = { subject_kind: 'claim', subject_id: claimId, subject_title: '作业设计研究' }
  const asked = { text: '材料齐全，请复核。', state: 'asked', asked_by: accounts[0], asked_at: at }
  await row('appeal', { id: appealId, ...whose, ...subject, ...against, ...asked })
  const hourImportId = newId()
  const list = { name: '学时.xlsx', sha256: '0'.repeat(64), state: 'applied', row_count: 0, applied_at: at }
  const counts = { create_count: 0, keep_count: 0, refuse_count: 0 }
  const by = { created_by: accounts[0], created_by_name: '培训专干' }
  await row('hour_import', { id: hourImportId, organisation_id: school, ...list, ...counts, ...by })
  const hourRehearsalId = newId()
  const tried = { digest: '0'.repeat(64), sheet: '学时', rows_sealed: Buffer.from('sealed'), created_at: at }
  const looked = { name: '学时.xlsx', sha256: '0'.repeat(64), ...counts, ...by, ...tried }
  await row('hour_rehearsal', { id: hourRehearsalId, organisation_id: school, ...looked })
  return { claimId, appealId, hourImportId, hourRehearsalId, claimFileId: newId() }
}
