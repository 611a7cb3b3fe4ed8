import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { gridRefusals, listHeaders } from '../../../platform/excel/answers.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import { readGrid } from '../../../platform/excel/grid.ts'
import { createApp } from '../../../platform/http/app.ts'
import { cutPage, readCursor } from '../../../platform/http/paging.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { proofsNamed } from '../../policies/public.ts'
import { approveOpening, readOpening, returnOpening, verifyOpening } from '../commands/decide-opening.ts'
import { openingTemplate } from '../commands/opening-template.ts'
import { explainOpening, recordOpening, rehearseOpening } from '../commands/opening.ts'
import {
  approveOpeningRoute,
  explainOpeningRoute,
  listOpeningsRoute,
  openingTemplateRoute,
  readOpeningRoute,
  recordOpeningRoute,
  rehearseOpeningRoute,
  returnOpeningRoute,
  verifyOpeningRoute,
} from '../contract/opening.ts'
import { sayOpening } from '../saying.ts'
import { listOpenings } from '../store/opening.ts'

const readRefusals = {
  opening_head_missing: { status: 422, title: 'No row with the titles of the columns was found.' },
  opening_empty: { status: 422, title: 'There are no hours in this list.' },
  opening_too_long: { status: 422, title: 'A list has at most 5,000 rows; split it.' },
} as const satisfies Record<RefusalOf<typeof rehearseOpening>, { status: number; title: string }>

const recordRefusals = {
  ...readRefusals,
  opening_rows_refused: { status: 422, title: 'Some rows cannot be taken; correct them first.' },
  opening_list_missing: { status: 404, title: 'The signed list was not found.' },
  opening_list_unfit: { status: 422, title: 'The signed list is a PDF or an image.' },
  opening_rows_opened: { status: 409, title: 'Hours of it were brought by another list or a statement.' },
  late_reason_needed: { status: 422, title: 'A year of this list is closed: say why its hours come late.' },
  id_reused: { status: 409, title: 'This id already names another list.' },
} as const satisfies Record<RefusalOf<typeof recordOpening>, { status: number; title: string }>

const decideRefusals = {
  opening_not_found: { status: 404, title: 'There is no such list.' },
  opening_not_recorded: { status: 409, title: 'This list does not wait for approval.' },
  opening_not_approved: { status: 409, title: 'This list does not wait for verification.' },
  opening_settled: { status: 409, title: 'This list was verified or returned already.' },
  opening_rows_opened: { status: 409, title: 'Hours of it stand in the ledger already.' },
  record_by_same_account: { status: 422, title: 'Recorder, approver and verifier are three different people.' },
  record_own_hours: { status: 422, title: 'Nobody decides on their own hours.' },
} as const satisfies Record<RefusalOf<typeof verifyOpening>, { status: number; title: string }>

export const openingRoutes = createApp()
  .openapi(rehearseOpeningRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const found = await read(c.var.db, (tx) => rehearseOpening(tx, grid.value, c.var.scope))
    return found.ok ? c.json(found.value, 200) : refuse(c, readRefusals, found.error)
  })
  .openapi(explainOpeningRoute, async (c) => {
    const { name, lang } = c.req.valid('query')
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const book = await explainOpening(c.var.db, name, grid.value, c.var.scope, sayOpening(lang))
    if (!book.ok) return refuse(c, readRefusals, book.error)
    return c.body(streamed(book.value.content), 200, listHeaders(book.value.name))
  })
  .openapi(openingTemplateRoute, async (c) => {
    const { name, content } = await openingTemplate(await read(c.var.db, proofsNamed))
    return c.body(new Uint8Array(content), 200, listHeaders(name))
  })
  .openapi(recordOpeningRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const draft = { ...c.req.valid('query'), grid: grid.value }
    const recorded = await transact(c.var.db, (tx) => recordOpening(tx, draft, c.var.scope))
    return recorded.ok ? c.json(recorded.value, 201) : refuse(c, recordRefusals, recorded.error)
  })
  .openapi(listOpeningsRoute, async (c) => {
    const { cursor, ...query } = c.req.valid('query')
    const before = readCursor(cursor, ['id'])?.id
    const rows = await read(c.var.db, (tx) => listOpenings(tx, c.var.scope, query, before))
    return c.json(cutPage(rows, query.limit, ['id']), 200)
  })
  .openapi(readOpeningRoute, async (c) => {
    const found = await read(c.var.db, (tx) => readOpening(tx, c.req.valid('param').openingId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(approveOpeningRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => approveOpening(tx, c.req.valid('param').openingId))
    return done.ok ? c.json(done.value, 201) : refuse(c, decideRefusals, done.error)
  })
  .openapi(verifyOpeningRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => verifyOpening(tx, c.req.valid('param').openingId))
    return done.ok ? c.json(done.value, 201) : refuse(c, decideRefusals, done.error)
  })
  .openapi(returnOpeningRoute, async (c) => {
    const { reason } = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => returnOpening(tx, c.req.valid('param').openingId, reason))
    return done.ok ? c.json(done.value, 201) : refuse(c, decideRefusals, done.error)
  })
