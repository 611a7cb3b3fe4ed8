import { createRoute, idParam, json, Paging, page, refused, refusedChange, z } from '../../platform/http/openapi.ts'
import { pastedFilter } from '../pastes/public.ts'
import {
  mayArchiveStatements,
  mayIssueStatement,
  mayListStatements,
  mayReadStatement,
  mayReadStatementsOf,
  mayUseOwnStatements,
  mayWithdrawStatement,
} from './access.ts'
import type { StatementContent } from './core.ts'

export const statementKinds = ['year', 'cycle'] as const
const Year = z.coerce.number().int().min(2000).max(2100)

export const HourStatement = z
  .object({
    id: z.uuid(),
    number: z.string(),
    code: z.string(),
    personId: z.uuid(),
    holderName: z.string(),
    schoolName: z.string(),
    kind: z.enum(statementKinds),
    fromYear: z.int(),
    toYear: z.int(),
    asOf: z.string(),
    /** Verified hours of all its years together. */
    centihours: z.int(),
    issuedAt: z.string(),
    issuedByName: z.string(),
    withdrawnAt: z.string().nullable(),
    withdrawnReason: z.string().nullable(),
  })
  .openapi('HourStatement')
export type HourStatement = z.infer<typeof HourStatement>

const Both = z.object({ zh: z.string(), en: z.string() })

/** What a statement says, as it is kept. */
export const Content: z.ZodType<StatementContent> = z.object({
  format: z.literal(1),
  number: z.string(),
  kind: z.enum(statementKinds),
  fromYear: z.int(),
  toYear: z.int(),
  asOf: z.string(),
  issuedOn: z.string(),
  issuer: z.string(),
  holder: z.object({ name: z.string(), staffNo: z.string(), idMasked: z.string().nullable(), school: z.string() }),
  categories: z.array(z.string()),
  years: z.array(z.object({ year: z.int(), centihours: z.array(z.int()) })),
  requirements: z.array(
    z.object({
      title: Both,
      fromYear: z.int().nullable(),
      toYear: z.int().nullable(),
      unit: z.enum(['hour', 'credit']),
      needed: z.int(),
      counted: z.int(),
      over: z.int(),
      missing: z.int(),
      state: z.enum(['met', 'short', 'exempt', 'aim', 'limit']),
      policy: z.string(),
    }),
  ),
  entries: z.array(
    z.object({
      earnedOn: z.string(),
      title: z.string(),
      category: z.string(),
      level: z.string().nullish(),
      centihours: z.int(),
      mark: z.string(),
    }),
  ),
  stamps: z.array(
    z.object({
      year: z.int(),
      on: z.string(),
      by: z.string(),
      verdict: z.enum(['met', 'short', 'none']),
      changed: z.boolean().optional(),
    }),
  ),
  ledger: z.object({ entries: z.int(), mark: z.string().nullable() }),
})

export const NewStatement = z
  .object({
    id: z.uuid(),
    kind: z.enum(statementKinds),
    year: z.int().min(2000).max(2100).describe('The year, or any year of the cycle'),
  })
  .openapi('NewHourStatement')
export type NewStatement = z.infer<typeof NewStatement>

export const NewStatementArchive = NewStatement.extend({ personIds: z.array(z.uuid()).min(1).max(300) }).openapi(
  'NewHourStatementArchive',
)
export type NewStatementArchive = z.infer<typeof NewStatementArchive>

export const StatementsQuery = Paging.extend({
  ...pastedFilter,
  q: z.string().trim().max(40).default(''),
  year: Year.optional(),
  kind: z.enum(statementKinds).optional(),
  state: z.enum(['genuine', 'withdrawn']).optional(),
  personId: z.uuid().optional(),
})
export type StatementsQuery = z.infer<typeof StatementsQuery>

export const Withdrawal = z.object({ reason: z.string().trim().min(2).max(200) }).openapi('HourStatementWithdrawal')

export const issueOwnStatementRoute = createRoute({
  method: 'post',
  path: '/my/hour-statements',
  operationId: 'issueOwnHourStatement',
  tags: ['Statements'],
  summary: 'Have a statement of your own hours made, for a year or a cycle',
  access: mayUseOwnStatements,
  request: { body: { ...json(NewStatement, 'Over which time'), required: true } },
  responses: {
    201: json(HourStatement, 'Issued, or already issued with this id'),
    ...refusedChange,
  },
})

export const issueStatementRoute = createRoute({
  method: 'post',
  path: '/people/{personId}/hour-statements',
  operationId: 'issueHourStatement',
  tags: ['Statements'],
  summary: 'Have a statement of somebody’s hours made',
  access: mayIssueStatement,
  request: { params: idParam('personId'), body: { ...json(NewStatement, 'Over which time'), required: true } },
  responses: {
    201: json(HourStatement, 'Issued, or already issued with this id'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const listOwnStatementsRoute = createRoute({
  method: 'get',
  path: '/my/hour-statements',
  operationId: 'listOwnHourStatements',
  tags: ['Statements'],
  summary: 'Your own statements of hours',
  access: mayUseOwnStatements,
  request: { query: Paging },
  responses: {
    200: json(page(HourStatement), 'A page of statements, the latest first'),
    400: refused,
    401: refused,
    403: refused,
  },
})

export const listStatementsOfRoute = createRoute({
  method: 'get',
  path: '/people/{personId}/hour-statements',
  operationId: 'listHourStatementsOf',
  tags: ['Statements'],
  summary: 'The statements of somebody’s hours',
  access: mayReadStatementsOf,
  request: { params: idParam('personId'), query: Paging },
  responses: {
    200: json(page(HourStatement), 'A page of statements, the latest first'),
    400: refused,
    403: refused,
    404: refused,
  },
})

export const listStatementsRoute = createRoute({
  method: 'get',
  path: '/hour-statements',
  operationId: 'listHourStatements',
  tags: ['Statements'],
  summary: 'Statements of hours that were issued in your part of the region',
  access: mayListStatements,
  request: { query: StatementsQuery },
  responses: { 200: json(page(HourStatement), 'A page of statements, the latest first'), 400: refused, 403: refused },
})

export const drawStatementRoute = createRoute({
  method: 'get',
  path: '/hour-statements/{hourStatementId}/document',
  operationId: 'drawHourStatement',
  tags: ['Statements'],
  summary: 'A statement as PDF, as it was issued',
  access: mayReadStatement,
  request: { params: idParam('hourStatementId') },
  responses: {
    200: {
      description: 'The statement',
      content: { 'application/pdf': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
    },
    403: refused,
    404: refused,
    422: refused,
  },
})

export const withdrawStatementRoute = createRoute({
  method: 'post',
  path: '/hour-statements/{hourStatementId}/withdrawal',
  operationId: 'withdrawHourStatement',
  tags: ['Statements'],
  summary: 'Withdraw a statement for good, with a reason',
  access: mayWithdrawStatement,
  request: { params: idParam('hourStatementId'), body: { ...json(Withdrawal, 'Why'), required: true } },
  responses: { 201: json(HourStatement, 'Withdrawn'), 400: refused, 403: refused, 404: refused, 409: refused },
})

export const archiveStatementsRoute = createRoute({
  method: 'post',
  path: '/hour-statement-archives',
  operationId: 'archiveHourStatements',
  tags: ['Statements'],
  summary: 'Have statements made for many people, as one zip',
  access: mayArchiveStatements,
  request: { body: { ...json(NewStatementArchive, 'Whose, and over which time'), required: true } },
  responses: {
    202: json(z.object({ jobId: z.uuid() }).openapi('HourStatementArchive'), 'Being made'),
    400: refused,
    403: refused,
    409: refused,
    422: refused,
  },
})
