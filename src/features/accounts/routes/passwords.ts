import type { RefusalOf } from '../../../lib/result.ts'
import { ok } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { endOtherSessions, endOwnSession } from '../commands/sessions.ts'
import { answerRequest, askForPassword, changePassword, refuseRequest } from '../commands/passwords.ts'
import {
  answerRequestRoute,
  askForPasswordRoute,
  changePasswordRoute,
  endOtherSessionsRoute,
  endSessionRoute,
  listRequestsRoute,
  listSessionsRoute,
  refuseRequestRoute,
} from '../contract/passwords.ts'
import { listSessions } from '../store.ts'
import { listRequests } from '../store/passwords.ts'

const passwordRefusals = {
  password_short: { status: 422, title: 'A password has at least ten characters.' },
  password_plain: { status: 422, title: 'This password is one that others would try first.' },
  password_own: { status: 422, title: 'A password holds nothing of one’s own name or numbers.' },
} as const satisfies Record<RefusalOf<typeof changePassword>, { status: number; title: string }>

const answerRefusals = {
  request_closed: { status: 409, title: 'This request was answered already.' },
  account_own: { status: 422, title: 'Nobody makes a code for their own account.' },
  account_above: { status: 403, title: 'The bureau gives new passwords to accounts that hold a role.' },
} as const satisfies Record<RefusalOf<typeof answerRequest>, { status: number; title: string }>

export const passwordRoutes = createApp()
  .openapi(changePasswordRoute, async (c) => {
    const { password } = c.req.valid('json')
    const changed = await transact(c.var.db, (tx) => changePassword(tx, c.var.vault, c.var.actor, password))
    c.get('forgetSessions')(c.var.actor.accountId)
    return changed.ok ? c.body(null, 204) : refuse(c, passwordRefusals, changed.error)
  })
  .openapi(askForPasswordRoute, async (c) => {
    const { name, bureau } = c.req.valid('json')
    if (!(await c.get('signInLimit').take(c.get('address'), `forgot:${name}`)))
      return problem(c, 429, 'too_many_requests')
    const door = await c.get('tenants').door(c, bureau)
    if (!door) return problem(c, 404, 'bureau_unknown', { title: 'There is no such bureau here.' })
    await transact(door, (tx) => askForPassword(tx, c.var.vault, name))
    return c.body(null, 204)
  })
  .openapi(listRequestsRoute, async (c) => {
    const rows = await read(c.var.db, (tx) => listRequests(tx, c.var.scope))
    const items = rows.map(({ personId: _, askedAt, ...row }) => ({ ...row, askedAt: askedAt.toISOString() }))
    return c.json({ items }, 200)
  })
  .openapi(answerRequestRoute, async (c) => {
    const answer = { id: c.req.valid('param').passwordRequestId, ...c.req.valid('json') }
    const made = await transact(c.var.db, (tx) => answerRequest(tx, c.var.vault, c.var.actor, answer))
    return made.ok ? c.json(made.value, 201) : refuse(c, answerRefusals, made.error)
  })
  .openapi(refuseRequestRoute, async (c) => {
    const { passwordRequestId } = c.req.valid('param')
    const closed = await transact(c.var.db, (tx) => refuseRequest(tx, passwordRequestId))
    return closed.ok ? c.body(null, 204) : refuse(c, { request_closed: answerRefusals.request_closed }, closed.error)
  })
  .openapi(listSessionsRoute, async (c) => {
    const { accountId, sessionId } = c.var.actor
    const rows = await read(c.var.db, (tx) => listSessions(tx, accountId))
    const items = rows.map(({ createdAt, seenAt, ...row }) => ({
      ...row,
      isCurrent: row.id === sessionId,
      createdAt: createdAt.toISOString(),
      seenAt: seenAt.toISOString(),
    }))
    return c.json({ items }, 200)
  })
  .openapi(endOtherSessionsRoute, async (c) => {
    if (c.get('standing')?.token) return problem(c, 403, 'token_not_allowed')
    await transact(c.var.db, async (tx) => ok(await endOtherSessions(tx, c.var.actor)))
    c.get('forgetSessions')(c.var.actor.accountId)
    return c.body(null, 204)
  })
  .openapi(endSessionRoute, async (c) => {
    if (c.get('standing')?.token) return problem(c, 403, 'token_not_allowed')
    const { openSessionId } = c.req.valid('param')
    const ended = await transact(c.var.db, (tx) => endOwnSession(tx, c.var.actor, openSessionId))
    c.get('forgetSessions')(c.var.actor.accountId)
    return ended.ok ? c.body(null, 204) : problem(c, 404, 'not_found')
  })
