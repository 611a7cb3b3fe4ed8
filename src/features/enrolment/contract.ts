import { createSelectSchema } from 'drizzle-zod'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../platform/http/openapi.ts'
import {
  mayAdmit,
  mayApply,
  mayApprove,
  mayDecideMany,
  mayDismiss,
  mayListEnrolments,
  maySetPlaces,
  mayWithdraw,
} from './access.ts'
import { pastedFilter } from '../pastes/public.ts'
import { MyWaiting } from './contract/waiting.ts'
import { enrolments, enrolmentStates, ways } from './tables.ts'

const Kept = createSelectSchema(enrolments).pick({
  id: true,
  programmeId: true,
  personId: true,
  schoolId: true,
  state: true,
  reason: true,
})

export const Enrolment = Kept.extend({ appliedAt: z.string() }).openapi('Enrolment')
export type Enrolment = z.infer<typeof Enrolment>

const instantOrNull = z.string().nullable()

export const MyEnrolment = Kept.omit({ personId: true, schoolId: true })
  .extend({
    appliedAt: z.string(),
    vouchedAt: instantOrNull,
    decidedAt: instantOrNull,
    programmeTitle: z.string(),
    programmeState: z.string(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    place: z.string().nullable(),
    centihours: z.int(),
    noShow: z.boolean().describe('Admitted, and never came to the class: a fact of the integrity file that stands'),
  })
  .openapi('MyEnrolment')
export type MyEnrolment = z.infer<typeof MyEnrolment>

export const EnrolmentRow = Kept.extend({
  sourceKind: z.enum(ways).describe('By which way they came in'),
  noShow: z.boolean().describe('Admitted, and never came to the class: a fact of the integrity file that stands'),
  appliedAt: z.string(),
  vouchedAt: instantOrNull,
  decidedAt: instantOrNull,
  personName: z.string(),
  staffNo: z.string(),
  personTitle: z.string().nullable(),
  stage: z.string().nullable(),
  subjects: z.array(z.string()),
  /** The kinds of post that the person holds today. */
  posts: z.array(z.string()),
  schoolName: z.string(),
  programmeTitle: z.string(),
  programmeState: z.string(),
}).openapi('EnrolmentRow')
export type EnrolmentRow = z.infer<typeof EnrolmentRow>

const filters = {
  ...pastedFilter,
  programmeId: z.uuid().optional(),
  schoolId: z.uuid().optional(),
  personId: z.uuid().optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional().describe('The year of the programme'),
  q: z.string().trim().max(40).default(''),
  came: z.literal('never').optional().describe('Only whoever was admitted and never came'),
}
export const EnrolmentQuery = Paging.extend({ ...filters, state: z.enum(enrolmentStates).optional() })
export type EnrolmentQuery = z.infer<typeof EnrolmentQuery>
export const CountQuery = z.object(filters)
export type CountQuery = z.infer<typeof CountQuery>

export const EnrolmentCounts = z
  .object({
    applied: z.int(),
    school_approved: z.int(),
    returned: z.int(),
    admitted: z.int(),
    not_admitted: z.int(),
    withdrawn: z.int(),
    dismissed: z.int(),
    no_show: z.int(),
  })
  .openapi('EnrolmentCounts')
export type EnrolmentCounts = z.infer<typeof EnrolmentCounts>

export const Places = z
  .object({
    placesMax: z.int().nullable().describe('None: no limit'),
    placesTaken: z.int(),
  })
  .openapi('Places')
export type Places = z.infer<typeof Places>

export const MyStanding = Places.extend({
  enrolment: MyEnrolment.nullable(),
  waiting: MyWaiting.nullable().describe('Your turn in the waiting list, or your offer'),
  refusal: z.string().nullable().describe('Why you may not apply now; none when you may'),
}).openapi('MyStanding')

const Reason = z.string().trim().min(1).max(200)
const forOne = { params: idParam('enrolmentId') }
const withReason = {
  ...forOne,
  body: { ...json(z.object({ reason: Reason }).openapi('EnrolmentReason'), 'Why'), required: true as const },
}
const decided = {
  200: json(Enrolment, 'Decided'),
  400: refused,
  403: refused,
  404: refused,
  409: refused,
  422: refused,
}

export const applyRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/enrolments',
  operationId: 'apply',
  tags: ['Enrolment'],
  summary: 'Apply to a programme',
  access: mayApply,
  request: {
    params: idParam('programmeId'),
    body: { ...json(z.object({ id: z.uuid() }).openapi('NewEnrolment'), 'The id that you give it'), required: true },
  },
  responses: {
    201: json(Enrolment, 'Applied, or already applied with this id'),
    400: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const myStandingRoute = createRoute({
  method: 'get',
  path: '/programmes/{programmeId}/my-enrolment',
  operationId: 'readMyStanding',
  tags: ['Enrolment'],
  summary: 'Where you stand in a programme: your application, the places, and why you may not apply',
  access: mayApply,
  request: { params: idParam('programmeId') },
  responses: { 200: json(MyStanding, 'Where you stand'), 404: refused },
})

export const listMyEnrolmentsRoute = createRoute({
  method: 'get',
  path: '/my/enrolments',
  operationId: 'listMyEnrolments',
  tags: ['Enrolment'],
  summary: 'What you applied to, the newest first',
  access: mayApply,
  request: { query: Paging },
  responses: { 200: json(page(MyEnrolment), 'A page of your applications'), 400: refused },
})

export const listEnrolmentsRoute = createRoute({
  method: 'get',
  path: '/enrolments',
  operationId: 'listEnrolments',
  tags: ['Enrolment'],
  summary: 'Applications of your schools or to your programmes, the newest first',
  access: mayListEnrolments,
  request: { query: EnrolmentQuery },
  responses: { 200: json(page(EnrolmentRow), 'A page of applications'), 400: refused, 403: refused },
})

export const countEnrolmentsRoute = createRoute({
  method: 'get',
  path: '/enrolment-counts',
  operationId: 'countEnrolments',
  tags: ['Enrolment'],
  summary: 'How many applications stand in each state',
  access: mayListEnrolments,
  request: { query: CountQuery },
  responses: { 200: json(EnrolmentCounts, 'Counts by state'), 400: refused, 403: refused },
})

export const AppliedProgramme = z
  .object({ id: z.uuid(), title: z.string(), year: z.int(), applications: z.int() })
  .openapi('AppliedProgramme')
export type AppliedProgramme = z.infer<typeof AppliedProgramme>

export const listAppliedProgrammesRoute = createRoute({
  method: 'get',
  path: '/enrolment-programmes',
  operationId: 'listAppliedProgrammes',
  tags: ['Enrolment'],
  summary: 'The programmes that applications of your schools, or to you, are for; at most 500',
  access: mayListEnrolments,
  request: { query: CountQuery.pick({ year: true }) },
  responses: {
    200: json(z.object({ items: z.array(AppliedProgramme) }), 'By title'),
    400: refused,
    403: refused,
  },
})

export const approveRoute = createRoute({
  method: 'post',
  path: '/enrolments/{enrolmentId}/approval',
  operationId: 'approveEnrolment',
  tags: ['Enrolment'],
  summary: 'Vouch for an application, as the person’s school',
  access: mayApprove,
  request: forOne,
  responses: decided,
})

export const returnRoute = createRoute({
  method: 'post',
  path: '/enrolments/{enrolmentId}/return',
  operationId: 'returnEnrolment',
  tags: ['Enrolment'],
  summary: 'Return an application to the person, with a reason',
  access: mayApprove,
  request: withReason,
  responses: decided,
})

export const admitRoute = createRoute({
  method: 'post',
  path: '/enrolments/{enrolmentId}/admission',
  operationId: 'admitEnrolment',
  tags: ['Enrolment'],
  summary: 'Admit a person to the programme',
  access: mayAdmit,
  request: forOne,
  responses: decided,
})

export const declineRoute = createRoute({
  method: 'post',
  path: '/enrolments/{enrolmentId}/decline',
  operationId: 'declineEnrolment',
  tags: ['Enrolment'],
  summary: 'Decline an application, with a reason',
  access: mayAdmit,
  request: withReason,
  responses: decided,
})

export const dismissRoute = createRoute({
  method: 'post',
  path: '/enrolments/{enrolmentId}/dismissal',
  operationId: 'dismissEnrolment',
  tags: ['Enrolment'],
  summary: 'End the part of somebody who was admitted (劝退), with a reason',
  access: mayDismiss,
  request: withReason,
  responses: decided,
})

const Withdrawal = z.object({ reason: Reason.nullable().default(null) }).openapi('EnrolmentWithdrawal')

export const withdrawRoute = createRoute({
  method: 'post',
  path: '/enrolments/{enrolmentId}/withdrawal',
  operationId: 'withdrawEnrolment',
  tags: ['Enrolment'],
  summary: 'Withdraw your application, or give your place up; say why, it is kept',
  access: mayWithdraw,
  request: { ...forOne, body: { ...json(Withdrawal, 'Why'), required: false } },
  responses: decided,
})

export const ManyDecisions = z
  .object({
    ids: z.array(z.uuid()).min(1).max(500),
    decision: z.enum(['approve', 'return', 'recall', 'admit', 'decline', 'dismiss', 'revoke']),
    reason: Reason.nullable().default(null),
  })
  .openapi('EnrolmentDecisions')

export const DecisionOutcomes = z
  .object({
    done: z.int(),
    refused: z.int(),
    rows: z.array(
      z.object({ id: z.uuid(), code: z.string().nullable().describe('Why it was refused; none when done') }),
    ),
  })
  .openapi('EnrolmentDecisionOutcomes')

export const decideManyRoute = createRoute({
  method: 'post',
  path: '/enrolment-decisions',
  operationId: 'decideEnrolments',
  tags: ['Enrolment'],
  summary: 'Take one decision on many applications; each is answered by itself',
  access: mayDecideMany,
  request: { body: { ...json(ManyDecisions, 'Which applications, and what'), required: true } },
  responses: { 200: json(DecisionOutcomes, 'What became of each'), 400: refused, 403: refused },
})

export const setPlacesRoute = createRoute({
  method: 'put',
  path: '/programmes/{programmeId}/places',
  operationId: 'setPlaces',
  tags: ['Enrolment'],
  summary: 'Change how many places a programme has; never below those that are held',
  access: maySetPlaces,
  request: {
    params: idParam('programmeId'),
    body: { ...json(z.object({ placesMax: z.int().min(1).max(100_000) }), 'How many places'), required: true },
  },
  responses: { 200: json(Places, 'Changed'), 400: refused, 404: refused, 422: refused },
})
