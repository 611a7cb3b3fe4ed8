import { createRoute, idParam, json, Paging, page, refused, refusedChange, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import { mayClaim, mayDecideAppeal, mayListAppeals, mayReadAppeal } from '../access.ts'
import { appealStates, appealSubjects } from '../core/appeals.ts'

export const NewAppeal = z
  .object({
    id: z.uuid(),
    subject: z.object({ kind: z.enum(appealSubjects), id: z.uuid() }),
    text: z.string().trim().min(10).max(2000),
    fileIds: z.array(z.uuid()).max(6).default([]),
  })
  .openapi('NewAppeal')
export type NewAppeal = z.infer<typeof NewAppeal>

/** A decision that may still be appealed against, or was. */
export const Appealable = z
  .object({
    kind: z.enum(appealSubjects),
    id: z.uuid(),
    title: z.string(),
    centihours: z.int().nullable(),
    reason: z.string().nullable().describe('Why it was decided so'),
    decidedAt: z.string(),
    dueOn: z.string().describe('The last day on which it may be appealed against'),
    refusal: z.enum(['appeal_too_late', 'already_appealed']).nullable(),
  })
  .openapi('Appealable')
export type Appealable = z.infer<typeof Appealable>

export const Appeal = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    personName: z.string(),
    staffNo: z.string(),
    organisationName: z.string(),
    subjectKind: z.enum(appealSubjects),
    subjectId: z.uuid(),
    subjectTitle: z.string(),
    againstBy: z.uuid(),
    againstFor: z.uuid(),
    hands: z.array(z.uuid()).describe('Accounts that had a hand in it; they do not judge it'),
    againstName: z.string(),
    againstReason: z.string().nullable(),
    againstAt: z.string(),
    dueOn: z.string(),
    text: z.string(),
    state: z.enum(appealStates),
    askedAt: z.string(),
    waitingDays: z.int(),
    decidedByName: z.string().nullable(),
    decidedAt: z.string().nullable(),
    decision: z.string().nullable(),
    files: z.array(z.object({ fileId: z.uuid(), name: z.string() })),
  })
  .openapi('Appeal')
export type Appeal = z.infer<typeof Appeal>

export const AppealsAsked = z.object({
  ...pastedFilter,
  state: z.enum(appealStates).optional(),
  q: z.string().trim().max(40).default(''),
})
export type AppealsAsked = z.infer<typeof AppealsAsked>
export const AppealsQuery = AppealsAsked.extend(Paging.shape)

const tags = ['Claims']
const one = { params: idParam('appealId') }

export const appealablesRoute = createRoute({
  method: 'get',
  path: '/my/appealables',
  operationId: 'listMyAppealables',
  tags,
  summary: 'Decisions on your hours that you may appeal against, and until when',
  access: mayClaim,
  responses: {
    200: json(z.object({ items: z.array(Appealable) }).openapi('Appealables'), 'The latest decision first'),
    401: refused,
    403: refused,
  },
})

export const appealRoute = createRoute({
  method: 'post',
  path: '/my/appeals',
  operationId: 'appeal',
  tags,
  summary: 'Appeal against a decision on your hours; somebody who did not decide before looks at it',
  access: mayClaim,
  request: { body: { ...json(NewAppeal, 'What you say against it'), required: true } },
  responses: {
    ...refusedChange,
    201: json(Appeal, 'Handed in, or already handed in with this id'),
  },
})

export const myAppealsRoute = createRoute({
  method: 'get',
  path: '/my/appeals',
  operationId: 'listMyAppeals',
  tags,
  summary: 'Your appeals and what became of them',
  access: mayClaim,
  request: { query: Paging },
  responses: { 200: json(page(Appeal), 'A page of appeals, the newest first'), 400: refused, 401: refused },
})

export const withdrawAppealRoute = createRoute({
  method: 'post',
  path: '/my/appeals/{appealId}/withdrawal',
  operationId: 'withdrawMyAppeal',
  tags,
  summary: 'Take an appeal back that nobody has decided',
  access: mayClaim,
  request: one,
  responses: {
    ...refusedChange,
    200: json(Appeal, 'Taken back'),
  },
})

export const listAppealsRoute = createRoute({
  method: 'get',
  path: '/appeals',
  operationId: 'listAppeals',
  tags,
  summary: 'What is said against decisions in your part of the tree, the longest waiting first',
  access: mayListAppeals,
  request: { query: AppealsQuery },
  responses: { 200: json(page(Appeal), 'A page of appeals'), 400: refused, 401: refused, 403: refused },
})

export const readAppealRoute = createRoute({
  method: 'get',
  path: '/appeals/{appealId}',
  operationId: 'readAppeal',
  tags,
  summary: 'One appeal with what was handed in with it',
  access: mayReadAppeal,
  request: one,
  responses: { 200: json(Appeal, 'The appeal'), 404: refused },
})

export const readAppealFileRoute = createRoute({
  method: 'get',
  path: '/appeals/{appealId}/files/{claimFileId}',
  operationId: 'readAppealFile',
  tags,
  summary: 'Open what was handed in with an appeal',
  access: mayReadAppeal,
  request: { params: z.object({ appealId: z.uuid(), claimFileId: z.uuid() }) },
  responses: {
    200: {
      description: 'The content',
      content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
    },
    404: refused,
  },
})

export const decideAppealRoute = createRoute({
  method: 'post',
  path: '/appeals/{appealId}/decision',
  operationId: 'decideAppeal',
  tags,
  summary: 'Uphold an appeal, so that the matter is open again, or dismiss it; with a reason either way',
  access: mayDecideAppeal,
  request: {
    ...one,
    body: {
      ...json(
        z
          .object({ outcome: z.enum(['upheld', 'dismissed']), reason: z.string().trim().min(2).max(500) })
          .openapi('AppealDecision'),
        'The outcome, and why',
      ),
      required: true,
    },
  },
  responses: {
    ...refusedChange,
    200: json(Appeal, 'Decided'),
  },
})
