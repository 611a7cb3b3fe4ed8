import { yearOf, type CalendarDate } from '../../../lib/dates.ts'
import { parseHours } from '../../../lib/hours.ts'
import { readDate, type Line } from '../../../lib/lists/cells.ts'
import { columnReader, fieldsOf, type Head } from '../../../lib/lists/columns.ts'
import type { ProgrammeKind, ProgrammeLevel } from '../../../lib/programmes/codes.ts'
import { titleKeyOf } from './participation.ts'

/** What a column of a list of history may say. */
export const pastFields = [
  'name',
  'staffNo',
  'title',
  'level',
  'kind',
  'year',
  'startsOn',
  'endsOn',
  'hours',
  'result',
  'provider',
  'series',
  'stage',
] as const
export type PastField = (typeof pastFields)[number]

/** How each column is headed in the template and told back. */
export const pastTitles = {
  name: '姓名',
  staffNo: '工号',
  title: '培训名称',
  level: '级别',
  kind: '类型',
  year: '年度',
  startsOn: '开始日期',
  endsOn: '结束日期',
  hours: '学时',
  result: '结果',
  provider: '承办单位',
  series: '系列',
  stage: '阶段',
} as const satisfies Record<PastField, string>

const headings: Readonly<Record<PastField, readonly string[]>> = {
  name: ['姓名', '教师姓名', '教师', 'name'],
  staffNo: ['工号', '教师编号', '人员编号', 'staffno'],
  title: ['培训名称', '项目名称', '项目', '培训项目', '名称', 'title'],
  level: ['级别', '培训级别', '层级', 'level'],
  kind: ['类型', '培训类型', '项目类型', 'kind'],
  year: ['年度', '年份', '年', 'year'],
  startsOn: ['开始日期', '开始时间', '起始日期', 'startson'],
  endsOn: ['结束日期', '结束时间', '截止日期', 'endson'],
  hours: ['学时', '学时数', '培训学时', 'hours'],
  result: ['结果', '结业情况', '考核结果', '是否结业', 'result'],
  provider: ['承办单位', '承训机构', '主办单位', '培训机构', 'provider'],
  series: ['系列', '系列名称', 'series'],
  stage: ['阶段', 'stage'],
}

const reader = columnReader(pastFields, headings, 'title')

/** Finds the head of a list of history: the row that names the most columns, the title among them. */
export const findPastHead = reader.findHead

const levels: Readonly<Record<string, ProgrammeLevel>> = {
  ...{ 国家级: 'nation', 国家: 'nation', 国培: 'nation', 国培计划: 'nation', 省级: 'province', 省: 'province' },
  ...{ 省培: 'province', 市级: 'city', 市: 'city', 市培: 'city', 县级: 'county', 县: 'county', 区级: 'county' },
  ...{ 区: 'county', 县区级: 'county', 校级: 'school', 校本: 'school', 校: 'school', 省外: 'outside', 外省: 'outside' },
}

const kinds: Readonly<Record<string, ProgrammeKind>> = {
  ...{
    新教师入职: 'induction',
    新教师: 'induction',
    青年教师助力: 'young',
    青年教师: 'young',
    骨干教师提升: 'backbone',
  },
  ...{ 骨干教师: 'backbone', 骨干: 'backbone', 培训者团队: 'trainers', 培训者: 'trainers' },
  ...{ 校园长任职资格: 'head_qualification', 任职资格: 'head_qualification', 校园长提高: 'head_improvement' },
  ...{ 高级研修: 'advanced', 专题培训: 'topic', 专题: 'topic' },
}

const results: Readonly<Record<string, 'passed' | 'failed'>> = {
  ...{ 结业: 'passed', 合格: 'passed', 通过: 'passed', 是: 'passed', 优秀: 'passed', 良好: 'passed', 已结业: 'passed' },
  ...{ 未结业: 'failed', 不合格: 'failed', 未通过: 'failed', 否: 'failed' },
}

/** The words that a list may use for levels, kinds and results, for its template. */
export const pastChoices = {
  level: ['国家级', '省级', '市级', '县级', '校级', '省外'],
  kind: [
    '新教师入职',
    '青年教师助力',
    '骨干教师提升',
    '培训者团队',
    '校园长任职资格',
    '校园长提高',
    '高级研修',
    '专题培训',
  ],
  result: ['结业', '未结业'],
} as const

export const pastReasons = [
  'person_unnamed',
  'person_unknown',
  'name_differs',
  'title_missing',
  'level_unknown',
  'kind_unknown',
  'year_unreadable',
  'date_unreadable',
  'dates_reversed',
  'year_in_future',
  'hours_unreadable',
  'result_unknown',
  'stage_unreadable',
  'own_history',
  'row_repeated',
  'text_too_long',
] as const
export type PastReason = (typeof pastReasons)[number]

/** What a row says, and what is wrong with it by itself. */
export type PastDraft = {
  readonly no: number
  readonly name: string
  readonly staffNo: string
  readonly title: string
  readonly level: ProgrammeLevel
  readonly kind: ProgrammeKind
  readonly year: number
  readonly startsOn: CalendarDate | null
  readonly endsOn: CalendarDate | null
  readonly centihours: number | null
  readonly state: 'passed' | 'failed'
  readonly providerName: string | null
  readonly series: string | null
  readonly stage: number | null
  readonly reasons: readonly PastReason[]
}

/** Reads one row by its head. A kind that is not said is 专题; a year that is not said is that of the dates. */
export function readPastRow({ no, cells }: Line, head: Head<PastField>): PastDraft {
  const { cellOf, said, label } = fieldsOf(cells, head)
  const reasons: PastReason[] = []
  const dateOf = (field: 'startsOn' | 'endsOn') => {
    if (said(field) === '') return null
    const date = readDate(cellOf(field) ?? '')
    if (!date.ok) reasons.push('date_unreadable')
    return date.ok ? date.value : null
  }
  const [startsOn, endsOn] = [dateOf('startsOn'), dateOf('endsOn')]
  const dated = endsOn ?? startsOn
  const year = said('year') === '' && dated !== null ? yearOf(dated) : Number(/^(?:19|20)\d\d/.exec(said('year'))?.[0])
  const hours = said('hours') === '' ? undefined : parseHours(said('hours'))
  const stage = said('stage') === '' ? null : Number(/[1-9]/.exec(said('stage'))?.[0])
  const [level, kind, state] = [levels[said('level')], kinds[said('kind')], results[said('result')]]
  if (said('staffNo') === '') reasons.push('person_unnamed')
  if (said('title').length < 2) reasons.push('title_missing')
  if (!level) reasons.push('level_unknown')
  if (!kind && said('kind') !== '') reasons.push('kind_unknown')
  if (!Number.isInteger(year)) reasons.push('year_unreadable')
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) reasons.push('dates_reversed')
  if (hours && !hours.ok) reasons.push('hours_unreadable')
  if (!state && said('result') !== '') reasons.push('result_unknown')
  if (stage !== null && !Number.isInteger(stage)) reasons.push('stage_unreadable')
  if (said('title').length > 120 || said('series').length > 60 || said('provider').length > 60)
    reasons.push('text_too_long')
  return {
    ...{ no, name: said('name'), staffNo: said('staffNo'), title: said('title'), startsOn, endsOn },
    ...{ level: level ?? 'county', kind: kind ?? 'topic', state: state ?? 'passed', reasons: [...new Set(reasons)] },
    year: Number.isInteger(year) ? year : 0,
    centihours: hours?.ok ? hours.value : null,
    ...{ providerName: label('provider'), series: label('series') },
    stage: label('series') === null || !Number.isInteger(stage) ? null : stage,
  }
}

/** What is held against rows beside what they say. */
export type PastKnowledge = {
  readonly people: ReadonlyMap<string, { readonly id: string; readonly name: string; readonly organisationId: string }>
  /** What is kept already, by `pastKey`. */
  readonly kept: ReadonlySet<string>
  readonly today: CalendarDate
  readonly ownPersonIds: readonly string[]
}

export type JudgedPast = PastDraft & {
  readonly personId: string | null
  readonly organisationId: string | null
  readonly outcome: 'create' | 'keep' | 'refuse'
}

/** The same participation, however often it is handed in: whose, in what, in which year. */
export function pastKey(personId: string, { title, year }: { readonly title: string; readonly year: number }): string {
  return [personId, titleKeyOf(title), year].join(' ')
}

/** Decides what becomes of each row: kept, there already, or refused and why. */
export function judgePast(drafts: readonly PastDraft[], known: PastKnowledge): JudgedPast[] {
  const seen = new Set<string>()
  return drafts.map((draft) => {
    const person = draft.staffNo === '' ? undefined : known.people.get(draft.staffNo)
    const reasons = [...draft.reasons]
    if (!person && draft.staffNo !== '') reasons.push('person_unknown')
    if (person && draft.name !== '' && draft.name !== person.name) reasons.push('name_differs')
    if (draft.year > yearOf(known.today) || (draft.endsOn ?? '') > known.today) reasons.push('year_in_future')
    if (person && known.ownPersonIds.includes(person.id)) reasons.push('own_history')
    const key = person && pastKey(person.id, draft)
    const isThere = key !== undefined && known.kept.has(key)
    if (key !== undefined && !isThere && seen.has(key)) reasons.push('row_repeated')
    if (key !== undefined && reasons.length === 0) seen.add(key)
    const outcome = reasons.length > 0 ? 'refuse' : isThere ? 'keep' : 'create'
    return { ...draft, reasons, personId: person?.id ?? null, organisationId: person?.organisationId ?? null, outcome }
  })
}
