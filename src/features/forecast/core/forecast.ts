import { daysBetween, type CalendarDate } from '../../../lib/dates.ts'
import type { Standing } from '../../../lib/policy/reckoning.ts'
import type { Outlook } from '../../../lib/policy/outlook.ts'

/** One thing that a figure is made of, so that it can be explained. Units are hundredths. */
export type Step =
  | { readonly kind: 'counted'; readonly units: number }
  | { readonly kind: 'carried'; readonly units: number }
  | { readonly kind: 'on_the_way'; readonly units: number }
  | { readonly kind: 'booked'; readonly units: number }
  /** What is counted by `days` of `of`, and what comes of it by the last day. */
  | {
      readonly kind: 'pace'
      readonly units: number
      readonly days: number
      readonly of: number
      readonly projected: number
    }
  | { readonly kind: 'too_early'; readonly days: number }
  | { readonly kind: 'no_time'; readonly days: number; readonly mostDaily: number; readonly missing: number }
  | { readonly kind: 'over'; readonly endedOn: CalendarDate }

/** Everything that a forecast says of one requirement. */
export type Forecast = {
  readonly state: Outlook
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate
  /** Today among them; none once it is over. */
  readonly daysLeft: number
  /** Counted, brought along, on its way and booked: what comes without anything further. */
  readonly secured: number
  /** Missing after all that. */
  readonly short: number
  readonly projected: number
  readonly by: 'secured' | 'pace'
  readonly steps: readonly Step[]
}

/** What a forecast must know beside the standing. */
export type Circumstances = {
  readonly today: CalendarDate
  readonly startedOn: CalendarDate | null
  readonly retiresOn: CalendarDate | null
  /** What will count more once it is verified, and then once programmes with a place are passed. */
  readonly onTheWay: number
  readonly booked: number
  /** How much can be earned of one day; null where nobody can say. */
  readonly mostDaily: number | null
}

/** Before so many days there is no pace. */
export const daysWithoutPace = 60

type Asked = Pick<Standing, 'kind' | 'window' | 'needed' | 'counted' | 'carried' | 'state'>

/** Where somebody will stand on the last day of a requirement; undefined where it is not owed, or has no last day. */
export function forecast(asked: Asked, circumstances: Circumstances): Forecast | undefined {
  const { window, needed, counted, carried } = asked
  if (asked.kind !== 'least' || asked.state === 'exempt') return undefined
  if (!Number.isFinite(window.from) || !Number.isFinite(window.to)) return undefined
  const { today, onTheWay, booked, mostDaily } = circumstances
  const startsOn = later(`${String(window.from)}-01-01`, circumstances.startedOn)
  const endsOn = earlier(`${String(window.to)}-12-31`, circumstances.retiresOn)
  const all = Math.max(1, daysBetween(startsOn, endsOn) + 1)
  const gone = Math.min(all, Math.max(0, daysBetween(startsOn, today) + 1))
  const daysLeft = Math.max(0, daysBetween(today, endsOn) + 1)
  const secured = counted + carried + onTheWay + booked
  const short = Math.max(0, needed - secured)
  const paced = gone < daysWithoutPace ? undefined : Math.floor((counted * all) / gone) + carried
  const projected = Math.max(secured, paced ?? 0)
  const steps: Step[] = [{ kind: 'counted', units: counted }]
  if (carried > 0) steps.push({ kind: 'carried', units: carried })
  if (onTheWay > 0) steps.push({ kind: 'on_the_way', units: onTheWay })
  if (booked > 0) steps.push({ kind: 'booked', units: booked })
  if (daysLeft > 0) {
    if (paced === undefined) steps.push({ kind: 'too_early', days: gone })
    else steps.push({ kind: 'pace', units: counted, days: gone, of: all, projected: paced })
  }
  const noTime = mostDaily !== null && short > daysLeft * mostDaily
  if (short > 0 && daysLeft === 0) steps.push({ kind: 'over', endedOn: endsOn })
  else if (short > 0 && noTime) steps.push({ kind: 'no_time', days: daysLeft, mostDaily, missing: short })
  const state =
    short === 0
      ? 'safe'
      : daysLeft === 0 || noTime
        ? 'out_of_reach'
        : paced === undefined || projected >= needed
          ? 'at_risk'
          : 'will_miss'
  const by = projected > secured ? 'pace' : 'secured'
  return { state, startsOn, endsOn, daysLeft, secured, short, projected, by, steps }
}

const later = (a: CalendarDate, b: CalendarDate | null) => (b !== null && b > a ? b : a)
const earlier = (a: CalendarDate, b: CalendarDate | null) => (b !== null && b < a ? b : a)

const worst: readonly Outlook[] = ['out_of_reach', 'will_miss', 'at_risk', 'safe']

/** How somebody stands altogether: as the worst of what is asked of them. */
export function worstOf(states: readonly Outlook[]): Outlook {
  return worst.find((state) => states.includes(state)) ?? 'safe'
}
