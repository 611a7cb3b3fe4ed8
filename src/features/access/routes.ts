import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { accessByRoute } from '../../platform/http/openapi.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { refuse } from '../../platform/http/problem.ts'
import { giveRole, withdrawGrant } from './commands/grants.ts'
import { delegationRoutes } from './routes/delegations.ts'
import { changeSettings } from './commands/settings.ts'
import {
  changeSettingsRoute,
  findGranteesRoute,
  grantRoleRoute,
  listCapabilitiesRoute,
  listCapabilityHoldersRoute,
  listGrantsRoute,
  readAccountCapabilitiesRoute,
  readSettingsRoute,
  withdrawGrantRoute,
} from './contract.ts'
import { capabilities, capabilitiesOf, capabilityNames, rolesIn, ruleOf, rulesOf } from './core/capabilities.ts'
import { listDelegatesOf } from './store/delegations.ts'
import { findGrantees, listGrants } from './store/grants.ts'
import { countHolding, listHeldBy, listHolding } from './store/holders.ts'
import { loadSettings } from './store/settings.ts'

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

const settingsRefusals = {
  settings_of_the_region: { status: 403, title: 'Only an administrator of the whole region changes this.' },
  split_by_security_admin: {
    status: 403,
    title: 'With the three administrators apart, the security one changes this.',
  },
  split_without_all_three: {
    status: 409,
    title: 'Three different people must hold the system, security and audit roles first.',
  },
} as const satisfies Record<RefusalOf<typeof changeSettings>, { status: number; title: string }>

const named: ReadonlySet<string> = new Set(Object.values(capabilities).flat())

/** The rules of role-bound routes that no capability names: shown by their address, so that nothing is left out. */
function otherRules() {
  return [...accessByRoute]
    .filter(([route, access]) => access.kind === 'roles' && !named.has(route))
    .map(([route, access]) => ruleOf(route, access))
}

const copied = (rule: ReturnType<typeof ruleOf>) => ({ ...rule, roles: [...rule.roles] })

export const accessRoutes = createApp()
  .route('/', delegationRoutes)
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
    const delegates = await read(c.var.db, (tx) => listDelegatesOf(tx, grantId))
    const done = await transact(c.var.db, (tx) => withdrawGrant(tx, grantId, c.req.valid('json').reason))
    if (!done.ok) return refuse(c, withdrawRefusals, done.error)
    for (const accountId of [done.value.accountId, ...delegates]) c.get('forgetSessions')(accountId)
    return c.json(done.value, 200)
  })
  .openapi(listCapabilitiesRoute, async (c) => {
    const counts = await read(c.var.db, (tx) => countHolding(tx, c.var.scope))
    const items = capabilityNames.map((capability) => {
      const rules = rulesOf(capability, accessByRoute)
      const roles = rolesIn(rules).map((role) => ({ role, holders: counts.get(role) ?? 0 }))
      return { capability, rules: rules.map(copied), roles }
    })
    return c.json({ items, others: otherRules().map(copied) }, 200)
  })
  .openapi(listCapabilityHoldersRoute, async (c) => {
    const { capability, limit, cursor } = c.req.valid('query')
    const after = readCursor(cursor, ['accountName', 'id'])
    const roles = rolesIn(rulesOf(capability, accessByRoute))
    const rows = await read(c.var.db, (tx) => listHolding(tx, roles, c.var.scope, limit, after))
    return c.json(cutPage(rows, limit, ['accountName', 'id']), 200)
  })
  .openapi(readAccountCapabilitiesRoute, async (c) => {
    const { accountId } = c.req.valid('query')
    const grants = await read(c.var.db, (tx) => listHeldBy(tx, accountId, c.var.scope))
    const names = new Map(grants.map((grant) => [grant.organisationId, grant.organisationName]))
    const items = capabilitiesOf({ personId: null, grants }, accessByRoute).map(({ capability, through }) => ({
      capability,
      through: through.map(({ role, organisationId }) => ({ role, organisationName: names.get(organisationId) ?? '' })),
    }))
    return c.json({ grants, items }, 200)
  })
  .openapi(readSettingsRoute, async (c) => {
    const { administratorsSplit, auditDays, delegationDays } = await read(c.var.db, loadSettings)
    return c.json({ administratorsSplit, auditDays, delegationDays }, 200)
  })
  .openapi(changeSettingsRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => changeSettings(tx, c.req.valid('json'), c.var.scope))
    return done.ok ? c.json(done.value, 200) : refuse(c, settingsRefusals, done.error)
  })
