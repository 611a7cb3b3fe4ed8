import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { mayListRounds, mayMakeRound, mayReadOutcome, mayReadRound, mayRunRound } from '../access.ts'
import { methods } from '../core/method.ts'
import { phases, roundStates } from '../core/rules.ts'
import { Board, OutcomeQuery, OutcomeRow } from './board.ts'
import { Loosened } from './loosening.ts'
import { Candidate, RoundLimit, RoundProgramme, Rules } from './rules.ts'
import { SelectionFile } from './selection.ts'

const Method = z
  .enum(methods)
  .describe('`deferred`: stable, and an honest order never costs anything; `optimal`: any limits, and neither promise')

const instant = z.iso.datetime({ offset: true })

export const RoundDraft = z
  .object({
    title: z.string().trim().min(2).max(80),
    choicesMax: z.int().min(1).max(20),
    opensAt: instant,
    rankingClosesAt: instant,
    adjustingClosesAt: instant,
    scoringClosesAt: instant,
    method: Method.default('deferred'),
    limits: z.array(RoundLimit).max(40).default([]),
    programmes: z.array(Rules).max(200),
  })
  .openapi('MatchingRoundDraft')
export type RoundDraft = z.infer<typeof RoundDraft>

export const NewRound = RoundDraft.extend({
  id: z.uuid(),
  organisationId: z.uuid().nullable().default(null).describe('Whose round it is; your own bureau when left out'),
}).openapi('NewMatchingRound')
export type NewRound = z.infer<typeof NewRound>

export const Round = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    title: z.string(),
    state: z.enum(roundStates),
    phase: z.enum(phases),
    choicesMax: z.int(),
    opensAt: z.string(),
    rankingClosesAt: z.string(),
    adjustingClosesAt: z.string(),
    scoringClosesAt: z.string(),
    followsId: z.uuid().nullable(),
    method: Method,
    programmes: z.int(),
    places: z.int(),
    applicants: z.int(),
    createdAt: z.string(),
  })
  .openapi('MatchingRound')
export type Round = z.infer<typeof Round>

/** How the public notice of a round stands. */
export const RoundNotice = z
  .object({
    id: z.uuid(),
    state: z.enum(['open', 'confirmed', 'withdrawn']),
    endsOn: z.string(),
    waiting: z.int().describe('Objections that nobody has answered yet'),
    struck: z.int().describe('Names that were struck after an objection'),
    struckReason: z.string().nullable().describe('Why your own name was struck'),
    isDecisive: z.boolean().describe('Whether nobody is admitted before it; false where the round was confirmed first'),
  })
  .openapi('MatchingRoundNotice')

export const RoundInFull = Round.extend({
  commitment: z.string().describe('SHA-256 of seed and salt'),
  seed: z.string().nullable().describe('Told once the round is shown or confirmed'),
  salt: z.string().nullable(),
  cancelReason: z.string().nullable(),
  createdByName: z.string(),
  confirmedByName: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  list: z.array(RoundProgramme),
  limits: z.array(RoundLimit),
  loosened: z.array(Loosened).describe('Limits that gave after the publication, with the reasons'),
  mayRun: z.boolean(),
  notice: RoundNotice.nullable().describe('The latest public notice of whom it placed'),
}).openapi('MatchingRoundInFull')
export type RoundInFull = z.infer<typeof RoundInFull>

export const NewPin = z
  .object({
    personId: z.uuid(),
    programmeId: z.uuid().nullable().describe('Null keeps the person out'),
    blockId: z.string().max(20).nullable(),
    reason: z.string().trim().min(4).max(200),
  })
  .openapi('NewMatchingOverride')
export type NewPin = z.infer<typeof NewPin>

export const Reason = z.object({ reason: z.string().trim().min(2).max(200) }).openapi('MatchingReason')
export const Run = z.object({ id: z.uuid() }).openapi('MatchingRunId')

const tags = ['Two-way selection']
const one = { params: idParam('matchingRoundId') }

export const listRoundsRoute = createRoute({
  method: 'get',
  path: '/matching-rounds',
  operationId: 'listMatchingRounds',
  tags,
  summary: 'Rounds of two-way selection in your part of the tree, the newest first',
  access: mayListRounds,
  request: { query: Paging },
  responses: { 200: json(page(Round), 'A page of rounds'), 400: refused, 403: refused },
})

export const listCandidatesRoute = createRoute({
  method: 'get',
  path: '/matching-candidates',
  operationId: 'listMatchingCandidates',
  tags,
  summary: 'Programmes that a round may have: published, chosen by selection, in no other round under way',
  access: mayMakeRound,
  request: {},
  responses: { 200: json(z.object({ items: z.array(Candidate) }), 'The programmes'), 403: refused },
})

export const addRoundRoute = createRoute({
  method: 'post',
  path: '/matching-rounds',
  operationId: 'addMatchingRound',
  tags,
  summary: 'Begin a round; its seed is drawn and committed to at once',
  access: mayMakeRound,
  request: { body: { ...json(NewRound, 'The round'), required: true } },
  responses: {
    201: json(RoundInFull, 'Begun, or already begun with this id'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const readRoundRoute = createRoute({
  method: 'get',
  path: '/matching-rounds/{matchingRoundId}',
  operationId: 'readMatchingRound',
  tags,
  summary: 'A round with its programmes and rules',
  access: mayReadRound,
  request: one,
  responses: { 200: json(RoundInFull, 'The round'), 403: refused, 404: refused },
})

const changed = {
  200: json(RoundInFull, 'The round as it is now'),
  400: refused,
  403: refused,
  404: refused,
  409: refused,
  422: refused,
}

export const changeRoundRoute = createRoute({
  method: 'put',
  path: '/matching-rounds/{matchingRoundId}',
  operationId: 'changeMatchingRound',
  tags,
  summary: 'Change a round that is not published',
  access: mayRunRound,
  request: { ...one, body: { ...json(RoundDraft, 'The round'), required: true } },
  responses: changed,
})

export const publishRoundRoute = createRoute({
  method: 'post',
  path: '/matching-rounds/{matchingRoundId}/publication',
  operationId: 'publishMatchingRound',
  tags,
  summary: 'Publish a round: rules, order of places and the commitment stand from now on',
  access: mayRunRound,
  request: one,
  responses: changed,
})

export const recallRoundRoute = createRoute({
  method: 'post',
  path: '/matching-rounds/{matchingRoundId}/recall',
  operationId: 'recallMatchingRound',
  tags,
  summary: 'Take the publication back while nobody has ranked',
  access: mayRunRound,
  request: one,
  responses: changed,
})

export const cancelRoundRoute = createRoute({
  method: 'post',
  path: '/matching-rounds/{matchingRoundId}/cancellation',
  operationId: 'cancelMatchingRound',
  tags,
  summary: 'Cancel a round with a reason; everybody who ranked is told',
  access: mayRunRound,
  request: { ...one, body: { ...json(Reason, 'Why'), required: true } },
  responses: changed,
})

export const readBoardRoute = createRoute({
  method: 'get',
  path: '/matching-rounds/{matchingRoundId}/board',
  operationId: 'readMatchingBoard',
  tags,
  summary: 'How far a round is: funnel, places against wishes, clashes of dates',
  access: mayReadOutcome,
  request: one,
  responses: { 200: json(Board, 'The board'), 403: refused, 404: refused },
})

export const runRoundRoute = createRoute({
  method: 'post',
  path: '/matching-rounds/{matchingRoundId}/rehearsals',
  operationId: 'rehearseMatchingRound',
  tags,
  summary: 'Reckon the matching and look at it; nobody is told. Limits in conflict are named on the board',
  access: mayRunRound,
  request: { ...one, body: { ...json(Run, 'The id of the reckoning'), required: true } },
  responses: {
    200: json(Board, 'The board after it, or with the work that was begun: its id is that of the reckoning'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const listOutcomesRoute = createRoute({
  method: 'get',
  path: '/matching-rounds/{matchingRoundId}/outcomes',
  operationId: 'listMatchingOutcomes',
  tags,
  summary: 'Everybody who takes part, with their choices and what the newest reckoning brings them',
  access: mayReadOutcome,
  request: { ...one, query: OutcomeQuery },
  responses: { 200: json(page(OutcomeRow), 'A page of people'), 400: refused, 403: refused, 404: refused },
})

export const pinRoute = createRoute({
  method: 'post',
  path: '/matching-rounds/{matchingRoundId}/overrides',
  operationId: 'overrideMatching',
  tags,
  summary: 'Place somebody by hand, or keep them out, for a reason that everybody reads',
  access: mayRunRound,
  request: { ...one, body: { ...json(NewPin, 'Who, where and why'), required: true } },
  responses: changed,
})

export const unpinRoute = createRoute({
  method: 'delete',
  path: '/matching-rounds/{matchingRoundId}/overrides/{applicantId}',
  operationId: 'takeBackMatchingOverride',
  tags,
  summary: 'Take back what was decided by hand for somebody',
  access: mayRunRound,
  request: { params: idParam('matchingRoundId').extend({ applicantId: z.uuid() }) },
  responses: changed,
})

export const confirmRoute = createRoute({
  method: 'post',
  path: '/matching-rounds/{matchingRoundId}/confirmation',
  operationId: 'confirmMatchingRound',
  tags,
  summary:
    'Confirm the reckoning that was looked at without a public notice: everybody is told, whoever was placed is enrolled',
  access: mayRunRound,
  request: { ...one, body: { ...json(Run, 'The reckoning'), required: true } },
  responses: changed,
})

export const secondRoundRoute = createRoute({
  method: 'post',
  path: '/matching-rounds/{matchingRoundId}/second-round',
  operationId: 'beginSecondMatchingRound',
  tags,
  summary: 'Begin a round for those who were not placed, over the places that are left',
  access: mayRunRound,
  request: { ...one, body: { ...json(Run, 'The id of the new round'), required: true } },
  responses: {
    201: json(RoundInFull, 'The new round'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const readSelectionRoute = createRoute({
  method: 'get',
  path: '/matching-rounds/{matchingRoundId}/selection-file',
  operationId: 'readMatchingSelection',
  tags,
  summary: 'What a round that is shown or confirmed was reckoned from, without names: for reckoning it again',
  access: mayReadRound,
  request: one,
  responses: {
    200: json(SelectionFile, 'The file'),
    403: refused,
    404: refused,
    409: refused,
  },
})
