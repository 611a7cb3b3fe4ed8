import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must, testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { transact, type Actor } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { approveRecords, recordHours, reverseEntry, totalsOf, verifyChain, verifyRecords } from './public.ts'

let county: TestCounty
let app: pg.Client
let owner: pg.Client
beforeAll(async () => {
  county = await testCounty()
  app = new pg.Client({ connectionString: county.database.appUrl })
  owner = new pg.Client({ connectionString: county.database.ownerUrl })
  await Promise.all([app.connect(), owner.connect()])
  await app.query(`set app.tenant = '${county.tenant.id}'`)
})
afterAll(async () => {
  await Promise.all([app.end(), owner.end()])
  await county.close()
})

const actor = ({ accountId, personId }: Login): Actor => ({
  accountId,
  personId,
  name: 'x',
  grants: [],
  sessionId: 's',
})
const as = (login: Login) => county.door(actor(login))
const teacher = () => county.logins.teacher.personId ?? ''

const draft = (personId: string, part: { centihours?: number; earnedOn?: string; category?: string | null } = {}) => ({
  id: newId(),
  personId,
  source: { kind: 'class', id: newId(), title: '骨干教师培训' },
  category: '师德',
  level: 'county',
  mode: 'blended',
  kind: null,
  evidence: [],
  centihours: 800,
  startedOn: null,
  earnedOn: '2026-05-20',
  certificate: false,
  ...part,
})

async function record(personId: string, part: Parameters<typeof draft>[1] = {}) {
  const one = draft(personId, part)
  must(await transact(as(county.logins.class_lead), (tx) => recordHours(tx, [one])))
  return one.id
}

async function post(personId: string, part: Parameters<typeof draft>[1] = {}) {
  const id = await record(personId, part)
  const { tree, logins } = county
  must(await transact(as(logins.principal), async (tx) => ok(await approveRecords(tx, [id], [tree.bureau]))))
  must(await transact(as(logins.hours_officer), async (tx) => ok(await verifyRecords(tx, [id], [tree.bureau]))))
  return id
}

// Posts a record by hand: whole but for who may do that.
async function insertEntry(id: string, postedBy: string) {
  await owner.query(
    `insert into credit_class (tenant_id, id, category, level, mode, kind, proof) values ($1, 0, '', '', '', '', '')
     on conflict do nothing`,
    [county.tenant.id],
  )
  return app.query(
    `insert into credit_entry (tenant_id, id, person_id, seq, direction, centihours, earned_on, source_kind, source_id,
       source_title, record_id, posted_by, posted_at, previous_hash, hash, recorded_by, approved_by, cycle, class_id)
     values ($1, $2, $3, 99, 'earned', 100, '2026-01-01', 'class', $2, 'x', $2, $4, now(), $5, $5, $6, $7, 2026, 0)`,
    [
      ...[county.tenant.id, id, teacher(), postedBy, Buffer.alloc(32)],
      ...[county.logins.class_lead.accountId, county.logins.principal.accountId],
    ],
  )
}

describe('[003-31] the database itself keeps recorder, approver and verifier apart', () => {
  const approve = (
    recordId: string,
    recordedBy: string,
    approvedBy: string,
    approverId: string | null = null,
    { approvedFor = approvedBy, approverForId = null }: { approvedFor?: string; approverForId?: string | null } = {},
  ) =>
    app.query(
      `insert into credit_approval (tenant_id, record_id, person_id, recorded_by, recorded_for, approved_by, approver_id, approved_for,
         approver_for_id, approved_at)
       values ($1, $2, $3, $4, $4, $5, $6, $7, $8, now())`,
      [county.tenant.id, recordId, teacher(), recordedBy, approvedBy, approverId, approvedFor, approverForId],
    )
  const verify = (
    recordId: string,
    by: { recorded: string; approved: string; verified: string; verifiedFor?: string },
    who: string | null = null,
    whoFor: string | null = null,
  ) =>
    app.query(
      `insert into credit_verification (tenant_id, record_id, person_id, recorded_by, recorded_for, approved_by, approved_for,
         verified_by, verifier_id, verified_for, verifier_for_id, verified_at)
       values ($1, $2, $3, $4, $4, $5, $5, $6, $7, $8, $9, now())`,
      [
        ...[county.tenant.id, recordId, teacher(), by.recorded, by.approved, by.verified, who],
        ...[by.verifiedFor ?? by.verified, whoFor],
      ],
    )

  test('whoever recorded cannot approve', async () => {
    const lead = county.logins.class_lead.accountId
    await expect(approve(await record(teacher()), lead, lead)).rejects.toThrow('approver_is_not_recorder')
  })

  test('an approval cannot lie about who recorded', async () => {
    const [lead, other] = [county.logins.class_lead.accountId, county.logins.auditor.accountId]
    await expect(approve(await record(teacher()), other, lead)).rejects.toThrow('credit_approval_record_fk')
  })

  test('nobody approves or verifies their own hours', async () => {
    const { class_lead, principal, hours_officer } = county.logins
    const id = await record(teacher())
    const [recorded, approved] = [class_lead.accountId, principal.accountId]
    await expect(approve(id, recorded, approved, teacher())).rejects.toThrow('approver_is_not_credited')
    await approve(id, recorded, approved)
    const by = { recorded, approved, verified: hours_officer.accountId }
    await expect(verify(id, by, teacher())).rejects.toThrow('verifier_is_not_credited')
  })

  test('neither recorder nor approver verifies, and nothing is verified unapproved', async () => {
    const { class_lead, principal, hours_officer } = county.logins
    const id = await record(teacher())
    const [recorded, approved, verified] = [class_lead.accountId, principal.accountId, hours_officer.accountId]
    await expect(verify(id, { recorded, approved, verified })).rejects.toThrow('credit_verification_approval_fk')
    await approve(id, recorded, approved)
    await expect(verify(id, { recorded, approved, verified: approved })).rejects.toThrow('verifier_is_not_approver')
    await expect(verify(id, { recorded, approved, verified: recorded })).rejects.toThrow('verifier_is_not_recorder')
  })

  test('[003-31] nor does a delegation bring any two of them together', async () => {
    const { class_lead, principal, hours_officer, auditor } = county.logins
    const id = await record(teacher())
    const [recorded, approved, deputy] = [class_lead.accountId, principal.accountId, auditor.accountId]
    // B acting for A, who recorded; and A, who recorded, acting for B.
    await expect(approve(id, recorded, deputy, null, { approvedFor: recorded })).rejects.toThrow('by_delegation')
    await expect(approve(id, recorded, recorded, null, { approvedFor: approved })).rejects.toThrow(
      'approver_is_not_recorder',
    )
    const forTeacher = { approvedFor: approved, approverForId: teacher() }
    await expect(approve(id, recorded, deputy, null, forTeacher)).rejects.toThrow('stands_in_for_nobody_credited')
    await approve(id, recorded, approved)
    const by = { recorded, approved, verified: deputy }
    await expect(verify(id, { ...by, verifiedFor: approved })).rejects.toThrow('by_delegation')
    await expect(verify(id, { ...by, verifiedFor: recorded })).rejects.toThrow('by_delegation')
    const forOfficer = { ...by, verifiedFor: hours_officer.accountId }
    await expect(verify(id, forOfficer, null, teacher())).rejects.toThrow('stands_in_for_nobody_credited')
    await verify(id, forOfficer)
  })

  test('[003-31] nobody but the verifier of a record posts it', async () => {
    const { class_lead, principal, hours_officer } = county.logins
    const id = await record(teacher())
    const [recorded, approved, verified] = [class_lead.accountId, principal.accountId, hours_officer.accountId]
    await approve(id, recorded, approved)
    await verify(id, { recorded, approved, verified })
    await expect(insertEntry(id, county.logins.auditor.accountId)).rejects.toThrow('credit_entry_verified_fk')
    await app.query('begin')
    await insertEntry(id, verified)
    await app.query('rollback')
  })
})

describe('the ledger', () => {
  test('nothing is posted unverified', async () => {
    const id = await record(teacher())
    await expect(insertEntry(id, county.logins.hours_officer.accountId)).rejects.toThrow('credit_entry_verified_fk')
  })

  test.each(['credit_entry', 'credit_approval', 'credit_verification'])(
    'the application may neither change nor take away a row of %s',
    async (table) => {
      await expect(app.query(`update ${table} set person_id = person_id`)).rejects.toThrow('permission denied')
      await expect(app.query(`delete from ${table}`)).rejects.toThrow('permission denied')
    },
  )

  test('an entry is reversed once, by its exact opposite, and the sums lose the hours', async () => {
    const person = (await county.person({ organisationId: county.tree.a, name: '单雨桐' })).id
    const id = await post(person, { centihours: 750 })
    const officer = as(county.logins.hours_officer)
    const reversal = { id: newId(), reason: '登记有误' }
    const first = must(await transact(officer, (tx) => reverseEntry(tx, id, reversal)))
    expect(first.centihours).toBe(-750)
    expect(must(await transact(officer, (tx) => reverseEntry(tx, id, reversal))).id).toBe(first.id)
    expect(await transact(officer, (tx) => reverseEntry(tx, id, { id: newId(), reason: '再来' }))).toMatchObject({
      error: 'entry_already_reversed',
    })
    expect(await transact(officer, (tx) => reverseEntry(tx, first.id, { id: newId(), reason: '再来' }))).toMatchObject({
      error: 'entry_is_reversal',
    })
    const totals = await county.commit(async (tx) => ok(await totalsOf(tx, person)))
    expect(totals).toEqual([{ year: 2026, category: '师德', centihours: 0 }])
  })

  test('whatever is posted and reversed, sums are those of the entries and the chain is whole', async () => {
    const work = fc.record({
      centihours: fc.integer({ min: 1, max: 5_000 }),
      earnedOn: fc.constantFrom('2025-06-01', '2026-02-01', '2026-07-01'),
      category: fc.constantFrom('师德', '校本研修', null),
      reversed: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(work, { minLength: 1, maxLength: 5 }), async (works) => {
        const person = (await county.person({ organisationId: county.tree.a, name: '欧阳静怡' })).id
        for (const { reversed, ...part } of works) {
          const id = await post(person, part)
          if (!reversed) continue
          const reversal = { id: newId(), reason: '有误' }
          must(await transact(as(county.logins.hours_officer), (tx) => reverseEntry(tx, id, reversal)))
        }
        const kept = works.filter((each) => !each.reversed).reduce((sum, each) => sum + each.centihours, 0)
        const totals = await county.commit(async (tx) => ok(await totalsOf(tx, person)))
        expect(totals.reduce((sum, row) => sum + row.centihours, 0)).toBe(kept)
        const chain = await county.commit(async (tx) => ok(await verifyChain(tx, person)))
        const entries = works.length + works.filter((each) => each.reversed).length
        expect(chain).toEqual({ entries, brokenAt: null, totalsAgree: true })
      }),
      { numRuns: 8 },
    )
  })

  test('a change behind the application’s back shows', async () => {
    const person = (await county.person({ organisationId: county.tree.a, name: '解文博' })).id
    await post(person)
    const second = await post(person)
    await owner.query('update credit_entry set centihours = 9900 where id = $1', [second])
    expect(await county.commit(async (tx) => ok(await verifyChain(tx, person)))).toEqual({
      entries: 2,
      brokenAt: 2,
      totalsAgree: false,
    })
  })

  test('two verifications at once post to one unbroken chain', async () => {
    const person = (await county.person({ organisationId: county.tree.a, name: '仇子墨' })).id
    const ids = [await record(person), await record(person), await record(person)]
    const { logins, tree } = county
    must(await transact(as(logins.principal), async (tx) => ok(await approveRecords(tx, ids, [tree.bureau]))))
    await Promise.all(
      ids.map((id) =>
        transact(as(logins.hours_officer), async (tx) => ok(await verifyRecords(tx, [id], [tree.bureau]))),
      ),
    )
    expect(await county.commit(async (tx) => ok(await verifyChain(tx, person)))).toEqual({
      entries: 3,
      brokenAt: null,
      totalsAgree: true,
    })
  })
})
