import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantObjects } from '../../app/matrix-objects.ts'
import { testCounty, type TestCounty } from '../../app/testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
  const { personId } = (await plantObjects(county)).own
  const named = { name: '仇小满', staffNo: 'KX-0077A', subjects: ['14'] }
  const changed = await county.request(county.logins.bureau_officer, 'PATCH', `/people/${personId}`, named)
  expect(changed.status).toBe(200)
}, 120_000)
afterAll(() => county.close())

const lists = ['/people?q=', '/account-states?q=', '/enrolments?q=', '/credit-records?q=', '/certificates?q=']

// The same person, in every list that has a search box, by everything that they are known by.
const ways = [
  '仇小满',
  '小满',
  'qiuxiaoman',
  'Qiú Xiǎo Mǎn',
  'QXM',
  'chouxiaoman',
  'kx-00',
  'KX-0077a',
  '仇 数学',
  'qiu 小学',
]

test.each(lists.flatMap((list) => ways.map((way) => [list, way] as const)))(
  '200: %s%s finds her',
  async (list, way) => {
    const { status, body } = await county.request(county.logins.bureau_officer, 'GET', list + encodeURIComponent(way))
    expect(status).toBe(200)
    expect(body.items.length).toBeGreaterThan(0)
  },
)

test.each(lists.flatMap((list) => ['仇小满 语文', 'iuxiaoman', '仇 没有这所学校'].map((way) => [list, way] as const)))(
  '200: %s%s finds nobody',
  async (list, way) => {
    const { status, body } = await county.request(county.logins.bureau_officer, 'GET', list + encodeURIComponent(way))
    expect(status).toBe(200)
    expect(body.items).toEqual([])
  },
)

test('200: whom one may give a role to is found by their person: staff number in any case, and school', async () => {
  const { bureau_officer, system_admin, teacher } = county.logins
  const { body: person } = await county.request(bureau_officer, 'GET', `/people/${teacher.personId ?? ''}`)
  for (const way of [person.staffNo.toLowerCase(), `${person.name} ${person.organisationName}`]) {
    const { body } = await county.request(system_admin, 'GET', `/grantees?search=${encodeURIComponent(way)}`)
    expect(body.items.map(({ accountId }: { accountId: string }) => accountId)).toContain(teacher.accountId)
  }
})
