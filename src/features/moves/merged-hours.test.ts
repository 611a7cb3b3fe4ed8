import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must, testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { read, transact, type Actor } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { waitingList } from './testing.ts'
import {
  approveRecords,
  recordHours,
  reopenRecord,
  returnRecords,
  reverseEntry,
  totalsOf,
  verifyRecords,
} from '../credits/public.ts'
import { openHours } from '../credits/testing.ts'
import { loadExemptionsOf } from '../policies/public.ts'

// Two numbers turn out to be one person after hours of the one were recorded, approved, verified or stamped.
let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const year = 2026
const officer = () => county.logins.hours_officer
const person = () => county.person({ organisationId: county.tree.a, name: '双号人', bornOn: '1988-08-08' })
const pair = async () => [(await person()).id, (await person()).id] as const
const actor = ({ accountId, personId }: Login): Actor => ({
  ...{ accountId, personId, name: 'x', sessionId: 's' },
  grants: [
    { role: 'principal', organisationId: county.tree.bureau },
    { role: 'hours_officer', organisationId: county.tree.bureau },
  ],
})
const as = (login: Login) => county.door(actor(login))
const merge = async (keptId: string, goneId: string) => {
  const id = newId()
  const draft = { id, keptId, goneId, reason: '同一人' }
  const { status, body } = await county.request(county.logins.bureau_officer, 'POST', '/person-merges', draft)
  expect([status, body.code]).toEqual([201, undefined])
  return id
}
const undo = async (id: string) => {
  const path = `/person-merges/${id}/undoing`
  expect((await county.request(county.logins.bureau_officer, 'POST', path, { reason: '认错了' })).status).toBe(201)
}
const sumOf = (personId: string) =>
  read(county.door(), async (tx) => (await totalsOf(tx, personId)).reduce((all, { centihours }) => all + centihours, 0))
const sumsOf = (ids: readonly string[]) => Promise.all(ids.map(sumOf))

async function record(personId: string, sourceId: string = newId()) {
  const id = newId()
  const work = { category: null, level: null, mode: null, kind: null, evidence: [], startedOn: null }
  const source = { kind: 'class', id: sourceId, title: '骨干教师培训' }
  const draft = { id, personId, source, ...work, centihours: 800, earnedOn: '2026-05-20', certificate: false }
  const done = await transact(as(county.logins.class_lead), (tx) => recordHours(tx, [draft]))
  return { id, done }
}
const approve = (id: string, login = county.logins.principal) =>
  transact(as(login), async (tx) => ok(await approveRecords(tx, [id], [county.tree.bureau])))
const verify = (id: string, login = officer()) =>
  transact(as(login), async (tx) => ok((await verifyRecords(tx, [id], [county.tree.bureau])).outcomes))
const giveBack = (id: string, login = officer()) =>
  transact(as(login), async (tx) => ok(await returnRecords(tx, [id], '缺证明')))
const rowOf = (id: string) =>
  read(county.door(), async (tx) => {
    const { rows } = await tx.execute<{ person_id: string; state: string }>(
      sql`select person_id, state from credit_record where id = ${id}::uuid`,
    )
    return rows[0]
  })

describe('[003-31] hours that are decided on after two numbers became one', () => {
  test('are reopened, verified and posted for the number that stayed', async () => {
    const [kept, gone] = await pair()
    const { id } = await record(gone)
    must(await approve(id))
    must(await giveBack(id))
    await merge(kept, gone)
    expect(await rowOf(id)).toEqual({ person_id: kept, state: 'returned' })
    must(await transact(as(officer()), (tx) => reopenRecord(tx, id)))
    expect(must(await verify(id))).toMatchObject([{ outcome: 'done' }])
    expect(await sumsOf([kept, gone])).toEqual([800, 0])
  })

  test('are corrected for the number that stayed', async () => {
    const [kept, gone] = await pair()
    const { id } = await record(gone)
    must(await giveBack(id, county.logins.principal))
    await merge(kept, gone)
    // As hours lie that were returned before they followed: under the number that is gone.
    await county.commit(async (tx) => {
      await tx.execute(sql`update credit_record set person_id = ${gone}::uuid where id = ${id}::uuid`)
      return ok()
    })
    const path = `/credit-records/${id}/correction`
    const correction = { id: newId(), category: null, centihours: 600, earnedOn: '2026-05-20' }
    const { status, body } = await county.request(county.logins.school_registrar, 'POST', path, correction)
    expect([status, body.personId]).toEqual([201, kept])
  })

  test('are not decided on by whom they are about, under whichever number', async () => {
    const [kept, gone] = await pair()
    const own = await county.login('本人', [['principal', county.tree.a]], kept)
    const { id } = await record(gone)
    must(await giveBack(id, county.logins.principal))
    await merge(kept, gone)
    await county.commit(async (tx) => {
      await tx.execute(sql`update credit_record set person_id = ${gone}::uuid, state = 'recorded', return_reason = null,
        returned_by = null, returned_for = null, returned_at = null where id = ${id}::uuid`)
      return ok()
    })
    expect(must(await approve(id, own))).toMatchObject([{ outcome: 'refused', code: 'record_own_hours' }])
    expect(must(await approve(id))).toMatchObject([{ outcome: 'done' }])
    expect(await rowOf(id)).toEqual({ person_id: kept, state: 'approved' })
  })

  test('are recorded for the number that stayed, and once for the same work', async () => {
    const [kept, gone] = await pair()
    const source = newId()
    const { id } = await record(gone, source)
    must(await approve(id))
    must(await verify(id))
    await merge(kept, gone)
    for (const number of [kept, gone])
      expect((await record(number, source)).done).toEqual({ ok: false, error: 'hours_already_recorded' })
    const other = await record(gone)
    expect(await rowOf(other.id)).toEqual({ person_id: kept, state: 'recorded' })
  })

  test('go back with their number where the merging is taken back and nobody has verified them', async () => {
    const [kept, gone] = await pair()
    const { id } = await record(gone)
    must(await giveBack(id, county.logins.principal))
    await undo(await merge(kept, gone))
    expect(await rowOf(id)).toEqual({ person_id: gone, state: 'returned' })
  })

  test('that were put right meanwhile go back with the work that they are about when the merging is taken back', async () => {
    const [kept, gone] = await pair()
    const correct = async (recordId: string, centihours: number) => {
      const path = `/credit-records/${recordId}/correction`
      const correction = { id: newId(), category: null, centihours, earnedOn: '2026-05-20' }
      expect((await county.request(county.logins.school_registrar, 'POST', path, correction)).status).toBe(201)
      return correction.id
    }
    const [waits, counts] = [(await record(gone)).id, (await record(gone)).id]
    for (const id of [waits, counts]) must(await giveBack(id, county.logins.principal))
    const source = newId()
    const { id: wrong } = await record(gone, source)
    must(await approve(wrong))
    must(await verify(wrong))
    const merging = await merge(kept, gone)
    const waiting = await correct(waits, 500)
    const counted = await correct(counts, 600)
    must(await approve(counted))
    must(await verify(counted))
    const carried = await read(county.door(), async (tx) => {
      const { rows } = await tx.execute<{ id: string }>(
        sql`select id from credit_entry where person_id = ${kept}::uuid and direction = 'carried'`,
      )
      return rows[0]?.id ?? ''
    })
    must(await transact(as(officer()), (tx) => reverseEntry(tx, carried, { id: newId(), reason: '登记有误' })))
    const again = await record(kept, source)
    must(await approve(again.id))
    must(await verify(again.id))
    const own = await record(kept)
    must(await approve(own.id))
    must(await verify(own.id))
    expect(await sumsOf([kept, gone])).toEqual([600 + 800 + 800, 0])
    await undo(merging)
    expect(await sumsOf([kept, gone])).toEqual([800, 600 + 800])
    expect(await rowOf(waiting)).toEqual({ person_id: gone, state: 'recorded' })
  })

  test('leave no verified record behind when the entry that was carried is reversed', async () => {
    const [kept, gone] = await pair()
    const { id } = await record(gone)
    must(await approve(id))
    must(await verify(id))
    await merge(kept, gone)
    const carried = await read(county.door(), async (tx) => {
      const { rows } = await tx.execute<{ id: string; carries: string }>(
        sql`select id, carries_id as carries from credit_entry where person_id = ${kept}::uuid and direction = 'carried'`,
      )
      return rows[0]
    })
    expect(carried?.carries).toBe(id)
    must(
      await transact(as(officer()), (tx) => reverseEntry(tx, carried?.id ?? '', { id: newId(), reason: '没有参加' })),
    )
    expect(await rowOf(id)).toMatchObject({ state: 'reversed' })
  })
})

describe('[002-15] hours that two lists bring', () => {
  const list = (personId: string, part: object = {}) => ({ personId, centihours: 600, earnedOn: '2026-03-01', ...part })
  test('count once when the two numbers they stand under become one, and each work of one list counts', async () => {
    const [kept, gone] = await pair()
    const earlier = await openHours(county, [list(kept), list(gone), list(gone, { earnedOn: '2026-04-01' })])
    expect(earlier).toHaveLength(3)
    const id = await merge(kept, gone)
    expect(await sumsOf([kept, gone])).toEqual([1_200, 0])
    await undo(id)
    expect(await sumsOf([kept, gone])).toEqual([600, 1_200])
  })

  test('are refused at verification where another list brought them meanwhile, under the other number too', async () => {
    const [kept, gone] = await pair()
    const ids = [await waitingList(county, [list(kept)]), await waitingList(county, [list(gone)])]
    await merge(kept, gone)
    const step = (as: Login, id: string | undefined, what: string) =>
      county.request(as, 'POST', `/credit-openings/${id ?? ''}/${what}`)
    for (const id of ids) expect((await step(county.logins.principal, id, 'approval')).status).toBe(201)
    const [first, second] = [
      await step(officer(), ids[0], 'verification'),
      await step(officer(), ids[1], 'verification'),
    ]
    expect([first.status, second.status, second.body.code]).toEqual([201, 409, 'opening_rows_opened'])
    const { body } = await county.request(officer(), 'GET', `/credit-openings/${ids[1] ?? ''}`)
    expect(body.refusals).toMatchObject({ verify: 'opening_rows_opened', return: null })
    expect(await sumsOf([kept, gone])).toEqual([600, 0])
  })

  test('two that are handed in at once wait for each other: one of them is refused', async () => {
    const [one] = await pair()
    const done = await Promise.allSettled([waitingList(county, [list(one)]), waitingList(county, [list(one)])])
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('have nobody who decides among those they credit, as the database sees it, under whichever number', async () => {
    const [kept, gone] = await pair()
    const id = await waitingList(county, [list(gone)])
    await merge(kept, gone)
    const own = await county.login('双号校长', [['principal', county.tree.a]], kept)
    expect((await county.request(own, 'POST', `/credit-openings/${id}/approval`)).body.code).toBe('record_own_hours')
    const planted = county.commit(async (tx) => {
      await tx.execute(sql`insert into credit_opening_part (tenant_id, opening_id, person_id, part)
        select ${tx.context.tenantId}::uuid, ${id}::uuid, number, 'decides' from person_numbers(${kept}::uuid) as number`)
      return ok()
    })
    await expect(planted).rejects.toMatchObject({ cause: { constraint: 'credit_opening_part_pk' } })
  })
})

test('an exemption counts for the number that stayed, and for the other again where the merging is taken back', async () => {
  const [kept, gone] = await pair()
  const { bureau_officer: one } = county.logins
  await county.commit(async (tx) => {
    const fileId = newId()
    await tx.execute(sql`insert into stored_file (tenant_id, id, organisation_id, sha256, name, type, size, purpose, stored_at)
      values (${tx.context.tenantId}::uuid, ${fileId}::uuid, ${county.tree.a}::uuid, ${'0'.repeat(64)}, '证明.pdf', 'pdf', 1,
        'evidence', now())`)
    await tx.execute(sql`insert into hour_exemption (tenant_id, id, person_id, kind, from_on, to_on, reason, file_id, state, asked_by,
        asked_for, asked_at, decided_by, decided_for, decided_at)
      values (${tx.context.tenantId}::uuid, ${newId()}::uuid, ${gone}::uuid, '产假', '2026-01-01', '2026-12-31', '产假',
        ${fileId}::uuid, 'granted', ${one.accountId}::uuid, ${one.accountId}::uuid, now(), ${officer().accountId}::uuid,
        ${officer().accountId}::uuid, now())`)
    return ok()
  })
  const counting = (id: string) => read(county.door(), async (tx) => (await loadExemptionsOf(tx, id)).length)
  const both = async () => [await counting(kept), await counting(gone)]
  const id = await merge(kept, gone)
  expect(await both()).toEqual([1, 0])
  await undo(id)
  expect(await both()).toEqual([0, 1])
})

test('[001-41] a stamp stands for the number that stayed, the next one follows it, and it goes back with its number', async () => {
  const [kept, gone] = await pair()
  await openHours(county, [{ personId: gone, centihours: 600, earnedOn: '2026-03-01' }])
  const stamp = (personId: string) =>
    county.request(officer(), 'POST', '/hour-year-stamps', { year, personIds: [personId] })
  const stampsOf = async (personId: string) =>
    (await county.request(officer(), 'GET', `/people/${personId}/hour-year-stamps`)).body.items
  expect((await stamp(gone)).body.outcomes).toMatchObject([{ outcome: 'done' }])
  const id = await merge(kept, gone)
  expect(await stampsOf(kept)).toMatchObject([{ year, no: 1, centihours: 600, changed: false }])
  expect((await stamp(kept)).body.outcomes).toMatchObject([{ outcome: 'already' }])
  await openHours(county, [{ personId: kept, centihours: 100, earnedOn: '2026-04-01' }])
  expect((await stamp(kept)).body.outcomes).toMatchObject([{ outcome: 'done' }])
  expect(await stampsOf(kept)).toMatchObject([{ year, no: 2, centihours: 700, changed: false }])
  await undo(id)
  expect(await stampsOf(gone)).toMatchObject([{ year, no: 1, centihours: 600 }])
})
