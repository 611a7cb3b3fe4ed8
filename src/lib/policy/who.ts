import { addDays, yearOf, type CalendarDate } from '../dates.ts'
import { isInPost, populationRefusal, type PersonFacts } from '../population/population.ts'
import type { Exemption, Period, Policy, Who } from './language.ts'

/** What a policy must know of somebody. */
export type Subject = PersonFacts & {
  /** The day they retire, or retired. */
  readonly retiresOn: CalendarDate | null
  readonly exemptions: readonly Exemption[]
}

/** On which day, and about which year, a standing is asked. */
export type Moment = { readonly today: CalendarDate; readonly year: number }

/** Calendar years, both inclusive. */
export type Window = { readonly from: number; readonly to: number }

/** The cycle of a policy that a year lies in. */
export function cycleOf({ cycle }: Pick<Policy, 'cycle'>, year: number): Window {
  const from = cycle.from + Math.floor((year - cycle.from) / cycle.years) * cycle.years
  return { from, to: from + cycle.years - 1 }
}

/** The years that a period means for somebody in a year; undefined when it means none, as for whom no first day is known. */
export function windowOf(
  period: Period,
  policy: Pick<Policy, 'cycle'>,
  year: number,
  startedOn: CalendarDate | null,
): Window | undefined {
  switch (period.kind) {
    case 'year':
      return { from: year, to: year }
    case 'cycle':
      return cycleOf(policy, year)
    case 'span':
      return year >= period.from && year <= period.to ? { from: period.from, to: period.to } : undefined
    case 'ever':
      return { from: -Infinity, to: Infinity }
    case 'entry': {
      if (startedOn === null) return undefined
      const from = yearOf(startedOn)
      const to = from + period.years - 1
      return year >= from && year <= to ? { from, to } : undefined
    }
  }
}

/** Whether a rule asks something of somebody. */
export function isAsked(
  who: Who | undefined,
  policy: Pick<Policy, 'cycle'>,
  subject: Subject,
  moment: Moment,
): boolean {
  if (
    who?.population ? populationRefusal(who.population, subject, moment.today) !== undefined : !isInPost(subject.state)
  )
    return false
  if (who === undefined) return true
  const cycle = cycleOf(policy, moment.year)
  const isIn = (day: CalendarDate | null, { from, to }: Window) =>
    day !== null && yearOf(day) >= from && yearOf(day) <= to
  if (who.retires === 'in_cycle' && !isIn(subject.retiresOn, cycle)) return false
  if (who.entered === 'in_cycle') return isIn(subject.startedOn, cycle)
  return who.entered !== 'in_year' || isIn(subject.startedOn, { from: moment.year, to: moment.year })
}

/** The months of a window somebody is there for, and those of them that are excused; every month is a full one. */
export type Months = { readonly all: number; readonly owed: number; readonly excused: number }

/** Counts full months: those before somebody began or after they retire are not owed, those inside an exemption are excused. */
export function monthsOf(
  window: Window,
  { startedOn, retiresOn }: Pick<Subject, 'startedOn' | 'retiresOn'>,
  exemptions: readonly Exemption[],
  byMonths: boolean,
): Months {
  const first = byMonths && startedOn !== null ? Math.max(window.from * 12, monthFrom(startedOn)) : window.from * 12
  const end = (window.to + 1) * 12
  const last = byMonths && retiresOn !== null ? Math.min(end, monthUntil(retiresOn)) : end
  let excused = 0
  for (let month = first; exemptions.length > 0 && month < last; month += 1) {
    const covers = ({ fromOn, toOn }: Exemption) => monthFrom(fromOn) <= month && month < monthUntil(toOn)
    if (exemptions.some(covers)) excused += 1
  }
  return { all: end - window.from * 12, owed: Math.max(0, last - first), excused }
}

// Months are counted from year 0: the first that begins on or after a day, and the one after the last that ends by it.
const monthFrom = (day: CalendarDate) => monthAt(day) + (day.endsWith('-01') ? 0 : 1)
const monthUntil = (day: CalendarDate) => monthAt(addDays(day, 1))
const monthAt = (day: CalendarDate) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
