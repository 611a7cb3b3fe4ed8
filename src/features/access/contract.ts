import { roles } from '../../lib/access.ts'
import { createRoute, idParam, json, Paging, page, refused, refusedChange, z } from '../../platform/http/openapi.ts'
import { pastedFilter } from '../pastes/public.ts'
import { grantedRoles } from '../accounts/tables.ts'
import { mayChangeSettings, mayFindGrantees, mayGrant, mayListGrants, mayWithdrawGrant } from './access.ts'
import { capabilityNames } from './core/capabilities.ts'

const role = z.enum(grantedRoles)
const date = z.iso.date()
const reason = z.string().trim().min(2).max(200)

export const standings = ['ahead', 'in_force', 'ending', 'over', 'withdrawn'] as const

export const RoleGrant = z
  .object({
    id: z.uuid(),
    accountId: z.uuid(),
    accountName: z.string(),
    personId: z.uuid().nullable(),
    /** Where the person works, where the account belongs to one. */
    workplace: z.string().nullable(),
    role,
    organisationId: z.uuid(),
    organisationName: z.string(),
    fromOn: z.string(),
    toOn: z.string().nullable(),
    standing: z.enum(standings),
    reason: z.string(),
    grantedByName: z.string().nullable(),
    grantedAt: z.string().nullable(),
    withdrawnByName: z.string().nullable(),
    withdrawnAt: z.string().nullable(),
    withdrawnReason: z.string().nullable(),
  })
  .openapi('RoleGrant')
export type RoleGrant = z.infer<typeof RoleGrant>

export const GrantQuery = Paging.extend({
  ...pastedFilter,
  search: z.string().trim().max(40).optional().describe('Name of the account, or part of it'),
  accountId: z.uuid().optional(),
  organisationId: z.uuid().optional().describe('Roles over this organisation'),
  role: role.optional(),
  standing: z.enum(['current', 'ending', 'ended', 'all']).default('current'),
})
export type GrantQuery = z.infer<typeof GrantQuery>

export const listGrantsRoute = createRoute({
  method: 'get',
  path: '/role-grants',
  operationId: 'listRoleGrants',
  tags: ['Access'],
  summary: 'Who holds which role over what, by name',
  access: mayListGrants,
  request: { query: GrantQuery },
  responses: { 200: json(page(RoleGrant), 'A page of grants'), 400: refused, 401: refused, 403: refused },
})

export const NewGrant = z
  .object({
    id: z.uuid(),
    accountId: z.uuid(),
    role,
    organisationId: z.uuid(),
    fromOn: date,
    toOn: date.nullable(),
    reason,
  })
  .openapi('NewGrant')
export type NewGrant = z.infer<typeof NewGrant>

export const grantRoleRoute = createRoute({
  method: 'post',
  path: '/role-grants',
  operationId: 'grantRole',
  tags: ['Access'],
  summary: 'Give an account a role over an organisation and all below it, for a term, with a reason',
  access: mayGrant,
  request: { body: { ...json(NewGrant, 'The role, over what, for how long and why'), required: true } },
  responses: {
    201: json(RoleGrant, 'Given'),
    ...refusedChange,
  },
})

export const Withdrawal = z.object({ reason }).openapi('GrantWithdrawal')

export const withdrawGrantRoute = createRoute({
  method: 'post',
  path: '/role-grants/{grantId}/withdrawal',
  operationId: 'withdrawRoleGrant',
  tags: ['Access'],
  summary: 'Take a role away, with a reason; felt at once',
  access: mayWithdrawGrant,
  request: { params: idParam('grantId'), body: { ...json(Withdrawal, 'Why'), required: true } },
  responses: {
    200: json(RoleGrant, 'Taken away'),
    400: refused,
    401: refused,
    403: refused,
    404: refused,
    409: refused,
  },
})

export const Grantee = z
  .object({ accountId: z.uuid(), name: z.string(), workplace: z.string().nullable() })
  .openapi('Grantee')
export type Grantee = z.infer<typeof Grantee>

export const findGranteesRoute = createRoute({
  method: 'get',
  path: '/grantees',
  operationId: 'findGrantees',
  tags: ['Access'],
  summary: 'Accounts of one’s part of the tree by name, staff number or pinyin: at most twenty',
  access: mayFindGrantees,
  request: { query: z.object({ search: z.string().trim().min(1).max(40) }) },
  responses: { 200: json(z.object({ items: z.array(Grantee) }), 'The accounts'), 400: refused, 403: refused },
})

const anyRole = z.enum(roles)

export const CapabilityRule = z
  .object({
    route: z.string(),
    kind: z.enum(['public', 'signed_in', 'person', 'roles']),
    roles: z.array(anyRole),
    isAboutOne: z.boolean(),
    orOwn: z.boolean(),
    fresh: z.boolean(),
    inPerson: z.boolean().describe('Never done for somebody else by delegation'),
  })
  .openapi('CapabilityRule')

export const CapabilityShown = z
  .object({
    capability: z.enum(capabilityNames),
    rules: z.array(CapabilityRule),
    roles: z.array(z.object({ role: anyRole, holders: z.int() })),
  })
  .openapi('Capability')
export type CapabilityShown = z.infer<typeof CapabilityShown>

export const listCapabilitiesRoute = createRoute({
  method: 'get',
  path: '/capabilities',
  operationId: 'listCapabilities',
  tags: ['Access'],
  summary: 'What can be done and seen, by the routes’ own access rules, with the roles that may and how many hold them',
  access: mayListGrants,
  responses: {
    200: json(
      z.object({ items: z.array(CapabilityShown), others: z.array(CapabilityRule) }),
      'Each capability; `others` are routes that belong to none',
    ),
    403: refused,
  },
})

export const Holder = z
  .object({
    id: z.uuid(),
    accountId: z.uuid(),
    accountName: z.string(),
    workplace: z.string().nullable(),
    role,
    organisationId: z.uuid(),
    organisationName: z.string(),
    toOn: z.string().nullable(),
    onBehalfOfName: z.string().nullable().describe('For whom they stand in, where the role is not their own'),
  })
  .openapi('RoleHolder')
export type Holder = z.infer<typeof Holder>

export const listCapabilityHoldersRoute = createRoute({
  method: 'get',
  path: '/capability-holders',
  operationId: 'listCapabilityHolders',
  tags: ['Access'],
  summary: 'Who may do this today: the holders of the roles that its routes allow, by name',
  access: mayListGrants,
  request: { query: Paging.extend({ capability: z.enum(capabilityNames) }) },
  responses: { 200: json(page(Holder), 'A page of holders'), 400: refused, 403: refused },
})

export const AccountCapabilities = z
  .object({
    grants: z.array(Holder),
    items: z.array(
      z.object({
        capability: z.enum(capabilityNames),
        through: z.array(z.object({ role: anyRole, organisationName: z.string() })),
      }),
    ),
  })
  .openapi('AccountCapabilities')

export const readAccountCapabilitiesRoute = createRoute({
  method: 'get',
  path: '/account-capabilities',
  operationId: 'readAccountCapabilities',
  tags: ['Access'],
  summary: 'What an account may do today in your part of the tree, and through which role',
  access: mayListGrants,
  request: { query: z.object({ accountId: z.uuid() }) },
  responses: { 200: json(AccountCapabilities, 'What it may do'), 400: refused, 403: refused },
})

export const AccessSettings = z
  .object({
    administratorsSplit: z.boolean().describe('System, security and audit are three people’s work'),
    auditDays: z.int().min(180).max(36_500).describe('How many days entries of the audit trail are kept'),
    delegationDays: z.int().min(1).max(366).describe('The longest term of a delegation, in days'),
  })
  .openapi('AccessSettings')

export const readSettingsRoute = createRoute({
  method: 'get',
  path: '/access-settings',
  operationId: 'readAccessSettings',
  tags: ['Access'],
  summary: 'How rights are handled in this region',
  access: mayListGrants,
  responses: { 200: json(AccessSettings, 'The settings'), 403: refused },
})

export const changeSettingsRoute = createRoute({
  method: 'put',
  path: '/access-settings',
  operationId: 'changeAccessSettings',
  tags: ['Access'],
  summary: 'Change how rights are handled; the three administrators are put apart by whoever is security administrator',
  access: mayChangeSettings,
  request: { body: { ...json(AccessSettings, 'The settings'), required: true } },
  responses: { 200: json(AccessSettings, 'Changed'), 400: refused, 403: refused, 409: refused },
})
