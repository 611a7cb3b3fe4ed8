import { expect, test } from 'vitest'
import { chineseDate, chineseNumber, plainChineseDate } from './numerals.ts'

test.each([
  [0, '〇'],
  [1, '一'],
  [10, '十'],
  [11, '十一'],
  [20, '二十'],
  [21, '二十一'],
  [100, '一百'],
  [105, '一百〇五'],
  [110, '一百一十'],
  [1001, '一千〇一'],
  [1010, '一千〇一十'],
  [2026, '二千〇二十六'],
  [9999, '九千九百九十九'],
] as const)('%i is read %s', (value, written) => {
  expect(chineseNumber(value)).toBe(written)
})

test('what has no such reading is a defect', () => {
  expect(() => chineseNumber(-1)).toThrow(RangeError)
  expect(() => chineseNumber(1.5)).toThrow(RangeError)
})

test('a date is spelled out on a certificate and plain in a document', () => {
  expect(chineseDate('2026-11-21')).toBe('二〇二六年十一月二十一日')
  expect(chineseDate('2027-01-10')).toBe('二〇二七年一月十日')
  expect(plainChineseDate('2026-03-05')).toBe('2026年3月5日')
})
