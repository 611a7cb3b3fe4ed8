import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { mediaTypes } from '../../platform/files/kinds.ts'
import { contentDisposition } from '../../platform/files/names.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor, writeCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { markBulletin, readBulletin, readCoverage, tellBulletin } from './commands/reading.ts'
import { addCandidate, removeCandidate, tellCandidates } from './commands/reserve.ts'
import * as bulletins from './contract/bulletins.ts'
import * as contract from './contract/participations.ts'
import * as reserve from './contract/reserve.ts'
import { drawBulletin } from './document.ts'
import { importingRoutes } from './routes/importing.ts'
import { listBulletins } from './store/bulletins.ts'
import { listOwnParticipations, listParticipations } from './store/participations.ts'
import { listCandidates } from './store/reserve.ts'

const addRefusals = {
  person_not_found: { status: 404, title: 'There is no such person in your part of the tree.' },
  own_nomination: { status: 422, title: 'Nobody nominates themselves.' },
  in_reserve_already: { status: 409, title: 'This person stands in the reserve for that already.' },
  id_reused: { status: 409, title: 'This id already names something else.' },
} as const satisfies Record<RefusalOf<typeof addCandidate>, { status: number; title: string }>

const removeRefusals = {
  candidate_not_found: { status: 404, title: 'There is no such candidate.' },
  candidate_removed: { status: 409, title: 'This candidate was taken out before.' },
} as const satisfies Record<RefusalOf<typeof removeCandidate>, { status: number; title: string }>

const ownRoutes = createApp()
  .openapi(contract.myParticipationsRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    const after = readCursor(cursor, ['year', 'id'])
    const rows = await read(c.var.db, (tx) => listOwnParticipations(tx, c.var.actor.personId ?? '', limit, after))
    return c.json(cutPage(rows, limit, ['year', 'id']), 200)
  })
  .openapi(contract.listParticipationsRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['year', 'id'])
    const rows = await read(c.var.db, (tx) => listParticipations(tx, c.var.scope, query, after))
    return c.json(cutPage(rows, query.limit, ['year', 'id']), 200)
  })
  .openapi(contract.coverageRoute, async (c) => {
    const found = await read(c.var.db, (tx) => readCoverage(tx, c.var.scope, c.req.valid('query')))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })

const bulletinRoutes = createApp()
  .openapi(bulletins.listBulletinsRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['sentAt', 'id'])
    const rows = await read(c.var.db, (tx) => listBulletins(tx, c.var.scope, query, after))
    return c.json(cutPage(rows.map(tellBulletin), query.limit, ['sentAt', 'id']), 200)
  })
  .openapi(bulletins.readBulletinRoute, async (c) => {
    const found = await read(c.var.db, (tx) => readBulletin(tx, c.req.valid('param').bulletinId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(bulletins.printBulletinRoute, async (c) => {
    const drawn = await read(c.var.db, (tx) => drawBulletin(tx, c.req.valid('param').bulletinId))
    if (!drawn) return problem(c, 404, 'not_found')
    return c.body(new Uint8Array(drawn.bytes), 200, {
      'content-type': mediaTypes.docx,
      'content-disposition': contentDisposition(drawn.name),
    })
  })
  .openapi(bulletins.markBulletinRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => markBulletin(tx, c.req.valid('param').bulletinId))
    return done.ok ? c.json(done.value, 200) : problem(c, 404, 'not_found')
  })

const reserveRoutes = createApp()
  .openapi(reserve.listReserveRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['addedAt', 'id'])
    const rows = await read(c.var.db, async (tx) => {
      const found = await listCandidates(tx, c.var.scope, query, after)
      return { told: await tellCandidates(tx, found.slice(0, query.limit)), isMore: found.length > query.limit }
    })
    const last = rows.isMore ? rows.told.at(-1) : undefined
    return c.json({ items: rows.told, nextCursor: last ? writeCursor([last.addedAt, last.id]) : null }, 200)
  })
  .openapi(reserve.addReserveRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => addCandidate(tx, c.req.valid('json'), c.var.scope))
    return done.ok ? c.json(done.value, 201) : refuse(c, addRefusals, done.error)
  })
  .openapi(reserve.removeReserveRoute, async (c) => {
    const { reserveCandidateId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => removeCandidate(tx, reserveCandidateId, c.req.valid('json').reason))
    return done.ok ? c.json(done.value, 201) : refuse(c, removeRefusals, done.error)
  })

/** Who took part in what, who was reached, what schools hear, and who stands in reserve. */
export const participationRoutes = createApp()
  .route('/', ownRoutes)
  .route('/', bulletinRoutes)
  .route('/', reserveRoutes)
  .route('/', importingRoutes)
