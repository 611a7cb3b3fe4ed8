import { createSelectSchema } from 'drizzle-zod'
import { createRoute, json, Paging, page, refused, z } from '../../platform/http/openapi.ts'
import { mayReadTrail } from './access.ts'
import { auditEntries } from './tables.ts'

export const AuditEntry = createSelectSchema(auditEntries)
  .pick({
    id: true,
    accountName: true,
    act: true,
    objectKind: true,
    objectId: true,
    requestId: true,
    fromAddress: true,
  })
  .extend({
    accountId: z.uuid().nullable(),
    onBehalfOf: z.uuid().nullable().describe('The account that was stood in for, where one was'),
    at: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    /** Whether a seal covers it already. */
    sealed: z.boolean(),
  })
  .openapi('AuditEntry')
export type AuditEntry = z.infer<typeof AuditEntry>

const filters = {
  who: z.string().trim().max(40).optional().describe('Name of whoever acted or was stood in for, or part of it'),
  objectKind: z.string().max(40).optional(),
  objectId: z.string().trim().max(80).optional(),
  act: z.string().max(60).optional().describe('An act, or the beginning of several, such as `programme.`'),
  accountId: z.uuid().optional().describe('Acted itself, or was stood in for'),
  from: z.iso.date().optional().describe('The first day, in the zone of the region'),
  to: z.iso.date().optional().describe('The last day'),
}

const file = {
  description: 'The file',
  content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
}

export const AuditQuery = Paging.extend(filters)
export type AuditQuery = z.infer<typeof AuditQuery>
export type AuditFilters = Omit<AuditQuery, 'limit' | 'cursor'>

export const listTrailRoute = createRoute({
  method: 'get',
  path: '/audit-entries',
  operationId: 'listAuditEntries',
  tags: ['Audit'],
  summary: 'Search the audit trail, the newest first',
  access: mayReadTrail,
  request: { query: AuditQuery },
  responses: { 200: json(page(AuditEntry), 'A page of the trail'), 400: refused, 403: refused },
})

export const exportTrailRoute = createRoute({
  method: 'get',
  path: '/audit-entries/export',
  operationId: 'exportAuditEntries',
  tags: ['Audit'],
  summary: 'What a search of the audit trail finds, as Excel or CSV: at most 100,000 entries, the newest first',
  access: mayReadTrail,
  request: { query: z.object({ ...filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }) },
  responses: { 200: file, 400: refused, 403: refused },
})

export const AuditChain = z
  .object({
    seals: z.int(),
    sealed: z.int().describe('How many entries are sealed'),
    head: z.string().describe('The last hash, in hexadecimal: noted down elsewhere, it proves what came before'),
    sealedAt: z.string().nullable(),
    unsealed: z.object({ count: z.int(), oldestAt: z.string().nullable() }),
    keptDays: z.int().describe('For how many days entries are kept'),
  })
  .openapi('AuditChain')
export type AuditChain = z.infer<typeof AuditChain>

export const readChainRoute = createRoute({
  method: 'get',
  path: '/audit-chain',
  operationId: 'readAuditChain',
  tags: ['Audit'],
  summary: 'How far the audit trail is sealed, and what waits',
  access: mayReadTrail,
  responses: { 200: json(AuditChain, 'The chain'), 403: refused },
})

export const verifyChainRoute = createRoute({
  method: 'post',
  path: '/audit-verifications',
  operationId: 'verifyAuditChain',
  tags: ['Audit'],
  summary: 'Verify the whole chain from its first link: a job whose outcome says where it breaks',
  access: mayReadTrail,
  responses: { 202: json(z.object({ jobId: z.uuid() }), 'Under way'), 403: refused },
})
