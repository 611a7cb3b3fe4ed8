import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { gridRefusals, listHeaders } from '../../platform/excel/answers.ts'
import { streamed } from '../../platform/http/streamed.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { applyDirectory } from './commands/apply.ts'
import { exportDirectory } from './commands/export.ts'
import { handInDirectory, mapColumns, rehearseAnew, shownImport, showImport } from './commands/imports.ts'
import { makeTemplate } from './commands/template.ts'
import { undoDirectory } from './commands/undo.ts'
import { writeBack } from './commands/workbook.ts'
import {
  applyDirectoryRoute,
  exportDirectoryRoute,
  handInDirectoryRoute,
  listDirectoryImportsRoute,
  listDirectoryRowsRoute,
  mapDirectoryColumnsRoute,
  readDirectoryImportRoute,
  readDirectoryTemplateRoute,
  readDirectoryTrailRoute,
  readDirectoryWorkbookRoute,
  rehearseDirectoryRoute,
  undoDirectoryRoute,
} from './contract.ts'
import { listImports, listRows, listTrail } from './store/imports.ts'

const handInRefusals = {
  head_missing: { status: 422, title: 'No row with the titles of the columns was found.' },
  directory_empty: { status: 422, title: 'There is no organisation in this list.' },
  directory_too_long: { status: 422, title: 'A list has at most 5,000 organisations; split it.' },
  id_reused: { status: 409, title: 'This id already names a different import.' },
  import_not_found: { status: 409, title: 'There is no such import.' },
} as const satisfies Record<RefusalOf<typeof handInDirectory>, { status: number; title: string }>

const mapRefusals = {
  import_not_found: { status: 404, title: 'There is no such import.' },
  import_over: { status: 409, title: 'This import was applied already.' },
  name_column_missing: { status: 422, title: 'One column must be the name.' },
  field_twice: { status: 422, title: 'Two columns cannot be the same field.' },
} as const satisfies Record<RefusalOf<typeof mapColumns>, { status: number; title: string }>

const stepRefusals = {
  import_not_found: mapRefusals.import_not_found,
  import_over: mapRefusals.import_over,
  import_not_ready: { status: 409, title: 'This import was applied already.' },
  import_rehearsed_anew: { status: 409, title: 'This import was rehearsed anew since you looked at it.' },
  import_stale: { status: 409, title: 'The tree changed since the rehearsal; rehearse it again.' },
  import_not_applied: { status: 409, title: 'This import was not applied, or was undone already.' },
  undo_too_late: { status: 409, title: 'An import can be undone within seven days.' },
  import_built_on: { status: 409, title: 'Something was built on what this import did.' },
} as const satisfies Record<
  RefusalOf<typeof applyDirectory> | RefusalOf<typeof undoDirectory> | RefusalOf<typeof rehearseAnew>,
  { status: number; title: string }
>

export const directoryRoutes = createApp()
  .openapi(handInDirectoryRoute, async (c) => {
    const { id, name } = c.req.valid('query')
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const done = await transact(c.var.db, (tx) => handInDirectory(tx, { id, name, grid: grid.value }, c.var.scope))
    return done.ok ? c.json(done.value, 201) : refuse(c, handInRefusals, done.error)
  })
  .openapi(listDirectoryImportsRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    const items = await read(c.var.db, async (tx) => {
      const found = await listImports(tx, c.var.scope, limit, readCursor(cursor, ['id']))
      return found.map(({ list, organisationName }) => shownImport(tx, list, organisationName))
    })
    return c.json(cutPage(items, limit, ['id']), 200)
  })
  .openapi(readDirectoryImportRoute, async (c) => {
    const found = await read(c.var.db, (tx) => showImport(tx, c.req.valid('param').directoryImportId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(listDirectoryRowsRoute, async (c) => {
    const { directoryImportId } = c.req.valid('param')
    const { outcome, limit, cursor } = c.req.valid('query')
    const after = readCursor(cursor, ['no'])
    const rows = await read(c.var.db, (tx) => listRows(tx, directoryImportId, { outcome, limit }, after))
    const items = rows.map(({ no, name, organisationId, outcome: said, reasons, changes, undone }) => ({
      ...{ no, name, organisationId, outcome: said, reasons, changes, undone },
    }))
    return c.json(cutPage(items, limit, ['no']), 200)
  })
  .openapi(mapDirectoryColumnsRoute, async (c) => {
    const { directoryImportId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => mapColumns(tx, directoryImportId, c.req.valid('json').fields))
    return done.ok ? c.json(done.value, 200) : refuse(c, mapRefusals, done.error)
  })
  .openapi(rehearseDirectoryRoute, async (c) => {
    const { directoryImportId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => rehearseAnew(tx, directoryImportId, c.var.scope))
    return done.ok ? c.json(done.value, 201) : refuse(c, stepRefusals, done.error)
  })
  .openapi(applyDirectoryRoute, async (c) => {
    const { directoryImportId } = c.req.valid('param')
    const { rehearsal } = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => applyDirectory(tx, directoryImportId, rehearsal))
    if (!done.ok) return refuse(c, stepRefusals, done.error)
    const shown = await read(c.var.db, (tx) => showImport(tx, directoryImportId))
    return shown ? c.json(shown, 201) : problem(c, 404, 'not_found')
  })
  .openapi(undoDirectoryRoute, async (c) => {
    const { directoryImportId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => undoDirectory(tx, directoryImportId))
    if (!done.ok) return refuse(c, stepRefusals, done.error)
    const shown = await read(c.var.db, (tx) => showImport(tx, directoryImportId))
    return shown ? c.json(shown, 201) : problem(c, 404, 'not_found')
  })
  .openapi(readDirectoryWorkbookRoute, async (c) => {
    const { directoryImportId } = c.req.valid('param')
    const book = await writeBack(c.var.db, directoryImportId, c.req.valid('query').lang)
    return book ? c.body(streamed(book.content), 200, listHeaders(book.name)) : problem(c, 404, 'not_found')
  })
  .openapi(readDirectoryTemplateRoute, async (c) => {
    const { name, content } = await makeTemplate(c.var.db, c.var.scope)
    return c.body(new Uint8Array(content), 200, listHeaders(name))
  })
  .openapi(exportDirectoryRoute, async (c) => {
    const { name, content } = await exportDirectory(c.var.db, c.req.valid('query').format, c.var.scope)
    return c.body(streamed(content), 200, listHeaders(name))
  })
  .openapi(readDirectoryTrailRoute, async (c) => {
    const rows = await read(c.var.db, (tx) => listTrail(tx, c.req.valid('param').organisationId))
    const items = rows.map(({ appliedAt, undoneAt, ...row }) => ({
      ...row,
      appliedAt: appliedAt?.toISOString() ?? null,
      undoneAt: undoneAt?.toISOString() ?? null,
    }))
    return c.json({ items }, 200)
  })
