import { createRoute, idParam, json, noContent, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { mayHandInDocument, mayReviewDocument } from '../access.ts'
import { documentStates } from '../tables.ts'
import { Block, Draft, DraftWarning, Op } from './content.ts'
import { PlanInFull } from './plans.ts'

export const PlanDocument = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    handedInByName: z.string().nullable(),
    fileId: z.uuid(),
    name: z.string(),
    state: z.enum(documentStates),
    refusal: z.string().nullable(),
    jobId: z.uuid().nullable(),
    version: z.int(),
    createdAt: z.string(),
    documents: z.int().describe('How many documents the file holds'),
    made: z.array(z.object({ document: z.int(), planId: z.uuid() })).describe('The plans made from it so far'),
  })
  .openapi('PlanDocument')
export type PlanDocument = z.infer<typeof PlanDocument>

export const PlanReview = PlanDocument.extend({
  format: z.enum(['docx', 'xlsx', 'pdf', 'txt']).nullable(),
  blocks: z.array(Block).readonly(),
  draft: Draft.nullable(),
  warnings: z.array(z.array(DraftWarning)).describe('By document of the file'),
}).openapi('PlanReview')
export type PlanReview = z.infer<typeof PlanReview>

export const handInDocumentRoute = createRoute({
  method: 'post',
  path: '/plan-documents',
  operationId: 'handInPlanDocument',
  tags: ['Plans'],
  summary: 'Have an uploaded plan document read; a job reads it, and nothing is made of it before its review',
  access: mayHandInDocument,
  request: { body: { ...json(z.object({ id: z.uuid(), fileId: z.uuid() }), 'Which file'), required: true } },
  responses: {
    201: json(PlanDocument, 'Handed in, or already handed in with this id'),
    400: refused,
    404: refused,
    409: refused,
  },
})

export const listDocumentsRoute = createRoute({
  method: 'get',
  path: '/plan-documents',
  operationId: 'listPlanDocuments',
  tags: ['Plans'],
  summary: 'The plan documents of your part of the region, the newest first',
  access: mayHandInDocument,
  request: {
    query: Paging.extend({
      state: z.enum(documentStates).optional(),
      own: z.enum(['1']).optional().describe('Only those of your own organisations, not of those below'),
    }),
  },
  responses: { 200: json(page(PlanDocument), 'A page of plan documents'), 400: refused, 403: refused },
})

const params = idParam('planDocumentId')

export const readDocumentRoute = createRoute({
  method: 'get',
  path: '/plan-documents/{planDocumentId}',
  operationId: 'readPlanDocument',
  tags: ['Plans'],
  summary: 'Read a plan document: its text, its draft, and what to look at',
  access: mayReviewDocument,
  request: { params },
  responses: { 200: json(PlanReview, 'The document'), 404: refused },
})

export const DraftChange = z.object({ version: z.int(), ops: z.array(Op).min(1).max(200) }).openapi('DraftChange')
export type DraftChange = z.infer<typeof DraftChange>
/** A change as it is sent, before its rules are read. */
export type SentChange = z.input<typeof DraftChange>

export const changeDraftRoute = createRoute({
  method: 'patch',
  path: '/plan-documents/{planDocumentId}',
  operationId: 'changePlanDraft',
  tags: ['Plans'],
  summary: 'Accept, correct, split, merge, drop or restore items of a draft; all steps or none',
  access: mayReviewDocument,
  request: { params, body: { ...json(DraftChange, 'The steps'), required: true } },
  responses: {
    200: json(PlanReview.omit({ blocks: true }).openapi('PlanDraftReview'), 'The draft as it is now'),
    400: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const MakePlan = z
  .object({
    id: z.uuid().describe('The id of the plan to make'),
    document: z.int().min(0).describe('Which document of the file'),
    version: z.int().describe('The version of the draft that was looked at'),
    title: z.string().trim().min(2).max(120),
    year: z.int().min(2000).max(2100),
    issuer: z.string().trim().min(1).max(120).nullable().default(null),
    cycle: z.string().trim().min(1).max(20).nullable().default(null),
    budgetCents: z.int().min(0).max(1e15).nullable().default(null),
  })
  .openapi('MakePlan')
export type MakePlan = z.infer<typeof MakePlan>

export const makePlanRoute = createRoute({
  method: 'post',
  path: '/plan-documents/{planDocumentId}/plan',
  operationId: 'makePlan',
  tags: ['Plans'],
  summary:
    'Make the plan of a reviewed document: phases, leading group, targets, hour rules, places and programmes at once',
  access: mayReviewDocument,
  request: { params, body: { ...json(MakePlan, 'The plan to make'), required: true } },
  responses: { 201: json(PlanInFull, 'Made'), 400: refused, 404: refused, 409: refused, 422: refused },
})

export const discardDocumentRoute = createRoute({
  method: 'post',
  path: '/plan-documents/{planDocumentId}/discard',
  operationId: 'discardPlanDocument',
  tags: ['Plans'],
  summary: 'Put a plan document aside; nothing is made of it',
  access: mayReviewDocument,
  request: { params },
  responses: { 204: noContent, 404: refused, 409: refused },
})
