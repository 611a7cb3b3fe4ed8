import type { CellDraft } from '../core.ts'

type Seen = Pick<CellDraft, 'id' | 'parentId' | 'dimension'> & { readonly isTheirs: boolean }

/**
 * The cells that somebody sees who does not hold the programme: those of their own part of the region, what these lie
 * below and what lies below them, and those that are for everybody. What is shared out within another part is not theirs to see.
 */
export function cellsSeen<Cell extends Seen>(cells: readonly Cell[]): Cell[] {
  const byId = new Map(cells.map((cell) => [cell.id, cell]))
  const parentOf = (cell: Cell) => (cell.parentId === null ? undefined : byId.get(cell.parentId))
  const above = new Set<string>()
  for (const cell of cells.filter(({ isTheirs }) => isTheirs)) {
    for (let at = parentOf(cell); at; at = parentOf(at)) above.add(at.id)
  }
  // A cell of an organisation decides for what lies below it.
  const isOpen = (cell: Cell): boolean => {
    if (cell.isTheirs) return true
    if (cell.dimension === 'organisation') return false
    const parent = parentOf(cell)
    return parent === undefined || isOpen(parent)
  }
  return cells.filter((cell) => above.has(cell.id) || isOpen(cell))
}

/** The topmost cells of these organisations: together they are what is kept for them. */
export function ownCells<Cell extends Pick<CellDraft, 'id' | 'parentId' | 'dimension' | 'wanted' | 'kind'>>(
  cells: readonly Cell[],
  organisationIds: readonly string[],
): Cell[] {
  const isOwn = (cell: Cell) =>
    cell.dimension === 'organisation' &&
    cell.kind === 'reserve' &&
    cell.wanted.some((id) => organisationIds.includes(id))
  const below = (cell: Cell): boolean => {
    const parent = cells.find(({ id }) => id === cell.parentId)
    return parent !== undefined && (isOwn(parent) || below(parent))
  }
  return cells.filter((cell) => isOwn(cell) && !below(cell))
}
