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
const takenOf = async (programmeId: string) => {
  const { body } = await county.request(county.logins.provider, 'GET', `/programmes/${programmeId}/electives`)
  return body.items.map((each: { placesTaken: number }) => each.placesTaken)
}
const join = (programmeId: string, as: Login) =>
  county.request(as, 'POST', `/programmes/${programmeId}/enrolments`, { id: newId() })

test('200: [002-09] a teacher chooses exactly 2 of 5 before the date, may change it, and no elective is oversold', async () => {
  const programmeId = await openTestProgramme(county)
  const titles = ['课堂观察', '作业设计', '命题研究', '跨学科教学', '人工智能助教']
  const items = titles.map((title, index) => ({ id: newId(), title, placesMax: index === 0 ? 1 : null }))
  const [one = '', two = '', three = '', four = '', five = ''] = items.map(({ id }) => id)
  expect(await offer(programmeId, items, { least: 6, most: 6 })).toMatchObject({
    body: { code: 'electives_contradict' },
  })
  expect((await offer(programmeId, items)).status).toBe(200)
  expect((await choose(programmeId, teacher(0), [one, two])).body.code).toBe('not_in_programme')
  for (const index of [0, 1]) await join(programmeId, teacher(index))
  expect((await choose(programmeId, teacher(0), [one])).body.code).toBe('electives_too_few')
  expect((await choose(programmeId, teacher(0), [one, two, three])).body.code).toBe('electives_too_many')
  expect((await choose(programmeId, teacher(0), [one, newId()])).body.code).toBe('elective_not_found')
  for (let times = 0; times < 2; times += 1) {
    const chosen = await choose(programmeId, teacher(0), [one, four])
    expect(chosen.status).toBe(200)
    expect(chosen.body.items.map((each: { isChosen: boolean }) => each.isChosen)).toEqual([
      true,
      false,
      false,
      true,
      false,
    ])
    expect(await takenOf(programmeId)).toEqual([1, 0, 0, 1, 0])
  }
  expect(await choose(programmeId, teacher(1), [one, five])).toMatchObject({
    status: 409,
    body: { code: 'elective_full' },
  })
  expect((await choose(programmeId, teacher(0), [two, five])).status).toBe(200)
  expect((await choose(programmeId, teacher(1), [one, five])).status).toBe(200)
  expect(await takenOf(programmeId)).toEqual([1, 1, 0, 0, 2])
  const file = await county.request(county.logins.provider, 'GET', `/list-exports/electives?programmeId=${programmeId}`)
  const read = await readGrid(new Uint8Array(await file.answer.arrayBuffer()))
  const lines = read.ok ? read.value.rows.slice(1) : []
  // One line for each who chose it, and one for what nobody chose.
  expect(lines.map(([, title]) => title)).toEqual([...titles, '人工智能助教'])
  expect((await offer(programmeId, items.slice(1))).body.code).toBe('elective_chosen')
  await offer(programmeId, items, { until: new Date(0).toISOString() })
  expect((await choose(programmeId, teacher(0), [one, two])).body.code).toBe('electives_over')
})

test('200: [002-09] 30 teachers choose at once an elective of 7 places: exactly 7 get it, and the others keep what they had', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 30 })
  const items = [7, null, null].map((placesMax, index) => ({ id: newId(), title: `选学${String(index)}`, placesMax }))
  const [scarce = '', two = '', three = ''] = items.map(({ id }) => id)
  await offer(programmeId, items)
  const crowd: Login[] = []
  for (let nth = 0; nth < 30; nth += 1) {
    const { id } = await county.person({ organisationId: county.tree.a, name: '同时选课' })
    crowd.push(await county.login('同时选课', [], id))
  }
  await Promise.all(crowd.map((each) => join(programmeId, each)))
  for (const each of crowd) expect((await choose(programmeId, each, [two, three])).status).toBe(200)
  const answers = await Promise.all(crowd.map((each) => choose(programmeId, each, [scarce, two])))
  const got = answers.filter(({ status }) => status === 200)
  expect(got).toHaveLength(7)
  for (const { status, body } of answers) if (status !== 200) expect(body.code).toBe('elective_full')
  expect(await takenOf(programmeId)).toEqual([7, 30, 23])
})

test('200: whoever gives their place up, is sent back, is dismissed or is replaced leaves their electives to others', async () => {
  const programmeId = await openTestProgramme(county)
  const items = [4, null].map((placesMax, index) => ({ id: newId(), title: `选学${String(index)}`, placesMax }))
  const both = items.map(({ id }) => id)
  await offer(programmeId, items)
  const ids: string[] = []
  for (const index of [0, 1, 2, 3]) {
    ids.push(String((await join(programmeId, teacher(index))).body.id))
    expect((await choose(programmeId, teacher(index), both)).status).toBe(200)
  }
  const post = (as: Login, path: string, body?: object) => county.request(as, 'POST', path, body)
  const [first = '', second = '', third = '', fourth = ''] = ids
  const back = await post(county.logins.school_registrar, `/enrolments/${second}/return`, { reason: '材料不全' })
  expect(back.status).toBe(200)
  expect(await takenOf(programmeId)).toEqual([3, 3])
  const decide = (as: Login, decision: string) =>
    post(as, '/enrolment-decisions', { ids: [first, third], decision, reason: null })
  await decide(county.logins.school_registrar, 'approve')
  await decide(county.logins.provider, 'admit')
  expect((await post(county.logins.provider, `/enrolments/${first}/dismissal`, { reason: '不能到训' })).status).toBe(
    200,
  )
  const coming = { id: newId(), personId: teacher(4).personId, reason: '产假' }
  expect((await post(county.logins.provider, `/enrolments/${third}/substitution`, coming)).status).toBe(201)
  expect(await takenOf(programmeId)).toEqual([1, 1])
  expect((await post(teacher(3), `/enrolments/${fourth}/withdrawal`)).status).toBe(200)
  expect(await takenOf(programmeId)).toEqual([0, 0])
  expect((await choose(programmeId, teacher(4), both)).status).toBe(200)
})

test('200: a programme without electives has none; 404: nothing to choose there', async () => {
  const programmeId = await openTestProgramme(county)
  await join(programmeId, teacher(0))
  expect((await county.request(teacher(0), 'GET', `/programmes/${programmeId}/my-electives`)).body).toBeNull()
  expect((await choose(programmeId, teacher(0), [])).status).toBe(404)
})
