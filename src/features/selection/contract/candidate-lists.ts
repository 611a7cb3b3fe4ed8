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
import { mayHoldSelection } from '../access.ts'
import { candidateReasons } from '../core/candidate-lists.ts'

export const CandidateRow = z
  .object({ ...triedFacts, name: z.string(), staffNo: z.string(), reasons: z.array(z.enum(candidateReasons)) })
  .openapi('SelectionCandidateRow')
export type CandidateRow = z.infer<typeof CandidateRow>

export const CandidateRehearsal = z
  .object({ rows: z.array(CandidateRow), ...triedSums })
  .openapi('SelectionCandidateRehearsal')
export type CandidateRehearsal = z.infer<typeof CandidateRehearsal>

const tags = ['Selections']
const params = idParam('selectionId')
const access = mayHoldSelection

export const candidateTemplateRoute = createRoute({
  method: 'get',
  path: '/selections/{selectionId}/candidate-template',
  operationId: 'readSelectionCandidateTemplate',
  tags,
  summary: 'An empty list of candidates with notes, to be filled in',
  access,
  request: { params },
  responses: backAnswers,
})

export const rehearseCandidatesRoute = createRoute({
  method: 'post',
  path: '/selections/{selectionId}/candidate-rehearsals',
  operationId: 'rehearseSelectionCandidates',
  tags,
  summary: 'Read a list of candidates and see what each row would do. Nothing changes',
  access,
  request: { params, body: listBody },
  responses: triedAnswers(CandidateRehearsal),
})

export const explainCandidatesRoute = createRoute({
  method: 'post',
  path: '/selections/{selectionId}/candidate-workbooks',
  operationId: 'explainSelectionCandidates',
  tags,
  summary: 'The same list back, with what would become of each row and why',
  access,
  request: { params, query: backQuery, body: listBody },
  responses: backAnswers,
})

export const applyCandidatesRoute = createRoute({
  method: 'post',
  path: '/selections/{selectionId}/candidate-imports',
  operationId: 'applySelectionCandidates',
  tags,
  summary: 'Add exactly the candidates that were rehearsed',
  access,
  request: { params, query: applyQuery, body: listBody },
  responses: appliedAnswers,
})

export const listCandidateImportsRoute = createRoute({
  method: 'get',
  path: '/selections/{selectionId}/candidate-imports',
  operationId: 'listSelectionCandidateImports',
  tags,
  summary: 'The lists of candidates that were applied to a selection',
  access,
  request: { params, query: listedQuery },
  responses: listedAnswers,
})

export const undoCandidatesRoute = createRoute({
  method: 'post',
  path: '/selections/{selectionId}/candidate-imports/{candidateListId}/undoing',
  operationId: 'undoSelectionCandidates',
  tags,
  summary: 'Take a whole list of candidates back before the selection begins',
  access,
  request: { params: params.extend({ candidateListId: z.uuid() }) },
  responses: appliedAnswers,
})
