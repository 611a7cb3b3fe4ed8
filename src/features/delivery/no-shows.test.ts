import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { enrolments } from '../enrolment/tables.ts'
import { openTestProgramme, takenIn, testTeacher } from '../enrolment/testing.ts'
import { factReversed } from '../integrity/public.ts'
import { checkInMany } from './commands/check-in.ts'
import { deliveryHandlers } from './handlers.ts'

const at = (moment: string) => (now = Date.parse(`${moment}+08:00`))
let now = Date.parse('2026-11-21T08:00:00+08:00')
const clock = { now: () => new Date(now), ticks: () => performance.now() }

let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
})
afterAll(() => county.close())

const teacher = (index: number) => testTeacher(county, index)
const idOf = (index: number) => teacher(index).personId ?? ''
const ask = (as: Login, method: string, path: string, body?: unknown) => county.request(as, method, path, body)
const asLead = (method: string, path: string, body?: unknown) => ask(county.logins.class_lead, method, path, body)
const codesOf = async (as: Login) =>
  (await ask(as, 'GET', '/notices')).body.items.map(({ code }: { code: string }) => code)
const standing = async (programmeId: string, as: Login) =>
  (await ask(as, 'GET', `/programmes/${programmeId}/my-enrolment`)).body
const mark = (classId: string, ...people: readonly number[]) =>
  asLead('POST', `/classes/${classId}/no-shows`, { personIds: people.map(idOf) })
const takeBack = (classId: string, ...people: readonly number[]) =>
  asLead('POST', `/classes/${classId}/no-show-withdrawals`, { personIds: people.map(idOf) })
const listed = async (classId: string) => {
  const { body } = await asLead('GET', `/classes/${classId}/no-shows`)
  const ids = (rows: readonly { personId: string }[]) => rows.map(({ personId }) => personId)
  return { absent: ids(body.absent), missed: ids(body.missed) }
}

/** A class with these teachers of one school in it and a session on the 21st in the afternoon, to which the first of `came` came. */
async function taught(size: number, { came = 0, placesMax = size, waiting = [] as number[] } = {}) {
  at('2026-11-21T08:00:00')
  const programmeId = await openTestProgramme(county, { placesMax })
  for (let index = 0; index < size; index += 1) {
    const id = newId()
    expect((await ask(teacher(index), 'POST', `/programmes/${programmeId}/enrolments`, { id })).status).toBe(201)
    await ask(county.logins.school_registrar, 'POST', `/enrolments/${id}/approval`)
    expect((await ask(county.logins.provider, 'POST', `/enrolments/${id}/admission`)).status).toBe(200)
  }
  for (const index of waiting)
    await ask(teacher(index), 'POST', `/programmes/${programmeId}/waiting-list`, { id: newId() })
  const [classId, sessionId] = [newId(), newId()]
  const days = { startsOn: '2026-11-21', endsOn: '2026-11-23' }
  await asLead('POST', `/programmes/${programmeId}/classes`, { id: classId, title: '第一期', ...days })
  const times = { startsAt: '2026-11-21T14:00:00+08:00', endsAt: '2026-11-21T16:30:00+08:00' }
  await asLead('POST', `/classes/${classId}/sessions`, { id: sessionId, title: '第一讲', venue: '报告厅', ...times })
  at('2026-11-21T16:00:00')
  const there = Array.from({ length: came }, (_, index) => idOf(index))
  if (came > 0) {
    const said = { personIds: there, state: 'present', reason: '点名' }
    expect((await asLead('POST', `/class-sessions/${sessionId}/hand-marks`, said)).status).toBe(200)
  }
  return { programmeId, classId, sessionId }
}

test('200: [002-21] from the day after the first session on, whoever never came loses the place, is told with their school, and may appeal', async () => {
  const { programmeId, classId } = await taught(2, { came: 1 })
  expect(await listed(classId)).toEqual({ absent: [], missed: [] })
  const early = await mark(classId, 1)
  expect([early.status, early.body.rows]).toEqual([200, [{ personId: idOf(1), code: 'no_show_too_early' }]])
  at('2026-11-22T00:30:00')
  expect(await listed(classId)).toEqual({ absent: [idOf(1)], missed: [] })
  const { status, body } = await mark(classId, 0, 1, 2)
  expect(status).toBe(200)
  expect(body).toEqual({
    ...{ done: 1, refused: 2 },
    rows: [
      { personId: idOf(0), code: 'came_already' },
      { personId: idOf(1), code: null },
      { personId: idOf(2), code: 'not_in_class' },
    ],
  })
  expect((await mark(classId, 1)).body).toMatchObject({ done: 1, refused: 0 })
  expect(await listed(classId)).toEqual({ absent: [], missed: [idOf(1)] })
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 1 })
  expect(await standing(programmeId, teacher(1))).toMatchObject({
    ...{ refusal: 'already_applied', enrolment: { state: 'no_show', noShow: true } },
  })
  const told = await codesOf(teacher(1))
  expect(told.filter((code: string) => code === 'enrolment.no_show')).toHaveLength(1)
  expect(told).toContain('integrity.not_attended')
  expect(await codesOf(county.logins.school_registrar)).toContain('enrolment.no_show_school')
  const { body: file } = await ask(teacher(1), 'GET', '/my/integrity')
  expect(file.items[0]).toMatchObject({ cause: 'not_attended', standing: 'kept', appealRefusal: null })
  const queue = await ask(county.logins.provider, 'GET', `/enrolments?programmeId=${programmeId}&state=no_show`)
  expect(queue.body.items).toMatchObject([{ personId: idOf(1), noShow: true }])
  const counts = await ask(county.logins.provider, 'GET', `/enrolment-counts?programmeId=${programmeId}`)
  expect(counts.body).toMatchObject({ admitted: 1, no_show: 1 })
})

test('200: [002-21] taken back while the class is open, the place, the seat and the file are as before; it may be said again', async () => {
  const { programmeId, classId } = await taught(2)
  at('2026-11-22T07:30:00')
  await mark(classId, 0, 1)
  expect(await takenIn(county, programmeId)).toEqual({ counted: 0, held: 0 })
  expect((await takeBack(classId, 1)).body).toMatchObject({ done: 1, refused: 0 })
  expect((await takeBack(classId, 1)).body).toMatchObject({ done: 1, refused: 0 })
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 1 })
  expect(await standing(programmeId, teacher(1))).toMatchObject({ enrolment: { state: 'admitted', noShow: false } })
  const { body } = await asLead('GET', `/classes/${classId}/members`)
  expect(body.items.map(({ personId }: { personId: string }) => personId)).toEqual([idOf(1)])
  expect(await codesOf(teacher(1))).toContain('enrolment.reinstated')
  const again = await mark(classId, 1)
  expect(again.body).toMatchObject({ done: 1, refused: 0 })
  expect(await standing(programmeId, teacher(1))).toMatchObject({ enrolment: { state: 'no_show', noShow: true } })
  const standings = (await ask(teacher(1), 'GET', '/my/integrity')).body.items
    .filter((fact: { programmeId: string }) => fact.programmeId === programmeId)
    .map((fact: { standing: string }) => fact.standing)
  expect(standings.toSorted()).toEqual(['kept', 'reversed'])
})

test('200: [002-18] the free place is offered to whoever waits where the programme still offers any; then it cannot come back', async () => {
  const { programmeId, classId } = await taught(1, { waiting: [1] })
  at('2026-11-22T07:30:00')
  const both = await Promise.all([mark(classId, 0), mark(classId, 0)])
  expect(both.map(({ body }) => body.done)).toEqual([1, 1])
  expect(await standing(programmeId, teacher(1))).toMatchObject({ placesTaken: 1, waiting: { state: 'offered' } })
  expect((await takeBack(classId, 0)).body.rows).toEqual([{ personId: idOf(0), code: 'programme_full' }])
  expect((await codesOf(teacher(0))).filter((code: string) => code === 'enrolment.no_show')).not.toEqual([])
})

test('201: [002-20] the bulletin of a class that closes counts whoever never came, or was dismissed, among those whom the school sent', async () => {
  const { programmeId, classId } = await taught(3, { came: 1 })
  at('2026-11-22T07:30:00')
  await asLead('POST', `/classes/${classId}/start`)
  await mark(classId, 1)
  const { enrolment } = await standing(programmeId, teacher(2))
  const dismissal = { reason: '多次缺席，劝告无效' }
  const gone = await ask(county.logins.provider, 'POST', `/enrolments/${enrolment.id}/dismissal`, dismissal)
  expect(gone.status).toBe(200)
  const scheme = { kind: 'exam', passMark: 60, attendanceMinPercent: 80, centihours: 2400 }
  await asLead('PUT', `/classes/${classId}/assessment-scheme`, scheme)
  const results = [{ personId: idOf(0), scoreTenths: 900 }]
  await asLead('PUT', `/classes/${classId}/assessment-results`, { results })
  expect((await asLead('POST', `/classes/${classId}/closure`, { id: newId() })).status).toBe(201)
  const { body } = await ask(county.logins.principal, 'GET', '/bulletins')
  const bulletin = body.items.find((one: { programmeId: string }) => one.programmeId === programmeId)
  expect(bulletin).toMatchObject({ members: 3, passed: 1 })
  const whole = await ask(county.logins.principal, 'GET', `/bulletins/${bulletin.id}`)
  const states = whole.body.people.map(({ personId, state }: { personId: string; state: string }) => [personId, state])
  expect(Object.fromEntries(states)).toEqual({ [idOf(0)]: 'passed', [idOf(1)]: 'no_show', [idOf(2)]: 'dismissed' })
  const closed = await mark(classId, 0)
  expect([closed.status, closed.body.code]).toEqual([422, 'class_closed'])
  expect((await takeBack(classId, 1)).body.code).toBe('class_closed')
  expect(await listed(classId)).toEqual({ absent: [], missed: [idOf(1)] })
})

/** What became of a teacher's seat after their entry was appealed against and the appeal granted. */
async function cleared(programmeId: string, index: number) {
  const { body: file } = await ask(teacher(index), 'GET', '/my/integrity')
  const fact = file.items.find((one: { programmeId: string }) => one.programmeId === programmeId)
  const id = newId()
  const appeal = { id, kind: 'appeal', text: '那天我在，签到牌没有扫上。', fileId: null }
  expect((await ask(teacher(index), 'POST', `/integrity-facts/${fact.id}/requests`, appeal)).status).toBe(201)
  const path = `/integrity-requests/${id}/decision`
  const said = { outcome: 'granted', reason: '签到表上有本人签名' }
  const decided = await ask(county.logins.bureau_officer, 'POST', path, said)
  expect([decided.status, decided.body.state]).toEqual([200, 'granted'])
  const tools = { db: county.door(), runId: newId(), progress: async () => undefined, cancelled: async () => false }
  const handler = deliveryHandlers().find(({ name }) => name === factReversed.name)
  const queued = await county.commit(async (tx) => {
    const { rows } = await tx.$client.query<{ payload: { programmeId: string } }>(
      'select payload from job_run where name = $1',
      [factReversed.name],
    )
    return ok(rows.map(({ payload }) => payload).filter((payload) => payload.programmeId === programmeId))
  })
  // Delivered at least once, so twice must be harmless.
  for (const payload of [...queued, ...queued]) await handler?.run(payload, tools)
}

test('200: [002-21] an appeal that is granted gives the place and the seat back; where the place has passed on, whoever holds the class is told', async () => {
  const free = await taught(1)
  at('2026-11-22T07:30:00')
  await mark(free.classId, 0)
  await cleared(free.programmeId, 0)
  expect(await standing(free.programmeId, teacher(0))).toMatchObject({
    enrolment: { state: 'admitted', noShow: false },
  })
  expect(await takenIn(county, free.programmeId)).toEqual({ counted: 1, held: 1 })
  expect(await listed(free.classId)).toEqual({ absent: [], missed: [] })
  expect((await mark(free.classId, 0)).body.rows).toEqual([{ personId: idOf(0), code: 'cleared_by_appeal' }])

  const passed = await taught(1, { waiting: [1] })
  at('2026-11-22T07:30:00')
  await mark(passed.classId, 0)
  await cleared(passed.programmeId, 0)
  expect(await listed(passed.classId)).toEqual({ absent: [], missed: [idOf(0)] })
  const { body } = await ask(county.logins.provider, 'GET', '/notices')
  const told = body.items.filter(({ code }: { code: string }) => code === 'class.no_show_cleared')
  expect(told[0]).toMatchObject({ link: `/classes/${passed.classId}`, params: { class: '第一期' } })
})

test('200: [002-21] whoever is checking in at that instant is waited for, and came', async () => {
  const { classId, sessionId } = await taught(1)
  at('2026-11-22T07:30:00')
  let arrived = () => {}
  const isIn = new Promise<void>((resolve) => (arrived = resolve))
  const checkingIn = county.commit(async (tx) => {
    const scannedAt = new Date('2026-11-21T14:00:00+08:00')
    const arrival = { id: newId(), sessionId, personId: idOf(0), scannedAt, way: 'qr' as const, ticket: null, step: 1 }
    const [answer] = await checkInMany(tx, [arrival])
    expect(answer?.ok).toBe(true)
    arrived()
    // Long enough for whoever does not wait to be done.
    await new Promise((resolve) => setTimeout(resolve, 400))
    return ok()
  })
  await isIn
  const marking = mark(classId, 0)
  await checkingIn
  expect((await marking).body.rows).toEqual([{ personId: idOf(0), code: 'came_already' }])
})

test('403: only whoever holds the class marks, and nobody marks themselves', async () => {
  const { programmeId, classId } = await taught(1, { placesMax: 5 })
  at('2026-11-22T07:30:00')
  const body = { personIds: [idOf(0)] }
  const path = `/classes/${classId}/no-shows`
  expect((await ask(county.logins.school_registrar, 'POST', path, body)).status).toBe(403)
  expect((await ask(county.logins.otherLead, 'POST', path, body)).status).toBe(404)
  const { id: personId } = await county.person({ organisationId: county.tree.a, name: '班主任兼学员' })
  await county.commit(async (tx) => {
    const place = { state: 'admitted' as const, holdsPlace: true, appliedAt: tx.context.now }
    const whose = { tenantId: county.tenant.id, programmeId, personId, schoolId: county.tree.a }
    await tx.insert(enrolments).values({ ...place, ...whose, id: newId() })
    return ok()
  })
  at('2026-11-21T13:00:00')
  expect((await asLead('POST', `/classes/${classId}/members`, { personIds: [personId] })).body.assigned).toBe(1)
  at('2026-11-22T07:30:00')
  const own = await county.login('班主任兼学员', [['class_lead', county.tree.provider]], personId)
  const asked = await ask(own, 'POST', path, { personIds: [personId] })
  expect(asked.body.rows).toEqual([{ personId, code: 'own_enrolment' }])
})
