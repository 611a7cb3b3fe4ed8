import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { heatOf, shareOfYear } from './charts.tsx'
import { numberOf } from './field-rules.ts'
import {
  formatBytes,
  formatCount,
  formatDateRange,
  formatDateTime,
  formatMonth,
  formatPercent,
  formatTimeRange,
  instantOf,
  joinNames,
  joinStatements,
  wallOf,
  withAside,
  withSaid,
} from './format.ts'
import { palette } from './theme.ts'
import { sayRefusal, setLanguage, wordsIn } from './words.ts'

const words = {
  zh: { greet: '{{name}}老师，你好', files_one: '{{count}} 个文件', files_other: '{{count}} 个文件' },
  en: { greet: 'Hello {{name}}', files_one: '{{count}} file', files_other: '{{count}} files' },
} as const

describe('words', () => {
  test('are said in the language asked for, with their variables', () => {
    expect(wordsIn(words, 'zh-CN')('greet', { name: '李' })).toBe('李老师，你好')
    expect(wordsIn(words, 'en')('greet', { name: 'Li' })).toBe('Hello Li')
  })

  test('know one from many in English', () => {
    expect(wordsIn(words, 'en')('files', { count: 1 })).toBe('1 file')
    expect(wordsIn(words, 'en')('files', { count: 3 })).toBe('3 files')
    expect(wordsIn(words, 'zh-CN')('files', { count: 1 })).toBe('1 个文件')
  })

  test('a variable is put in as it is, never as markup or as another sentence', () => {
    expect(wordsIn(words, 'en')('greet', { name: '<b>$t(files)</b>' })).toContain('<b>')
  })

  test('a refusal is said by the feature, else by the kit, else as the server titled it', () => {
    const own = { zh: { 'refusal.full': '名额已满' }, en: { 'refusal.full': 'No places left' } }
    expect(sayRefusal({ code: 'full', title: 'Full' }, own)).toBe('名额已满')
    expect(sayRefusal({ code: 'offline', title: '' }, own)).toContain('没有网络')
    expect(sayRefusal({ code: 'unheard_of', title: 'Something else' }, own)).toBe('Something else')
    expect(sayRefusal({ code: 'defect', title: '', requestId: 'r-1' })).toContain('r-1')
    expect(sayRefusal(new TypeError('x'))).toContain('系统出了问题')
  })
})

describe('formats', () => {
  test('a date and time as the bureau’s clock shows it', () => {
    expect(formatDateTime('2026-11-21T06:00:00Z')).toBe('2026-11-21 周六 14:00')
    setLanguage('en')
    expect(formatDateTime('2026-11-21T06:00:00Z')).toBe('2026-11-21 Sat 14:00')
    expect(formatMonth('2026-03')).toBe('March 2026')
    setLanguage('zh-CN')
    expect(formatTimeRange('2026-11-21T06:00:00Z', '2026-11-21T08:30:00Z')).toBe('2026-11-21 周六 14:00–16:30')
  })

  test('names, statements and asides stand between the marks of their language', () => {
    expect([joinNames(['甲', '乙']), joinStatements(['甲', '乙'])]).toEqual(['甲、乙', '甲；乙'])
    expect([withAside('甲', '乙'), withSaid('甲', '乙')]).toEqual(['甲（乙）', '甲：乙'])
    setLanguage('en')
    expect([joinNames(['a', 'b']), joinStatements(['a', 'b'])]).toEqual(['a, b', 'a; b'])
    expect([withAside('a', 'b'), withSaid('a', 'b')]).toEqual(['a (b)', 'a: b'])
    setLanguage('zh-CN')
  })

  test('a range says what both ends share once', () => {
    expect(formatDateRange('2026-11-21', '2026-11-23')).toBe('2026-11-21 – 11-23')
    expect(formatDateRange('2026-12-21', '2027-01-03')).toBe('2026-12-21 – 2027-01-03')
    expect(formatDateRange('2026-11-21', '2026-11-21')).toBe('2026-11-21 周六')
    expect(formatDateRange(null, null)).toBe('–')
  })

  test('what a person types on the wall clock is the instant that it shows', () => {
    const instant = instantOf({ date: '2026-11-21', time: '14:00' })
    expect(instant).toBe('2026-11-21T06:00:00.000Z')
    expect(wallOf(instant)).toEqual({ date: '2026-11-21', time: '14:00' })
  })

  test.each([
    [998, 1000, '99.8%'],
    [9999, 10000, '99.9%'],
    [1, 10000, '0.1%'],
    [0, 10, '0%'],
    [10, 10, '100%'],
    [12, 10, '120%'],
    [1, 3, '33.3%'],
    [0, 0, '–'],
  ])('%i of %i is %s: never rounded up to all, nor down to nothing', (part, whole, said) => {
    expect(formatPercent(part, whole)).toBe(said)
  })

  test('a count has its unit', () => {
    expect(formatCount(1234, 'person')).toBe('1,234\u00a0人')
    expect(formatCount(60000, 'attendance')).toBe('60,000\u00a0人次')
    expect(formatBytes(1_258_291)).toBe('1.2 MB')
  })

  test.each([
    ['12', 12],
    ['１２', 12],
    ['1,200', 1200],
    ['1.5', undefined],
    ['', undefined],
    ['twelve', undefined],
  ])('%s is read as %s', (typed, number) => expect(numberOf(typed)).toBe(number))
})

describe('charts', () => {
  test('a month ends where the next begins', () => {
    expect(shareOfYear(2026, '2026-03', true)).toBe(shareOfYear(2026, '2026-04', false))
    expect(shareOfYear(2026, '2026-12-31', true)).toBe(1)
    expect(shareOfYear(2026, '2025-12', false)).toBe(0)
  })

  test('only what is wholly reached has the last tint', () => {
    expect(heatOf(0.999)).toBe(4)
    expect(heatOf(1)).toBe(5)
    expect(heatOf(0)).toBe(0)
  })
})

test('the component kit has the colours of tokens.css', () => {
  const tokens = readFileSync('src/ui/tokens.css', 'utf8')
  for (const [name, colour] of Object.entries(palette)) expect(tokens).toContain(`--${name}: ${colour};`)
})
