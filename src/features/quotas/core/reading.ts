import { textOf, type Cell } from '../../../lib/lists/cells.ts'
import { ownTitles } from '../../../lib/lists/columns.ts'
import { dimensions, sheetRefusal, type CellDraft, type Dimension, type QuotaKind, type SheetRefusal } from '../core.ts'
import { readPlaces } from './matrix.ts'
import { draftsOf, type OutlineRow } from './outline.ts'

/** Whom a name of a list may mean: one of these. */
export type Meant = { readonly dimension: Dimension; readonly wanted: readonly string[] }
export type Meanings = (name: string) => readonly Meant[]

export type LineCode =
  'line_unknown' | 'line_several' | 'line_number' | 'line_nobody' | 'line_twice' | 'list_unread' | SheetRefusal

/** Why a row of a list, or a cell of it, did not come in; `what` is what stands there. */
export type LineReason = { readonly no: number; readonly code: LineCode; readonly what: string }

/** What a list of quotas says: the tree, how many rows brought something, and why the others did not. */
export type Reading = {
  readonly headAt: number
  readonly cells: readonly CellDraft[]
  readonly read: ReadonlySet<number>
  readonly reasons: readonly LineReason[]
}

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()
const isSum = (text: string) => /^(合计|总计|小计|total|sum)$/.test(plain(text))
const placesTitles = ['名额', '名额数', '人数', 'places']
const kindTitles = ['方式', 'kind']
const idle = [
  '序号',
  '序',
  'no',
  '年度',
  '项目名称',
  '项目',
  '已用',
  '剩余',
  'taken',
  'free',
  ...Object.values(ownTitles),
]
const dimensionTitles: Readonly<Record<Dimension, readonly string[]>> = {
  organisation: ['单位', '学校', '县区', '乡镇', 'organisation'],
  stage: ['学段', 'stage'],
  subject: ['学科', 'subject'],
  setting: ['城乡', 'setting'],
  talent_level: ['人员类别', '类别', 'kindofperson'],
}
const titled = (title: string) => dimensions.find((each) => dimensionTitles[each].includes(plain(title)))

type Draft = { rows: OutlineRow[]; reasons: LineReason[]; read: Set<number>; rowOf: Map<string, number> }

/**
 * Reads a tree of quotas out of a list: a line for each cell, with a column for each level and one called 名额; or a table with
 * names in its first row and column. What cannot be read is told row by row, and the rest comes in.
 */
export function readSheet(
  grid: readonly (readonly Cell[])[],
  meanings: Meanings,
  before: readonly CellDraft[],
  newId: () => string,
  places: number | null = null,
): Reading {
  const rows = grid.map((row) => row.map(textOf))
  const listAt = rows.slice(0, 12).findIndex((row) => row.some((title) => placesTitles.includes(plain(title))))
  const tableAt = Math.max(
    0,
    rows.findIndex((row) => row.filter((title) => title !== '').length > 1),
  )
  const headAt = listAt >= 0 ? listAt : tableAt
  const draft: Draft = { rows: [], reasons: [], read: new Set(), rowOf: new Map() }
  const add = adder(draft, before, newId)
  if (listAt >= 0) readList(rows, listAt, meanings, draft, add, places)
  else readTable(rows, tableAt, meanings, draft, add, places)
  if (draft.read.size + draft.reasons.length === 0) {
    draft.reasons.push({
      no: headAt + 1,
      code: 'list_unread',
      what: (rows[headAt] ?? []).filter(Boolean).join(' ').slice(0, 80),
    })
  }
  const cells = draftsOf(draft.rows, before, newId, places)
  const wrong = sheetRefusal(cells)
  if (wrong && draft.rows.length > 0) {
    draft.reasons.push({ no: draft.rowOf.get(wrong.cellId ?? '') ?? headAt + 1, code: wrong.code, what: '' })
  }
  return { headAt, cells, read: draft.read, reasons: draft.reasons }
}

type Add = (no: number, path: readonly Meant[], kind: QuotaKind, text: string) => void

const isSame = (one: readonly string[], other: readonly string[]) =>
  one.toSorted().join('+') === other.toSorted().join('+')

// Puts a path into the tree: what lies above it comes in without a number where it was not named yet.
function adder(draft: Draft, before: readonly CellDraft[], newId: () => string): Add {
  const rootId = before.find(({ parentId }) => parentId === null)?.id
  const written = new Set<string>()
  return (no, path, kind, text) => {
    let parentId: string | null = null
    for (const [index, { dimension, wanted }] of path.entries()) {
      const isLast = index === path.length - 1
      const own = isLast ? kind : 'reserve'
      const found: OutlineRow | undefined = draft.rows.find(
        (row) =>
          row.parentId === parentId && row.kind === own && row.dimension === dimension && isSame(row.wanted, wanted),
      )
      const old = before.find(
        (cell) =>
          cell.parentId === (parentId ?? rootId) &&
          cell.kind === own &&
          cell.dimension === dimension &&
          isSame(cell.wanted, wanted),
      )
      const row: OutlineRow = found ?? { id: old?.id ?? newId(), parentId, kind: own, dimension, wanted, text: '' }
      if (!found) {
        draft.rows.push(row)
        draft.rowOf.set(row.id, no)
      }
      if (isLast && written.has(row.id)) draft.reasons.push({ no, code: 'line_twice', what: '' })
      else if (isLast) {
        draft.rows = draft.rows.map((each) => (each.id === row.id ? { ...each, text } : each))
        draft.rowOf.set(row.id, no)
        draft.read.add(no)
        written.add(row.id)
      }
      parentId = row.id
    }
  }
}

// Whom a name means, by the title of its column where that says which kind of name it is.
function understood(
  name: string,
  title: string,
  no: number,
  meanings: Meanings,
  reasons: LineReason[],
): Meant | undefined {
  const parts = name.split(/[、+＋]/).filter((part) => part.trim() !== '')
  const wish = titled(title)
  const found = parts.map((part) => meanings(part).filter(({ dimension }) => !wish || dimension === wish))
  const [first] = found[0] ?? []
  const isClear = found.every((each) => each.length === 1 && each[0]?.dimension === first?.dimension)
  if (first && isClear) {
    return { dimension: first.dimension, wanted: found.flatMap((each) => each[0]?.wanted ?? []) }
  }
  reasons.push({ no, code: found.some((each) => each.length === 0) ? 'line_unknown' : 'line_several', what: name })
  return undefined
}

function readList(
  rows: readonly string[][],
  headAt: number,
  meanings: Meanings,
  draft: Draft,
  add: Add,
  places: number | null,
): void {
  const head = rows[headAt] ?? []
  const placesAt = head.findIndex((title) => placesTitles.includes(plain(title)))
  const kindAt = head.findIndex((title) => kindTitles.includes(plain(title)))
  const levels = head.flatMap((title, at) =>
    at !== placesAt && at !== kindAt && !idle.includes(plain(title)) && (at < placesAt || titled(title)) ? [at] : [],
  )
  let above: readonly string[] = []
  for (const [index, row] of rows.slice(headAt + 1).entries()) {
    const no = headAt + 2 + index
    const own = levels.map((at) => row[at] ?? '')
    if (row.every((text) => text === '') || own.some(isSum)) continue
    // Merged cells stand in their first row alone.
    const first = own.findIndex((text) => text !== '')
    const names = own.map((text, at) => (text === '' && at < first ? (above[at] ?? '') : text))
    above = names
    const filled = names.flatMap((name, at) =>
      name === '' ? [] : name.split(/\s*[·>/]\s*/).map((part) => [part, head[levels[at] ?? 0] ?? ''] as const),
    )
    if (filled.length === 1 && ['全部名额', '全部'].includes(filled[0]?.[0] ?? '')) continue
    const path = filled.map(([name, title]) => understood(name, title, no, meanings, draft.reasons))
    const known = path.flatMap((each) => each ?? [])
    const text = row[placesAt] ?? ''
    if (filled.length === 0) draft.reasons.push({ no, code: 'line_nobody', what: '' })
    else if (readPlaces(text, places) === 'bad')
      draft.reasons.push({ no, code: 'line_number', what: [...filled.map(([part]) => part), text].join(' ') })
    else if (known.length === path.length) {
      add(no, known, /封顶|cap/i.test(row[kindAt] ?? '') ? 'cap' : 'reserve', text)
    }
  }
}

function readTable(
  rows: readonly string[][],
  headAt: number,
  meanings: Meanings,
  draft: Draft,
  add: Add,
  places: number | null,
): void {
  const [corner = '', ...titles] = rows[headAt] ?? []
  const isPlain = titles.length === 1
  const across = titles.map((title) =>
    title === '' || isSum(title) || isPlain ? undefined : understood(title, '', headAt + 1, meanings, draft.reasons),
  )
  for (const [index, [name = '', ...texts]] of rows.slice(headAt + 1).entries()) {
    const no = headAt + 2 + index
    if (name === '' || isSum(name)) continue
    const row = understood(name, corner, no, meanings, draft.reasons)
    if (!row) continue
    for (const [at, text] of texts.entries()) {
      const column = across[at]
      const read = readPlaces(text, places)
      if (read === 'bad') draft.reasons.push({ no, code: 'line_number', what: `${name} ${text}` })
      else if (read !== 'nothing' && (column || isPlain)) add(no, column ? [row, column] : [row], 'reserve', text)
    }
  }
}
