import { expect, test } from 'vitest'
import { canonicalName, decideSignIn, lockout } from './core.ts'
import { ownParts, passwordRefusal } from './core/password.ts'

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
  ['wangfang-2026', 'password_own'],
  ['我是王芳老师2026年入职', 'password_own'],
  ['a-13800138000-b', 'password_own'],
  ['mm19800307mmxx', 'password_own'],
  ['T20410001-teach', 'password_own'],
  ['abcdefghij', 'password_plain'],
  ['qwertyuiop12', 'password_plain'],
  ['abcabcabcabc', 'password_plain'],
  ['woaini1314', 'password_plain'],
  ['ＰＡＳＳＷＯＲＤ１２３４', 'password_plain'],
  ['春风又绿江南岸明月何时', undefined],
  ['correct horse battery', undefined],
])('%s as a password: %s', (password, refusal) => {
  const idNumber = '41000119800307123X'
  const own = ownParts({ name: '王芳', pinyin: 'wangfang', staffNo: 'T20410001', phone: '13800138000', idNumber })
  expect(passwordRefusal(password, own)).toBe(refusal)
})

test('a name is found however wide or spaced it was typed', () => {
  expect(canonicalName(' ＡＢ 12c')).toBe('ab12c')
})
