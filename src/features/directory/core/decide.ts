import type { Outcome } from '../../../lib/lists/outcomes.ts'
import type { Kind, ReadRow } from './cells.ts'
import type { Field } from './columns.ts'
import { refuseRepeats, standingsOf, type Known, type Ref, type Standing } from './nodes.ts'
import { parentFinder } from './parents.ts'
import type { Reason } from './reasons.ts'
import { refuseInTree, type Rules } from './tree.ts'

export type { Rules } from './tree.ts'

export type Value = string | readonly string[] | null

/** One change as people read it; a parent by its name, codes as codes. */
export type Change = { readonly field: Field; readonly from: Value; readonly to: Value }

/** What of an organisation is set; `parentId` may name what another row adds. */
export type Snapshot = {
  name?: string
  parentId?: Ref | null
  kind?: Kind
  code?: string | null
  schoolKind?: string | null
  stages?: readonly string[]
  setting?: string | null
  openedOn?: string | null
  closedOn?: string | null
  address?: string | null
  phone?: string | null
}

/** What a row does. */
export type Decision = {
  readonly no: number
  readonly outcome: Outcome
  readonly reasons: readonly Reason[]
  readonly name: string
  /** Whom it means; null for what it adds, and for what is none of the asker's business. */
  readonly knownId: string | null
  readonly changes: readonly Change[]
  readonly before: Snapshot
  readonly after: Snapshot
}

/** Of what kind a row is: what it says, or what it means already; a school where it has a kind of school. */
export function kindOf({ known, row: { draft } }: Standing): Kind | undefined {
  if (known) return known.kind
  const kinds = ['bureau', 'county_bureau', 'town_centre', 'school', 'provider'] as const
  return kinds.find((kind) => kind === draft.kind) ?? (draft.schoolKind === undefined ? undefined : 'school')
}

/**
 * Decides what every row of a list does to the tree, all of them together: rows may stand under rows. Every reason against a
 * row is named; what stands under a refused row is refused with it.
 */
export function decideRows(rows: readonly ReadRow[], tree: readonly Known[], rules: Rules): Decision[] {
  const standings = standingsOf(rows, tree)
  refuseRepeats(standings)
  for (const one of standings) one.wrong.push(...ownReasons(one, rules))
  const findParent = parentFinder(standings, tree, kindOf, rules.mayStand)
  const parents = new Map<Ref, Ref>()
  for (const one of standings) {
    const found = findParent(one)
    if ('code' in found) one.wrong.push(found)
    const ref = 'code' in found ? undefined : (found.ref ?? (one.known ? undefined : rules.topId))
    if (ref !== undefined) parents.set(one.ref, ref)
  }
  refuseInTree(standings, tree, parents, { ...rules, kindOf })
  const names = new Map<Ref, string>([
    ...tree.map(({ id, name }) => [id, name] as const),
    ...standings.flatMap((one) => (one.known ? [] : [[one.ref, one.row.draft.name ?? ''] as const])),
  ])
  return standings.map((one) => decisionOf(one, parents.get(one.ref), names))
}

function ownReasons(one: Standing, { today }: Rules): Reason[] {
  const { known, row } = one
  const { draft } = row
  const found: Reason[] = []
  const says = (code: Reason['code'], field: Field, value?: string) =>
    found.push({ code, field, ...(value === undefined ? {} : { value }) })
  if (draft.id !== undefined && known?.id !== draft.id) says('id_unknown', 'id', draft.id)
  if (known && !known.isInScope) says('out_of_scope', 'name')
  const hasNameReason = one.wrong.some(({ field }) => field === 'name')
  if (!known && draft.name === undefined && !hasNameReason) says('name_missing', 'name')
  const kind = kindOf(one)
  if (known && draft.kind !== undefined && draft.kind !== known.kind) says('kind_differs', 'kind', draft.kind)
  if (!known && kind === undefined && !one.wrong.some(({ field }) => field === 'kind')) says('kind_missing', 'kind')
  if (!known && kind === 'bureau') says('one_bureau', 'kind')
  const lacksKind = !known && kind === 'school' && draft.schoolKind === undefined
  if (lacksKind && !one.wrong.some(({ field }) => field === 'schoolKind')) says('school_kind_missing', 'schoolKind')
  if (kind !== undefined && kind !== 'school' && draft.schoolKind !== undefined)
    says('school_kind_superfluous', 'schoolKind')
  const isClosing = draft.closedOn !== undefined && draft.closedOn !== known?.closedOn
  if (known?.kind === 'bureau') {
    if (isClosing) says('bureau_stays', 'closedOn')
    if (draft.parentName !== undefined || draft.parentCode !== undefined) says('bureau_stays', 'parentName')
  } else if (isClosing && !known?.closedOn) found.push(...closingReasons(one, today))
  return found
}

function closingReasons({ known, row: { draft, reasons } }: Standing, today: string): Reason[] {
  const closedOn = draft.closedOn ?? ''
  const field = 'closedOn'
  const openedOn = draft.openedOn ?? known?.openedOn
  const isTold = reasons.some(({ code }) => code === 'dates_contradict')
  if (closedOn > today) return [{ code: 'date_in_future', field, value: closedOn }]
  if (openedOn && openedOn > closedOn && !isTold) return [{ code: 'dates_contradict', field, value: closedOn }]
  if (known?.lastOn && closedOn < known.lastOn) return [{ code: 'date_before_last', field, value: known.lastOn }]
  return known && known.inPost > 0 ? [{ code: 'has_people', field, value: String(known.inPost) }] : []
}

const plainFields = [
  'name',
  'code',
  'schoolKind',
  'stages',
  'setting',
  'openedOn',
  'closedOn',
  'address',
  'phone',
] as const

const same = (a: Value, b: Value) => JSON.stringify(a) === JSON.stringify(b)

function decisionOf(one: Standing, parent: Ref | undefined, names: ReadonlyMap<Ref, string>): Decision {
  const { row, known, wrong } = one
  const { draft, no } = row
  const name = draft.name ?? known?.name ?? ''
  const changes: Change[] = []
  const [before, after]: [Snapshot, Snapshot] = [{}, {}]
  if (!known) after.kind = kindOf(one) ?? 'school'
  if (!known && after.kind) changes.push({ field: 'kind', from: null, to: after.kind })
  if (parent !== undefined && parent !== known?.parentId) {
    before.parentId = known?.parentId ?? null
    after.parentId = parent
    const from = known?.parentId ? (names.get(known.parentId) ?? null) : null
    changes.push({ field: 'parentName', from, to: names.get(parent) ?? null })
  }
  for (const field of plainFields) {
    const to = draft[field]
    const from = known ? known[field] : field === 'stages' ? [] : null
    if (to === undefined || same(from, to)) continue
    Object.assign(before, { [field]: from })
    Object.assign(after, { [field]: to })
    // The name of what is added stands beside its changes.
    if (known || field !== 'name') changes.push({ field, from, to })
  }
  const reasons = [...wrong]
  if (known?.closedOn && changes.length > 0 && reasons.length === 0)
    reasons.push({ code: 'organisation_closed', field: changes[0]?.field, value: known.closedOn })
  if (reasons.length > 0)
    return { no, outcome: 'refuse', reasons, name, knownId: null, changes: [], before: {}, after: {} }
  const outcome = known ? (changes.length > 0 ? 'change' : 'keep') : 'create'
  return { no, outcome, reasons: [], name, knownId: known?.id ?? null, changes, before: known ? before : {}, after }
}
