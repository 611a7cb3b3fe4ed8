import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { gridRefusals, listHeaders } from '../../../platform/excel/answers.ts'
import { readGrid } from '../../../platform/excel/grid.ts'
import { createApp } from '../../../platform/http/app.ts'
import { cutPage, readCursor } from '../../../platform/http/paging.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import {
  addLayout,
  adoptLayout,
  changeLayout,
  endLayout,
  tellLayout,
  tellLayouts,
} from '../commands/layout-versions.ts'
import { fetchFullFile } from '../commands/layout-job.ts'
import type { MeantRefusal } from '../commands/layout-rows.ts'
import {
  askForExport,
  exportDifferences,
  exportLayout,
  listDifferences,
  previewLayout,
  tryLayout,
  type ExportRefusal,
} from '../commands/layouts.ts'
import {
  addLayoutRoute,
  adoptLayoutRoute,
  changeLayoutRoute,
  endLayoutRoute,
  listLayoutsRoute,
  readHeadRoute,
  readLayoutRoute,
} from '../contract/layout-versions.ts'
import {
  exportDifferencesRoute,
  exportLayoutByJobRoute,
  exportLayoutRoute,
  exportUnmaskedLayoutByJobRoute,
  exportUnmaskedLayoutRoute,
  fetchUnmaskedLayoutRoute,
  listDifferencesRoute,
  listLayoutExportsRoute,
  previewLayoutRoute,
  tryLayoutRoute,
} from '../contract/layouts.ts'
import { readHead } from '../layouts/headings.ts'
import { listLayoutExports } from '../store/layouts.ts'

type Answers<Code extends string> = Record<Code, { status: number; title: string }>

const meantRefusals = {
  layout_not_found: { status: 404, title: 'There is no such layout.' },
  organisation_not_found: { status: 404, title: 'There is no such organisation in your part of the region.' },
  layout_ended: { status: 409, title: 'This layout was ended.' },
  layout_not_in_force: { status: 409, title: 'No version of this layout is in force yet.' },
} as const satisfies Answers<MeantRefusal>

const exportRefusals = {
  ...meantRefusals,
  id_reused: { status: 409, title: 'This id already names another export.' },
  layout_unmasked: { status: 422, title: 'This layout has ID numbers in full and needs a reason.' },
  layout_masked: { status: 422, title: 'This layout has no full ID numbers and needs no reason.' },
  export_empty: { status: 422, title: 'There is nobody in this list.' },
  export_too_large: { status: 422, title: 'So many full numbers do not go into one file.' },
} as const satisfies Answers<ExportRefusal>

const fetchRefusals = {
  layout_file_gone: { status: 404, title: 'This list was not made for you, or is kept no longer.' },
} as const satisfies Answers<RefusalOf<typeof fetchFullFile>>

const tryRefusals = {
  layout_not_found: meantRefusals.layout_not_found,
  organisation_not_found: meantRefusals.organisation_not_found,
} as const satisfies Answers<RefusalOf<typeof tryLayout>>

const addRefusals = {
  organisation_not_found: meantRefusals.organisation_not_found,
  id_reused: { status: 409, title: 'This id already names another layout.' },
} as const satisfies Answers<RefusalOf<typeof addLayout>>

const changeRefusals = {
  layout_not_found: meantRefusals.layout_not_found,
  layout_ended: meantRefusals.layout_ended,
  revision_outdated: { status: 409, title: 'Somebody else has changed the draft; look at theirs first.' },
} as const satisfies Answers<RefusalOf<typeof changeLayout>>

const adoptRefusals = {
  ...changeRefusals,
  layout_flawed: { status: 422, title: 'Something in the layout cannot be; mend what is marked first.' },
  layout_begins_before: { status: 422, title: 'A version begins today or later.' },
  version_before_last: { status: 422, title: 'A version does not begin before an earlier one.' },
  nothing_changed: { status: 422, title: 'This text is adopted already.' },
} as const satisfies Answers<RefusalOf<typeof adoptLayout>>

const endRefusals = {
  layout_not_found: meantRefusals.layout_not_found,
  layout_ended: meantRefusals.layout_ended,
} as const satisfies Answers<RefusalOf<typeof endLayout>>

const headRefusals = {
  ...gridRefusals,
  head_not_found: { status: 422, title: 'No row of headings was found in this workbook.' },
} as const

/** The layouts of the region: read, begun, changed, put in force, ended. */
const writingRoutes = createApp()
  .openapi(listLayoutsRoute, async (c) => c.json({ items: await read(c.var.db, tellLayouts) }, 200))
  .openapi(readLayoutRoute, async (c) => {
    const found = await read(c.var.db, (tx) => tellLayout(tx, c.req.valid('param').hourLayoutId))
    return found ? c.json(found, 200) : problem(c, 404, 'layout_not_found')
  })
  .openapi(readHeadRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, headRefusals, grid.error)
    const head = readHead(grid.value, c.req.valid('query').subject)
    return head ? c.json(head, 200) : refuse(c, headRefusals, 'head_not_found')
  })
  .openapi(addLayoutRoute, async (c) => {
    const added = await transact(c.var.db, (tx) => addLayout(tx, c.req.valid('json'), c.var.scope))
    return added.ok ? c.json(added.value, 201) : refuse(c, addRefusals, added.error)
  })
  .openapi(changeLayoutRoute, async (c) => {
    const { hourLayoutId } = c.req.valid('param')
    const changed = await transact(c.var.db, (tx) => changeLayout(tx, hourLayoutId, c.req.valid('json')))
    return changed.ok ? c.json(changed.value, 200) : refuse(c, changeRefusals, changed.error)
  })
  .openapi(adoptLayoutRoute, async (c) => {
    const { hourLayoutId } = c.req.valid('param')
    const adopted = await transact(c.var.db, (tx) => adoptLayout(tx, hourLayoutId, c.req.valid('json')))
    return adopted.ok ? c.json(adopted.value, 200) : refuse(c, adoptRefusals, adopted.error)
  })
  .openapi(endLayoutRoute, async (c) => {
    const { hourLayoutId } = c.req.valid('param')
    const ended = await transact(c.var.db, (tx) => endLayout(tx, hourLayoutId, c.req.valid('json')))
    return ended.ok ? c.json(ended.value, 200) : refuse(c, endRefusals, ended.error)
  })
  .openapi(tryLayoutRoute, async (c) => {
    const { hourLayoutId } = c.req.valid('param')
    const place = c.req.valid('query')
    const told = await read(c.var.db, (tx) => tryLayout(tx, c.var.vault, hourLayoutId, place, c.var.scope))
    return told.ok ? c.json(told.value, 200) : refuse(c, tryRefusals, told.error)
  })

/** Hours handed in by the layouts: looked at before, compared, and taken out. */
const handingRoutes = createApp()
  .openapi(previewLayoutRoute, async (c) => {
    const asked = c.req.valid('query')
    const told = await read(c.var.db, (tx) => previewLayout(tx, c.var.vault, asked, c.var.scope))
    return told.ok ? c.json(told.value, 200) : refuse(c, meantRefusals, told.error)
  })
  .openapi(listDifferencesRoute, async (c) => {
    const { cursor, limit, ...query } = c.req.valid('query')
    const after = Number(readCursor(cursor, ['no'])?.no ?? 0)
    const told = await read(c.var.db, (tx) => listDifferences(tx, c.var.vault, query, c.var.scope, after))
    return told.ok ? c.json(cutPage(told.value, limit, ['no']), 200) : refuse(c, meantRefusals, told.error)
  })
  .openapi(exportDifferencesRoute, async (c) => {
    const query = c.req.valid('query')
    const made = await transact(c.var.db, (tx) => exportDifferences(tx, c.var.vault, query, c.var.scope))
    if (!made.ok) return refuse(c, meantRefusals, made.error)
    return c.body(streamed(made.value.content), 200, listHeaders(made.value.name))
  })
  .openapi(listLayoutExportsRoute, async (c) => {
    const { cursor, limit, layoutId } = c.req.valid('query')
    const after = readCursor(cursor, ['exportedAt', 'id'])
    const rows = await read(c.var.db, (tx) => listLayoutExports(tx, c.var.scope, { layoutId, limit }, after))
    const shown = rows.map((row) => ({ ...row, exportedAt: row.exportedAt.toISOString() }))
    return c.json(cutPage(shown, limit, ['exportedAt', 'id']), 200)
  })
  .openapi(exportLayoutRoute, async (c) => {
    const draft = c.req.valid('json')
    const made = await transact(c.var.db, (tx) => exportLayout(tx, c.var.vault, draft, c.var.scope))
    if (!made.ok) return refuse(c, exportRefusals, made.error)
    return c.body(streamed(made.value.content), 200, listHeaders(made.value.name))
  })
  .openapi(exportLayoutByJobRoute, async (c) => {
    const asked = await transact(c.var.db, (tx) => askForExport(tx, c.req.valid('json'), c.var.scope))
    return asked.ok ? c.json({ jobId: asked.value }, 202) : refuse(c, exportRefusals, asked.error)
  })
  .openapi(exportUnmaskedLayoutRoute, async (c) => {
    const draft = c.req.valid('json')
    const made = await transact(c.var.db, (tx) => exportLayout(tx, c.var.vault, draft, c.var.scope))
    if (!made.ok) return refuse(c, exportRefusals, made.error)
    return c.body(streamed(made.value.content), 201, listHeaders(made.value.name))
  })
  .openapi(exportUnmaskedLayoutByJobRoute, async (c) => {
    const asked = await transact(c.var.db, (tx) => askForExport(tx, c.req.valid('json'), c.var.scope))
    return asked.ok ? c.json({ jobId: asked.value }, 202) : refuse(c, exportRefusals, asked.error)
  })
  .openapi(fetchUnmaskedLayoutRoute, async (c) => {
    const found = await transact(c.var.db, (tx) => fetchFullFile(tx, c.var.vault, c.req.valid('json').id))
    if (!found.ok) return refuse(c, fetchRefusals, found.error)
    return c.body(new Uint8Array(found.value.content), 201, listHeaders(found.value.name))
  })

export const layoutRoutes = createApp().route('/', writingRoutes).route('/', handingRoutes)
