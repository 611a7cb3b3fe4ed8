import { read, utils } from '@e965/xlsx'
import type { SourceBlock, SourceCell } from '../../lib/source.ts'
import { documentLimits } from './refusal.ts'

type Merge = { readonly s: { r: number; c: number }; readonly e: { r: number; c: number } }

/** The sheets of a workbook, each as one table; hidden and empty sheets are left out. Undefined when it cannot be read. */
export function readXlsx(bytes: Buffer): readonly SourceBlock[] | undefined {
  try {
    const book = read(bytes, {
      type: 'buffer',
      sheetRows: documentLimits.tableRows,
      cellFormula: false,
      cellHTML: false,
    })
    return book.SheetNames.flatMap((name, index): SourceBlock[] => {
      const sheet = book.Sheets[name]
      const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
      const range = sheet?.['!ref']
      if (!sheet || hidden || range === undefined) return []
      const { s: origin, e: end } = utils.decode_range(range)
      // One cell in the last corner of a sheet would otherwise make a grid of every cell before it.
      const last = {
        r: Math.min(end.r, origin.r + documentLimits.tableRows - 1),
        c: Math.min(end.c, origin.c + documentLimits.tableColumns - 1),
      }
      const wanted = { header: 1 as const, raw: false, defval: '', blankrows: true, range: { s: origin, e: last } }
      const grid = utils.sheet_to_json<unknown[]>(sheet, wanted)
      const rows = cellsOf(grid, sheet['!merges'] ?? [], origin)
      return rows.length === 0 ? [] : [{ kind: 'table', name, rows }]
    })
  } catch {
    return undefined
  }
}

function cellsOf(grid: readonly unknown[][], merges: readonly Merge[], origin: { r: number; c: number }) {
  const texts = grid.map((row) => row.slice(0, documentLimits.tableColumns).map(textOf))
  const cells: SourceCell[][] = texts.map((row) => row.map((text) => ({ text })))
  for (const { s, e } of merges) {
    const text = texts[s.r - origin.r]?.[s.c - origin.c] ?? ''
    for (let r = s.r; r <= Math.min(e.r, s.r + documentLimits.tableRows); r++) {
      const row = cells[r - origin.r]
      for (let c = s.c; row && c <= Math.min(e.c, s.c + documentLimits.tableColumns); c++) {
        const first = r === s.r && c === s.c
        if (!first && row[c - origin.c]) row[c - origin.c] = { text, merged: r === s.r ? 'across' : 'down' }
      }
    }
  }
  while (cells.length > 0 && (cells.at(-1) ?? []).every((cell) => cell.text.trim() === '')) cells.pop()
  return cells
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
