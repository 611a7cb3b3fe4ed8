import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const begin = async (title: string) => {
  const id = newId()
  const draft = { id, organisationId: county.tree.bureau, year: 2026, title }
  expect((await county.request(officer(), 'POST', '/plans', draft)).status).toBe(201)
  return id
}
const published = async (title: string) => {
  const id = await begin(title)
  await county.commit(async (tx) => {
    await tx.$client.query("update plan set state = 'published', version = 1, published_at = now() where id = $1", [id])
    return { ok: true, value: undefined }
  })
  return id
}
const file = (planId: string, more: object = {}) =>
  county.request(officer(), 'POST', `/plans/${planId}/filing`, {
    ...{ id: newId(), number: '教师〔2026〕12号', filedOn: '2026-03-10', authority: '市教育局', ...more },
  })
const plan = async (id: string) => (await county.request(officer(), 'GET', `/plans/${id}`)).body

describe('the filing of a plan', () => {
  test('201: [002-12] keeps number, date and authority; a plan without one is flagged in its list', async () => {
    const id = await published('年度培训计划')
    const listed = async () => {
      const { body } = await county.request(officer(), 'GET', '/plans')
      return body.items.find((item: { id: string }) => item.id === id).filing
    }
    expect([await listed(), (await plan(id)).filing]).toEqual([null, null])
    const filingId = newId()
    const done = await file(id, { id: filingId })
    const filing = { number: '教师〔2026〕12号', filedOn: '2026-03-10', authority: '市教育局' }
    expect([done.status, done.body]).toMatchObject([201, { filing }])
    expect((await file(id, { id: filingId })).status).toBe(201)
    expect((await file(id)).body.code).toBe('plan_filed_already')
    expect([await listed(), (await plan(id)).filing]).toMatchObject([filing, filing])
  })

  test('200: what was entered wrongly is voided with a reason and entered anew', async () => {
    const id = await published('写错编号的计划')
    const make = (reason: string) => county.request(officer(), 'POST', `/plans/${id}/filing/voiding`, { reason })
    expect((await make('写错')).body.code).toBe('plan_not_filed')
    await file(id)
    expect((await make('编号写错')).body).toEqual({ filing: null })
    expect((await file(id, { number: '教师〔2026〕13号' })).status).toBe(201)
    expect((await plan(id)).filing.number).toBe('教师〔2026〕13号')
  })

  test('409: a draft is not filed; 422: nor on a day to come; 404: nor by somebody outside', async () => {
    expect((await file(await begin('草稿'))).body.code).toBe('plan_not_published')
    const id = await published('未来备案')
    expect((await file(id, { filedOn: '2099-01-01' })).body.code).toBe('filed_in_future')
    expect((await file(id, { fileId: newId() })).body.code).toBe('file_not_found')
    const draft = { id: newId(), number: '1号', filedOn: '2026-01-01', authority: '市教育局' }
    const other = await county.request(county.logins.otherTown, 'POST', `/plans/${id}/filing`, draft)
    expect(other.status).toBe(404)
  })
})
