import { approveRecords } from '../src/features/credits/public.ts'
import { verifyHours } from '../src/features/certificates/commands.ts'
import { closePlan } from '../src/features/school-training/commands/closing.ts'
import { decidePlan } from '../src/features/school-training/commands/decide.ts'
import { addEvidence, cancelSession, holdSession } from '../src/features/school-training/commands/holding.ts'
import { beginPlan, saveDraft, submitPlan } from '../src/features/school-training/commands/plans.ts'
import { foundTeam } from '../src/features/school-training/commands/teams.ts'
import type { PlanContent } from '../src/features/school-training/core/content.ts'
import { listHours, findClosure } from '../src/features/school-training/store/closures.ts'
import { reflect } from '../src/features/school-training/commands/own.ts'
import { addDays, yearOf } from '../src/lib/dates.ts'
import { exportRows } from '../src/platform/excel/rows.ts'
import { at } from './calendar.ts'
import { must, type County } from './draw.ts'
import type { Acting, Step } from './life.ts'
import type { Login } from './logins.ts'
import { randomFrom } from './random.ts'

/** The plans of the demo's school, one for each state that a plan can be in. */
export const schoolPlanNames = ['past', 'running', 'waiting', 'further', 'draft'] as const
export type SchoolPlanName = (typeof schoolPlanNames)[number]

const forms = ['lesson_study', 'salon', 'case_clinic', 'theory', 'lecture'] as const
const tiers = ['peers', 'backbone', 'reflection'] as const

type Told = {
  readonly title: string
  readonly goals: string
  readonly topic: string | null
  /** Days from the county's to the first session, and from each to the next. */
  readonly from: number
  readonly sessions: readonly string[]
}

const told: Readonly<Record<SchoolPlanName, Told>> = {
  past: {
    title: '语文组单元整体教学研修',
    goals: '读懂单元要求，形成三份可以共用的单元设计，每位教师上一节研讨课。',
    topic: '小学语文单元整体教学的设计与实施',
    from: -300,
    sessions: ['课标与单元要求学习', '单元设计集体备课', '研讨课与评课', '成果整理'],
  },
  running: {
    title: '课堂提问与学习单研究',
    goals: '用课例找出低效提问，改进学习单，期末形成五个课例。',
    topic: null,
    from: -50,
    sessions: [
      '课堂提问观察方法',
      '第一轮课例研讨',
      '学习单修改',
      '第二轮课例研讨',
      '专题讲座：好问题从哪里来',
      '期末小结',
    ],
  },
  waiting: {
    title: '班主任案例诊断沙龙',
    goals: '每次诊断两个真实案例，积累班级管理的办法。',
    topic: null,
    from: 12,
    sessions: ['家校沟通案例', '行为习惯案例', '后进生转化案例'],
  },
  further: {
    title: '数学组作业设计研修',
    goals: '控制作业总量，提高质量，形成分层作业样例。',
    topic: '小学数学分层作业设计',
    from: 20,
    sessions: ['作业现状分析', '分层作业设计', '作业讲评课例', '样例整理'],
  },
  draft: {
    title: '信息技术应用能力提升',
    goals: '让每位教师能用智慧平台备课。',
    topic: null,
    from: 60,
    sessions: ['平台备课', '课堂工具'],
  },
}

/** The id of a plan of the demo's school. */
export function schoolPlanOf({ seed, founded }: County, name: SchoolPlanName): string {
  return randomFrom(seed, 'school plans', name).id(founded)
}

/** The id of the teaching team of the demo's school. */
export function researchTeamOf({ seed, founded }: County): string {
  return randomFrom(seed, 'school plans', 'team').id(founded)
}

/** The id of a session of such a plan, by its place. */
export function schoolSessionOf(county: County, name: SchoolPlanName, index: number): string {
  return contentOf(county, name, []).sessions[index]?.id ?? ''
}

type Hands = {
  readonly registrar: Login
  readonly principal: Login
  readonly centre: Login
  readonly members: string[]
}

function handsOf(county: County): Hands | undefined {
  const { cast, tree, people } = county
  const { school, teacher } = cast.demo
  const [registrar, principal] = [cast.registrars.get(school.id), cast.principals.get(school.id)]
  const centre = cast.towns.get(tree.schools.find(({ id }) => id === school.id)?.parentId ?? '')
  if (!registrar || !principal || !centre || registrar.id === principal.id) return undefined
  const bosses = [registrar.personId, principal.personId]
  const others = people
    .filter(({ id, schoolId, state }) => schoolId === school.id && state === '11' && !bosses.includes(id))
    .map(({ id }) => id)
  const members = [teacher.id, ...others.filter((id) => id !== teacher.id)].slice(0, 10)
  return members.length < 2 ? undefined : { registrar, principal, centre, members }
}

/** School-based training of the demo's school: a team, and a plan in every state. */
export function schoolTrainingSteps(county: County): Step[] {
  const hands = handsOf(county)
  if (!hands) return []
  const step = (name: string, day: number, take: Step['take']): Step => ({
    key: `school-training/${name}`,
    moment: at(addDays(county.date, day), '16:20'),
    weight: 1,
    take,
  })
  return [
    step('team', -320, (acting) => team(acting, hands)),
    step('past', -200, (acting) => past(acting, hands)),
    step('running', -2, (acting) => running(acting, hands)),
    step('waiting', -3, (acting) => written(acting, hands, 'waiting', 'submitted')),
    step('further', -4, (acting) => written(acting, hands, 'further', 'school')),
    step('draft', -1, (acting) => written(acting, hands, 'draft', 'saved')),
  ]
}

async function team(acting: Acting, { registrar, members }: Hands): Promise<void> {
  const { county, moment } = acting
  const schoolId = county.cast.demo.school.id
  const [, leadId = members[0] ?? ''] = members
  const draft = { id: researchTeamOf(county), organisationId: schoolId, kind: 'subject' as const, name: '语文教研组' }
  const whole = { ...draft, topic: null, leadId, members, foundedOn: addDays(county.date, -320) }
  await acting.as(registrar, async (tx) => must(await foundTeam(tx, whole, [schoolId])), moment)
}

function contentOf(county: County, name: SchoolPlanName, members: readonly string[]): PlanContent {
  const { title, goals, topic, from, sessions } = told[name]
  const random = randomFrom(county.seed, 'school sessions', name)
  return {
    ...{ title, goals, topic, category: '校本研修', mode: 'school' as const },
    teamId: name === 'past' || name === 'running' ? researchTeamOf(county) : null,
    centihours: sessions.length * 200,
    members,
    sessions: sessions.map((each, index) => ({
      id: random.id(county.founded),
      title: each,
      on: addDays(county.date, from + index * 10),
      centihours: 200,
      form: forms[index % forms.length] ?? 'salon',
      tier: tiers[index % tiers.length] ?? null,
      speaker: index % 2 === 0 ? '教研组长' : null,
    })),
  }
}

type Until = 'saved' | 'submitted' | 'school' | 'approved'

async function written(acting: Acting, hands: Hands, name: SchoolPlanName, until: Until, when?: Date) {
  const { county, moment } = acting
  const { registrar, principal, centre } = hands
  const schoolId = county.cast.demo.school.id
  const id = schoolPlanOf(county, name)
  const content = contentOf(county, name, hands.members)
  const day = when ?? moment
  const later = (hours: number) => new Date(day.getTime() + hours * 3_600_000)
  const { year, term } = semesterOf(content.sessions[0]?.on ?? county.date)
  const draft = { id, organisationId: schoolId, year, term, title: content.title, teamId: content.teamId }
  await acting.as(registrar, async (tx) => must(await beginPlan(tx, draft, [schoolId])), later(-2))
  await acting.as(
    registrar,
    async (tx) => must(await saveDraft(tx, id, { revision: 0, content: plain(content) })),
    later(-1),
  )
  if (until === 'saved') return
  await acting.as(registrar, async (tx) => must(await submitPlan(tx, id)), day)
  const approve = { outcome: 'approved' as const, reason: null }
  if (until === 'submitted') return
  await acting.as(principal, async (tx) => must(await decidePlan(tx, id, approve)), later(1))
  if (until === 'approved') await acting.as(centre, async (tx) => must(await decidePlan(tx, id, approve)), later(2))
}

// A draft is saved as it came over the wire: with lists of its own.
const plain = (content: PlanContent) => ({
  ...content,
  members: [...content.members],
  sessions: content.sessions.map((session) => ({ ...session })),
})

function semesterOf(day: string): { year: number; term: number } {
  const month = Number(day.slice(5, 7))
  if (month >= 8) return { year: yearOf(day), term: 1 }
  return { year: yearOf(day) - 1, term: month === 1 ? 1 : 2 }
}

async function holdOne(acting: Acting, hands: Hands, name: SchoolPlanName, index: number, proven: boolean) {
  const { county, random } = acting
  const id = schoolPlanOf(county, name)
  const session = contentOf(county, name, hands.members).sessions[index]
  if (!session || session.on === null) return
  const marks = hands.members.map((personId, place) =>
    place > 0 && random.chance(0.12)
      ? { personId, mark: 'leave' as const, reason: '公务外出' }
      : { personId, mark: 'present' as const, reason: null },
  )
  const held = { heldOn: session.on, minutes: 90, centihours: 200, speaker: session.speaker, marks }
  const summary = `围绕“${session.title}”研讨，形成改进意见，落实到下次课例。`
  const moment = at(session.on, '18:00')
  const sessionId = session.id
  await acting.as(
    hands.registrar,
    async (tx) => must(await holdSession(tx, id, sessionId, { ...held, summary })),
    moment,
  )
  if (proven)
    await prove(acting, hands, name, { kind: 'attendance', title: `${session.title}签到表`, sessionId }, moment)
}

type Piece = {
  readonly kind: 'attendance' | 'material' | 'outcome'
  readonly title: string
  readonly sessionId?: string
  readonly outcomeKind?: 'report'
}

async function prove(acting: Acting, hands: Hands, name: SchoolPlanName, piece: Piece, moment: Date): Promise<void> {
  const { county, files, random } = acting
  const names = new Map(county.people.map((person) => [person.id, person.name]))
  const sheet = exportRows({
    sheet: piece.title,
    columns: [
      { title: '姓名', width: 16, kind: 'text', value: (personId: string) => names.get(personId) ?? '' },
      { title: piece.title, width: 40, kind: 'text', value: () => '√' },
    ],
    rows: hands.members,
  })
  const blob = must(await files.put(sheet, { accept: ['xlsx'] }))
  const draft = { id: random.id(moment), name: `${piece.title}.xlsx`, ...piece }
  const id = schoolPlanOf(county, name)
  await acting.as(hands.registrar, async (tx) => must(await addEvidence(tx, id, blob, draft)), moment)
}

async function past(acting: Acting, hands: Hands): Promise<void> {
  const { county, moment, random } = acting
  const id = schoolPlanOf(county, 'past')
  const before = addDays(county.date, -310)
  await written(acting, hands, 'past', 'approved', at(before, '10:00'))
  for (const [index] of told.past.sessions.entries()) await holdOne(acting, hands, 'past', index, true)
  await prove(acting, hands, 'past', { kind: 'material', title: '单元设计三份' }, moment)
  await prove(acting, hands, 'past', { kind: 'outcome', title: '结题报告', outcomeKind: 'report' }, moment)
  await acting.as(hands.registrar, async (tx) => must(await closePlan(tx, id, { id: random.id(moment) })), moment)
  const ids = await acting.as(undefined, async (tx) => {
    const closure = await findClosure(tx, id)
    return (closure ? await listHours(tx, closure.id) : []).flatMap(({ recordId }) => recordId ?? [])
  })
  const later = (days: number) => new Date(moment.getTime() + days * 86_400_000)
  const { cast, tree } = county
  await acting.as(hands.principal, (tx) => approveRecords(tx, ids, [cast.demo.school.id]), later(2))
  await acting.as(cast.hours, (tx) => verifyHours(tx, ids, [tree.bureau.id]), later(5))
}

async function running(acting: Acting, hands: Hands): Promise<void> {
  const { county } = acting
  await written(acting, hands, 'running', 'approved', at(addDays(county.date, -56), '10:00'))
  const { sessions } = contentOf(county, 'running', hands.members)
  const over = sessions.filter(({ on }) => on !== null && on < addDays(county.date, -2))
  for (const [index] of over.entries()) if (index !== 2) await holdOne(acting, hands, 'running', index, index === 0)
  const given = over[2]
  const id = schoolPlanOf(county, 'running')
  if (given?.on)
    await acting.as(
      hands.registrar,
      async (tx) => must(await cancelSession(tx, id, given.id, '与县里教研活动冲突')),
      at(given.on, '17:00'),
    )
  await prove(
    acting,
    hands,
    'running',
    { kind: 'material', title: '课堂观察量表' },
    at(addDays(county.date, -40), '17:00'),
  )
  const [first] = over
  const login = county.cast.teachers.get(county.cast.demo.teacher.id)
  if (!first || !login) return
  const text = '我的提问太密，学生没有时间想。下节课先减到五个问题。'
  const personId = county.cast.demo.teacher.id
  await acting.as(
    login,
    async (tx) => must(await reflect(tx, personId, first.id, text)),
    at(addDays(county.date, -39), '20:10'),
  )
}
