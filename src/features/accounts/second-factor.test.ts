import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, testPassword, type Login, type TestCounty } from '../../app/testing.ts'
import { systemClock } from '../../platform/clock.ts'
import { codeAt, stepAt } from '../../platform/totp.ts'

// Each step's code is good once: the tests move the clock and not their patience.
let ahead = 0
const clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + ahead * 30_000) }

let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
})
afterAll(() => county.close())

const post = (as: Login | undefined, path: string, body?: unknown) => county.request(as, 'POST', path, body)
const codeOf = (secret: string) => codeAt(secret, stepAt(clock.now()))
const nextCode = (secret: string) => {
  ahead += 2
  return codeOf(secret)
}

async function withFactor(name: string, grants: Parameters<TestCounty['login']>[1] = []) {
  const login = await county.login(name, grants)
  const begun = await post(login, '/second-factor')
  expect(begun.status).toBe(201)
  const { secret } = begun.body
  const confirmed = await post(login, '/second-factor/confirmation', { code: nextCode(secret) })
  expect(confirmed.status).toBe(201)
  return { login, secret, recoveryCodes: confirmed.body.recoveryCodes as string[] }
}

async function signIn(login: Login) {
  const opened = await post(undefined, '/sessions', {
    name: `u-${login.accountId}`,
    password: testPassword,
    bureau: 'test',
  })
  expect(opened.status).toBe(201)
  return { me: opened.body, as: { ...login, cookie: opened.answer.headers.get('set-cookie')?.split(';')[0] ?? '' } }
}

test('201: a second factor is set up with its first code, and the secret is never shown again', async () => {
  const login = await county.login('设置的人', [])
  const begun = await post(login, '/second-factor')
  expect(begun.body.link).toMatch(/^otpauth:\/\/totp\//)
  expect(begun.body.path).toMatch(/^M0 0h1v1h-1z/)
  const wrong = await post(login, '/second-factor/confirmation', { code: '000000' })
  expect([wrong.status, wrong.body.code]).toEqual([403, 'proof_refused'])
  const right = await post(login, '/second-factor/confirmation', { code: nextCode(begun.body.secret) })
  expect(right.body.recoveryCodes).toHaveLength(10)
  expect((await post(login, '/second-factor')).body.code).toBe('second_factor_exists')
  const shown = await county.request(login, 'GET', '/second-factor')
  expect(shown.body).toEqual({ isOn: true, recoveryCodesLeft: 10, isRequired: false })
})

test('403: a sign-in owes its code and can do nothing before; the code completes it, once', async () => {
  const { login, secret } = await withFactor('两步登录', [['auditor', county.tree.bureau]])
  const first = await signIn(login)
  expect(first.me.owes).toBe('code')
  const early = await county.request(first.as, 'GET', '/people')
  expect([early.status, early.body.code]).toEqual([403, 'sign_in_unfinished'])
  const password = await post(first.as, '/sessions/current/proof', { password: testPassword })
  expect(password.body.code).toBe('proof_refused')
  const code = nextCode(secret)
  expect((await post(first.as, '/sessions/current/proof', { code })).status).toBe(204)
  expect((await county.request(first.as, 'GET', '/people')).status).toBe(200)
  expect((await county.request(first.as, 'GET', '/me')).body.owes).toBeNull()
  const second = await signIn(login)
  const replayed = await post(second.as, '/sessions/current/proof', { code })
  expect([replayed.status, replayed.body.code]).toEqual([403, 'proof_refused'])
})

test('403: signing in anew does not forget wrong codes: the eighth locks the account', async () => {
  const { login, secret } = await withFactor('猜码的人')
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const { as } = await signIn(login)
    expect((await post(as, '/sessions/current/proof', { code: '000000' })).body.code).toBe('proof_refused')
  }
  const opened = await post(undefined, '/sessions', {
    name: `u-${login.accountId}`,
    password: testPassword,
    bureau: 'test',
  })
  expect(opened.body.code).toBe('account_locked')
  expect(secret).toHaveLength(32)
})

test('204: a recovery code stands in for a lost phone, once', async () => {
  const { login, recoveryCodes } = await withFactor('丢手机的人')
  const [code = ''] = recoveryCodes
  expect((await post((await signIn(login)).as, '/sessions/current/proof', { code })).status).toBe(204)
  const again = await post((await signIn(login)).as, '/sessions/current/proof', { code })
  expect(again.body.code).toBe('proof_refused')
  expect((await county.request(login, 'GET', '/second-factor')).body.recoveryCodesLeft).toBe(9)
})

test('403: who holds a role that demands it is led to set it up and can do nothing else first', async () => {
  const officer = county.logins.bureau_officer
  const holder = await county.login('必须设置的人', [['hours_officer', county.tree.bureau]])
  const demand = (secondFactorRoles: string[]) =>
    county.request(officer, 'PUT', '/account-settings', { activationDays: 30, secondFactorRoles })
  expect((await demand(['hours_officer'])).status).toBe(200)
  const { me, as } = await signIn(holder)
  expect(me.owes).toBe('second_factor')
  const early = await county.request(as, 'GET', '/people')
  expect([early.status, early.body.code]).toEqual([403, 'sign_in_unfinished'])
  const { secret } = (await post(as, '/second-factor')).body
  expect((await post(as, '/second-factor/confirmation', { code: nextCode(secret) })).status).toBe(201)
  expect((await county.request(as, 'GET', '/people')).status).toBe(200)
  const removed = await county.request(as, 'DELETE', '/second-factor')
  expect([removed.status, removed.body.code]).toEqual([409, 'second_factor_required'])
  await demand([])
  expect((await county.request(as, 'DELETE', '/second-factor')).status).toBe(204)
  expect((await county.request(as, 'DELETE', '/second-factor')).status).toBe(404)
})

test('201: the bureau’s new password also takes a lost second factor away when asked to', async () => {
  const person = await county.person({ organisationId: county.tree.a, name: '全丢了的人' })
  const login = await county.login('全丢了的人', [], person.id)
  const { secret } = (await post(login, '/second-factor')).body
  await post(login, '/second-factor/confirmation', { code: nextCode(secret) })
  const asked = { personIds: [person.id], dropsSecondFactor: true }
  const [item] = (await post(county.logins.school_registrar, '/activation-codes', asked)).body.items
  const opened = await post(undefined, '/activations', {
    code: item.code,
    password: 'seven lamps on a river',
    bureau: 'test',
  })
  expect([opened.status, opened.body.owes]).toEqual([201, null])
})
