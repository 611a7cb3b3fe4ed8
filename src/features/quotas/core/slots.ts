import { means, type Cell, type Dimension, type QuotaFacts, type Step } from '../core.ts'

/** A most of the people whom a cell means, within one kind of places. */
export type SlotCap = { readonly cell: Cell; readonly places: number }

/**
 * One kind of places of a sheet: what a cell has left for those it means, without what its own cells keep. `places` is null
 * where the sheet sets no number.
 */
export type Slot = { readonly cell: Cell; readonly places: number | null; readonly caps: readonly SlotCap[] }

/**
 * A sheet as kinds of places that are filled one after another, the narrowest first: whoever finds none asks the next, just
 * as `openSheet` looks for a place. What is taken already is left out. Undefined where it cannot be said so: a cap reaches
 * over several kinds, or caps of one kind cross.
 */
export function slotsOf(cells: readonly Cell[]): readonly Slot[] | undefined {
  const below = Map.groupBy(cells, ({ parentId }) => parentId)
  const slots: Slot[] = []
  let isWhole = true

  function walk(cell: Cell): void {
    const children = below.get(cell.id) ?? []
    const reserves = children.filter(({ kind }) => kind === 'reserve')
    // What has no number keeps nothing: its people take what their parent has left.
    const kept = reserves.filter(({ placesMax }) => placesMax !== null)
    if (reserves.some((one) => one.placesMax === null && below.has(one.id))) isWhole = false
    for (const reserve of kept) walk(reserve)
    const caps = capsUnder(cell, below)
    if (caps === undefined || (caps.length > 0 && kept.length > 0)) isWhole = false
    const left = kept.reduce((sum, one) => sum + ((one.placesMax ?? 0) - one.placesTaken), 0)
    const places = cell.placesMax === null ? null : Math.max(0, cell.placesMax - cell.placesTaken - left)
    slots.push({ cell, places, caps: caps ?? [] })
  }

  const [root] = below.get(null) ?? []
  if (root) walk(root)
  return root && isWhole ? slots : undefined
}

/** Of these dimensions nobody has two values of which neither lies within the other. */
const apart: readonly (Dimension | null)[] = ['organisation', 'stage', 'setting', 'talent_level']

type Below = ReadonlyMap<string | null, readonly Cell[]>

/** The caps that count within a cell; undefined where they may cross, or where a cap keeps places. */
function capsUnder(cell: Cell, below: Below): readonly SlotCap[] | undefined {
  const caps = (below.get(cell.id) ?? []).filter(({ kind }) => kind === 'cap')
  const [first] = caps
  const own = caps.flatMap((cap) =>
    cap.placesMax === null ? [] : [{ cell: cap, places: Math.max(0, cap.placesMax - cap.placesTaken) }],
  )
  const deeper = caps.map((cap) => {
    const keeps = (below.get(cap.id) ?? []).some(({ kind }) => kind === 'reserve')
    return keeps ? undefined : capsUnder(cap, below)
  })
  if (deeper.includes(undefined)) return undefined
  const inner = deeper.flatMap((each) => each ?? [])
  if (caps.length > 1) {
    const isOne = caps.every(({ dimension }) => dimension === first?.dimension)
    if (!isOne || !apart.includes(first?.dimension ?? null)) return undefined
    // A school within an area: what is counted within the area may cross the school.
    if (first?.dimension === 'organisation' && inner.length > 0) return undefined
  }
  return [...own, ...inner]
}

/** Whether a cell and everything above it mean a person. */
export function meansAll(cells: readonly Cell[], cell: Cell, person: QuotaFacts): boolean {
  const byId = new Map(cells.map((one) => [one.id, one]))
  for (let at: Cell | undefined = cell; at; at = at.parentId === null ? undefined : byId.get(at.parentId))
    if (!means(at, person)) return false
  return true
}

/** The cell out of whose own places somebody was given theirs: where the path of their reserves ends. */
export function slotOfPath(cells: readonly Cell[], steps: readonly Step[]): string | undefined {
  const reserves = new Set(cells.filter(({ kind }) => kind === 'reserve').map(({ id }) => id))
  return steps.find(({ cellId, isOpen }) => isOpen && reserves.has(cellId))?.cellId
}

/** How many places the cells below the root keep and have not given away yet. */
export function keptLeft(slots: readonly Slot[]): number {
  return slots.reduce((sum, { cell, places }) => sum + (cell.parentId === null ? 0 : (places ?? 0)), 0)
}
