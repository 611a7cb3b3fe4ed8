import { readShare } from '../../../lib/matching/shares.ts'
import { placesByShare, type CellDraft, type Dimension, type QuotaKind } from '../core.ts'

/** One row or one column of a table of quotas: whom it is for. */
export type Line = { readonly key: string; readonly wanted: readonly string[] }

/** A table of quotas as it is entered: whom its rows and columns are for, and what stands in each cell. */
export type Matrix = {
  readonly rowDimension: Dimension
  /** None: rows are not narrowed further. */
  readonly columnDimension: Dimension | null
  readonly rows: readonly Line[]
  readonly columns: readonly Line[]
  /** By `row key/column key`; a table without columns has one that is called `''`. */
  readonly cells: Readonly<Record<string, string>>
  /** How many places the programme has, of which shares are; none where they have no number. */
  readonly placesMax?: number | null | undefined
}

/** The key of a cell of the table. */
export const cellKey = (row: Line, column: Line | undefined) => `${row.key}/${column?.key ?? ''}`
const keyOf = (wanted: readonly string[]) => wanted.toSorted().join('+')

type Read = Pick<CellDraft, 'placesMax' | 'approximate' | 'share'>

/**
 * What was written in a cell: a number, about a number (`约30`, `~30`), a share (`40%`) of the places of the programme, everybody
 * (`全员`, `*`), nothing, or something else. Of places without a number there is no share.
 */
export function readPlaces(
  text: string,
  places: number | null | undefined = null,
  kind: QuotaKind = 'reserve',
): Read | 'nothing' | 'bad' {
  const share = readShare(text)
  if (share !== undefined)
    return places === null ? 'bad' : { placesMax: placesByShare(kind, share, places), approximate: false, share }
  const plain = text.normalize('NFKC').replaceAll(/[\s,人名]/g, '')
  if (plain === '') return 'nothing'
  if (plain === '全员' || plain === '*') return { placesMax: null, approximate: false }
  const found = /^(约|~)?(\d{1,6})(余|左右)?$/.exec(plain)
  if (!found) return 'bad'
  return { placesMax: Number(found[2]), approximate: found[1] !== undefined || found[3] !== undefined }
}

/** A number of places as it is written in a cell. */
export function writePlaces(cell: Pick<CellDraft, 'placesMax' | 'approximate' | 'share'>): string {
  if ((cell.share ?? null) !== null) return `${String(cell.share)}%`
  if (cell.placesMax === null) return '全员'
  return cell.approximate ? `约${String(cell.placesMax)}` : String(cell.placesMax)
}

// A row of a table has what its cells add up to: one with places of its own, or with none below, would lose them.
function isFilled(row: CellDraft, below: readonly CellDraft[], columnDimension: Dimension | null): boolean {
  if (columnDimension === null) return true
  // A row that was written as a share is no sum, even where it comes out as one.
  if ((row.share ?? null) !== null) return false
  const own = below.filter(({ parentId }) => parentId === row.id)
  if (own.some(({ placesMax }) => placesMax === null)) return row.placesMax === null
  return own.length > 0 && row.placesMax === own.reduce((sum, { placesMax }) => sum + (placesMax ?? 0), 0)
}

/** A tree as a table; undefined when it is not one: deeper than two levels, with caps, or narrowed unevenly. */
export function matrixOf(cells: readonly CellDraft[], placesMax?: number | null): Matrix | undefined {
  const root = cells.find(({ parentId }) => parentId === null)
  const rows = cells.filter(({ parentId }) => parentId !== null && parentId === root?.id)
  const below = cells.filter((cell) => rows.some(({ id }) => id === cell.parentId))
  const [first] = rows
  if (!first) {
    const none = { rowDimension: 'stage', columnDimension: 'talent_level', rows: [], columns: [], cells: {} } as const
    return { ...none, placesMax }
  }
  const columnDimension = below[0]?.dimension ?? null
  const isEven =
    rows.length + below.length + 1 === cells.length &&
    cells.every(({ kind }) => kind === 'reserve') &&
    rows.every(({ dimension }) => dimension === first.dimension) &&
    below.every(({ dimension }) => dimension === columnDimension) &&
    rows.every((row) => isFilled(row, below, columnDimension))
  if (!isEven || first.dimension === null) return undefined
  const line = (cell: CellDraft): Line => ({ key: keyOf(cell.wanted), wanted: cell.wanted })
  const columns = [...new Map(below.map((cell) => [keyOf(cell.wanted), line(cell)])).values()]
  const entries = rows.flatMap((row) => {
    const own = below.filter(({ parentId }) => parentId === row.id)
    if (own.length === 0) return [[cellKey(line(row), undefined), writePlaces(row)] as const]
    return own.map((cell) => [cellKey(line(row), line(cell)), writePlaces(cell)] as const)
  })
  return {
    rowDimension: first.dimension,
    columnDimension,
    rows: rows.map(line),
    columns,
    cells: Object.fromEntries(entries),
    placesMax,
  }
}

/** The cells of a table whose text is no number. */
export function badCells(matrix: Matrix): readonly { readonly row: Line; readonly column: Line | undefined }[] {
  return places(matrix).filter(({ text }) => readPlaces(text, matrix.placesMax) === 'bad')
}

function places({ rows, columns, columnDimension, cells }: Matrix) {
  const across: readonly (Line | undefined)[] = columnDimension === null ? [undefined] : columns
  return rows.flatMap((row) => across.map((column) => ({ row, column, text: cells[cellKey(row, column)] ?? '' })))
}

/** How many a row shares out, a column, or the whole table; everybody counts as none. */
export function sumOf(
  matrix: Matrix,
  of: { readonly row?: Line | undefined; readonly column?: Line | undefined } = {},
): number {
  return places(matrix).reduce((sum, { row, column, text }) => {
    if ((of.row && of.row.key !== row.key) || (of.column && of.column.key !== column?.key)) return sum
    const read = readPlaces(text, matrix.placesMax)
    return typeof read === 'object' ? sum + (read.placesMax ?? 0) : sum
  }, 0)
}

/** The tree that a table says; cells that were there before keep their ids, so that what is held in them stays known. */
export function treeOf(matrix: Matrix, before: readonly CellDraft[], newId: () => string): CellDraft[] {
  const oldRoot = before.find(({ parentId }) => parentId === null)
  const root: CellDraft = {
    ...{ id: oldRoot?.id ?? newId(), parentId: null, kind: 'reserve', dimension: null, wanted: [] },
    ...{ placesMax: null, approximate: false },
  }
  const found = (parentId: string, wanted: readonly string[]) =>
    before.find((cell) => cell.parentId === parentId && keyOf(cell.wanted) === keyOf(wanted))?.id ?? newId()
  const tree: CellDraft[] = [root]
  for (const row of matrix.rows) {
    const own = places(matrix).flatMap(({ row: { key }, column, text }) => {
      const read = readPlaces(text, matrix.placesMax)
      return key === row.key && typeof read === 'object' ? [{ column, ...read }] : []
    })
    if (own.length === 0) continue
    const id = found(root.id, row.wanted)
    const everybody = own.some(({ placesMax }) => placesMax === null)
    tree.push({
      ...{ id, parentId: root.id, kind: 'reserve', dimension: matrix.rowDimension, wanted: row.wanted },
      placesMax: everybody ? null : own.reduce((sum, each) => sum + (each.placesMax ?? 0), 0),
      approximate: own.some(({ approximate }) => approximate),
      ...(matrix.columnDimension === null ? shareIn(own[0]) : {}),
    })
    for (const { column, placesMax, approximate, share } of own) {
      if (!column) continue
      tree.push({
        ...{ id: found(id, column.wanted), parentId: id, kind: 'reserve', dimension: matrix.columnDimension },
        ...{ wanted: column.wanted, placesMax, approximate, ...shareIn({ share }) },
      })
    }
  }
  return tree
}

const shareIn = (one: Pick<CellDraft, 'share'> | undefined) =>
  (one?.share ?? null) === null ? {} : { share: one?.share }

/** Names that lines are found by when a block is pasted. */
export type Naming = (dimension: Dimension, name: string) => readonly string[] | undefined

/**
 * Puts a pasted block into a table. One with names in its first row and column brings its own rows and columns; one of
 * numbers alone is filled in from the cell where it was pasted. Gives the names that nobody knows, too.
 */
export function pasteBlock(
  matrix: Matrix,
  block: readonly (readonly string[])[],
  at: { readonly row: number; readonly column: number },
  naming: Naming,
): { readonly matrix: Matrix; readonly unknown: readonly string[] } {
  const cellsWith = (entries: readonly (readonly [string, string])[]) => ({
    ...matrix.cells,
    ...Object.fromEntries(entries),
  })
  const isNamed = block.slice(1).some(([first = '']) => readPlaces(first, matrix.placesMax) === 'bad')
  const across: readonly (Line | undefined)[] = matrix.columnDimension === null ? [undefined] : matrix.columns
  if (!isNamed) {
    const entries = block.flatMap((line, down) =>
      line.flatMap((text, right) => {
        const row = matrix.rows[at.row + down]
        const isThere = at.column + right < across.length
        return row && isThere ? [[cellKey(row, across[at.column + right]), text.trim()] as const] : []
      }),
    )
    return { matrix: { ...matrix, cells: cellsWith(entries) }, unknown: [] }
  }
  return named(matrix, block, naming, cellsWith)
}

function named(
  matrix: Matrix,
  [head = [], ...body]: readonly (readonly string[])[],
  naming: Naming,
  cellsWith: (entries: readonly (readonly [string, string])[]) => Record<string, string>,
) {
  const unknown: string[] = []
  const lineOf = (dimension: Dimension, name: string): Line | undefined => {
    const plain = name.trim()
    if (plain === '' || /^(合计|总计|小计|total|sum)$/i.test(plain)) return undefined
    const wanted = naming(dimension, plain)
    if (!wanted) unknown.push(plain)
    return wanted && { key: keyOf(wanted), wanted }
  }
  const { rowDimension, columnDimension } = matrix
  const columns = columnDimension === null ? [] : head.slice(1).map((name) => lineOf(columnDimension, name))
  const rows = body.map(([name = '']) => lineOf(rowDimension, name))
  const entries = body.flatMap((line, down) => {
    const row = rows[down]
    if (!row) return []
    if (columnDimension === null) return [[cellKey(row, undefined), (line[1] ?? '').trim()] as const]
    return columns.flatMap((column, right) =>
      column ? [[cellKey(row, column), (line[right + 1] ?? '').trim()] as const] : [],
    )
  })
  const merged = (old: readonly Line[], more: readonly (Line | undefined)[]) => [
    ...new Map([...old, ...more.flatMap((line) => line ?? [])].map((line) => [line.key, line])).values(),
  ]
  return {
    matrix: {
      ...matrix,
      rows: merged(matrix.rows, rows),
      columns: merged(matrix.columns, columns),
      cells: cellsWith(entries),
    },
    unknown,
  }
}

/** A block of cells as spreadsheets put it on the clipboard. */
export function blockOf(text: string): string[][] {
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t'))
}
