import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { refuse } from '../../platform/http/problem.ts'
import { giveRole, withdrawGrant } from './commands/grants.ts'
import { findGranteesRoute, grantRoleRoute, listGrantsRoute, withdrawGrantRoute } from './contract.ts'
import { findGrantees, listGrants } from './store/grants.ts'

const grantRefusals = {
  id_reused: { status: 409, title: 'This id belongs to another grant.' },
  account_not_found: { status: 404, title: 'There is no such account.' },
  organisation_not_found: { status: 404, title: 'There is no such organisation.' },
  grant_to_self: { status: 403, title: 'Nobody gives themselves a role.' },
  role_not_yours_to_give: { status: 403, title: 'Your roles do not let you give or take this one.' },
  grant_beyond_scope: { status: 403, title: 'That organisation lies outside your part of the region.' },
  role_place_unfit: { status: 422, title: 'This role has no meaning over an organisation of that kind.' },
  term_backwards: { status: 422, title: 'The term ends before it begins.' },
  term_over: { status: 422, title: 'The term is over already.' },
  grant_held: { status: 409, title: 'The account holds this role there in that term already.' },
} as const satisfies Record<RefusalOf<typeof giveRole>, { status: number; title: string }>

const withdrawRefusals = {
  grant_not_found: { status: 404, title: 'There is no such grant.' },
  role_not_yours_to_give: { status: 403, title: 'Your roles do not let you give or take this one.' },
  grant_over: { status: 409, title: 'The role is not held any more.' },
  last_granter: { status: 409, title: 'Nobody would be left who can give roles.' },
} as const satisfies Record<RefusalOf<typeof withdrawGrant>, { status: number; title: string }>

export const accessRoutes = createApp()
  .openapi(listGrantsRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['accountName', 'id'])
    const rows = await read(c.var.db, (tx) => listGrants(tx, query, c.var.scope, after))
    return c.json(cutPage(rows, query.limit, ['accountName', 'id']), 200)
  })
  .openapi(findGranteesRoute, async (c) => {
    const items = await read(c.var.db, (tx) => findGrantees(tx, c.req.valid('query').search, c.var.scope))
    return c.json({ items }, 200)
  })
  .openapi(grantRoleRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => giveRole(tx, c.req.valid('json')))
    if (!done.ok) return refuse(c, grantRefusals, done.error)
    c.get('forgetSessions')(done.value.accountId)
    return c.json(done.value, 201)
  })
  .openapi(withdrawGrantRoute, async (c) => {
    const { grantId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => withdrawGrant(tx, grantId, c.req.valid('json').reason))
    if (!done.ok) return refuse(c, withdrawRefusals, done.error)
    c.get('forgetSessions')(done.value.accountId)
    return c.json(done.value, 200)
  })
