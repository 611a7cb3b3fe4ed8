import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { quotaCell } from '../quotas/testing.ts'
import { takeIn } from './commands/intakes.ts'
import { enrolmentHandlers } from './handlers.ts'
import { enrolEverybody } from './jobs.ts'
import { openTestProgramme, takenIn, testTeacher } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const teacher = (index: number) => testTeacher(county, index)
const personOf = (index: number) => teacher(index).personId ?? ''
const officer = () => county.logins.bureau_officer
const post = (as: Login, path: string, body: unknown) => county.request(as, 'POST', path, body)
const standing = async (programmeId: string, as: Login) =>
  (await county.request(as, 'GET', `/programmes/${programmeId}/my-enrolment`)).body
const codes = (body: { rows: { code: string | null }[] }) => body.rows.map(({ code }) => code)

test('200: a school nominates all or none, and reads why not for each; 403: nobody else does', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 2 })
  const nominate = (as: Login, body: object) => post(as, '/nominations', { ...body, programmeId })
  const registrar = county.logins.school_registrar
  const three = [0, 1, 2].map(personOf)
  const full = await nominate(registrar, { id: newId(), personIds: three })
  expect(full).toMatchObject({ status: 200, body: { recorded: false } })
  expect(codes(full.body)).toEqual([null, null, 'programme_full'])
  expect(await takenIn(county, programmeId)).toEqual({ counted: 0, held: 0 })
  const id = newId()
  const checked = await nominate(registrar, { id, personIds: three.slice(0, 2), check: true })
  expect(checked.body).toMatchObject({ recorded: false, rows: [{ code: null }, { code: null }] })
  for (let times = 0; times < 2; times += 1) {
    expect((await nominate(registrar, { id, personIds: three.slice(0, 2) })).body.recorded).toBe(true)
    expect(await takenIn(county, programmeId)).toEqual({ counted: 2, held: 2 })
  }
  expect((await standing(programmeId, teacher(0))).enrolment.state).toBe('school_approved')
  const [stranger] = county.teachers.b
  const other = await nominate(registrar, { id: newId(), personIds: [stranger?.personId] })
  expect(codes(other.body)).toEqual(['person_not_found'])
  expect((await nominate(officer(), { id: newId(), personIds: three })).status).toBe(403)
})

test('200: a school nominates by a list: tried row by row, recorded whole or not at all, once, and only of its own people', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 2 })
  const registrar = county.logins.school_registrar
  const numbers: string[] = []
  for (const index of [0, 1, 2]) {
    const { body } = await county.request(officer(), 'GET', `/people/${personOf(index)}`)
    numbers.push(body.staffNo)
  }
  const [one = '', two = '', three = ''] = numbers
  const send = (list: string, id = newId(), check = false, as = registrar) =>
    county.request(
      as,
      'POST',
      `/nomination-lists?programmeId=${programmeId}&id=${id}&check=${check}`,
      Buffer.from(list),
    )
  const wrong = await send(`工号,姓名\n${one},\n${two},猜错的\nX-0,\n${one},`)
  expect(wrong.body.recorded).toBe(false)
  expect(codes(wrong.body)).toEqual([null, 'name_differs', 'person_unknown', 'named_twice'])
  const over = await send(`工号\n${one}\n${two}\n${three}`.replaceAll('\n', ',\n').replace('工号,', '工号,姓名'))
  expect([over.body.recorded, codes(over.body)]).toEqual([false, [null, null, 'programme_full']])
  expect(await takenIn(county, programmeId)).toEqual({ counted: 0, held: 0 })
  const [id, list] = [newId(), `工号,姓名\n${one},\n${two},`]
  expect((await send(list, id, true)).body).toMatchObject({ recorded: false, rows: [{ code: null }, { code: null }] })
  for (let times = 0; times < 2; times += 1) {
    expect((await send(list, id)).body.recorded).toBe(true)
    expect(await takenIn(county, programmeId)).toEqual({ counted: 2, held: 2 })
  }
  expect((await standing(programmeId, teacher(0))).enrolment.state).toBe('school_approved')
  const other = await send(list, newId(), true, county.logins.otherRegistrar)
  expect(codes(other.body)).toEqual(['person_unknown', 'person_unknown'])
  expect((await send(list, newId(), true, officer())).status).toBe(403)
  const path = `/nomination-list-workbooks?programmeId=${programmeId}&name=list.csv`
  const { answer } = await county.request(registrar, 'POST', path, Buffer.from(`工号,姓名\n${three},\nX-0,`))
  const grid = await readGrid(new Uint8Array(await answer.arrayBuffer()))
  expect(grid.ok && grid.value.rows.slice(1).map((row) => row[2])).toEqual(['不能推荐', '不能推荐'])
  const template = await county.request(registrar, 'GET', '/nomination-list-template')
  const empty = await readGrid(new Uint8Array(await template.answer.arrayBuffer()))
  expect(empty.ok && empty.value.rows[0]).toEqual(['工号', '姓名'])
})

test('200: an invitation keeps a place until it is answered; whoever accepts is in', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 2, admission: 'selection' })
  const invited = await post(officer(), `/programmes/${programmeId}/invitations`, {
    id: newId(),
    personIds: [0, 1, 2].map(personOf),
  })
  expect(codes(invited.body)).toEqual([null, null, 'programme_full'])
  expect((await takenIn(county, programmeId)).counted).toBe(2)
  const mine = (await standing(programmeId, teacher(0))).waiting
  expect(mine).toMatchObject({ state: 'offered', sourceKind: 'invitation' })
  expect((await post(teacher(0), `/waiters/${mine.id}/acceptance`, undefined)).status).toBe(200)
  const theirs = (await standing(programmeId, teacher(1))).waiting
  expect((await post(teacher(1), `/waiters/${theirs.id}/refusal`, undefined)).body.state).toBe('declined')
  expect((await standing(programmeId, teacher(0))).enrolment.state).toBe('admitted')
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 1 })
})

test('200: a list from Excel is tried, applied once, and comes back with the reasons', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 1 })
  const { rows } = await county.commit(async (tx) =>
    ok(
      await tx.$client.query('select staff_no, name from person where id = any ($1) order by id', [
        [personOf(0), personOf(1)],
      ]),
    ),
  )
  const [one, two] = rows
  const sheet = Buffer.from(
    `姓名,工号\n${one.name},${one.staff_no}\n别的名字,${two.staff_no}\n某人,X-0\n${one.name},${one.staff_no}\n,${two.staff_no}`,
  )
  const path = `/programmes/${programmeId}/assigned-lists?id=${newId()}`
  const send = (check: boolean) => county.request(officer(), 'POST', `${path}&check=${String(check)}`, sheet)
  const expected = [null, 'name_differs', 'person_unknown', 'named_twice', 'named_twice']
  const tried = await send(true)
  expect(tried).toMatchObject({ status: 200, body: { recorded: false } })
  expect(codes(tried.body)).toEqual(expected)
  expect(await takenIn(county, programmeId)).toEqual({ counted: 0, held: 0 })
  for (let times = 0; times < 2; times += 1) {
    expect((await send(false)).body.recorded).toBe(true)
    expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 1 })
  }
  const back = await county.request(
    officer(),
    'POST',
    `/programmes/${programmeId}/assigned-list-workbooks?name=list.csv`,
    sheet,
  )
  expect(back.answer.headers.get('content-type')).toContain('spreadsheetml')
  const intakes = await county.request(officer(), 'GET', `/programmes/${programmeId}/intakes`)
  expect(intakes.body.items).toMatchObject([{ way: 'list', asked: 1, placed: 1 }])
  const file = await county.request(officer(), 'GET', `/list-exports/intakes?programmeId=${programmeId}`)
  const read = await readGrid(new Uint8Array(await file.answer.arrayBuffer()))
  const lines = read.ok ? read.value.rows : []
  expect(lines.map((row) => row.slice(1, 4))).toEqual([
    ['方式', '人数', '成功'],
    ['指定名单', 1, 1],
  ])
})

test('202: everybody whom a programme means is enrolled by a job, once, as far as places go', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: null, wholeRoster: true, audience: {} })
  const id = newId()
  const asked = await post(officer(), `/programmes/${programmeId}/whole-population`, { id })
  expect(asked).toMatchObject({ status: 202, body: { jobId: id } })
  expect((await post(officer(), `/programmes/${programmeId}/whole-population`, { id })).body).toEqual(asked.body)
  const path = `/audit-entries?act=intake.whole&objectId=${programmeId}`
  expect((await county.request(county.logins.auditor, 'GET', path)).body.items).toHaveLength(1)
  const handler = enrolmentHandlers().find(({ name }) => name === enrolEverybody.name)
  const tools = { db: county.door(), runId: id, progress: async () => undefined, cancelled: async () => false }
  const run = () => handler?.run({ programmeId, intakeId: id }, tools)
  const first = await run()
  expect(first).toMatchObject({ ok: true })
  expect(await run()).toEqual(first)
  expect((await standing(programmeId, teacher(3))).enrolment.state).toBe('admitted')
  const stopped = { ...tools, cancelled: async () => true }
  expect(await handler?.run({ programmeId, intakeId: id }, stopped)).toEqual({ ok: false, error: 'cancelled' })
})

test('201: somebody takes the place of another, with a reason, and nobody who waits comes in between', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 1 })
  const applied = await post(teacher(0), `/programmes/${programmeId}/enrolments`, { id: newId() })
  const enrolmentId = String(applied.body.id)
  await post(teacher(2), `/programmes/${programmeId}/waiting-list`, { id: newId() })
  const body = { id: newId(), personId: personOf(1), reason: '产假' }
  const replace = (as: Login) => post(as, `/enrolments/${enrolmentId}/substitution`, body)
  expect(await replace(county.logins.provider)).toMatchObject({ status: 409, body: { code: 'not_admitted_yet' } })
  await post(county.logins.school_registrar, `/enrolments/${enrolmentId}/approval`, undefined)
  await post(county.logins.provider, `/enrolments/${enrolmentId}/admission`, undefined)
  const base = await county.login('基地校', [['provider', county.tree.a]])
  expect((await replace(base)).status).toBe(404)
  const replaced = await replace(county.logins.provider)
  expect(replaced).toMatchObject({ status: 201, body: { state: 'admitted', personId: personOf(1) } })
  expect((await replace(county.logins.provider)).body).toEqual(replaced.body)
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 1 })
  expect((await standing(programmeId, teacher(2))).waiting.state).toBe('waiting')
  expect((await standing(programmeId, teacher(0))).enrolment).toMatchObject({ state: 'withdrawn', reason: '产假' })
  expect((await replace(county.logins.school_registrar)).status).toBe(403)
})

test('201: [002-18] whoever is replaced by somebody of another quota leaves a place that goes to whoever waits for it', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 3 })
  const root = quotaCell(null, null)
  const cells = [root, quotaCell(root.id, 2, { dimension: 'organisation', wanted: [county.tree.a] })]
  const sheet = { version: 0, releaseOn: null, cells }
  expect((await county.request(officer(), 'PUT', `/programmes/${programmeId}/quotas`, sheet)).status).toBe(200)
  const [leaving, waiter] = county.teachers.b
  if (!leaving || !waiter) throw new Error('no such teachers')
  const named = { id: newId(), personIds: [leaving.personId ?? ''] }
  await county.commit((tx) => takeIn(tx, programmeId, 'list', named, undefined))
  const waiting = await post(waiter, `/programmes/${programmeId}/waiting-list`, { id: newId() })
  expect(waiting.body.state).toBe('waiting')
  const { enrolment } = await standing(programmeId, leaving)
  const coming = { id: newId(), personId: personOf(0), reason: '变更' }
  const replaced = await post(county.logins.provider, `/enrolments/${String(enrolment.id)}/substitution`, coming)
  expect(replaced.status).toBe(201)
  expect((await standing(programmeId, waiter)).waiting.state).toBe('offered')
  expect(await takenIn(county, programmeId)).toEqual({ counted: 2, held: 1 })
})

test('200: nobody invites themselves, for an invitation that is accepted admits', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 2, admission: 'selection' })
  const { id: personId } = await county.person({ organisationId: county.tree.a, name: '想来的干部' })
  const self = await county.login('想来的干部', [['bureau_officer', county.tree.bureau]], personId)
  const group = { id: newId(), personIds: [personId, personOf(0)] }
  const invited = await post(self, `/programmes/${programmeId}/invitations`, group)
  expect(codes(invited.body)).toEqual(['own_enrolment', null])
  expect((await takenIn(county, programmeId)).counted).toBe(1)
})

test('whoever holds a place already is admitted from a list that names somebody before them who finds none', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 1 })
  await post(teacher(0), `/programmes/${programmeId}/enrolments`, { id: newId() })
  const named = { id: newId(), personIds: [1, 0].map(personOf) }
  const taken = await county.commit((tx) => takeIn(tx, programmeId, 'list', named, undefined))
  expect(taken.rows.map(({ code }) => code)).toEqual(['programme_full', null])
  expect((await standing(programmeId, teacher(0))).enrolment.state).toBe('admitted')
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 1 })
})

test('200: an invitation that is sent again is answered as it was, with why the others were not asked; 409: the id for other people', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 1 })
  const invite = (body: object) => post(officer(), `/programmes/${programmeId}/invitations`, body)
  const asked = { id: newId(), personIds: [0, 1].map(personOf) }
  const first = await invite(asked)
  expect(codes(first.body)).toEqual([null, 'programme_full'])
  expect((await invite(asked)).body).toEqual(first.body)
  expect(await invite({ ...asked, personIds: [personOf(0), personOf(2)] })).toMatchObject({
    ...{ status: 409, body: { code: 'id_reused' } },
  })
  await county.request(officer(), 'PUT', `/programmes/${programmeId}/places`, { placesMax: 2 })
  expect(codes((await invite(asked)).body)).toEqual([null, 'not_taken_in'])
  expect((await takenIn(county, programmeId)).counted).toBe(1)
  expect(codes((await invite({ id: newId(), personIds: [personOf(1)] })).body)).toEqual([null])
})
