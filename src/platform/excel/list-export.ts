import type { Readable } from 'node:stream'
import type { Access } from '../../lib/access.ts'
import type { Watermark } from '../../lib/watermark.ts'
import { read, type Db, type Tx } from '../db/db.ts'
import type { z } from '../http/openapi.ts'
import { exportRows, type CellValue, type ExportColumn } from './rows.ts'

/** A list that is taken out as a workbook: who may, what narrows it, and how its rows are written. */
export type ListExport = {
  /** Its name in the address, such as `programmes`. */
  readonly list: string
  /** What the sheet and the file are called. */
  readonly title: string
  readonly access: Access
  readonly query: z.ZodObject
  /** Streams the rows that a query of its own shape asks for, in the subtrees of `roots`. */
  readonly write: (db: Db, roots: readonly string[], query: unknown, mark: Watermark | undefined) => Readable
}

/** How the columns of an export are made: of text, of figures; instants are shown by the clock of the bureau. */
export type ColumnMakers<Row> = {
  readonly text: (title: string, width: number, value: (row: Row) => CellValue) => ExportColumn<Row>
  readonly number: (title: string, value: (row: Row) => number | null) => ExportColumn<Row>
  readonly moment: (instant: string | null) => string
}

type Draft<Query extends z.ZodObject, Row> = Pick<ListExport, 'list' | 'title' | 'access'> & {
  readonly query: Query
  /** A page of the list as the page on the screen reads it, after this row. */
  readonly page: (
    tx: Tx,
    roots: readonly string[],
    query: z.infer<Query>,
    after: Row | undefined,
  ) => Promise<readonly Row[]>
  readonly columns: (make: ColumnMakers<Row>) => readonly ExportColumn<Row>[]
}

/** How many rows a page of an export has. */
export const exportedAtOnce = 500

// More rows than a sheet is worked with.
const mostRows = 100_000

/** Declares the export of a list by the function that reads its pages. */
export function listExport<Query extends z.ZodObject, Row>(draft: Draft<Query, Row>): ListExport {
  const { list, title, access, query } = draft
  return {
    ...{ list, title, access, query },
    write: (db, roots, asked, mark) => {
      const known = query.parse(asked)
      const columns = draft.columns(makersIn<Row>(db.context.zone))
      const rows = walk<Row>(db, (tx, after) => draft.page(tx, roots, known, after))
      return exportRows({ sheet: title, columns, rows, ...(mark ? { mark: mark.line } : {}) })
    },
  }
}

async function* walk<Row>(db: Db, page: (tx: Tx, after: Row | undefined) => Promise<readonly Row[]>) {
  let after: Row | undefined
  for (let told = 0; told < mostRows;) {
    const from: Row | undefined = after
    const rows: readonly Row[] = await read(db, (tx) => page(tx, from))
    yield* rows
    told += rows.length
    after = rows.at(-1)
    if (rows.length < exportedAtOnce) return
  }
}

// Instants as a clock of a zone shows them.
function momentsIn(zone: string): (instant: string | null) => string {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return (instant) => (instant === null ? '' : clock.format(new Date(instant)))
}

/** How columns are made where instants are shown by the clock of this zone. */
export function makersIn<Row>(zone: string): ColumnMakers<Row> {
  return {
    text: (title, width, value) => ({ title, width, kind: 'text', value }),
    number: (title, value) => ({ title, width: 10, kind: 'number', value }),
    moment: momentsIn(zone),
  }
}
