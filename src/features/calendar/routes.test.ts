import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { addDays } from '../../lib/dates.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { classMembers, classSessions, trainingClasses } from '../delivery/tables.ts'
import { enrolments } from '../enrolment/tables.ts'
import { programmes } from '../programmes/tables.ts'
import { eventsIn } from './testing.ts'

let county: TestCounty
const [programmeId, classId, sessionId, enrolmentId] = [newId(), newId(), newId(), newId()]
const teacher = () => county.logins.teacher

beforeAll(async () => {
  county = await testCounty()
  const { now, today } = county.door().context
  const { id: tenantId } = county.tenant
  const personId = teacher().personId ?? ''
  const hour = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
  await county.commit(async (tx) => {
    await tx.insert(programmes).values({
      ...{
        tenantId,
        id: programmeId,
        organisationId: county.tree.bureau,
        providerId: county.tree.provider,
        year: 2026,
      },
      ...{ title: '作业设计研修', level: 'county', kind: 'topic', approximate: false, wholeRoster: true, audience: {} },
      ...{ modes: ['face-to-face'], months: [], yearRound: false, centihours: 800, certificate: false, version: 1 },
      ...{ admission: 'first_come', state: 'running', createdAt: now, justification: '需要', scheme: '方案' },
      ...{
        startsOn: today,
        endsOn: addDays(today, 3),
        enrolOpensAt: hour(-48),
        enrolClosesAt: hour(-24),
        approvedAt: now,
      },
    })
    await tx.insert(enrolments).values({
      ...{ tenantId, id: enrolmentId, programmeId, personId, schoolId: county.tree.a, state: 'admitted' },
      ...{ appliedAt: now, holdsPlace: true },
    })
    await tx.insert(trainingClasses).values({
      ...{ tenantId, id: classId, programmeId, no: 1, title: '第一期', providerId: county.tree.provider },
      ...{ startsOn: today, endsOn: addDays(today, 3), state: 'running', createdAt: now },
    })
    await tx.insert(classMembers).values({ tenantId, classId, personId, enrolmentId, addedAt: now })
    await tx.insert(classSessions).values({
      ...{ tenantId, id: sessionId, classId, title: '单元作业', venue: '三楼, 报告厅', state: 'planned' },
      ...{ startsAt: hour(24), endsAt: hour(27), opensBefore: 30, lateAfter: 10, secret: Buffer.from('x') },
    })
    return ok()
  })
})
afterAll(() => county.close())

const path = '/my/calendar-feed'
const make = async (): Promise<string> =>
  String((await county.request(teacher(), 'POST', path, { id: newId() })).body.address)
const fetchFrom = (address: string) => county.app.request(new URL(address).pathname)

test('201, 200: a teacher makes an address, and a calendar reads the sessions of their classes there', async () => {
  expect((await county.request(teacher(), 'GET', path)).body).toEqual({ address: null, madeAt: null, sessions: 1 })
  const address = await make()
  const answer = await fetchFrom(address)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  const [event, ...others] = eventsIn(await answer.text())
  expect(others).toEqual([])
  expect(event).toMatchObject({
    ...{
      UID: `${sessionId}@qinglan`,
      SUMMARY: '作业设计研修 · 单元作业',
      LOCATION: '三楼, 报告厅',
      STATUS: 'CONFIRMED',
    },
  })
  expect((await county.request(teacher(), 'GET', path)).body.address).toBe(address)
})

test('200: what changes and what is cancelled comes to the calendar', async () => {
  const address = await make()
  const read = async () => eventsIn(await (await fetchFrom(address)).text())[0]
  const before = Number((await read())?.SEQUENCE)
  const lead = county.logins.bureau_officer
  const changed = await county.request(lead, 'PATCH', `/class-sessions/${sessionId}`, { venue: '二楼会议室' })
  expect(changed.status).toBe(200)
  expect(await read()).toMatchObject({ LOCATION: '二楼会议室' })
  await county.commit(async (tx) => {
    await tx.update(classSessions).set({ state: 'cancelled', reason: '台风' }).where(eq(classSessions.id, sessionId))
    return ok()
  })
  const after = await read()
  expect(after).toMatchObject({ STATUS: 'CANCELLED', DESCRIPTION: expect.stringContaining('台风') })
  expect(Number(after?.SEQUENCE)).toBeGreaterThanOrEqual(before)
})

test('404: an address that was ended or replaced, or that somebody guessed, reads nothing', async () => {
  const first = await make()
  const second = await make()
  expect((await fetchFrom(first)).status).toBe(404)
  expect((await fetchFrom(second)).status).toBe(200)
  expect((await fetchFrom(second.replace(/.{4}\.ics$/, 'AAAA.ics'))).status).toBe(404)
  expect((await fetchFrom(`http://x/calendar/${county.tenant.id}/${newId()}/x.ics`)).status).toBe(404)
  expect((await fetchFrom(`http://x/calendar/${newId()}/${newId()}/x.ics`)).status).toBe(404)
  expect((await county.request(teacher(), 'DELETE', path)).status).toBe(204)
  expect((await fetchFrom(second)).status).toBe(404)
  expect((await county.request(county.logins.bureau_officer, 'GET', path)).status).toBe(403)
})

test('200: the days of what one was admitted to stand there as whole days', async () => {
  const { tenant, tree } = county
  const [id, joinedId] = [newId(), newId()]
  const { now, today } = county.door().context
  const days = { startsOn: addDays(today, 20), endsOn: addDays(today, 24) }
  await county.commit(async (tx) => {
    const [there] = await tx.select().from(programmes).where(eq(programmes.id, programmeId))
    if (!there) throw new Error('a programme is there')
    await tx
      .insert(programmes)
      .values({ ...there, ...days, id, title: '骨干教师跟岗', state: 'enrolling', place: '省实验小学' })
    await tx.insert(enrolments).values({
      ...{ tenantId: tenant.id, id: joinedId, programmeId: id, personId: teacher().personId ?? '', schoolId: tree.a },
      ...{ state: 'admitted', appliedAt: now, holdsPlace: true },
    })
    return ok()
  })
  const events = eventsIn(await (await fetchFrom(await make())).text())
  const plain = (day: string) => day.replaceAll('-', '')
  expect(events.find(({ UID }) => UID === `${joinedId}@qinglan`)).toMatchObject({
    ...{
      SUMMARY: '骨干教师跟岗',
      LOCATION: '省实验小学',
      DTSTART: plain(days.startsOn),
      DTEND: plain(addDays(days.endsOn, 1)),
    },
  })
})
