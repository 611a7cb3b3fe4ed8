import type { RefusalOf } from '../../../lib/result.ts'
import { sha256 } from '../../../platform/crypto.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { gridRefusals, listHeaders } from '../../../platform/excel/answers.ts'
import { readGrid } from '../../../platform/excel/grid.ts'
import { createApp } from '../../../platform/http/app.ts'
import { cutPage, readCursor } from '../../../platform/http/paging.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import { applyPast, explainPast, pastTemplate, rehearsePast, shownImport, undoPast } from '../commands/importing.ts'
import * as contract from '../contract/importing.ts'
import { listImports } from '../store/importing.ts'

const readRefusals = {
  head_missing: { status: 422, title: 'No row with the titles of the columns was found.' },
  past_list_empty: { status: 422, title: 'There is nothing in this list.' },
  past_list_too_long: { status: 422, title: 'A list has at most 5,000 rows; split it.' },
} as const satisfies Record<RefusalOf<typeof rehearsePast>, { status: number; title: string }>

const applyRefusals = {
  ...readRefusals,
  id_reused: { status: 409, title: 'This id already names something else.' },
  import_stale: { status: 409, title: 'Something changed since the rehearsal; rehearse again.' },
  import_nothing: { status: 422, title: 'No row of this list can be kept.' },
  import_not_found: { status: 404, title: 'There is no such list.' },
} as const satisfies Record<RefusalOf<typeof applyPast>, { status: number; title: string }>

const undoRefusals = { import_not_found: applyRefusals.import_not_found } as const satisfies Record<
  RefusalOf<typeof undoPast>,
  { status: number; title: string }
>

export const importingRoutes = createApp()
  .openapi(contract.rehearsePastRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const told = await read(c.var.db, (tx) => rehearsePast(tx, { grid: grid.value, scope: c.var.scope }))
    return told.ok ? c.json(told.value, 200) : refuse(c, readRefusals, told.error)
  })
  .openapi(contract.explainPastRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const book = await explainPast(c.var.db, c.req.valid('query').name, { grid: grid.value, scope: c.var.scope })
    if (!book.ok) return refuse(c, readRefusals, book.error)
    return c.body(streamed(book.value.content), 200, listHeaders(book.value.name))
  })
  .openapi(contract.applyPastRoute, async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const grid = await readGrid(bytes)
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const hash = sha256(Buffer.from(bytes)).toString('hex')
    const list = { ...c.req.valid('query'), grid: grid.value, scope: c.var.scope, sha256: hash }
    const done = await transact(c.var.db, (tx) => applyPast(tx, list))
    return done.ok ? c.json(done.value, 201) : refuse(c, applyRefusals, done.error)
  })
  .openapi(contract.listPastImportsRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    const before = readCursor(cursor, ['id'])?.id
    const rows = await read(c.var.db, (tx) => listImports(tx, c.var.scope, limit, before))
    const items = rows.map(({ list, organisationName }) => shownImport(list, organisationName))
    return c.json(cutPage(items, limit, ['id']), 200)
  })
  .openapi(contract.undoPastRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => undoPast(tx, c.req.valid('param').participationImportId))
    return done.ok ? c.json(done.value, 201) : refuse(c, undoRefusals, done.error)
  })
  .openapi(contract.pastTemplateRoute, async (c) => {
    const { name, content } = await pastTemplate()
    return c.body(new Uint8Array(content), 200, listHeaders(name))
  })
