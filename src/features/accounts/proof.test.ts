import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, testPassword, type Login, type TestCounty } from '../../app/testing.ts'
import { early, freshly, held, signedIn, standingRefusal, type Standing } from '../../lib/access.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const now = new Date('2026-11-22T08:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const whole: Standing = { provedAt: ago(1), owes: null, token: null }
const grant = freshly(held('bureau_officer'))

test.each([
  ['a password of four minutes ago is enough', grant, { ...whole, provedAt: ago(4) }, undefined],
  ['one of six minutes ago is not', grant, { ...whole, provedAt: ago(6) }, 'reauth_needed'],
  ['one that was never shown is not', grant, { ...whole, provedAt: null }, 'reauth_needed'],
  ['an ordinary act does not ask', held('bureau_officer'), { ...whole, provedAt: null }, undefined],
  ['a token cannot do a dangerous act', grant, { ...whole, token: { readOnly: false } }, 'token_not_allowed'],
  ['a reading token cannot write', signedIn, { ...whole, token: { readOnly: true } }, 'token_read_only'],
  ['nothing goes on while a code is owed', signedIn, { ...whole, owes: 'code' }, 'sign_in_unfinished'],
  ['but what completes the sign-in does', early(signedIn), { ...whole, owes: 'code' }, undefined],
] as const)('%s', (_, access, standing, refusal) => {
  expect(standingRefusal(access, standing, false, now)).toBe(refusal)
})

const prove = (as: Login, password: string) => county.request(as, 'POST', '/sessions/current/proof', { password })

test('204: the right password counts for the next minutes; 403: a wrong one is refused and counted', async () => {
  const login = await county.login('再次确认', [['auditor', county.tree.bureau]])
  const wrong = await prove(login, 'not the password')
  expect([wrong.status, wrong.body.code]).toEqual([403, 'proof_refused'])
  expect((await prove(login, testPassword)).status).toBe(204)
})

test('403: eight wrong proofs lock the account as wrong sign-ins do', async () => {
  const login = await county.login('试探的人', [['auditor', county.tree.bureau]])
  for (let attempt = 0; attempt < 8; attempt += 1) expect((await prove(login, 'wrong')).body.code).toBe('proof_refused')
  expect((await prove(login, testPassword)).body.code).toBe('account_locked')
})
