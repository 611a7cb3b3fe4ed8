import { afterAll, beforeAll, expect, test } from 'vitest'
import { olderRegion } from '../../platform/db/testing/older.ts'
import { newId } from '../../platform/ids.ts'

// A region of before 0058: somebody with two numbers that became one, and hours of another bureau that one officer took over.
let old: Awaited<ReturnType<typeof olderRegion>>
beforeAll(async () => {
  old = await olderRegion(58)
})
afterAll(() => old.close())

const [kept, gone] = [newId(), newId()]
const [mergeId, recordId, exemptionId, entryId] = [newId(), newId(), newId(), newId()]

test('what stayed behind with a number that was merged goes along, to come back with it; hours taken over before stay valid', async () => {
  const { row, bureau, account, at, owner, tenantId } = old
  const named = { organisation_id: bureau, name: '双号人', pinyin: 'shuanghaoren', initials: 'shr', subjects: [] }
  await row('person', { id: kept, ...named, staff_no: 'T1', state: '11', created_at: at })
  await row('person', { id: gone, ...named, staff_no: 'T2', state: '09', merged_into: kept, created_at: at })
  const moved = { state: '11', organisationId: bureau, rows: { post: [] }, hours: [], account: null }
  const merged = { kept_id: kept, gone_id: gone, reason: '同一人', moved, merged_by: account, merged_by_name: '干部' }
  await row('person_merge', { id: mergeId, ...merged, merged_at: at })
  const source = { source_kind: 'class', source_id: newId(), source_title: '培训', evidence: [], centihours: 800 }
  const back = { state: 'returned', return_reason: '缺证明', returned_by: account, returned_at: at, certificate: false }
  const by = { recorded_by: account, recorded_for: account, recorded_at: at }
  const lies = { person_id: gone, organisation_id: bureau, earned_on: '2026-02-01' }
  await row('credit_record', { id: recordId, ...lies, ...source, ...back, ...by })
  const fileId = newId()
  const file = { sha256: '0'.repeat(64), name: '证明.pdf', type: 'pdf', size: 1, purpose: 'evidence', stored_at: at }
  await row('stored_file', { id: fileId, organisation_id: bureau, ...file })
  const asked = { kind: '产假', from_on: '2026-01-01', to_on: '2026-12-31', reason: '产假', file_id: fileId }
  const asking = { state: 'asked', asked_by: account, asked_for: account, asked_at: at }
  await row('hour_exemption', { id: exemptionId, person_id: gone, ...asked, ...asking })
  await row('credit_class', { id: 0, category: '', level: '', mode: '', kind: '', proof: '' })
  await owner.query(
    `insert into credit_entry (tenant_id, id, person_id, seq, direction, centihours, earned_on, source_kind, source_id, source_title,
       posted_by, posted_at, previous_hash, hash, cycle, class_id)
     values ($1, $2, $3, 1, 'opening', 100, '2025-01-01', 'statement', $2, 'x', $4, now(), $5, $5, 2021, 0)`,
    [tenantId, entryId, kept, account, Buffer.alloc(32)],
  )

  await old.upgrade()
  const of = async (table: string, id: string) =>
    (await owner.query<{ person_id: string }>(`select person_id from ${table} where id = $1`, [id])).rows[0]?.person_id
  expect([await of('credit_record', recordId), await of('hour_exemption', exemptionId)]).toEqual([kept, kept])
  const { rows } = await owner.query<{ rows: unknown }>(`select moved -> 'rows' as rows from person_merge`)
  expect(rows[0]?.rows).toEqual({ post: [], credit_record: [recordId], hour_exemption: [exemptionId] })
  expect(await of('credit_entry', entryId)).toBe(kept)
})
