import { err, ok, type Result } from '../../lib/result.ts'
import { decodeText } from '../documents/txt.ts'
import { inChild } from '../child.ts'
import { splitText } from './separated.ts'

/** A cell as it was written: text stays text, a number stays a number, a date is text of the form `YYYY-MM-DD`. */
export type Cell = string | number

/** The first sheet of a workbook that holds anything, row by row from its first; rows end at their last filled cell. */
export type Grid = { readonly sheet: string; readonly rows: readonly (readonly Cell[])[] }

/** Why a file cannot be read as a list. */
export type GridRefusal =
  | 'sheet_unreadable'
  | 'sheet_empty'
  | 'sheet_too_long'
  | 'sheet_too_wide'
  | 'sheet_too_large'
  | 'sheet_encrypted'
  | 'sheet_macros'

/** What a list may be at most. */
export const gridLimits = { bytes: 20 * 1024 * 1024, rows: 20_020, columns: 100, characters: 2_000 } as const

/** What the child is asked and what it answers. */
export type GridAnswer = Result<Grid, GridRefusal>

// A sheet that needs more than this is no roster; the child ends, not the server.
const bounds = { heapMb: 320, mostMs: 60_000 }
const script = new URL('./grid-child.ts', import.meta.url)

/**
 * Reads a list out of the bytes of an Excel workbook (.xlsx, .xls, WPS .et) or of a text with separators (UTF-8, UTF-16,
 * GB18030; commas or tabs). Workbooks are opened in a process of their own with bounded memory and time.
 */
export async function readGrid(bytes: Uint8Array): Promise<GridAnswer> {
  if (bytes.length === 0) return err('sheet_empty')
  if (bytes.length > gridLimits.bytes) return err('sheet_too_large')
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(8, bytes.length))
  const isWorkbook = head.toString('latin1', 0, 2) === 'PK' || head.toString('hex') === 'd0cf11e0a1b11ae1'
  if (isWorkbook) {
    return inChild<GridAnswer>(script, bytes, bounds, (failure) =>
      err(failure === 'failed' ? 'sheet_unreadable' : 'sheet_too_large'),
    )
  }
  const text = decodeText(bytes)
  if (text === undefined) return err('sheet_unreadable')
  return bounded({ sheet: '', rows: splitText(text, gridLimits.rows) })
}

/** Judges the size of a list that was read. */
export function bounded(grid: Grid): GridAnswer {
  if (grid.rows.length === 0) return err('sheet_empty')
  if (grid.rows.length > gridLimits.rows) return err('sheet_too_long')
  return grid.rows.some((row) => row.length > gridLimits.columns) ? err('sheet_too_wide') : ok(grid)
}
