import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { postRefusal } from './core.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const hire = (name: string) => county.person({ organisationId: county.tree.a, name })
const post = (personId: string, path: string, body: object) =>
  county.request(county.logins.school_registrar, 'POST', `/people/${personId}/${path}`, body)

test('201: a leave, a return and a retirement are dated changes, and nobody is deleted', async () => {
  const { id } = await hire('历任者')
  const change = (state: string, on: string) => post(id, 'state-changes', { id: newId(), state, on, reason: '按规定' })
  expect((await change('14', '2025-03-01')).status).toBe(201)
  expect((await change('11', '2025-09-01')).status).toBe(201)
  expect((await change('14', '2025-05-01')).body.code).toBe('change_before_last')
  expect((await change('11', '2025-10-01')).body.code).toBe('state_unchanged')
  expect((await change('01', '2099-01-01')).body.code).toBe('change_in_future')
  expect((await change('01', '2026-08-31')).body.state).toBe('01')
  const life = await county.request(county.logins.school_registrar, 'GET', `/people/${id}/life`)
  const states = life.body.items.filter((item: { kind: string }) => item.kind === 'state')
  expect(
    states.map((item: { on: string; before: string; after: string }) => [item.on, item.before, item.after]),
  ).toEqual([
    ['2026-08-31', '11', '01'],
    ['2025-09-01', '14', '11'],
    ['2025-03-01', '11', '14'],
  ])
})

test('400: nobody is put into the state of a merged number by hand', async () => {
  const { id } = await hire('不可合并')
  const changed = await post(id, 'state-changes', { id: newId(), state: '09', on: '2026-01-01', reason: '按规定' })
  expect(changed.status).toBe(400)
})

test('[003-16] 201: a post is held from a day to a day, and the audience by post follows it', async () => {
  const { id } = await hire('教研组长')
  const draft = { id: newId(), kind: '21', fromOn: '2025-09-01', toOn: null }
  expect((await post(id, 'posts', draft)).status).toBe(201)
  expect((await post(id, 'posts', draft)).status).toBe(201)
  expect((await post(id, 'posts', { ...draft, id: newId() })).body.code).toBe('post_held_already')
  const size = async () => {
    const body = { population: { posts: ['21'] } }
    return (await county.request(county.logins.bureau_officer, 'POST', '/audience-previews', body)).body.size
  }
  const before = await size()
  expect((await post(id, 'post-endings', { postId: draft.id, toOn: '2025-08-31' })).body.code).toBe(
    'post_ends_before_it_begins',
  )
  expect((await post(id, 'post-endings', { postId: draft.id, toOn: '2026-01-31' })).body.toOn).toBe('2026-01-31')
  expect(before - (await size())).toBe(1)
})

test('200: a change of name or title is part of the life', async () => {
  const { id } = await hire('曾用名')
  await county.request(county.logins.school_registrar, 'PATCH', `/people/${id}`, { name: '现用名', title: 'senior' })
  const life = await county.request(county.logins.school_registrar, 'GET', `/people/${id}/life`)
  expect(
    life.body.items.map((item: { kind: string; before: string; after: string }) => [
      item.kind,
      item.before,
      item.after,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['name', '曾用名', '现用名'],
      ['title', 'first', 'senior'],
    ]),
  )
})

test('200: what training needs of a teacher is kept and shown', async () => {
  const { id } = await hire('全字段')
  const known = {
    nationalNo: '1234567890123456789',
    staffKind: '11',
    politicalStatus: '01',
    education: '21',
    degree: '4',
    mandarin: '3',
    joinedOn: '2015-09-01',
    retiresOn: '2048-08-31',
  }
  await county.request(county.logins.school_registrar, 'PATCH', `/people/${id}`, known)
  const { body } = await county.request(county.logins.school_registrar, 'GET', `/people/${id}`)
  expect(body).toMatchObject(known)
})

test.each([
  [{ fromOn: '2026-01-01', toOn: '2025-12-31' }, 'post_ends_before_it_begins'],
  [{ fromOn: '2025-06-01', toOn: null }, 'post_held_already'],
  [{ fromOn: '2024-01-01', toOn: '2024-08-31' }, undefined],
  [{ fromOn: '2026-01-01', toOn: null }, undefined],
] as const)('a post from %j beside one of 2024-09-01 to 2025-12-31: %s', (term, refusal) => {
  expect(postRefusal(term, [{ fromOn: '2024-09-01', toOn: '2025-12-31' }])).toBe(refusal)
})
