import type { Draft, Kind, ReadRow } from './cells.ts'
import type { Reason } from './reasons.ts'

/** An organisation of the tree, as a decision needs to know it. */
export type Known = {
  readonly id: string
  readonly parentId: string | null
  readonly kind: Kind
  readonly name: string
  readonly code: string | null
  readonly schoolKind: string | null
  readonly stages: readonly string[]
  readonly setting: string | null
  readonly openedOn: string | null
  readonly closedOn: string | null
  readonly address: string | null
  readonly phone: string | null
  readonly isInScope: boolean
  /** People in post on its roster. */
  readonly inPost: number
  /** The day of its last change. */
  readonly lastOn: string | null
}

/** Names an organisation of the tree by its id, or one that a row adds as `row:` and its number. */
export type Ref = string

/** A row on its way to a decision: whom it means, and everything against it so far. */
export type Standing = {
  readonly row: ReadRow
  readonly known: Known | undefined
  readonly ref: Ref
  readonly wrong: Reason[]
}

/** The reference of what a row adds. */
export const added = (no: number): Ref => `row:${no}`

/** A name without spaces, brackets and widths: how names are compared. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s()[\]【】]/g, '')
    .toLowerCase()

/** Groups by a key; what has none is left out. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string | null | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === null || key === undefined) continue
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}

const sameName = (one: string, other: string) => plain(one) === plain(other)

/**
 * Finds whom each row means: by the system's number, by the code, then by the name: under the parent it names, or wherever it
 * is the only one of that name that no other row means.
 */
export function standingsOf(rows: readonly ReadRow[], tree: readonly Known[]): Standing[] {
  const byId = new Map(tree.map((one) => [one.id, one]))
  const byCode = new Map(tree.flatMap((one) => (one.code === null ? [] : [[one.code, one] as const])))
  const byName = grouped(tree, ({ name }) => plain(name))
  const found = new Map<number, Known>()
  const claimed = new Set<string>()
  const claim = (no: number, known: Known | undefined) => {
    if (!known) return
    found.set(no, known)
    claimed.add(known.id)
  }
  for (const { no, draft } of rows) claim(no, byId.get(draft.id ?? '') ?? byCode.get(draft.code ?? ''))
  // Open ones first: a school that was closed leaves its name to the one that is open.
  const named = ({ draft }: ReadRow) => {
    const all = (byName.get(plain(draft.name ?? '')) ?? []).filter(
      (one) => !claimed.has(one.id) && (draft.code === undefined || one.code === null),
    )
    const open = all.filter(({ closedOn }) => closedOn === null)
    return draft.closedOn === undefined && open.length > 0 ? open : all
  }
  const isUnder = (one: Known, { parentCode, parentName }: Draft) => {
    const parent = byId.get(one.parentId ?? '')
    if (parentCode !== undefined) return parent?.code === parentCode
    return parentName === undefined ? false : parent !== undefined && sameName(parent.name, parentName)
  }
  const open = () => rows.filter((row) => !found.has(row.no) && row.draft.id === undefined)
  for (const row of open())
    claim(
      row.no,
      named(row).find((one) => isUnder(one, row.draft)),
    )
  for (const row of open()) {
    const only = named(row)
    if (only.length === 1) claim(row.no, only[0])
  }
  return rows.map((row) => {
    const known = found.get(row.no)
    return { row, known, ref: known?.id ?? added(row.no), wrong: [...row.reasons] }
  })
}

/** Refuses rows that mean what an earlier row means; where the two name different parents, that is said. */
export function refuseRepeats(standings: readonly Standing[]): void {
  const firstBy = (keyOf: (one: Standing) => string | undefined, code: 'code_repeated' | 'row_repeated') => {
    for (const [first, ...others] of grouped(standings, keyOf).values())
      for (const other of others) {
        if (!first || other.wrong.some(({ row }) => row === first.row.no)) continue
        const [a, b] = [first.row.draft, other.row.draft]
        const differ =
          (a.parentCode !== undefined && b.parentCode !== undefined && a.parentCode !== b.parentCode) ||
          (a.parentName !== undefined && b.parentName !== undefined && !sameName(a.parentName, b.parentName))
        other.wrong.push({ code: differ ? 'two_parents' : code, row: first.row.no })
      }
  }
  firstBy(({ row }) => row.draft.code, 'code_repeated')
  firstBy(({ known }) => known?.id, 'row_repeated')
}
