import { ok, type RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { readStanding, setPlaces, type apply } from './commands/apply.ts'
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
import { applyInRush } from './rush.ts'
import { countEnrolments, listAppliedProgrammes, listEnrolments, listOwn } from './store/lists.ts'

const applyRefusals = {
  programme_not_found: { status: 404, title: 'There is no such programme.' },
  person_not_found: { status: 404, title: 'You are not on the roster.' },
  id_reused: { status: 409, title: 'This id already names a different application.' },
  already_applied: { status: 409, title: 'You have already applied.' },
  programme_full: { status: 409, title: 'All places are taken.' },
  declined_before: { status: 422, title: 'Your application was declined.' },
  dismissed_before: { status: 422, title: 'Your part in this programme was ended.' },
  outside_owner: { status: 422, title: 'This programme is for another part of the region.' },
  enrolment_not_open: { status: 422, title: 'Nobody can apply to this programme.' },
  enrolment_not_yet: { status: 422, title: 'Applications are not open yet.' },
  enrolment_closed: { status: 422, title: 'Applications are closed.' },
  not_in_post: { status: 422, title: 'This programme is for people in post.' },
  stage_differs: { status: 422, title: 'This programme is for another school stage.' },
  subject_differs: { status: 422, title: 'This programme is for another subject.' },
  post_differs: { status: 422, title: 'This programme is for people in another post.' },
  title_differs: { status: 422, title: 'This programme is for another title.' },
  talent_level_differs: { status: 422, title: 'This programme is for another talent level.' },
  setting_differs: { status: 422, title: 'This programme is for schools of another setting.' },
  years_differ: { status: 422, title: 'This programme is for other years of teaching.' },
  organisation_differs: { status: 422, title: 'This programme is for other schools.' },
} as const satisfies Record<RefusalOf<typeof apply>, { status: number; title: string }>

const decideRefusals = {
  enrolment_not_found: { status: 404, title: 'There is no such application in your part of the region.' },
  not_vouched_yet: { status: 409, title: 'The school has not vouched for this application yet.' },
  already_decided: { status: 409, title: 'This application was decided already.' },
  programme_full: { status: 409, title: 'All places are taken.' },
  own_enrolment: { status: 403, title: 'Somebody else must decide on your own application.' },
  reason_missing: { status: 422, title: 'Say why.' },
  programme_over: { status: 422, title: 'The programme is over.' },
  programme_running: { status: 422, title: 'The programme has begun; ask its class lead.' },
} as const satisfies Record<RefusalOf<typeof decideOne>, { status: number; title: string }>

const placesRefusals = {
  programme_not_found: applyRefusals.programme_not_found,
  programme_over: decideRefusals.programme_over,
  places_held: { status: 422, title: 'More places than that are held already.' },
} as const satisfies Record<RefusalOf<typeof setPlaces>, { status: number; title: string }>

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
    const decided = await transact(c.var.db, (tx) => decideOne(tx, enrolmentId, 'withdraw', null))
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
