import { read, type CellObject, type WorkBook } from '@e965/xlsx'
import { err } from '../../lib/result.ts'
import { openArchive } from '../documents/archive.ts'
import { bounded, gridLimits, type Cell, type GridAnswer } from './grid.ts'
import { trimmed } from './separated.ts'

/** Reads the first sheet that holds anything of a workbook in memory. Blocks while it reads: meant for a process of its own. */
export function readWorkbook(bytes: Buffer): GridAnswer {
  if (bytes.readUInt16BE(0) === 0x504b) {
    const archive = openArchive(bytes)
    if (!archive.ok)
      return err(
        archive.error === 'document_encrypted'
          ? 'sheet_encrypted'
          : archive.error === 'document_bomb'
            ? 'sheet_too_large'
            : 'sheet_unreadable',
      )
    if (archive.value.names.some((name) => name.endsWith('vbaProject.bin'))) return err('sheet_macros')
  }
  try {
    // Most workbooks are read by their first sheet; the rest is looked at only where that one is empty.
    return firstRows(open(bytes, 0)) ?? firstRows(open(bytes)) ?? err('sheet_empty')
  } catch (failure) {
    const said = failure instanceof Error ? failure.message : ''
    return err(/password|encrypt/i.test(said) ? 'sheet_encrypted' : 'sheet_unreadable')
  }
}

function firstRows(book: WorkBook): GridAnswer | undefined {
  for (const name of book.SheetNames) {
    const rows = rowsOf(book, name)
    if (rows.length > 0) return bounded({ sheet: name, rows })
  }
  return undefined
}

function open(bytes: Buffer, sheets?: number): WorkBook {
  return read(bytes, {
    type: 'buffer',
    ...(sheets === undefined ? {} : { sheets }),
    dense: true,
    sheetRows: gridLimits.rows + 1,
    cellFormula: false,
    cellHTML: false,
    cellNF: true,
    cellText: true,
  })
}

function rowsOf(book: WorkBook, name: string): Cell[][] {
  const sheet = book.Sheets[name]
  const cells: unknown = sheet?.['!data']
  if (!Array.isArray(cells)) return []
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  const rows: Cell[][] = []
  for (let place = 0; place < cells.length; place += 1) {
    const row: unknown = cells[place]
    const read = Array.isArray(row)
      ? Array.from(row.slice(0, gridLimits.columns + 1), (cell) => cellOf(cell, date1904))
      : []
    rows.push(trimmed(read))
  }
  while (rows.at(-1)?.length === 0) rows.pop()
  return rows
}

const isCell = (cell: unknown): cell is CellObject => typeof cell === 'object' && cell !== null && 't' in cell

function cellOf(cell: unknown, date1904: boolean): Cell {
  if (!isCell(cell)) return ''
  const { t: type, v: value } = cell
  if (type === 's') return String(value ?? '').slice(0, gridLimits.characters)
  if (type === 'd') return value instanceof Date ? value.toISOString().slice(0, 10) : ''
  if (type === 'b') return value === true ? 'TRUE' : 'FALSE'
  if (type !== 'n' || typeof value !== 'number') return type === 'e' ? String(cell.w ?? '') : ''
  const format = typeof cell.z === 'string' ? cell.z : ''
  if (format !== 'General' && isDate(format)) return dateOf(value, date1904) ?? value
  // A number kept under a format such as 0000 is a code: its zeros count.
  return cell.w !== undefined && /^0\d*$/.test(cell.w) && cell.w !== '0' ? cell.w : value
}

// What stands in quotes or brackets is written as it is; of the rest, these letters make a date.
const isDate = (format: string) => /[ymd]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))

const dayMs = 86_400_000
const epochs = { excel: Date.UTC(1899, 11, 30), mac: Date.UTC(1904, 0, 1) } as const

function dateOf(value: number, date1904: boolean): string | undefined {
  if (value < 1 || value > 100_000) return undefined
  return new Date((date1904 ? epochs.mac : epochs.excel) + Math.floor(value) * dayMs).toISOString().slice(0, 10)
}
