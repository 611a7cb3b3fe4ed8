import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hundredthsOf, standingOf, wantedOf, writeHundredths, type Target } from './targets.ts'

const target = (given: Partial<Target>): Target => ({
  comparator: '>=',
  valueHundredths: 10_000,
  upperHundredths: null,
  unit: '%',
  baselineHundredths: null,
  numerator: null,
  denominator: null,
  ...given,
})

describe('shares', () => {
  test('[000-03] 499 of 500 is 99.8 %, not reached and never shown as 100 %', () => {
    const standing = standingOf(target({ comparator: '=', numerator: 499, denominator: 500 }))
    expect(standing).toEqual({ state: 'missed', wanted: 10_000, actual: 9980, gap: 20 })
  })

  test('[000-03] 99,999 of 100,000 is cut to 99.99, and still missed', () => {
    const standing = standingOf(target({ numerator: 99_999_999, denominator: 100_000_000 }))
    expect(standing).toMatchObject({ state: 'missed', actual: 9999 })
  })

  test('[000-04] 475 of 500 is 95.0 %, and 以上 includes it', () => {
    expect(standingOf(target({ valueHundredths: 9500, numerator: 475, denominator: 500 }))).toMatchObject({
      state: 'reached',
      actual: 9500,
      gap: 0,
    })
  })

  test.each([
    [915, 'reached'],
    [914, 'missed'],
  ] as const)('[001-57] %i of 1000 against 91.5 %%: %s', (numerator, state) => {
    const value = hundredthsOf(91.5)
    expect(standingOf(target({ valueHundredths: value, numerator, denominator: 1000 })).state).toBe(state)
  })

  test('a share without its denominator has no standing', () => {
    expect(standingOf(target({ numerator: 10 }))).toEqual({ state: 'no_figure' })
  })
})

describe('rises', () => {
  const rise = (comparator: '+pp' | '+%', numerator: number) =>
    standingOf(target({ comparator, valueHundredths: 800, baselineHundredths: 4000, numerator, denominator: 1000 }))

  test.each([
    [480, 'reached'],
    [479, 'missed'],
    [432, 'missed'],
  ] as const)('[000-05] 8 percentage points on 40 %%: %i of 1000 is %s', (numerator, state) => {
    expect(rise('+pp', numerator).state).toBe(state)
  })

  test('a rise by 8 per cent of 40 % asks for 43.2 %', () => {
    expect(rise('+%', 432).state).toBe('reached')
    expect(rise('+%', 431).state).toBe('missed')
  })

  test('[000-05] without its base year a rise cannot be judged', () => {
    const rising = target({ comparator: '+pp', valueHundredths: 800, numerator: 480, denominator: 1000 })
    expect(standingOf(rising)).toEqual({ state: 'no_baseline' })
  })
})

describe('counts', () => {
  const honours = (numerator: number) =>
    standingOf(target({ comparator: 'range', valueHundredths: 200, upperHundredths: 300, unit: '名', numerator })).state

  test.each([
    [1, 'missed'],
    [2, 'reached'],
    [3, 'reached'],
    [4, 'beyond'],
  ] as const)('[001-12] %i of 2–3 people: %s', (numerator, state) => {
    expect(honours(numerator)).toBe(state)
  })

  test('at most is missed from above', () => {
    const most = target({ comparator: '<=', valueHundredths: 500, unit: '次', numerator: 6 })
    expect(standingOf(most)).toEqual({ state: 'missed', wanted: 500, actual: 600, gap: 100 })
  })
})

test('nothing short of whole is ever shown as 100', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 10_000_000 }), (numerator, more) => {
      const standing = standingOf(target({ numerator, denominator: numerator + more }))
      expect(standing.state).toBe('missed')
      if ('actual' in standing) expect(standing.actual).toBeLessThan(10_000)
    }),
  )
})

test('a figure that equals what is wanted has reached it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (value) => {
      const exact = target({ valueHundredths: value, numerator: value, denominator: 10_000 })
      expect(standingOf(exact).state).toBe('reached')
      expect(wantedOf(exact)).toBe(value)
    }),
  )
})

test.each([
  [9980, '99.8'],
  [10_000, '100'],
  [4805, '48.05'],
  [50, '0.5'],
] as const)('%i hundredths are written %s', (hundredths, written) => {
  expect(writeHundredths(hundredths)).toBe(written)
})
