import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../dates.ts'
import { statutoryByDay, statutoryDays } from './statutory.ts'
import { countWorkingDays, isWorkingDay, workingDaysAfter } from './working-days.ts'

describe('working days', () => {
  test('pass over weekends, holidays and count days worked in exchange', () => {
    expect(workingDaysAfter('2026-11-20', 1)).toBe('2026-11-23')
    // National Day 2026: off 1 to 7 October, worked on Saturday the 10th.
    expect(workingDaysAfter('2026-09-30', 1)).toBe('2026-10-08')
    expect(workingDaysAfter('2026-09-30', 3)).toBe('2026-10-10')
    expect(workingDaysAfter('2026-09-30', 4)).toBe('2026-10-12')
    // Spring Festival 2026: worked on 14 and 28 February.
    expect(workingDaysAfter('2026-02-13', 1)).toBe('2026-02-14')
    expect(workingDaysAfter('2026-02-14', 1)).toBe('2026-02-24')
    expect(isWorkingDay('2026-02-28')).toBe(true)
  })

  test('the bureau has the last word on a day', () => {
    const snow = new Map([
      ['2026-11-23', false],
      ['2026-11-22', true],
    ])
    expect(workingDaysAfter('2026-11-20', 1, snow)).toBe('2026-11-22')
    expect(workingDaysAfter('2026-11-20', 2, snow)).toBe('2026-11-24')
    expect(isWorkingDay('2026-10-01', new Map([['2026-10-01', true]]))).toBe(true)
  })

  test('the count of days after a day is what was asked for', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((offset) => addDays('2025-01-01', offset))
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, days) => {
        const last = workingDaysAfter(from, days)
        expect(countWorkingDays(from, last)).toBe(days)
        expect(isWorkingDay(last)).toBe(true)
      }),
    )
  })

  test('a calendar without working days is refused', () => {
    const idle = new Map(Array.from({ length: 900 }, (_, index) => [addDays('2026-01-01', index), false]))
    expect(() => workingDaysAfter('2026-01-01', 1, idle)).toThrow(RangeError)
  })
})

describe('the announced holidays', () => {
  test('say once what a day is, with where it was said', () => {
    const days = statutoryDays.flatMap(({ from, to }) => {
      const all = []
      for (let day = from; day <= to; day = addDays(day, 1)) all.push(day)
      return all
    })
    expect(new Set(days).size).toBe(days.length)
    expect(days.length).toBe(statutoryByDay.size)
    expect(statutoryDays.filter(({ source }) => source === '')).toEqual([])
  })

  test('work days in exchange fall on weekends, and the feasts of the moon on their day', () => {
    const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()
    expect(statutoryDays.filter(({ works, from }) => works && ![0, 6].includes(weekday(from)))).toEqual([])
    const moon = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' })
    const lunar = (day: string) => moon.format(new Date(`${day}T00:00:00Z`))
    // New Year 2027 is 6 February: its new moon comes minutes before midnight, where almanacs in software err by a day.
    expect([lunar('2027-06-09'), lunar('2027-09-15')]).toEqual(['5/5', '8/15'])
  })
})
