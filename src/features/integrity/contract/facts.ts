import { programmeKinds, programmeLevels } from '../../../lib/programmes/codes.ts'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import {
  mayAskAboutFact,
  mayDecideRequest,
  mayHandInEvidence,
  mayListIntegrity,
  mayReadIntegritySettings,
  mayReadOwnIntegrity,
  mayReadRequest,
  mayRecordFact,
  mayReverseFact,
  maySetIntegrity,
} from '../access.ts'
import { causes, requestKinds, requestStates } from '../core.ts'

const level = z.enum(programmeLevels)
const kind = z.enum(programmeKinds)
const reason = z.string().trim().min(2).max(500)
const standings = ['reversed', 'excused', 'barring', 'over', 'kept'] as const
const askRefusals = [
  'fact_reversed',
  'nothing_to_excuse',
  'asked_before',
  'appeal_too_late',
  'evidence_missing',
] as const

export const IntegrityRequest = z
  .object({
    id: z.uuid(),
    factId: z.uuid(),
    kind: z.enum(requestKinds),
    text: z.string(),
    hasFile: z.boolean(),
    state: z.enum(requestStates),
    personId: z.uuid(),
    againstBy: z.uuid().nullable(),
    againstFor: z.uuid().nullable(),
    askedBy: z.uuid(),
    askedFor: z.uuid(),
    askedByName: z.string(),
    askedAt: z.string(),
    decidedByName: z.string().nullable(),
    decidedAt: z.string().nullable(),
    decision: z.string().nullable(),
  })
  .openapi('IntegrityRequest')
export type IntegrityRequest = z.infer<typeof IntegrityRequest>

export const IntegrityFact = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    personName: z.string(),
    staffNo: z.string(),
    organisationName: z.string(),
    programmeId: z.uuid().nullable(),
    programmeTitle: z.string(),
    programmeLevel: level,
    programmeKind: kind,
    cause: z.enum(causes),
    happenedOn: z.string(),
    reason: z.string().nullable(),
    evidence: z.string().nullable().describe('The document that it rests on, of a fact from a signed list'),
    standing: z.enum(standings),
    barredUntil: z.string().nullable().describe('From that day on free'),
    barredLevels: z.array(level),
    barredKinds: z.array(kind),
    appealDueOn: z.string().describe('The last day on which it may be appealed against'),
    recordedByName: z.string(),
    recordedAt: z.string(),
    reversedReason: z.string().nullable(),
    reversedByName: z.string().nullable(),
    requests: z.array(IntegrityRequest),
    exemptionRefusal: z.enum(askRefusals).nullable().describe('Why no exemption may be asked for; evidence aside'),
    appealRefusal: z.enum(askRefusals).nullable(),
  })
  .openapi('IntegrityFact')
export type IntegrityFact = z.infer<typeof IntegrityFact>

export const RequestInTrail = IntegrityRequest.extend({
  personName: z.string(),
  staffNo: z.string(),
  organisationName: z.string(),
  programmeTitle: z.string(),
  cause: z.enum(causes),
  happenedOn: z.string(),
  factReason: z.string().nullable(),
  barredUntil: z.string().nullable(),
  recordedByName: z.string(),
}).openapi('IntegrityRequestInList')
export type RequestInTrail = z.infer<typeof RequestInTrail>

export const FactsAsked = z.object({
  ...pastedFilter,
  q: z.string().trim().max(40).default(''),
  cause: z.enum(causes).optional(),
  standing: z.enum(standings).optional(),
})
export type FactsAsked = z.infer<typeof FactsAsked>

export const RequestsAsked = z.object({
  ...pastedFilter,
  q: z.string().trim().max(40).default(''),
  kind: z.enum(requestKinds).optional(),
  state: z.enum(requestStates).optional(),
})
export type RequestsAsked = z.infer<typeof RequestsAsked>

export const NewFact = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    programmeTitle: z.string().trim().min(2).max(120),
    programmeLevel: level,
    programmeKind: kind,
    cause: z.enum(causes),
    happenedOn: z.iso.date(),
    reason: reason.nullable().default(null),
  })
  .openapi('NewIntegrityFact')
export type NewFact = z.infer<typeof NewFact>

export const NewRequest = z
  .object({
    id: z.uuid(),
    kind: z.enum(requestKinds),
    text: z.string().trim().min(10).max(1000),
    fileId: z.uuid().nullable().default(null),
  })
  .openapi('NewIntegrityRequest')
export type NewRequest = z.infer<typeof NewRequest>

export const IntegritySettings = z
  .object({
    banMonths: z.int().min(0).max(120),
    levels: z.array(level).max(programmeLevels.length),
    kinds: z.array(kind).max(8),
    causes: z.array(z.enum(causes)).max(4),
    appealDays: z.int().min(5).max(60),
  })
  .openapi('IntegritySettings')

const tags = ['Integrity']
const oneFact = { params: idParam('integrityFactId') }
const oneRequest = { params: idParam('integrityRequestId') }
const Reason = z.object({ reason }).openapi('IntegrityReason')

export const myIntegrityRoute = createRoute({
  method: 'get',
  path: '/my/integrity',
  operationId: 'readMyIntegrity',
  tags,
  summary: 'What is kept of your conduct in trainings, what follows, and what you may say against it',
  access: mayReadOwnIntegrity,
  responses: {
    200: json(z.object({ items: z.array(IntegrityFact) }).openapi('MyIntegrity'), 'The newest first'),
    401: refused,
    403: refused,
  },
})

export const listFactsRoute = createRoute({
  method: 'get',
  path: '/integrity-facts',
  operationId: 'listIntegrityFacts',
  tags,
  summary: 'What is kept of the conduct of people in your part of the tree, the latest first',
  access: mayListIntegrity,
  request: { query: FactsAsked.extend(Paging.shape) },
  responses: { 200: json(page(IntegrityFact), 'A page of facts'), 400: refused, 401: refused, 403: refused },
})

export const recordFactRoute = createRoute({
  method: 'post',
  path: '/integrity-facts',
  operationId: 'recordIntegrityFact',
  tags,
  summary: 'Write down what happened at a training that was held elsewhere; the person is told',
  access: mayRecordFact,
  request: { body: { ...json(NewFact, 'Who, where and what'), required: true } },
  responses: {
    201: json(IntegrityFact, 'Written down, or written down with this id before'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const reverseFactRoute = createRoute({
  method: 'post',
  path: '/integrity-facts/{integrityFactId}/reversal',
  operationId: 'reverseIntegrityFact',
  tags,
  summary: 'Take a mistaken fact back, with a reason; it stays in the file and counts no more',
  access: mayReverseFact,
  request: { ...oneFact, body: { ...json(Reason, 'Why'), required: true } },
  responses: {
    201: json(IntegrityFact, 'Taken back'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const askAboutFactRoute = createRoute({
  method: 'post',
  path: '/integrity-facts/{integrityFactId}/requests',
  operationId: 'askAboutIntegrityFact',
  tags,
  summary: 'Ask for an exemption with evidence, or appeal; an appeal only by the person, within the days for it',
  access: mayAskAboutFact,
  request: { ...oneFact, body: { ...json(NewRequest, 'What is asked, and why'), required: true } },
  responses: {
    201: json(IntegrityRequest, 'Asked, or asked with this id before'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const listRequestsRoute = createRoute({
  method: 'get',
  path: '/integrity-requests',
  operationId: 'listIntegrityRequests',
  tags,
  summary: 'Exemptions asked for and appeals of your part of the tree, the longest waiting first',
  access: mayListIntegrity,
  request: { query: RequestsAsked.extend(Paging.shape) },
  responses: { 200: json(page(RequestInTrail), 'A page of requests'), 400: refused, 401: refused, 403: refused },
})

export const decideRequestRoute = createRoute({
  method: 'post',
  path: '/integrity-requests/{integrityRequestId}/decision',
  operationId: 'decideIntegrityRequest',
  tags,
  summary: 'Grant or refuse what was asked, with a reason; never by whoever asked or, on an appeal, recorded it',
  access: mayDecideRequest,
  request: {
    ...oneRequest,
    body: {
      ...json(z.object({ outcome: z.enum(['granted', 'refused']), reason }).openapi('IntegrityDecision'), 'Which'),
      required: true,
    },
  },
  responses: {
    200: json(IntegrityRequest, 'Decided'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const withdrawRequestRoute = createRoute({
  method: 'post',
  path: '/my/integrity-requests/{integrityRequestId}/withdrawal',
  operationId: 'withdrawIntegrityRequest',
  tags,
  summary: 'Take back what you asked, as long as nobody has decided',
  access: mayReadOwnIntegrity,
  request: oneRequest,
  responses: { 200: json(IntegrityRequest, 'Taken back'), 403: refused, 404: refused, 409: refused },
})

const binary = {
  description: 'The content',
  content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
} as const

export const readEvidenceRoute = createRoute({
  method: 'get',
  path: '/integrity-requests/{integrityRequestId}/file',
  operationId: 'readIntegrityEvidence',
  tags,
  summary: 'Open what was handed in with a request',
  access: mayReadRequest,
  request: oneRequest,
  responses: { 200: binary, 403: refused, 404: refused },
})

export const storeEvidenceRoute = createRoute({
  method: 'post',
  path: '/integrity-files',
  operationId: 'storeIntegrityEvidence',
  tags,
  summary: 'Hand in a photo or PDF that a request will rest on; it is reached from there alone',
  access: mayHandInEvidence,
  request: {
    query: z.object({ id: z.uuid(), name: z.string().trim().min(1).max(200) }),
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
    },
  },
  responses: {
    201: json(z.object({ id: z.uuid(), name: z.string() }).openapi('IntegrityEvidence'), 'Kept'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    413: refused,
    415: refused,
    422: refused,
    503: refused,
  },
})

export const readSettingsRoute = createRoute({
  method: 'get',
  path: '/integrity-settings',
  operationId: 'readIntegritySettings',
  tags,
  summary: 'What follows from a fact: for how long, from which programmes, and how long it may be appealed against',
  access: mayReadIntegritySettings,
  responses: { 200: json(IntegritySettings, 'As it is now'), 403: refused },
})

export const setIntegrityRoute = createRoute({
  method: 'put',
  path: '/integrity-settings',
  operationId: 'setIntegritySettings',
  tags,
  summary: 'Set what follows from facts that are written down from now on',
  access: maySetIntegrity,
  request: { body: { ...json(IntegritySettings, 'All of it'), required: true } },
  responses: { 200: json(IntegritySettings, 'Set'), 400: refused, 403: refused },
})
