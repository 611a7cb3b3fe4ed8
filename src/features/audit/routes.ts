import type { Context } from 'hono'
import { ok } from '../../lib/result.ts'
import { note, read, transact } from '../../platform/db/db.ts'
import { mediaTypes } from '../../platform/files/kinds.ts'
import { contentDisposition } from '../../platform/files/names.ts'
import { createApp } from '../../platform/http/app.ts'
import { streamed } from '../../platform/http/streamed.ts'
import type { Env } from '../../platform/http/guard.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { refuse } from '../../platform/http/problem.ts'
import { enqueue } from '../../platform/jobs/queue.ts'
import { loadSettings } from '../access/public.ts'
import { exportTrailRoute, listTrailRoute, readChainRoute, verifyChainRoute } from './contract.ts'
import { noteExport, trailFile } from './export.ts'
import { verifyTrail } from './jobs.ts'
import { countSealed, countUnsealed, findHead } from './store/chain.ts'
import { listTrail } from './store/trail.ts'

const refusals = {
  trail_for_auditor: { status: 403, title: 'With the three administrators apart, the auditor alone reads the trail.' },
} as const

/** With the three administrators apart, whoever is only system administrator does not read what is written of them. */
async function isShut(c: Context<Env>): Promise<boolean> {
  if (c.var.actor.grants.some(({ role }) => role === 'auditor')) return false
  return (await read(c.var.db, loadSettings)).administratorsSplit
}

export const auditRoutes = createApp()
  .openapi(listTrailRoute, async (c) => {
    if (await isShut(c)) return refuse(c, refusals, 'trail_for_auditor')
    const query = c.req.valid('query')
    const rows = await read(c.var.db, (tx) => listTrail(tx, query, readCursor(query.cursor, ['id'])?.id))
    return c.json(cutPage(rows, query.limit, ['id']), 200)
  })
  .openapi(exportTrailRoute, async (c) => {
    if (await isShut(c)) return refuse(c, refusals, 'trail_for_auditor')
    const { format, ...filters } = c.req.valid('query')
    await transact(c.var.db, (tx) => noteExport(tx, filters))
    const { name, content } = await trailFile(c.var.db, filters, format)
    return c.body(streamed(content), 200, {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : mediaTypes.xlsx,
      'content-disposition': contentDisposition(name),
    })
  })
  .openapi(readChainRoute, async (c) => {
    if (await isShut(c)) return refuse(c, refusals, 'trail_for_auditor')
    const chain = await read(c.var.db, async (tx) => {
      const { hash: head, sealedAt } = await findHead(tx)
      const unsealed = await countUnsealed(tx)
      const { auditDays: keptDays } = await loadSettings(tx)
      return { ...(await countSealed(tx)), head, sealedAt, unsealed, keptDays }
    })
    return c.json(chain, 200)
  })
  .openapi(verifyChainRoute, async (c) => {
    if (await isShut(c)) return refuse(c, refusals, 'trail_for_auditor')
    const asked = await transact(c.var.db, async (tx) => {
      note(tx, { act: 'audit.verified', object: { kind: 'audit', id: tx.context.tenantId } })
      return ok({ jobId: await enqueue(tx, verifyTrail, {}, { title: '核对操作记录' }) })
    })
    if (!asked.ok) throw new Error('a verification that is asked for is never refused')
    return c.json(asked.value, 202)
  })
