import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { gridRefusals, listHeaders } from '../../platform/excel/answers.ts'
import { streamed } from '../../platform/http/streamed.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { exportRoster } from './commands/export.ts'
import {
  askApplication,
  askRehearsal,
  askUndoing,
  handInRoster,
  mapColumns,
  shownImport,
  showImport,
} from './commands/imports.ts'
import { makeTemplate } from './commands/template.ts'
import { writeBack } from './commands/workbook.ts'
import {
  applyRosterRoute,
  exportRosterRoute,
  handInRosterRoute,
  listRosterImportsRoute,
  listRosterRowsRoute,
  mapRosterColumnsRoute,
  readRosterImportRoute,
  readRosterTemplateRoute,
  readRosterWorkbookRoute,
  rehearseRosterRoute,
  undoRosterRoute,
} from './contract.ts'
import { listImports, listRows } from './store/imports.ts'

const handInRefusals = {
  head_missing: { status: 422, title: 'No row with the titles of the columns was found.' },
  roster_empty: { status: 422, title: 'There is nobody in this list.' },
  roster_too_long: { status: 422, title: 'A list has at most 20,000 people; split it.' },
  id_reused: { status: 409, title: 'This id already names a different import.' },
  import_not_found: { status: 409, title: 'There is no such import.' },
} as const satisfies Record<RefusalOf<typeof handInRoster>, { status: number; title: string }>

const refusals = {
  import_not_found: { status: 404, title: 'There is no such import.' },
  import_over: { status: 409, title: 'This import was applied already.' },
  import_busy: { status: 409, title: 'Work on this import is under way; wait for it or stop it.' },
  import_not_ready: { status: 409, title: 'This import was not rehearsed, or was applied already.' },
  import_rehearsed_anew: { status: 409, title: 'This import was rehearsed anew since you looked at it.' },
  import_not_applied: { status: 409, title: 'This import was not applied, or was undone already.' },
  undo_too_late: { status: 409, title: 'An import can be undone within seven days.' },
} as const

const fetchRefusals = {
  import_not_found: refusals.import_not_found,
  workbook_not_yours: { status: 409, title: 'Only whoever handed a list in may fetch it: it holds whole numbers.' },
} as const satisfies Record<RefusalOf<typeof writeBack>, { status: number; title: string }>

const mapRefusals = {
  import_not_found: refusals.import_not_found,
  import_over: refusals.import_over,
  import_busy: refusals.import_busy,
  name_column_missing: { status: 422, title: 'One column must be the name.' },
  field_twice: { status: 422, title: 'Two columns cannot be the same field.' },
} as const satisfies Record<RefusalOf<typeof mapColumns>, { status: number; title: string }>

export const rosterRoutes = createApp()
  .openapi(handInRosterRoute, async (c) => {
    const { id, name } = c.req.valid('query')
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const draft = { id, name, grid: grid.value }
    const done = await transact(c.var.db, (tx) => handInRoster(tx, c.var.vault, draft, c.var.scope))
    return done.ok ? c.json(done.value, 201) : refuse(c, handInRefusals, done.error)
  })
  .openapi(listRosterImportsRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    const items = await read(c.var.db, async (tx) => {
      const rows = await listImports(tx, c.var.scope, limit, readCursor(cursor, ['id']))
      return rows.map(({ list, organisationName }) => shownImport(tx, list, organisationName))
    })
    return c.json(cutPage(items, limit, ['id']), 200)
  })
  .openapi(readRosterImportRoute, async (c) => {
    const found = await read(c.var.db, (tx) => showImport(tx, c.var.vault, c.req.valid('param').importId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(listRosterRowsRoute, async (c) => {
    const { outcome, left, limit, cursor } = c.req.valid('query')
    const { importId } = c.req.valid('param')
    const after = readCursor(cursor, ['no'])
    const rows = await read(c.var.db, (tx) => listRows(tx, importId, { outcome, left: left === 'yes', limit }, after))
    return c.json(cutPage(rows, limit, ['no']), 200)
  })
  .openapi(mapRosterColumnsRoute, async (c) => {
    const { importId } = c.req.valid('param')
    const { fields } = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => mapColumns(tx, c.var.vault, importId, fields))
    return done.ok ? c.json(done.value, 200) : refuse(c, mapRefusals, done.error)
  })
  .openapi(rehearseRosterRoute, async (c) => {
    const { importId } = c.req.valid('param')
    const asked = await transact(c.var.db, (tx) => askRehearsal(tx, importId, c.var.scope))
    return asked.ok ? c.json({ jobId: asked.value }, 202) : refuse(c, refusals, asked.error)
  })
  .openapi(applyRosterRoute, async (c) => {
    const { importId } = c.req.valid('param')
    const { rehearsal } = c.req.valid('json')
    const asked = await transact(c.var.db, (tx) => askApplication(tx, importId, rehearsal))
    return asked.ok ? c.json({ jobId: asked.value }, 202) : refuse(c, refusals, asked.error)
  })
  .openapi(undoRosterRoute, async (c) => {
    const asked = await transact(c.var.db, (tx) => askUndoing(tx, c.req.valid('param').importId))
    return asked.ok ? c.json({ jobId: asked.value }, 202) : refuse(c, refusals, asked.error)
  })
  .openapi(readRosterWorkbookRoute, async (c) => {
    const { importId } = c.req.valid('param')
    const book = await writeBack(c.var.db, c.var.vault, importId, c.req.valid('query').lang)
    return book.ok
      ? c.body(streamed(book.value.content), 200, listHeaders(book.value.name))
      : refuse(c, fetchRefusals, book.error)
  })
  .openapi(readRosterTemplateRoute, async (c) => {
    const book = await makeTemplate(c.var.db, c.var.scope)
    return c.body(new Uint8Array(book), 200, listHeaders('教师名单模板.xlsx'))
  })
  .openapi(exportRosterRoute, async (c) => {
    const { name, content } = await exportRoster(c.var.db, c.req.valid('query'), c.var.scope)
    return c.body(streamed(content), 200, listHeaders(name))
  })
