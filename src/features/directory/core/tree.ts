import type { Kind } from './cells.ts'
import { grouped, plain, type Known, type Ref, type Standing } from './nodes.ts'
import type { Reason } from './reasons.ts'

/** What a decision must know beside the tree: the day, where what names no parent stands, and which kinds stand under which. */
export type Rules = {
  readonly today: string
  readonly topId: string
  readonly mayStand: (kind: Kind, parent: Kind) => boolean
}

/** An organisation as it will be when the rows that are not refused were applied. */
type Planned = {
  readonly ref: Ref
  readonly name: string
  readonly code: string | null
  readonly kind: Kind | undefined
  readonly parent: Ref | null
  readonly isClosed: boolean
  readonly isInScope: boolean
  readonly rowNo: number | undefined
}

type Setting = Rules & { readonly kindOf: (one: Standing) => Kind | undefined }

/** Refuses the rows that would leave the tree in a shape that no tree has; again and again, because what is refused changes what stands. */
export function refuseInTree(
  standings: readonly Standing[],
  tree: readonly Known[],
  parents: ReadonlyMap<Ref, Ref>,
  setting: Setting,
): void {
  const rowOf = new Map(standings.map((one) => [one.ref, one.row.no]))
  for (;;) {
    const good = standings.filter(({ wrong }) => wrong.length === 0)
    const planned = planOf(good, tree, parents, setting)
    const facts: Facts = {
      planned,
      siblings: grouped([...planned.values()], (one) =>
        one.isClosed ? undefined : `${one.parent}/${plain(one.name)}`,
      ),
      byCode: grouped([...planned.values()], ({ code }) => code),
      below: grouped([...planned.values()], (one) => (one.isClosed ? undefined : one.parent)),
      rowOf,
    }
    const found = good.map((one) => [one, reasonsInTree(one, facts, setting)] as const)
    for (const [one, reasons] of found) one.wrong.push(...reasons)
    if (found.every(([, reasons]) => reasons.length === 0)) return
  }
}

type Facts = {
  readonly planned: ReadonlyMap<Ref, Planned>
  readonly siblings: ReadonlyMap<string, readonly Planned[]>
  readonly byCode: ReadonlyMap<string, readonly Planned[]>
  readonly below: ReadonlyMap<string, readonly Planned[]>
  readonly rowOf: ReadonlyMap<Ref, number>
}

function planOf(
  good: readonly Standing[],
  tree: readonly Known[],
  parents: ReadonlyMap<Ref, Ref>,
  { kindOf }: Setting,
): Map<Ref, Planned> {
  const planned = new Map<Ref, Planned>(
    tree.map(({ id, name, code, kind, parentId: parent, closedOn, isInScope }) => [
      id,
      { ref: id, name, code, kind, parent, isClosed: closedOn !== null, isInScope, rowNo: undefined },
    ]),
  )
  for (const one of good) {
    const { known, ref, row } = one
    const { name, code, closedOn } = row.draft
    planned.set(ref, {
      ref,
      name: name ?? known?.name ?? '',
      code: code ?? known?.code ?? null,
      kind: kindOf(one),
      parent: parents.get(ref) ?? known?.parentId ?? null,
      isClosed: (closedOn ?? known?.closedOn ?? null) !== null,
      isInScope: known?.isInScope ?? true,
      rowNo: row.no,
    })
  }
  return planned
}

function reasonsInTree({ ref, known }: Standing, facts: Facts, { mayStand }: Setting): Reason[] {
  const { planned, siblings, byCode, below, rowOf } = facts
  const one = planned.get(ref)
  if (!one) return []
  const found: Reason[] = []
  const isElsewhere = one.parent !== null && one.parent !== known?.parentId
  if (isElsewhere) found.push(...placeReasons(one, planned, rowOf, mayStand))
  const isNew = isElsewhere || one.name !== known?.name
  const namesake = isNew && siblings.get(`${one.parent}/${plain(one.name)}`)?.find((other) => other.ref !== ref)
  if (namesake) found.push({ code: 'name_taken', field: 'name', value: namesake.name, ...rowNo(namesake) })
  const sameCode = one.code !== known?.code && byCode.get(one.code ?? '')?.find((other) => other.ref !== ref)
  if (sameCode) found.push({ code: 'code_of_another', field: 'code', names: [sameCode.name], ...rowNo(sameCode) })
  const isClosing = one.isClosed && known !== undefined && known.closedOn === null
  const left = isClosing ? (below.get(ref) ?? []) : []
  if (left.length > 0)
    found.push({ code: 'has_below', field: 'closedOn', names: left.slice(0, 5).map(({ name }) => name) })
  return found
}

const rowNo = ({ rowNo: row }: Planned) => (row === undefined ? {} : { row })

function placeReasons(
  one: Planned,
  planned: ReadonlyMap<Ref, Planned>,
  rowOf: ReadonlyMap<Ref, number>,
  mayStand: Rules['mayStand'],
): Reason[] {
  const field = 'parentName'
  const parent = planned.get(one.parent ?? '')
  if (!parent) return [{ code: 'parent_refused', field, row: rowOf.get(one.parent ?? '') }]
  if (!parent.isInScope) return [{ code: 'parent_out_of_scope', field, value: parent.name }]
  const ring = ringOf(one, planned)
  if (ring) return [{ code: 'cycle', field, names: ring }]
  if (one.kind && parent.kind && !mayStand(one.kind, parent.kind))
    return [{ code: 'misplaced', field, value: parent.name }]
  return parent.isClosed && !one.isClosed ? [{ code: 'parent_closed', field, value: parent.name }] : []
}

/** The names of those that would stand under each other in a ring; undefined when the line ends at the root. */
function ringOf(one: Planned, planned: ReadonlyMap<Ref, Planned>): string[] | undefined {
  const line: string[] = []
  const seen = new Set<Ref>()
  for (let at: Planned | undefined = one; at; at = planned.get(at.parent ?? '')) {
    if (seen.has(at.ref)) return at.ref === one.ref ? [...line, one.name] : undefined
    seen.add(at.ref)
    line.push(at.name)
  }
  return undefined
}
