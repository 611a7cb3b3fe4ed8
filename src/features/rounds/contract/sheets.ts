import { createRoute, idParam, z } from '../../../platform/http/openapi.ts'
import {
  appliedAnswers,
  applyQuery,
  backAnswers,
  backQuery,
  listBody,
  listedAnswers,
  listedQuery,
  triedAnswers,
  triedFacts,
  triedSums,
} from '../../applied-lists/public.ts'
import { mayScore } from '../access.ts'
import { sheetReasons } from '../core/sheets.ts'

const opinion = { marks: z.record(z.string(), z.number()), unsuitableReason: z.string().nullable() }

/** What a scoring table did to a score, as it is kept in order to undo it. */
export const ScoreChange = z.object({
  personId: z.uuid(),
  became: z.object(opinion),
  was: z
    .object({
      ...opinion,
      score: z.int().nullable(),
      scoredBy: z.uuid(),
      scoredByName: z.string(),
      scoredAt: z.string(),
    })
    .nullable(),
})
export type ScoreChange = z.infer<typeof ScoreChange>

export const SheetRow = z
  .object({
    ...triedFacts,
    label: z.string().describe('What stands for the applicant'),
    name: z.string().describe('Empty where the scoring is blind'),
    score: z.int().nullable(),
    unsuitableReason: z.string().nullable(),
    reasons: z.array(z.enum(sheetReasons)),
  })
  .openapi('MatchingScoreRow')
export type SheetRow = z.infer<typeof SheetRow>

export const SheetRehearsal = z.object({ rows: z.array(SheetRow), ...triedSums }).openapi('MatchingScoreRehearsal')
export type SheetRehearsal = z.infer<typeof SheetRehearsal>

const tags = ['Two-way selection']
const path = '/matching-rounds/{matchingRoundId}/programmes/{roundProgrammeId}'
const params = idParam('matchingRoundId').extend({ roundProgrammeId: z.uuid() })
const access = mayScore

export const scoringSheetRoute = createRoute({
  method: 'get',
  path: `${path}/score-sheet`,
  operationId: 'readMatchingScoreSheet',
  tags,
  summary: 'The scoring table of a programme as a workbook, to be filled in; without names where the scoring is blind',
  access,
  request: { params },
  responses: backAnswers,
})

export const rehearseSheetRoute = createRoute({
  method: 'post',
  path: `${path}/score-rehearsals`,
  operationId: 'rehearseMatchingScores',
  tags,
  summary: 'Read a scoring table and see what each row would do. Nothing changes',
  access,
  request: { params, body: listBody },
  responses: triedAnswers(SheetRehearsal),
})

export const explainSheetRoute = createRoute({
  method: 'post',
  path: `${path}/score-workbooks`,
  operationId: 'explainMatchingScores',
  tags,
  summary: 'The same workbook back, with what would become of each row and why',
  access,
  request: { params, query: backQuery, body: listBody },
  responses: backAnswers,
})

export const applySheetRoute = createRoute({
  method: 'post',
  path: `${path}/score-imports`,
  operationId: 'applyMatchingScores',
  tags,
  summary: 'Keep exactly the scores that were rehearsed, as scored by you',
  access,
  request: { params, query: applyQuery, body: listBody },
  responses: appliedAnswers,
})

export const listSheetsRoute = createRoute({
  method: 'get',
  path: `${path}/score-imports`,
  operationId: 'listMatchingScoreImports',
  tags,
  summary: 'The scoring tables that were applied to a programme of a round',
  access,
  request: { params, query: listedQuery },
  responses: listedAnswers,
})

export const undoSheetRoute = createRoute({
  method: 'post',
  path: `${path}/score-imports/{scoreListId}/undoing`,
  operationId: 'undoMatchingScores',
  tags,
  summary: 'Take a whole scoring table back until the seed is told; what was changed since stays',
  access,
  request: { params: params.extend({ scoreListId: z.uuid() }) },
  responses: appliedAnswers,
})
