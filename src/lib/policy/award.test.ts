import { describe, expect, test } from 'vitest'
import { hoursOfMinutes } from './award.ts'

describe('hours by the clock', () => {
  const unit = { minutes: 45, step: 50 }
  test.each([
    [44, 50],
    [45, 100],
    [67, 100],
    [68, 150],
    [0, 0],
  ])('%d minutes are %d centihours of 45 minutes, by half hours', (minutes, centihours) => {
    expect(hoursOfMinutes(unit, minutes)).toBe(centihours)
  })

  test('a day brings at most what the policy says', () => {
    expect(hoursOfMinutes({ ...unit, mostDaily: 800 }, 360)).toBe(800)
    expect(hoursOfMinutes({ ...unit, mostDaily: 800 }, 600)).toBe(800)
    expect(hoursOfMinutes(unit, 600)).toBe(1300)
  })
})
