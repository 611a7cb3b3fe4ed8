import { sayMonths, sayShare } from './words.ts'

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
  /** The plans of the year that were published: usually one. */
  readonly planTitles: readonly string[]
  readonly roster: number
  /** Different people who attended at least one session. */
  readonly people: number
  readonly programmes: readonly ProgrammeLine[]
  readonly targets: readonly TargetLine[]
  readonly phases: readonly { readonly name: string; readonly toOn: string | null; readonly doneOn: string | null }[]
  /** Everybody with verified hours of the year, and all those hours: each counted once. */
  readonly credited: { readonly people: number; readonly centihours: number }
  readonly requirements: readonly {
    readonly category: string | null
    readonly centihours: number
    readonly due: number
    readonly met: number
  }[]
  readonly schools: readonly { readonly name: string; readonly due: number; readonly met: number }[]
  /** The saved populations: their people in post today, and those of them who came to a session. */
  readonly populations: readonly {
    readonly name: string
    readonly people: number
    readonly trained: number
    /** Of whom the year's hours are asked, and who has them; null where that was not counted. */
    readonly standing: { readonly due: number; readonly met: number } | null
  }[]
  readonly certificates: number
  /** The closed year whose figures of hours these are; null where the year is open. */
  readonly closed: {
    readonly on: string
    readonly edition: number
    readonly hash: string
    readonly supplements: { readonly entries: number; readonly people: number }
  } | null
}

const held = new Set(['running', 'closed', 'archived'])
const over = new Set(['closed', 'archived'])

/** Whether a programme took place, at least in part. */
export function isHeld(line: Pick<ProgrammeLine, 'state'>): boolean {
  return held.has(line.state)
}

/** Whether a programme is over. */
export function isOver(line: Pick<ProgrammeLine, 'state'>): boolean {
  return over.has(line.state)
}

/** The states of a programme as documents write them. */
export const stateWords: Readonly<Record<string, string>> = {
  draft: '草稿',
  justified: '待审批',
  approved: '已批准',
  published: '已发布',
  enrolling: '报名中',
  running: '进行中',
  closed: '已结项',
  archived: '已归档',
  cancelled: '已取消',
}

const total = (lines: readonly ProgrammeLine[], of: 'sessions' | 'attendances') =>
  lines.reduce((sum, line) => sum + line[of], 0)

/** What the year was, in sentences. 人, 人次 and 场次 are different units: each has its own figure, and none is added to another. */
export function overviewOf(facts: YearFacts): string[] {
  const titles = facts.planTitles.map((title) => `《${title}》`).join('')
  const plan = titles === '' ? '按照年度培训安排' : `按照${titles}`
  const moved = facts.programmes.filter(isMoved)
  const said = [
    `${facts.year}年，${plan}，全年举办培训 ${total(facts.programmes, 'sessions')} 场次，签到 ${total(facts.programmes, 'attendances')} 人次，颁发证书 ${facts.certificates} 张，均可公开查验。`,
  ]
  if (moved.length > 0) {
    said.push(`实际开班时间与计划不同的项目 ${moved.length} 个：${moved.map((line) => line.title).join('、')}。`)
  }
  if (facts.closed) said.push(closedSentence(facts.closed))
  return said
}

/** Which closed year the figures of hours are from. */
export function closedSentence({ on, edition, hash, supplements }: NonNullable<YearFacts['closed']>): string {
  const { entries, people } = supplements
  const later = entries === 0 ? '封存以后没有补录' : `封存以后补录 ${entries} 条、${people} 人，未计入`
  return `学时数据引自 ${on} 的年度封存（第 ${edition} 版，散列值 ${hash}），${later}。`
}

function isMoved(line: ProgrammeLine): boolean {
  if (line.startsOn === null || line.yearRound || line.months.length === 0 || !isHeld(line)) return false
  return !line.months.includes(Number(line.startsOn.slice(5, 7)))
}

const shortShare = 0.8

/** What did not go well, told from the figures alone. */
export function problemsOf(facts: YearFacts): string[] {
  const said: string[] = []
  const names = (lines: readonly { readonly title: string }[]) => lines.map((line) => line.title).join('、')
  const never = facts.programmes.filter((line) => !isHeld(line))
  if (never.length > 0) said.push(`有 ${never.length} 个项目尚未开班，见未完成项目清单。`)
  const thin = facts.programmes.filter(
    (line) => isHeld(line) && line.planned !== null && line.attended < line.planned * shortShare,
  )
  if (thin.length > 0) said.push(`到训人数不足计划八成的项目 ${thin.length} 个：${names(thin)}。`)
  const missed = facts.targets.filter((line) => line.state === 'missed')
  if (missed.length > 0)
    said.push(`未完成的目标 ${missed.length} 项：${missed.map((line) => line.measure).join('、')}。`)
  const late = facts.phases.filter((phase) => phase.toOn !== null && phase.toOn < facts.today && phase.doneOn === null)
  if (late.length > 0) said.push(`逾期未完成的阶段：${late.map((phase) => phase.name).join('、')}。`)
  const behind = facts.schools.filter((school) => school.due > 0 && school.met < school.due * shortShare)
  if (behind.length > 0) said.push(`学时达标率不足八成的学校 ${behind.length} 所，见各校学时达标情况。`)
  return said
}

/** What follows from it for the next year. */
export function nextStepsOf(facts: YearFacts): string[] {
  return [
    '对未开班、未完成的项目逐项明确责任单位和完成时限，列入下一年度计划优先安排。',
    '对学时不足的教师按校发出提醒，优先推荐尚有名额的项目。',
    ...(facts.targets.some((line) => line.state === 'no_figure')
      ? ['对尚无数据的目标补充统计口径和证据，做到每项目标有出处。']
      : []),
    '总结各项目的考勤、考核和训后跟踪情况，作为下一年度遴选承训单位的依据。',
  ]
}

/** The lists behind the figures: the standing of each school and each saved population, and the programmes that are not over. */
export function annexesOf(facts: YearFacts) {
  const unfinished = facts.programmes.filter((line) => !isOver(line))
  return [
    {
      title: '各校学时达标情况',
      columns: [
        { title: '序号', width: 10, align: 'center' as const },
        { title: '学校', width: 46 },
        { title: '应达标（人）', width: 14, align: 'center' as const },
        { title: '已达标（人）', width: 14, align: 'center' as const },
        { title: '达标率', width: 16, align: 'center' as const },
      ],
      rows: facts.schools.map((school, index) => [
        String(index + 1),
        school.name,
        String(school.due),
        String(school.met),
        sayShare(school.met, school.due),
      ]),
    },
    {
      title: '各类人群培训情况',
      columns: [
        { title: '序号', width: 8, align: 'center' as const },
        { title: '人群', width: 32 },
        { title: '人数', width: 12, align: 'center' as const },
        { title: '参训（人）', width: 12, align: 'center' as const },
        { title: '参训率', width: 12, align: 'center' as const },
        { title: '已达标（人）', width: 12, align: 'center' as const },
        { title: '达标率', width: 12, align: 'center' as const },
      ],
      rows: facts.populations.map((each, index) => [
        String(index + 1),
        each.name,
        String(each.people),
        String(each.trained),
        sayShare(each.trained, each.people),
        each.standing ? String(each.standing.met) : '—',
        each.standing ? sayShare(each.standing.met, each.standing.due) : '—',
      ]),
    },
    {
      title: '未完成项目清单',
      columns: [
        { title: '序号', width: 8, align: 'center' as const },
        { title: '培训项目', width: 44 },
        { title: '计划时间', width: 14, align: 'center' as const },
        { title: '状态', width: 12, align: 'center' as const },
        { title: '说明', width: 22 },
      ],
      rows: unfinished.map((line, index) => [
        String(line.no ?? index + 1),
        line.title,
        sayMonths(line.months, line.yearRound),
        stateWords[line.state] ?? line.state,
        line.cancelledReason ?? '',
      ]),
    },
  ].filter((annex) => annex.rows.length > 0)
}
