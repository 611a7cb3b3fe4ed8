import type { Kind } from './cells.ts'
import { grouped, plain, type Known, type Ref, type Standing } from './nodes.ts'
import type { Reason } from './reasons.ts'

/** What may stand as a parent, by its name and code before the list or after it. */
type Candidate = {
  readonly code: string | null
  readonly ref: Ref
  readonly name: string
  readonly kind: Kind | undefined
  readonly isClosed: boolean
}

/** Finds the organisations that a written parent means, of the tree and of the list itself. */
export function parentFinder(
  standings: readonly Standing[],
  tree: readonly Known[],
  kindOf: (one: Standing) => Kind | undefined,
  mayStand: (kind: Kind, parent: Kind) => boolean,
) {
  const ofTree = tree.map((one): Candidate => ({ ...one, ref: one.id, isClosed: one.closedOn !== null }))
  const ofList = standings.map((one): Candidate => {
    const { name, code } = one.row.draft
    const isClosed = one.known ? one.known.closedOn !== null : one.row.draft.closedOn !== undefined
    return { ref: one.ref, name: name ?? one.known?.name ?? '', code: code ?? null, kind: kindOf(one), isClosed }
  })
  const all = [...ofTree, ...ofList]
  const byCode = grouped(all, ({ code }) => code)
  const byName = grouped(all, ({ name }) => plain(name))

  const distinct = (candidates: readonly Candidate[], self: Ref) =>
    [...new Map(candidates.map((one) => [one.ref, one])).values()].filter(({ ref }) => ref !== self)

  return (one: Standing): { readonly ref: Ref | undefined } | Reason => {
    const { parentCode, parentName } = one.row.draft
    if (parentCode === undefined && parentName === undefined) return { ref: undefined }
    const coded = parentCode === undefined ? [] : distinct(byCode.get(parentCode) ?? [], one.ref)
    if (parentCode !== undefined && coded.length === 0)
      return { code: 'parent_unknown', field: 'parentCode', value: parentCode }
    const [byItsCode] = coded
    if (parentName === undefined) return { ref: byItsCode?.ref }
    const named = distinct(byName.get(plain(parentName)) ?? [], one.ref)
    if (byItsCode) {
      return named.length > 0 && named.every(({ ref }) => ref !== byItsCode.ref)
        ? { code: 'two_parents', field: 'parentName', names: [byItsCode.name, parentName] }
        : { ref: byItsCode.ref }
    }
    return (
      chosen(named, one, { kindOf, mayStand }) ?? { code: 'parent_unknown', field: 'parentName', value: parentName }
    )
  }
}

type Rules = {
  readonly kindOf: (one: Standing) => Kind | undefined
  readonly mayStand: (kind: Kind, parent: Kind) => boolean
}

// Several may have the name: the one it stands under already, then those that are open, then those that it may stand under.
function chosen(
  named: readonly Candidate[],
  one: Standing,
  { kindOf, mayStand }: Rules,
): { ref: Ref } | Reason | undefined {
  if (named.length === 0) return undefined
  const present = named.find(({ ref }) => ref === one.known?.parentId)
  if (present) return { ref: present.ref }
  const kind = kindOf(one)
  const narrower = [
    named.filter(({ isClosed }) => !isClosed),
    named.filter((each) => !each.isClosed && kind && each.kind && mayStand(kind, each.kind)),
  ].findLast((some) => some.length > 0)
  const left = narrower ?? named
  const [only] = left
  if (only && left.length === 1) return { ref: only.ref }
  return {
    code: 'parent_ambiguous',
    field: 'parentName',
    value: one.row.draft.parentName,
    names: left.map(({ name }) => name),
  }
}
