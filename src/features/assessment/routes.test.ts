import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { eq } from 'drizzle-orm'
import { enrolments } from '../enrolment/tables.ts'
import { integrityFacts, integrityReversals } from '../integrity/tables.ts'
import { programmes } from '../programmes/tables.ts'

const opening = Date.parse('2026-11-21T09:00:00+08:00')
let now = opening
const clock = { now: () => new Date(now), ticks: () => performance.now() }

let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
})
afterAll(() => county.close())

const asLead = (method: string, path: string, body?: unknown) =>
  county.request(county.logins.class_lead, method, path, body)
const idOf = (login: Login | undefined) => login?.personId ?? ''

/** A running class of the teachers of school a, who were all at its one session but the last. */
async function openClass() {
  now = opening
  const [programmeId, classId, sessionId] = [newId(), newId(), newId()]
  const { tenant, tree, teachers } = county
  const members = teachers.a.map(idOf)
  await county.commit(async (tx) => {
    const base = { tenantId: tenant.id, createdAt: tx.context.now }
    await tx.insert(programmes).values({
      ...base,
      ...{ id: programmeId, organisationId: tree.bureau, providerId: tree.provider, year: 2026, version: 1 },
      ...{ title: '骨干教师能力提升培训', level: 'county', kind: 'backbone', category: '学科专业', modes: ['blended'] },
      ...{ approximate: false, wholeRoster: false, audience: {}, months: [], yearRound: false, certificate: true },
      ...{ centihours: 2400, admission: 'first_come', placesMax: 100, state: 'enrolling' },
      ...{ justification: '提升课堂教学', scheme: '集中研修', approvedAt: tx.context.now },
    })
    const admitted = {
      tenantId: tenant.id,
      programmeId,
      schoolId: tree.a,
      state: 'admitted' as const,
      holdsPlace: true,
    }
    await tx
      .insert(enrolments)
      .values(members.map((personId) => ({ ...admitted, id: newId(), personId, appliedAt: tx.context.now })))
    return ok()
  })
  const dates = { startsOn: '2026-11-21', endsOn: '2026-11-21' }
  await asLead('POST', `/programmes/${programmeId}/classes`, { id: classId, title: '第一期', ...dates })
  await asLead('POST', `/classes/${classId}/start`)
  const times = { startsAt: '2026-11-21T10:00:00+08:00', endsAt: '2026-11-21T12:00:00+08:00' }
  await asLead('POST', `/classes/${classId}/sessions`, { id: sessionId, title: '第一讲', venue: '报告厅', ...times })
  now = Date.parse('2026-11-21T14:00:00+08:00')
  const there = { personIds: members.slice(0, -1), state: 'present', reason: '点名' }
  expect((await asLead('POST', `/class-sessions/${sessionId}/hand-marks`, there)).status).toBe(200)
  return { classId, members }
}

const scheme = { kind: 'exam', passMark: 60, attendanceMinPercent: 80, centihours: 2400 }
const decide = (classId: string) => asLead('PUT', `/classes/${classId}/assessment-scheme`, scheme)
const record = (classId: string, scores: [string, number][]) =>
  asLead('PUT', `/classes/${classId}/assessment-results`, {
    results: scores.map(([personId, score]) => ({ personId, scoreTenths: score * 10 })),
  })
const close = (classId: string, id = newId()) => asLead('POST', `/classes/${classId}/closure`, { id })

describe('[001-64] closing', () => {
  test('422: nothing is closed without an assessment', async () => {
    const { classId } = await openClass()
    const { status, body } = await close(classId)
    expect([status, body.code]).toEqual([422, 'class_not_assessed'])
    const still = await asLead('GET', `/classes/${classId}/assessment`)
    expect(still.body).toMatchObject({ state: 'running', closeRefusal: 'class_not_assessed' })
  })

  test('422: no more hours than the programme promised when it was approved', async () => {
    const { classId } = await openClass()
    const path = `/classes/${classId}/assessment-scheme`
    const { status, body } = await asLead('PUT', path, { ...scheme, centihours: 24_000 })
    expect([status, body.code]).toEqual([422, 'hours_beyond_programme'])
    expect((await asLead('PUT', path, { ...scheme, centihours: 1_600 })).status).toBe(200)
  })

  test('422: whoever was there needs a result first', async () => {
    const { classId, members } = await openClass()
    await decide(classId)
    await record(classId, [[members[0] ?? '', 90]])
    const { status, body } = await close(classId)
    expect([status, body.code]).toEqual([422, 'results_missing'])
  })

  test('201: those who pass have their hours recorded, the others are told why not, and again gives the same', async () => {
    const { classId, members } = await openClass()
    await decide(classId)
    await record(classId, [
      [members[0] ?? '', 92],
      [members[1] ?? '', 59],
    ])
    const id = newId()
    const first = await close(classId, id)
    expect([first.status, first.body]).toEqual([201, { id, passed: 1, failed: 2, recorded: 1 }])
    expect((await close(classId, id)).body).toEqual(first.body)
    expect((await close(classId)).body.code).toBe('class_already_closed')

    const { body } = await asLead('GET', `/classes/${classId}/assessment`)
    expect(
      body.members.map((row: { judgement: { passed: boolean } }) => row.judgement.passed).filter(Boolean),
    ).toHaveLength(1)
    const waiting = await county.request(county.logins.principal, 'GET', `/credit-records?sourceId=${classId}`)
    expect(waiting.body.items).toMatchObject([
      { personId: members[0], centihours: 2400, category: '学科专业', state: 'recorded', earnedOn: '2026-11-21' },
    ])
    // [001-52] asks for a plan, a record and an assessment: hours of a class have all three.
    const proofs: { kind: string; sha256: string }[] = waiting.body.items[0].evidence
    expect(proofs.map(({ kind }) => kind)).toEqual(['计划', '记载', '考核'])
    expect(proofs.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true)
    const codes = await Promise.all(
      county.teachers.a.map(async (login) => {
        const { body } = await county.request(login, 'GET', '/notices')
        // What goes into somebody's integrity file is told beside it.
        const told = body.items.map(({ code }: { code: string }) => code)
        return told.find((code: string) => code.startsWith('assessment.'))
      }),
    )
    expect(codes).toEqual(['assessment.passed', 'assessment.score_short', 'assessment.attendance_short'])
  })

  test('201: [002-21] whoever had a place and never came is a no-show among the applications, is told, and is one no more when the fact is taken back', async () => {
    const { classId, members } = await openClass()
    await decide(classId)
    await record(classId, [
      [members[0] ?? '', 92],
      [members[1] ?? '', 91],
    ])
    expect((await close(classId)).status).toBe(201)
    const [absent] = members.slice(-1)
    const login = county.teachers.a.at(-1)
    const officer = county.logins.bureau_officer
    const noShows = async () => {
      const { body } = await county.request(officer, 'GET', `/enrolments?came=never&personId=${absent ?? ''}&limit=200`)
      return body.items.filter(({ noShow }: { noShow: boolean }) => noShow).length
    }
    const before = await noShows()
    expect(before).toBeGreaterThan(0)
    const mine = await county.request(login, 'GET', '/my/enrolments')
    expect(mine.body.items.some(({ noShow }: { noShow: boolean }) => noShow)).toBe(true)
    const told = await county.request(login, 'GET', '/notices')
    expect(told.body.items.map(({ code }: { code: string }) => code)).toContain('integrity.not_attended')
    const [fact] = await county.commit(async (tx) =>
      ok(await tx.select().from(integrityFacts).where(eq(integrityFacts.sourceId, classId))),
    )
    expect(fact).toMatchObject({ personId: absent, cause: 'not_attended' })
    await county.commit(async (tx) => {
      const by = { reversedBy: newId(), reversedFor: newId(), reversedByName: '督导', reversedAt: tx.context.now }
      await tx
        .insert(integrityReversals)
        .values({ tenantId: county.tenant.id, factId: fact?.id ?? '', reason: '当天支教', ...by })
      return ok()
    })
    expect(await noShows()).toBe(before - 1)
  })

  test('200: the sessions of a class come to hours by the clock of each policy in force, a day at a time', async () => {
    const { classId } = await openClass()
    const officer = county.logins.bureau_officer
    const id = newId()
    const made = { id, organisationId: county.tree.bureau, packId: 'guangdong' }
    const begun = await county.request(officer, 'POST', '/hour-policies', made)
    const adoption = { revision: begun.body.draft.revision, effectiveFrom: '2026-01-01', reason: '局务会通过' }
    const adopted = await county.request(officer, 'POST', `/hour-policies/${id}/versions`, adoption)
    expect(adopted.status).toBe(200)
    const { unit, title } = begun.body.draft.policy
    const times = { startsAt: '2026-11-21T13:00:00+08:00', endsAt: '2026-11-21T17:00:00+08:00' }
    const session = { id: newId(), title: '第二讲', venue: '报告厅', ...times }
    expect((await asLead('POST', `/classes/${classId}/sessions`, session)).status).toBe(201)
    // Two hours of the first session and four of this one: six hours of a clock are eight of 45 minutes.
    expect((await asLead('GET', `/classes/${classId}/assessment`)).body.byClock).toEqual([
      { policy: title, minutes: unit.minutes, mostDaily: unit.mostDaily ?? null, days: 1, total: 360, centihours: 800 },
    ])
    const ended = { endedOn: '2026-11-21', reason: '试行结束' }
    expect((await county.request(officer, 'POST', `/hour-policies/${id}/ending`, ended)).status).toBe(200)
  })

  test('409: a closed class takes no more results', async () => {
    const { classId, members } = await openClass()
    await decide(classId)
    await record(classId, [
      [members[0] ?? '', 80],
      [members[1] ?? '', 80],
    ])
    await close(classId)
    const late = await record(classId, [[members[0] ?? '', 100]])
    expect([late.status, late.body.code]).toEqual([409, 'class_already_closed'])
    expect((await decide(classId)).body.code).toBe('class_already_closed')
  })

  test('201: two closings at once close once', async () => {
    const { classId, members } = await openClass()
    await decide(classId)
    await record(classId, [
      [members[0] ?? '', 80],
      [members[1] ?? '', 80],
    ])
    const both = await Promise.all([close(classId), close(classId)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })
})

describe('results', () => {
  test('200: each row is answered by itself', async () => {
    const { classId, members } = await openClass()
    await decide(classId)
    const stranger = idOf(county.teachers.c[0])
    const { body } = await record(classId, [
      [members[0] ?? '', 88],
      [stranger, 70],
    ])
    expect(body.rows).toEqual([
      { personId: members[0], code: null },
      { personId: stranger, code: 'not_a_member' },
    ])
  })

  test('422: before anybody decided how the class is judged', async () => {
    const { classId, members } = await openClass()
    const { status, body } = await record(classId, [[members[0] ?? '', 88]])
    expect([status, body.code]).toEqual([422, 'class_not_assessed'])
  })

  test('400: more than a hundred points', async () => {
    const { classId, members } = await openClass()
    expect((await record(classId, [[members[0] ?? '', 101]])).status).toBe(400)
  })
})

test('404: a class of another provider', async () => {
  const { classId } = await openClass()
  const path = `/classes/${classId}/assessment`
  expect((await county.request(county.logins.otherLead, 'GET', path)).status).toBe(404)
  expect((await county.request(county.logins.teacher, 'GET', path)).status).toBe(403)
})
