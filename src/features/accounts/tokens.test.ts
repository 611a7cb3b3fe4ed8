import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessByRoute } from '../../platform/http/openapi.ts'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const make = (as: Login, body: object) => county.request(as, 'POST', '/api-tokens', { label: '同步脚本', ...body })

async function by(token: string, method: string, path: string, body?: unknown) {
  const answer = await county.app.request(`/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const said: any = answer.status === 204 ? undefined : await answer.json()
  return { status: answer.status, body: said }
}

test('201: a token reads what its owner may, and is shown only once', async () => {
  const officer = county.logins.bureau_officer
  const made = await make(officer, {})
  expect(made.status).toBe(201)
  expect((await by(made.body.token, 'GET', '/people')).status).toBe(200)
  expect((await by(made.body.token, 'GET', '/me')).body.account.id).toBe(officer.accountId)
  const list = await county.request(officer, 'GET', '/api-tokens')
  expect(JSON.stringify(list.body)).not.toContain(made.body.token.split('.')[1])
  expect(list.body.items[0]).toMatchObject({ label: '同步脚本', readOnly: true, roles: null })
})

test('403: a reading token does not write; none does a dangerous act or anything about sessions', async () => {
  const { token } = (await make(county.logins.bureau_officer, {})).body
  const draft = { personIds: [county.teachers.a[0]?.personId] }
  expect((await by(token, 'POST', '/activation-codes', draft)).body.code).toBe('token_read_only')
  const writing = (await make(county.logins.bureau_officer, { readOnly: false })).body.token
  expect((await by(writing, 'POST', '/api-tokens', { label: 'x' })).body.code).toBe('token_not_allowed')
  expect((await by(writing, 'DELETE', '/sessions')).body.code).toBe('token_not_allowed')
  expect((await by(writing, 'DELETE', '/sessions/others')).body.code).toBe('token_not_allowed')
  const settings = { activationDays: 30, secondFactorRoles: [] }
  expect((await by(writing, 'PUT', '/account-settings', settings)).body.code).toBe('token_not_allowed')
})

test('403: a token for the hours of another system may do that, and nothing else of all there is', async () => {
  const registrar = county.logins.school_registrar
  const { token } = (await make(registrar, { purpose: 'external_hours' })).body
  expect((await county.request(registrar, 'GET', '/api-tokens')).body.items[0]).toMatchObject({
    ...{ purpose: 'external_hours', readOnly: false },
  })
  const person = await county.person({ organisationId: county.tree.a, name: '许知薇', staffNo: 'T7001' })
  const hour = { id: 'x-1', staffNo: 'T7001', title: '外部平台研修', centihours: 300, earnedOn: '2026-03-02' }
  const handed = await by(token, 'POST', '/external-hours', { system: '省平台', hours: [hour] })
  expect([handed.status, handed.body.outcomes[0].outcome, person.staffNo]).toEqual([200, 'done', 'T7001'])
  // One token asks at most 600 times a minute: three share the routes.
  const tokens = [token]
  for (let no = 0; no < 2; no += 1) tokens.push((await make(registrar, { purpose: 'external_hours' })).body.token)
  const others = [...accessByRoute].filter(([route, { kind }]) => kind !== 'public' && route !== 'POST /external-hours')
  expect(others.length).toBeGreaterThan(300)
  const reached: string[] = []
  for (const [index, [route]] of others.entries()) {
    const [method = '', path = ''] = route.split(' ')
    const answer = await county.app.request(`/api/v1${path.replaceAll(/\{\w+\}/g, county.tree.a)}`, {
      method,
      headers: { authorization: `Bearer ${tokens[index % tokens.length] ?? ''}`, 'content-type': 'application/json' },
      ...(method === 'GET' || method === 'DELETE' ? {} : { body: '{}' }),
    })
    const said: any = await answer.json()
    if (said.code !== 'token_not_allowed') reached.push(`${route}: ${answer.status}`)
  }
  expect(reached).toEqual([])
  const useless = await make(county.logins.auditor, { purpose: 'external_hours' })
  expect([useless.status, useless.body.code]).toEqual([422, 'token_role_not_held'])
})

test('201: what a token does stands in the trail under its name', async () => {
  const person = await county.person({ organisationId: county.tree.a, name: '令牌办理' })
  const { token } = (await make(county.logins.bureau_officer, { readOnly: false })).body
  expect((await by(token, 'POST', '/activation-codes', { personIds: [person.id] })).status).toBe(201)
  const trail = await county.request(
    county.logins.auditor,
    'GET',
    `/audit-entries?objectKind=person&objectId=${person.id}`,
  )
  expect(trail.body.items[0]).toMatchObject({ act: 'activation_code.made', accountName: '局干部 [同步脚本]' })
})

test('422: a token has no role that its owner lacks; 403: it has only those it was given', async () => {
  const refused = await make(county.logins.bureau_officer, { roles: ['auditor'] })
  expect([refused.status, refused.body.code]).toEqual([422, 'token_role_not_held'])
  const both = await county.login('两个角色', [
    ['auditor', county.tree.bureau],
    ['school_registrar', county.tree.a],
  ])
  const { token } = (await make(both, { roles: ['school_registrar'] })).body
  expect((await by(token, 'GET', '/audit-entries')).status).toBe(403)
  expect((await by(token, 'GET', '/people')).status).toBe(200)
})

test('401: a token that was revoked, has ended or was made up opens nothing', async () => {
  const officer = county.logins.bureau_officer
  const { id, token } = (await make(officer, {})).body
  expect((await by(token, 'GET', '/people')).status).toBe(200)
  expect((await county.request(county.logins.auditor, 'DELETE', `/api-tokens/${id}`)).status).toBe(404)
  expect((await county.request(officer, 'DELETE', `/api-tokens/${id}`)).status).toBe(204)
  expect((await by(token, 'GET', '/people')).status).toBe(401)
  const second = (await make(officer, { days: 1 })).body
  await county.commit(async (tx) => {
    await tx.execute(`update api_token set expires_at = expires_at - interval '25 hours' where id = '${second.id}'`)
    return { ok: true as const, value: undefined }
  })
  expect((await by(second.token, 'GET', '/people')).status).toBe(401)
  expect((await by(`qinglan_${county.tenant.id}.${'a'.repeat(43)}`, 'GET', '/people')).status).toBe(401)
})

test('429: a token that asks without end is slowed down', async () => {
  const { token } = (await make(county.logins.auditor, {})).body
  const statuses: number[] = []
  for (let no = 0; no < 605; no += 1) statuses.push((await by(token, 'GET', '/sessions')).status)
  expect(new Set(statuses.slice(0, 500))).toEqual(new Set([200]))
  expect(statuses.at(-1)).toBe(429)
})
