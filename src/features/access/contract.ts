import { createRoute, idParam, json, Paging, page, refused, z } from '../../platform/http/openapi.ts'
import { grantedRoles } from '../accounts/tables.ts'
import { mayFindGrantees, mayGrant, mayListGrants, mayWithdrawGrant } from './access.ts'

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
    400: refused,
    401: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
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
