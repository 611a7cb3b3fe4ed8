import type { CalendarDate } from '../../../lib/dates.ts'
import { codeBook, readDate, type Line } from '../../../lib/lists/cells.ts'
import { columnReader, fieldsOf, type Head } from '../../../lib/lists/columns.ts'
import { namingReasons, namingRefusal, type NamedLine } from '../../../lib/lists/people.ts'
import { codeWritten } from '../../../lib/policy/written.ts'
import {
  programmeKinds,
  programmeLevels,
  type ProgrammeKind,
  type ProgrammeLevel,
} from '../../../lib/programmes/codes.ts'
import { causes, type Cause } from '../core.ts'

const fields = ['name', 'staffNo', 'title', 'level', 'kind', 'cause', 'happenedOn', 'reason', 'evidence'] as const
type Field = (typeof fields)[number]

const reader = columnReader<Field>(
  fields,
  {
    name: ['姓名', '教师姓名', '教师', 'name'],
    staffNo: ['工号', '教师编号', '人员编号', 'staffno'],
    title: ['项目', '项目名称', '培训名称', '培训项目', 'title'],
    level: ['级别', '项目级别', '培训级别', 'level'],
    kind: ['类型', '项目类型', '培训类型', '类别', 'kind'],
    cause: ['情形', '失信情形', '事由', 'cause'],
    happenedOn: ['日期', '发生日期', 'date'],
    reason: ['说明', '情况说明', '备注', 'reason'],
    evidence: ['依据', '依据文件', '文号', 'evidence'],
  },
  'staffNo',
)

/** Finds the head of a list of facts: the staff number is needed. */
export const findFactHead = reader.findHead

export const factReasons = [
  ...namingReasons,
  'title_missing',
  'level_unknown',
  'kind_unknown',
  'cause_unknown',
  'date_unreadable',
  'fact_in_future',
  'evidence_missing',
  'text_too_long',
  'row_repeated',
] as const
export type FactReason = (typeof factReasons)[number]

/** What a row says happened. */
export type FactLine = NamedLine & {
  readonly title: string
  readonly level: ProgrammeLevel | null
  readonly kind: ProgrammeKind | null
  readonly cause: Cause | null
  readonly happenedOn: CalendarDate | null
  readonly reason: string | null
  readonly evidence: string
  readonly wrong: readonly FactReason[]
}

/** What becomes of a row. */
export type JudgedFact = FactLine & {
  readonly personId: string | null
  readonly organisationId: string | null
  readonly outcome: 'create' | 'keep' | 'refuse'
  readonly reasons: readonly FactReason[]
}

/** The level that is written; null where nobody knows it. */
export function levelWritten(written: string): ProgrammeLevel | null {
  const code = codeWritten('level', written)
  return programmeLevels.find((each) => each === code) ?? null
}

/** The kind that is written; null where nobody knows it. */
export function kindWritten(written: string): ProgrammeKind | null {
  const code = codeWritten('kind', written)
  return programmeKinds.find((each) => each === code) ?? null
}

const causeOf = codeBook(
  { not_attended: '未参训', dismissed: '被劝退', not_completed: '未结业', dropped_out: '中途退出' },
  { 未报到: 'not_attended', 缺席: 'not_attended', 劝退: 'dismissed', 不合格: 'not_completed', 退出: 'dropped_out' },
)

/** Reads one row; `today` bounds its date. */
export function readFactRow({ no, cells }: Line, head: Head<Field>, today: CalendarDate): FactLine {
  const { cellOf, said, label } = fieldsOf(cells, head)
  const [title, evidence, reason] = [said('title'), said('evidence'), label('reason')]
  const [level, kind] = [levelWritten(said('level')), kindWritten(said('kind'))]
  const cause = causes.find((each) => each === causeOf(said('cause'))) ?? null
  const day = readDate(cellOf('happenedOn') ?? '')
  const happenedOn = day.ok ? day.value : null
  const isLong = title.length > 120 || evidence.length > 120 || (reason?.length ?? 0) > 500
  const wrong: readonly (FactReason | false)[] = [
    title.length < 2 && 'title_missing',
    level === null && 'level_unknown',
    kind === null && 'kind_unknown',
    cause === null && 'cause_unknown',
    happenedOn === null && 'date_unreadable',
    happenedOn !== null && happenedOn > today && 'fact_in_future',
    evidence.length < 2 && 'evidence_missing',
    isLong && 'text_too_long',
  ]
  return {
    ...{ no, name: said('name'), staffNo: said('staffNo'), title, level, kind, cause, happenedOn, reason, evidence },
    wrong: wrong.filter((each) => each !== false),
  }
}

/** What makes two facts the same: who, what, where and when. */
export function factKey(
  personId: string,
  one: { title: string; cause: string | null; happenedOn: string | null },
): string {
  return JSON.stringify([personId, one.title, one.cause, one.happenedOn])
}

type Known = {
  readonly people: ReadonlyMap<string, { readonly id: string; readonly name: string; readonly organisationId: string }>
  /** What stands in their files, by `factKey`. */
  readonly standing: ReadonlySet<string>
}

/** Decides what becomes of each row: a fact is written down, stands there already, or the row is refused and why. */
export function judgeFacts(lines: readonly FactLine[], { people, standing }: Known): JudgedFact[] {
  const seen = new Set<string>()
  return lines.map((line) => {
    const person = people.get(line.staffNo)
    const naming = namingRefusal(line, person)
    const reasons: FactReason[] = [...(naming ? [naming] : []), ...line.wrong]
    const key = person ? factKey(person.id, line) : ''
    if (reasons.length === 0 && seen.has(key)) reasons.push('row_repeated')
    if (reasons.length === 0) seen.add(key)
    const outcome = reasons.length > 0 ? 'refuse' : standing.has(key) ? 'keep' : 'create'
    return { ...line, personId: person?.id ?? null, organisationId: person?.organisationId ?? null, outcome, reasons }
  })
}
