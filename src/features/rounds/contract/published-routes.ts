import { createRoute, idParam, json, refused, refusedChange } from '../../../platform/http/openapi.ts'
import { mayRunRound } from '../access.ts'
import { Board } from './board.ts'
import { NewLoosening } from './loosening.ts'
import { RoundInFull } from './rounds.ts'

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
