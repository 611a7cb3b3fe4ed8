import { hourPurposes } from '../../../lib/purposes.ts'
import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayAcceptStatement, mayIssueStatement, mayReadStatements } from '../access.ts'

const StatedEntry = z
  .object({
    earnedOn: z.iso.date(),
    startedOn: z.iso.date().nullable(),
    category: z.string().max(40).nullable(),
    level: z.string().max(40).nullable(),
    mode: z.string().max(40).nullable(),
    kind: z.string().max(40).nullable(),
    centihours: z.int().min(1).max(1_000_000),
    title: z.string().max(300),
    evidence: z
      .array(z.object({ kind: z.string().max(40), title: z.string().max(200), sha256: z.string().max(64) }))
      .max(50),
    usedFor: z.array(z.object({ purpose: z.enum(hourPurposes), caseNo: z.string().min(1).max(60) })).max(10),
  })
  .openapi('StatedHours')

/** What was signed, read back from the text that the signature covers. */
export const StatementContent = z
  .object({
    format: z.enum(['qinglan-hours-statement/1', 'qinglan-hours-statement/2']),
    id: z.uuid(),
    number: z.string().min(1).max(60),
    bureau: z.object({ name: z.string().min(1).max(80), regionCode: z.string().max(6) }),
    toBureau: z.string().max(80),
    person: z.object({
      name: z.string().min(1).max(40),
      gender: z.string().nullable(),
      bornOn: z.string().nullable(),
      idNumberMasked: z.string().nullable(),
    }),
    issuedOn: z.iso.date(),
    issuedBy: z.string().max(40),
    hours: z
      .array(
        z.object({
          year: z.int().min(1980).max(2100),
          category: z.string().max(40),
          centihours: z.int().min(-1_000_000).max(1_000_000),
        }),
      )
      .max(500),
    entries: z.array(StatedEntry).max(2_000).optional(),
    ledger: z.object({ entries: z.int(), mark: z.string().nullable() }),
  })
  .openapi('HoursStatementContent')

/** A statement of hours as it travels: the exact text, its Ed25519 signature and the key that checks it. */
export const SignedStatement = z
  .object({
    payload: z.string().min(2).max(900_000),
    signature: z.string().min(80).max(100),
    publicKey: z.string().min(50).max(80),
  })
  .openapi('SignedStatement')
export type SignedStatement = z.infer<typeof SignedStatement>

export const Statement = SignedStatement.extend({
  id: z.uuid(),
  /** Given out here, or taken over here from another bureau. */
  direction: z.enum(['issued', 'accepted']),
  number: z.string(),
  bureau: z.string().describe('The other bureau'),
  by: z.string(),
  at: z.string(),
  fingerprint: z.string().describe('Of the key, as printed and as bureaus compare it'),
  /** Of one that was handed in here: its opening list; null where the hours were taken over before these were vouched for by three. */
  openingId: z.uuid().nullable(),
  state: z.enum(['issued', 'recorded', 'approved', 'verified', 'returned']),
  content: StatementContent,
}).openapi('HoursStatement')
export type Statement = z.infer<typeof Statement>

export const NewStatement = z
  .object({
    id: z.uuid(),
    toBureau: z.string().trim().min(2).max(80),
    on: z.iso.date(),
    reason: z.string().trim().min(2).max(200),
  })
  .openapi('NewHoursStatement')
export type NewStatement = z.infer<typeof NewStatement>

export const StatementAcceptance = z
  .object({
    statement: SignedStatement,
    lateReason: z.string().trim().min(2).max(200).optional().describe('Why hours of a closed year come late'),
  })
  .openapi('StatementAcceptance')
export type StatementAcceptance = z.infer<typeof StatementAcceptance>

export const listStatementsRoute = createRoute({
  method: 'get',
  path: '/people/{personId}/hours-statements',
  operationId: 'listHoursStatements',
  tags: ['Credits'],
  summary: 'List the statements of hours that a person took along or brought',
  access: mayReadStatements,
  request: { params: idParam('personId') },
  responses: {
    200: json(z.object({ items: z.array(Statement) }).openapi('HoursStatements'), 'The statements'),
    404: refused,
  },
})

export const issueStatementRoute = createRoute({
  method: 'post',
  path: '/people/{personId}/hours-statements',
  operationId: 'issueHoursStatement',
  tags: ['Credits'],
  summary: 'Sign what a person who moves to another bureau has earned here; the person leaves the roster as moved away',
  access: mayIssueStatement,
  request: { params: idParam('personId'), body: { ...json(NewStatement, 'Where to, and why'), required: true } },
  responses: { 201: json(Statement, 'Signed'), 400: refused, 404: refused, 409: refused, 422: refused },
})

export const acceptStatementRoute = createRoute({
  method: 'post',
  path: '/people/{personId}/opening-hours',
  operationId: 'acceptHoursStatement',
  tags: ['Credits'],
  summary:
    'Hand in the hours that another bureau signed for; they wait for approval and verification as an opening list',
  access: mayAcceptStatement,
  request: { params: idParam('personId'), body: { ...json(StatementAcceptance, 'The statement'), required: true } },
  responses: {
    201: json(Statement, 'Handed in, or handed in before'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})
