import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { listHeaders } from '../../platform/excel/answers.ts'
import { streamed } from '../../platform/http/streamed.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor, writeCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { askCheck } from './commands/check.ts'
import { exportFrozen, exportSupplements } from './commands/exports.ts'
import { askFreeze } from './commands/freeze.ts'
import { tellPeople } from './commands/people.ts'
import { previewYear, tellSupplements, tellYear, tellYears } from './commands/tell.ts'
import * as contract from './contract.ts'
import { findEdition } from './store/editions.ts'

const freezeRefusals = {
  not_whole_bureau: { status: 403, title: 'A year is closed for the whole bureau, by its officer.' },
  year_not_begun: { status: 422, title: 'This year has not begun yet.' },
  nothing_to_add: { status: 409, title: 'Nothing was posted for this year since it was closed.' },
  reason_needed: { status: 422, title: 'Say why this year may be closed as it stands.' },
  id_reused: { status: 409, title: 'This id already names something else.' },
} as const satisfies Record<RefusalOf<typeof askFreeze>, { status: number; title: string }>

const checkRefusals = {
  year_not_found: { status: 404, title: 'There is no such closed year.' },
  id_reused: freezeRefusals.id_reused,
} as const satisfies Record<RefusalOf<typeof askCheck>, { status: number; title: string }>

export const hourYearRoutes = createApp()
  .openapi(contract.listYearsRoute, async (c) => c.json(await read(c.var.db, (tx) => tellYears(tx, c.var.scope)), 200))
  .openapi(contract.previewYearRoute, async (c) => {
    const { year } = c.req.valid('query')
    return c.json(await read(c.var.db, (tx) => previewYear(tx, year, c.var.scope)), 200)
  })
  .openapi(contract.freezeYearRoute, async (c) => {
    const asked = await transact(c.var.db, (tx) => askFreeze(tx, c.req.valid('json'), c.var.scope))
    return asked.ok ? c.json(asked.value, 202) : refuse(c, freezeRefusals, asked.error)
  })
  .openapi(contract.readYearRoute, async (c) => {
    const { hourYearId } = c.req.valid('param')
    const found = await read(c.var.db, (tx) => tellYear(tx, hourYearId, c.var.scope))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.listFrozenRoute, async (c) => {
    const { hourYearId } = c.req.valid('param')
    const { cursor, ...query } = c.req.valid('query')
    const after = readCursor(cursor, ['missing', 'personId'])
    const found = await read(c.var.db, async (tx) => {
      const edition = await findEdition(tx, hourYearId)
      return edition && tellPeople(tx, edition, c.var.scope, { ...query, after })
    })
    if (!found) return problem(c, 404, 'not_found')
    const { items, total, last } = found
    return c.json({ items, total, nextCursor: last ? writeCursor([String(last.missing), last.personId]) : null }, 200)
  })
  .openapi(contract.listSupplementsRoute, async (c) => {
    const { hourYearId } = c.req.valid('param')
    const { cursor, limit, q } = c.req.valid('query')
    const after = readCursor(cursor, ['postedAt', 'id'])
    const rows = await read(c.var.db, async (tx) => {
      const edition = await findEdition(tx, hourYearId)
      return edition && tellSupplements(tx, edition, c.var.scope, { q, limit: limit + 1, after })
    })
    return rows ? c.json(cutPage(rows, limit, ['postedAt', 'id']), 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.checkYearRoute, async (c) => {
    const { hourYearId } = c.req.valid('param')
    const asked = await transact(c.var.db, (tx) => askCheck(tx, hourYearId, c.req.valid('json').id))
    return asked.ok ? c.json(asked.value, 202) : refuse(c, checkRefusals, asked.error)
  })
  .openapi(contract.exportFrozenRoute, async (c) => {
    const { hourYearId } = c.req.valid('param')
    const file = await exportFrozen(c.var.db, hourYearId, c.var.scope)
    return file ? c.body(streamed(file.content), 200, listHeaders(file.name)) : problem(c, 404, 'not_found')
  })
  .openapi(contract.exportSupplementsRoute, async (c) => {
    const { hourYearId } = c.req.valid('param')
    const file = await exportSupplements(c.var.db, hourYearId, c.var.scope)
    return file ? c.body(streamed(file.content), 200, listHeaders(file.name)) : problem(c, 404, 'not_found')
  })
