import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { gridRefusals, listHeaders } from '../../platform/excel/answers.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { explainQuotaList, readQuotaList } from './commands/reading.ts'
import { readQuotas, reallocate, saveQuotas, tellUnfitting, undoMove } from './commands.ts'
import {
  explainQuotaListRoute,
  listQuotasRoute,
  readQuotaListRoute,
  readQuotasRoute,
  reallocateRoute,
  saveQuotasRoute,
  undoMoveRoute,
} from './contract.ts'
import { streamed } from '../../platform/http/streamed.ts'
import { listQuotaProgrammes } from './store/lists.ts'

const saveRefusals = {
  programme_not_found: { status: 404, title: 'There is no such programme.' },
  version_stale: { status: 409, title: 'Somebody else changed these quotas meanwhile.' },
  quota_too_late: { status: 422, title: 'Quotas of this programme can no longer be set.' },
  quota_holders: { status: 422, title: 'Somebody who holds a place would no longer fit.' },
  quota_over_places: { status: 422, title: 'More is shared out than the programme has places.' },
  quota_share_unsized: { status: 422, title: 'A share is of the places of the programme, and these have no number.' },
  quota_no_sum: { status: 422, title: 'A sheet that sets the number of places shares out a number in each part.' },
  quota_below_held: { status: 422, title: 'More people hold a place already than the sheet shares out.' },
  quota_no_root: { status: 422, title: 'A tree of quotas has one root.' },
  quota_loose: { status: 422, title: 'A cell does not hang under the root.' },
  quota_empty: { status: 422, title: 'A cell says nothing of whom it is for.' },
  quota_overlaps: { status: 422, title: 'Two cells under one parent mean the same people.' },
  quota_over_parent: { status: 422, title: 'The cells under one parent add up to more than it has.' },
} as const satisfies Record<RefusalOf<typeof saveQuotas>, { status: number; title: string }>

const moveRefusals = {
  programme_not_found: saveRefusals.programme_not_found,
  quota_too_late: saveRefusals.quota_too_late,
  cell_not_found: { status: 404, title: 'There is no such cell.' },
  quota_not_neighbours: { status: 422, title: 'Places move between cells of one parent only.' },
  quota_not_free: { status: 409, title: 'So many places are not unused.' },
  id_reused: { status: 409, title: 'This id already names another move.' },
} as const satisfies Record<RefusalOf<typeof reallocate>, { status: number; title: string }>

const undoRefusals = {
  quota_move_not_found: { status: 404, title: 'There is no such move of places.' },
  quota_move_undone: { status: 409, title: 'This move was taken back already.' },
  quota_not_free: moveRefusals.quota_not_free,
} as const satisfies Record<RefusalOf<typeof undoMove>, { status: number; title: string }>

/** Quotas: read, shared out, moved and taken back. */
export const quotaRoutes = createApp()
  .openapi(readQuotasRoute, async (c) => {
    const sheet = await read(c.var.db, (tx) => readQuotas(tx, c.req.valid('param').programmeId))
    return sheet ? c.json(sheet, 200) : problem(c, 404, 'not_found')
  })
  .openapi(saveQuotasRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const saved = await transact(c.var.db, (tx) => saveQuotas(tx, programmeId, c.req.valid('json')))
    if (saved.ok) return c.json(saved.value, 200)
    if (saved.error !== 'quota_holders') return refuse(c, saveRefusals, saved.error)
    const { status, title } = saveRefusals.quota_holders
    const unfit = await read(c.var.db, (tx) => tellUnfitting(tx, programmeId, c.req.valid('json').cells))
    const fields = unfit.people.map(({ id, name }) => ({ path: id, message: name }))
    return problem(c, status, saved.error, { title, detail: String(unfit.count), fields })
  })
  .openapi(readQuotaListRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const { programmeId } = c.req.valid('param')
    const { reading } = await read(c.var.db, (tx) => readQuotaList(tx, programmeId, grid.value, c.var.scope))
    return c.json(reading, 200)
  })
  .openapi(explainQuotaListRoute, async (c) => {
    const grid = await readGrid(new Uint8Array(await c.req.arrayBuffer()))
    if (!grid.ok) return refuse(c, gridRefusals, grid.error)
    const asked = { programmeId: c.req.valid('param').programmeId, name: c.req.valid('query').name }
    const book = await explainQuotaList(c.var.db, asked, grid.value, c.var.scope)
    return c.body(streamed(book.content), 200, listHeaders(book.name))
  })
  .openapi(reallocateRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const moved = await transact(c.var.db, (tx) => reallocate(tx, programmeId, c.req.valid('json')))
    return moved.ok ? c.json(moved.value, 201) : refuse(c, moveRefusals, moved.error)
  })
  .openapi(undoMoveRoute, async (c) => {
    const undone = await transact(c.var.db, (tx) => undoMove(tx, c.req.valid('param').quotaMoveId))
    return undone.ok ? c.json(undone.value, 200) : refuse(c, undoRefusals, undone.error)
  })
  .openapi(listQuotasRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['rank', 'programmeId'])
    const rows = await read(c.var.db, (tx) => listQuotaProgrammes(tx, c.var.scope, query, after))
    return c.json(cutPage(rows, query.limit, ['rank', 'programmeId']), 200)
  })
