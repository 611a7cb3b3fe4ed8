import { closeAssessedClass, decideScheme, recordResults } from '../src/features/assessment/public.ts'
import { markByHand } from '../src/features/delivery/commands/attendance.ts'
import { checkInMany } from '../src/features/delivery/commands/check-in.ts'
import { startClass } from '../src/features/delivery/commands/classes.ts'
import { stepAt } from '../src/features/delivery/core.ts'
import { cancelProgramme } from '../src/features/programmes/commands.ts'
import { momentOf, reaches, type Run, type Stage } from './calendar.ts'
import type { Applicant } from './cohort.ts'
import { must } from './draw.ts'
import { inParts, type Acting, type Step } from './life.ts'
import { isHeld, startOf, type Course } from './steps-enrol.ts'

/** The steps of a course from its first day to its closing. */
export function teachSteps(course: Course): Step[] {
  const { run, year } = course
  const people = run.places ?? 3_000
  const step = (stage: Stage, take: Step['take'], weight: number): Step[] =>
    reaches(run, stage)
      ? [
          {
            key: `${run.key}/${stage}`,
            lane: run.key,
            moment: momentOf(run, stage, year.madeOn),
            weight,
            take: async (acting) => (stage === 'start' || isHeld(course) ? take(acting) : undefined),
          },
        ]
      : []
  const sessions = reaches(run, 'teach')
    ? run.days.map((_, index): Step => ({
        key: `${run.key}/teach/${index + 1}`,
        lane: run.key,
        moment: new Date(startOf(run, index).getTime() + 4 * 3_600_000),
        weight: people / 25,
        take: async (acting) => (isHeld(course) ? teach(acting, course, index) : undefined),
      }))
    : []
  return [
    ...step('start', (acting) => start(acting, course), 2),
    ...sessions,
    ...step('assess', (acting) => assess(acting, course), people / 30),
    ...step('close', (acting) => close(acting, course), people / 15),
  ]
}

async function start(acting: Acting, course: Course): Promise<void> {
  if (!isHeld(course)) {
    const { cast, tree } = acting.county
    const reason = '报名人数不足，本期不开班。'
    await acting.as(cast.officer, async (tx) =>
      must(await cancelProgramme(tx, course.run.id, reason, [tree.bureau.id])),
    )
    return
  }
  for (const { id, lead } of course.classes()) await acting.as(lead, async (tx) => must(await startClass(tx, id)))
}

/** Who sits in a class of a course when it begins. */
function membersOf(course: Course, seat: number): Applicant[] {
  return course.cohort().filter((each) => each.fate === 'admitted' && each.seat === seat)
}

const leaveReasons: [string, ...string[]] = ['病假，已交请假条', '学校有公开课任务', '家中急事，电话请假']

async function teach(acting: Acting, course: Course, index: number): Promise<void> {
  for (const [seat, { id, lead, sessions }] of course.classes().entries()) {
    const sessionId = sessions[index]
    if (sessionId === undefined) throw new Error(`class ${id} has no session ${index}`)
    const members = membersOf(course, seat)
    const there: Applicant[] = []
    const onLeave: string[] = []
    const byHand: string[] = []
    for (const member of members) {
      const isThere = acting.random.chance(member.presence)
      const isOdd = acting.random.chance(isThere ? 0.012 : 0.35)
      if (isThere && !isOdd) there.push(member)
      else if (isOdd) (isThere ? byHand : onLeave).push(member.person.id)
    }
    await checkIn(acting, course.run, index, sessionId, there)
    const mark = (personIds: string[], state: 'leave' | 'present', reason: string) =>
      personIds.length > 0
        ? acting.as(lead, async (tx) => must(await markByHand(tx, sessionId, { personIds, state, reason })))
        : undefined
    await mark(onLeave, 'leave', acting.random.pick(leaveReasons))
    await mark(byHand, 'present', '手机没电，现场核对本人')
  }
}

async function checkIn(
  acting: Acting,
  run: Run,
  index: number,
  sessionId: string,
  there: readonly Applicant[],
): Promise<void> {
  const { random } = acting
  const opens = startOf(run, index).getTime()
  const { today } = acting.contextOf(undefined, startOf(run, index))
  const arrivals = there
    .map(({ person }) => {
      const minutes = random.chance(0.05) ? random.int(11, 45) : random.int(-19, 8)
      const scannedAt = new Date(opens + minutes * 60_000 + random.int(0, 59_000))
      const isTyped = run.item.place === '线上' || random.chance(0.1)
      const login = acting.county.cast.teachers.get(person.id)
      return {
        ...{ id: random.id(scannedAt), sessionId, personId: person.id, scannedAt, step: stepAt(scannedAt) },
        way: isTyped ? ('code' as const) : ('qr' as const),
        ticket: isTyped ? null : random.id(scannedAt),
        login,
      }
    })
    .toSorted((a, b) => a.scannedAt.getTime() - b.scannedAt.getTime())
  const base = acting.contextOf(undefined, acting.moment)
  for (const part of inParts(arrivals, 500)) {
    const asked = part.map(({ login, ...arrival }) => {
      const actor = login && {
        accountId: login.id,
        personId: login.personId,
        name: login.name,
        grants: [],
        sessionId: login.id,
      }
      return { ...arrival, by: { ...base, actor, now: arrival.scannedAt, today } }
    })
    for (const answer of await acting.as(undefined, (tx) => checkInMany(tx, asked))) must(answer)
  }
}

// One missed half day may be made up for by work, two may not; who was not at the only one was not there.
function attendanceAsked(sessions: number): number {
  return sessions >= 4 ? 70 : sessions === 3 ? 60 : sessions === 2 ? 50 : 100
}

async function assess(acting: Acting, course: Course): Promise<void> {
  const { item } = course.run
  const kind =
    item.place === '线上'
      ? ('exam' as const)
      : item.modes.includes('task-driven')
        ? ('work' as const)
        : ('combined' as const)
  const attendanceMinPercent = attendanceAsked(item.sessions.length)
  for (const [seat, { id, lead }] of course.classes().entries()) {
    await acting.as(lead, async (tx) => {
      must(await decideScheme(tx, id, { kind, passMark: 60, attendanceMinPercent, centihours: item.centihours }))
      for (const part of inParts(membersOf(course, seat), 500)) {
        const results = part.map(({ person, scoreTenths }) => ({
          personId: person.id,
          ...(kind === 'work' ? { scoreTenths: null, grade: gradeOf(scoreTenths) } : { scoreTenths, grade: null }),
          note: scoreTenths < 600 ? '补交作业后可申请重评' : null,
        }))
        const refused = must(await recordResults(tx, id, results)).find(({ code }) => code !== null)
        if (refused) throw new Error(`the rehearsal could not take down a result: ${refused.code}`)
      }
    })
  }
}

function gradeOf(scoreTenths: number) {
  if (scoreTenths >= 900) return 'excellent' as const
  if (scoreTenths >= 800) return 'good' as const
  return scoreTenths >= 600 ? ('pass' as const) : ('fail' as const)
}

async function close(acting: Acting, course: Course): Promise<void> {
  for (const { id, lead } of course.classes()) {
    const closureId = acting.random.id(acting.moment)
    await acting.as(lead, async (tx) => must(await closeAssessedClass(tx, id, { id: closureId })))
  }
}
