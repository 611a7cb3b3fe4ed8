import type { RefusalOf } from '../../../lib/result.ts'
import { scopeOf } from '../../../lib/access.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { cutPage, readCursor } from '../../../platform/http/paging.ts'
import { refuse } from '../../../platform/http/problem.ts'
import {
  delegateRoles,
  endDelegation,
  endOwnDelegation,
  readOwn,
  startActing,
  stopActing,
} from '../commands/delegations.ts'
import {
  actAsOneselfRoute,
  actForRoute,
  delegateForRoute,
  delegateRoute,
  endDelegationRoute,
  endOwnDelegationRoute,
  findDelegatesRoute,
  listDelegableRoute,
  listDelegationsRoute,
  readOwnDelegationsRoute,
} from '../contract/delegations.ts'
import { delegableRoles } from '../core/delegations.ts'
import { listDelegable, listDelegations } from '../store/delegations.ts'
import { findGrantees } from '../store/grants.ts'

const delegateRefusals = {
  id_reused: { status: 409, title: 'This id belongs to another delegation.' },
  account_not_found: { status: 404, title: 'There is no such account.' },
  delegate_is_self: { status: 422, title: 'Nobody stands in for themselves.' },
  delegate_is_maker: { status: 403, title: 'Nobody hands somebody’s roles over to themselves.' },
  term_backwards: { status: 422, title: 'The term ends before it begins.' },
  term_in_past: { status: 422, title: 'The term begins before today.' },
  term_too_long: { status: 422, title: 'The term is longer than this region allows.' },
  grant_not_theirs: { status: 422, title: 'A role among these is not held in that term.' },
  role_not_delegable: { status: 422, title: 'The administrators’ roles are never handed over.' },
  role_not_yours_to_give: { status: 403, title: 'Your roles do not let you hand over one of these.' },
  delegate_outside: { status: 422, title: 'Whoever stands in must belong to the part that the role is over.' },
  grant_delegated: { status: 409, title: 'Somebody has one of these roles by delegation in that term.' },
} as const satisfies Record<RefusalOf<typeof delegateRoles>, { status: number; title: string }>

const endRefusals = {
  delegation_not_found: { status: 404, title: 'There is no such delegation.' },
  delegation_over: { status: 409, title: 'This delegation has ended already.' },
} as const satisfies Record<RefusalOf<typeof endOwnDelegation>, { status: number; title: string }>

const actRefusals = {
  delegation_not_found: { status: 404, title: 'There is no such delegation to you.' },
  delegation_not_in_force: { status: 409, title: 'This delegation is not in force today.' },
  second_factor_needed: { status: 403, title: 'A role of this delegation demands a second factor: set one up first.' },
} as const satisfies Record<RefusalOf<typeof startActing>, { status: number; title: string }>

/** Standing in for somebody who is away: handing roles over, taking them back, acting with them. */
export const delegationRoutes = createApp()
  .openapi(readOwnDelegationsRoute, async (c) =>
    c.json(await read(c.var.db, (tx) => readOwn(tx, c.var.actor.accountId)), 200),
  )
  .openapi(delegateRoute, async (c) => {
    const draft = { ...c.req.valid('json'), principalId: c.var.actor.accountId }
    const done = await transact(c.var.db, (tx) => delegateRoles(tx, draft))
    return done.ok ? c.json(done.value, 201) : refuse(c, delegateRefusals, done.error)
  })
  .openapi(delegateForRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => delegateRoles(tx, c.req.valid('json')))
    return done.ok ? c.json(done.value, 201) : refuse(c, delegateRefusals, done.error)
  })
  .openapi(listDelegationsRoute, async (c) => {
    const query = c.req.valid('query')
    const rows = await read(c.var.db, (tx) => listDelegations(tx, query, c.var.scope, readCursor(query.cursor, ['id'])))
    return c.json(cutPage(rows, query.limit, ['id']), 200)
  })
  .openapi(listDelegableRoute, async (c) => {
    const { accountId } = c.req.valid('query')
    return c.json({ items: await read(c.var.db, (tx) => listDelegable(tx, accountId, c.var.scope)) }, 200)
  })
  .openapi(findDelegatesRoute, async (c) => {
    const roots = scopeOf(c.var.actor, delegableRoles)
    const found = await read(c.var.db, (tx) => findGrantees(tx, c.req.valid('query').search, roots))
    return c.json({ items: found.filter(({ accountId }) => accountId !== c.var.actor.accountId) }, 200)
  })
  .openapi(endOwnDelegationRoute, async (c) => {
    const { delegationId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => endOwnDelegation(tx, delegationId, c.req.valid('json').reason))
    if (!done.ok) return refuse(c, endRefusals, done.error)
    c.get('forgetSessions')(done.value.delegateId)
    return c.json(done.value, 200)
  })
  .openapi(endDelegationRoute, async (c) => {
    const { delegationId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => endDelegation(tx, delegationId, c.req.valid('json').reason))
    if (!done.ok) return refuse(c, endRefusals, done.error)
    c.get('forgetSessions')(done.value.delegateId)
    return c.json(done.value, 200)
  })
  .openapi(actForRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => startActing(tx, c.req.valid('param').delegationId))
    if (!done.ok) return refuse(c, actRefusals, done.error)
    c.get('forgetSessions')(c.var.actor.accountId)
    return c.body(null, 204)
  })
  .openapi(actAsOneselfRoute, async (c) => {
    await transact(c.var.db, stopActing)
    c.get('forgetSessions')(c.var.actor.accountId)
    return c.body(null, 204)
  })
