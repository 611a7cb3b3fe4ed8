import { hourPurposes } from '../../../lib/purposes.ts'
import { workbook } from '../../../platform/excel/answers.ts'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import {
  mayApproveOpening,
  mayListRecords,
  mayReadOpening,
  mayRecordOpening,
  mayReturnOpening,
  mayVerifyOpening,
} from '../access.ts'

export const openingStates = ['recorded', 'approved', 'verified', 'returned'] as const

export const OpeningRow = z
  .object({
    no: z.int(),
    personId: z.uuid().nullable(),
    name: z.string(),
    staffNo: z.string(),
    category: z.string().nullable(),
    level: z.string().nullable(),
    mode: z.string().nullable(),
    kind: z.string().nullable().describe('The kind of programme'),
    proofs: z.array(z.object({ kind: z.string(), title: z.string() })).describe('What is on file'),
    centihours: z.int(),
    earnedOn: z.string(),
    spent: z
      .array(z.object({ purpose: z.enum(hourPurposes), caseNo: z.string() }))
      .describe('What the hours were used for where they come from; they stay used for it here'),
    reasons: z.array(z.object({ code: z.string(), value: z.string() })),
  })
  .openapi('OpeningHoursRow')
export type OpeningRow = z.infer<typeof OpeningRow>

export const OpeningRehearsal = z
  .object({
    rows: z.array(OpeningRow),
    fit: z.int(),
    refused: z.int(),
    people: z.int(),
    centihours: z.int(),
  })
  .openapi('OpeningHoursRehearsal')
export type OpeningRehearsal = z.infer<typeof OpeningRehearsal>

export const Opening = z
  .object({
    id: z.uuid(),
    title: z.string(),
    organisationName: z.string(),
    state: z.enum(openingStates),
    people: z.int(),
    centihours: z.int(),
    returnReason: z.string().nullable(),
    recordedByName: z.string(),
    recordedAt: z.string(),
    approvedByName: z.string().nullable(),
    verifiedByName: z.string().nullable(),
    list: z.object({ fileId: z.string().nullable(), title: z.string(), sha256: z.string() }),
  })
  .openapi('OpeningHours')
export type Opening = z.infer<typeof Opening>

export const OpeningInFull = Opening.extend({
  rows: z.array(OpeningRow),
  /** Why whoever asks may not take each step now; null when they may. */
  refusals: z.object({
    approve: z.string().nullable(),
    verify: z.string().nullable(),
    return: z.string().nullable(),
  }),
}).openapi('OpeningHoursInFull')
export type OpeningInFull = z.infer<typeof OpeningInFull>

const body = { required: true, content: workbook.content }
const tags = ['Credits']

export const rehearseOpeningRoute = createRoute({
  method: 'post',
  path: '/credit-opening-rehearsals',
  operationId: 'rehearseOpeningHours',
  tags,
  summary: 'Read a list of hours earned elsewhere and see what would be posted, row by row. Nothing changes',
  access: mayRecordOpening,
  request: { body },
  responses: {
    200: json(OpeningRehearsal, 'What each row says, and why it cannot be taken'),
    400: refused,
    403: refused,
    413: refused,
    422: refused,
  },
})

export const explainOpeningRoute = createRoute({
  method: 'post',
  path: '/credit-opening-workbooks',
  operationId: 'explainOpeningHours',
  tags,
  summary: 'The same list back, with what would become of each row beside it',
  access: mayRecordOpening,
  request: {
    query: z.object({ name: z.string().trim().min(1).max(200), lang: z.enum(['zh', 'en']).default('zh') }),
    body,
  },
  responses: { 200: workbook, 400: refused, 403: refused, 413: refused, 422: refused },
})

export const recordOpeningRoute = createRoute({
  method: 'post',
  path: '/credit-openings',
  operationId: 'recordOpeningHours',
  tags,
  summary: 'Record a list of hours earned elsewhere, with the signed list it rests on; all rows, or none',
  access: mayRecordOpening,
  request: {
    query: z.object({
      id: z.uuid(),
      title: z.string().trim().min(2).max(120),
      listId: z.uuid().describe('The signed list: a PDF or an image that was stored as evidence'),
      lateReason: z.string().trim().min(2).max(200).optional().describe('Why hours of a closed year come late'),
    }),
    body,
  },
  responses: {
    201: json(Opening, 'Recorded, or already recorded with this id'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    413: refused,
    422: refused,
  },
})

export const openingTemplateRoute = createRoute({
  method: 'get',
  path: '/credit-opening-template',
  operationId: 'openingHoursTemplate',
  tags,
  summary: 'An empty list of hours earned elsewhere, to be filled in',
  access: mayRecordOpening,
  responses: { 200: workbook, 403: refused },
})

export const listOpeningsRoute = createRoute({
  method: 'get',
  path: '/credit-openings',
  operationId: 'listOpeningHours',
  tags,
  summary: 'Lists of hours earned elsewhere, the newest first',
  access: mayListRecords,
  request: { query: Paging.extend({ state: z.enum(openingStates).optional() }) },
  responses: { 200: json(page(Opening), 'A page of lists'), 400: refused, 401: refused, 403: refused },
})

const params = idParam('openingId')

export const readOpeningRoute = createRoute({
  method: 'get',
  path: '/credit-openings/{openingId}',
  operationId: 'readOpeningHours',
  tags,
  summary: 'One list with all its rows',
  access: mayReadOpening,
  request: { params },
  responses: { 200: json(OpeningInFull, 'The list'), 403: refused, 404: refused },
})

export const approveOpeningRoute = createRoute({
  method: 'post',
  path: '/credit-openings/{openingId}/approval',
  operationId: 'approveOpeningHours',
  tags,
  summary: 'Approve a list as one',
  access: mayApproveOpening,
  request: { params },
  responses: { 201: json(Opening, 'Approved'), 403: refused, 404: refused, 409: refused, 422: refused },
})

export const verifyOpeningRoute = createRoute({
  method: 'post',
  path: '/credit-openings/{openingId}/verification',
  operationId: 'verifyOpeningHours',
  tags,
  summary: 'Verify a list as one, and post all its hours as opening entries',
  access: mayVerifyOpening,
  request: { params },
  responses: { 201: json(Opening, 'Verified and posted'), 403: refused, 404: refused, 409: refused, 422: refused },
})

export const returnOpeningRoute = createRoute({
  method: 'post',
  path: '/credit-openings/{openingId}/return',
  operationId: 'returnOpeningHours',
  tags,
  summary: 'Send a list back with a reason',
  access: mayReturnOpening,
  request: {
    params,
    body: { ...json(z.object({ reason: z.string().trim().min(2).max(200) }), 'Why'), required: true },
  },
  responses: { 201: json(Opening, 'Returned'), 400: refused, 403: refused, 404: refused, 409: refused, 422: refused },
})
