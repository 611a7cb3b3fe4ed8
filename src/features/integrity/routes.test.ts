import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { read } from '../../platform/db/db.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { listBars } from './public.ts'

let county: TestCounty
let second: Login
beforeAll(async () => {
  county = await testCounty()
  second = await county.login('局干部二', [['bureau_officer', county.tree.bureau]])
})
afterAll(() => county.close())

const as = () => county.logins
const personOf = (login: Login | undefined) => login?.personId ?? ''
const teacher = (index: number) => county.teachers.a[index]
const factOf = (personId: string, more: Record<string, unknown> = {}) => ({
  ...{ id: newId(), personId, programmeTitle: '国培计划骨干教师研修', programmeLevel: 'nation' },
  ...{ programmeKind: 'backbone', cause: 'dropped_out', happenedOn: '2026-07-10', reason: '未请假离开' },
  ...more,
})
const record = (personId: string, more: Record<string, unknown> = {}, by = as().bureau_officer) =>
  county.request(by, 'POST', '/integrity-facts', factOf(personId, more))
const barsOf = async (personId: string) =>
  (await read(county.door(), (tx) => listBars(tx, [personId]))).get(personId) ?? []

const png = Buffer.concat([
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
])
async function handIn(by: Login | undefined): Promise<string> {
  const id = newId()
  const { status } = await county.request(by, 'POST', `/integrity-files?id=${id}&name=proof.png`, png)
  expect(status).toBe(201)
  return id
}
const ask = (by: Login | undefined, factId: string, more: Record<string, unknown>) =>
  county.request(by, 'POST', `/integrity-facts/${factId}/requests`, {
    ...{ id: newId(), text: '当天因急病住院，附病历证明。', fileId: null },
    ...more,
  })
const decide = (by: Login, requestId: string, outcome: string) =>
  county.request(by, 'POST', `/integrity-requests/${requestId}/decision`, { outcome, reason: '情况属实' })

describe('facts', () => {
  test('201: [002-21] an officer writes down a drop of 2026-07-10: barred until 2029-07-10, and the person reads it on the phone', async () => {
    const done = await record(personOf(teacher(0)))
    expect(done).toMatchObject({ status: 201, body: { standing: 'barring', barredUntil: '2029-07-10' } })
    const again = await county.request(as().bureau_officer, 'POST', '/integrity-facts', {
      ...factOf(personOf(teacher(0))),
      id: done.body.id,
    })
    expect(again).toMatchObject({ status: 201, body: { id: done.body.id } })
    const own = await county.request(teacher(0), 'GET', '/my/integrity')
    expect(own.body.items).toMatchObject([{ cause: 'dropped_out', barredUntil: '2029-07-10', appealRefusal: null }])
    const notices = await county.request(teacher(0), 'GET', '/notices')
    expect(notices.body.items[0]).toMatchObject({
      code: 'integrity.dropped_out_barred',
      params: { until: '2029-07-10' },
    })
    expect(await barsOf(personOf(teacher(0)))).toMatchObject([{ kind: 'ban', until: '2029-07-10', levels: ['nation'] }])
  })

  test('200: the school reads its own people’s file and another school does not', async () => {
    const ours = await county.request(as().school_registrar, 'GET', '/integrity-facts?standing=barring')
    expect(ours.body.items).toHaveLength(1)
    expect((await county.request(as().otherRegistrar, 'GET', '/integrity-facts')).body.items).toEqual([])
    expect((await county.request(as().bureau_officer, 'GET', '/integrity-facts?cause=dismissed')).body.items).toEqual(
      [],
    )
  })

  test('201: a fact about a programme of the county is kept without a ban', async () => {
    const done = await record(personOf(teacher(1)), { programmeLevel: 'county' })
    expect(done.body).toMatchObject({ standing: 'kept', barredUntil: null })
    expect(await barsOf(personOf(teacher(1)))).toEqual([])
  })

  test('422: nothing is written down before it happens; 403: nor by a school; 404: nor of another bureau', async () => {
    const early = await record(personOf(teacher(0)), { happenedOn: '2099-01-01' })
    expect(early).toMatchObject({ status: 422, body: { code: 'fact_in_future' } })
    expect((await record(personOf(teacher(0)), {}, as().principal)).status).toBe(403)
    expect(await record(county.foreign.person.id)).toMatchObject({ status: 404, body: { code: 'person_not_found' } })
  })

  test('201: a mistake is taken back with a reason, once, and counts no more', async () => {
    const { body } = await record(personOf(teacher(2)))
    const path = `/integrity-facts/${body.id}/reversal`
    const done = await county.request(as().bureau_officer, 'POST', path, { reason: '登记错人' })
    expect(done).toMatchObject({ status: 201, body: { standing: 'reversed', reversedReason: '登记错人' } })
    const twice = await county.request(second, 'POST', path, { reason: '登记错人' })
    expect(twice).toMatchObject({ status: 409, body: { code: 'fact_reversed' } })
    expect(await barsOf(personOf(teacher(2)))).toEqual([])
  })
})

describe('exemptions and appeals', () => {
  test('200: [002-21] an exemption with evidence, granted by another than whoever asked, lifts the ban and leaves the fact', async () => {
    const person = county.teachers.b[0]
    const { body: fact } = await record(personOf(person))
    const bare = await ask(person, fact.id, { kind: 'exemption' })
    expect(bare).toMatchObject({ status: 422, body: { code: 'evidence_missing' } })
    const asked = await ask(person, fact.id, { kind: 'exemption', fileId: await handIn(person) })
    expect(asked.status).toBe(201)
    const file = await county.request(second, 'GET', `/integrity-requests/${asked.body.id}/file`)
    expect(file.status).toBe(200)
    expect((await county.request(as().otherRegistrar, 'GET', `/integrity-requests/${asked.body.id}/file`)).status).toBe(
      404,
    )
    expect((await decide(second, asked.body.id, 'granted')).body).toMatchObject({ state: 'granted' })
    expect(await barsOf(personOf(person))).toEqual([])
    const own = await county.request(person, 'GET', '/my/integrity')
    expect(own.body.items).toMatchObject([{ standing: 'excused', exemptionRefusal: 'nothing_to_excuse' }])
  })

  test('422: whoever asked or recorded does not decide; 200: somebody else upholds the appeal, and the fact is taken back', async () => {
    const person = county.teachers.b[1]
    const { body: fact } = await record(personOf(person), { happenedOn: '2026-07-01' })
    const school = await county.login('第二小学专干', [['school_registrar', county.tree.b]])
    expect(await ask(school, fact.id, { kind: 'appeal' })).toMatchObject({
      status: 403,
      body: { code: 'appeal_of_another' },
    })
    const asked = await ask(person, fact.id, { kind: 'appeal' })
    expect(asked.status).toBe(201)
    expect(await ask(person, fact.id, { kind: 'appeal' })).toMatchObject({
      status: 409,
      body: { code: 'asked_before' },
    })
    const same = await decide(as().bureau_officer, asked.body.id, 'granted')
    expect(same).toMatchObject({ status: 422, body: { code: 'recorded_by_same' } })
    const list = await county.request(second, 'GET', '/integrity-requests?state=asked')
    expect(list.body.items.map(({ id }: { id: string }) => id)).toContain(asked.body.id)
    expect((await decide(second, asked.body.id, 'granted')).status).toBe(200)
    expect(await barsOf(personOf(person))).toEqual([])
    const late = await decide(second, asked.body.id, 'refused')
    expect(late).toMatchObject({ status: 409, body: { code: 'request_over' } })
  })

  test('200: what was asked is taken back by whoever asked it', async () => {
    const person = county.teachers.b[2]
    const { body: fact } = await record(personOf(person))
    const { body: asked } = await ask(person, fact.id, { kind: 'appeal' })
    const path = `/my/integrity-requests/${asked.id}/withdrawal`
    expect((await county.request(teacher(0), 'POST', path)).status).toBe(404)
    expect((await county.request(person, 'POST', path)).body).toMatchObject({ state: 'withdrawn' })
    expect((await ask(person, fact.id, { kind: 'appeal' })).status).toBe(201)
  })

  test('200: the bureau sets for how long and from what; what stands keeps its end', async () => {
    const settings = { banMonths: 12, levels: ['nation', 'province'], kinds: [], causes: ['dismissed'], appealDays: 15 }
    const set = await county.request(as().bureau_officer, 'PUT', '/integrity-settings', settings)
    expect(set).toMatchObject({ status: 200, body: settings })
    expect((await county.request(as().principal, 'PUT', '/integrity-settings', settings)).status).toBe(403)
    const person = county.teachers.c[0]
    const done = await record(personOf(person), { cause: 'dismissed', programmeLevel: 'province' })
    expect(done.body).toMatchObject({ barredUntil: '2027-07-10' })
    expect(await barsOf(personOf(teacher(0)))).toMatchObject([{ until: '2029-07-10' }])
  })
})

describe('restrictions', () => {
  const restriction = (personId: string, more: Record<string, unknown> = {}) => ({
    ...{ id: newId(), personId, fromOn: '2026-01-01', reference: '师核〔2026〕7', contact: '县教育局人事科' },
    ...more,
  })

  test('201: [004-10] entered, looked at with a reason that is written down, and lifted; no case is told to anybody', async () => {
    const person = county.teachers.c[1]
    const draft = restriction(personOf(person))
    const entered = await county.request(as().bureau_officer, 'POST', '/restrictions', draft)
    expect(entered).toMatchObject({ status: 201, body: { reference: '师核〔2026〕7', untilOn: null } })
    const [bar] = await barsOf(personOf(person))
    expect(bar).toEqual({ kind: 'restriction', levels: [], kinds: [], until: null, contact: '县教育局人事科' })
    const notices = await county.request(person, 'GET', '/notices')
    expect(JSON.stringify(notices.body)).not.toContain('师核')
    const unreasoned = await county.request(second, 'POST', '/restriction-looks', { id: newId() })
    expect(unreasoned.status).toBe(400)
    const look = { id: newId(), reason: '核对年度评优名单' }
    const looked = await county.request(second, 'POST', '/restriction-looks', look)
    expect(looked.body.items.map(({ personId }: { personId: string }) => personId)).toEqual([personOf(person)])
    const trail = await county.request(as().auditor, 'GET', '/audit-entries?act=restriction.looked')
    expect(JSON.stringify(trail.body)).toContain('核对年度评优名单')
    expect(JSON.stringify(trail.body)).not.toContain('师核')
    const taken = { id: newId(), reason: '报送评优名单核对' }
    const file = await county.request(second, 'POST', '/restriction-exports', taken)
    const grid = await readGrid(new Uint8Array(await file.answer.arrayBuffer()))
    expect(grid.ok && grid.value.rows.slice(1).map((row) => row[7])).toEqual(['师核〔2026〕7'])
    const looks = await county.commit(async (tx) =>
      ok((await tx.$client.query('select account_name from restriction_look_entry where id = $1', [taken.id])).rows),
    )
    expect(looks).toEqual([{ account_name: '局干部二' }])
    const path = `/restrictions/${draft.id}/lifting`
    expect(await county.request(second, 'POST', path, { reason: '核查结束' })).toMatchObject({
      status: 201,
      body: { liftedByName: '局干部二' },
    })
    expect((await county.request(second, 'POST', path, { reason: '核查结束' })).status).toBe(409)
    expect(await barsOf(personOf(person))).toEqual([])
  })

  test('403: no school, town or auditor enters or looks; 422: the end lies after the beginning', async () => {
    for (const who of [as().principal, as().town_officer, as().auditor, as().hours_officer])
      expect(
        (await county.request(who, 'POST', '/restriction-looks', { id: newId(), reason: '看一看吧' })).status,
      ).toBe(403)
    const taken = await county.request(as().auditor, 'POST', '/restriction-exports', {
      id: newId(),
      reason: '看一看吧',
    })
    expect(taken.status).toBe(403)
    const draft = restriction(personOf(county.teachers.c[2]), { untilOn: '2026-01-01' })
    const answer = await county.request(as().bureau_officer, 'POST', '/restrictions', draft)
    expect(answer).toMatchObject({ status: 422, body: { code: 'restriction_term_reversed' } })
  })

  test('201: one that begins later does not bar today, and one that ended does not either', async () => {
    const person = personOf(county.teachers.c[2])
    const terms = [{ fromOn: '2098-01-01' }, { fromOn: '2020-01-01', untilOn: '2021-01-01' }]
    for (const term of terms)
      expect((await county.request(second, 'POST', '/restrictions', restriction(person, term))).status).toBe(201)
    expect(await barsOf(person)).toEqual([])
  })
})
