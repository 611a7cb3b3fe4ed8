import { createSelectSchema } from 'drizzle-zod'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { mayAnswerOffer, mayApply, mayListEnrolments, mayMoveWaiter, mayReadPlaces, maySetPlaces } from '../access.ts'
import { waiters, waiterStates } from '../tables.ts'

const instantOrNull = z.string().nullable()

export const MyWaiting = createSelectSchema(waiters)
  .pick({ id: true, programmeId: true, state: true, sourceKind: true, movedReason: true })
  .extend({
    joinedAt: z.string(),
    offeredAt: instantOrNull,
    offerUntil: instantOrNull,
    nth: z.int().nullable().describe('Which turn it is among those who wait'),
    programmeTitle: z.string(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
  })
  .openapi('MyWaiting')
export type MyWaiting = z.infer<typeof MyWaiting>

export const WaiterRow = MyWaiting.extend({
  personId: z.uuid(),
  personName: z.string(),
  staffNo: z.string(),
  schoolId: z.uuid(),
  schoolName: z.string(),
  rank: z.string(),
}).openapi('WaiterRow')
export type WaiterRow = z.infer<typeof WaiterRow>

export const WaiterQuery = Paging.extend({
  programmeId: z.uuid().optional(),
  state: z.enum(waiterStates).optional().describe('Without: whoever waits or has an offer'),
  q: z.string().trim().max(40).default(''),
})
export type WaiterQuery = z.infer<typeof WaiterQuery>

const OfferRule = z.object({
  termHours: z.int().min(1).max(720).describe('For how long an offer stands'),
  leadHours: z.int().min(0).max(720).describe('How long before the first day the last offer ends'),
})
export const WaitingList = OfferRule.extend({
  waiting: z.int(),
  offered: z.int(),
  placesMax: z.int().nullable().describe('None: no limit'),
  placesTaken: z.int().describe('With those that are kept for an offer'),
}).openapi('WaitingList')
export type WaitingList = z.infer<typeof WaitingList>

const NewWaiter = z.object({ id: z.uuid() }).openapi('NewWaiter')
const forOne = { params: idParam('waiterId') }

export const joinWaitingRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/waiting-list',
  operationId: 'joinWaitingList',
  tags: ['Enrolment'],
  summary: 'Wait for a place of a full programme',
  access: mayApply,
  request: {
    params: idParam('programmeId'),
    body: { ...json(NewWaiter, 'The id that you give it'), required: true as const },
  },
  responses: {
    201: json(MyWaiting, 'You wait, or have an offer already'),
    400: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const listMyWaitingRoute = createRoute({
  method: 'get',
  path: '/my/waiting',
  operationId: 'listMyWaiting',
  tags: ['Enrolment'],
  summary: 'What you wait for, and what you are offered',
  access: mayApply,
  responses: { 200: json(z.object({ items: z.array(MyWaiting) }), 'The newest first') },
})

export const acceptOfferRoute = createRoute({
  method: 'post',
  path: '/waiters/{waiterId}/acceptance',
  operationId: 'acceptOffer',
  tags: ['Enrolment'],
  summary: 'Accept the place that you are offered',
  access: mayAnswerOffer,
  request: forOne,
  responses: {
    200: json(z.object({ enrolmentId: z.uuid() }).openapi('AcceptedOffer'), 'The place is yours'),
    400: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const refuseOfferRoute = createRoute({
  method: 'post',
  path: '/waiters/{waiterId}/refusal',
  operationId: 'refuseOffer',
  tags: ['Enrolment'],
  summary: 'Say no to the place that you are offered, or leave the list',
  access: mayAnswerOffer,
  request: forOne,
  responses: { 200: json(MyWaiting, 'You wait no more'), 400: refused, 404: refused, 409: refused, 422: refused },
})

export const listWaitersRoute = createRoute({
  method: 'get',
  path: '/waiters',
  operationId: 'listWaiters',
  tags: ['Enrolment'],
  summary: 'Who waits for your programmes or at your schools, by programme and in their turn',
  access: mayListEnrolments,
  request: { query: WaiterQuery },
  responses: { 200: json(page(WaiterRow), 'A page of the lists'), 400: refused, 403: refused },
})

export const moveWaiterRoute = createRoute({
  method: 'put',
  path: '/waiters/{waiterId}/turn',
  operationId: 'moveWaiter',
  tags: ['Enrolment'],
  summary: 'Put somebody who waits before another, with a reason that they read',
  access: mayMoveWaiter,
  request: {
    ...forOne,
    body: {
      ...json(
        z
          .object({
            before: z.uuid().nullable().describe('None: the end of the list'),
            reason: z.string().trim().min(1).max(200),
          })
          .openapi('WaiterTurn'),
        'Before whom, and why',
      ),
      required: true as const,
    },
  },
  responses: { 200: json(MyWaiting, 'Moved'), 400: refused, 403: refused, 404: refused, 409: refused },
})

export const readWaitingListRoute = createRoute({
  method: 'get',
  path: '/programmes/{programmeId}/waiting-list',
  operationId: 'readWaitingList',
  tags: ['Enrolment'],
  summary: 'How many wait for a programme, and for how long its offers stand',
  access: mayReadPlaces,
  request: { params: idParam('programmeId') },
  responses: { 200: json(WaitingList, 'How the list stands'), 403: refused, 404: refused },
})

export const setOfferRuleRoute = createRoute({
  method: 'put',
  path: '/programmes/{programmeId}/waiting-list',
  operationId: 'setOfferRule',
  tags: ['Enrolment'],
  summary: 'Say for how long offers of a programme stand',
  access: maySetPlaces,
  request: {
    params: idParam('programmeId'),
    body: { ...json(OfferRule.openapi('OfferRule'), 'Term and lead'), required: true as const },
  },
  responses: { 200: json(WaitingList, 'Set'), 400: refused, 403: refused, 404: refused },
})
