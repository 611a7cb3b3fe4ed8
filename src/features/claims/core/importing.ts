import type { CalendarDate } from '../../../lib/dates.ts'
import { yearOf } from '../../../lib/dates.ts'
import { parseHours, type Centihours } from '../../../lib/hours.ts'
import { readIdNumber } from '../../../lib/identity.ts'
import { readDate, type Line } from '../../../lib/lists/cells.ts'
import { columnReader, fieldsOf, type Head } from '../../../lib/lists/columns.ts'
import { proofsIn } from '../../../lib/lists/proofs.ts'
import { codeWritten } from '../../../lib/policy/written.ts'
import { titleKeyOf } from '../../../lib/titles.ts'

/** What a column of a list of hours may say. The last four name what is on file (001-34: 考勤、学习、资料、成果); other kinds of evidence have columns of their own. */
export const hourFields = [
  'name',
  'staffNo',
  'idNumber',
  'title',
  'category',
  'level',
  'mode',
  'kind',
  'hours',
  'earnedOn',
  'lateReason',
  'certificateNo',
  'attendance',
  'study',
  'material',
  'outcome',
] as const
export type HourField = (typeof hourFields)[number]

/** How each column is headed in the template and told back. */
export const hourTitles = {
  name: '姓名',
  staffNo: '工号',
  idNumber: '身份证号',
  title: '项目',
  category: '类别',
  level: '级别',
  mode: '形式',
  kind: '项目类型',
  hours: '学时',
  earnedOn: '日期',
  lateReason: '补录原因',
  certificateNo: '凭证号',
  attendance: '考勤',
  study: '学习',
  material: '资料',
  outcome: '成果',
} as const satisfies Record<HourField, string>

const headings: Readonly<Record<HourField, readonly string[]>> = {
  name: ['姓名', '教师姓名', '教师', 'name'],
  staffNo: ['工号', '编号', '教师编号', '人员编号', 'staffno'],
  idNumber: ['身份证号', '身份证号码', '身份证', '证件号码', 'idnumber'],
  title: ['项目', '项目名称', '培训项目', '培训名称', '名称', '内容', 'title'],
  category: ['类别', '培训类别', '学时类别', 'category'],
  level: ['级别', '培训级别', '层级', 'level'],
  mode: ['形式', '培训形式', '方式', 'mode'],
  kind: ['项目类型', '培训类型', '培训班类型', '班次类型', 'kind', 'programmekind'],
  hours: ['学时', '学时数', '认定学时', '培训学时', 'hours'],
  earnedOn: ['日期', '完成日期', '结束日期', '取得日期', '时间', 'date'],
  lateReason: ['补录原因', '晚报原因', '补报原因', '迟报原因', 'latereason'],
  certificateNo: ['凭证号', '证书编号', '证书号', '文号', 'certificateno'],
  attendance: ['考勤', '考勤材料', 'attendance'],
  study: ['学习', '学习材料', '学习记录', 'study'],
  material: ['资料', '过程资料', 'material'],
  outcome: ['成果', '成果材料', 'outcome'],
}

const reader = columnReader(hourFields, headings, 'hours')

/** Finds the head of a list of hours: the row that names the most columns, the hours among them. */
export const findHoursHead = reader.findHead

/** The kinds of evidence of an inspection (评查), by their columns. */
export const inspected = ['attendance', 'study', 'material', 'outcome'] as const satisfies readonly HourField[]

export const importReasons = [
  'person_unnamed',
  'person_unknown',
  'person_ambiguous',
  'name_differs',
  'id_number_malformed',
  'title_missing',
  'hours_unreadable',
  'hours_too_many',
  'date_unreadable',
  'date_in_future',
  'year_closed',
  'own_hours',
  'level_unknown',
  'mode_unknown',
  'kind_unknown',
  'row_repeated',
  'text_too_long',
] as const
export type ImportReason = (typeof importReasons)[number]

/** What a row says, and what is wrong with it by itself. */
export type HourDraft = {
  readonly no: number
  readonly name: string
  readonly staffNo: string
  readonly idNumber: string | null
  readonly title: string
  readonly category: string | null
  readonly level: string | null
  readonly mode: string | null
  readonly kind: string | null
  readonly centihours: Centihours
  readonly earnedOn: CalendarDate
  /** Why hours of a closed year come late. */
  readonly lateReason: string | null
  readonly certificateNo: string | null
  readonly evidence: readonly { readonly kind: string; readonly title: string }[]
  readonly reasons: readonly ImportReason[]
}

const mostCentihours = 36_000
const mostLabel = 40
const mostLateReason = 200

/** Reads one row by its head; `proofs` are the kinds of evidence that may head a column. */
export function readHoursRow({ no, cells }: Line, head: Head<HourField>, proofs: readonly string[]): HourDraft {
  const { cellOf, said, label } = fieldsOf(cells, head)
  const reasons: ImportReason[] = []
  const number = said('idNumber') === '' ? undefined : readIdNumber(said('idNumber'))
  if (number && !number.ok) reasons.push('id_number_malformed')
  if (said('staffNo') === '' && said('idNumber') === '') reasons.push('person_unnamed')
  if (said('title').length < 2) reasons.push('title_missing')
  const hours = parseHours(said('hours'))
  if (!hours.ok || hours.value <= 0) reasons.push('hours_unreadable')
  else if (hours.value > mostCentihours) reasons.push('hours_too_many')
  const date = readDate(cellOf('earnedOn') ?? '')
  if (!date.ok) reasons.push('date_unreadable')
  const isLong = said('category').length > mostLabel || said('lateReason').length > mostLateReason
  if (isLong || said('title').length > 120) reasons.push('text_too_long')
  // Rules know levels, forms and kinds by their codes: what nobody can read would never count.
  const coded = (field: 'level' | 'mode' | 'kind') => {
    const code = said(field) === '' ? null : codeWritten(field, said(field))
    if (code === undefined) reasons.push(`${field}_unknown`)
    return code ?? label(field)?.slice(0, mostLabel) ?? null
  }
  return {
    ...{ no, name: said('name'), staffNo: said('staffNo'), title: said('title') },
    idNumber: number?.ok ? number.value.number : null,
    ...{ category: label('category'), level: coded('level'), mode: coded('mode'), kind: coded('kind') },
    ...{
      lateReason: said('lateReason').length < 2 ? null : said('lateReason'),
      certificateNo: label('certificateNo'),
      centihours: hours.ok ? hours.value : 0,
    },
    earnedOn: date.ok ? date.value : '',
    evidence: [
      ...inspected.flatMap((field) =>
        said(field) === '' ? [] : [{ kind: hourTitles[field], title: said(field).slice(0, 200) }],
      ),
      ...proofsIn(cells, head.columns, proofs),
    ],
    reasons,
  }
}

/** Somebody whom a row may mean. */
export type Meant = {
  readonly id: string
  readonly name: string
  readonly staffNo: string
  readonly numbers: readonly string[]
}

/** What is held against rows beside what they say. */
export type HourKnowledge = {
  readonly people: readonly Meant[]
  /** Hours that are recorded already, by `hourKey`. */
  readonly recorded: ReadonlySet<string>
  readonly today: CalendarDate
  readonly closedYears: readonly number[]
  readonly ownPersonIds: readonly string[]
}

export type JudgedRow = HourDraft & {
  readonly personId: string | null
  readonly outcome: 'create' | 'keep' | 'refuse'
}

/** The same hours, however often they are handed in: of whom, for what, when, how many. */
export function hourKey(
  personId: string,
  { title, earnedOn, centihours }: { readonly title: string; readonly earnedOn: string; readonly centihours: number },
): string {
  return [personId, titleKeyOf(title), earnedOn, centihours].join(' ')
}

/** Decides what becomes of each row: recorded, left alone because it is there already, or refused and why. */
export function judgeRows(drafts: readonly HourDraft[], known: HourKnowledge): JudgedRow[] {
  const seen = new Set<string>()
  return drafts.map((draft) => {
    const { person, refusal } = meantBy(draft, known.people)
    const reasons = [...draft.reasons]
    if (refusal && !reasons.includes('person_unnamed')) reasons.push(refusal)
    if (draft.earnedOn > known.today) reasons.push('date_in_future')
    const isClosed = draft.earnedOn !== '' && known.closedYears.includes(yearOf(draft.earnedOn))
    if (isClosed && draft.lateReason === null) reasons.push('year_closed')
    if (person && known.ownPersonIds.includes(person.id)) reasons.push('own_hours')
    const key = person ? hourKey(person.id, draft) : undefined
    const isThere = key !== undefined && known.recorded.has(key)
    if (key !== undefined && !isThere && seen.has(key)) reasons.push('row_repeated')
    if (key !== undefined) seen.add(key)
    const outcome = reasons.length > 0 ? 'refuse' : isThere ? 'keep' : 'create'
    return { ...draft, reasons, personId: person?.id ?? null, outcome }
  })
}

function meantBy(draft: HourDraft, people: readonly Meant[]): { person?: Meant; refusal?: ImportReason } {
  const { idNumber, staffNo, name } = draft
  if (idNumber === null && staffNo === '') return {}
  const found = people.filter(
    (one) => (idNumber === null || one.numbers.includes(idNumber)) && (staffNo === '' || one.staffNo === staffNo),
  )
  const [person] = found
  if (!person) return { refusal: 'person_unknown' }
  if (found.length > 1) return { refusal: 'person_ambiguous' }
  return name !== '' && name !== person.name ? { person, refusal: 'name_differs' } : { person }
}
