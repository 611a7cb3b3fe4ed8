import { newId } from '../platform/ids.ts'

type Row = (table: string, values: Record<string, unknown>) => Promise<void>
type Place = {
  readonly school: string
  readonly personId: string
  readonly accounts: readonly [string, string, string]
}

/** Plants a fact of an integrity file, a request about it, and a restriction. */
export async function plantIntegrity(row: Row, { school, personId, accounts }: Place, at: string) {
  const [integrityFactId, integrityRequestId, restrictionId] = [newId(), newId(), newId()]
  const day = at.slice(0, 10)
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
