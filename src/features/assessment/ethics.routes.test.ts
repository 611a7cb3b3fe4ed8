import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { enrolments } from '../enrolment/tables.ts'
import { programmes } from '../programmes/tables.ts'

let now = Date.parse('2026-11-21T09:00:00+08:00')
let county: TestCounty
beforeAll(async () => {
  county = await testCounty({ now: () => new Date(now), ticks: () => performance.now() })
})
afterAll(() => county.close())

const asLead = (method: string, path: string, body?: unknown) =>
  county.request(county.logins.class_lead, method, path, body)
const personId = () => county.teachers.a[0]?.personId ?? ''

/** Adopts the shipped policy that asks ten hours of ethics with a plan, a record and an assessment. */
async function adoptMulan() {
  const officer = county.logins.bureau_officer
  const id = newId()
  const begun = { id, organisationId: county.tree.bureau, packId: 'mulan' }
  expect((await county.request(officer, 'POST', '/hour-policies', begun)).status).toBe(201)
  const version = { revision: 1, effectiveFrom: '2026-01-01', reason: '局务会通过' }
  expect((await county.request(officer, 'POST', `/hour-policies/${id}/versions`, version)).status).toBe(200)
}

/** A class of ten hours of ethics with one teacher, held, assessed and closed. */
async function teachEthics() {
  const [programmeId, classId, sessionId] = [newId(), newId(), newId()]
  const { tenant, tree } = county
  await county.commit(async (tx) => {
    await tx.insert(programmes).values({
      ...{ tenantId: tenant.id, createdAt: tx.context.now, id: programmeId, organisationId: tree.bureau },
      ...{
        providerId: tree.provider,
        year: 2026,
        version: 1,
        title: '师德师风全员培训',
        level: 'county',
        kind: 'topic',
      },
      ...{
        category: '师德',
        modes: ['face-to-face'],
        approximate: false,
        wholeRoster: false,
        audience: {},
        months: [],
      },
      ...{ yearRound: false, certificate: false, centihours: 1000, admission: 'first_come', placesMax: 100 },
      ...{ state: 'enrolling', justification: '师德为先', scheme: '集中研修', approvedAt: tx.context.now },
    })
    const place = { state: 'admitted' as const, holdsPlace: true, appliedAt: tx.context.now }
    await tx
      .insert(enrolments)
      .values({ tenantId: tenant.id, id: newId(), programmeId, schoolId: tree.a, personId: personId(), ...place })
    return ok()
  })
  const day = { startsOn: '2026-11-21', endsOn: '2026-11-21' }
  await asLead('POST', `/programmes/${programmeId}/classes`, { id: classId, title: '第一期', ...day })
  await asLead('POST', `/classes/${classId}/start`)
  const times = { startsAt: '2026-11-21T10:00:00+08:00', endsAt: '2026-11-21T12:00:00+08:00' }
  await asLead('POST', `/classes/${classId}/sessions`, { id: sessionId, title: '第一讲', venue: '报告厅', ...times })
  now = Date.parse('2026-11-21T14:00:00+08:00')
  const there = { personIds: [personId()], state: 'present', reason: '点名' }
  await asLead('POST', `/class-sessions/${sessionId}/hand-marks`, there)
  const scheme = { kind: 'exam', passMark: 60, attendanceMinPercent: 80, centihours: 1000 }
  await asLead('PUT', `/classes/${classId}/assessment-scheme`, scheme)
  const results = [{ personId: personId(), scoreTenths: 900 }]
  await asLead('PUT', `/classes/${classId}/assessment-results`, { results })
  expect((await asLead('POST', `/classes/${classId}/closure`, { id: newId() })).status).toBe(201)
  return classId
}

/** Approves and verifies what waits from one source, by two people who did not record it. */
async function post(sourceId: string) {
  const { principal, hours_officer } = county.logins
  const { body } = await county.request(principal, 'GET', `/credit-records?sourceId=${sourceId}`)
  const ids = body.items.map(({ id }: { id: string }) => id)
  await county.request(principal, 'POST', '/credit-record-approvals', { ids })
  const { body: posted } = await county.request(hours_officer, 'POST', '/credit-record-verifications', { ids })
  expect(posted.outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['done'])
}

async function standingOfEthics() {
  const { body } = await county.request(county.logins.bureau_officer, 'GET', `/people/${personId()}/credits`)
  return body.standings.find((one: { category: string | null }) => one.category === '师德')
}

test('[001-52] 200: ethics of a class that was planned, recorded and assessed is recognised, ten hours by hand are not', async () => {
  await adoptMulan()
  expect(await standingOfEthics()).toMatchObject({ state: 'short', counted: 0, missing: 1000 })
  const byHand = newId()
  await county.request(county.logins.school_registrar, 'POST', '/credit-records', {
    ...{
      id: byHand,
      personId: personId(),
      title: '师德学习',
      category: '师德',
      centihours: 1000,
      earnedOn: '2026-11-20',
    },
  })
  const { principal, hours_officer } = county.logins
  await county.request(principal, 'POST', '/credit-record-approvals', { ids: [byHand] })
  await county.request(hours_officer, 'POST', '/credit-record-verifications', { ids: [byHand] })
  expect(await standingOfEthics()).toMatchObject({ state: 'short', counted: 0, over: 1000, missing: 1000 })
  await post(await teachEthics())
  expect(await standingOfEthics()).toMatchObject({ state: 'met', counted: 1000, over: 1000, missing: 0 })
})
