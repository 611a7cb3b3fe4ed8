import type { SourceBlock, SourceDocument } from '../../../lib/source.ts'
import { narrow } from './reading/text.ts'

/** Where in the source something stands: a block, and a range inside it or inside one of its cells. */
export type At = {
  readonly block: number
  readonly start: number
  readonly end: number
  readonly row?: number
  readonly column?: number
}

/** One paragraph as it is read: `raw` as written, `text` made narrow, both of one length. */
export type Line = {
  readonly block: number
  readonly raw: string
  readonly text: string
  /** Where each character stood in the block before marks were cut out; undefined when nothing was. */
  readonly offsets: readonly number[] | undefined
  readonly style: 'title' | 'heading' | undefined
}

/** One table as it is read. */
export type Grid = {
  readonly block: number
  readonly name: string | undefined
  readonly rows: readonly (readonly Cell[])[]
}

/** One cell: `raw` as written, `text` made narrow without any white space. */
export type Cell = {
  readonly raw: string
  readonly text: string
  readonly row: number
  readonly column: number
  readonly merged: 'across' | 'down' | undefined
}

/** A range of one line. */
export type Span = { readonly line: Line; readonly from: number; readonly to: number }

/** The narrow text of a span. */
export const textOf = (span: Span): string => span.line.text.slice(span.from, span.to)

/** The text of a span as written. */
export const rawOf = (span: Span): string => span.line.raw.slice(span.from, span.to)

/** A part of a span, by positions inside it. */
export function within(span: Span, from: number, to: number): Span {
  return { line: span.line, from: Math.min(span.to, span.from + from), to: Math.min(span.to, span.from + to) }
}

/** The place of a span in the source document. */
export function placeOf(span: Span): At {
  const { line, from, to } = span
  const start = line.offsets ? (line.offsets[from] ?? line.offsets.at(-1) ?? 0) : from
  const last = line.offsets ? (line.offsets[to - 1] ?? line.offsets.at(-1) ?? start) + 1 : to
  return { block: line.block, start, end: Math.max(start, last) }
}

/** The place of a cell in the source document. */
export function placeOfCell(grid: Grid, cell: Cell): At {
  return { block: grid.block, row: cell.row, column: cell.column, start: 0, end: cell.raw.length }
}

// Marks that converters leave behind inside a sentence.
const debris = /\[bookmark:[^\]]*\]|\[(?:HYPERLINK|PAGE|TOC)[^\]]*\]|[\u200b\u200c\u200d\u2060\ufeff]/g

// Word puts spaces around digits (2025 年 3 月); only the one after a leading item number means anything.
const padding =
  /(?<=[\u4e00-\u9fff，。、；：（）《》“”〔〕]) +(?=[\d０-９])|(?<=[\d０-９])(?<!^\s*[\d０-９]{1,2}) +(?=[\u4e00-\u9fff%％])/g

function lineOf(block: number, source: string, style: Line['style']): Line {
  const cuts = [...source.matchAll(debris), ...source.matchAll(padding)].map(
    (cut) => [cut.index, cut.index + cut[0].length] as const,
  )
  if (cuts.length === 0) return { block, raw: source, text: narrow(source), offsets: undefined, style }
  const offsets: number[] = []
  let raw = ''
  for (let i = 0; i < source.length; i++) {
    if (cuts.some(([from, to]) => i >= from && i < to)) continue
    offsets.push(i)
    raw += source.charAt(i)
  }
  return { block, raw, text: narrow(raw), offsets, style }
}

function gridOf(block: number, source: Extract<SourceBlock, { kind: 'table' }>): Grid {
  const rows = source.rows.map((cells, row) =>
    cells.map((cell, column) => ({
      raw: cell.text,
      text: narrow(cell.text).replace(/\s+/g, ''),
      row,
      column,
      merged: cell.merged,
    })),
  )
  return { block, name: source.name, rows }
}

/** The lines and tables of a document in order; empty paragraphs are left out. */
export function partsOf(source: SourceDocument): readonly (Line | Grid)[] {
  return source.blocks.flatMap((block, index): (Line | Grid)[] => {
    if (block.kind === 'table') return [gridOf(index, block)]
    const line = lineOf(index, block.text, block.style)
    return line.text.trim() === '' ? [] : [line]
  })
}

/** Whether a part is a table. */
export const isGrid = (part: Line | Grid): part is Grid => 'rows' in part
