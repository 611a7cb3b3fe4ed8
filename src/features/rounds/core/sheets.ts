import type { Line } from '../../../lib/lists/cells.ts'
import { columnReader, fieldsOf, type Head } from '../../../lib/lists/columns.ts'
import { markHeadings } from '../../../lib/lists/marks.ts'
import type { Outcome } from '../../../lib/lists/outcomes.ts'
import { scoreOf, type Criterion } from './rules.ts'

export const sheetReasons = [
  'label_missing',
  'label_unknown',
  'label_shared',
  'row_repeated',
  'name_differs',
  'mark_unreadable',
  'mark_too_high',
  'mark_missing',
  'reason_too_short',
  'reason_too_long',
  'own_round',
  'scores_frozen',
] as const
export type SheetReason = (typeof sheetReasons)[number]

/** A column of a scoring table: who it is about, a criterion, or why somebody is not suitable. */
export type SheetField = 'label' | 'name' | 'unsuitable' | `mark:${string}`

/** How the columns beside those of criteria are headed. */
export const sheetTitles = { label: '代号', name: '姓名', school: '学校', unsuitable: '不适合的原因' } as const

/** Finds the head of a scoring table: applicants by what stands for them, and a criterion or a reason. */
export function sheetHeadFinder(criteria: readonly Criterion[]) {
  const fields: readonly SheetField[] = [
    ...(['label', 'name', 'unsuitable'] as const),
    ...criteria.map(({ id }): SheetField => `mark:${id}`),
  ]
  const headings: Record<SheetField, readonly string[]> = {
    label: ['代号', '编号', 'label'],
    name: ['姓名', '教师姓名', 'name'],
    unsuitable: ['不适合的原因', '不适合原因', '不适合', 'unsuitable'],
  }
  for (const { id, title, max } of criteria) headings[`mark:${id}`] = markHeadings(title, String(max))
  const reader = columnReader(fields, headings, 'label')
  return (rows: Parameters<typeof reader.findHead>[0]): Head<SheetField> | undefined => {
    const head = reader.findHead(rows)
    const says = (field: SheetField | 'ours' | null) => field === 'unsuitable' || field?.startsWith('mark:')
    return head?.columns.some(({ field }) => says(field)) ? head : undefined
  }
}

/** A mark as it was typed; undefined where it is none. */
export function markOf(typed: string): number | undefined {
  return /^\d{1,4}(\.\d{1,2})?$/.test(typed) ? Number(typed) : undefined
}

/** What a programme thinks of an applicant. */
export type Opinion = { readonly marks: Readonly<Record<string, number>>; readonly unsuitableReason: string | null }

/** Whether two opinions are the same. */
export function isSameOpinion(one: Opinion, other: Opinion): boolean {
  const ids = new Set([...Object.keys(one.marks), ...Object.keys(other.marks)])
  return one.unsuitableReason === other.unsuitableReason && [...ids].every((id) => one.marks[id] === other.marks[id])
}

/** What is held against the rows of a scoring table. */
export type SheetKnowledge = {
  readonly criteria: readonly Criterion[]
  readonly isBlind: boolean
  /** Whether scores that are there change no more. */
  readonly isFrozen: boolean
  /** Whoever bears each label: nobody, one person, or more by chance. */
  readonly applicants: ReadonlyMap<string, readonly { readonly personId: string; readonly name: string }[]>
  readonly kept: ReadonlyMap<string, Opinion>
  readonly ownPersonIds: readonly string[]
}

/** What becomes of a row of a scoring table; in a blind programme it has no name. */
export type JudgedScore = Opinion & {
  readonly no: number
  readonly label: string
  readonly name: string
  readonly personId: string | null
  readonly score: number | null
  readonly outcome: Outcome
  readonly reasons: readonly SheetReason[]
}

type Said = Opinion & { readonly score: number | null; readonly isEmpty: boolean; readonly reasons: SheetReason[] }

// A criterion without a column keeps its mark; an empty cell beside others is a mark that is missing.
function opinionOf({ cells }: Line, head: Head<SheetField>, criteria: readonly Criterion[], before?: Opinion): Said {
  const { said } = fieldsOf(cells, head)
  const reasons: SheetReason[] = []
  const unsuitable = said('unsuitable')
  const marks: Record<string, number> = {}
  let typed = 0
  for (const { id, max } of criteria) {
    const hasColumn = head.columns.some(({ field }) => field === `mark:${id}`)
    const text = said(`mark:${id}`)
    const mark = hasColumn ? markOf(text) : before?.marks[id]
    if (mark !== undefined) marks[id] = mark
    if (text === '') continue
    typed += 1
    if (mark === undefined) reasons.push('mark_unreadable')
    else if (mark > max) reasons.push('mark_too_high')
  }
  const isEmpty = typed === 0 && unsuitable === ''
  const score = unsuitable === '' ? scoreOf(criteria, marks) : null
  if (!isEmpty && score === undefined && reasons.length === 0) reasons.push('mark_missing')
  if (unsuitable.length === 1) reasons.push('reason_too_short')
  if (unsuitable.length > 200) reasons.push('reason_too_long')
  return { marks, unsuitableReason: unsuitable === '' ? null : unsuitable, score: score ?? null, isEmpty, reasons }
}

/** Decides what becomes of each row: it is scored, was so already or says nothing, or is refused and why. */
export function judgeSheet(
  lines: readonly Line[],
  head: Head<SheetField>,
  known: SheetKnowledge,
): readonly JudgedScore[] {
  const seen = new Set<string>()
  return lines.map((line): JudgedScore => {
    const { said } = fieldsOf(line.cells, head)
    const label = said('label').toUpperCase()
    const bearers = known.applicants.get(label) ?? []
    const one = bearers.length === 1 ? bearers[0] : undefined
    const before = one && known.kept.get(one.personId)
    const { marks, unsuitableReason, score, isEmpty, reasons: wrong } = opinionOf(line, head, known.criteria, before)
    const reasons: SheetReason[] = []
    if (label === '') reasons.push('label_missing')
    else if (bearers.length === 0) reasons.push('label_unknown')
    else if (bearers.length > 1) reasons.push('label_shared')
    else if (seen.has(label)) reasons.push('row_repeated')
    seen.add(label)
    // Where names are hidden, a sheet with guessed ones must not tell which of them are right.
    const isOther = !known.isBlind && one && said('name') !== '' && said('name') !== one.name
    if (isOther) reasons.push('name_differs')
    reasons.push(...wrong)
    const isSame = isEmpty || (before !== undefined && isSameOpinion(before, { marks, unsuitableReason }))
    if (one && !isSame && known.ownPersonIds.includes(one.personId)) reasons.push('own_round')
    if (before && !isSame && known.isFrozen) reasons.push('scores_frozen')
    const does = isSame ? 'keep' : before ? 'change' : 'create'
    return {
      ...{ no: line.no, label, name: known.isBlind ? '' : (one?.name ?? ''), personId: one?.personId ?? null },
      ...{ marks, unsuitableReason, score, outcome: reasons.length > 0 ? 'refuse' : does },
      reasons: [...new Set(reasons)],
    }
  })
}
