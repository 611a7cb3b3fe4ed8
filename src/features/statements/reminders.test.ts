import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { addRequirements } from '../policies/public.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

test('200: [002-15] a principal reminds those of the school who miss hours, each once in seven days', async () => {
  const { principal, teacher, otherPrincipal } = county.logins
  const year = 2026
  const asked = {
    ...{ id: newId(), organisationId: county.tree.bureau, fromYear: year, toYear: year, category: null },
    ...{ maxCentihours: null, average: false, unit: 'hour' as const, source: '年度计划', population: {} },
    minCentihours: 4800,
  }
  await county.commit(async (tx) => ok(await addRequirements(tx, [asked])))
  const personId = teacher.personId ?? ''
  const one = await county.request(principal, 'POST', '/hour-reminders', { year, personIds: [personId] })
  expect([one.status, one.body]).toEqual([200, { reminded: 1, recently: 0 }])
  const notices = await county.request(teacher, 'GET', '/notices')
  expect(notices.body.items).toMatchObject([{ code: 'statements.reminded', params: { hours: '48' } }])
  const all = await county.request(principal, 'POST', '/hour-reminders', { year })
  expect(all.body).toMatchObject({ recently: 1 })
  expect(all.body.reminded).toBeGreaterThan(0)
  const other = await county.request(otherPrincipal, 'POST', '/hour-reminders', { year, personIds: [personId] })
  expect(other.body).toEqual({ reminded: 0, recently: 0 })
  expect((await county.request(teacher, 'POST', '/hour-reminders', { year })).status).toBe(403)
})
