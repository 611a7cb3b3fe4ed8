import type { CellDraft, Dimension, QuotaKind } from '../core.ts'
import { readPlaces, writePlaces } from './matrix.ts'

/** One line of a tree of quotas as it is entered, below the programme itself. */
export type OutlineRow = {
  readonly id: string
  /** None: right below the programme. */
  readonly parentId: string | null
  readonly kind: QuotaKind
  readonly dimension: Dimension
  readonly wanted: readonly string[]
  /** How many, as it was written; what has cells below may leave it out, and has what they add up to. */
  readonly text: string
}

/** How many places the programme has, of which shares are; null where they have no number. */
type Places = number | null

/** A tree of any depth as the lines that it is entered by: each above what lies below it. */
export function outlineOf(cells: readonly CellDraft[]): OutlineRow[] {
  const root = cells.find(({ parentId }) => parentId === null)
  const below = (parentId: string): OutlineRow[] =>
    cells.flatMap((cell) => {
      if (cell.parentId !== parentId || cell.dimension === null) return []
      const { id, kind, dimension, wanted } = cell
      const row = { id, kind, dimension, wanted, text: writePlaces(cell) }
      return [{ ...row, parentId: parentId === root?.id ? null : parentId }, ...below(id)]
    })
  return root ? below(root.id) : []
}

/** How deep a line lies: those right below the programme at 1. */
export function depthOf(rows: readonly OutlineRow[], row: OutlineRow): number {
  const parent = rows.find(({ id }) => id === row.parentId)
  return parent ? depthOf(rows, parent) + 1 : 1
}

/** What the reserves right below a line, or below the programme, add up to; none where one of them is for everybody. */
export function sumBelow(rows: readonly OutlineRow[], parentId: string | null, places: Places = null): number | null {
  return rows
    .filter((row) => row.parentId === parentId && row.kind === 'reserve')
    .map((row) => placesOf(rows, row, places).placesMax)
    .reduce<number | null>((sum, places) => (sum === null || places === null ? null : sum + places), 0)
}

/** How many a line has: what was written, or what lies below it where nothing was. */
export function placesOf(
  rows: readonly OutlineRow[],
  row: OutlineRow,
  places: Places = null,
): Pick<CellDraft, 'placesMax' | 'approximate' | 'share'> {
  const read = readPlaces(row.text, places, row.kind)
  return typeof read === 'object' ? read : { placesMax: sumBelow(rows, row.id, places), approximate: false }
}

/** The lines whose number cannot be read, or that have none of their own and nothing below. */
export function badRows(rows: readonly OutlineRow[], places: Places = null): OutlineRow[] {
  const isParent = new Set(rows.map(({ parentId }) => parentId))
  return rows.filter((row) => {
    const read = readPlaces(row.text, places, row.kind)
    return read === 'bad' || (read === 'nothing' && !isParent.has(row.id))
  })
}

/** The tree that lines say, under the root that was there before. */
export function draftsOf(
  rows: readonly OutlineRow[],
  before: readonly CellDraft[],
  newId: () => string,
  places: Places = null,
): CellDraft[] {
  const rootId = before.find(({ parentId }) => parentId === null)?.id ?? newId()
  const root = { id: rootId, parentId: null, kind: 'reserve', dimension: null, wanted: [] } as const
  return [
    { ...root, placesMax: null, approximate: false },
    ...rows.map((row) => {
      const { id, kind, dimension, wanted } = row
      return { id, kind, dimension, wanted, parentId: row.parentId ?? rootId, ...placesOf(rows, row, places) }
    }),
  ]
}

/** What is added below a line: whom each new line is for. */
export type Addition = { readonly kind: QuotaKind; readonly dimension: Dimension; readonly values: readonly string[] }

/** Adds a line for each value below every one of these parents; one that is there already stays as it is. */
export function addBelow(
  rows: readonly OutlineRow[],
  parentIds: readonly (string | null)[],
  { kind, dimension, values }: Addition,
  newId: () => string,
): OutlineRow[] {
  return parentIds.reduce<OutlineRow[]>(
    (all, parentId) => {
      const own = all.filter((row) => row.parentId === parentId && row.kind === kind && row.dimension === dimension)
      const added = values
        .map((value) => value.split('+'))
        .filter((wanted) => !own.some((row) => row.wanted.some((each) => wanted.includes(each))))
        .map((wanted) => ({ id: newId(), parentId, kind, dimension, wanted, text: '' }))
      const at = endOf(all, parentId)
      return [...all.slice(0, at), ...added, ...all.slice(at)]
    },
    [...rows],
  )
}

// Where the last line below a parent ends.
function endOf(rows: readonly OutlineRow[], parentId: string | null): number {
  if (parentId === null) return rows.length
  const below = new Set([parentId])
  let end = rows.findIndex(({ id }) => id === parentId) + 1
  for (let next = rows[end]; next?.parentId && below.has(next.parentId); next = rows[end]) {
    below.add(next.id)
    end += 1
  }
  return end
}

/** The lines that share a parent's place in the tree: below one parent, by the same condition. */
export function siblingsOf(rows: readonly OutlineRow[], row: OutlineRow): OutlineRow[] {
  return rows.filter(({ parentId, dimension }) => parentId === row.parentId && dimension === row.dimension)
}

/** Takes a line away, with all that lies below it. */
export function withoutRow(rows: readonly OutlineRow[], id: string): OutlineRow[] {
  const at = rows.findIndex((row) => row.id === id)
  return at < 0 ? [...rows] : [...rows.slice(0, at), ...rows.slice(endOf(rows, id))]
}

/** Writes pasted numbers downwards, from the line where they were pasted. */
export function pasteDown(
  rows: readonly OutlineRow[],
  id: string,
  block: readonly (readonly string[])[],
): OutlineRow[] {
  const at = rows.findIndex((row) => row.id === id)
  return rows.map((row, index) => {
    const text = index < at ? undefined : block[index - at]?.at(-1)
    return text === undefined ? row : { ...row, text: text.trim() }
  })
}
