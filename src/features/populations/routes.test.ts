import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const draft = (rule: object, name = `人群${newId().slice(-8)}`) => ({
  id: newId(),
  organisationId: county.tree.bureau,
  name,
  rule,
})
const add = async (rule: object, name?: string) => {
  const body = draft(rule, name)
  const { status } = await county.request(officer(), 'POST', '/populations', body)
  expect(status).toBe(201)
  return body
}
const show = async (id: string) => (await county.request(officer(), 'GET', `/populations/${id}`)).body

test('[000-02] 201: 小学 + 数学 + 骨干 under a name is a list of teachers', async () => {
  const person = await county.person({
    organisationId: county.tree.a,
    name: '骨干甲',
    subjects: ['14'],
    talentLevel: 'county_backbone',
  })
  const { id } = await add({ stages: ['2'], subjects: ['14'], talentLevels: ['county_backbone'] })
  const { meant } = await show(id)
  expect([meant.size, meant.people.map((one: { id: string }) => one.id)]).toEqual([1, [person.id]])
})

test('[003-13] 201: the rule that asks nothing is everybody in post, counted live', async () => {
  const { id } = await add({})
  const before = (await show(id)).meant.size
  const leaver = await county.person({ organisationId: county.tree.c, name: '将退休' })
  expect((await show(id)).meant.size).toBe(before + 1)
  const retire = { id: newId(), state: '01', on: '2026-01-31', reason: '到龄' }
  await county.request(officer(), 'POST', `/people/${leaver.id}/state-changes`, retire)
  expect((await show(id)).meant.size).toBe(before)
})

test.each<[string, { posts?: string[]; yearsMax?: number }]>([
  ['[003-16] 教研组长', { posts: ['21'] }],
  ['[002-47] 班主任', { posts: ['23'] }],
  ['[002-47] 青年', { yearsMax: 3 }],
])('%s is a population', async (_, rule) => {
  const { id } = await add(rule)
  const before = (await show(id)).meant.size
  const posts = [{ kind: rule.posts?.[0] ?? '10', fromOn: '2025-09-01', toOn: null }]
  await county.person({ organisationId: county.tree.b, name: '入列', startedOn: '2025-09-01', posts })
  expect((await show(id)).meant.size).toBe(before + 1)
})

test('201: a change is a new version, and a programme that used the old one keeps its meaning', async () => {
  const population = await add({ stages: ['2'] })
  const programme = {
    ...{ id: newId(), organisationId: county.tree.bureau, year: 2026, title: '版本培训', level: 'county' },
    ...{ kind: 'topic', audience: {}, populationId: population.id },
  }
  const drafted = await county.request(officer(), 'POST', '/programmes', programme)
  expect([drafted.status, drafted.body.audience]).toEqual([201, { stages: ['2'] }])
  const next = { after: 1, name: population.name, rule: { stages: ['3'] }, reason: '范围调整' }
  const changed = await county.request(officer(), 'POST', `/populations/${population.id}/versions`, next)
  expect([changed.status, changed.body.version]).toEqual([201, 2])
  const stale = await county.request(officer(), 'POST', `/populations/${population.id}/versions`, next)
  expect([stale.status, stale.body.code]).toEqual([409, 'population_changed_meanwhile'])
  const kept = await county.request(officer(), 'GET', `/programmes/${programme.id}`)
  expect(kept.body.audience).toEqual({ stages: ['2'] })
  const { versions, usedBy } = await show(population.id)
  expect(versions.map((one: { version: number; rule: object }) => [one.version, one.rule])).toEqual([
    [2, { stages: ['3'] }],
    [1, { stages: ['2'] }],
  ])
  expect(usedBy).toMatchObject([{ objectKind: 'programme', objectId: programme.id, version: 1 }])
})

test('409: what was put away is not chosen again, and names are used once', async () => {
  const population = await add({ stages: ['1'] })
  const twin = await county.request(officer(), 'POST', '/populations', draft({}, population.name))
  expect([twin.status, twin.body.code]).toEqual([409, 'population_name_taken'])
  expect((await county.request(officer(), 'POST', `/populations/${population.id}/closing`)).status).toBe(201)
  const programme = {
    ...{ id: newId(), organisationId: county.tree.bureau, year: 2026, title: '收起之后', level: 'county' },
    ...{ kind: 'topic', audience: {}, populationId: population.id },
  }
  const refused = await county.request(officer(), 'POST', '/programmes', programme)
  expect([refused.status, refused.body.code]).toEqual([409, 'population_closed'])
})

test('[003-27] 200: a school sees the populations of the bureau, and cannot change them', async () => {
  const population = await add({ stages: ['4'] })
  const seen = await county.request(county.logins.school_registrar, 'GET', '/populations')
  expect(seen.body.items.map((one: { id: string }) => one.id)).toContain(population.id)
  const next = { after: 1, name: population.name, rule: {}, reason: '范围调整' }
  const changed = await county.request(
    county.logins.school_registrar,
    'POST',
    `/populations/${population.id}/versions`,
    next,
  )
  expect(changed.status).toBe(404)
})

test('422: the fewest years are not more than the most', async () => {
  const crossed = await county.request(officer(), 'POST', '/populations', draft({ yearsMin: 9, yearsMax: 3 }))
  expect([crossed.status, crossed.body.code]).toEqual([422, 'population_years_crossed'])
})
