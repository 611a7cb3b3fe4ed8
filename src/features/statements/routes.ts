import type { RefusalOf } from '../../lib/result.ts'
import { ok } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { originOf } from '../../platform/http/origin.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { loadTenant } from '../organisations/public.ts'
import { archiveStatements, issueStatement, withdrawStatement } from './commands/issue.ts'
import { stampYears } from './commands/stamp.ts'
import {
  archiveStatementsRoute,
  drawStatementRoute,
  issueOwnStatementRoute,
  issueStatementRoute,
  listOwnStatementsRoute,
  listStatementsOfRoute,
  listStatementsRoute,
  withdrawStatementRoute,
} from './contract.ts'
import { listOwnStampsRoute, listStampsOfRoute, listYearsRoute, stampYearsRoute } from './contract/years.ts'
import { drawStatement } from './document.ts'
import { countStatements, listStatements } from './store/statements.ts'
import { countYears, listStampsOf, listYears } from './store/years.ts'

const issueRefusals = {
  person_not_found: { status: 404, title: 'There is no such person.' },
  id_reused: { status: 409, title: 'This id already names another statement.' },
  year_not_begun: { status: 422, title: 'This year has not begun.' },
} as const satisfies Record<RefusalOf<typeof issueStatement>, { status: number; title: string }>

const archiveRefusals = {
  id_reused: { status: 409, title: 'This id already names another archive.' },
  nothing_to_archive: { status: 422, title: 'None of these people lies in your part of the region.' },
  year_not_begun: { status: 422, title: 'This year has not begun.' },
} as const satisfies Record<RefusalOf<typeof archiveStatements>, { status: number; title: string }>

const drawRefusals = {
  statement_not_found: { status: 404, title: 'There is no such statement.' },
  glyph_missing: { status: 422, title: 'The statement has a character that the font lacks.' },
} as const satisfies Record<RefusalOf<typeof drawStatement>, { status: number; title: string }>

const withdrawRefusals = {
  statement_not_found: { status: 404, title: 'There is no such statement.' },
  statement_withdrawn: { status: 409, title: 'This statement was withdrawn already, for another reason.' },
} as const satisfies Record<RefusalOf<typeof withdrawStatement>, { status: number; title: string }>

const page = ['issuedAt', 'id'] as const

export const statementRoutes = createApp()
  .openapi(issueOwnStatementRoute, async (c) => {
    const { personId } = c.var.actor
    if (personId === null) return problem(c, 404, 'not_found')
    const draft = c.req.valid('json')
    const issued = await transact(c.var.db, (tx) => issueStatement(tx, c.var.vault, personId, draft))
    return issued.ok ? c.json(issued.value, 201) : refuse(c, issueRefusals, issued.error)
  })
  .openapi(issueStatementRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const draft = c.req.valid('json')
    const issued = await transact(c.var.db, (tx) => issueStatement(tx, c.var.vault, personId, draft))
    return issued.ok ? c.json(issued.value, 201) : refuse(c, issueRefusals, issued.error)
  })
  .openapi(listOwnStatementsRoute, async (c) => {
    const { personId } = c.var.actor
    if (personId === null) return problem(c, 403, 'not_a_person')
    const paging = c.req.valid('query')
    const after = readCursor(paging.cursor, page)
    const rows = await read(c.var.db, (tx) => listStatements(tx, undefined, { ...paging, q: '', personId }, after))
    return c.json(cutPage(rows, paging.limit, page), 200)
  })
  .openapi(listStatementsOfRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const paging = c.req.valid('query')
    const after = readCursor(paging.cursor, page)
    const rows = await read(c.var.db, (tx) => listStatements(tx, undefined, { ...paging, q: '', personId }, after))
    return c.json(cutPage(rows, paging.limit, page), 200)
  })
  .openapi(listStatementsRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, page)
    const found = await read(c.var.db, async (tx) => ({
      rows: await listStatements(tx, c.var.scope, query, after),
      total: await countStatements(tx, c.var.scope, query),
    }))
    return c.json({ ...cutPage(found.rows, query.limit, page), total: found.total }, 200)
  })
  .openapi(drawStatementRoute, async (c) => {
    const { hourStatementId } = c.req.valid('param')
    const drawn = await drawStatement(c.var.db, c.var.files, hourStatementId, originOf(c))
    if (!drawn.ok) return refuse(c, drawRefusals, drawn.error)
    const name = encodeURIComponent(`${drawn.value.name}.pdf`)
    return c.body(new Uint8Array(drawn.value.pdf), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename*=UTF-8''${name}`,
    })
  })
  .openapi(withdrawStatementRoute, async (c) => {
    const { hourStatementId } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    const withdrawn = await transact(c.var.db, (tx) => withdrawStatement(tx, hourStatementId, reason))
    return withdrawn.ok ? c.json(withdrawn.value, 201) : refuse(c, withdrawRefusals, withdrawn.error)
  })
  .openapi(archiveStatementsRoute, async (c) => {
    const draft = c.req.valid('json')
    const asked = await transact(c.var.db, (tx) => archiveStatements(tx, c.var.vault, draft, c.var.scope, originOf(c)))
    return asked.ok ? c.json({ jobId: asked.value }, 202) : refuse(c, archiveRefusals, asked.error)
  })
  .openapi(listYearsRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['sortKey', 'personId'])
    const found = await read(c.var.db, async (tx) => {
      const asked = { ...query, year: query.year ?? (await loadTenant(tx)).year }
      return {
        rows: await listYears(tx, c.var.scope, asked, query.limit, after),
        total: await countYears(tx, c.var.scope, asked),
      }
    })
    return c.json({ ...cutPage(found.rows, query.limit, ['sortKey', 'personId']), total: found.total }, 200)
  })
  .openapi(stampYearsRoute, async (c) => {
    const draft = c.req.valid('json')
    const done = await transact(c.var.db, async (tx) => ok(await stampYears(tx, draft, c.var.scope)))
    return c.json({ outcomes: done.ok ? [...done.value] : [] }, 200)
  })
  .openapi(listOwnStampsRoute, async (c) => {
    const { personId } = c.var.actor
    if (personId === null) return problem(c, 403, 'not_a_person')
    return c.json({ items: await read(c.var.db, (tx) => listStampsOf(tx, personId)) }, 200)
  })
  .openapi(listStampsOfRoute, async (c) => {
    const { personId } = c.req.valid('param')
    return c.json({ items: await read(c.var.db, (tx) => listStampsOf(tx, personId)) }, 200)
  })
