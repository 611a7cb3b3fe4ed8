import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, testPassword, type TestCounty } from '../../app/testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const signIn = (name: string, password: string, bureau = 'test') =>
  county.request(undefined, 'POST', '/sessions', { name, password, bureau })

test('201: the right name and password open a session, in a cookie that scripts cannot read', async () => {
  const { status, body, answer } = await signIn(`U-${county.logins.bureau_officer.accountId}`, testPassword)
  expect(status).toBe(201)
  expect(body.grants[0]).toMatchObject({ role: 'bureau_officer', organisationId: county.tree.bureau })
  expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/)
})

test('200: the trail names whoever signed in', async () => {
  const login = await county.login('签到本人', [['auditor', county.tree.bureau]])
  expect((await signIn(`u-${login.accountId}`, testPassword)).status).toBe(201)
  const query = `act=session.opened&objectId=${login.accountId}`
  const { body } = await county.request(county.logins.auditor, 'GET', `/audit-entries?${query}`)
  expect(body.items[0]).toMatchObject({ accountId: login.accountId, accountName: '签到本人' })
})

test('401: a wrong password and an unknown name look the same', async () => {
  const wrong = await signIn(`u-${county.logins.auditor.accountId}`, 'not the password')
  const unknown = await signIn('nobody-at-all', 'not the password')
  expect([wrong.status, wrong.body.code]).toEqual([401, 'sign_in_refused'])
  expect([unknown.status, unknown.body.code]).toEqual([401, 'sign_in_refused'])
})

test('403: an account rests after eight wrong passwords', async () => {
  const name = `u-${county.logins.trainer.accountId}`
  for (let attempt = 0; attempt < 8; attempt += 1) expect((await signIn(name, 'wrong')).status).toBe(401)
  const locked = await signIn(name, testPassword)
  expect([locked.status, locked.body.code]).toEqual([403, 'account_locked'])
})

test('204: signing out everywhere ends every session at once', async () => {
  const login = await county.login('两台设备', [['auditor', county.tree.bureau]])
  const second = await signIn(`u-${login.accountId}`, testPassword)
  const other = { ...login, cookie: second.answer.headers.get('set-cookie')?.split(';')[0] ?? '' }
  expect((await county.request(other, 'GET', '/me')).status).toBe(200)
  expect((await county.request(login, 'DELETE', '/sessions')).status).toBe(204)
  expect((await county.request(login, 'GET', '/me')).status).toBe(401)
  expect((await county.request(other, 'GET', '/me')).status).toBe(401)
})

test('403: a state change that another site sends with our cookie is refused', async () => {
  const answer = await county.app.request('/api/v1/sessions', {
    method: 'DELETE',
    headers: { cookie: county.logins.teacher.cookie, origin: 'https://elsewhere.example', host: 'qinglan.example' },
  })
  expect(answer.status).toBe(403)
  expect((await county.request(county.logins.teacher, 'GET', '/me')).status).toBe(200)
})

test('409: a deployment is set up once', async () => {
  const draft = { bureauName: '第二教育局', slug: 'second', regionCode: '410003', year: 2026 }
  const officer = { name: '甲', userName: 'jia', password: 'a long enough password' }
  const { status, body } = await county.request(undefined, 'POST', '/setup', { ...draft, officer })
  expect([status, body.code]).toEqual([409, 'already_set_up'])
})
