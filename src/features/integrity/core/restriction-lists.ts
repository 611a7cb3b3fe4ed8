import type { CalendarDate } from '../../../lib/dates.ts'
import { readDate, severalIn, type Line } from '../../../lib/lists/cells.ts'
import { columnReader, fieldsOf, type Head } from '../../../lib/lists/columns.ts'
import { namingReasons, namingRefusal, type NamedLine } from '../../../lib/lists/people.ts'
import type { ProgrammeKind, ProgrammeLevel } from '../../../lib/programmes/codes.ts'
import { kindWritten, levelWritten } from './fact-lists.ts'

const fields = ['name', 'staffNo', 'fromOn', 'untilOn', 'levels', 'kinds', 'reference', 'contact'] as const
type Field = (typeof fields)[number]

const reader = columnReader<Field>(
  fields,
  {
    name: ['姓名', '教师姓名', '教师', 'name'],
    staffNo: ['工号', '教师编号', '人员编号', 'staffno'],
    fromOn: ['限制自', '开始日期', '起始日期', 'from'],
    untilOn: ['限制至', '结束日期', '截止日期', 'until'],
    levels: ['级别', '项目级别', '限制级别', 'levels'],
    kinds: ['类型', '项目类型', '限制类型', 'kinds'],
    reference: ['案件编号', '编号', '文号', 'reference'],
    contact: ['联系人', '咨询人', '联系方式', 'contact'],
  },
  'staffNo',
)

/** Finds the head of a list of restrictions: the staff number is needed. */
export const findRestrictionHead = reader.findHead

export const restrictionReasons = [
  ...namingReasons,
  'own_restriction',
  'date_unreadable',
  'until_unreadable',
  'restriction_term_reversed',
  'level_unknown',
  'kind_unknown',
  'reference_missing',
  'contact_missing',
  'text_too_long',
  'row_repeated',
] as const
export type RestrictionReason = (typeof restrictionReasons)[number]

/** What a row says: whom, from when until when, from what, what names the case and whom to ask. */
export type RestrictionLine = NamedLine & {
  readonly fromOn: CalendarDate | null
  readonly untilOn: CalendarDate | null
  readonly levels: readonly ProgrammeLevel[]
  readonly kinds: readonly ProgrammeKind[]
  readonly reference: string
  readonly contact: string
  readonly wrong: readonly RestrictionReason[]
}

/** What becomes of a row. */
export type JudgedRestriction = RestrictionLine & {
  readonly personId: string | null
  readonly outcome: 'create' | 'keep' | 'refuse'
  readonly reasons: readonly RestrictionReason[]
}

const everything = /^(?:全部|所有|不限)$/
const named = (written: string) => (everything.test(written) ? [] : severalIn(written))

/** Reads one row. */
export function readRestrictionRow({ no, cells }: Line, head: Head<Field>): RestrictionLine {
  const { cellOf, said } = fieldsOf(cells, head)
  const [reference, contact, until] = [said('reference'), said('contact'), said('untilOn')]
  const [from, to] = [readDate(cellOf('fromOn') ?? ''), readDate(cellOf('untilOn') ?? '')]
  const [fromOn, untilOn] = [from.ok ? from.value : null, until !== '' && to.ok ? to.value : null]
  const levels = named(said('levels')).map(levelWritten)
  const kinds = named(said('kinds')).map(kindWritten)
  const wrong: readonly (RestrictionReason | false)[] = [
    fromOn === null && 'date_unreadable',
    until !== '' && untilOn === null && 'until_unreadable',
    fromOn !== null && untilOn !== null && untilOn <= fromOn && 'restriction_term_reversed',
    levels.includes(null) && 'level_unknown',
    kinds.includes(null) && 'kind_unknown',
    reference.length < 2 && 'reference_missing',
    contact.length < 2 && 'contact_missing',
    (reference.length > 60 || contact.length > 80) && 'text_too_long',
  ]
  return {
    ...{ no, name: said('name'), staffNo: said('staffNo'), fromOn, untilOn, reference, contact },
    levels: [...new Set(levels.flatMap((level) => level ?? []))],
    kinds: [...new Set(kinds.flatMap((kind) => kind ?? []))],
    wrong: wrong.filter((each) => each !== false),
  }
}

type Known = {
  readonly people: ReadonlyMap<string, { readonly id: string; readonly name: string }>
  /** The restrictions that stand, by person and what names the case: whoever asks knows both already. */
  readonly standing: ReadonlySet<string>
  readonly ownPersonIds: readonly string[]
}

/** What makes two restrictions the same: who, and which case. */
export function restrictionKey(personId: string, reference: string): string {
  return JSON.stringify([personId, reference])
}

/** Decides what becomes of each row: a restriction is entered, stands already, or the row is refused and why. */
export function judgeRestrictions(lines: readonly RestrictionLine[], known: Known): JudgedRestriction[] {
  const seen = new Set<string>()
  return lines.map((line) => {
    const person = known.people.get(line.staffNo)
    const naming = namingRefusal(line, person)
    const isOwn = person !== undefined && known.ownPersonIds.includes(person.id)
    const who: readonly RestrictionReason[] = naming ? [naming] : isOwn ? ['own_restriction'] : []
    const key = person ? restrictionKey(person.id, line.reference) : ''
    const reasons: RestrictionReason[] = [...who, ...line.wrong]
    if (reasons.length === 0 && seen.has(key)) reasons.push('row_repeated')
    if (reasons.length === 0) seen.add(key)
    const outcome = reasons.length > 0 ? 'refuse' : known.standing.has(key) ? 'keep' : 'create'
    return { ...line, personId: person?.id ?? null, outcome, reasons }
  })
}
