import { addDays, type CalendarDate } from '../dates.ts'
import { statutoryByDay } from './statutory.ts'

/** Whether single days are worked, against what the week and the announced holidays say: a bureau's own word on its calendar. */
export type DayOverrides = ReadonlyMap<CalendarDate, boolean>

/** A calendar in which nothing was overruled. */
export const noOverrides: DayOverrides = new Map()

const isWeekend = (date: CalendarDate) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

/** Whether a day is worked: as the bureau says, otherwise as was announced, otherwise from Monday to Friday. */
export function isWorkingDay(date: CalendarDate, overrides: DayOverrides = noOverrides): boolean {
  return overrides.get(date) ?? statutoryByDay.get(date)?.works ?? !isWeekend(date)
}

// Nobody sets whole years free: a calendar that does is one that no period ends in.
const mostIdle = 400

/** The day that is so many working days after another; the first day itself does not count (民法典 201). */
export function workingDaysAfter(
  date: CalendarDate,
  days: number,
  overrides: DayOverrides = noOverrides,
): CalendarDate {
  let [at, idle] = [date, 0]
  for (let left = days; left > 0;) {
    at = addDays(at, 1)
    if (isWorkingDay(at, overrides)) {
      left -= 1
      idle = 0
    } else if ((idle += 1) > mostIdle) throw new RangeError('a calendar without working days')
  }
  return at
}

/** How many working days there are after one day, up to and with another. */
export function countWorkingDays(
  after: CalendarDate,
  through: CalendarDate,
  overrides: DayOverrides = noOverrides,
): number {
  let size = 0
  for (let day = addDays(after, 1); day <= through; day = addDays(day, 1)) if (isWorkingDay(day, overrides)) size += 1
  return size
}
