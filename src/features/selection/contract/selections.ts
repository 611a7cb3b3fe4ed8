import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { mayHoldSelection, mayListSelections, mayMakeSelection, mayReadSelection } from '../access.ts'
import { candidateOuts, selectionKinds, selectionStates } from '../core/states.ts'
import { logActs, resultOutcomes } from '../tables.ts'
import { Reserve } from './reserves.ts'
import { SelectionRules } from './rules.ts'

const tags = ['Selections']
const Id = z.uuid()
const Reason = z.string().trim().min(2).max(500)
const one = { params: idParam('selectionId') }
const body = <S extends z.ZodType>(schema: S) => ({
  body: { content: { 'application/json': { schema } }, required: true },
})

/** What narrows the list of selections. */
export const SelectionsAsked = z.object({
  state: z.enum(selectionStates).optional(),
  q: z.string().trim().max(100).default(''),
})
export type SelectionsAsked = z.infer<typeof SelectionsAsked>

/** Whose candidates the workbook lists. */
export const CandidatesAsked = z.object({ selectionId: z.uuid().optional() })

export const Selection = z
  .object({
    id: Id,
    kind: z.enum(selectionKinds),
    title: z.string(),
    organisationId: Id,
    organisationName: z.string(),
    programmeId: Id.nullable(),
    programmeTitle: z.string().nullable(),
    state: z.enum(selectionStates),
    stepTitle: z.string().nullable().describe('The step that is open'),
    places: z.int(),
    candidateCount: z.int(),
    createdByName: z.string(),
    createdAt: z.string(),
  })
  .openapi('Selection')
export type Selection = z.infer<typeof Selection>

const Result = z.object({
  step: z.string(),
  centipoints: z.int().nullable(),
  rank: z.int().nullable(),
  rankInPart: z.int().nullable(),
  outcome: z.enum(resultOutcomes),
  cutOff: z.int().nullable(),
})

export const SelectionCandidate = z
  .object({
    personId: Id,
    number: z.int(),
    name: z.string(),
    staffNo: z.string(),
    schoolName: z.string(),
    stage: z.string(),
    kind: z.string(),
    years: z.int(),
    out: z.enum(candidateOuts).nullable(),
    outReason: z.string().nullable(),
    isIn: z.boolean().describe('Takes part in the step that is open'),
    given: z.int().describe('How many people have given all marks of the open step'),
    needed: z.int(),
    differs: z.boolean().describe('Two people entered different scores'),
    entered: z
      .array(z.object({ criterion: z.string(), centipoints: z.int() }))
      .describe('What whoever asks entered in the open step'),
    results: z.array(Result),
    reserve: Reserve.nullable().describe('How a reserve stands once the selection is settled'),
  })
  .openapi('SelectionCandidate')
export type SelectionCandidate = z.infer<typeof SelectionCandidate>

export const SelectionInFull = Selection.extend({
  rules: SelectionRules,
  step: z.int(),
  seed: z.string().nullable().describe('Draws the lots; told once the selection is ranked'),
  cancelReason: z.string().nullable(),
  candidates: z.array(SelectionCandidate),
  experts: z.array(
    z.object({
      accountId: Id,
      name: z.string(),
      load: z.int().describe('How many candidates they mark in the open step'),
      done: z.int().describe('How many of those are marked whole'),
    }),
  ),
  short: z.int().describe('How many marks lack an expert in the open step'),
  noticeId: Id.nullable(),
  log: z.array(
    z.object({ no: z.int(), act: z.enum(logActs), remark: z.string().nullable(), by: z.string(), at: z.string() }),
  ),
  rulesRefusal: z.string().nullable().describe('Why it cannot begin'),
  closeRefusal: z.string().nullable().describe('Why the open step cannot be closed'),
  settleRefusal: z.string().nullable().describe('Why whoever was chosen cannot be admitted yet'),
}).openapi('SelectionInFull')
export type SelectionInFull = z.infer<typeof SelectionInFull>

const changed = {
  200: json(SelectionInFull, 'The selection'),
  400: refused,
  404: refused,
  409: refused,
  422: refused,
}

export const listSelectionsRoute = createRoute({
  method: 'get',
  path: '/selections',
  operationId: 'listSelections',
  tags,
  summary: 'Selections of your part of the region, the newest first',
  access: mayListSelections,
  request: { query: Paging.extend(SelectionsAsked.shape) },
  responses: { 200: json(page(Selection), 'A page of selections'), 400: refused, 403: refused },
})

export const NewSelection = z
  .object({
    id: Id,
    kind: z.enum(selectionKinds),
    title: z.string().trim().min(2).max(80),
    organisationId: Id,
    programmeId: Id.nullable(),
    rules: SelectionRules,
  })
  .openapi('NewSelection')
export type NewSelection = z.infer<typeof NewSelection>

export const addSelectionRoute = createRoute({
  method: 'post',
  path: '/selections',
  operationId: 'addSelection',
  tags,
  summary: 'Begin a selection; its rules may be written until it runs',
  access: mayMakeSelection,
  request: body(NewSelection),
  responses: { 201: json(SelectionInFull, 'Begun'), 400: refused, 404: refused, 409: refused, 422: refused },
})

export const readSelectionRoute = createRoute({
  method: 'get',
  path: '/selections/{selectionId}',
  operationId: 'readSelection',
  tags,
  summary: 'A selection with its rules, candidates, experts, results and what became of it',
  access: mayReadSelection,
  request: one,
  responses: { 200: json(SelectionInFull, 'The selection'), 404: refused },
})

export const changeRulesRoute = createRoute({
  method: 'put',
  path: '/selections/{selectionId}/rules',
  operationId: 'changeSelectionRules',
  tags,
  summary: 'Write the rules of a selection that does not run yet',
  access: mayHoldSelection,
  request: { ...one, ...body(SelectionRules) },
  responses: changed,
})

export const NewCandidates = z
  .object({
    personIds: z.array(Id).max(2000).default([]),
    staffNos: z.array(z.string().trim().min(1).max(40)).max(2000).default([]),
    applicants: z.boolean().default(false).describe('Everybody who applied to the programme'),
  })
  .openapi('NewSelectionCandidates')
export type NewCandidates = z.infer<typeof NewCandidates>

export const addCandidatesRoute = createRoute({
  method: 'post',
  path: '/selections/{selectionId}/candidates',
  operationId: 'addSelectionCandidates',
  tags,
  summary: 'Add candidates: by number, by id, or all who applied; whoever may not take part is kept out',
  access: mayHoldSelection,
  request: { ...one, ...body(NewCandidates) },
  responses: changed,
})

export const changeCandidateRoute = createRoute({
  method: 'put',
  path: '/selections/{selectionId}/candidates/{candidateId}/standing',
  operationId: 'changeSelectionCandidate',
  tags,
  summary: 'Say that a candidate withdrew, with a reason, or takes part again',
  access: mayHoldSelection,
  request: {
    params: z.object({ selectionId: Id, candidateId: Id }),
    ...body(z.object({ isOut: z.boolean(), reason: Reason })),
  },
  responses: changed,
})

export const searchExpertsRoute = createRoute({
  method: 'get',
  path: '/selection-experts',
  operationId: 'searchSelectionExperts',
  tags,
  summary: 'Accounts that may be made experts, by a part of their name',
  access: mayMakeSelection,
  request: { query: z.object({ q: z.string().trim().min(1).max(40) }) },
  responses: {
    200: json(
      z.object({
        items: z.array(z.object({ accountId: Id, name: z.string(), schoolName: z.string().nullable() })),
      }),
      'Accounts',
    ),
    400: refused,
  },
})

export const addExpertsRoute = createRoute({
  method: 'post',
  path: '/selections/{selectionId}/experts',
  operationId: 'addSelectionExperts',
  tags,
  summary: 'Make accounts experts of a selection',
  access: mayHoldSelection,
  request: { ...one, ...body(z.object({ accountIds: z.array(Id).min(1).max(50) })) },
  responses: changed,
})

const move = <P extends string>(path: P, operationId: string, summary: string) =>
  createRoute({
    method: 'post',
    path,
    operationId,
    tags,
    summary,
    access: mayHoldSelection,
    request: one,
    responses: changed,
  })

export const startSelectionRoute = move(
  '/selections/{selectionId}/start',
  'startSelection',
  'Begin with the first step: from now on the rules stand',
)
export const assignExpertsRoute = move(
  '/selections/{selectionId}/assignment',
  'assignSelectionExperts',
  'Give the candidates of the open step their experts; marks that were given stay',
)
export const closeStepRoute = move(
  '/selections/{selectionId}/step-closure',
  'closeSelectionStep',
  'Close the open step: results with their cut-off; the next step opens, or all are ranked',
)
export const settleSelectionRoute = move(
  '/selections/{selectionId}/settlement',
  'settleSelection',
  'Admit whoever was chosen, once their names were shown and that was confirmed',
)

const withReason = <P extends string>(path: P, operationId: string, summary: string) =>
  createRoute({
    method: 'post',
    path,
    operationId,
    tags,
    summary,
    access: mayHoldSelection,
    request: { ...one, ...body(z.object({ reason: Reason })) },
    responses: changed,
  })

export const reopenStepRoute = withReason(
  '/selections/{selectionId}/step-reopening',
  'reopenSelectionStep',
  'Open the step again that was closed last, with a reason; its results are gone',
)
export const cancelSelectionRoute = withReason(
  '/selections/{selectionId}/cancellation',
  'cancelSelection',
  'Give a selection up, with a reason',
)
export const takeBackRoute = withReason(
  '/selections/{selectionId}/show-withdrawal',
  'withdrawSelectionNotice',
  'Withdraw the public notice of a selection, with a reason; it is ranked again',
)

export const showSelectionRoute = createRoute({
  method: 'post',
  path: '/selections/{selectionId}/public-notice',
  operationId: 'showSelection',
  tags,
  summary: 'Show everybody who was chosen, for the working days that the bureau set',
  access: mayHoldSelection,
  request: {
    ...one,
    ...body(z.object({ text: z.string().trim().max(2000), workingDays: z.int().min(1).max(30).optional() })),
  },
  responses: changed,
})

export const enterScoresRoute = createRoute({
  method: 'put',
  path: '/selections/{selectionId}/scores',
  operationId: 'enterSelectionScores',
  tags,
  summary: 'Enter scores of the open step that the office enters; twice where the rules say so',
  access: mayHoldSelection,
  request: {
    ...one,
    ...body(
      z.object({
        scores: z
          .array(z.object({ personId: Id, criterion: z.string(), centipoints: z.int().min(0).max(100_000) }))
          .min(1)
          .max(5000),
      }),
    ),
  },
  responses: changed,
})
