import { expect, test } from 'vitest'
import { canonicalName, decideSignIn, lockout, passwordRefusal } from './core.ts'

const now = new Date('2026-11-22T08:00:00Z')
const open = { failures: 0, lockedUntil: null, disabledAt: null }

test('the right password opens an account and forgets earlier failures', () => {
  expect(decideSignIn({ ...open, failures: 3 }, true, now)).toMatchObject({ ok: true, failures: 0 })
})

test('an account rests after too many wrong passwords, even for the right one, and wakes up by itself', () => {
  const last = decideSignIn({ ...open, failures: lockout.failuresMax - 1 }, false, now)
  expect(last).toMatchObject({ ok: false, error: 'sign_in_refused' })
  const locked = { ...open, lockedUntil: last.lockedUntil }
  expect(decideSignIn(locked, true, now)).toMatchObject({ ok: false, error: 'account_locked' })
  const later = new Date(now.getTime() + lockout.minutes * 60_000)
  expect(decideSignIn(locked, true, later)).toMatchObject({ ok: true })
})

test('a disabled account tells so only to whoever knows its password', () => {
  const disabled = { ...open, disabledAt: now }
  expect(decideSignIn(disabled, true, now)).toMatchObject({ error: 'account_disabled' })
  expect(decideSignIn(disabled, false, now)).toMatchObject({ error: 'sign_in_refused' })
})

test.each([
  ['short', 'password_short'],
  ['aaaaaaaaaaaa', 'password_plain'],
  ['1234567890', 'password_plain'],
  ['wangfang-2026', 'password_plain'],
  ['春风又绿江南岸明月何时', undefined],
  ['correct horse battery', undefined],
])('%s as a password: %s', (password, refusal) => {
  expect(passwordRefusal(password, ['wangfang'])).toBe(refusal)
})

test('a name is found however wide or spaced it was typed', () => {
  expect(canonicalName(' ＡＢ 12c')).toBe('ab12c')
})
