import { codeBook, type Line } from '../../../lib/lists/cells.ts'
import { columnReader, fieldsOf, type Head } from '../../../lib/lists/columns.ts'
import { namingReasons, namingRefusal, type NamedLine } from '../../../lib/lists/people.ts'
import { codeWritten } from '../../../lib/policy/written.ts'
import { subjectCodes } from '../../../lib/population/codes.ts'
import { reserveLevels } from './participation.ts'

type Level = (typeof reserveLevels)[number]
type Field = 'name' | 'staffNo' | 'level' | 'subject' | 'reason'

const reader = columnReader<Field>(
  ['name', 'staffNo', 'level', 'subject', 'reason'],
  {
    name: ['姓名', '教师姓名', '教师', 'name'],
    staffNo: ['工号', '教师编号', '人员编号', 'staffno'],
    level: ['级别', '后备级别', '骨干级别', '层级', 'level'],
    subject: ['学科', '学科代码', '任教学科', 'subject'],
    reason: ['推荐理由', '理由', '推荐原因', 'reason'],
  },
  'staffNo',
)

/** Finds the head of a list for the reserve: the staff number is needed. */
export const findReserveHead = reader.findHead

export const reserveReasons = [
  ...namingReasons,
  'own_nomination',
  'level_unknown',
  'subject_unknown',
  'reason_missing',
  'text_too_long',
  'row_repeated',
] as const
export type ReserveReason = (typeof reserveReasons)[number]

/** What a row of a list for the reserve says: whom, for which level and subject, and why. */
export type ReserveLine = NamedLine & {
  readonly level: Level | null
  /** None is any subject. */
  readonly subject: string | null
  readonly reason: string
  readonly wrong: readonly ReserveReason[]
}

/** What becomes of a row. */
export type JudgedReserve = ReserveLine & {
  readonly personId: string | null
  readonly outcome: 'create' | 'keep' | 'refuse'
  readonly reasons: readonly ReserveReason[]
}

const subjectOf = codeBook(subjectCodes, {})
const anySubject = /^(?:不限|不限学科|全部学科|任何学科)$/

// The page and its export say 县（区）级骨干后备; whoever fills a list in writes 县级.
const plainLevel = (written: string) => written.replace(/\(.*?\)/g, '').replace(/骨干(?:教师)?(?:后备)?(?:人选)?$/, '')

/** Reads one row. */
export function readReserveRow({ no, cells }: Line, head: Head<Field>): ReserveLine {
  const { said } = fieldsOf(cells, head)
  const [level, written, reason] = [said('level'), said('subject'), said('reason')]
  const code = codeWritten('level', plainLevel(level))
  const known = reserveLevels.find((each) => each === code) ?? null
  const isAny = written === '' || anySubject.test(written)
  const subject = isAny ? null : (subjectOf(written) ?? null)
  const wrong: ReserveReason[] = []
  if (known === null) wrong.push('level_unknown')
  if (!isAny && subject === null) wrong.push('subject_unknown')
  if (reason.length < 2) wrong.push('reason_missing')
  if (reason.length > 300) wrong.push('text_too_long')
  return { no, name: said('name'), staffNo: said('staffNo'), level: known, subject, reason, wrong }
}

/** Whom somebody is kept in reserve for: one level and subject, once. */
export function reserveKey(personId: string, level: string, subject: string | null): string {
  return `${personId} ${level} ${subject ?? ''}`
}

type Known = {
  /** Whoever bears each staff number, among those who may be nominated. */
  readonly people: ReadonlyMap<string, { readonly id: string; readonly name: string }>
  /** What stands in the reserve, by `reserveKey`. */
  readonly standing: ReadonlySet<string>
  readonly ownPersonIds: readonly string[]
}

/** Decides what becomes of each row: somebody is put into the reserve, stands there already, or is refused and why. */
export function judgeReserve(
  lines: readonly ReserveLine[],
  { people, standing, ownPersonIds }: Known,
): JudgedReserve[] {
  const seen = new Set<string>()
  return lines.map((line) => {
    const person = people.get(line.staffNo)
    const reasons: ReserveReason[] = [...line.wrong]
    const naming = namingRefusal(line, person)
    if (naming) reasons.unshift(naming)
    else if (person && ownPersonIds.includes(person.id)) reasons.unshift('own_nomination')
    const key = person && line.level ? reserveKey(person.id, line.level, line.subject) : ''
    if (reasons.length === 0 && seen.has(key)) reasons.push('row_repeated')
    if (reasons.length === 0) seen.add(key)
    const outcome = reasons.length > 0 ? 'refuse' : standing.has(key) ? 'keep' : 'create'
    return { ...line, personId: person?.id ?? null, outcome, reasons }
  })
}
