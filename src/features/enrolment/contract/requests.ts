import { createRoute, idParam, json, Paging, page, refused, refusedChange, z } from '../../../platform/http/openapi.ts'
import {
  mayAskSubstitution,
  mayDecideSubstitution,
  mayListEnrolments,
  mayReadSubstitution,
  mayTakeBackSubstitution,
} from '../access.ts'
import { substitutionRequestStates } from '../tables/requests.ts'

const tags = ['Enrolment']
const instantOrNull = z.string().nullable()
const Reason = z.string().trim().min(1).max(200)

export const SubstitutionRequest = z
  .object({
    id: z.uuid(),
    enrolmentId: z.uuid(),
    programmeId: z.uuid(),
    programmeTitle: z.string(),
    schoolId: z.uuid(),
    schoolName: z.string(),
    leavingName: z.string(),
    leavingStaffNo: z.string(),
    personId: z.uuid(),
    personName: z.string(),
    staffNo: z.string(),
    reason: z.string(),
    state: z.enum(substitutionRequestStates),
    askedAt: z.string(),
    askedByName: z.string(),
    decidedAt: instantOrNull,
    decidedByName: z.string().nullable(),
    decisionReason: z.string().nullable(),
  })
  .openapi('SubstitutionRequest')
export type SubstitutionRequest = z.infer<typeof SubstitutionRequest>

export const SubstitutionRequestQuery = Paging.extend({
  state: z.enum(substitutionRequestStates).optional(),
  programmeId: z.uuid().optional(),
  enrolmentId: z.uuid().optional(),
})
export type SubstitutionRequestQuery = z.infer<typeof SubstitutionRequestQuery>

const forEnrolment = { params: idParam('enrolmentId') }
const forOne = { params: idParam('substitutionRequestId') }

export const trySubstitutionRoute = createRoute({
  method: 'post',
  path: '/enrolments/{enrolmentId}/substitution-trials',
  operationId: 'trySubstitution',
  tags,
  summary: 'Every rule that somebody of your school fails who is to take the place of another; nothing is kept',
  access: mayAskSubstitution,
  request: {
    ...forEnrolment,
    body: {
      ...json(z.object({ personId: z.uuid() }).openapi('SubstitutionTrial'), 'Who is to come'),
      required: true as const,
    },
  },
  responses: {
    200: json(
      z
        .object({ codes: z.array(z.string()).describe('Why not; none when they may come') })
        .openapi('SubstitutionTried'),
      'How it was judged',
    ),
    ...refusedChange,
  },
})

export const askSubstitutionRoute = createRoute({
  method: 'post',
  path: '/enrolments/{enrolmentId}/substitution-requests',
  operationId: 'askSubstitution',
  tags,
  summary: 'Ask, as a school, that one of its people take the place of another who was admitted',
  access: mayAskSubstitution,
  request: {
    ...forEnrolment,
    body: {
      ...json(
        z.object({ id: z.uuid(), personId: z.uuid(), reason: Reason }).openapi('NewSubstitutionRequest'),
        'Who is to come, and why',
      ),
      required: true as const,
    },
  },
  responses: { 201: json(SubstitutionRequest, 'Asked, or asked already with this id'), ...refusedChange },
})

export const listSubstitutionRequestsRoute = createRoute({
  method: 'get',
  path: '/substitution-requests',
  operationId: 'listSubstitutionRequests',
  tags,
  summary: 'Substitutions that were asked for, of your schools or in your programmes, the newest first',
  access: mayListEnrolments,
  request: { query: SubstitutionRequestQuery },
  responses: { 200: json(page(SubstitutionRequest), 'A page of requests'), 400: refused, 403: refused },
})

export const getSubstitutionRequestRoute = createRoute({
  method: 'get',
  path: '/substitution-requests/{substitutionRequestId}',
  operationId: 'getSubstitutionRequest',
  tags,
  summary: 'One substitution that was asked for: who goes, who comes, why, and what became of it',
  access: mayReadSubstitution,
  request: forOne,
  responses: { 200: json(SubstitutionRequest, 'The request'), 403: refused, 404: refused },
})

export const agreeSubstitutionRoute = createRoute({
  method: 'post',
  path: '/substitution-requests/{substitutionRequestId}/agreement',
  operationId: 'agreeSubstitution',
  tags,
  summary: 'Agree to a substitution that was asked for: it is done at once, or refused and stays open',
  access: mayDecideSubstitution,
  request: forOne,
  responses: { 200: json(SubstitutionRequest, 'Agreed and done'), ...refusedChange },
})

export const declineSubstitutionRoute = createRoute({
  method: 'post',
  path: '/substitution-requests/{substitutionRequestId}/decline',
  operationId: 'declineSubstitution',
  tags,
  summary: 'Decline a substitution that was asked for, with a reason',
  access: mayDecideSubstitution,
  request: {
    ...forOne,
    body: {
      ...json(z.object({ reason: Reason }).openapi('SubstitutionDecline'), 'Why'),
      required: true as const,
    },
  },
  responses: { 200: json(SubstitutionRequest, 'Declined'), ...refusedChange },
})

export const withdrawSubstitutionRoute = createRoute({
  method: 'post',
  path: '/substitution-requests/{substitutionRequestId}/withdrawal',
  operationId: 'withdrawSubstitution',
  tags,
  summary: 'Take back a substitution that your school asked for, as long as nobody has decided',
  access: mayTakeBackSubstitution,
  request: forOne,
  responses: { 200: json(SubstitutionRequest, 'Withdrawn'), ...refusedChange },
})
