import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const hire = (organisationId: string, name: string) => county.person({ organisationId, name })
const draft = (person: object, toId: string) => ({ id: newId(), person, toId, on: '2026-02-01', reason: '工作需要' })
const ask = (as: Parameters<TestCounty['request']>[0], body: object) => county.request(as, 'POST', '/transfers', body)
const decide = (as: Parameters<TestCounty['request']>[0], id: string, outcome: string, answer: string | null = null) =>
  county.request(as, 'POST', `/transfers/${id}/decision`, { outcome, answer })

test('201: a school asks, the other accepts, and scope follows the person', async () => {
  const { school_registrar: here, otherRegistrar: there } = county.logins
  const person = await hire(county.tree.a, '调动者')
  const body = draft({ id: person.id }, county.tree.c)
  const asked = await ask(here, body)
  expect([asked.status, asked.body]).toMatchObject([201, { state: 'asked', askedSide: 'from', mayDecide: false }])
  expect((await ask(here, body)).status).toBe(201)
  expect((await decide(here, body.id, 'accepted')).body.code).toBe('transfer_other_side')
  const accepted = await decide(there, body.id, 'accepted')
  expect([accepted.status, accepted.body.state]).toEqual([201, 'accepted'])
  expect((await county.request(there, 'GET', `/people/${person.id}`)).body).toMatchObject({ joinedOn: '2026-02-01' })
  expect((await county.request(here, 'GET', `/people/${person.id}`)).status).toBe(404)
  const life = await county.request(there, 'GET', `/people/${person.id}/life`)
  expect(life.body.items[0]).toMatchObject({ kind: 'school', from: '河东镇第一小学', to: '河西镇实验小学' })
  expect((await decide(there, body.id, 'refused', '迟了')).body.code).toBe('transfer_settled')
})

test('201: the school that is joined asks by staff number and name, which must both fit', async () => {
  const { school_registrar: here, otherRegistrar: there } = county.logins
  const person = await hire(county.tree.a, '应聘者')
  const wrong = await ask(there, draft({ staffNo: person.staffNo, name: '别人' }, county.tree.c))
  expect([wrong.status, wrong.body.code]).toEqual([404, 'person_not_found'])
  const body = draft({ staffNo: person.staffNo, name: '应聘者' }, county.tree.c)
  expect((await ask(there, body)).body).toMatchObject({ askedSide: 'to', mayDecide: false, mayWithdraw: true })
  const twice = await ask(here, draft({ id: person.id }, county.tree.c))
  expect([twice.status, twice.body.code]).toEqual([409, 'transfer_under_way'])
  expect((await decide(here, body.id, 'refused')).body.code).toBe('transfer_says_no_reason')
  const refused = await decide(here, body.id, 'refused', '本学期缺编')
  expect([refused.status, refused.body.answer]).toEqual([201, '本学期缺编'])
})

test('201: whoever is over both schools transfers at once', async () => {
  const person = await hire(county.tree.a, '直接调动')
  const done = await ask(county.logins.bureau_officer, draft({ id: person.id }, county.tree.c))
  expect([done.status, done.body.state, done.body.askedSide]).toEqual([201, 'accepted', 'both'])
})

test('404: a school that is neither left nor joined learns nothing', async () => {
  const person = await hire(county.tree.a, '外人')
  const asked = await ask(county.logins.otherRegistrar, draft({ id: person.id }, county.tree.b))
  expect([asked.status, asked.body.code]).toEqual([404, 'person_not_found'])
})
