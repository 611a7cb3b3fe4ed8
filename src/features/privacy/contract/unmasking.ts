import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import { mayExportUnmasked, mayReadUnmaskings, mayUnmask, mayUseOwn } from '../access.ts'
import { maskedFields, unmaskingPurposes } from '../core.ts'

export const Why = z.string().trim().min(4).max(200)

export const NewUnmasking = z
  .object({
    id: z.uuid(),
    field: z.enum(maskedFields),
    purpose: z.enum(unmaskingPurposes),
    reason: Why,
  })
  .openapi('NewUnmasking')
export type NewUnmasking = z.infer<typeof NewUnmasking>

export const Unmasked = z.object({ field: z.enum(maskedFields), value: z.string() }).openapi('Unmasked')
export type Unmasked = z.infer<typeof Unmasked>

export const Look = z
  .object({
    id: z.uuid(),
    field: z.enum(maskedFields),
    purpose: z.enum(unmaskingPurposes),
    reason: z.string(),
    accountName: z.string(),
    many: z.boolean().describe('Whether it was one of many, in an export'),
    at: z.string(),
  })
  .openapi('Look')
export type Look = z.infer<typeof Look>

export const LookInTrail = Look.extend({
  personId: z.uuid(),
  personName: z.string(),
  organisationName: z.string(),
  fromAddress: z.string(),
}).openapi('LookInTrail')
export type LookInTrail = z.infer<typeof LookInTrail>

export const NewUnmaskedExport = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    fields: z.array(z.enum(maskedFields)).min(1).max(2),
    purpose: z.enum(unmaskingPurposes),
    reason: Why,
  })
  .openapi('NewUnmaskedExport')
export type NewUnmaskedExport = z.infer<typeof NewUnmaskedExport>

export const unmaskRoute = createRoute({
  method: 'post',
  path: '/people/{personId}/unmaskings',
  operationId: 'unmask',
  tags: ['Privacy'],
  summary: 'Look at an ID or phone number in full, with a purpose and a reason; the person is told',
  access: mayUnmask,
  request: { params: idParam('personId'), body: { ...json(NewUnmasking, 'Which number, and why'), required: true } },
  responses: {
    201: json(Unmasked, 'The number'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
    429: refused,
  },
})

export const myLooksRoute = createRoute({
  method: 'get',
  path: '/my/unmaskings',
  operationId: 'listMyUnmaskings',
  tags: ['Privacy'],
  summary: 'Who looked at your ID or phone number, when and why',
  access: mayUseOwn,
  request: { query: Paging },
  responses: { 200: json(page(Look), 'A page of looks, the newest first'), 400: refused },
})

export const listLooksRoute = createRoute({
  method: 'get',
  path: '/unmaskings',
  operationId: 'listUnmaskings',
  tags: ['Privacy'],
  summary: 'Every look at a number in full, of the whole bureau',
  access: mayReadUnmaskings,
  request: { query: Paging.extend(pastedFilter) },
  responses: { 200: json(page(LookInTrail), 'A page of looks, the newest first'), 400: refused, 403: refused },
})

export const exportUnmaskedRoute = createRoute({
  method: 'post',
  path: '/unmasked-exports',
  operationId: 'exportUnmasked',
  tags: ['Privacy'],
  summary: 'A roster with numbers in full, as an Excel file that bears your name; everybody in it is told',
  access: mayExportUnmasked,
  request: { body: { ...json(NewUnmaskedExport, 'Whose, which numbers, and why'), required: true } },
  responses: {
    201: {
      description: 'The file',
      content: {
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
          schema: z.any().openapi({ type: 'string', format: 'binary' }),
        },
      },
    },
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})
