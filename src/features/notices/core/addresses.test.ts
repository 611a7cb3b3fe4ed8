import { describe, expect, test } from 'vitest'
import { askingRefusal, codeFrom, confirmingRefusal, countAsked, isMailAddress } from './addresses.ts'
import { mostAttempts, nextTry } from './delays.ts'

test.each([
  ['lin@school.cn', true],
  ['lin.zhixia+qinglan@mail.school.edu.cn', true],
  ['lin@school', false],
  ['林@school.cn', false],
  ['lin@school.cn\r\nBcc: all@school.cn', false],
  ['lin@school.cn,wang@school.cn', false],
  ['"lin"<lin@school.cn>', false],
  ['.lin@school.cn', false],
  ['lin@-school.cn', false],
  [`${'a'.repeat(65)}@school.cn`, false],
  [`a@${'b.'.repeat(130)}cn`, false],
])('%s', (address, isOne) => expect(isMailAddress(address)).toBe(isOne))

const now = new Date('2026-03-01T08:00:00Z')
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000)

describe('a code', () => {
  test('is asked for once a minute and five times a day', () => {
    expect(askingRefusal(undefined, now)).toBeUndefined()
    expect(askingRefusal({ askedAt: before(30), countedFrom: before(30), asked: 1 }, now)).toBe('mail_asked_too_soon')
    const often = { askedAt: before(300), countedFrom: before(3000), asked: 5 }
    expect(askingRefusal(often, now)).toBe('mail_asked_too_often')
    const yesterday = { ...often, countedFrom: before(90_000) }
    expect(askingRefusal(yesterday, now)).toBeUndefined()
    expect(countAsked(yesterday, now)).toEqual({ asked: 1, countedFrom: now })
    expect(countAsked(often, now).asked).toBe(6)
  })

  test('is good for a while, for five tries, once', () => {
    const pending = { tries: 0, expiresAt: before(-60), usedAt: null }
    expect(confirmingRefusal(pending, now)).toBeUndefined()
    expect(confirmingRefusal(undefined, now)).toBe('mail_nothing_to_confirm')
    expect(confirmingRefusal({ ...pending, usedAt: now }, now)).toBe('mail_nothing_to_confirm')
    expect(confirmingRefusal({ ...pending, tries: 5 }, now)).toBe('mail_code_spent')
    expect(confirmingRefusal({ ...pending, expiresAt: now }, now)).toBe('mail_code_expired')
  })

  test('has six digits', () => {
    expect(codeFrom(new Uint8Array(32))).toBe('000000')
    expect(codeFrom(new Uint8Array(32).fill(255))).toMatch(/^\d{6}$/)
  })
})

test('a letter is tried with growing delays, and not for ever', () => {
  const waits = Array.from({ length: mostAttempts }, (_, index) => nextTry(index + 1, now))
  const minutes = waits.map((at) => at && (at.getTime() - now.getTime()) / 60_000)
  expect(minutes).toEqual([1, 5, 30, 120, 480, undefined])
})
