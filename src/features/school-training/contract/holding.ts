import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayReadSchoolPlan, mayRecordRemaining, mayWriteSchoolPlan } from '../access.ts'
import { attendanceMarks, evidenceKinds, outcomeKinds } from '../tables.ts'
import { changed, Reason } from './plans.ts'

const tags = ['School training']
const one = { params: idParam('schoolPlanId') }
const ofSession = { params: z.object({ schoolPlanId: z.uuid(), schoolSessionId: z.uuid() }) }

export const Holding = z
  .object({
    heldOn: z.iso.date(),
    minutes: z.int().min(1).max(1_440),
    centihours: z.int().min(1).max(10_000).describe('What it brings whoever attended, in hundredths'),
    speaker: z.string().trim().max(40).nullable().default(null),
    summary: z.string().trim().max(4_000).nullable().default(null),
    marks: z
      .array(
        z.object({
          personId: z.uuid(),
          mark: z.enum(attendanceMarks),
          reason: z.string().trim().max(100).nullable().default(null),
        }),
      )
      .max(2_000)
      .describe('Members without a mark were absent'),
  })
  .refine(({ marks }) => marks.every(({ mark, reason }) => mark !== 'leave' || (reason ?? '') !== ''), {
    path: ['marks'],
    message: 'leave says why',
  })
  .openapi('SchoolSessionHolding')
export type Holding = z.infer<typeof Holding>

export const MemberHours = z
  .object({
    personId: z.uuid(),
    name: z.string(),
    staffNo: z.string(),
    attended: z.int(),
    attendedCentihours: z.int(),
    centihours: z.int(),
    over: z.int(),
    /** How far the record has come; null before the plan is closed, and for whoever has none. */
    recordState: z.string().nullable(),
    /** Whether somebody other than the one who closed the plan still has to record them. */
    remaining: z.boolean(),
    steps: z.array(
      z.object({
        sessionId: z.uuid(),
        title: z.string(),
        heldOn: z.string(),
        mark: z.enum(attendanceMarks),
        centihours: z.int(),
        counted: z.int(),
      }),
    ),
  })
  .openapi('SchoolPlanMemberHours')
export type MemberHours = z.infer<typeof MemberHours>

export const PlanHours = z
  .object({ most: z.int(), members: z.array(MemberHours), total: z.int(), remaining: z.int() })
  .openapi('SchoolPlanHours')
export type PlanHours = z.infer<typeof PlanHours>

export const holdSessionRoute = createRoute({
  method: 'put',
  path: '/school-plans/{schoolPlanId}/sessions/{schoolSessionId}/holding',
  operationId: 'holdSchoolSession',
  tags,
  summary: 'Write down that a session was held: when, what was said, who was there',
  access: mayWriteSchoolPlan,
  request: { ...ofSession, body: { ...json(Holding, 'What came of it'), required: true } },
  responses: changed,
})

export const cancelSessionRoute = createRoute({
  method: 'post',
  path: '/school-plans/{schoolPlanId}/sessions/{schoolSessionId}/cancellation',
  operationId: 'cancelSchoolSession',
  tags,
  summary: 'Give a session up, with a reason',
  access: mayWriteSchoolPlan,
  request: { ...ofSession, body: { ...json(Reason, 'Why'), required: true } },
  responses: changed,
})

const bytes = {
  required: true as const,
  content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
}

export const NewEvidence = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(300),
  title: z.string().trim().max(120).default(''),
  kind: z.enum(evidenceKinds),
  outcomeKind: z.enum(outcomeKinds).optional(),
  sessionId: z.uuid().optional(),
})
export type NewEvidence = z.infer<typeof NewEvidence>

export const addEvidenceRoute = createRoute({
  method: 'post',
  path: '/school-plans/{schoolPlanId}/evidence',
  operationId: 'addSchoolPlanEvidence',
  tags,
  summary: 'Hand in evidence of a plan: the body is the file, the query says what it shows',
  access: mayWriteSchoolPlan,
  request: { ...one, query: NewEvidence, body: bytes },
  responses: {
    201: changed[200],
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

export const withdrawEvidenceRoute = createRoute({
  method: 'post',
  path: '/school-plans/{schoolPlanId}/evidence/{schoolEvidenceId}/withdrawal',
  operationId: 'withdrawSchoolPlanEvidence',
  tags,
  summary: 'Take evidence back, with a reason; what it was stays known',
  access: mayWriteSchoolPlan,
  request: {
    params: z.object({ schoolPlanId: z.uuid(), schoolEvidenceId: z.uuid() }),
    body: { ...json(Reason, 'Why'), required: true },
  },
  responses: changed,
})

export const readPlanHoursRoute = createRoute({
  method: 'get',
  path: '/school-plans/{schoolPlanId}/hours',
  operationId: 'readSchoolPlanHours',
  tags,
  summary: 'What the plan brings each member, reckoned from the sessions they attended, step by step',
  access: mayReadSchoolPlan,
  request: one,
  responses: { 200: json(PlanHours, 'By member'), 403: refused, 404: refused },
})

const lateReason = z.string().trim().min(2).max(200).optional().describe('Why hours of a closed year come late')
const Closing = z.object({ id: z.uuid(), lateReason }).openapi('SchoolPlanClosing')

export const closeSchoolPlanRoute = createRoute({
  method: 'post',
  path: '/school-plans/{schoolPlanId}/closure',
  operationId: 'closeSchoolPlan',
  tags,
  summary: 'Close a plan and record the hours of its members; they then wait for approval',
  access: mayWriteSchoolPlan,
  request: {
    ...one,
    body: {
      ...json(Closing, 'The id that you give it, and why its hours come late where a year is closed'),
      required: true,
    },
  },
  responses: changed,
})

export const reopenSchoolPlanRoute = createRoute({
  method: 'post',
  path: '/school-plans/{schoolPlanId}/reopening',
  operationId: 'reopenSchoolPlan',
  tags,
  summary: 'Undo a closing while none of its hours was approved',
  access: mayWriteSchoolPlan,
  request: { ...one, body: { ...json(Reason, 'Why'), required: true } },
  responses: changed,
})

export const recordRemainingRoute = createRoute({
  method: 'post',
  path: '/school-plans/{schoolPlanId}/remaining-hours',
  operationId: 'recordRemainingHours',
  tags,
  summary: 'Record the hours of whoever closed the plan: nobody records their own',
  access: mayRecordRemaining,
  request: { ...one, query: z.object({ lateReason }) },
  responses: changed,
})

export const readPlanArchiveRoute = createRoute({
  method: 'get',
  path: '/school-plans/{schoolPlanId}/archive',
  operationId: 'readSchoolPlanArchive',
  tags,
  summary: 'The archive of a plan as a zip: a workbook that lists it, and its files',
  access: mayReadSchoolPlan,
  request: one,
  responses: {
    200: { description: 'The zip', content: { 'application/zip': { schema: z.any() } } },
    403: refused,
    404: refused,
  },
})
