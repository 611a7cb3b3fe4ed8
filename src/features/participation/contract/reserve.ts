import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { pastedFilter } from '../../pastes/public.ts'
import { mayAddReserve, mayListReserve, mayRemoveReserve } from '../access.ts'
import { triedFacts } from '../../applied-lists/public.ts'
import { reserveLevels } from '../core/participation.ts'
import { reserveReasons } from '../core/reserve-lists.ts'

const reason = z.string().trim().min(2).max(300)

export const Candidate = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    personName: z.string(),
    staffNo: z.string(),
    organisationName: z.string(),
    talentLevel: z.string().nullable(),
    level: z.enum(reserveLevels),
    subject: z.string().nullable(),
    reason: z.string(),
    addedByName: z.string(),
    addedAt: z.string(),
    removedByName: z.string().nullable(),
    removedAt: z.string().nullable(),
    removedReason: z.string().nullable(),
    taken: z.int().describe('Trainings that were passed in the last five years'),
    isBarred: z
      .boolean()
      .describe('Whether an integrity ban or a restriction keeps them today from 骨干 programmes of this level'),
  })
  .openapi('ReserveCandidate')
export type Candidate = z.infer<typeof Candidate>

export const ReserveAsked = z.object({
  ...pastedFilter,
  q: z.string().trim().max(40).default(''),
  level: z.enum(reserveLevels).optional(),
  subject: z.string().max(10).optional(),
  removed: z.enum(['1']).optional(),
  eligible: z
    .enum(['1'])
    .optional()
    .describe('Only those whom no ban and no restriction keeps from 骨干 programmes of the level'),
})
export type ReserveAsked = z.infer<typeof ReserveAsked>

export const NewCandidate = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    level: z.enum(reserveLevels),
    subject: z.string().min(1).max(10).nullable().default(null),
    reason,
  })
  .openapi('NewReserveCandidate')
export type NewCandidate = z.infer<typeof NewCandidate>

export const ReserveRow = z
  .object({
    ...triedFacts,
    ...{ name: z.string(), staffNo: z.string(), level: z.enum(reserveLevels).nullable() },
    subject: z.string().nullable().describe('None is any subject'),
    reason: z.string(),
    reasons: z.array(z.enum(reserveReasons)),
  })
  .openapi('ReserveCandidateListRow')
export type ReserveRow = z.infer<typeof ReserveRow>

const tags = ['Participation']

export const listReserveRoute = createRoute({
  method: 'get',
  path: '/reserve-candidates',
  operationId: 'listReserveCandidates',
  tags,
  summary: 'Who is held in reserve, by level of 骨干 and subject',
  access: mayListReserve,
  request: { query: ReserveAsked.extend(Paging.shape) },
  responses: { 200: json(page(Candidate), 'A page, the latest first'), 400: refused, 403: refused },
})

export const addReserveRoute = createRoute({
  method: 'post',
  path: '/reserve-candidates',
  operationId: 'addReserveCandidate',
  tags,
  summary: 'Nominate one of your people for the reserve',
  access: mayAddReserve,
  request: { body: { ...json(NewCandidate, 'Who, for what, and why'), required: true } },
  responses: {
    201: json(Candidate, 'In the reserve, or put there with this id before'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const removeReserveRoute = createRoute({
  method: 'post',
  path: '/reserve-candidates/{reserveCandidateId}/removal',
  operationId: 'removeReserveCandidate',
  tags,
  summary: 'Take somebody out of the reserve, with a reason',
  access: mayRemoveReserve,
  request: {
    params: idParam('reserveCandidateId'),
    body: { ...json(z.object({ reason }).openapi('ReserveRemoval'), 'Why'), required: true },
  },
  responses: { 201: json(Candidate, 'Taken out'), 400: refused, 403: refused, 404: refused, 409: refused },
})
