import { addDays, dateIn, type CalendarDate } from '../src/lib/dates.ts'
import { populationRefusal, type PersonFacts } from '../src/lib/population/population.ts'
import { at, type Run } from './calendar.ts'
import { zone, type County } from './draw.ts'
import type { Someone } from './people.ts'
import { randomFrom, type Random } from './random.ts'
import type { School } from './tree.ts'

/** What becomes of an application in the end. */
export type Fate = 'waits' | 'vouched' | 'returned' | 'declined' | 'withdrawn' | 'dismissed' | 'admitted'

/** Somebody who applies to a run, and what will become of them. */
export type Applicant = {
  readonly person: Someone
  readonly enrolmentId: string
  readonly appliedAt: Date
  readonly fate: Fate
  /** Which of the run's classes. */
  readonly seat: number
  /** How likely they are at a session. */
  readonly presence: number
  readonly scoreTenths: number
}

/** Who applies to a run and what becomes of them: it follows from the county alone. */
export function cohortOf(county: County, run: Run): readonly Applicant[] {
  const random = randomFrom(county.seed, 'cohort', run.key)
  const chosen = chooseApplicants(county, run, random)
  const seats = seatsOf(run, chosen.length)
  const isHalfway = run.until === 'admit'
  const [opens, closes] = [run.opensAt.getTime(), lastInstant(run)]
  let admitted = 0
  return chosen.map((person, index) => {
    // Most apply in the first days of the window.
    const appliedAt = new Date(Math.floor(opens + 600_000 + (closes - opens - 1_200_000) * random.next() ** 2))
    const isDemo = person.id === county.cast.demo.teacher.id
    const fate = isDemo ? 'admitted' : isHalfway ? halfway(random, person, county) : fateOf(random, run, admitted)
    if (fate === 'admitted' || fate === 'withdrawn' || fate === 'dismissed') admitted += 1
    return {
      person,
      enrolmentId: random.id(appliedAt),
      appliedAt,
      fate,
      seat: index % seats,
      presence: isDemo ? 1 : random.chance(0.035) ? 0.35 : 0.965,
      scoreTenths: scoreOf(random),
    }
  })
}

/** How many classes a run is taught in. */
export function seatsOf(run: Run, people: number): number {
  const most = run.item.headcount === null ? 500 : 100
  return Math.max(1, Math.ceil(people / most))
}

// Whoever applies has done so before the applications are looked at.
function lastInstant({ eve, closesAt }: Run): number {
  return eve === null ? closesAt.getTime() : at(addDays(eve, -1), '19:00').getTime()
}

function chooseApplicants(county: County, run: Run, random: Random): Someone[] {
  const days = [dateIn(zone, run.opensAt), addDays(dateIn(zone, run.closesAt), -1), run.startsOn]
  const settings = new Map(county.tree.schools.map((school) => [school.id, school.setting]))
  const fits = (someone: Someone) => days.every((day) => suits(someone, settings, run, day))
  const eligible = county.people.filter(fits)
  const demo = county.cast.demo.teacher
  // The demo's teacher has still to decide about what is open.
  const others = eligible.filter(({ id }) => id !== demo.id)
  const wanted = run.until === 'admit' ? Math.round((run.places ?? 0) * 0.7) : wantedOf(run, others.length)
  const isIn = eligible.length > others.length && run.until !== 'admit'
  const rest = random.sample(others, Math.max(0, wanted - (isIn ? 1 : 0)))
  return isIn ? [demo, ...rest] : rest
}

function wantedOf(run: Run, eligible: number): number {
  if (run.places === null) return Math.round(eligible * 0.97)
  if (run.item.admission === 'selection') return Math.min(Math.round(run.places * 1.25), Math.round(eligible * 0.9))
  return Math.min(run.places, Math.round(eligible * 0.92))
}

function suits(
  someone: Someone,
  settings: ReadonlyMap<string, School['setting']>,
  run: Run,
  day: CalendarDate,
): boolean {
  const isNew = run.item.audience.posts?.includes('L7') ?? false
  if (!isNew && someone.startedOn > day) return false
  return (
    populationRefusal(run.item.audience, factsOf(someone, settings.get(someone.schoolId) ?? null, day), day) ===
    undefined
  )
}

function factsOf(someone: Someone, setting: PersonFacts['setting'], day: CalendarDate): PersonFacts {
  const held = someone.posts.filter(({ fromOn, toOn }) => fromOn <= day && (toOn === null || toOn >= day))
  const { stage, subjects, title, talentLevel, startedOn, state, schoolId: organisationId } = someone
  return {
    organisationId,
    stage,
    subjects,
    title,
    talentLevel,
    startedOn,
    state,
    setting,
    posts: held.map(({ kind }) => kind),
  }
}

function fateOf(random: Random, run: Run, admitted: number): Fate {
  const drawn = random.next()
  if (run.item.headcount === null) return drawn < 0.004 ? 'returned' : 'admitted'
  if (drawn < 0.015) return 'returned'
  if (run.places !== null && admitted >= run.places) return 'declined'
  if (drawn < 0.032) return 'withdrawn'
  return drawn < 0.035 ? 'dismissed' : 'admitted'
}

// While enrolment is open, something waits for everybody: most of all for the demo's own school.
function halfway(random: Random, person: Someone, county: County): Fate {
  if (person.schoolId === county.cast.demo.school.id) return 'waits'
  return random.weighted<Fate>([
    ['waits', 30],
    ['vouched', 34],
    ['returned', 3],
    ['admitted', 33],
  ])
}

function scoreOf(random: Random): number {
  const bell = random.next() + random.next() + random.next() + random.next() - 2
  const points = random.chance(0.012) ? 480 + random.int(0, 110) : 845 + bell * 130
  return Math.max(0, Math.min(1_000, Math.round(points)))
}
