import { formatHours, type Centihours } from '../lib/hours.ts'
import { kitWords } from './kit-words.ts'
import { currentLanguage, wordsIn } from './words.ts'

let zone = 'Asia/Shanghai'

/** The time zone in which instants are shown and typed; set once the bureau is known. */
export function showInZone(name: string): void {
  zone = name
}

type Wall = { readonly date: string; readonly time: string }

/** An instant as a clock on the wall of the bureau shows it: `YYYY-MM-DD` and `HH:mm`. */
export function wallOf(instant: string | Date): Wall {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant))
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return { date: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` }
}

/** The instant at which the bureau's wall clock shows this date and time, as ISO text. */
export function instantOf({ date, time }: Wall): string {
  const asUtc = Date.parse(`${date}T${time}:00Z`)
  const shownAt = (ms: number) => {
    const wall = wallOf(new Date(ms))
    return Date.parse(`${wall.date}T${wall.time}:00Z`)
  }
  // Twice, because the first guess may lie on the other side of a clock change.
  const guess = asUtc - (shownAt(asUtc) - asUtc)
  return new Date(guess - (shownAt(guess) - asUtc)).toISOString()
}

function weekday(date: string): string {
  const language = currentLanguage()
  return new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
}

/** `2026-11-21 周六` for a calendar date or an instant. */
export function formatDate(date: string): string {
  const day = date.length === 10 ? date : wallOf(date).date
  return `${day} ${weekday(day)}`
}

/** `2026-11-21`, where the weekday says nothing. */
export function formatDay(date: string): string {
  return date.length === 10 ? date : wallOf(date).date
}

/** `2026-11-21 周六 14:00`. */
export function formatDateTime(instant: string | Date): string {
  const { date, time } = wallOf(instant)
  return `${date} ${weekday(date)} ${time}`
}

/** `2026 年 3 月` for `2026-03`. */
export function formatMonth(month: string): string {
  const [year = '', number = ''] = month.split('-')
  const instant = new Date(Date.UTC(Number(year), Number(number) - 1, 1))
  if (currentLanguage() === 'zh-CN') return `${year}\u2009年\u2009${Number(number)}\u2009月`
  return new Intl.DateTimeFormat('en', { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(instant)
}

/** `2026-11-21 – 11-23`: what both ends share is said once; an open end is left open. */
export function formatDateRange(from: string | null, to: string | null): string {
  if (from === null && to === null) return '–'
  if (from === null) return `– ${formatDay(to ?? '')}`
  if (to === null) return `${formatDay(from)} –`
  const [start, end] = [formatDay(from), formatDay(to)]
  if (start === end) return formatDate(start)
  return `${start} – ${start.slice(0, 4) === end.slice(0, 4) ? end.slice(5) : end}`
}

/** `2026-11-21 周六 14:00–16:30`; an end on another day is written whole. */
export function formatTimeRange(start: string, end: string): string {
  const [from, to] = [wallOf(start), wallOf(end)]
  return `${formatDateTime(start)}${from.date === to.date ? `–${to.time}` : ` – ${formatDateTime(end)}`}`
}

export type Unit =
  | 'person'
  | 'attendance'
  | 'session'
  | 'programme'
  | 'hour'
  | 'credit'
  | 'school'
  | 'class'
  | 'place'
  | 'item'
  | 'certificate'
  | 'day'
  | 'use'

/** The word of a unit. People, attendances and sessions are different units and never summed. */
export function unitWord(unit: Unit): string {
  return wordsIn(kitWords)(`unit.${unit}`)
}

/** `1,234 人`, or the bare number. */
export function formatCount(count: number, unit?: Unit): string {
  const number = new Intl.NumberFormat('en').format(count)
  return unit ? `${number}\u00a0${unitWord(unit)}` : number
}

/** `1.5 学时` for 150 centihours. */
export function formatHoursOf(centihours: Centihours): string {
  return `${formatHours(centihours)}\u00a0${unitWord('hour')}`
}

/** A share as per cent with at most one decimal; what is not whole is never shown as 100 %, what is not nothing never as 0 %. */
export function formatPercent(part: number, whole: number): string {
  if (whole <= 0) return '–'
  const tenths = (part / whole) * 1000
  if (part < whole) {
    const shown = Math.min(999, Math.max(part > 0 ? 1 : 0, Math.round(tenths)))
    return `${shown % 10 === 0 ? shown / 10 : (shown / 10).toFixed(1)}%`
  }
  return `${Math.floor(tenths / 10)}%`
}

const inEnglish = () => currentLanguage() === 'en'

/** Names one after the other: `甲、乙`, in English `a, b`. */
export const joinNames = (names: readonly string[]): string => names.join(inEnglish() ? ', ' : '、')

/** Statements one after the other: `甲；乙`, in English `a; b`. */
export const joinStatements = (said: readonly string[]): string => said.join(inEnglish() ? '; ' : '；')

/** Something with what belongs beside it: `甲（乙）`, in English `a (b)`. */
export const withAside = (what: string, aside: string): string =>
  inEnglish() ? `${what} (${aside})` : `${what}（${aside}）`

/** What is said of something, or by somebody: `甲：乙`, in English `a: b`. */
export const withSaid = (what: string, said: string): string => (inEnglish() ? `${what}: ${said}` : `${what}：${said}`)

/** `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const [size, unit] =
    bytes < 1024 ** 2 ? [bytes / 1024, 'kB'] : bytes < 1024 ** 3 ? [bytes / 1024 ** 2, 'MB'] : [bytes / 1024 ** 3, 'GB']
  return `${size < 10 ? size.toFixed(1).replace(/\.0$/, '') : Math.round(size)} ${unit}`
}
