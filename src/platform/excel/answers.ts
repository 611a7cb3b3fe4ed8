import { contentDisposition } from '../files/names.ts'
import { z } from '../http/openapi.ts'
import type { GridRefusal } from './grid.ts'

/** How a route answers where a file cannot be read as a list. */
export const gridRefusals = {
  sheet_unreadable: { status: 422, title: 'This is no Excel, WPS or CSV list that can be read.' },
  sheet_empty: { status: 422, title: 'There is nothing in this list.' },
  sheet_too_long: { status: 422, title: 'A list has at most 20,000 rows.' },
  sheet_too_wide: { status: 422, title: 'A list has at most 100 columns.' },
  sheet_too_large: { status: 413, title: 'This list is too large to be opened.' },
  sheet_encrypted: { status: 422, title: 'This workbook is protected by a password.' },
  sheet_macros: { status: 422, title: 'Workbooks with macros are not taken.' },
} as const satisfies Record<GridRefusal, { status: number; title: string }>

/** A workbook as the answer of a route, or as what it is sent. */
export const workbook = {
  description: 'The workbook',
  content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
}

/** What the import of any list is known by. */
export const importFacts = {
  id: z.uuid(),
  name: z.string(),
  sheet: z.string(),
  organisationName: z.string(),
  state: z.enum(['read', 'ready', 'applied', 'undone']),
  rows: z.int(),
  rehearsal: z.int().describe('Which working-out of the outcomes this is; an application names it'),
  counts: z
    .object({ create: z.int(), change: z.int(), keep: z.int(), refuse: z.int() })
    .nullable()
    .describe('Together they are all rows'),
  createdByName: z.string(),
  createdAt: z.string(),
  appliedAt: z.string().nullable(),
  undoUntil: z.string().nullable(),
  undoRefusal: z.enum(['import_not_applied', 'undo_too_late']).nullable(),
}

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The headers of a list that is downloaded under a name. */
export function listHeaders(name: string) {
  return {
    'content-type': name.endsWith('.csv') ? 'text/csv; charset=utf-8' : excel,
    'content-disposition': contentDisposition(name),
  }
}
