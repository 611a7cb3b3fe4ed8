import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import { mayDecideCorrection, mayListCorrections, mayReadCorrection, mayUseOwn } from '../access.ts'
import { correctable, correctionStates } from '../core.ts'
import { Why } from './unmasking.ts'

export const NewCorrection = z
  .object({
    id: z.uuid(),
    field: z.enum(correctable),
    value: z.string().trim().min(1).max(60),
    reason: Why,
    fileId: z.uuid().nullable().default(null).describe('A proof, handed in before'),
  })
  .openapi('NewCorrection')
export type NewCorrection = z.infer<typeof NewCorrection>

export const Correction = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    field: z.enum(correctable),
    before: z.string().nullable().describe('What the roster said; ID and phone numbers masked'),
    value: z.string().describe('What it should say; ID and phone numbers masked'),
    reason: z.string(),
    hasProof: z.boolean(),
    state: z.enum(correctionStates),
    askedAt: z.string(),
    decidedAt: z.string().nullable(),
    decidedByName: z.string().nullable(),
    decision: z.string().nullable(),
  })
  .openapi('Correction')
export type Correction = z.infer<typeof Correction>

export const CorrectionRow = Correction.extend({
  personName: z.string(),
  staffNo: z.string(),
  organisationName: z.string(),
}).openapi('CorrectionRow')
export type CorrectionRow = z.infer<typeof CorrectionRow>

export const CorrectionQuery = Paging.extend({ state: z.enum(correctionStates).default('asked'), ...pastedFilter })
export type CorrectionQuery = z.infer<typeof CorrectionQuery>

const one = { params: idParam('correctionId') }
const decided = {
  200: json(Correction, 'Decided'),
  400: refused,
  403: refused,
  404: refused,
  409: refused,
  422: refused,
}

export const askCorrectionRoute = createRoute({
  method: 'post',
  path: '/my/corrections',
  operationId: 'askCorrection',
  tags: ['Privacy'],
  summary: 'Ask for something that the roster says of you to be corrected',
  access: mayUseOwn,
  request: { body: { ...json(NewCorrection, 'What should be corrected'), required: true } },
  responses: {
    201: json(Correction, 'Asked, or already asked with this id'),
    400: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const myCorrectionsRoute = createRoute({
  method: 'get',
  path: '/my/corrections',
  operationId: 'listMyCorrections',
  tags: ['Privacy'],
  summary: 'What you asked to be corrected, and what became of it',
  access: mayUseOwn,
  request: { query: Paging },
  responses: { 200: json(page(Correction), 'A page of corrections, the newest first'), 400: refused },
})

export const withdrawCorrectionRoute = createRoute({
  method: 'post',
  path: '/my/corrections/{correctionId}/withdrawal',
  operationId: 'withdrawCorrection',
  tags: ['Privacy'],
  summary: 'Withdraw a correction that nobody has decided',
  access: mayUseOwn,
  request: one,
  responses: { 200: json(Correction, 'Withdrawn'), 404: refused, 409: refused },
})

export const storeProofRoute = createRoute({
  method: 'post',
  path: '/my/proofs',
  operationId: 'storeProof',
  tags: ['Privacy'],
  summary: 'Hand in a picture or PDF that shows what is right, before asking for the correction',
  access: mayUseOwn,
  request: {
    query: z.object({ id: z.uuid(), name: z.string().min(1).max(300) }),
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
    },
  },
  responses: {
    201: json(z.object({ id: z.uuid(), name: z.string(), size: z.int() }).openapi('Proof'), 'Stored'),
    400: refused,
    404: refused,
    409: refused,
    413: refused,
    415: refused,
    422: refused,
    503: refused,
  },
})

export const listCorrectionsRoute = createRoute({
  method: 'get',
  path: '/corrections',
  operationId: 'listCorrections',
  tags: ['Privacy'],
  summary: 'What your people ask to be corrected, the oldest first',
  access: mayListCorrections,
  request: { query: CorrectionQuery },
  responses: { 200: json(page(CorrectionRow), 'A page of corrections'), 400: refused, 403: refused },
})

export const readProofRoute = createRoute({
  method: 'get',
  path: '/corrections/{correctionId}/proof',
  operationId: 'readProof',
  tags: ['Privacy'],
  summary: 'Open the proof that came with a correction; that it was opened is recorded',
  access: mayReadCorrection,
  request: one,
  responses: {
    200: { description: 'The content', content: { 'application/octet-stream': { schema: z.any() } } },
    403: refused,
    404: refused,
  },
})

export const approveCorrectionRoute = createRoute({
  method: 'post',
  path: '/corrections/{correctionId}/approval',
  operationId: 'approveCorrection',
  tags: ['Privacy'],
  summary: 'Approve a correction: the roster says the new value from then on',
  access: mayDecideCorrection,
  request: one,
  responses: decided,
})

export const refuseCorrectionRoute = createRoute({
  method: 'post',
  path: '/corrections/{correctionId}/refusal',
  operationId: 'refuseCorrection',
  tags: ['Privacy'],
  summary: 'Refuse a correction, with a reason',
  access: mayDecideCorrection,
  request: {
    ...one,
    body: { ...json(z.object({ reason: Why }).openapi('CorrectionRefusal'), 'Why'), required: true as const },
  },
  responses: decided,
})
