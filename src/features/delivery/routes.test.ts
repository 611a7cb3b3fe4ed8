import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { enrolments } from '../enrolment/tables.ts'
import { programmes } from '../programmes/tables.ts'
import { tokenOf } from './tickets.ts'
import { attendances, classSessions } from './tables.ts'

const start = Date.parse('2026-11-21T13:45:00+08:00')
let now = start
const clock = { now: () => new Date(now), ticks: () => performance.now() }
const at = (time: string) => (now = Date.parse(`2026-11-21T${time}+08:00`))

let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
})
afterAll(() => county.close())

const teacher = (index: number): Login => {
  const found = [...county.teachers.a, ...county.teachers.b, ...county.teachers.c][index]
  if (!found) throw new Error('no such teacher')
  return found
}

/** A programme to which these teachers were admitted. */
async function admitTo(size: number): Promise<string> {
  const id = newId()
  const { tenant, tree } = county
  await county.commit(async (tx) => {
    const createdAt = tx.context.now
    await tx.insert(programmes).values({
      tenantId: tenant.id,
      id,
      organisationId: tree.bureau,
      providerId: tree.provider,
      year: 2026,
      title: '初中数学骨干教师培训',
      level: 'county',
      kind: 'backbone',
      approximate: false,
      wholeRoster: false,
      audience: {},
      modes: [],
      months: [],
      yearRound: false,
      centihours: 2400,
      certificate: true,
      admission: 'first_come',
      placesMax: 100,
      state: 'enrolling',
      justification: '提升课堂教学',
      scheme: '集中研修',
      approvedAt: createdAt,
      version: 1,
      createdAt,
    })
    for (let index = 0; index < size; index += 1) {
      await tx.insert(enrolments).values({
        tenantId: tenant.id,
        id: newId(),
        programmeId: id,
        personId: teacher(index).personId ?? '',
        schoolId: tree.a,
        state: 'admitted',
        holdsPlace: true,
        appliedAt: createdAt,
      })
    }
    return ok()
  })
  return id
}

const asLead = (method: string, path: string, body?: unknown) =>
  county.request(county.logins.class_lead, method, path, body)

/** A class in which these teachers sit, with a session from 14:00 to 16:30. */
async function openClass(size: number) {
  at('09:00:00')
  const programmeId = await admitTo(size)
  const classId = newId()
  const draft = { id: classId, title: '第一期', startsOn: '2026-11-21', endsOn: '2026-11-23' }
  expect(await asLead('POST', `/programmes/${programmeId}/classes`, draft)).toMatchObject({ status: 201 })
  expect(await asLead('POST', `/classes/${classId}/start`)).toMatchObject({ status: 200, body: { state: 'running' } })
  const sessionId = await addSession(classId)
  return { programmeId, classId, sessionId }
}

const times = { startsAt: '2026-11-21T14:00:00+08:00', endsAt: '2026-11-21T16:30:00+08:00' }

async function addSession(classId: string): Promise<string> {
  const id = newId()
  const added = await asLead('POST', `/classes/${classId}/sessions`, {
    id,
    title: '开班第一课',
    venue: '报告厅',
    ...times,
  })
  expect(added.status).toBe(201)
  return id
}

const board = async (sessionId: string) => {
  const { body } = await asLead('GET', `/class-sessions/${sessionId}/host`)
  return { ...body, token: new URL(String(body.link), 'https://x').searchParams.get('t') ?? '' }
}
const exchange = (sessionId: string, token: string) =>
  county.request(undefined, 'POST', '/check-in-tickets', { bureau: 'test', sessionId, token })
const checkIn = (as: Login, given: { ticket?: string; code?: string; id?: string }) =>
  county.request(as, 'POST', '/check-ins', { id: newId(), ...given })

async function scan(sessionId: string): Promise<string> {
  const { body } = await exchange(sessionId, (await board(sessionId)).token)
  return String(body.ticket)
}

test('201: a scan before signing in keeps its instant; the teacher is on time though they sign in later', async () => {
  const { sessionId, classId } = await openClass(2)
  at('14:09:50')
  const ticket = await scan(sessionId)
  at('14:13:00')
  const checkedIn = await checkIn(teacher(0), { ticket })
  expect(checkedIn).toMatchObject({ status: 201, body: { state: 'present', already: false, venue: '报告厅' } })
  expect(checkedIn.body.at).toBe('2026-11-21T06:09:50.000Z')

  expect(await board(sessionId)).toMatchObject({ members: 2, present: 1, late: 0, recent: [{ state: 'present' }] })
  const sheet = (await asLead('GET', `/classes/${classId}/attendance`)).body
  const row = sheet.rows.find((each: { personId: string }) => each.personId === teacher(0).personId)
  expect(row).toMatchObject({ standings: ['present'], marks: [{ way: 'qr' }], held: 1, present: 1 })
})

test('201: six characters find the session among those of today; late is late', async () => {
  const { sessionId } = await openClass(1)
  at('14:10:00')
  const { code } = await board(sessionId)
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{6}$/)
  const typed = `${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`
  expect(await checkIn(teacher(0), { code: typed })).toMatchObject({ status: 201, body: { sessionId, state: 'late' } })
})

test('422: too early is told when to come back, writes nothing and spoils nothing', async () => {
  const { sessionId } = await openClass(1)
  at('13:30:00')
  const early = await exchange(sessionId, (await board(sessionId)).token)
  expect(early).toMatchObject({ status: 422, body: { code: 'check_in_too_early', detail: '2026-11-21T05:40:00.000Z' } })
  expect(await checkIn(teacher(0), { code: (await board(sessionId)).code })).toMatchObject({
    status: 422,
    body: { code: 'check_in_too_early' },
  })
  const written = await county.commit(async (tx) =>
    ok(await tx.select().from(attendances).where(eq(attendances.sessionId, sessionId))),
  )
  expect(written).toEqual([])
  at('13:41:00')
  expect(await checkIn(teacher(0), { ticket: await scan(sessionId) })).toMatchObject({
    status: 201,
    body: { state: 'present' },
  })
})

test('200: twice is told so and changes nothing; a retry with the same id is the first answer again', async () => {
  const { sessionId } = await openClass(1)
  at('13:50:00')
  const id = newId()
  const ticket = await scan(sessionId)
  const first = await checkIn(teacher(0), { id, ticket })
  expect(first.status).toBe(201)
  expect(await checkIn(teacher(0), { id, ticket })).toMatchObject({ status: 201, body: first.body })
  at('14:30:00')
  const again = await checkIn(teacher(0), { ticket: await scan(sessionId) })
  expect(again).toMatchObject({ status: 200, body: { already: true, state: 'present', at: first.body.at } })
})

test('410: a code that was passed on has left the screen; 409: a scan serves one person', async () => {
  const { sessionId } = await openClass(2)
  at('13:50:00')
  const { token, code } = await board(sessionId)
  now += 12_000
  expect((await exchange(sessionId, token)).status).toBe(201)
  now += 12_000
  expect(await exchange(sessionId, token)).toMatchObject({ status: 410, body: { code: 'code_too_old' } })
  expect(await checkIn(teacher(1), { code })).toMatchObject({ status: 410, body: { code: 'code_too_old' } })

  const ticket = await scan(sessionId)
  expect((await checkIn(teacher(0), { ticket })).status).toBe(201)
  expect(await checkIn(teacher(1), { ticket })).toMatchObject({ status: 409, body: { code: 'ticket_used' } })
})

test('410: a ticket waits five minutes; 422: one that was tampered with or made elsewhere', async () => {
  const { sessionId } = await openClass(1)
  at('13:50:00')
  const ticket = await scan(sessionId)
  now += 5 * 60_000 + 1
  expect(await checkIn(teacher(0), { ticket })).toMatchObject({ status: 410, body: { code: 'ticket_expired' } })
  const forged = ticket.replace(/^./, (first) => (first === '0' ? '1' : '0'))
  expect(await checkIn(teacher(0), { ticket: forged })).toMatchObject({ status: 422, body: { code: 'ticket_invalid' } })
  expect(await exchange(sessionId, 'x.y')).toMatchObject({ status: 422, body: { code: 'code_wrong' } })
  expect(await exchange(newId(), 'x.y')).toMatchObject({ status: 404 })
  const source = { tenantId: county.tenant.id, sessionId, secret: county.vault.seal('another secret') }
  const foreign = tokenOf(county.vault, source, Math.floor(now / 12_000))
  expect(await exchange(sessionId, foreign)).toMatchObject({ status: 422, body: { code: 'code_wrong' } })
})

test('403: somebody who is not in the class; 422: a session that is over or was cancelled', async () => {
  const { sessionId, classId } = await openClass(1)
  at('13:50:00')
  expect(await checkIn(teacher(2), { ticket: await scan(sessionId) })).toMatchObject({
    status: 403,
    body: { code: 'not_a_member' },
  })
  const other = await addSession(classId)
  const reason = '台风预警'
  expect((await asLead('POST', `/class-sessions/${other}/cancellation`, { reason })).body).toMatchObject({
    state: 'cancelled',
    reason,
  })
  const { token } = await board(other)
  expect(await exchange(other, token)).toMatchObject({ status: 422, body: { code: 'session_cancelled' } })
  at('16:30:01')
  expect(await checkIn(teacher(0), { code: (await board(sessionId)).code })).toMatchObject({
    status: 422,
    body: { code: 'check_in_over' },
  })
})

test('429: guessing codes ends after ten tries, for that person alone', async () => {
  const { sessionId } = await openClass(5)
  at('13:50:00')
  const tries = []
  for (let index = 0; index < 11; index += 1) tries.push((await checkIn(teacher(4), { code: '222222' })).status)
  expect(tries).toEqual([...Array.from({ length: 10 }, () => 422), 429])
  const { code } = await board(sessionId)
  expect((await checkIn(teacher(4), { code })).body).toMatchObject({ code: 'too_many_codes' })
  expect((await checkIn(teacher(3), { code })).status).toBe(201)
})

test('200: the host marks by hand with a reason, which is shown and kept in the trail', async () => {
  const { sessionId, classId } = await openClass(2)
  at('14:30:00')
  const [first, second] = [teacher(0).personId, teacher(1).personId]
  const hand = (body: object) => asLead('POST', `/class-sessions/${sessionId}/hand-marks`, body)
  expect((await hand({ personIds: [first], state: 'present', reason: '' })).status).toBe(400)
  const marked = await hand({ personIds: [first, teacher(3).personId], state: 'present', reason: '手机没电' })
  expect(marked.body).toMatchObject({ marked: 1, refused: 1 })
  await hand({ personIds: [second], state: 'leave', reason: '病假' })
  const { rows } = (await asLead('GET', `/classes/${classId}/attendance`)).body
  const row = rows.find((each: { personId: string }) => each.personId === first)
  expect(row.marks[0]).toMatchObject({ way: 'hand', reason: '手机没电', byName: '班主任' })
  expect((await checkIn(teacher(1), { ticket: await scan(sessionId) })).body).toMatchObject({
    state: 'leave',
    already: true,
  })
})

test('200: whoever has no mark is absent once check-in is over', async () => {
  const { sessionId, classId } = await openClass(2)
  at('13:50:00')
  await checkIn(teacher(0), { ticket: await scan(sessionId) })
  at('17:00:00')
  const { rows } = (await asLead('GET', `/classes/${classId}/attendance`)).body
  expect(rows.map((row: { standings: string[] }) => row.standings[0]).toSorted()).toEqual(['absent', 'present'])
  const own = await county.request(teacher(1), 'GET', '/my/sessions')
  expect(own.body.items.find((each: { id: string }) => each.id === sessionId)).toMatchObject({ standing: 'absent' })
})

test('200: moving a session tells its members when and where it is now; 422: what is over is not moved', async () => {
  const { sessionId } = await openClass(1)
  at('10:00:00')
  const moved = { startsAt: '2026-11-22T09:00:00+08:00', endsAt: '2026-11-22T11:00:00+08:00', venue: '录播教室' }
  expect((await asLead('PATCH', `/class-sessions/${sessionId}`, moved)).body).toMatchObject({ venue: '录播教室' })
  const { items } = (await county.request(teacher(0), 'GET', '/notices')).body
  expect(items.find((each: { code: string }) => each.code === 'session.moved')).toMatchObject({
    params: { when: '2026-11-22 09:00', venue: '录播教室' },
  })
  now = Date.parse('2026-11-23T09:00:00+08:00')
  expect(await asLead('PATCH', `/class-sessions/${sessionId}`, { venue: 'x' })).toMatchObject({
    status: 422,
    body: { code: 'session_over' },
  })
})

test('200: with two classes people are split evenly or moved by hand; another provider’s lead sees neither', async () => {
  at('09:00:00')
  const programmeId = await admitTo(4)
  const [first, second] = [newId(), newId()]
  const make = (id: string, title: string, places?: number) =>
    asLead('POST', `/programmes/${programmeId}/classes`, {
      id,
      title,
      startsOn: '2026-11-21',
      endsOn: '2026-11-23',
      places,
    })
  expect((await make(first, '一班')).body).toMatchObject({ no: 1, members: 4 })
  expect((await make(first, '一班')).status).toBe(201)
  expect((await make(second, '二班', 2)).body).toMatchObject({ no: 2, members: 0 })
  const personIds = [teacher(0), teacher(1), teacher(2)].map(({ personId }) => personId)
  const moved = await asLead('POST', `/classes/${second}/members`, { personIds })
  expect(moved.body).toMatchObject({ assigned: 2, refused: 1 })
  expect((await asLead('GET', `/classes/${first}`)).body).toMatchObject({ members: 2 })
  expect((await asLead('POST', `/programmes/${programmeId}/class-assignments`)).body).toMatchObject({ assigned: 0 })
  expect((await county.request(county.logins.otherLead, 'GET', `/classes/${first}`)).status).toBe(404)
  expect((await county.request(county.logins.otherLead, 'GET', `/class-sessions/${newId()}/host`)).status).toBe(404)
  expect((await county.request(teacher(0), 'GET', `/classes/${first}`)).status).toBe(403)
})

test('[003-26] two phones of one person and a hundred requests at once: one mark, and everybody is answered', async () => {
  const { sessionId } = await openClass(9)
  at('13:50:00')
  const tickets = await Promise.all(Array.from({ length: 9 }, () => scan(sessionId)))
  const answers = await Promise.all(
    Array.from({ length: 99 }, (_, index) => checkIn(teacher(index % 9), { ticket: tickets[index % 9] ?? '' })),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(9)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(90)
  const written = await county.commit(async (tx) =>
    ok(await tx.select().from(attendances).where(eq(attendances.sessionId, sessionId))),
  )
  expect(written).toHaveLength(9)
})

test('a secret is kept sealed, and differs from session to session', async () => {
  const { classId } = await openClass(1)
  await addSession(classId)
  const rows = await county.commit(async (tx) =>
    ok(await tx.select().from(classSessions).where(eq(classSessions.classId, classId))),
  )
  const secrets = rows.map(({ secret }) => county.vault.open(secret))
  expect(new Set(secrets).size).toBe(2)
})
