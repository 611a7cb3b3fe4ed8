import type { SourceBlock } from '../../lib/source.ts'

/** A run of text as it stands on a page; `y` grows upwards. */
export type Glyphs = {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
}

type Piece = {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly y: number
  readonly size: number
}
type Row = { readonly y: number; readonly pieces: readonly Piece[] }

/** Rebuilds paragraphs and tables from the places of words on pages. */
export function blocksOfPages(pages: readonly (readonly Glyphs[])[]): readonly SourceBlock[] {
  const blocks: SourceBlock[] = []
  for (const page of pages) {
    const rows = rowsOf(page)
    const width = Math.max(0, ...rows.flatMap((row) => row.pieces.map((piece) => piece.to)))
    let i = 0
    while (i < rows.length) {
      const end = tableEnd(rows, i)
      if (end > i) {
        blocks.push({ kind: 'table', rows: gridOf(rows.slice(i, end)).map((row) => row.map((text) => ({ text }))) })
        i = end
      } else {
        addLine(blocks, rows[i], rows[i - 1], width)
        i++
      }
    }
  }
  return blocks
}

// Some producers write radicals in place of the characters that look the same.
const plain = (text: string) => text.replace(/[\u2e80-\u2fdf\uf900-\ufaff]/g, (char) => char.normalize('NFKC'))

function rowsOf(page: readonly Glyphs[]): readonly Row[] {
  const sorted = page.filter((each) => each.text.trim() !== '').toSorted((a, b) => b.y - a.y || a.x - b.x)
  const groups: Glyphs[][] = []
  for (const each of sorted) {
    const last = groups.at(-1)
    const head = last?.[0]
    if (last && head && Math.abs(head.y - each.y) <= Math.max(each.size, 6) * 0.35) last.push(each)
    else groups.push([each])
  }
  return groups.map((group) => ({ y: group[0]?.y ?? 0, pieces: piecesOf(group) }))
}

function piecesOf(group: readonly Glyphs[]): readonly Piece[] {
  const pieces: Piece[] = []
  for (const each of group.toSorted((a, b) => a.x - b.x)) {
    const last = pieces.at(-1)
    const to = each.x + each.width
    if (last && each.x - last.to < Math.max(each.size, 6) * 0.9)
      pieces[pieces.length - 1] = { ...last, text: last.text + plain(each.text), to: Math.max(last.to, to) }
    else pieces.push({ text: plain(each.text), from: each.x, to, y: each.y, size: each.size })
  }
  return pieces
}

// A table opens with a row of three or more separate pieces and goes on while its rows keep to the same columns.
function tableEnd(rows: readonly Row[], from: number): number {
  const ahead = rows.slice(from, from + 4)
  const wide = rows.slice(from, from + 10).filter((row) => row.pieces.length >= 3)
  if ((rows[from]?.pieces.length ?? 0) < 2 || wide.length < 2 || !ahead.some((row) => row.pieces.length >= 3))
    return from
  let end = from
  let last = from
  for (; end < rows.length; end++) {
    const pieces = rows[end]?.pieces ?? []
    if (pieces.length >= 3) last = end + 1
    const sentence = pieces.length === 1 && (pieces[0]?.text.length ?? 0) > 30
    if (sentence || /^(?:备注|注|说明)[:：]/.test(pieces[0]?.text ?? '')) break
    if (end - last > 4) break
  }
  return last - from >= 2 ? Math.min(end, last + trailing(rows, last, end)) : from
}

// Lines of the last row's cells may follow its widest line.
function trailing(rows: readonly Row[], last: number, end: number): number {
  const gap = Math.abs((rows[last - 1]?.y ?? 0) - (rows[last]?.y ?? 0))
  const size = rows[last - 1]?.pieces[0]?.size ?? 10
  return last < end && gap < size * 1.8 ? 1 : 0
}

function gridOf(rows: readonly Row[]): readonly (readonly string[])[] {
  const pieces = rows.flatMap((row) => row.pieces)
  const columns = columnsOf(pieces)
  const columnOf = (piece: Piece) => columns.findIndex((column) => piece.from < column.to && piece.to > column.from)
  const numbers = pieces.filter((piece) => columnOf(piece) <= 0 && /^\d{1,3}$/.test(piece.text.trim()))
  const anchors = numbers.length >= 2 ? numbers.map((piece) => piece.y) : undefined
  const top = anchors?.[0] ?? 0
  const step = anchors ? Math.abs((anchors[0] ?? 0) - (anchors[1] ?? 0)) : 0
  const grid = new Map<number, string[]>()
  rows.forEach((row, index) => {
    for (const piece of row.pieces) {
      const key = anchors ? (piece.y > top + step * 0.55 ? -1 : nearest(anchors, piece.y)) : index
      const cells = grid.get(key) ?? columns.map(() => '')
      const column = Math.max(0, columnOf(piece))
      cells[column] = cells[column] ? `${cells[column]}\n${piece.text}` : piece.text
      grid.set(key, cells)
    }
  })
  return [...grid.entries()].toSorted((a, b) => a[0] - b[0]).map(([, cells]) => cells)
}

function nearest(anchors: readonly number[], y: number): number {
  const distances = anchors.map((anchor) => Math.abs(anchor - y))
  return distances.indexOf(Math.min(...distances))
}

function columnsOf(pieces: readonly Piece[]): readonly { from: number; to: number }[] {
  const columns: { from: number; to: number }[] = []
  for (const piece of pieces.toSorted((a, b) => a.from - b.from)) {
    const last = columns.at(-1)
    if (last && piece.from < last.to) last.to = Math.max(last.to, piece.to)
    else columns.push({ from: piece.from, to: piece.to })
  }
  return columns
}

const opensParagraph =
  /^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．)）]|附件|备注|第[一二三四五六七八九十]+[章节部条]|[①-⑳])/

// A line goes on the paragraph above when that line was full and this one opens nothing new.
function addLine(blocks: SourceBlock[], row: Row | undefined, above: Row | undefined, width: number): void {
  const text = (row?.pieces ?? [])
    .map((piece) => piece.text)
    .join(' ')
    .trim()
  if (text === '' || /^[-—\s]*\d{1,3}[-—\s]*$/.test(text)) return
  const last = blocks.at(-1)
  const full = (above?.pieces.at(-1)?.to ?? 0) > width - (row?.pieces[0]?.size ?? 10) * 2.5
  const indented = (row?.pieces[0]?.from ?? 0) > (above?.pieces[0]?.from ?? 0) + (row?.pieces[0]?.size ?? 10)
  const goesOn = full && !indented && !opensParagraph.test(text)
  if (last?.kind === 'paragraph' && goesOn) blocks[blocks.length - 1] = { ...last, text: last.text + text }
  else blocks.push({ kind: 'paragraph', text })
}
