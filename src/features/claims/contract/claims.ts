import type { Award } from '../../../lib/policy/language.ts'
import { createRoute, idParam, json, Paging, page, refused, refusedChange, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import { mayClaim, mayClaimFor, mayHandInFile, mayListClaims, mayReadClaim } from '../access.ts'
import { claimActs, claimStates, sharingForms } from '../core/claims.ts'
import type { Valuing } from '../core/valuing.ts'

const Said = z.object({ zh: z.string(), en: z.string() })
const Ask = z.discriminatedUnion('kind', [
  z.object({
    key: z.string(),
    title: Said,
    kind: z.literal('choice'),
    options: z.array(z.string()).readonly(),
  }),
  z.object({ key: z.string(), title: Said, kind: z.literal('number'), unit: z.string(), most: z.int() }),
])

/** A table of a policy that turns work into hours. */
export const ClaimTable = z
  .object({
    id: z.string(),
    title: Said,
    asks: z.array(Ask).readonly(),
    rows: z
      .array(
        z.object({
          when: z.record(z.string(), z.string()),
          centihours: z.union([z.int(), z.tuple([z.int(), z.int()]).readonly()]),
          per: z.string().optional(),
        }),
      )
      .readonly(),
    category: z.string().nullable(),
    level: z.string().nullable().optional(),
    mode: z.string().nullable(),
    kind: z.string().nullable().optional().describe('The kind of programme that the work counts as'),
    evidence: z.array(z.string()).readonly(),
    proves: z.array(z.string()).readonly().optional().describe('What these files prove'),
    mostEach: z.int().optional(),
    mostYearly: z.int().optional(),
    onceYearly: z.boolean().optional(),
    source: z
      .object({ cites: z.string(), citesEn: z.string().optional(), sure: z.enum(['stated', 'found', 'general']) })
      .optional(),
  })
  .openapi('ClaimTable') satisfies z.ZodType<Award>

/** The version of a policy by which work is valued: the one in force on its day. */
const ValuedBy = z
  .object({ policyId: z.uuid(), version: z.int(), title: Said, from: z.string() })
  .openapi('ClaimValuedBy') satisfies z.ZodType<Valuing['by']>

export const ClaimTables = z
  .object({
    tables: z.array(ClaimTable).describe('In force today'),
    periods: z
      .array(z.object({ fromOn: z.string(), tables: z.array(z.object({ award: ClaimTable, by: ValuedBy })) }))
      .describe('The tables that were in force from a day until the next: work is valued by those of its day'),
    today: z.string(),
    claimableFrom: z.string().describe('Work before this day is no longer claimed'),
    closedYears: z.array(z.int()),
    /** What each table brought already, by year. */
    brought: z.array(z.object({ awardId: z.string(), year: z.int(), centihours: z.int(), claimId: z.uuid() })),
  })
  .openapi('ClaimTables')
export type ClaimTables = z.infer<typeof ClaimTables>

const Answers = z.record(z.string().max(30), z.union([z.string().max(60), z.number()]))
const date = z.iso.date()

/** A piece of work as its claimant writes it. As long as it is a draft, anything may be missing. */
export const ClaimDraft = z
  .object({
    awardId: z.string().max(40).nullable(),
    title: z.string().trim().max(200),
    host: z.string().trim().max(120).nullable().default(null),
    place: z.string().trim().max(60).nullable().default(null).describe('Of a trip: where it went'),
    startedOn: date.nullable().default(null),
    doneOn: date.nullable(),
    answers: Answers,
    certificateNo: z.string().trim().max(60).nullable().default(null),
    validUntil: date.nullable().default(null),
    lateReason: z
      .string()
      .trim()
      .max(200)
      .nullable()
      .default(null)
      .describe('Why work of a closed year is claimed late'),
    files: z.array(z.object({ fileId: z.uuid(), kind: z.string().trim().min(1).max(60) })).max(12),
  })
  .openapi('ClaimDraft')
export type ClaimDraft = z.infer<typeof ClaimDraft>

export const NewClaim = ClaimDraft.extend({ id: z.uuid(), personId: z.uuid() }).openapi('NewClaim')
export type NewClaim = z.infer<typeof NewClaim>

export const recordStates = ['recorded', 'approved', 'verified', 'returned', 'reversed'] as const

/** The hours that a claim became, and how far they are. */
export const ClaimHours = z
  .object({
    recordId: z.uuid(),
    state: z.enum(recordStates),
    centihours: z.int(),
    returnReason: z.string().nullable(),
    recordedBy: z.uuid(),
    level: z.string().nullable(),
    kind: z.string().nullable(),
  })
  .openapi('ClaimHours')

export const Claim = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    state: z.enum(claimStates),
    awardId: z.string().nullable(),
    awardTitle: Said.nullable(),
    title: z.string(),
    host: z.string().nullable(),
    place: z.string().nullable(),
    startedOn: z.string().nullable(),
    doneOn: z.string().nullable(),
    certificateNo: z.string().nullable(),
    validUntil: z.string().nullable(),
    lateReason: z.string().nullable(),
    valuedBy: ValuedBy.nullable(),
    isTrip: z.boolean(),
    isShared: z.boolean().describe('Of a trip: whether what was seen was passed on'),
    leastCentihours: z.int().nullable(),
    mostCentihours: z.int().nullable(),
    centihours: z.int().nullable(),
    returnReason: z.string().nullable(),
    createdAt: z.string(),
    submittedAt: z.string().nullable(),
    decidedAt: z.string().nullable(),
    hours: ClaimHours.nullable(),
  })
  .openapi('Claim')
export type Claim = z.infer<typeof Claim>

export const ClaimRow = Claim.extend({
  personName: z.string(),
  staffNo: z.string(),
  organisationName: z.string(),
  waitingDays: z.int(),
  doubts: z.int().describe('How many other claims look like the same work'),
}).openapi('ClaimRow')
export type ClaimRow = z.infer<typeof ClaimRow>

/** Another claim that may be about the same work. */
export const Doubt = z
  .object({
    claimId: z.uuid(),
    reasons: z.array(z.enum(['same_file', 'same_certificate', 'same_title'])),
    title: z.string(),
    personName: z.string(),
    staffNo: z.string(),
    organisationName: z.string(),
    doneOn: z.string().nullable(),
    state: z.enum(claimStates),
    centihours: z.int().nullable(),
  })
  .openapi('ClaimDoubt')
export type Doubt = z.infer<typeof Doubt>

export const Sharing = z
  .object({
    heldOn: date,
    form: z.enum(sharingForms),
    audience: z.string().trim().min(2).max(80),
    summary: z.string().trim().min(10).max(2000),
    fileId: z.uuid().nullable().default(null),
  })
  .openapi('ClaimSharing')
export type Sharing = z.infer<typeof Sharing>

export const ClaimInFull = ClaimRow.extend({
  answers: Answers,
  table: ClaimTable.nullable(),
  files: z.array(
    z.object({
      fileId: z.uuid(),
      kind: z.string(),
      name: z.string(),
      type: z.string(),
      size: z.int(),
      sha256: z.string(),
    }),
  ),
  sharing: Sharing.extend({ recordedAt: z.string() }).nullable(),
  steps: z.array(
    z.object({
      id: z.uuid(),
      act: z.enum(claimActs),
      remark: z.string().nullable(),
      centihours: z.int().nullable(),
      byName: z.string(),
      at: z.string(),
    }),
  ),
  offer: z
    .object({ least: z.int(), most: z.int(), left: z.int().nullable() })
    .nullable()
    .describe('What may be recorded for it now'),
  likeIt: z.array(Doubt).describe('Other claims that look like the same work; empty for its claimant'),
}).openapi('ClaimInFull')
export type ClaimInFull = z.infer<typeof ClaimInFull>

export const ClaimsAsked = z.object({
  ...pastedFilter,
  state: z.enum(claimStates).exclude(['draft']).optional(),
  q: z.string().trim().max(40).default(''),
  awardId: z.string().max(40).optional(),
  organisationId: z.uuid().optional(),
  certificates: z.literal('yes').optional().describe('Only claims of a certificate: the register of certificates'),
  trips: z.enum(['open', 'shared']).optional().describe('Only trips: without a sharing record, or with one'),
})
export type ClaimsAsked = z.infer<typeof ClaimsAsked>
export const ClaimsQuery = ClaimsAsked.extend(Paging.shape)
export type ClaimsQuery = z.infer<typeof ClaimsQuery>

const tags = ['Claims']
const one = { params: idParam('claimId') }
const inFull = json(ClaimInFull, 'The claim')
const binary = { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } }

export const myTablesRoute = createRoute({
  method: 'get',
  path: '/my/claim-tables',
  operationId: 'listMyClaimTables',
  tags,
  summary: 'What you may claim hours for, with what each kind of work brought you already',
  access: mayClaim,
  responses: { 200: json(ClaimTables, 'The tables in force for you'), 401: refused, 403: refused },
})

export const claimTablesRoute = createRoute({
  method: 'get',
  path: '/claim-tables',
  operationId: 'listClaimTables',
  tags,
  summary: 'What somebody of your school may claim hours for',
  access: mayClaimFor,
  request: { query: z.object({ personId: z.uuid() }) },
  responses: { 200: json(ClaimTables, 'The tables in force for them'), 400: refused, 403: refused, 404: refused },
})

export const myClaimsRoute = createRoute({
  method: 'get',
  path: '/my/claims',
  operationId: 'listMyClaims',
  tags,
  summary: 'Your claims, the newest first',
  access: mayClaim,
  request: { query: Paging },
  responses: { 200: json(page(Claim), 'A page of claims'), 400: refused, 401: refused, 403: refused },
})

export const saveClaimRoute = createRoute({
  method: 'put',
  path: '/my/claims/{claimId}',
  operationId: 'saveMyClaim',
  tags,
  summary: 'Keep a claim as far as it is written; nobody else sees a draft',
  access: mayClaim,
  request: { ...one, body: { ...json(ClaimDraft, 'What is written so far'), required: true } },
  responses: {
    ...refusedChange,
    200: json(Claim, 'Kept'),
  },
})

export const submitClaimRoute = createRoute({
  method: 'post',
  path: '/my/claims/{claimId}/submission',
  operationId: 'submitMyClaim',
  tags,
  summary: 'Hand a claim in, or hand it in again after it was returned',
  access: mayClaim,
  request: one,
  responses: {
    ...refusedChange,
    201: json(Claim, 'Handed in'),
  },
})

export const withdrawClaimRoute = createRoute({
  method: 'post',
  path: '/my/claims/{claimId}/withdrawal',
  operationId: 'withdrawMyClaim',
  tags,
  summary: 'Take a claim back that nobody has taken up',
  access: mayClaim,
  request: one,
  responses: {
    ...refusedChange,
    200: json(Claim, 'Taken back'),
  },
})

export const shareTripRoute = createRoute({
  method: 'put',
  path: '/my/claims/{claimId}/sharing',
  operationId: 'shareTrip',
  tags,
  summary: 'Say how what was seen on a trip was passed on; without it its hours are not recorded',
  access: mayClaim,
  request: { ...one, body: { ...json(Sharing, 'The sharing record'), required: true } },
  responses: {
    ...refusedChange,
    200: json(Claim, 'Kept'),
  },
})

export const claimForRoute = createRoute({
  method: 'post',
  path: '/claims',
  operationId: 'claimForPerson',
  tags,
  summary: 'Hand a claim in for somebody of your school',
  access: mayClaimFor,
  request: { body: { ...json(NewClaim, 'The claim'), required: true } },
  responses: {
    ...refusedChange,
    201: json(Claim, 'Handed in, or already handed in with this id'),
  },
})

export const listClaimsRoute = createRoute({
  method: 'get',
  path: '/claims',
  operationId: 'listClaims',
  tags,
  summary: 'What people of your part of the tree claim, the longest waiting first',
  access: mayListClaims,
  request: { query: ClaimsQuery },
  responses: { 200: json(page(ClaimRow), 'A page of claims'), 400: refused, 401: refused, 403: refused },
})

export const readClaimRoute = createRoute({
  method: 'get',
  path: '/claims/{claimId}',
  operationId: 'readClaim',
  tags,
  summary: 'A claim with what it rests on, what became of it, and what looks like the same work',
  access: mayReadClaim,
  request: one,
  responses: { 200: inFull, 404: refused },
})

export const storeClaimFileRoute = createRoute({
  method: 'post',
  path: '/claim-files',
  operationId: 'storeClaimFile',
  tags,
  summary: 'Hand in a picture or PDF for a claim or an appeal of yours',
  access: mayHandInFile,
  request: {
    query: z.object({ id: z.uuid(), name: z.string().min(1).max(300) }),
    body: { required: true, content: binary },
  },
  responses: {
    ...refusedChange,
    201: json(
      z.object({ id: z.uuid(), name: z.string(), size: z.int(), type: z.string() }).openapi('ClaimFile'),
      'Stored, or already stored with this id',
    ),
    413: refused,
    415: refused,
    503: refused,
  },
})

export const readClaimFileRoute = createRoute({
  method: 'get',
  path: '/claims/{claimId}/files/{claimFileId}',
  operationId: 'readClaimFile',
  tags,
  summary: 'Open what a claim rests on',
  access: mayReadClaim,
  request: { params: z.object({ claimId: z.uuid(), claimFileId: z.uuid() }) },
  responses: { 200: { description: 'The content', content: binary }, 404: refused },
})
