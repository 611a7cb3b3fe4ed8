import type { OfficialBlock } from '../../../lib/official.ts'
import { levelWords, sayDate, sayDays, sayHours, sayMonths, sayNumeral, sayShare } from './words.ts'

/** A programme as it was planned and as it went. */
export type ProgrammeLine = {
  readonly no: number | null
  readonly title: string
  readonly level: string
  readonly state: string
  /** Planned people; null where everybody in post was meant. */
  readonly planned: number | null
  readonly approximate: boolean
  readonly months: readonly number[]
  readonly yearRound: boolean
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly applied: number
  readonly admitted: number
  readonly attended: number
  readonly passed: number
  readonly credited: number
  readonly sessions: number
  readonly attendances: number
  readonly centihours: number
  readonly cancelledReason: string | null
}

export type TargetLine = {
  readonly measure: string
  /** What was asked, as it is to be printed: `≥ 95%`. */
  readonly asked: string
  /** What stands, as it is to be printed; null without a figure. */
  readonly actual: string | null
  readonly state: 'reached' | 'missed' | 'beyond' | 'no_figure' | 'no_baseline'
}

export type YearFacts = {
  readonly bureau: string
  readonly year: number
  readonly today: string
  readonly planTitle: string | null
  readonly roster: number
  /** Different people who attended at least one session. */
  readonly people: number
  readonly programmes: readonly ProgrammeLine[]
  readonly targets: readonly TargetLine[]
  readonly phases: readonly { readonly name: string; readonly toOn: string | null; readonly doneOn: string | null }[]
  readonly requirements: readonly {
    readonly category: string | null
    readonly centihours: number
    readonly due: number
    readonly met: number
  }[]
  readonly schools: readonly { readonly name: string; readonly due: number; readonly met: number }[]
  readonly certificates: number
}

const held = new Set(['running', 'closed', 'archived'])
const over = new Set(['closed', 'archived'])

/** The year-end report: figures in the text, planned beside actual, targets with their standing, and the lists behind them. */
export function yearEndBlocks(facts: YearFacts): OfficialBlock[] {
  const chapters: readonly (readonly [string, readonly OfficialBlock[]])[] = [
    ['基本情况', overview(facts)],
    ['计划执行情况', carriedOut(facts)],
    ['目标完成情况', targets(facts)],
    ['学时与证书', hours(facts)],
    ['存在的问题', problems(facts)],
    ['下一步工作', nextSteps(facts)],
  ]
  return [
    { kind: 'title', text: `${facts.bureau}${facts.year}年教师培训工作总结` },
    ...chapters.flatMap(([title, blocks], index): OfficialBlock[] => [
      { kind: 'heading', level: 1, text: `${sayNumeral(index + 1)}、${title}` },
      ...blocks,
    ]),
    { kind: 'paragraph', text: '附件：1. 各校学时达标情况　2. 未完成项目清单' },
    { kind: 'signature', issuer: facts.bureau, date: sayDate(facts.today) },
    ...schoolList(facts),
    ...unfinishedList(facts),
  ]
}

const total = (lines: readonly ProgrammeLine[], of: keyof ProgrammeLine) =>
  lines.reduce((sum, line) => sum + Number(line[of] ?? 0), 0)

function overview(facts: YearFacts): OfficialBlock[] {
  const lines = facts.programmes
  const started = lines.filter((line) => held.has(line.state))
  const closed = lines.filter((line) => over.has(line.state))
  const plan = facts.planTitle === null ? '按照年度培训安排' : `按照《${facts.planTitle}》`
  // 人, 人次 and 场次 are different units: each has its own figure, and none is added to another.
  return [
    {
      kind: 'paragraph',
      text:
        `${facts.year}年，${plan}，在职教师 ${facts.roster} 人，计划培训项目 ${lines.length} 个，已开班 ${started.length} 个，` +
        `其中已结班 ${closed.length} 个。共举办培训 ${total(lines, 'sessions')} 场次，到训 ${total(lines, 'attendances')} 人次，` +
        `参训教师 ${facts.people} 人，占在职教师的 ${sayShare(facts.people, facts.roster)}。`,
    },
  ]
}

const stateWords: Readonly<Record<string, string>> = {
  draft: '未论证',
  justified: '待审批',
  approved: '已审批',
  published: '已发布',
  enrolling: '报名中',
  running: '进行中',
  closed: '已结班',
  archived: '已归档',
  cancelled: '已取消',
}

function planned(line: ProgrammeLine): string {
  return line.planned === null ? '全员' : `${line.approximate ? '约' : ''}${line.planned}`
}

function carriedOut(facts: YearFacts): OfficialBlock[] {
  const moved = facts.programmes.filter((line) => isMoved(line))
  return [
    { kind: 'paragraph', text: '各项目计划与实际对照如下，单位为人。' },
    {
      kind: 'table',
      columns: [
        { title: '序号', share: 6, align: 'center' },
        { title: '培训项目', share: 30 },
        { title: '级别', share: 8, align: 'center' },
        { title: '计划', share: 8, align: 'center' },
        { title: '报名', share: 8, align: 'center' },
        { title: '到训', share: 8, align: 'center' },
        { title: '合格', share: 8, align: 'center' },
        { title: '计划时间', share: 10, align: 'center' },
        { title: '实际时间', share: 14, align: 'center' },
        { title: '状态', share: 9, align: 'center' },
      ],
      rows: facts.programmes.map((line, index) => [
        String(line.no ?? index + 1),
        line.title,
        levelWords[line.level] ?? line.level,
        planned(line),
        String(line.applied),
        String(line.attended),
        String(line.passed),
        sayMonths(line.months, line.yearRound),
        sayDays(line.startsOn, line.endsOn),
        stateWords[line.state] ?? line.state,
      ]),
    },
    ...(moved.length === 0
      ? []
      : [
          {
            kind: 'paragraph' as const,
            text: `实际开班时间与计划不同的项目 ${moved.length} 个：${moved.map((line) => line.title).join('、')}。`,
          },
        ]),
  ]
}

function isMoved(line: ProgrammeLine): boolean {
  if (line.startsOn === null || line.yearRound || line.months.length === 0 || !held.has(line.state)) return false
  return !line.months.includes(Number(line.startsOn.slice(5, 7)))
}

const standingWords = {
  reached: '已完成',
  beyond: '超额完成',
  missed: '未完成',
  no_figure: '尚无数据',
  no_baseline: '缺少基期数据',
} as const

function targets(facts: YearFacts): OfficialBlock[] {
  if (facts.targets.length === 0) return [{ kind: 'paragraph', text: '年度计划没有设定量化目标。' }]
  const reached = facts.targets.filter((line) => line.state === 'reached' || line.state === 'beyond').length
  const unknown = facts.targets.filter((line) => line.state === 'no_figure' || line.state === 'no_baseline').length
  return [
    {
      kind: 'paragraph',
      text: `年度目标 ${facts.targets.length} 项，已完成 ${reached} 项，未完成 ${facts.targets.length - reached - unknown} 项，尚无数据 ${unknown} 项。`,
    },
    {
      kind: 'table',
      columns: [
        { title: '序号', share: 8, align: 'center' },
        { title: '目标', share: 44 },
        { title: '要求', share: 16, align: 'center' },
        { title: '实际', share: 16, align: 'center' },
        { title: '完成情况', share: 16, align: 'center' },
      ],
      rows: facts.targets.map((line, index) => [
        String(index + 1),
        line.measure,
        line.asked,
        line.actual ?? '—',
        standingWords[line.state],
      ]),
    },
  ]
}

function hours(facts: YearFacts): OfficialBlock[] {
  const whole = facts.requirements.find((one) => one.category === null)
  const standing = facts.requirements.map(
    (one) =>
      `${one.category ?? '年度总学时'}应达标 ${one.due} 人，已达标 ${one.met} 人，占 ${sayShare(one.met, one.due)}`,
  )
  const verified = sayHours(whole?.centihours ?? total(facts.programmes, 'centihours'))
  return [
    {
      kind: 'paragraph',
      text:
        `全年审定学时 ${verified} 学时，由登记、审核、审定三方分别办理；颁发证书 ${facts.certificates} 张，均可公开查验。` +
        (standing.length === 0 ? '' : `${standing.join('；')}。`),
    },
  ]
}

const shortShare = 0.8

function problems(facts: YearFacts): OfficialBlock[] {
  const said: string[] = []
  const never = facts.programmes.filter((line) => !held.has(line.state))
  if (never.length > 0) said.push(`有 ${never.length} 个项目尚未开班，见附件 2。`)
  const thin = facts.programmes.filter(
    (line) => held.has(line.state) && line.planned !== null && line.attended < line.planned * shortShare,
  )
  if (thin.length > 0)
    said.push(`到训人数不足计划八成的项目 ${thin.length} 个：${thin.map((line) => line.title).join('、')}。`)
  const missed = facts.targets.filter((line) => line.state === 'missed')
  if (missed.length > 0)
    said.push(`未完成的目标 ${missed.length} 项：${missed.map((line) => line.measure).join('、')}。`)
  const late = facts.phases.filter((phase) => phase.toOn !== null && phase.toOn < facts.today && phase.doneOn === null)
  if (late.length > 0) said.push(`逾期未完成的阶段：${late.map((phase) => phase.name).join('、')}。`)
  const behind = facts.schools.filter((school) => school.due > 0 && school.met < school.due * shortShare)
  if (behind.length > 0) said.push(`学时达标率不足八成的学校 ${behind.length} 所，见附件 1。`)
  if (said.length === 0) said.push('计划内项目均按要求开展，未发现明显问题。')
  return said.map((text, index) => ({ kind: 'paragraph', text: `${index + 1}. ${text}` }))
}

function nextSteps(facts: YearFacts): OfficialBlock[] {
  const said = [
    '对未开班、未完成的项目逐项明确责任单位和完成时限，列入下一年度计划优先安排。',
    '对学时不足的教师按校发出提醒，优先推荐尚有名额的项目。',
    ...(facts.targets.some((line) => line.state === 'no_figure')
      ? ['对尚无数据的目标补充统计口径和证据，做到每项目标有出处。']
      : []),
    '总结各项目的考勤、考核和训后跟踪情况，作为下一年度遴选承训单位的依据。',
  ]
  return said.map((text, index) => ({ kind: 'paragraph', text: `${index + 1}. ${text}` }))
}

function schoolList(facts: YearFacts): OfficialBlock[] {
  return [
    { kind: 'attachment', label: '附件 1', title: '各校学时达标情况' },
    facts.schools.length === 0
      ? { kind: 'paragraph', text: '本年度没有设定学时要求。' }
      : {
          kind: 'table',
          columns: [
            { title: '序号', share: 10, align: 'center' },
            { title: '学校', share: 46 },
            { title: '应达标', share: 14, align: 'center' },
            { title: '已达标', share: 14, align: 'center' },
            { title: '达标率', share: 16, align: 'center' },
          ],
          rows: facts.schools.map((school, index) => [
            String(index + 1),
            school.name,
            String(school.due),
            String(school.met),
            sayShare(school.met, school.due),
          ]),
        },
  ]
}

function unfinishedList(facts: YearFacts): OfficialBlock[] {
  const unfinished = facts.programmes.filter((line) => !over.has(line.state))
  return [
    { kind: 'attachment', label: '附件 2', title: '未完成项目清单' },
    unfinished.length === 0
      ? { kind: 'paragraph', text: '计划内项目均已结班。' }
      : {
          kind: 'table',
          columns: [
            { title: '序号', share: 8, align: 'center' },
            { title: '培训项目', share: 44 },
            { title: '计划时间', share: 14, align: 'center' },
            { title: '状态', share: 12, align: 'center' },
            { title: '说明', share: 22 },
          ],
          rows: unfinished.map((line, index) => [
            String(line.no ?? index + 1),
            line.title,
            sayMonths(line.months, line.yearRound),
            stateWords[line.state] ?? line.state,
            line.cancelledReason ?? '',
          ]),
        },
  ]
}
