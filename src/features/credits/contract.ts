import { createSelectSchema } from 'drizzle-zod'
import { createRoute, idParam, json, Paging, refused, z } from '../../platform/http/openapi.ts'
import { mayApprove, mayCorrectRecord, mayReadCredits, mayReadOwnCredits, mayRecordHours, mayReturn } from './access.ts'
import { pastedFilter } from '../pastes/public.ts'
import type { Evidence as HourEvidence } from './core/entries.ts'
import { creditEntries, creditRecords, recordStates } from './tables.ts'

const Shown = createSelectSchema(creditRecords).pick({
  id: true,
  personId: true,
  organisationId: true,
  sourceKind: true,
  sourceId: true,
  sourceTitle: true,
  category: true,
  level: true,
  mode: true,
  kind: true,
  centihours: true,
  startedOn: true,
  earnedOn: true,
  state: true,
  returnReason: true,
  correctsId: true,
  recordedBy: true,
})

const proof = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^,]+$/)

/** What hours rest on: a kind, what it is called, and the SHA-256 of its file. */
export const Evidence = z
  .object({
    kind: proof,
    title: z.string().trim().min(1).max(200),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    fileId: z.uuid().optional(),
  })
  .openapi('CreditEvidence') satisfies z.ZodType<HourEvidence>
export type Evidence = z.infer<typeof Evidence>

export const CreditRecord = Shown.extend({
  evidence: z.array(Evidence),
  personName: z.string(),
  staffNo: z.string(),
  organisationName: z.string(),
  recordedFor: z.uuid(),
  recordedByName: z.string(),
  recordedAt: z.string(),
  approvedBy: z.string().nullable(),
  approvedFor: z.uuid().nullable(),
  approvedByName: z.string().nullable(),
  /** Whole days since the last step. */
  waitingDays: z.int(),
}).openapi('CreditRecord')
export type CreditRecord = z.infer<typeof CreditRecord>

const hours = z.int().positive().max(100_000)
const label = z.string().trim().min(1).max(40).nullable().default(null)

const late = z.string().trim().min(2).max(200).nullable().optional().describe('Why hours of a closed year come late')

export const NewRecord = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    title: z.string().trim().min(2).max(120),
    category: label,
    level: label,
    mode: label,
    kind: label.describe('The kind of programme'),
    centihours: hours,
    earnedOn: z.iso.date(),
    lateReason: late,
    evidence: z
      .array(z.object({ fileId: z.uuid(), kind: proof }))
      .max(12)
      .default([])
      .describe('Files that were stored as evidence, each with what it proves, as policies name it: 计划, 记载, 考核'),
  })
  .openapi('NewCreditRecord')
export type NewRecord = z.infer<typeof NewRecord>

const saidAnew = z.string().trim().min(1).max(40).nullable().optional().describe('As it was where nothing is said')

export const Correction = z
  .object({
    id: z.uuid(),
    centihours: hours,
    earnedOn: z.iso.date(),
    lateReason: late,
    ...{ category: saidAnew, level: saidAnew, mode: saidAnew, kind: saidAnew },
  })
  .openapi('CreditCorrection')
export type Correction = z.infer<typeof Correction>

/** Hours to be recorded by a feature that knows their source. */
export type HoursDraft = {
  readonly id: string
  readonly personId: string
  readonly source: { readonly kind: string; readonly id: string; readonly title: string }
  readonly category: string | null
  readonly level: string | null
  readonly mode: string | null
  /** The kind of programme or of activity. */
  readonly kind: string | null
  /** What the hours rest on. */
  readonly evidence: readonly HourEvidence[]
  readonly centihours: number
  readonly startedOn: string | null
  readonly earnedOn: string
  /** Whether these hours bring a certificate once they are verified. */
  readonly certificate: boolean
  /** The returned record of the same work that these answer. */
  readonly correctsId?: string | null
  /** Why hours of a closed year come late. */
  readonly lateReason?: string | null | undefined
}

export const RecordsQuery = Paging.extend({
  ...pastedFilter,
  state: z.enum(recordStates).optional(),
  q: z.string().trim().max(40).default(''),
  organisationId: z.uuid().optional(),
  sourceId: z.uuid().optional(),
  programmeId: z.uuid().optional().describe('Hours of the classes of this programme'),
})
export type RecordsQuery = z.infer<typeof RecordsQuery>
/** Which records are meant, whatever page of them is shown. */
export const RecordsAsked = RecordsQuery.omit({ cursor: true, limit: true })
export type RecordsAsked = z.infer<typeof RecordsAsked>

export const Batch = z.object({ ids: z.array(z.uuid()).min(1).max(500) }).openapi('CreditBatch')
export const ReturnBatch = Batch.extend({ reason: z.string().trim().min(2).max(200) }).openapi('CreditReturnBatch')

/** What became of one row of a batch; `code` says why it was refused. */
export const Outcome = z
  .object({ id: z.uuid(), outcome: z.enum(['done', 'already', 'refused']), code: z.string().nullable() })
  .openapi('CreditOutcome')
export type Outcome = z.infer<typeof Outcome>
export const Outcomes = z.object({ outcomes: z.array(Outcome) }).openapi('CreditOutcomes')

export const CreditEntry = createSelectSchema(creditEntries)
  .pick({
    id: true,
    personId: true,
    seq: true,
    direction: true,
    centihours: true,
    startedOn: true,
    earnedOn: true,
    category: true,
    level: true,
    mode: true,
    kind: true,
    cycle: true,
    sourceKind: true,
    sourceId: true,
    sourceTitle: true,
    reversesId: true,
    reason: true,
  })
  .extend({
    evidence: z.array(Evidence),
    postedAt: z.string(),
    /** The entry that reverses this one, if any. */
    reversedById: z.string().nullable(),
    recordedByName: z.string().nullable(),
    approvedByName: z.string().nullable(),
    postedByName: z.string(),
    /** The first 12 characters of the entry's hash. */
    mark: z.string(),
  })
  .openapi('CreditEntry')
export type CreditEntry = z.infer<typeof CreditEntry>

export const CreditTotal = z.object({ year: z.int(), category: z.string(), centihours: z.int() }).openapi('CreditTotal')

export const Said = z.object({ zh: z.string(), en: z.string() })
const Named = z.object({ id: z.string(), title: Said })
const change = { before: z.int(), after: z.int() }

/** One thing that changed a figure; in hundredths of a unit. */
export const StandingStep = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('earned'), units: z.int() }),
    z.object({ kind: z.literal('converted'), centihours: z.int(), units: z.int() }),
    z.object({ kind: z.literal('unproven'), rule: Named, needs: z.array(z.string()), ...change }),
    z.object({ kind: z.literal('capped'), rule: Named, most: z.int(), ...change }),
    z.object({ kind: z.literal('carried'), units: z.int(), fromYear: z.int() }),
    z.object({ kind: z.literal('by_months'), months: z.int(), of: z.int(), ...change }),
    z.object({ kind: z.literal('excused'), months: z.int(), reasons: z.array(z.string()), ...change }),
    z.object({ kind: z.literal('instead'), rules: z.array(Named) }),
  ])
  .openapi('StandingStep')

/** What is asked, as lists of many people name it. */
export const HourDemand = z
  .object({
    id: z.string(),
    kind: z.enum(['least', 'most', 'average', 'ratio']),
    title: Said,
    /** Where it asks about one category and nothing else. */
    category: z.string().nullable(),
    /** Whether it asks about all hours together. */
    whole: z.boolean(),
    /** Null where the years differ from person to person, or have no end. */
    fromYear: z.int().nullable(),
    toYear: z.int().nullable(),
    /** What the rule names, in hundredths of its unit. */
    units: z.int(),
    unit: z.enum(['hour', 'credit']),
    source: z.string(),
    sourceEn: z.string().nullable().describe('Its title in English, where the policy says one'),
    sure: z
      .enum(['stated', 'found', 'general'])
      .describe('How sure the figure is: the document states it, it was found, or it is usual'),
    /** Null for what a plan asks. */
    policy: z.object({ id: z.uuid(), version: z.int(), title: Said }).nullable(),
  })
  .openapi('HourDemand')
export type HourDemand = z.infer<typeof HourDemand>

export const HourStanding = HourDemand.extend({
  needed: z.int(),
  earned: z.int(),
  counted: z.int(),
  /** Earned and not counted. */
  over: z.int(),
  /** Brought from the period before; not part of `earned`. */
  carried: z.int(),
  missing: z.int(),
  state: z.enum(['met', 'short', 'exempt', 'aim', 'limit']),
  steps: z.array(StandingStep),
}).openapi('HourStanding')
export type HourStanding = z.infer<typeof HourStanding>

export const Credits = z
  .object({
    personId: z.uuid(),
    /** The day at whose end the ledger is told; null for now. */
    asOf: z.string().nullable(),
    /** The day whose policies the standing is told by, where another than that was asked for. */
    policiesOn: z.string().nullable(),
    year: z.int(),
    standings: z.array(HourStanding),
    totals: z.array(CreditTotal),
    entries: z.array(CreditEntry),
    /** On their way: recorded, approved or returned. */
    waiting: z.array(CreditRecord),
    chain: z.object({ entries: z.int(), brokenAt: z.int().nullable(), totalsAgree: z.boolean() }),
  })
  .openapi('Credits')
export type Credits = z.infer<typeof Credits>

const batchAnswers = { 200: json(Outcomes, 'What became of each row'), 400: refused, 401: refused, 403: refused }

export const recordHoursRoute = createRoute({
  method: 'post',
  path: '/credit-records',
  operationId: 'recordHours',
  tags: ['Credits'],
  summary: 'Record hours of one of your people by hand',
  access: mayRecordHours,
  request: { body: { ...json(NewRecord, 'The hours'), required: true } },
  responses: {
    201: json(CreditRecord, 'Recorded, or already recorded with this id'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const correctRecordRoute = createRoute({
  method: 'post',
  path: '/credit-records/{recordId}/correction',
  operationId: 'correctCreditRecord',
  tags: ['Credits'],
  summary: 'Answer a returned record with a corrected one',
  access: mayCorrectRecord,
  request: { params: idParam('recordId'), body: { ...json(Correction, 'What is right'), required: true } },
  responses: {
    201: json(CreditRecord, 'The new record'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const approveRecordsRoute = createRoute({
  method: 'post',
  path: '/credit-record-approvals',
  operationId: 'approveCreditRecords',
  tags: ['Credits'],
  summary: 'Approve recorded hours',
  access: mayApprove,
  request: { body: { ...json(Batch, 'Which records'), required: true } },
  responses: batchAnswers,
})

export const returnRecordsRoute = createRoute({
  method: 'post',
  path: '/credit-record-returns',
  operationId: 'returnCreditRecords',
  tags: ['Credits'],
  summary: 'Send hours back with a reason',
  access: mayReturn,
  request: { body: { ...json(ReturnBatch, 'Which records, and why'), required: true } },
  responses: batchAnswers,
})

const CreditsQuery = z.object({
  asOf: z.iso.date().optional().describe('As the ledger stood at the end of this day, in the zone of the region'),
  policiesOn: z.iso
    .date()
    .optional()
    .describe('Under the policies of this day; those of `asOf`, or today’s, without it'),
})

export const readCreditsRoute = createRoute({
  method: 'get',
  path: '/people/{personId}/credits',
  operationId: 'readCredits',
  tags: ['Credits'],
  summary: 'The ledger of a person: standing, totals, entries and what is on its way',
  access: mayReadCredits,
  request: { params: idParam('personId'), query: CreditsQuery },
  responses: { 200: json(Credits, 'The ledger'), 400: refused, 403: refused, 404: refused },
})

export const readOwnCreditsRoute = createRoute({
  method: 'get',
  path: '/my/credits',
  operationId: 'readOwnCredits',
  tags: ['Credits'],
  summary: 'Your own ledger',
  access: mayReadOwnCredits,
  request: { query: CreditsQuery },
  responses: { 200: json(Credits, 'The ledger'), 400: refused, 401: refused, 403: refused, 404: refused },
})
