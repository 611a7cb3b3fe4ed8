import { stageCodes, subjectCodes, talentLevels } from '../../lib/population/codes.ts'
import { placesOfShare } from '../../lib/matching/shares.ts'
import { err, ok, type Result } from '../../lib/result.ts'

/** What a cell of a quota may narrow by. */
export const dimensions = ['organisation', 'stage', 'subject', 'setting', 'talent_level'] as const
export type Dimension = (typeof dimensions)[number]

/** A reserve keeps places for those it means; a cap only says how many of them there may be at most. */
export const quotaKinds = ['reserve', 'cap'] as const
export type QuotaKind = (typeof quotaKinds)[number]

/** A cell of the tree as it is entered: one condition under its parent, and how many. */
export type CellDraft = {
  readonly id: string
  readonly parentId: string | null
  readonly kind: QuotaKind
  readonly dimension: Dimension | null
  /** Any of these values will do. */
  readonly wanted: readonly string[]
  /** None: everybody (全员). */
  readonly placesMax: number | null
  /** The number is meant as 约: it binds, but its sum need not come out. */
  readonly approximate: boolean
  /** In hundredths of the places of the programme, where the number was reckoned from a share. */
  readonly share?: number | null | undefined
}

/** A cell with what is held in it. */
export type Cell = CellDraft & { readonly placesTaken: number; readonly openTaken: number }

/** What decides into which cells a person falls. */
export type QuotaFacts = {
  readonly personId: string
  readonly stage: string | null
  readonly subjects: readonly string[]
  readonly setting: string | null
  readonly talentLevel: string | null
  /** The organisations that they stand under, their own included. */
  readonly under: readonly string[]
}

/** Whether a cell means a person. */
export function means(cell: Pick<CellDraft, 'dimension' | 'wanted'>, person: QuotaFacts): boolean {
  const has = (value: string | null) => value !== null && cell.wanted.includes(value)
  switch (cell.dimension) {
    case null:
      return true
    case 'organisation':
      return person.under.some((id) => cell.wanted.includes(id))
    case 'stage':
      return has(person.stage)
    case 'subject':
      return person.subjects.some((subject) => cell.wanted.includes(subject))
    case 'setting':
      return has(person.setting)
    case 'talent_level':
      return has(person.talentLevel)
  }
}

/** How many a cell of this kind has by a share of so many places: a reserve never less than its share, a cap never more. */
export const placesByShare = (kind: QuotaKind, share: number, places: number): number =>
  placesOfShare(share, places, kind === 'reserve' ? 'least' : 'most')

/** Cells whose shares are numbers of these places; undefined where a share is of places without a number. */
export function reckonShares(cells: readonly CellDraft[], places: number | null): CellDraft[] | undefined {
  const isShared = cells.some(({ share }) => (share ?? null) !== null)
  if (places === null) return isShared ? undefined : [...cells]
  return cells.map((cell) =>
    (cell.share ?? null) === null
      ? cell
      : { ...cell, placesMax: placesByShare(cell.kind, cell.share ?? 0, places), approximate: false },
  )
}

export type SheetRefusal = 'quota_no_root' | 'quota_loose' | 'quota_empty' | 'quota_overlaps' | 'quota_over_parent'

/** Why cells are not a tree of quotas; undefined when they are: one root, each cell with a condition of its own, and no more kept than the parent has. */
export function sheetRefusal(cells: readonly CellDraft[]): { code: SheetRefusal; cellId: string | null } | undefined {
  const roots = cells.filter(({ parentId }) => parentId === null)
  const [root] = roots
  if (!root || roots.length > 1) return { code: 'quota_no_root', cellId: null }
  const byId = new Map(cells.map((cell) => [cell.id, cell]))
  const loose = cells.find((cell) => !reaches(cell, root.id, byId))
  if (loose || byId.size < cells.length) return { code: 'quota_loose', cellId: loose?.id ?? null }
  const empty = cells.find(
    ({ parentId, dimension, wanted }) => parentId !== null && (dimension === null || wanted.length === 0),
  )
  if (empty) return { code: 'quota_empty', cellId: empty.id }
  for (const parent of cells) {
    const below = cells.filter(({ parentId }) => parentId === parent.id)
    const twin = below.find((cell, index) => below.slice(0, index).some((other) => overlaps(cell, other)))
    if (twin) return { code: 'quota_overlaps', cellId: twin.id }
    if (parent.placesMax !== null && reservedIn(below) > parent.placesMax) {
      return { code: 'quota_over_parent', cellId: parent.id }
    }
  }
  return undefined
}

function reaches(cell: CellDraft, rootId: string, byId: ReadonlyMap<string, CellDraft>): boolean {
  let at: CellDraft | undefined = cell
  for (let steps = 0; at && steps <= byId.size; steps += 1) {
    if (at.id === rootId) return true
    at = at.parentId === null ? undefined : byId.get(at.parentId)
  }
  return false
}

function overlaps(one: CellDraft, other: CellDraft): boolean {
  return (
    one.kind === other.kind &&
    one.dimension === other.dimension &&
    one.wanted.some((value) => other.wanted.includes(value))
  )
}

/** How many places these cells keep for those they mean. */
export function reservedIn(cells: readonly Pick<CellDraft, 'kind' | 'placesMax'>[]): number {
  return cells.reduce((sum, { kind, placesMax }) => sum + (kind === 'reserve' ? (placesMax ?? 0) : 0), 0)
}

/** A cell on a person's path, and whether they stand in none of its reserves. */
export type Step = { readonly cellId: string; readonly isOpen: boolean }

type Count = { taken: number; open: number }

/** A tree of quotas that places are taken from one after the other. */
export type Sheet = {
  /** Takes a place for a person in every cell on their path; or says that there is none. */
  take(person: QuotaFacts): Result<readonly Step[], 'quota_full' | 'quota_outside'>
  /** Gives back what was taken on these cells. */
  release(steps: readonly Step[]): void
}

/**
 * Opens a tree for taking places from it. A person takes from the first reserve that means them and has room, else from
 * what the reserves of their cell leave; every cap that means them must have room as well.
 */
export function openSheet(cells: readonly Cell[]): Sheet {
  const counts = new Map<string, Count>(
    cells.map((cell) => [cell.id, { taken: cell.placesTaken, open: cell.openTaken }]),
  )
  const below = Map.groupBy(cells, ({ parentId }) => parentId)
  const countOf = (id: string): Count => counts.get(id) ?? { taken: 0, open: 0 }
  const [root] = below.get(null) ?? []

  function fit(cell: Cell, person: QuotaFacts): readonly Step[] | undefined {
    const { taken, open } = countOf(cell.id)
    if (cell.placesMax !== null && taken >= cell.placesMax) return undefined
    const children = below.get(cell.id) ?? []
    const meant = children.filter((child) => means(child, person))
    const caps = meant.filter(({ kind }) => kind === 'cap').map((cap) => fit(cap, person))
    if (caps.some((path) => path === undefined)) return undefined
    const side = caps.flatMap((path) => path ?? [])
    const room = cell.placesMax === null ? Number.POSITIVE_INFINITY : cell.placesMax - reservedIn(children)
    for (const reserve of meant.filter(({ kind }) => kind === 'reserve')) {
      // Whoever is meant without a number has nothing kept: their place is one of those that are left here.
      const isOpen = reserve.placesMax === null
      const path = isOpen && open >= room ? undefined : fit(reserve, person)
      if (path) return [{ cellId: cell.id, isOpen }, ...side, ...path]
    }
    return open < room ? [{ cellId: cell.id, isOpen: true }, ...side] : undefined
  }

  function add(steps: readonly Step[], change: 1 | -1): void {
    for (const { cellId, isOpen } of steps) {
      const count = countOf(cellId)
      counts.set(cellId, { taken: count.taken + change, open: count.open + (isOpen ? change : 0) })
    }
  }

  return {
    take(person) {
      const path = root && fit(root, person)
      if (!path) {
        const isMeant = cells.some((cell) => cell.parentId !== null && cell.kind === 'reserve' && means(cell, person))
        return err(isMeant ? 'quota_full' : 'quota_outside')
      }
      add(path, 1)
      return ok(path)
    },
    release: (steps) => add(steps, -1),
  }
}

/** How many places of a cell are neither held nor kept by the cells below it; null where it has no number. */
export function unusedIn(cell: Cell, cells: readonly Cell[]): number | null {
  if (cell.placesMax === null) return null
  const kept = reservedIn(cells.filter(({ parentId }) => parentId === cell.id))
  return cell.placesMax - Math.max(cell.placesTaken, kept + cell.openTaken)
}

export type MoveRefusal = 'cell_not_found' | 'quota_not_neighbours' | 'quota_not_free'

/** Why so many places may not go from one cell to another, or to whoever their parent means; undefined when they may. */
export function reallocationRefusal(
  from: Cell | undefined,
  to: Cell | undefined,
  isToParent: boolean,
  places: number,
  cells: readonly Cell[],
): MoveRefusal | undefined {
  if (from?.parentId == null || (!isToParent && !to)) return 'cell_not_found'
  if (to && (to.parentId !== from.parentId || to.id === from.id || to.kind !== from.kind)) return 'quota_not_neighbours'
  const unused = unusedIn(from, cells)
  if (unused === null || (to && to.placesMax === null)) return 'quota_not_neighbours'
  return unused < places ? 'quota_not_free' : undefined
}

/** The reserves that keep places nobody has taken, the deepest first, and how many: what a deadline sets free. */
export function unusedReserves(cells: readonly Cell[]): readonly { readonly cell: Cell; readonly places: number }[] {
  const depth = (cell: Cell): number => {
    const parent = cells.find(({ id }) => id === cell.parentId)
    return parent ? depth(parent) + 1 : 0
  }
  return cells
    .filter(({ parentId, kind, placesMax }) => parentId !== null && kind === 'reserve' && placesMax !== null)
    .map((cell) => ({ cell, places: (cell.placesMax ?? 0) - cell.placesTaken }))
    .filter(({ places }) => places > 0)
    .toSorted((a, b) => depth(b.cell) - depth(a.cell))
}

const settings: Readonly<Record<string, string>> = { urban: '城区', town: '镇区', rural: '乡村' }
const names: Readonly<Record<Exclude<Dimension, 'organisation'>, Readonly<Record<string, string>>>> = {
  stage: stageCodes,
  subject: subjectCodes,
  setting: settings,
  talent_level: talentLevels,
}

/** A value of a dimension by its Chinese name; one that nobody knows as it is. */
export function namedValue(dimension: Dimension | null, value: string): string {
  return dimension === null || dimension === 'organisation' ? value : (names[dimension][value] ?? value)
}

type Placed = Pick<CellDraft, 'id' | 'parentId'>

/** Whom a cell is for, from the root down, as `nameOf` calls each condition; empty for the root. */
export function pathOf<C extends Placed>(cells: readonly C[], cell: C, nameOf: (cell: C) => string): string {
  const parent = cells.find(({ id }) => id === cell.parentId)
  return parent && parent.parentId !== null ? `${pathOf(cells, parent, nameOf)} · ${nameOf(cell)}` : nameOf(cell)
}
