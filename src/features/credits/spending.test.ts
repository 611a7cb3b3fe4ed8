import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must, testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { transact, type Actor } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { carryBack, carryLedger, reverseEntry } from './public.ts'
import { listSpends } from './store/spending.ts'
import { openHours } from './testing.ts'

let county: TestCounty
let owner: pg.Client
beforeAll(async () => {
  county = await testCounty()
  owner = new pg.Client({ connectionString: county.database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await county.close()
})

const actor = (): Actor => ({
  ...{ accountId: county.logins.hours_officer.accountId, personId: null, name: 'x', grants: [], sessionId: 's' },
})
async function post(personId: string, days: readonly string[]): Promise<string[]> {
  const posted = await openHours(
    county,
    days.map((earnedOn) => ({ personId, earnedOn, centihours: 600 })),
  )
  return posted.map(({ id }) => id)
}
const person = async () => (await county.person({ organisationId: county.tree.a, name: '温知新' })).id
const officer = () => county.logins.hours_officer
const use = (personId: string, part: Record<string, unknown>) =>
  county.request(officer(), 'POST', `/people/${personId}/credit-spends`, {
    ...{ id: newId(), purpose: 'registration', caseNo: '注册-2026-001' },
    ...part,
  })
const release = (spendId: string, id = newId(), reason = '申请撤回') =>
  county.request(officer(), 'POST', `/credit-spends/${spendId}/release`, { id, reason })
const classified = { category: '教研', level: 'county', mode: null, kind: null }

/** Hours that three people took through: the id of their entry, which is that of their record. */
async function verified(work: Record<string, unknown>): Promise<string> {
  const id = newId()
  const { logins } = county
  expect((await county.request(logins.school_registrar, 'POST', '/credit-records', { id, ...work })).status).toBe(201)
  for (const [as, step] of [
    [logins.principal, 'approvals'],
    [logins.hours_officer, 'verifications'],
  ] as const) {
    const { body } = await county.request(as, 'POST', `/credit-record-${step}`, { ids: [id] })
    expect(JSON.stringify(body)).not.toContain('refus')
  }
  return id
}
const spendsOf = (personId: string) => county.commit(async (tx) => ok(await listSpends(tx, personId)))

describe('[002-15] an hour is used once for a purpose', () => {
  test('201: all free hours of a cycle are used, each once, and the teacher is told', async () => {
    const personId = county.logins.teacher.personId ?? ''
    const [one, , late] = await post(personId, ['2022-05-01', '2025-05-01', '2026-03-01'])
    const id = newId()
    const first = await use(personId, { id, cycle: 2021 })
    expect([first.status, first.body.centihours]).toEqual([201, 1200])
    expect((await use(personId, { id, cycle: 2021 })).body).toEqual(first.body)
    const again = await use(personId, { cycle: 2021 })
    expect([again.status, again.body.code]).toEqual([422, 'nothing_to_spend'])
    expect((await use(personId, { entryIds: [one] })).body.code).toBe('entry_spent')
    expect((await use(personId, { entryIds: [one, late], purpose: 'title' })).status).toBe(201)
    const told = await county.request(county.logins.teacher, 'GET', '/notices')
    expect(told.body.items.map((row: { code: string }) => row.code)).toContain('credits.spent_registration')
    const own = await county.request(county.logins.teacher, 'GET', `/people/${personId}/credit-spends`)
    expect(own.body.items).toHaveLength(2)
  })

  test('201: what is released can be used again, once; both uses stay on record', async () => {
    const personId = await person()
    const [entryId] = await post(personId, ['2026-03-01'])
    const { body: first } = await use(personId, { entryIds: [entryId] })
    const releaseId = newId()
    expect((await release(first.id, releaseId)).body.release).toMatchObject({ reason: '申请撤回' })
    expect((await release(first.id, releaseId)).status).toBe(201)
    expect((await release(first.id)).body.code).toBe('spend_released')
    expect((await use(personId, { entryIds: [entryId] })).status).toBe(201)
    expect((await use(personId, { entryIds: [entryId] })).body.code).toBe('entry_spent')
    expect(await spendsOf(personId)).toHaveLength(2)
  })

  test('409: a reversed entry is not used; reversing a used one says so and tells whoever used it', async () => {
    const personId = await person()
    const [used, reversed] = await post(personId, ['2026-03-01', '2026-04-01'])
    await use(personId, { entryIds: [used] })
    const door = county.door(actor())
    const undo = (id = '') => transact(door, (tx) => reverseEntry(tx, id, { id: newId(), reason: '有误' }))
    const reversal = must(await undo(reversed))
    expect((await use(personId, { entryIds: [reversed] })).body.code).toBe('entry_already_reversed')
    expect((await use(personId, { entryIds: [reversal.id] })).body.code).toBe('entry_is_reversal')
    must(await undo(used))
    expect((await spendsOf(personId))[0]?.reversedIds).toEqual([used])
    const told = await county.request(officer(), 'GET', '/notices')
    expect(told.body.items[0]).toMatchObject({ code: 'credits.spent_reversed_registration' })
  })

  test('[003-31] the database refuses a second use, whoever writes it', async () => {
    const personId = await person()
    const [entryId] = await post(personId, ['2026-03-01'])
    const { body: first } = await use(personId, { entryIds: [entryId] })
    const second = (followsId: string | null) =>
      owner.query(
        `with spend as (insert into credit_spend select tenant_id, gen_random_uuid(), person_id, purpose, 'x', spent_by, spent_at
           from credit_spend where id = $1 returning *)
         insert into credit_spent_entry select tenant_id, id, $2, person_id, purpose, $3 from spend`,
        [first.id, entryId, followsId],
      )
    await expect(second(null)).rejects.toThrow('entry_spent_once_for_a_purpose')
    await expect(second(first.id)).rejects.toThrow('spent_again_after_release_fk')
    await release(first.id)
    expect((await use(personId, { entryIds: [entryId] })).status).toBe(201)
    await expect(second(first.id)).rejects.toThrow('entry_spent_once_for_a_purpose')
  })

  test('[002-15] work that was used, reversed and posted anew is not free again, and is released with its use', async () => {
    const personId = await person()
    const work = () => ({ personId, title: '县级优质课一等奖', centihours: 800, earnedOn: '2026-03-01', ...classified })
    const first = await verified(work())
    const { body: used } = await use(personId, { entryIds: [first] })
    const door = county.door(actor())
    must(await transact(door, (tx) => reverseEntry(tx, first, { id: newId(), reason: '学时算错' })))
    const again = await verified({ ...work(), centihours: 600 })
    const other = await verified({ ...work(), title: '县级优质课二等奖' })
    expect((await use(personId, { entryIds: [again] })).body.code).toBe('entry_spent')
    expect((await use(personId, { entryIds: [again], purpose: 'title' })).status).toBe(201)
    expect((await use(personId, { entryIds: [other] })).status).toBe(201)
    const [spend] = (await spendsOf(personId)).filter(({ id }) => id === used.id)
    expect(spend).toMatchObject({ centihours: 600, entryIds: [first, again], reversedIds: [first] })
    expect((await release(used.id)).status).toBe(201)
    expect((await use(personId, { entryIds: [again] })).status).toBe(201)
  })

  test('what was used stays used when two numbers become one, and when that is taken back', async () => {
    const [kept, gone] = [await person(), await person()]
    const [entryId] = await post(gone, ['2026-03-01'])
    await use(gone, { entryIds: [entryId] })
    const carried = await county.commit(async (tx) => ok(await carryLedger(tx, gone, kept, '同一人')), actor())
    expect((await use(kept, { cycle: 2026 })).body.code).toBe('nothing_to_spend')
    await county.commit(async (tx) => {
      await carryBack(tx, { fromId: gone, toId: kept, carried, correctedBy: [] }, '认错了')
      return ok()
    }, actor())
    expect((await use(gone, { cycle: 2026 })).body.code).toBe('nothing_to_spend')
  })

  test('422: nobody uses their own hours; 404: nor those of another bureau; 403: nor does a registrar', async () => {
    const self = await county.person({ organisationId: county.tree.bureau, name: '审定员本人' })
    const own = await county.login('审定员本人', [['hours_officer', county.tree.bureau]], self.id)
    const draft = { id: newId(), purpose: 'title', caseNo: '职称-1', cycle: 2026 }
    const answer = await county.request(own, 'POST', `/people/${self.id}/credit-spends`, draft)
    expect([answer.status, answer.body.code]).toEqual([422, 'record_own_hours'])
    const path = `/people/${await person()}/credit-spends`
    expect((await county.request(county.logins.school_registrar, 'POST', path, draft)).status).toBe(403)
    expect((await use(newId(), { cycle: 2026 })).status).toBe(404)
    expect((await use(self.id, {})).status).toBe(400)
  })
})
