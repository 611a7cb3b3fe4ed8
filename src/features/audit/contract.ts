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
  .extend({ at: z.string(), before: z.unknown(), after: z.unknown() })
  .openapi('AuditEntry')
export type AuditEntry = z.infer<typeof AuditEntry>

export const AuditQuery = Paging.extend({
  objectKind: z.string().max(40).optional(),
  objectId: z.string().max(80).optional(),
  act: z.string().max(60).optional(),
  accountId: z.uuid().optional(),
})
export type AuditQuery = z.infer<typeof AuditQuery>

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
