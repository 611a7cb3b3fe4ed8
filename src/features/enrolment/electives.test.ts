import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { openTestProgramme, testTeacher } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const teacher = (index: number) => testTeacher(county, index)
const soon = () => new Date(Date.now() + 86_400_000).toISOString()
const offer = (programmeId: string, items: unknown, rule: object = {}) =>
  county.request(county.logins.bureau_officer, 'PUT', `/programmes/${programmeId}/electives`, {
    ...{ least: 2, most: 2, until: soon(), items },
    ...rule,
  })
const choose = (programmeId: string, as: Login, electiveIds: readonly string[]) =>
  county.request(as, 'PUT', `/programmes/${programmeId}/my-electives`, { electiveIds })
const join = (programmeId: string, as: Login) =>
  county.request(as, 'POST', `/programmes/${programmeId}/enrolments`, { id: newId() })

test('200: [002-09] a teacher chooses exactly 2 of 3 before the date, may change it, and no elective is oversold', async () => {
  const programmeId = await openTestProgramme(county)
  const items = ['课堂观察', '作业设计', '命题研究'].map((title, index) => ({
    ...{ id: newId(), title, placesMax: index === 0 ? 1 : null },
  }))
  const [one = '', two = '', three = ''] = items.map(({ id }) => id)
  expect(await offer(programmeId, items, { least: 4, most: 4 })).toMatchObject({
    body: { code: 'electives_contradict' },
  })
  expect((await offer(programmeId, items)).status).toBe(200)
  expect((await choose(programmeId, teacher(0), [one, two])).body.code).toBe('not_in_programme')
  for (const index of [0, 1]) await join(programmeId, teacher(index))
  expect((await choose(programmeId, teacher(0), [one])).body.code).toBe('electives_too_few')
  expect((await choose(programmeId, teacher(0), [one, two, three])).body.code).toBe('electives_too_many')
  expect((await choose(programmeId, teacher(0), [one, newId()])).body.code).toBe('elective_not_found')
  for (let times = 0; times < 2; times += 1) {
    const chosen = await choose(programmeId, teacher(0), [one, two])
    expect(chosen).toMatchObject({
      status: 200,
      body: { items: [{ isChosen: true, placesTaken: 1 }, { placesTaken: 1 }, {}] },
    })
  }
  expect(await choose(programmeId, teacher(1), [one, three])).toMatchObject({
    status: 409,
    body: { code: 'elective_full' },
  })
  expect((await choose(programmeId, teacher(0), [two, three])).status).toBe(200)
  expect((await choose(programmeId, teacher(1), [one, three])).status).toBe(200)
  const counts = await county.request(county.logins.provider, 'GET', `/programmes/${programmeId}/electives`)
  expect(counts.body.items.map((each: { placesTaken: number }) => each.placesTaken)).toEqual([1, 1, 2])
  const file = await county.request(county.logins.provider, 'GET', `/list-exports/electives?programmeId=${programmeId}`)
  const read = await readGrid(new Uint8Array(await file.answer.arrayBuffer()))
  const lines = read.ok ? read.value.rows.slice(1) : []
  expect(lines.map(([, title]) => title)).toEqual(['课堂观察', '作业设计', '命题研究', '命题研究'])
  expect((await offer(programmeId, items.slice(1))).body.code).toBe('elective_chosen')
  await offer(programmeId, items, { until: new Date(0).toISOString() })
  expect((await choose(programmeId, teacher(0), [one, two])).body.code).toBe('electives_over')
})

test('200: a programme without electives has none; 404: nothing to choose there', async () => {
  const programmeId = await openTestProgramme(county)
  await join(programmeId, teacher(0))
  expect((await county.request(teacher(0), 'GET', `/programmes/${programmeId}/my-electives`)).body).toBeNull()
  expect((await choose(programmeId, teacher(0), [])).status).toBe(404)
})
