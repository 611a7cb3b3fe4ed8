import { addDays, dateIn, type CalendarDate } from '../../lib/dates.ts'

/** Whose wish a backup was: the schedule's, somebody's, or nobody's here (a file that lay in the folder). */
export const origins = ['schedule', 'hand', 'found'] as const
export type Origin = (typeof origins)[number]

/** How a backup stands in the books. */
export const runStates = ['open', 'good', 'damaged', 'failed', 'cancelled', 'removed'] as const
export type RunState = (typeof runStates)[number]

/** How a backup stands on the page, where the folder is looked at too. */
export const shownStates = [
  'making',
  'good',
  'unchecked',
  'damaged',
  'missing',
  'failed',
  'cancelled',
  'removed',
] as const
export type ShownState = (typeof shownStates)[number]

/** When backups are made by themselves, and how many are kept. */
export type Schedule = {
  readonly isOn: boolean
  /** Minutes after midnight, in the bureau's zone. */
  readonly atMinute: number
  /** Null means the program's own folder. */
  readonly folder: string | null
  readonly keepDays: number
  readonly keepWeeks: number
  readonly keepMonths: number
}

/** What holds until somebody says otherwise: every night at half past two. */
export const defaultSchedule: Schedule = {
  isOn: true,
  atMinute: 150,
  folder: null,
  keepDays: 7,
  keepWeeks: 4,
  keepMonths: 6,
}

/** A deployment without a good backup for this long is in danger. */
export const lateAfterMs = 2 * 86_400_000

/** How many backups the page lists. */
export const shownMax = 200

const minuteMs = 60_000

/** The instant of a minute of a day in a zone. */
export function instantIn(zone: string, day: CalendarDate, minute: number): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + minute * minuteMs
  const first = wall - offsetMs(zone, wall)
  // Where the clocks were changed in between, the offset at the guess is the right one.
  return new Date(wall - offsetMs(zone, first))
}

function offsetMs(zone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  })
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const { year, month, day, hour, minute, second } = part
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - Math.floor(at / 1000) * 1000
}

/** The day whose backup is due now: the last one whose time has come since the schedule was made. Undefined when there is none. */
export function dueDay(
  schedule: Schedule,
  { zone, now, since }: { readonly zone: string; readonly now: Date; readonly since: Date },
  asked: readonly CalendarDate[],
): CalendarDate | undefined {
  if (!schedule.isOn) return undefined
  const today = dateIn(zone, now)
  const day = [today, addDays(today, -1)].find((one) => instantIn(zone, one, schedule.atMinute) <= now)
  if (day === undefined || asked.includes(day)) return undefined
  return instantIn(zone, day, schedule.atMinute) > since ? day : undefined
}

/** When the next backup is made by itself; null when none is. */
export function nextAt(schedule: Schedule, zone: string, now: Date): Date | null {
  if (!schedule.isOn) return null
  const today = dateIn(zone, now)
  const days = [today, addDays(today, 1), addDays(today, 2)]
  return days.map((day) => instantIn(zone, day, schedule.atMinute)).find((at) => at > now) ?? null
}

/** Whether the last good backup, or where there was none the beginning of the books, is too long ago. */
export function isLate(now: Date, lastGoodAt: Date | null, since: Date): boolean {
  return now.getTime() - Math.max(lastGoodAt?.getTime() ?? 0, since.getTime()) > lateAfterMs
}

const shape = /^qinglan-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(auto|hand)\.backup$/

/** The name of a backup's file: nothing else in the folder is ever touched. */
export function nameOf(at: Date, origin: 'schedule' | 'hand'): string {
  const stamp = at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
  return `qinglan-${stamp}Z-${origin === 'schedule' ? 'auto' : 'hand'}.backup`
}

/** What a name says of its backup; undefined for a file that is none of ours. */
export function readName(name: string): { readonly at: Date; readonly origin: 'schedule' | 'hand' } | undefined {
  const found = shape.exec(name)
  if (!found) return undefined
  const [, year, month, day, hour, minute, second, made] = found
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  if (Number.isNaN(at.getTime())) return undefined
  return { at, origin: made === 'auto' ? 'schedule' : 'hand' }
}

// Monday of the week that a date lies in.
function weekOf(date: CalendarDate): CalendarDate {
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
  return addDays(date, -weekday)
}

/**
 * The backups that may go now that `names` lie in the folder: of those made by the schedule the newest of each of the last
 * days, weeks and months stay; of those made by hand the newest stay, as many as there are days. The newest of all never goes.
 */
export function outdated(names: readonly string[], schedule: Schedule, zone: string): readonly string[] {
  const kept = names
    .flatMap((name) => {
      const read = readName(name)
      return read ? [{ name, ...read, date: dateIn(zone, read.at) }] : []
    })
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
  const stay = new Set(kept.slice(0, 1).map(({ name }) => name))
  const byHand = kept.filter(({ origin }) => origin === 'hand')
  for (const { name } of byHand.slice(0, schedule.keepDays)) stay.add(name)
  const spans: readonly (readonly [number, (date: CalendarDate) => string])[] = [
    [schedule.keepDays, (date) => date],
    [schedule.keepWeeks, weekOf],
    [schedule.keepMonths, (date) => date.slice(0, 7)],
  ]
  for (const [size, spanOf] of spans) {
    const newest = new Map<string, string>()
    for (const { name, date, origin } of kept) {
      if (origin === 'schedule' && !newest.has(spanOf(date))) newest.set(spanOf(date), name)
    }
    for (const name of [...newest.values()].slice(0, size)) stay.add(name)
  }
  return kept.filter(({ name }) => !stay.has(name)).map(({ name }) => name)
}

/** How a backup is shown, from the books and from whether its file lies in the folder. */
export function shownState(state: RunState, isThere: boolean, isOpen: boolean): ShownState {
  if (state === 'open') return isOpen ? 'making' : 'failed'
  if (state === 'good' || state === 'damaged') return isThere ? state : 'missing'
  return state
}

/** Why nobody but the first bureau's system administrator has to do with backups; undefined for that one. */
export function keeperRefusal(isKeeper: boolean, reachesBureau: boolean): 'backups_not_yours' | undefined {
  return isKeeper && reachesBureau ? undefined : 'backups_not_yours'
}
