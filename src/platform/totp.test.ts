import { expect, test } from 'vitest'
import { codeAt, findStep, newSecret, stepAt } from './totp.ts'

// RFC 6238, appendix B, the SHA-1 rows: the secret is the ASCII text 12345678901234567890; six digits of its eight.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at second %i the code is %s', (second, code) => {
  expect(codeAt(secret, stepAt(new Date(second * 1000)))).toBe(code)
})

test('a code is known one step early and late, and not two', () => {
  const now = new Date('2026-11-22T08:00:00Z')
  const here = stepAt(now)
  expect([-2, -1, 0, 1, 2].map((away) => findStep(secret, codeAt(secret, here + away), now))).toEqual([
    undefined,
    here - 1,
    here,
    here + 1,
    undefined,
  ])
})

test('secrets are of 160 bits and never the same', () => {
  expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/)
  expect(newSecret()).not.toBe(newSecret())
})
