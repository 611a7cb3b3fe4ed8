/** A calendar date, `YYYY-MM-DD`, without a time or a zone. Compares and sorts as text. */
export type CalendarDate = string

const dayMs = 86_400_000

// Making one costs a hundred times what using it does, and every request asks for the day.
const calendars = new Map<string, Intl.DateTimeFormat>()

function calendarOf(zone: string): Intl.DateTimeFormat {
  const known = calendars.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  calendars.set(zone, made)
  return made
}

// A day begins on a whole minute everywhere, so that all instants of a minute share their date.
const latest = new Map<string, { readonly minute: number; readonly date: CalendarDate }>()

/** The calendar date that an instant falls on in a time zone. */
export function dateIn(zone: string, instant: Date): CalendarDate {
  const minute = Math.floor(instant.getTime() / 60_000)
  const known = latest.get(zone)
  if (known?.minute === minute) return known.date
  const date = calendarOf(zone).format(instant)
  latest.set(zone, { minute, date })
  return date
}

/** The date `days` after (or, negative, before) another. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}

/** The last day of a month (1–12). */
export function lastDayOf(year: number, month: number): CalendarDate {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** The calendar year of a date. */
export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4))
}

/** The instant at which a calendar date begins in a time zone. */
export function startOfDay(date: CalendarDate, zone: string): Date {
  const asUtc = Date.parse(`${date}T00:00:00Z`)
  // Twice, because the first guess may lie on the other side of a clock change.
  const guess = asUtc - offsetAt(zone, asUtc)
  return new Date(asUtc - offsetAt(zone, guess))
}

function offsetAt(zone: string, instant: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(instant)
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** An instant as a clock on the wall in a time zone shows it: `2026-11-21 14:00`. */
export function clockIn(zone: string, instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(instant)
}

// A day, a month, the end of a range without its year, hours of a day: browsers break all of them at their hyphens.
const dated = /(\d{4}-\d{2}(?:-\d{2})?|(?<![\d-])\d{2}-\d{2}(?![\d-])|\d{2}:\d{2}–\d{2}:\d{2})/

/** The pieces of a text that a page keeps whole: every second one is a date or a span of hours. */
export function splitAtDates(text: string): readonly string[] {
  return text.split(dated)
}
