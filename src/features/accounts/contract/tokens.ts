import { createRoute, idParam, json, noContent, refused, z } from '../../../platform/http/openapi.ts'
import { mayHoldTokens, mayMakeToken } from '../access.ts'
import { grantedRoles, purposes } from '../tables.ts'

export const ApiToken = z
  .object({
    id: z.uuid(),
    label: z.string(),
    readOnly: z.boolean(),
    purpose: z.enum(purposes).nullable().describe('The only thing that it may do'),
    roles: z.array(z.enum(grantedRoles)).nullable(),
    createdAt: z.string(),
    expiresAt: z.string(),
    usedAt: z.string().nullable(),
    usedFrom: z.string().nullable(),
  })
  .openapi('ApiToken')

export const NewToken = z
  .object({
    label: z.string().trim().min(1).max(60),
    readOnly: z.boolean().default(true),
    roles: z.array(z.enum(grantedRoles)).min(1).optional().describe('Of those the account holds; all when left out'),
    purpose: z.enum(purposes).optional().describe('A token that does this and nothing else; it is never read-only'),
    days: z.int().min(1).max(365).default(90),
  })
  .openapi('NewToken')
export type NewToken = z.infer<typeof NewToken>

export const listTokensRoute = createRoute({
  method: 'get',
  path: '/api-tokens',
  operationId: 'listApiTokens',
  tags: ['Accounts'],
  summary: 'Your tokens that are still good, the newest first',
  access: mayHoldTokens,
  responses: { 200: json(z.object({ items: z.array(ApiToken) }), 'Your tokens'), 401: refused },
})

export const makeTokenRoute = createRoute({
  method: 'post',
  path: '/api-tokens',
  operationId: 'makeApiToken',
  tags: ['Accounts'],
  summary: 'Make a token for a program: sent as Authorization: Bearer, shown this once',
  access: mayMakeToken,
  request: { body: { ...json(NewToken, 'What it may do, and until when'), required: true } },
  responses: {
    201: json(z.object({ id: z.uuid(), token: z.string(), expiresAt: z.string() }), 'The token'),
    400: refused,
    403: refused,
    409: refused,
    422: refused,
  },
})

export const revokeTokenRoute = createRoute({
  method: 'delete',
  path: '/api-tokens/{apiTokenId}',
  operationId: 'revokeApiToken',
  tags: ['Accounts'],
  summary: 'Revoke one of your tokens',
  access: mayHoldTokens,
  request: { params: idParam('apiTokenId') },
  responses: { 204: noContent, 401: refused, 403: refused, 404: refused },
})
