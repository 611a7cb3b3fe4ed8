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

test('200: [002-15] [002-37] each school and each town against each requirement, one’s own part of the region alone', async () => {
  const { bureau_officer, town_officer, teacher } = county.logins
  const year = 2026
  const asked = (part: object) => ({
    ...{ id: newId(), organisationId: county.tree.bureau, fromYear: year, toYear: year, category: null },
    ...{ maxCentihours: null, average: false, unit: 'hour' as const, source: '年度计划', population: {} },
    ...{ minCentihours: 4800, ...part },
  })
  await county.commit(async (tx) =>
    ok(await addRequirements(tx, [asked({}), asked({ category: '师德', average: true })])),
  )
  const all = await county.request(bureau_officer, 'GET', `/credit-standing-matrix?year=${year}`)
  expect(all.status).toBe(200)
  const [whole, average] = all.body.requirements
  expect([whole.kind, average.kind]).toEqual(['least', 'average'])
  const school = all.body.rows.find(({ id }: { id: string }) => id === county.tree.a)
  expect(school.cells[0]).toMatchObject({ due: school.people, met: 0, mean: null })
  expect(school.cells[1]).toMatchObject({ due: 1, met: 0, mean: 0 })
  const towns = await county.request(bureau_officer, 'GET', `/credit-standing-matrix?year=${year}&by=town`)
  const town = towns.body.rows.find(({ id }: { id: string }) => id === county.tree.town)
  const below = all.body.rows.filter(({ townId }: { townId: string }) => townId === county.tree.town)
  expect(town).toMatchObject({ schools: below.length })
  expect(town.cells[1].due).toBe(below.length)
  const own = await county.request(town_officer, 'GET', `/credit-standing-matrix?year=${year}`)
  expect(own.body.rows.length).toBe(below.length)
  const file = await county.request(bureau_officer, 'GET', `/credit-standing-matrix/export?year=${year}`)
  expect(file.status).toBe(200)
  expect((await county.request(teacher, 'GET', '/credit-standing-matrix')).status).toBe(403)
})
