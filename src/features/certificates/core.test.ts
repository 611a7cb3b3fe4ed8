import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultPattern, endRefusal, kindLetter, patternRefusal, readCode, writeNumber } from './core.ts'

const parts = { region: '411003', year: 2026, kind: 'X', seq: 42 }

test.each([
  [defaultPattern, '4110032026X000042'],
  ['青石教培证字〔{year}〕{seq:4}号', '青石教培证字〔2026〕0042号'],
  ['QS-{year}-{kind}-{seq:3}', 'QS-2026-X-042'],
])('%s numbers %s', (pattern, number) => {
  expect(writeNumber(pattern, parts)).toEqual({ ok: true, value: number })
})

test.each([
  ['{region}{seq:6}', 'pattern_without_year'],
  ['{year}', 'pattern_without_sequence'],
  ['{year}{seq:6}{seq:6}', 'pattern_without_sequence'],
  ['{year}{seq:2}', 'pattern_malformed'],
  ['{year}/{seq:6}', 'pattern_malformed'],
  ['{year}{class}{seq:6}', 'pattern_malformed'],
] as const)('%s is refused: %s', (pattern, refusal) => {
  expect(patternRefusal(pattern)).toBe(refusal)
})

test('two running numbers of a year never give the same number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 1, max: 9_999_999 }), (a, b) => {
      const numbers = [a, b].map((seq) => writeNumber('{year}{kind}{seq:4}', { ...parts, seq }))
      expect(JSON.stringify(numbers[0]) === JSON.stringify(numbers[1])).toBe(a === b)
    }),
  )
})

test('a code is read however it was typed, and a level has its letter', () => {
  expect(readCode(' ab2c-３4xy ')).toBe('AB2C34XY')
  expect([kindLetter('nation'), kindLetter(null), kindLetter('other')]).toEqual(['G', 'X', 'X'])
})

test('only a genuine certificate is replaced or revoked', () => {
  expect(endRefusal({ state: 'genuine' })).toBeUndefined()
  expect(endRefusal({ state: 'superseded' })).toBe('certificate_not_genuine')
  expect(endRefusal({ state: 'revoked' })).toBe('certificate_not_genuine')
})
