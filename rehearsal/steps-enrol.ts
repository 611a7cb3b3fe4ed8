import { decideMany } from '../src/features/enrolment/public.ts'
import { applyMany } from '../src/features/enrolment/commands/apply.ts'
import {
  approveProgramme,
  archiveProgramme,
  cancelProgramme,
  justifyProgramme,
  openProgramme,
  publishProgramme,
} from '../src/features/programmes/commands.ts'
import { assignMembers, makeClass } from '../src/features/delivery/public.ts'
import { addSessions } from '../src/features/delivery/commands/sessions.ts'
import { at, momentOf, reaches, type Run, type Stage, type Year } from './calendar.ts'
import { cohortOf, seatsOf, type Applicant, type Fate } from './cohort.ts'
import { must, type County } from './draw.ts'
import { inParts, type Acting, type Step } from './life.ts'
import type { Login } from './logins.ts'
import { randomFrom } from './random.ts'
import { draft } from './steps-plan.ts'

/** A run with everything its steps share: reckoned once, the same whenever it is reckoned. */
export type Course = {
  readonly run: Run
  readonly year: Year
  readonly cohort: () => readonly Applicant[]
  /** Ids of its classes, and of the sessions of each. */
  readonly classes: () => readonly { readonly id: string; readonly lead: Login; readonly sessions: readonly string[] }[]
}

/** Makes a course of a run. Its cohort is reckoned when it is first asked for. */
export function courseOf(county: County, year: Year, run: Run): Course {
  let cohort: readonly Applicant[] | undefined
  const ask = () => (cohort ??= cohortOf(county, run))
  const classes = () => {
    const random = randomFrom(county.seed, 'classes', run.key)
    const provider = county.cast.providers[run.item.provider] ?? county.cast.providers[0]
    if (!provider) return []
    return Array.from({ length: seatsOf(run, ask().length) }, (_, index) => ({
      id: random.id(momentOf(run, 'seat', year.madeOn)),
      lead: provider.leads[index % provider.leads.length] ?? provider.leads[0],
      sessions: run.days.map((day) => random.id(at(day, '08:00'))),
    }))
  }
  return { run, year, cohort: ask, classes }
}

type Take = (acting: Acting, course: Course) => Promise<void>

/** The steps of a course up to those who sit in its classes. */
export function enrolSteps(course: Course): Step[] {
  const { run, year } = course
  const people = run.places ?? 3_000
  const step = (stage: Stage, take: Take, weight: number): Step[] =>
    reaches(run, stage)
      ? [
          {
            key: `${run.key}/${stage}`,
            lane: run.key,
            moment: momentOf(run, stage, year.madeOn),
            weight,
            take: (acting) => take(acting, course),
          },
        ]
      : []
  // What stands beside the plan is drafted when it is thought of.
  const beside: Step[] =
    run.planId === null
      ? [
          {
            key: `${run.key}/draft`,
            lane: run.key,
            moment: besideMoment(run),
            weight: 1,
            take: (acting) => draftBeside(acting, run),
          },
        ]
      : []
  return [
    ...beside,
    ...step('justify', justify, 1),
    ...step('approve', approve, 1),
    ...step('publish', run.isCancelled ? cancel : publish, 1),
    ...(run.isCancelled ? [] : step('open', open, 1)),
    ...step('apply', apply, people / 40),
    ...step('vouch', vouch, 20 + people / 40),
    ...step('seat', seat, 2),
    ...step('admit', admit, people / 30),
    ...(run.until === 'admit' ? [] : step('withdraw', withdraw, 8)),
  ]
}

function besideMoment(run: Run): Date {
  return new Date(momentOf(run, 'justify', run.startsOn).getTime() - 2 * 86_400_000)
}

async function draftBeside(acting: Acting, run: Run): Promise<void> {
  await acting.as(acting.county.cast.officer, (tx) => draft(acting, tx, run))
}

const scopeOf = ({ county }: Acting) => [county.tree.bureau.id]

async function justify(acting: Acting, { run }: Course): Promise<void> {
  const { item } = run
  const justification = `开班前对${item.who}做了问卷和听课调研。${item.purpose}`
  const scheme = `对象：${item.who}。形式：${item.modeWords}。内容：${item.sessions.join('；')}。地点：${item.place}。考核：出勤不低于百分之八十，考核合格记${item.centihours / 100}学时。`
  await acting.as(acting.county.cast.officer, async (tx) =>
    must(await justifyProgramme(tx, run.id, { justification, scheme, schemeFileId: null }, scopeOf(acting))),
  )
}

async function approve(acting: Acting, { run }: Course): Promise<void> {
  await acting.as(acting.county.cast.director, async (tx) =>
    must(await approveProgramme(tx, run.id, { decision: 'approve' }, scopeOf(acting))),
  )
}

async function publish(acting: Acting, { run }: Course): Promise<void> {
  await acting.as(acting.county.cast.officer, async (tx) => must(await publishProgramme(tx, run.id, scopeOf(acting))))
}

async function cancel(acting: Acting, { run }: Course): Promise<void> {
  const reason = '接待单位调整计划，本年度不再组织，名额并入骨干教师研修班。'
  await acting.as(acting.county.cast.officer, async (tx) =>
    must(await cancelProgramme(tx, run.id, reason, scopeOf(acting))),
  )
}

async function open(acting: Acting, { run }: Course): Promise<void> {
  await acting.as(acting.county.cast.officer, async (tx) => must(await openProgramme(tx, run.id, scopeOf(acting))))
}

/** The step that puts a finished programme away. */
export async function archive(acting: Acting, { run }: Course): Promise<void> {
  await acting.as(acting.county.cast.officer, async (tx) => must(await archiveProgramme(tx, run.id, scopeOf(acting))))
}

async function apply(acting: Acting, { run, cohort }: Course): Promise<void> {
  const { teachers } = acting.county.cast
  const order = cohort().toSorted(
    (a, b) => a.appliedAt.getTime() - b.appliedAt.getTime() || (a.enrolmentId < b.enrolmentId ? -1 : 1),
  )
  for (const part of inParts(order, 500)) {
    const last = part.at(-1)?.appliedAt ?? acting.moment
    await acting.as(
      undefined,
      async (tx) => {
        const wishes = part.map(({ enrolmentId: id, person, appliedAt }) => {
          const by = { ...acting.contextOf(teachers.get(person.id), appliedAt), today: tx.context.today }
          return { id, personId: person.id, by }
        })
        for (const answer of await applyMany(tx, run.id, wishes)) must(answer)
      },
      last,
    )
  }
}

const returnReasons: [string, ...string[]] = [
  '本校同学科已有三人参加，请错开批次。',
  '与本校期末工作冲突，请申请下一期。',
  '上一期尚未结业，请先完成。',
]

async function vouch(acting: Acting, course: Course): Promise<void> {
  const cohort = course.cohort().filter(({ fate }) => fate !== 'waits')
  for (const [schoolId, own] of Map.groupBy(cohort, ({ person }) => person.schoolId)) {
    const { registrars, principals, office } = acting.county.cast
    const registrar = registrars.get(schoolId) ?? office
    // Nobody vouches for themselves: the principal does it for the registrar.
    const isOwn = ({ person }: Applicant) => person.id === registrar.personId
    const byRole = [
      [principals.get(schoolId) ?? office, own.filter(isOwn)],
      [registrar, own.filter((each) => !isOwn(each))],
    ] as const
    for (const [login, theirs] of byRole) {
      const [returned, kept] = [theirs.filter(isFate('returned')), theirs.filter((each) => each.fate !== 'returned')]
      await decide(acting, login, returned, 'return', acting.random.pick(returnReasons))
      await decide(acting, login, kept, 'approve', null)
    }
  }
}

/** Whether anybody sits in a course at all: in the smallest counties nobody may suit it, and it is cancelled on its first day. */
export function isHeld(course: Course): boolean {
  return course.cohort().some(isFate('admitted'))
}

const isFate =
  (...fates: readonly Fate[]) =>
  (applicant: Applicant) =>
    fates.includes(applicant.fate)

async function decide(
  acting: Acting,
  login: Login | undefined,
  applicants: readonly Applicant[],
  decision: Parameters<typeof decideMany>[2],
  reason: string | null,
): Promise<void> {
  for (const part of inParts(applicants, 1_000)) {
    const ids = part.map(({ enrolmentId }) => enrolmentId)
    const outcomes = await acting.as(login, (tx) => decideMany(tx, ids, decision, reason))
    const refused = outcomes.find(({ code }) => code !== null)
    if (refused) throw new Error(`the rehearsal could not ${decision} an application: ${refused.code}`)
  }
}

async function seat(acting: Acting, { run, classes }: Course): Promise<void> {
  const all = classes()
  for (const [index, { id, lead, sessions }] of all.entries()) {
    await acting.as(providerOf(acting, run), async (tx) => {
      const title = all.length === 1 ? run.title : `${run.title} ${index + 1}班`
      const { startsOn, endsOn } = run
      must(await makeClass(tx, run.id, { id, title, startsOn, endsOn, places: null, leadAccountId: lead.id }))
      const drafts = sessions.map((sessionId, at) => sessionOf(run, sessionId, at, index))
      must(await addSessions(tx, acting.vault, id, drafts))
    })
  }
}

function providerOf({ county }: Acting, run: Run): Login | undefined {
  return county.cast.providers[run.item.provider]?.office
}

function sessionOf(run: Run, id: string, index: number, seat: number) {
  const day = run.days[index] ?? run.startsOn
  const title = run.item.sessions[index] ?? run.item.title
  const venue = run.item.place === '线上' ? '线上直播间' : `${run.item.place}${seat + 1}号厅`
  // The last day of the course that runs now is open from midnight to midnight, so that check-in can be tried at any hour.
  const isAllDay = index === run.days.length - 1 && index > 0 && run.until === 'teach'
  const times = isAllDay ? ['09:59', '23:59'] : index % 2 === 0 ? ['08:30', '11:30'] : ['14:00', '17:00']
  return {
    ...{ id, title, venue },
    startsAt: at(day, times[0] ?? '08:30').toISOString(),
    endsAt: at(day, times[1] ?? '11:30').toISOString(),
    opensBefore: isAllDay ? 599 : 20,
    lateAfter: isAllDay ? 840 : 10,
    closesAfter: null,
  }
}

/** When a session of a course begins. */
export function startOf(run: Run, index: number): Date {
  return new Date(sessionOf(run, '', index, 0).startsAt)
}

async function admit(acting: Acting, course: Course): Promise<void> {
  const { run, classes } = course
  const cohort = course.cohort()
  const provider = providerOf(acting, run)
  const admitted = cohort.filter(isFate('admitted', 'withdrawn', 'dismissed'))
  await decide(acting, provider, admitted, 'admit', null)
  await decide(acting, provider, cohort.filter(isFate('declined')), 'decline', '名额已满，按教龄和学校均衡择优录取。')
  for (const [index, { id }] of classes().entries()) {
    const members = admitted.filter((each) => each.seat === index).map(({ person }) => person.id)
    for (const part of inParts(members, 1_000)) {
      const seated = must(await acting.as(provider, (tx) => assignMembers(tx, id, part)))
      const left = seated.find(({ code }) => code !== null)
      if (left) throw new Error(`the rehearsal could not seat somebody: ${left.code}`)
    }
  }
}

async function withdraw(acting: Acting, course: Course): Promise<void> {
  const cohort = course.cohort()
  for (const each of cohort.filter(isFate('withdrawn'))) {
    await decide(acting, acting.county.cast.teachers.get(each.person.id), [each], 'withdraw', null)
  }
  await decide(
    acting,
    providerOf(acting, course.run),
    cohort.filter(isFate('dismissed')),
    'dismiss',
    '开班前电话确认，本人已调离教学岗位。',
  )
}
