import { handsOf, isOwnMatter, type Acting } from '../../../lib/access.ts'
import { parseHours } from '../../../lib/hours.ts'
import { nothing, readDate, textOf, type Cell } from '../../../lib/lists/cells.ts'
import { columnReader, type Head } from '../../../lib/lists/columns.ts'
import { proofsIn, type Proof } from '../../../lib/lists/proofs.ts'
import { codeWritten } from '../../../lib/policy/written.ts'
import { cycleOf, type Cycles } from './entries.ts'

export type { Proof } from '../../../lib/lists/proofs.ts'

export const openingFields = ['name', 'staffNo', 'category', 'level', 'mode', 'kind', 'hours', 'earnedOn'] as const
export type OpeningField = (typeof openingFields)[number]

/** How the columns of the template are headed. */
export const openingTitles: Readonly<Record<OpeningField, string>> = {
  name: '姓名',
  staffNo: '工号',
  category: '类别',
  level: '级别',
  mode: '形式',
  kind: '项目类型',
  hours: '学时',
  earnedOn: '取得日期',
}

const reader = columnReader<OpeningField>(
  openingFields,
  {
    name: ['姓名', '教师姓名', '教师', 'name'],
    staffNo: ['工号', '教师编号', '编号', '职工号', 'staffno', 'staffnumber'],
    category: ['类别', '学时类别', '培训类别', 'category'],
    level: ['级别', '培训级别', '层次', 'level'],
    mode: ['形式', '培训形式', '方式', 'mode'],
    kind: ['项目类型', '培训类型', '培训班类型', '班次类型', 'kind', 'programmekind'],
    hours: ['学时', '学时数', '认定学时', 'hours'],
    earnedOn: ['取得日期', '完成日期', '日期', '取得时间', 'earnedon', 'date'],
  },
  'hours',
)

/** Finds the head of a list of hours. */
export const findOpeningHead = (rows: readonly (readonly Cell[])[]): Head<OpeningField> | undefined =>
  reader.findHead(rows)

/** Why a row cannot be taken; `value` is what stands there, or what it was compared with. */
export type OpeningReason = {
  readonly code:
    | 'person_unnamed'
    | 'person_unknown'
    | 'person_ambiguous'
    | 'name_differs'
    | 'own_hours'
    | 'hours_unreadable'
    | 'hours_out_of_range'
    | 'date_unreadable'
    | 'date_in_future'
    | 'date_outside_cycle'
    | 'level_unknown'
    | 'mode_unknown'
    | 'kind_unknown'
    | 'row_twice'
    | 'opened_already'
  readonly value: string
}

/** What a row says, as far as it can be read without asking anybody. */
export type OpeningDraft = {
  readonly no: number
  readonly name: string
  readonly staffNo: string
  readonly category: string | null
  readonly level: string | null
  readonly mode: string | null
  readonly kind: string | null
  readonly proofs: readonly Proof[]
  readonly centihours: number
  readonly earnedOn: string
  readonly reasons: readonly OpeningReason[]
}

const mostCentihours = 100_000

/** Reads a row of the list; what cannot be read is told. */
export function readOpeningRow(
  { no, cells }: { readonly no: number; readonly cells: readonly Cell[] },
  { columns }: Head<OpeningField>,
  { today, cycles, proofs }: { readonly today: string; readonly cycles: Cycles; readonly proofs: readonly string[] },
): OpeningDraft {
  const cellOf = (field: OpeningField) => cells[columns.findIndex((column) => column.field === field)]
  const written = (field: OpeningField) => {
    const text = textOf(cellOf(field))
    return nothing.test(text) ? '' : text.slice(0, 40)
  }
  const reasons: OpeningReason[] = []
  const codeOf = (field: 'level' | 'mode' | 'kind') => {
    const text = written(field)
    const code = text === '' ? undefined : codeWritten(field, text)
    if (text !== '' && code === undefined) reasons.push({ code: `${field}_unknown`, value: text })
    return code ?? null
  }
  const hours = parseHours(written('hours'))
  if (!hours.ok) reasons.push({ code: 'hours_unreadable', value: written('hours') })
  else if (hours.value < 1 || hours.value > mostCentihours)
    reasons.push({ code: 'hours_out_of_range', value: written('hours') })
  const date = readDate(cellOf('earnedOn') ?? '')
  if (!date.ok) reasons.push({ code: 'date_unreadable', value: date.error.value })
  else if (date.value > today) reasons.push({ code: 'date_in_future', value: date.value })
  else if (cycleOf(date.value, cycles) !== cycleOf(today, cycles))
    reasons.push({ code: 'date_outside_cycle', value: date.value })
  const [name, staffNo, category] = [written('name'), written('staffNo'), written('category')]
  if (name === '' && staffNo === '') reasons.push({ code: 'person_unnamed', value: '' })
  return {
    ...{ no, name, staffNo, category: category === '' ? null : category },
    ...{ level: codeOf('level'), mode: codeOf('mode'), kind: codeOf('kind'), proofs: proofsIn(cells, columns, proofs) },
    ...{ centihours: hours.ok ? hours.value : 0, earnedOn: date.ok ? date.value : '', reasons },
  }
}

/** Somebody whom a row may mean. */
export type OpeningPerson = { readonly id: string; readonly name: string; readonly staffNo: string }

/** What of a person’s hours stands in an opening list already. */
export type Opened = { readonly personId: string; readonly key: string; readonly kind: string | null }

/** The same hours of the same work, whatever kind of programme it was. */
export const openingKey = (row: Pick<OpeningDraft, 'category' | 'level' | 'mode' | 'centihours' | 'earnedOn'>) =>
  JSON.stringify([row.category, row.level, row.mode, row.centihours, row.earnedOn])

/**
 * Whether any of these hours stands among those that were brought already, or twice among themselves; another bureau’s statement
 * may well tell of two works that look alike.
 */
export function isOpenedAmong(
  rows: readonly (Pick<OpeningDraft, 'category' | 'level' | 'mode' | 'kind' | 'centihours' | 'earnedOn'> & {
    personId: string
  })[],
  opened: readonly Opened[],
  isStatement: boolean,
): boolean {
  const known = Map.groupBy(opened, ({ personId, key }) => `${personId} ${key}`)
  const hoursOf = (row: (typeof rows)[number]) => `${row.personId} ${openingKey(row)}`
  const keys = rows.map((row) => `${hoursOf(row)} ${row.kind ?? ''}`)
  // Where either says no kind, they are taken for the same.
  const isKnown = (row: (typeof rows)[number]) =>
    known.get(hoursOf(row))?.some(({ kind }) => (kind ?? row.kind) === (row.kind ?? kind)) ?? false
  return rows.some(isKnown) || (!isStatement && new Set(keys).size < keys.length)
}

/** Whether hours came in by a list or a statement, wherever they stand now. */
export const isOpening = ({ sourceKind }: { readonly sourceKind: string }) =>
  sourceKind === 'opening' || sourceKind === 'statement'

export type OpeningRow = OpeningDraft & { readonly personId: string | null }

/** Whom each row means, and why it cannot be taken, in the order of the list. */
export function judgeOpening(
  drafts: readonly OpeningDraft[],
  people: readonly OpeningPerson[],
  opened: readonly Opened[],
  decider: Acting,
): OpeningRow[] {
  const byStaffNo = new Map(people.map((person) => [person.staffNo, person]))
  const byName = Map.groupBy(people, ({ name }) => name)
  const known = Map.groupBy(opened, ({ personId, key }) => `${personId} ${key}`)
  const seen = new Map<string, number>()
  return drafts.map((draft) => {
    const found = whoIs(draft, byStaffNo, byName)
    const reasons = [...draft.reasons, ...(found.reason ? [found.reason] : [])]
    const personId = found.person?.id ?? null
    if (personId !== null && draft.reasons.length === 0) {
      const hours = `${personId} ${openingKey(draft)}`
      const key = `${hours} ${draft.kind ?? ''}`
      const before = seen.get(key)
      // Where either list says no kind, they are taken for the same: hours are not opened twice for a column that was filled in later.
      const isKnown = known.get(hours)?.some(({ kind }) => (kind ?? draft.kind) === (draft.kind ?? kind)) ?? false
      if (isOwnMatter(decider, personId)) reasons.push({ code: 'own_hours', value: draft.name })
      if (before !== undefined) reasons.push({ code: 'row_twice', value: String(before) })
      if (isKnown) reasons.push({ code: 'opened_already', value: draft.earnedOn })
      seen.set(key, before ?? draft.no)
    }
    return { ...draft, name: found.person?.name ?? draft.name, personId, reasons }
  })
}

function whoIs(
  { name, staffNo }: OpeningDraft,
  byStaffNo: ReadonlyMap<string, OpeningPerson>,
  byName: ReadonlyMap<string, readonly OpeningPerson[]>,
): { readonly person?: OpeningPerson; readonly reason?: OpeningReason } {
  if (staffNo !== '') {
    const person = byStaffNo.get(staffNo)
    if (!person) return { reason: { code: 'person_unknown', value: staffNo } }
    return name === '' || name === person.name ? { person } : { reason: { code: 'name_differs', value: person.name } }
  }
  if (name === '') return {}
  const [person, other] = byName.get(name) ?? []
  if (!person) return { reason: { code: 'person_unknown', value: name } }
  return other ? { reason: { code: 'person_ambiguous', value: name } } : { person }
}

/** What must be known of a list to decide on it. */
export type OpeningFacts = {
  readonly state: 'recorded' | 'approved' | 'verified' | 'returned'
  readonly personIds: readonly string[]
  readonly hands: readonly (string | null)[]
  /** Whether hours of it stand in the ledger already, by another list or a statement. */
  readonly isOpened: boolean
}

export type OpeningRefusal =
  | 'opening_not_recorded'
  | 'opening_not_approved'
  | 'opening_settled'
  | 'opening_rows_opened'
  | 'record_by_same_account'
  | 'record_own_hours'

/** Why this account may not take the next step with a list; undefined when it may. */
export function openingRefusal(
  { state, personIds, hands, isOpened }: OpeningFacts,
  step: 'approve' | 'verify' | 'return',
  decider: Acting,
): OpeningRefusal | undefined {
  if (step === 'approve' && state !== 'recorded') return 'opening_not_recorded'
  if (step === 'verify' && state !== 'approved') return 'opening_not_approved'
  if (state === 'verified' || state === 'returned') return 'opening_settled'
  if (personIds.some((personId) => isOwnMatter(decider, personId))) return 'record_own_hours'
  if (handsOf(decider).some((hand) => hands.includes(hand))) return 'record_by_same_account'
  return isOpened && step !== 'return' ? 'opening_rows_opened' : undefined
}
