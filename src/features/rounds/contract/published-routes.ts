import { createRoute, idParam, json, refused, refusedChange, z } from '../../../platform/http/openapi.ts'
import { mayRunRound } from '../access.ts'
import { Board } from './board.ts'
import { NewLoosening } from './loosening.ts'
import { Reason, RoundInFull, Run } from './rounds.ts'

export const loosenRoute = createRoute({
  method: 'post',
  path: '/matching-rounds/{matchingRoundId}/loosenings',
  operationId: 'loosenMatchingLimits',
  tags: ['Two-way selection'],
  summary: 'Let limits of a published round give, with a reason that everybody reads; nothing can be tightened',
  access: mayRunRound,
  request: {
    params: idParam('matchingRoundId'),
    body: { ...json(NewLoosening, 'Which limits, and why'), required: true },
  },
  responses: {
    200: json(RoundInFull, 'The round as it is now'),
    ...refusedChange,
  },
})

export const stopRehearsalRoute = createRoute({
  method: 'post',
  path: '/matching-rounds/{matchingRoundId}/rehearsal-stops',
  operationId: 'stopMatchingRehearsal',
  tags: ['Two-way selection'],
  summary: 'Stop the reckoning that is under way, whoever asked for it; where none is, nothing changes',
  access: mayRunRound,
  request: { params: idParam('matchingRoundId') },
  responses: { 200: json(Board, 'The board after it'), 401: refused, 403: refused, 404: refused },
})

const Show = z
  .object({
    id: z.uuid().describe('The reckoning'),
    text: z.string().trim().max(2000),
    workingDays: z.int().min(1).max(30).optional(),
  })
  .openapi('MatchingRoundShow')

export const showRoundRoute = createRoute({
  method: 'post',
  path: '/matching-rounds/{matchingRoundId}/public-notice',
  operationId: 'showMatchingRound',
  tags: ['Two-way selection'],
  summary: 'Show everybody whom the reckoning would admit, for some working days, before anybody is enrolled',
  access: mayRunRound,
  request: {
    params: idParam('matchingRoundId'),
    body: { ...json(Show, 'Which reckoning, what stands above the names, and for how long'), required: true },
  },
  responses: {
    201: json(RoundInFull, 'The round, with its notice'),
    ...refusedChange,
  },
})

const Settlement = Run.extend({
  strike: z
    .object({ personIds: z.array(z.uuid()).min(1).max(500), reason: Reason.shape.reason })
    .describe('Of those who cannot be admitted any more: who is struck for it, and why')
    .optional(),
}).openapi('MatchingSettlement')

export const settleRoundRoute = createRoute({
  method: 'post',
  path: '/matching-rounds/{matchingRoundId}/settlement',
  operationId: 'settleMatchingRound',
  tags: ['Two-way selection'],
  summary: 'Admit everybody who was shown and not struck, once the public notice is confirmed; all or none',
  access: mayRunRound,
  request: {
    params: idParam('matchingRoundId'),
    body: { ...json(Settlement, 'The reckoning that was shown, and who is struck of it now'), required: true },
  },
  responses: { 200: json(RoundInFull, 'The round as it is now'), ...refusedChange },
})

export const takeBackRoute = createRoute({
  method: 'post',
  path: '/matching-rounds/{matchingRoundId}/show-withdrawal',
  operationId: 'takeBackMatchingRound',
  tags: ['Two-way selection'],
  summary: 'Take back what is shown, with a reason that everybody who took part reads; it can be matched again',
  access: mayRunRound,
  request: {
    params: idParam('matchingRoundId'),
    body: {
      ...json(Reason.extend({ noticeId: z.uuid() }).openapi('MatchingShowWithdrawal'), 'Which public notice, and why'),
      required: true,
    },
  },
  responses: { 200: json(RoundInFull, 'The round as it is now'), ...refusedChange },
})
