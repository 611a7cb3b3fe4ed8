import type { CalendarDate } from '../../lib/dates.ts'
import { formatHours, type Centihours } from '../../lib/hours.ts'
import { renderDocument } from './build.ts'
import { countText, percentText, sumsByUnit, type Count } from './figures.ts'
import type { Block, TableColumn } from './tree.ts'

export type YearEndProgramme = {
  readonly title: string
  /** 国家级, 省级, 市级, 县级, 校级 */
  readonly level: string
  readonly planned: Count | null
  readonly enrolled: number
  readonly attended: number
  readonly passed: number
  readonly centihours: Centihours
  readonly plannedMonths: string
  /** null when it has not taken place. */
  readonly actualTime: string | null
  /** In words: 已办结, 实施中, 已取消. */
  readonly state: string
  readonly finished: boolean
}

export type YearEndTarget = {
  readonly title: string
  readonly target: string
  readonly reached: string
  readonly standing: 'met' | 'behind' | 'unknown'
  readonly remark: string | null
}

/** One line of the hours table: one thing that is asked, of how many people. The lines speak of the same people and are never added up. */
export type YearEndHours = {
  readonly group: string
  readonly people: number
  readonly met: number
  readonly centihours: Centihours
}

/** What the year-end report says; every figure is given, none is made up here. */
export type YearEnd = {
  readonly issuer: string
  readonly region: string
  readonly year: number
  readonly reportedOn: CalendarDate
  /** Teachers on the roster, and how many different ones were trained. */
  readonly teachers: number
  readonly trained: number
  readonly overview: readonly string[]
  readonly programmes: readonly YearEndProgramme[]
  readonly targets: readonly YearEndTarget[]
  readonly hours: {
    /** All verified hours of the year, and how many people have any: one who is asked several things is counted once. */
    readonly centihours: Centihours
    readonly people: number
    readonly groups: readonly YearEndHours[]
  }
  readonly mark?: string | undefined
  readonly problems: readonly string[]
  readonly nextSteps: readonly string[]
  readonly annexes: readonly {
    readonly title: string
    readonly columns: readonly TableColumn[]
    readonly rows: readonly (readonly string[])[]
  }[]
}

/** The year-end report as a Word file: text with figures, targets, hours, and every programme planned against actual. */
export function yearEndReport(report: YearEnd): Promise<Buffer> {
  const title = `${report.region}${report.year}年教师培训工作总结`
  const annexes = [`${report.year}年教师培训项目实施情况表`, ...report.annexes.map((annex) => annex.title)]
  const numbered = annexes.length > 1
  return renderDocument({
    title,
    issuer: report.issuer,
    date: report.reportedOn,
    mark: report.mark,
    blocks: [
      { kind: 'title', text: title },
      { kind: 'heading', level: 1, text: '总体情况' },
      ...paragraphs([...report.overview, programmesSentence(report), peopleSentence(report)]),
      { kind: 'heading', level: 1, text: '目标完成情况' },
      ...targets(report.targets),
      { kind: 'heading', level: 1, text: '学时完成情况' },
      ...hours(report),
      { kind: 'heading', level: 1, text: '存在的问题' },
      ...paragraphs(report.problems.length > 0 ? report.problems : ['本年度未记录突出问题。']),
      { kind: 'heading', level: 1, text: '下一步工作' },
      ...paragraphs(report.nextSteps.length > 0 ? report.nextSteps : ['下一步工作另行部署。']),
      { kind: 'attachments', titles: annexes },
      { kind: 'signature', issuer: report.issuer, date: report.reportedOn },
      { kind: 'attachment', ...(numbered ? { number: 1 } : {}), title: annexes[0] ?? '', landscape: true },
      programmeTable(report.programmes),
      {
        kind: 'line',
        text: '注：实际报名、到训、合格的合计为人次，同一教师参加几个项目计几人次；计划数按人、人次、场次分别合计。',
      },
      ...report.annexes.flatMap(({ title: name, columns, rows }, place): Block[] => [
        { kind: 'attachment', number: place + 2, title: name, ...(columns.length > 7 ? { landscape: true } : {}) },
        { kind: 'table', columns, rows },
      ]),
    ],
  })
}

function paragraphs(texts: readonly string[]): Block[] {
  return texts.map((text) => ({ kind: 'paragraph', text }))
}

function programmesSentence({ programmes, year }: YearEnd): string {
  const finished = programmes.filter((programme) => programme.finished).length
  const planned = sumsByUnit(programmes.flatMap((programme) => programme.planned ?? []))
  const unplanned = programmes.filter((programme) => programme.planned === null).length
  const sums = planned.map(countText).join('、')
  const counted = sums === '' ? '' : `，计划培训${sums}${planned.length > 1 ? '（分别统计，不相加）' : ''}`
  const without = unplanned === 0 ? '' : `，另有${unplanned}个项目未定人数`
  const share = `完成率${percentText(finished, programmes.length)}`
  return `${year}年共安排教师培训项目${programmes.length}个${counted}${without}。截至报告日，已完成${finished}个，${share}。`
}

function peopleSentence({ programmes, teachers, trained }: YearEnd): string {
  const sum = (of: (programme: YearEndProgramme) => number) =>
    programmes.reduce((total, programme) => total + of(programme), 0)
  const [attended, passed] = [sum((programme) => programme.attended), sum((programme) => programme.passed)]
  // Whoever still learns has not been judged yet.
  const over = programmes.filter((programme) => programme.finished)
  const judged = over.reduce((total, programme) => total + programme.attended, 0)
  const good = over.reduce((total, programme) => total + programme.passed, 0)
  const rate = judged === 0 ? '' : `，已完成项目的合格率${percentText(good, judged)}`
  const share = `占在册教师${teachers}人的${percentText(trained, teachers)}`
  return `全年到训${attended}人次，考核合格${passed}人次${rate}；参加培训的教师共${trained}人，${share}。`
}

const standings = { met: '已达成', behind: '未达成', unknown: '暂无数据' } as const

function targets(all: readonly YearEndTarget[]): Block[] {
  if (all.length === 0) return paragraphs(['本年度计划未设量化目标。'])
  const met = all.filter((target) => target.standing === 'met').length
  const unknown = all.filter((target) => target.standing === 'unknown').length
  const rest = unknown === 0 ? '' : `，${unknown}项暂无数据`
  return [
    ...paragraphs([`计划设定目标${all.length}项，已达成${met}项，未达成${all.length - met - unknown}项${rest}。`]),
    {
      kind: 'table',
      caption: '表1　目标完成情况',
      columns: [
        { title: '序号', width: 12, align: 'center' },
        { title: '目标', width: 56 },
        { title: '目标值', width: 26, align: 'center' },
        { title: '实际值', width: 26, align: 'center' },
        { title: '完成情况', width: 22, align: 'center' },
        { title: '备注', width: 24 },
      ],
      rows: all.map((target, place) => [
        String(place + 1),
        target.title,
        target.target,
        target.reached,
        standings[target.standing],
        target.remark ?? '',
      ]),
    },
  ]
}

function hours({ hours: { centihours, people, groups } }: YearEnd): Block[] {
  const said = `全年审定学时${formatHours(centihours)}学时，涉及教师${people}人。`
  if (groups.length === 0) return paragraphs([`${said}本年度没有规定学时要求。`])
  const each = groups.map(
    ({ group, people: due, met }) => `${group}应达标${due}人，已达标${met}人，达标率${percentText(met, due)}`,
  )
  return [
    ...paragraphs([`${said}${each.join('；')}。`]),
    {
      kind: 'table',
      caption: '表2　学时达标情况',
      columns: [
        { title: '要求', width: 50 },
        { title: '应达标（人）', width: 28, align: 'right' },
        { title: '已达标（人）', width: 28, align: 'right' },
        { title: '达标率', width: 24, align: 'right' },
        { title: '审定学时', width: 30, align: 'right' },
      ],
      rows: groups.map((group) => [
        group.group,
        String(group.people),
        String(group.met),
        percentText(group.met, group.people),
        formatHours(group.centihours),
      ]),
    },
    { kind: 'line', text: '注：各项要求针对同一批教师，分别统计，不相加；年度总学时包括各类别学时。' },
  ]
}

function programmeTable(programmes: readonly YearEndProgramme[]): Block {
  const sum = (of: (programme: YearEndProgramme) => number) =>
    String(programmes.reduce((total, programme) => total + of(programme), 0))
  return {
    kind: 'table',
    size: 10,
    columns: [
      { title: '序号', width: 11, align: 'center' },
      { title: '项目名称', width: 56 },
      { title: '级别', width: 15, align: 'center' },
      { title: '计划人数', width: 20, align: 'center' },
      { title: '实际报名', width: 18, align: 'right' },
      { title: '到训', width: 15, align: 'right' },
      { title: '合格', width: 15, align: 'right' },
      { title: '学时', width: 15, align: 'right' },
      { title: '计划月份', width: 22, align: 'center' },
      { title: '实际时间', width: 38, align: 'center' },
      { title: '状态', width: 18, align: 'center' },
    ],
    rows: programmes.map((programme, place) => [
      String(place + 1),
      programme.title,
      programme.level,
      programme.planned === null ? '未定' : countText(programme.planned),
      String(programme.enrolled),
      String(programme.attended),
      String(programme.passed),
      formatHours(programme.centihours),
      programme.plannedMonths,
      programme.actualTime ?? '—',
      programme.state,
    ]),
    total: [
      '',
      '合计',
      '',
      sumsByUnit(programmes.flatMap((programme) => programme.planned ?? []))
        .map(countText)
        .join('\n'),
      sum((programme) => programme.enrolled),
      sum((programme) => programme.attended),
      sum((programme) => programme.passed),
      '',
      '',
      '',
      '',
    ],
  }
}
