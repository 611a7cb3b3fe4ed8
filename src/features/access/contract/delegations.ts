import { createRoute, idParam, json, noContent, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { endedHow, grantedRoles } from '../../accounts/tables.ts'
import {
  mayActFor,
  mayDelegate,
  mayDelegateForOthers,
  mayEndDelegation,
  mayEndOwnDelegation,
  mayFindDelegates,
  mayListGrants,
  mayReadOwnDelegations,
} from '../access.ts'
import { delegationStandings } from '../core/delegations.ts'

const role = z.enum(grantedRoles)
const date = z.iso.date()
const reason = z.string().trim().min(2).max(200)

const HandedOverGrant = z.object({
  grantId: z.uuid(),
  role,
  organisationId: z.uuid(),
  organisationName: z.string(),
  isHeld: z.boolean().describe('Whether the holder still holds it'),
})

export const Delegation = z
  .object({
    id: z.uuid(),
    principalId: z.uuid(),
    principalName: z.string(),
    delegateId: z.uuid(),
    delegateName: z.string(),
    fromOn: z.string(),
    toOn: z.string(),
    reason: z.string(),
    grants: z.array(HandedOverGrant),
    standing: z.enum(delegationStandings),
    madeByName: z.string(),
    madeAt: z.string(),
    endedAt: z.string().nullable(),
    endedHow: z.enum(endedHow).nullable(),
    endedByName: z.string().nullable(),
    endedReason: z.string().nullable(),
  })
  .openapi('Delegation')
export type Delegation = z.infer<typeof Delegation>

export const DelegableGrant = z
  .object({ grantId: z.uuid(), role, organisationId: z.uuid(), organisationName: z.string() })
  .openapi('DelegableGrant')
export type DelegableGrant = z.infer<typeof DelegableGrant>

export const OwnDelegations = z
  .object({
    given: z.array(Delegation),
    received: z.array(Delegation),
    delegable: z.array(DelegableGrant).describe('The roles of one’s own that may be handed over'),
    mostDays: z.int(),
  })
  .openapi('OwnDelegations')

export const readOwnDelegationsRoute = createRoute({
  method: 'get',
  path: '/own-delegations',
  operationId: 'readOwnDelegations',
  tags: ['Access'],
  summary: 'Whom one stands in for and who stands in for oneself, and which roles one may hand over',
  access: mayReadOwnDelegations,
  responses: { 200: json(OwnDelegations, 'The delegations'), 401: refused },
})

const draft = {
  id: z.uuid(),
  delegateId: z.uuid(),
  grantIds: z.array(z.uuid()).min(1).max(20),
  fromOn: date,
  toOn: date,
  reason,
}

export const OwnDelegationDraft = z.object(draft).openapi('OwnDelegationDraft')
export const DelegationDraft = z.object({ ...draft, principalId: z.uuid() }).openapi('DelegationDraft')
export type DelegationDraft = z.infer<typeof DelegationDraft>

const made = {
  201: json(Delegation, 'Handed over'),
  400: refused,
  401: refused,
  403: refused,
  404: refused,
  409: refused,
  422: refused,
}

export const delegateRoute = createRoute({
  method: 'post',
  path: '/own-delegations',
  operationId: 'delegateOwnRoles',
  tags: ['Access'],
  summary: 'Hand roles of one’s own over to somebody for a term, with a reason',
  access: mayDelegate,
  request: { body: { ...json(OwnDelegationDraft, 'To whom, which roles, for how long and why'), required: true } },
  responses: made,
})

export const delegateForRoute = createRoute({
  method: 'post',
  path: '/delegations',
  operationId: 'delegateForSomebody',
  tags: ['Access'],
  summary: 'Hand roles over for a holder who is away, as somebody who could give these roles',
  access: mayDelegateForOthers,
  request: { body: { ...json(DelegationDraft, 'Whose roles, to whom, for how long and why'), required: true } },
  responses: made,
})

export const DelegationQuery = Paging.extend({
  search: z.string().trim().max(40).optional().describe('Name of either of the two, or part of it'),
  standing: z.enum(['current', 'ended', 'all']).default('current'),
})
export type DelegationQuery = z.infer<typeof DelegationQuery>

export const listDelegationsRoute = createRoute({
  method: 'get',
  path: '/delegations',
  operationId: 'listDelegations',
  tags: ['Access'],
  summary: 'Who stands in for whom in one’s part of the tree, the newest first',
  access: mayListGrants,
  request: { query: DelegationQuery },
  responses: { 200: json(page(Delegation), 'A page of delegations'), 400: refused, 401: refused, 403: refused },
})

export const listDelegableRoute = createRoute({
  method: 'get',
  path: '/delegable-grants',
  operationId: 'listDelegableGrants',
  tags: ['Access'],
  summary: 'The roles of an account, in one’s part of the tree, that may be handed over for it',
  access: mayDelegateForOthers,
  request: { query: z.object({ accountId: z.uuid() }) },
  responses: { 200: json(z.object({ items: z.array(DelegableGrant) }), 'The roles'), 400: refused, 403: refused },
})

export const Delegate = z
  .object({ accountId: z.uuid(), name: z.string(), workplace: z.string().nullable() })
  .openapi('Delegate')

export const findDelegatesRoute = createRoute({
  method: 'get',
  path: '/delegates',
  operationId: 'findDelegates',
  tags: ['Access'],
  summary: 'Accounts of the part that one’s roles are over, by name, staff number or pinyin: at most twenty',
  access: mayFindDelegates,
  request: { query: z.object({ search: z.string().trim().min(1).max(40) }) },
  responses: { 200: json(z.object({ items: z.array(Delegate) }), 'The accounts'), 400: refused, 403: refused },
})

const Ending = z.object({ reason: reason.optional() }).openapi('DelegationEnding')
const ended = { 200: json(Delegation, 'Ended'), 400: refused, 401: refused, 403: refused, 404: refused, 409: refused }

export const endOwnDelegationRoute = createRoute({
  method: 'post',
  path: '/own-delegations/{delegationId}/ending',
  operationId: 'endOwnDelegation',
  tags: ['Access'],
  summary: 'End a delegation of one’s own before its term, as the one who is away or the one who stands in',
  access: mayEndOwnDelegation,
  request: { params: idParam('delegationId'), body: { ...json(Ending, 'Why, if it should be said'), required: true } },
  responses: ended,
})

export const endDelegationRoute = createRoute({
  method: 'post',
  path: '/delegations/{delegationId}/ending',
  operationId: 'endDelegation',
  tags: ['Access'],
  summary: 'End a delegation before its term, as an administrator; felt at once',
  access: mayEndDelegation,
  request: { params: idParam('delegationId'), body: { ...json(Ending, 'Why'), required: true } },
  responses: ended,
})

export const actForRoute = createRoute({
  method: 'post',
  path: '/own-delegations/{delegationId}/acting',
  operationId: 'actByDelegation',
  tags: ['Access'],
  summary: 'Act with the roles of a delegation in this session from now on',
  access: mayActFor,
  request: { params: idParam('delegationId') },
  responses: { 204: noContent, 401: refused, 403: refused, 404: refused, 409: refused },
})

export const actAsOneselfRoute = createRoute({
  method: 'delete',
  path: '/own-delegations/acting',
  operationId: 'actAsOneself',
  tags: ['Access'],
  summary: 'Come back to one’s own roles in this session',
  access: mayActFor,
  responses: { 204: noContent, 401: refused },
})
