import { Loosened } from './loosening.ts'
import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayRank, mayScore } from '../access.ts'
import { methods } from '../core/method.ts'
import { phases } from '../core/rules.ts'
import { SaidBound } from './board.ts'
import { RoundNotice } from './rounds.ts'
import { Block, Criterion, RoundLimit } from './rules.ts'
import { OwnSuccession } from './succession.ts'

const Applicant = z.object({
  personId: z.uuid(),
  name: z.string().nullable().describe('Null where the scoring is blind'),
  schoolName: z.string().nullable(),
  label: z.string().describe('What the person is called where no name is shown'),
  stage: z.string().nullable(),
  subjects: z.array(z.string()),
  title: z.string().nullable(),
  talentLevel: z.string().nullable(),
  years: z.int().nullable(),
  marks: z.record(z.string(), z.number()),
  score: z.int().nullable(),
  unsuitableReason: z.string().nullable(),
  scoredByName: z.string().nullable(),
})

export const ScoringTable = z
  .object({
    roundId: z.uuid(),
    roundTitle: z.string(),
    title: z.string(),
    phase: z.enum(phases),
    scoringClosesAt: z.string(),
    isBlind: z.boolean(),
    isFrozen: z.boolean().describe('Whether the seed is told: no score that is there changes any more'),
    criteria: z.array(Criterion),
    applicants: z.array(Applicant),
  })
  .openapi('MatchingScoringTable')
export type ScoringTable = z.infer<typeof ScoringTable>

export const Scoring = z
  .object({
    scores: z
      .array(
        z.object({
          personId: z.uuid(),
          marks: z.record(z.string().max(20), z.number()),
          unsuitableReason: z.string().trim().min(2).max(200).nullable().default(null),
        }),
      )
      .min(1)
      .max(500),
  })
  .openapi('MatchingScoring')
export type Scoring = z.infer<typeof Scoring>

export const Ranking = z
  .object({ programmeIds: z.array(z.uuid()).max(20).describe('The dearest first; none at all takes part no more') })
  .openapi('MatchingRanking')

export const OwnRound = z
  .object({
    id: z.uuid(),
    title: z.string(),
    phase: z.enum(phases),
    method: z.enum(methods),
    choicesMax: z.int(),
    opensAt: z.string(),
    rankingClosesAt: z.string(),
    adjustingClosesAt: z.string(),
    chosen: z.int(),
    placedTitle: z.string().nullable(),
    isDecided: z.boolean(),
  })
  .openapi('OwnMatchingRound')
export type OwnRound = z.infer<typeof OwnRound>

const BlockReason = z.object({
  block: z.string(),
  title: z.string(),
  cutOff: z.int().nullable(),
  why: z.enum([
    'seated',
    'not_for',
    'not_asked',
    'score',
    'lot',
    'first',
    'group_full',
    'held',
    'full',
    'limit',
    'holds',
  ]),
  last: z.int().nullable(),
  limit: z.string().nullable(),
  bound: SaidBound.nullable().describe('Under the optimal method: the limit without room, or which you hold'),
})

export const OwnRoundInFull = OwnRound.extend({
  now: z.string(),
  commitment: z.string(),
  seed: z.string().nullable(),
  rankRefusal: z.string().nullable(),
  programmes: z.array(
    z.object({
      programmeId: z.uuid(),
      title: z.string(),
      providerName: z.string().nullable(),
      startsOn: z.string().nullable(),
      endsOn: z.string().nullable(),
      centihours: z.int(),
      blocks: z.array(Block),
      isBlind: z.boolean(),
      criteria: z.array(Criterion),
      refusals: z.array(z.string()).describe('Why you may not choose it'),
      wantedFirst: z.int().nullable().describe('How many rank it first; told in the adjustment and after'),
    }),
  ),
  ranking: z.array(z.uuid()),
  limits: z.array(RoundLimit),
  loosened: z.array(Loosened).describe('Limits that gave after the publication, with the reasons'),
  notice: RoundNotice.nullable().describe('The public notice of whom it placed'),
  result: z
    .object({
      struckReason: z.string().nullable().describe('Why you were not admitted though you had been shown'),
      programmeId: z.uuid().nullable(),
      programmeTitle: z.string().nullable(),
      blockTitle: z.string().nullable(),
      choice: z.int().nullable(),
      pinReason: z.string().nullable(),
      choices: z.array(
        z.object({
          programmeId: z.uuid(),
          title: z.string(),
          score: z.int(),
          became: z.enum(['placed', 'refused', 'not_asked']),
          needed: z.int().nullable(),
          succession: OwnSuccession.nullable().describe('Which in order you come next when a place becomes free'),
          blocks: z.array(BlockReason),
        }),
      ),
      open: z.array(z.string()).describe('Programmes that would have taken you with any score'),
    })
    .nullable(),
}).openapi('OwnMatchingRoundInFull')
export type OwnRoundInFull = z.infer<typeof OwnRoundInFull>

const tags = ['Two-way selection']
const ofProgramme = { params: idParam('matchingRoundId').extend({ roundProgrammeId: z.uuid() }) }
const own = { params: z.object({ ownRoundId: z.uuid() }) }

export const readScoringRoute = createRoute({
  method: 'get',
  path: '/matching-rounds/{matchingRoundId}/programmes/{roundProgrammeId}/applicants',
  operationId: 'readMatchingScoring',
  tags,
  summary: 'The applicants of one programme with their marks; without names where the scoring is blind',
  access: mayScore,
  request: ofProgramme,
  responses: { 200: json(ScoringTable, 'The table'), 403: refused, 404: refused, 409: refused },
})

export const scoreRoute = createRoute({
  method: 'put',
  path: '/matching-rounds/{matchingRoundId}/programmes/{roundProgrammeId}/scores',
  operationId: 'scoreMatchingApplicants',
  tags,
  summary: 'Score applicants of one programme, or say that somebody is not suitable',
  access: mayScore,
  request: { ...ofProgramme, body: { ...json(Scoring, 'The scores'), required: true } },
  responses: {
    200: json(ScoringTable, 'The table as it is now'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const listOwnRoundsRoute = createRoute({
  method: 'get',
  path: '/my/matching-rounds',
  operationId: 'listMyMatchingRounds',
  tags,
  summary: 'Rounds of two-way selection that you may take part in or took part in',
  access: mayRank,
  request: {},
  responses: { 200: json(z.object({ items: z.array(OwnRound) }), 'The rounds'), 403: refused },
})

export const readOwnRoundRoute = createRoute({
  method: 'get',
  path: '/my/matching-rounds/{ownRoundId}',
  operationId: 'readMyMatchingRound',
  tags,
  summary: 'A round as you see it: what you may choose, what you chose, what came of it and why',
  access: mayRank,
  request: own,
  responses: { 200: json(OwnRoundInFull, 'The round'), 400: refused, 403: refused, 404: refused },
})

export const rankRoute = createRoute({
  method: 'put',
  path: '/my/matching-rounds/{ownRoundId}/ranking',
  operationId: 'rankProgrammes',
  tags,
  summary: 'Rank programmes of a round, the dearest first; the last word before it closes counts',
  access: mayRank,
  request: { ...own, body: { ...json(Ranking, 'Your ranking'), required: true } },
  responses: {
    200: json(OwnRoundInFull, 'The round as it is now'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})
