import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { keptOf, listOf } from './core.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
}, 120_000)
afterAll(() => county.close())

type Draft = {
  name?: string
  list?: string
  search?: string
  hiddenColumns?: string[]
  sharedWith?: string
  id?: string
}
const save = (as: Login, draft: Draft = {}) =>
  county.request(as, 'POST', '/saved-views', { id: newId(), list: '/people', name: newId().slice(-12), ...draft })
const seen = async (as: Login, list = '/people') => (await county.request(as, 'GET', `/saved-views?list=${list}`)).body
const officer = () => county.logins.bureau_officer

test('a view keeps conditions in one order, and nothing of the moment', () => {
  expect(keptOf('?state=11&cursor=x&q=王&open=1&pasted=2')).toBe('q=%E7%8E%8B&state=11')
  expect(listOf('/organisations/0190a7c4-1111-7111-8111-111111111111/people')).toBe('/organisations/:id/people')
})

test('201: a view follows its owner, is renamed, overwritten, deleted and taken back', async () => {
  const draft = { id: newId(), name: '语文教师', search: '?subject=13&cursor=zzz', hiddenColumns: ['title'] }
  const saved = await save(officer(), draft)
  expect([saved.status, saved.body]).toMatchObject([201, { name: '语文教师', search: 'subject=13', own: true }])
  expect((await save(officer(), draft)).status).toBe(201)
  expect((await save(officer(), { ...draft, name: '别的' })).body.code).toBe('id_reused')
  const change = { name: '语文骨干', search: 'stage=2&subject=13', hiddenColumns: null }
  const changed = await county.request(officer(), 'PATCH', `/saved-views/${draft.id}`, change)
  expect([changed.status, changed.body]).toMatchObject([200, { name: '语文骨干', hiddenColumns: null }])
  expect((await county.request(officer(), 'DELETE', `/saved-views/${draft.id}`)).status).toBe(204)
  expect((await seen(officer())).items.map(({ id }: { id: string }) => id)).not.toContain(draft.id)
  expect((await save(officer(), draft)).status).toBe(201)
  expect((await seen(officer())).items.map(({ id }: { id: string }) => id)).toContain(draft.id)
})

test('409: two views of one list have two names, and there are at most 50', async () => {
  const first = await save(county.logins.auditor, { name: '甲' })
  expect((await save(county.logins.auditor, { name: '甲' })).body.code).toBe('view_name_taken')
  expect((await save(county.logins.auditor, { name: '甲', list: '/programmes' })).status).toBe(201)
  const other = await save(county.logins.auditor, { name: '乙' })
  const renamed = await county.request(county.logins.auditor, 'PATCH', `/saved-views/${other.body.id}`, { name: '甲' })
  expect([renamed.status, renamed.body.code]).toEqual([409, 'view_name_taken'])
  for (let n = 2; n < 50; n += 1) expect((await save(county.logins.auditor)).status).toBe(201)
  const full = await save(county.logins.auditor)
  expect([full.status, full.body.code]).toEqual([409, 'views_full'])
  expect((await seen(county.logins.auditor)).items).toHaveLength(50)
  expect(first.status).toBe(201)
})

test('404: a view that is not shared is seen, used and changed by nobody else', async () => {
  const { body } = await save(officer())
  const other = county.logins.school_registrar
  expect((await seen(other)).items.map(({ id }: { id: string }) => id)).not.toContain(body.id)
  expect((await county.request(other, 'PATCH', `/saved-views/${body.id}`, { name: '我的' })).status).toBe(404)
  expect((await county.request(other, 'DELETE', `/saved-views/${body.id}`)).status).toBe(404)
  const chosen = await county.request(other, 'POST', '/saved-view-defaults', { list: '/people', viewId: body.id })
  expect(chosen.status).toBe(404)
})

test('201: an officer shares with everybody below, who use it and cannot change it', async () => {
  const { body } = await save(officer(), { name: '全县口径', sharedWith: county.tree.bureau })
  const registrar = county.logins.school_registrar
  const shared = (await seen(registrar)).items.find(({ id }: { id: string }) => id === body.id)
  expect(shared).toMatchObject({ own: false, name: '全县口径' })
  expect((await county.request(registrar, 'PATCH', `/saved-views/${body.id}`, { name: '改' })).status).toBe(404)
  const draft = { list: '/people', viewId: body.id }
  expect((await county.request(registrar, 'POST', '/saved-view-defaults', draft)).status).toBe(204)
  expect((await seen(registrar)).defaultId).toBe(body.id)
  const none = { list: '/people', viewId: null }
  expect((await county.request(registrar, 'POST', '/saved-view-defaults', none)).status).toBe(204)
  expect((await seen(registrar)).defaultId).toBeNull()
  const ofSchool = await save(registrar, { sharedWith: county.tree.a })
  expect(ofSchool.status).toBe(201)
  const principal = (await seen(county.logins.principal)).items.map(({ id }: { id: string }) => id)
  const others = (await seen(county.logins.otherPrincipal)).items.map(({ id }: { id: string }) => id)
  expect([principal.includes(ofSchool.body.id), others.includes(ofSchool.body.id)]).toEqual([true, false])
  expect((await seen(county.foreign.officer)).items).toEqual([])
})

test('422: nobody shares with a part that is not theirs, nor without the role', async () => {
  for (const [as, sharedWith] of [
    [county.logins.school_registrar, county.tree.bureau],
    [county.logins.school_registrar, county.tree.c],
    [county.logins.principal, county.tree.a],
  ] as const) {
    const refused = await save(as, { sharedWith })
    expect([refused.status, refused.body.code]).toEqual([422, 'view_share_refused'])
  }
})

test('400: a name has at most 40 characters', async () => {
  expect((await save(officer(), { name: '长'.repeat(41) })).status).toBe(400)
  expect((await save(officer(), { name: ' ' })).status).toBe(400)
})
