import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { markByHand, readHostBoard } from '../commands/attendance.ts'
import { addSession, cancelSession, changeSession, listMySessions, periodOf } from '../commands/sessions.ts'
import {
  addSessionRoute,
  cancelSessionRoute,
  changeSessionRoute,
  listHostedRoute,
  listMySessionsRoute,
  listSessionsRoute,
  markByHandRoute,
  readHostRoute,
} from '../contract/sessions.ts'
import type { SessionRefusal } from '../core.ts'
import { listHosted, listSessions, sayable } from '../store/sessions.ts'

const timing = {
  class_closed: { status: 422, title: 'The class is closed.' },
  session_times_reversed: { status: 422, title: 'A session ends after it has begun.' },
  session_too_long: { status: 422, title: 'A session lasts no longer than fourteen hours.' },
  session_cancelled: { status: 422, title: 'The session was cancelled.' },
  session_over: { status: 422, title: 'The session is over.' },
} as const satisfies Record<SessionRefusal, { status: number; title: string }>

const sessionNotFound = { status: 404, title: 'There is no such session.' } as const

const addRefusals = {
  ...timing,
  class_not_found: { status: 404, title: 'There is no such class.' },
  id_reused: { status: 409, title: 'This id already names a different session.' },
} as const satisfies Record<RefusalOf<typeof addSession>, { status: number; title: string }>

const changeRefusals = { ...timing, session_not_found: sessionNotFound } as const satisfies Record<
  RefusalOf<typeof changeSession>,
  { status: number; title: string }
>

const handRefusals = {
  session_not_found: sessionNotFound,
  session_cancelled: timing.session_cancelled,
  class_closed: timing.class_closed,
  check_in_too_early: { status: 422, title: 'Check-in is not open yet.' },
} as const satisfies Record<RefusalOf<typeof markByHand>, { status: number; title: string }>

/** Sessions of classes, the host's board and marks by hand. */
export const sessionRoutes = createApp()
  .openapi(listSessionsRoute, async (c) => {
    const found = await read(c.var.db, (tx) => listSessions(tx, c.req.valid('param').classId))
    return c.json({ items: found.map(sayable) }, 200)
  })
  .openapi(listHostedRoute, async (c) => {
    const found = await read(c.var.db, (tx) => {
      const { from, to } = periodOf(tx, c.req.valid('query'))
      return listHosted(tx, c.var.scope, from, to)
    })
    return c.json({ items: found.map(sayable) }, 200)
  })
  .openapi(addSessionRoute, async (c) => {
    const { classId } = c.req.valid('param')
    const added = await transact(c.var.db, (tx) => addSession(tx, c.var.vault, classId, c.req.valid('json')))
    return added.ok ? c.json(added.value, 201) : refuse(c, addRefusals, added.error)
  })
  .openapi(changeSessionRoute, async (c) => {
    const { sessionId } = c.req.valid('param')
    const changed = await transact(c.var.db, (tx) => changeSession(tx, sessionId, c.req.valid('json')))
    return changed.ok ? c.json(changed.value, 200) : refuse(c, changeRefusals, changed.error)
  })
  .openapi(cancelSessionRoute, async (c) => {
    const { sessionId } = c.req.valid('param')
    const cancelled = await transact(c.var.db, (tx) => cancelSession(tx, sessionId, c.req.valid('json').reason))
    return cancelled.ok ? c.json(cancelled.value, 200) : refuse(c, changeRefusals, cancelled.error)
  })
  .openapi(readHostRoute, async (c) => {
    const { sessionId } = c.req.valid('param')
    const { tenantId } = c.var.db.context
    const bureau = (await c.get('tenants').list()).find(({ id }) => id === tenantId)?.slug ?? ''
    const board = await read(c.var.db, (tx) => readHostBoard(tx, c.var.vault, sessionId, bureau))
    return board ? c.json(board, 200) : problem(c, 404, 'not_found')
  })
  .openapi(markByHandRoute, async (c) => {
    const { sessionId } = c.req.valid('param')
    const marked = await transact(c.var.db, (tx) => markByHand(tx, sessionId, c.req.valid('json')))
    if (!marked.ok) return refuse(c, handRefusals, marked.error)
    const rows = marked.value.map((row) => ({ ...row }))
    const refused = rows.filter(({ code }) => code !== null).length
    return c.json({ marked: rows.length - refused, refused, rows }, 200)
  })
  .openapi(listMySessionsRoute, async (c) => {
    const { personId } = c.var.actor
    const items =
      personId === null ? [] : await read(c.var.db, (tx) => listMySessions(tx, personId, c.req.valid('query')))
    return c.json({ items }, 200)
  })
