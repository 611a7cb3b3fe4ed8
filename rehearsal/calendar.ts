import { addDays, yearOf, type CalendarDate } from '../src/lib/dates.ts'
import type { County } from './draw.ts'
import { besidePlan, headcountFor, planItems, type PlanItem } from './plan.ts'
import { randomFrom } from './random.ts'

/** The steps of a programme's life in their order: a run is lived as far as one of them, and no further than the day before the county's. */
export const stages = [
  'draft',
  'justify',
  'approve',
  'publish',
  'open',
  'apply',
  'vouch',
  'seat',
  'admit',
  'withdraw',
  'start',
  'teach',
  'assess',
  'close',
  'approve_hours',
  'verify_hours',
  'archive',
] as const
export type Stage = (typeof stages)[number]

/** One programme of one year. */
export type Run = {
  readonly key: string
  readonly id: string
  readonly planId: string | null
  readonly year: number
  readonly item: PlanItem
  readonly title: string
  readonly places: number | null
  readonly months: readonly number[]
  /** The last step that it is lived to. */
  readonly until: Stage
  readonly isCancelled: boolean
  /** The day before the county's, where that is in the middle of its enrolment. */
  readonly eve: CalendarDate | null
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate
  /** The days on which it is taught. */
  readonly days: readonly CalendarDate[]
  readonly opensAt: Date
  readonly closesAt: Date
}

/** One year of the county: its plan and the programmes of it. */
export type Year = {
  readonly year: number
  readonly planId: string
  readonly isCurrent: boolean
  readonly madeOn: CalendarDate
  readonly runs: readonly Run[]
}

/** An instant of a day in the county. */
export function at(day: CalendarDate, time: string): Date {
  return new Date(`${day}T${time.length === 5 ? `${time}:00` : time}+08:00`)
}

// Where each programme of the current year stands: days from the county's day to its first, and the last step it is lived to.
const current: Readonly<Record<number, readonly [days: number, until: Stage, gap?: number]>> = {
  1: [-200, 'archive', 3],
  2: [-3, 'teach', 1],
  3: [-196, 'teach', 42],
  4: [-150, 'verify_hours'],
  5: [-60, 'approve_hours'],
  6: [-100, 'verify_hours', 5],
  7: [-90, 'verify_hours'],
  8: [-32, 'approve_hours'],
  9: [-75, 'verify_hours', 2],
  10: [20, 'admit'],
  11: [43, 'publish'],
  12: [46, 'approve'],
  13: [48, 'justify'],
  14: [-12, 'teach', 18],
  15: [24, 'admit'],
  16: [45, 'draft'],
  17: [-20, 'publish'],
}

/** The three years of a county, the current one last. */
export function yearsOf(county: County): readonly Year[] {
  const now = yearOf(county.date)
  return [now - 2, now - 1, now].map((year) => {
    const random = randomFrom(county.seed, 'year', year)
    const isCurrent = year === now
    // A year that has just begun was planned early enough for what it has lived through.
    const early = addDays(county.date, -275)
    const madeOn = isCurrent && early < `${year}-01-12` ? early : `${year}-01-12`
    const planId = random.id(at(madeOn, '09:00'))
    const items = isCurrent ? [...planItems, ...besidePlan] : planItems
    const runs = items.map((item) => (isCurrent ? currentRun(county, item, year) : pastRun(county, item, year)))
    return {
      year,
      planId,
      isCurrent,
      madeOn,
      runs: runs.map((run) => ({ ...run, planId: run.item.no <= planItems.length ? planId : null })),
    }
  })
}

function currentRun(county: County, item: PlanItem, year: number): Run {
  const [days, until, gap = 1] = current[item.no] ?? [90, 'draft']
  const startsOn = addDays(county.date, days)
  const month = yearOf(startsOn) < year ? 1 : yearOf(startsOn) > year ? 12 : Number(startsOn.slice(5, 7))
  return runOf(county, item, { year, startsOn, gap, until, month })
}

function pastRun(county: County, item: PlanItem, year: number): Run {
  const random = randomFrom(county.seed, 'past', year, item.no)
  if (item.month === 'year-round') {
    return runOf(county, item, { year, startsOn: `${year}-03-20`, gap: 42, until: 'archive', month: 3 })
  }
  // One in eight begins a month later than planned: the plan's month stays as it was.
  const begins = item.month < 11 && random.chance(0.12) ? item.month + 1 : item.month
  const startsOn = `${year}-${String(begins).padStart(2, '0')}-${String(random.int(8, 14)).padStart(2, '0')}`
  return runOf(county, item, { year, startsOn, gap: 1, until: 'archive', month: item.month })
}

type Timing = { year: number; startsOn: CalendarDate; gap: number; until: Stage; month: number }

function runOf(county: County, item: PlanItem, { year, startsOn, gap, until, month }: Timing): Run {
  const key = `${year}/${item.no}`
  const days = item.sessions.map((_, index) => addDays(startsOn, index * gap))
  const isRunningOn = until === 'teach' && item.headcount === null
  const lastDay = days.at(-1) ?? startsOn
  return {
    key,
    id: randomFrom(county.seed, 'programme', key).id(at(startsOn, '08:00')),
    planId: null,
    year,
    item,
    title: `${year}年${item.title}`,
    places: headcountFor(item, county.size),
    months: item.month === 'year-round' ? [] : [month],
    until,
    isCancelled: item.no === 17,
    eve: until === 'admit' ? addDays(county.date, -1) : null,
    startsOn,
    endsOn: addDays(lastDay, isRunningOn ? 25 : 2),
    days,
    opensAt: at(addDays(startsOn, -40), '08:00'),
    closesAt: at(addDays(startsOn, -12), '18:00'),
  }
}

/** When a step of a run is taken. */
export function momentOf(run: Run, stage: Stage, madeOn: CalendarDate): Date {
  const { startsOn } = run
  const lastDay = run.days.at(-1) ?? startsOn
  const moments: Record<Stage, Date> = {
    draft: at(madeOn, '10:00'),
    justify: at(addDays(startsOn, -50), '09:30'),
    approve: at(addDays(startsOn, -48), '15:00'),
    publish: at(addDays(startsOn, -45), '10:00'),
    open: at(addDays(startsOn, -40), '07:50'),
    apply: at(addDays(startsOn, -13), '20:00'),
    vouch: at(addDays(startsOn, -11), '10:00'),
    seat: at(addDays(startsOn, -10), '09:00'),
    admit: at(addDays(startsOn, -9), '16:00'),
    withdraw: at(addDays(startsOn, -6), '12:00'),
    start: at(startsOn, '07:30'),
    teach: at(lastDay, '12:00'),
    assess: at(addDays(lastDay, 1), '15:00'),
    close: at(addDays(lastDay, 2), '16:00'),
    approve_hours: at(addDays(lastDay, 6), '10:00'),
    verify_hours: at(addDays(lastDay, 12), '14:00'),
    archive: at(addDays(lastDay, 40), '09:00'),
  }
  return (run.eve === null ? undefined : halfway(run.eve)[stage]) ?? moments[stage]
}

// While enrolment is still open, everybody has come as far as they had by yesterday.
function halfway(eve: CalendarDate): Partial<Record<Stage, Date>> {
  return {
    apply: at(addDays(eve, -1), '20:00'),
    vouch: at(eve, '10:00'),
    seat: at(eve, '11:00'),
    admit: at(eve, '16:00'),
  }
}

/** Whether a run is lived as far as a step. */
export function reaches(run: Run, stage: Stage): boolean {
  return stages.indexOf(stage) <= stages.indexOf(run.until)
}
