import { createSelectSchema } from 'drizzle-zod'
import { createRoute, idParam, json, noContent, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import {
  mayAddSchoolPlan,
  mayDecideSchoolPlan,
  mayListSchoolPlans,
  mayReadSchoolPlan,
  mayWriteSchoolPlan,
} from '../access.ts'
import {
  amendmentStates,
  attendanceMarks,
  decisionOutcomes,
  decisionStages,
  evidenceKinds,
  outcomeKinds,
  planStates,
  schoolPlans,
  schoolPlanSessions,
  sessionForms,
  sessionStates,
  sessionTiers,
} from '../tables.ts'
import { Content } from './content.ts'

const year = z.int().min(2000).max(2100)
const term = z.int().min(1).max(2)

export const SchoolPlan = createSelectSchema(schoolPlans)
  .pick({ id: true, organisationId: true, year: true, term: true, title: true, topic: true, teamId: true })
  .extend({
    state: z.enum(planStates),
    amendment: z.enum(amendmentStates).nullable(),
    schoolName: z.string(),
    teamName: z.string().nullable(),
    members: z.int(),
    sessions: z.int(),
    held: z.int(),
    submittedAt: z.string().nullable(),
    waitingDays: z.int().nullable().describe('Whole days since it was submitted, while somebody’s word is waited for'),
  })
  .openapi('SchoolPlan')
export type SchoolPlan = z.infer<typeof SchoolPlan>

const Mark = z.object({ personId: z.uuid(), mark: z.enum(attendanceMarks), reason: z.string().nullable() })

export const SchoolSession = createSelectSchema(schoolPlanSessions)
  .pick({
    id: true,
    title: true,
    speaker: true,
    plannedOn: true,
    plannedCentihours: true,
    heldOn: true,
    minutes: true,
    centihours: true,
    summary: true,
    cancelReason: true,
    recordedByName: true,
  })
  .extend({
    form: z.enum(sessionForms),
    tier: z.enum(sessionTiers).nullable(),
    state: z.enum(sessionStates),
    recordedAt: z.string().nullable(),
    marks: z.array(Mark),
    reflections: z.array(z.object({ personId: z.uuid(), name: z.string(), text: z.string(), writtenAt: z.string() })),
    signedIn: z.boolean().describe('Whether a sign-in sheet or photo is there'),
  })
  .openapi('SchoolSession')
export type SchoolSession = z.infer<typeof SchoolSession>

export const Evidence = z
  .object({
    id: z.uuid(),
    sessionId: z.uuid().nullable(),
    sessionTitle: z.string().nullable(),
    personName: z.string().nullable(),
    kind: z.enum(evidenceKinds),
    outcomeKind: z.enum(outcomeKinds).nullable(),
    title: z.string(),
    fileId: z.uuid(),
    fileName: z.string(),
    size: z.int(),
    sha256: z.string(),
    addedByName: z.string(),
    addedAt: z.string(),
  })
  .openapi('SchoolPlanEvidence')
export type Evidence = z.infer<typeof Evidence>

const Completeness = z.object({ kind: z.enum(evidenceKinds), there: z.int(), of: z.int() })

const Event = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  act: z.enum(['submitted', 'approved', 'returned', 'closed', 'reopened']),
  stage: z.enum(decisionStages).nullable(),
  version: z.int().nullable(),
  reason: z.string().nullable(),
})

export const SchoolPlanInFull = SchoolPlan.extend({
  amendmentReason: z.string().nullable(),
  revision: z.int(),
  version: z.int(),
  versionInForce: z.int().nullable(),
  createdByName: z.string(),
  content: Content.describe('What is in force; while nothing is, what is being written'),
  draft: Content.nullable().describe('What is being written, where that is a change of what is in force'),
  people: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      staffNo: z.string(),
      subjects: z.array(z.string()),
      organisationId: z.uuid(),
    }),
  ),
  /** Sessions of what is in force; none while nothing is. */
  runs: z.array(SchoolSession),
  evidence: z.array(Evidence),
  completeness: z.array(Completeness),
  history: z.array(Event),
  centreApproves: z.boolean(),
  hasCentre: z.boolean().describe('Whether a town centre stands above the school; otherwise the bureau has its word'),
  closeRefusal: z.string().nullable().describe('Why it cannot be closed yet'),
  decideRefusal: z.string().nullable().describe('Why you may not say your word on it now'),
}).openapi('SchoolPlanInFull')
export type SchoolPlanInFull = z.infer<typeof SchoolPlanInFull>

export const SchoolPlanQuery = Paging.extend({
  ...pastedFilter,
  q: z.string().trim().max(40).default(''),
  organisationId: z.uuid().optional(),
  teamId: z.uuid().optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  term: z.coerce.number().int().min(1).max(2).optional(),
  state: z.enum([...planStates, 'amending']).optional(),
  waiting: z.enum(decisionStages).optional().describe('Waiting for the word of the principal, or of the centre'),
})
export type SchoolPlanQuery = z.infer<typeof SchoolPlanQuery>

export const NewSchoolPlan = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid().nullable().default(null).describe('Whose plan it is; your own school when left out'),
    year,
    term,
    title: z.string().trim().min(2).max(80),
    teamId: z.uuid().nullable().default(null),
  })
  .openapi('NewSchoolPlan')
export type NewSchoolPlan = z.infer<typeof NewSchoolPlan>

export const DraftSaving = z
  .object({ revision: z.int().describe('Of the draft that was changed'), content: Content })
  .openapi('SchoolPlanDraft')
export type DraftSaving = z.infer<typeof DraftSaving>

export const Reason = z.object({ reason: z.string().trim().min(2).max(200) }).openapi('SchoolPlanReason')

export const Decision = z
  .object({ outcome: z.enum(decisionOutcomes), reason: z.string().trim().max(200).nullable().default(null) })
  .openapi('SchoolPlanDecision')
export type Decision = z.infer<typeof Decision>

const one = { params: idParam('schoolPlanId') }
const tags = ['School training']
/** What a route that changes a plan answers with. */
export const changed = {
  200: json(SchoolPlanInFull, 'The plan as it is now'),
  400: refused,
  403: refused,
  404: refused,
  409: refused,
  422: refused,
}

export const listSchoolPlansRoute = createRoute({
  method: 'get',
  path: '/school-plans',
  operationId: 'listSchoolPlans',
  tags,
  summary: 'Plans of school-based training in your part of the tree, the newest semester first',
  access: mayListSchoolPlans,
  request: { query: SchoolPlanQuery },
  responses: { 200: json(page(SchoolPlan), 'A page of plans'), 400: refused, 403: refused },
})

export const addSchoolPlanRoute = createRoute({
  method: 'post',
  path: '/school-plans',
  operationId: 'addSchoolPlan',
  tags,
  summary: 'Begin the plan of a semester',
  access: mayAddSchoolPlan,
  request: { body: { ...json(NewSchoolPlan, 'The plan'), required: true } },
  responses: {
    201: json(SchoolPlanInFull, 'Begun, or already begun with this id'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const readSchoolPlanRoute = createRoute({
  method: 'get',
  path: '/school-plans/{schoolPlanId}',
  operationId: 'readSchoolPlan',
  tags,
  summary: 'One plan: what it says, its sessions, its evidence and its history',
  access: mayReadSchoolPlan,
  request: one,
  responses: { 200: json(SchoolPlanInFull, 'The plan'), 403: refused, 404: refused },
})

export const saveDraftRoute = createRoute({
  method: 'put',
  path: '/school-plans/{schoolPlanId}/draft',
  operationId: 'saveSchoolPlanDraft',
  tags,
  summary: 'Save what is being written; it names the revision that was changed',
  access: mayWriteSchoolPlan,
  request: { ...one, body: { ...json(DraftSaving, 'The draft'), required: true } },
  responses: {
    200: json(z.object({ revision: z.int() }).openapi('SchoolPlanRevision'), 'Saved'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const discardSchoolPlanRoute = createRoute({
  method: 'delete',
  path: '/school-plans/{schoolPlanId}',
  operationId: 'discardSchoolPlan',
  tags,
  summary: 'Throw away a draft that was never submitted',
  access: mayWriteSchoolPlan,
  request: one,
  responses: { 204: noContent, 403: refused, 404: refused, 409: refused },
})

export const submitSchoolPlanRoute = createRoute({
  method: 'post',
  path: '/school-plans/{schoolPlanId}/submission',
  operationId: 'submitSchoolPlan',
  tags,
  summary: 'Submit what was written to the principal',
  access: mayWriteSchoolPlan,
  request: one,
  responses: changed,
})

export const recallSchoolPlanRoute = createRoute({
  method: 'post',
  path: '/school-plans/{schoolPlanId}/recall',
  operationId: 'recallSchoolPlan',
  tags,
  summary: 'Take a submission back while the principal has not decided',
  access: mayWriteSchoolPlan,
  request: one,
  responses: changed,
})

export const decideSchoolPlanRoute = createRoute({
  method: 'post',
  path: '/school-plans/{schoolPlanId}/decision',
  operationId: 'decideSchoolPlan',
  tags,
  summary: 'Approve a plan or send it back with a reason, as principal or as town centre',
  access: mayDecideSchoolPlan,
  request: { ...one, body: { ...json(Decision, 'The word'), required: true } },
  responses: changed,
})

export const amendSchoolPlanRoute = createRoute({
  method: 'post',
  path: '/school-plans/{schoolPlanId}/amendment',
  operationId: 'amendSchoolPlan',
  tags,
  summary: 'Begin a change of an approved plan, with a reason; it is approved again',
  access: mayWriteSchoolPlan,
  request: { ...one, body: { ...json(Reason, 'Why'), required: true } },
  responses: changed,
})

export const dropAmendmentRoute = createRoute({
  method: 'delete',
  path: '/school-plans/{schoolPlanId}/amendment',
  operationId: 'dropSchoolPlanAmendment',
  tags,
  summary: 'Give up a change that is being written',
  access: mayWriteSchoolPlan,
  request: one,
  responses: changed,
})
