import { expect, test } from 'vitest'
import { clashBetween, type Sitting, type Times } from './clash.ts'

const sitting = (classId: string, day: string, from: number, to: number): Sitting => ({
  ...{ classId, title: `${classId} ${day}`, firstOn: day, lastOn: day, at: `${day} ${String(from)}:00` },
  from: Date.parse(`${day}T00:00:00Z`) + from * 3_600_000,
  to: Date.parse(`${day}T00:00:00Z`) + to * 3_600_000,
})
const days = (startsOn: string, endsOn: string, sittings: readonly Sitting[] = []): Times => ({
  ...{ startsOn, endsOn, takesDays: true, sittings },
})
const morning = sitting('a', '2026-07-10', 9, 11)
const late = sitting('b', '2026-07-10', 10, 12)
const afternoon = sitting('c', '2026-07-10', 14, 16)

test('days alone clash where they meet', () => {
  const july = days('2026-07-10', '2026-07-20')
  expect(clashBetween(days('2026-07-01', '2026-07-10'), july)).toEqual({})
  expect(clashBetween(days('2026-07-01', '2026-07-09'), july)).toBeUndefined()
  expect(clashBetween({ ...days('2026-07-01', '2026-07-10'), takesDays: false }, july)).toBeUndefined()
})

test('the same day is free where the hours are; the two sittings that meet are told', () => {
  const own = (...sittings: Sitting[]) => days('2026-07-01', '2026-07-20', sittings)
  expect(clashBetween(own(afternoon), own(morning))).toBeUndefined()
  expect(clashBetween(own(late), own(morning))).toEqual({ own: late, their: morning })
  // One that begins when the other ends takes nothing of it.
  expect(clashBetween(own(sitting('d', '2026-07-10', 11, 12)), own(morning))).toBeUndefined()
})

test('of several classes one without a clash is enough; online sittings take their hours too', () => {
  const taken = days('2026-07-10', '2026-07-10', [morning])
  expect(clashBetween(days('2026-07-01', '2026-07-20', [late, afternoon]), taken)).toBeUndefined()
  const online = { ...days('2026-07-01', '2026-07-20', [late]), takesDays: false }
  expect(clashBetween(online, taken)).toEqual({ own: late, their: morning })
})

test('sittings of one side alone are held against the days of the other', () => {
  const seated = days('2026-07-01', '2026-07-20', [morning])
  expect(clashBetween(seated, days('2026-07-10', '2026-07-11'))).toEqual({ own: morning })
  expect(clashBetween(seated, days('2026-07-11', '2026-07-12'))).toBeUndefined()
  expect(clashBetween(days('2026-07-10', '2026-07-11'), seated)).toEqual({ their: morning })
})
