import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { recordHours } from '../credits/public.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const set = (as: TestCounty['logins']['principal'], cycleStart: number, cycleYears: number) =>
  county.request(as, 'PUT', '/hour-cycle', { cycleStart, cycleYears })

test('[001-37] 200, 409: the cycle is set until an entry would lie in another one, and says why', async () => {
  const { bureau_officer: officer, hours_officer: verifier, principal, school_registrar: registrar } = county.logins
  expect((await county.request(officer, 'GET', '/hour-cycle')).body).toMatchObject({ cycleYears: 5, entries: 0 })
  expect((await set(officer, 2024, 3)).body).toMatchObject({ cycleStart: 2024, cycleYears: 3 })
  const id = newId()
  const personId = county.teachers.a[0]?.personId ?? ''
  const source = { kind: 'class', id: newId(), title: '师德专题培训' }
  const hours = { id, personId, source, category: null, level: null, mode: null, kind: null, evidence: [] }
  const record = { ...hours, centihours: 800, startedOn: null, earnedOn: '2026-05-20', certificate: false }
  await county.commit((tx) => recordHours(tx, [record]), {
    accountId: registrar.accountId,
    personId: null,
    name: '专干',
    grants: [],
    sessionId: 's',
  })
  await county.request(principal, 'POST', '/credit-record-approvals', { ids: [id] })
  await county.request(verifier, 'POST', '/credit-record-verifications', { ids: [id] })
  const refused = await set(officer, 2026, 3)
  expect([refused.status, refused.body.code]).toEqual([409, 'cycle_posted'])
  // 2026 lies in 2024–2026 either way.
  expect((await set(officer, 2027, 3)).status).toBe(200)
  expect((await county.request(officer, 'GET', '/hour-cycle')).body).toMatchObject({ cycleStart: 2027, entries: 1 })
})

test('403: the cycle is that of the whole bureau, and nobody else’s', async () => {
  const part = await county.login('片区干部', [['bureau_officer', county.tree.town]])
  expect((await set(part, 2020, 5)).body.code).toBe('not_whole_bureau')
  expect((await set(county.logins.principal, 2020, 5)).status).toBe(403)
  expect((await county.request(county.logins.teacher, 'GET', '/hour-cycle')).status).toBe(403)
})
