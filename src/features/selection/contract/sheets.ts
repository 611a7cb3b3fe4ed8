import { workbook } from '../../../platform/excel/answers.ts'
import { createRoute, idParam, json, refused, refusedChange, z } from '../../../platform/http/openapi.ts'
import { mayHoldSelection } from '../access.ts'
import { sheetReasons } from '../core/sheets.ts'

const tags = ['Selections']
const one = idParam('selectionId')
const body = { required: true, content: workbook.content }
const counts = z.object({ create: z.int(), change: z.int(), keep: z.int(), refuse: z.int() })

export const ScoreRow = z
  .object({
    no: z.int().describe('The row of the sheet, counted from 1'),
    number: z.int().nullable().describe('The candidate'),
    name: z.string().describe('Empty where names are hidden'),
    outcome: z.enum(['create', 'change', 'keep', 'refuse']),
    scores: z
      .array(z.object({ criterion: z.string(), centipoints: z.int() }))
      .describe('Those that are new or differ from what you entered before'),
    reasons: z.array(z.enum(sheetReasons)),
  })
  .openapi('SelectionScoreRow')
export type ScoreRow = z.infer<typeof ScoreRow>

export const ScoreRehearsal = z
  .object({
    rows: z.array(ScoreRow),
    counts: counts.describe('Together they are all rows'),
    digest: z.string().describe('Names exactly these outcomes; an application repeats it'),
  })
  .openapi('SelectionScoreRehearsal')
export type ScoreRehearsal = z.infer<typeof ScoreRehearsal>

export const ScoreImport = z
  .object({
    id: z.uuid(),
    name: z.string(),
    stepTitle: z.string(),
    state: z.enum(['applied', 'undone']),
    rows: z.int(),
    counts,
    createdByName: z.string(),
    appliedAt: z.string(),
    undoneAt: z.string().nullable(),
    undoRefusal: z.string().nullable().describe('Why whoever asks cannot undo it'),
  })
  .openapi('SelectionScoreImport')
export type ScoreImport = z.infer<typeof ScoreImport>

export const scoreSheetRoute = createRoute({
  method: 'get',
  path: '/selections/{selectionId}/score-sheet',
  operationId: 'readSelectionScoreSheet',
  tags,
  summary: 'A spreadsheet of whoever is in the open step, to be filled in; numbers alone where names are hidden',
  access: mayHoldSelection,
  request: { params: one },
  responses: {
    200: workbook,
    ...refusedChange,
    413: refused,
  },
})

export const rehearseScoresRoute = createRoute({
  method: 'post',
  path: '/selections/{selectionId}/score-rehearsals',
  operationId: 'rehearseSelectionScores',
  tags,
  summary: 'Read a spreadsheet of scores of the open step and see what each row would do. Nothing changes',
  access: mayHoldSelection,
  request: { params: one, body },
  responses: {
    200: json(ScoreRehearsal, 'Row by row'),
    ...refusedChange,
    413: refused,
  },
})

export const explainScoresRoute = createRoute({
  method: 'post',
  path: '/selections/{selectionId}/score-workbooks',
  operationId: 'explainSelectionScores',
  tags,
  summary: 'The same workbook back, with what would become of each row and why',
  access: mayHoldSelection,
  request: { params: one, query: z.object({ name: z.string().trim().min(1).max(200) }), body },
  responses: {
    200: workbook,
    ...refusedChange,
    413: refused,
  },
})

export const applyScoresRoute = createRoute({
  method: 'post',
  path: '/selections/{selectionId}/score-imports',
  operationId: 'applySelectionScores',
  tags,
  summary: 'Keep exactly the scores that were rehearsed, as entered by you',
  access: mayHoldSelection,
  request: {
    params: one,
    query: z.object({
      id: z.uuid(),
      name: z.string().trim().min(1).max(200),
      digest: z.string().length(64).describe('Of the rehearsal that was looked at'),
    }),
    body,
  },
  responses: {
    201: json(ScoreImport, 'Applied, or already applied with this id'),
    ...refusedChange,
    413: refused,
  },
})

export const listScoreImportsRoute = createRoute({
  method: 'get',
  path: '/selections/{selectionId}/score-imports',
  operationId: 'listSelectionScoreImports',
  tags,
  summary: 'The spreadsheets of scores that were applied in a selection, the newest first',
  access: mayHoldSelection,
  request: { params: one },
  responses: {
    200: json(z.object({ items: z.array(ScoreImport) }), 'At most fifty'),
    ...refusedChange,
    413: refused,
  },
})

export const undoScoresRoute = createRoute({
  method: 'post',
  path: '/selections/{selectionId}/score-imports/{scoreImportId}/undoing',
  operationId: 'undoSelectionScores',
  tags,
  summary: 'Take a whole spreadsheet of yours back while its step is open; what was corrected since stays',
  access: mayHoldSelection,
  request: { params: z.object({ selectionId: z.uuid(), scoreImportId: z.uuid() }) },
  responses: {
    201: json(ScoreImport, 'Taken back'),
    ...refusedChange,
    413: refused,
  },
})
