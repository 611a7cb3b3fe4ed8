import { ok } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { setPlaces } from './commands/places.ts'
import { readStanding } from './commands/standing.ts'
import { decideMany, decideOne } from './commands/decide.ts'
import {
  admitRoute,
  applyRoute,
  approveRoute,
  countEnrolmentsRoute,
  decideManyRoute,
  declineRoute,
  dismissRoute,
  listAppliedProgrammesRoute,
  listEnrolmentsRoute,
  listMyEnrolmentsRoute,
  myStandingRoute,
  returnRoute,
  setPlacesRoute,
  withdrawRoute,
} from './contract.ts'
import { applyRefusals, decideRefusals, placesRefusals } from './refusals.ts'
import { applyInRush } from './rush.ts'
import { countEnrolments, listAppliedProgrammes, listEnrolments, listOwn } from './store/lists.ts'

/** Applications: made, vouched for, decided and read. */
export const enrolmentRoutes = createApp()
  .openapi(applyRoute, async (c) => {
    const { personId } = c.var.actor
    if (personId === null) return problem(c, 404, 'person_not_found')
    const { programmeId } = c.req.valid('param')
    const applied = await applyInRush(c.var.db, programmeId, c.req.valid('json').id, personId)
    return applied.ok ? c.json(applied.value, 201) : refuse(c, applyRefusals, applied.error)
  })
  .openapi(myStandingRoute, async (c) => {
    const { personId } = c.var.actor
    const { programmeId } = c.req.valid('param')
    const standing =
      personId === null ? undefined : await read(c.var.db, (tx) => readStanding(tx, programmeId, personId))
    return standing ? c.json(standing, 200) : problem(c, 404, 'not_found')
  })
  .openapi(listMyEnrolmentsRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    const { personId } = c.var.actor
    const before = readCursor(cursor, ['appliedAt', 'id'])
    const rows = personId === null ? [] : await read(c.var.db, (tx) => listOwn(tx, personId, limit + 1, before))
    return c.json(cutPage(rows, limit, ['appliedAt', 'id']), 200)
  })
  .openapi(listEnrolmentsRoute, async (c) => {
    const query = c.req.valid('query')
    const before = readCursor(query.cursor, ['appliedAt', 'id'])
    const rows = await read(c.var.db, (tx) => listEnrolments(tx, c.var.scope, query, before))
    return c.json(cutPage(rows, query.limit, ['appliedAt', 'id']), 200)
  })
  .openapi(countEnrolmentsRoute, async (c) =>
    c.json(await read(c.var.db, (tx) => countEnrolments(tx, c.var.scope, c.req.valid('query'))), 200),
  )
  .openapi(listAppliedProgrammesRoute, async (c) => {
    const { year } = c.req.valid('query')
    return c.json({ items: await read(c.var.db, (tx) => listAppliedProgrammes(tx, c.var.scope, year)) }, 200)
  })
  .openapi(approveRoute, async (c) => {
    const { enrolmentId } = c.req.valid('param')
    const decided = await transact(c.var.db, (tx) => decideOne(tx, enrolmentId, 'approve', null))
    return decided.ok ? c.json(decided.value, 200) : refuse(c, decideRefusals, decided.error)
  })
  .openapi(returnRoute, async (c) => {
    const [{ enrolmentId }, { reason }] = [c.req.valid('param'), c.req.valid('json')]
    const decided = await transact(c.var.db, (tx) => decideOne(tx, enrolmentId, 'return', reason))
    return decided.ok ? c.json(decided.value, 200) : refuse(c, decideRefusals, decided.error)
  })
  .openapi(admitRoute, async (c) => {
    const { enrolmentId } = c.req.valid('param')
    const decided = await transact(c.var.db, (tx) => decideOne(tx, enrolmentId, 'admit', null))
    return decided.ok ? c.json(decided.value, 200) : refuse(c, decideRefusals, decided.error)
  })
  .openapi(declineRoute, async (c) => {
    const [{ enrolmentId }, { reason }] = [c.req.valid('param'), c.req.valid('json')]
    const decided = await transact(c.var.db, (tx) => decideOne(tx, enrolmentId, 'decline', reason))
    return decided.ok ? c.json(decided.value, 200) : refuse(c, decideRefusals, decided.error)
  })
  .openapi(dismissRoute, async (c) => {
    const [{ enrolmentId }, { reason }] = [c.req.valid('param'), c.req.valid('json')]
    const decided = await transact(c.var.db, (tx) => decideOne(tx, enrolmentId, 'dismiss', reason))
    return decided.ok ? c.json(decided.value, 200) : refuse(c, decideRefusals, decided.error)
  })
  .openapi(withdrawRoute, async (c) => {
    const { enrolmentId } = c.req.valid('param')
    const { reason = null } = c.req.valid('json')
    const decided = await transact(c.var.db, (tx) => decideOne(tx, enrolmentId, 'withdraw', reason))
    return decided.ok ? c.json(decided.value, 200) : refuse(c, decideRefusals, decided.error)
  })
  .openapi(decideManyRoute, async (c) => {
    const { ids, decision, reason } = c.req.valid('json')
    const done = await transact(c.var.db, async (tx) => ok(await decideMany(tx, ids, decision, reason)))
    const rows = done.ok ? done.value : []
    const refused = rows.filter(({ code }) => code !== null).length
    return c.json({ done: rows.length - refused, refused, rows: [...rows] }, 200)
  })
  .openapi(setPlacesRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const set = await transact(c.var.db, (tx) => setPlaces(tx, programmeId, c.req.valid('json').placesMax))
    return set.ok ? c.json(set.value, 200) : refuse(c, placesRefusals, set.error)
  })
