import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import type { Actor } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { recordHours } from '../credits/public.ts'
import { addRequirements } from '../policies/public.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

test('200: a home says what is asked of the person and how much is missing', async () => {
  const year = new Date().getUTCFullYear()
  await county.commit(async (tx) => {
    const plain = { average: false, unit: 'hour' as const, source: '年度计划', population: {}, maxCentihours: null }
    const asked = { ...plain, organisationId: county.tree.bureau, fromYear: year, toYear: year }
    await addRequirements(tx, [
      { ...asked, id: newId(), category: null, minCentihours: 4800 },
      { ...asked, id: newId(), category: '师德', minCentihours: 1000, population: { stages: ['3'] } },
    ])
    return ok()
  })
  const { status, body } = await county.request(county.logins.teacher, 'GET', '/my/home')
  expect(status).toBe(200)
  expect(body.standings).toMatchObject([{ category: null, needed: 4800, counted: 0, missing: 4800 }])
})

test('403: an account that belongs to nobody has no home', async () => {
  expect((await county.request(county.logins.bureau_officer, 'GET', '/my/home')).status).toBe(403)
})

test('200: the year of an empty region is empty, and says so in figures', async () => {
  const { status, body } = await county.request(county.logins.bureau_officer, 'GET', '/workbench')
  expect(status).toBe(200)
  expect(body).toMatchObject({ programmes: [], waiting: [], funnel: { places: 0, applied: 0 } })
})

test('[003-27] 200: the matrix of schools shows a town only its own', async () => {
  const { body } = await county.request(county.logins.town_officer, 'GET', '/workbench/schools')
  const shown = new Set(body.schools.map((school: { id: string }) => school.id))
  expect(shown.has(county.tree.a)).toBe(true)
  expect(shown.has(county.tree.c)).toBe(false)
})

test('200: what waits is what the asker’s roles decide, and nothing else', async () => {
  const id = newId()
  await county.commit(async (tx) => {
    const source = { kind: 'class', id: newId(), title: '师德专题培训' }
    await recordHours(tx, [
      {
        ...{ id, personId: county.logins.teacher.personId ?? '', source, category: null, level: null, mode: null },
        ...{ kind: null, evidence: [] },
        ...{ centihours: 800, startedOn: null, earnedOn: '2026-05-20', certificate: false },
      },
    ])
    return ok()
  }, actorOf(county.logins.class_lead.accountId))
  const waitingOf = async (role: 'principal' | 'school_registrar' | 'hours_officer' | 'auditor') => {
    const { body } = await county.request(county.logins[role], 'GET', '/workbench')
    return body.waiting.map((row: { what: string }) => row.what)
  }
  expect(await waitingOf('principal')).toEqual(['record'])
  expect(await waitingOf('school_registrar')).toEqual([])
  expect(await waitingOf('hours_officer')).toEqual([])
  expect(await waitingOf('auditor')).toEqual([])
})

test('403: a provider is shown no standings of schools', async () => {
  expect((await county.request(county.logins.provider, 'GET', '/workbench/schools')).status).toBe(403)
})

const actorOf = (accountId: string): Actor => ({ accountId, personId: null, name: 'x', grants: [], sessionId: 's' })
