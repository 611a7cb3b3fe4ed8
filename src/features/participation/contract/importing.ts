import { programmeKinds, programmeLevels } from '../../../lib/programmes/codes.ts'
import { workbook } from '../../../platform/excel/answers.ts'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { mayImportParticipations, mayUndoImport } from '../access.ts'
import { pastReasons } from '../core/importing.ts'

const tags = ['Participation']
const body = { required: true, content: workbook.content }
const counts = z.object({ create: z.int(), keep: z.int(), refuse: z.int() })

export const PastRow = z
  .object({
    no: z.int().describe('The row of the sheet, counted from 1'),
    personId: z.uuid().nullable(),
    name: z.string(),
    staffNo: z.string(),
    title: z.string(),
    level: z.enum(programmeLevels),
    kind: z.enum(programmeKinds),
    year: z.int(),
    state: z.enum(['passed', 'failed']),
    outcome: z.enum(['create', 'keep', 'refuse']),
    reasons: z.array(z.enum(pastReasons)),
  })
  .openapi('ParticipationImportRow')
export type PastRow = z.infer<typeof PastRow>

export const PastRehearsal = z
  .object({
    rows: z.array(PastRow),
    counts: counts.describe('Together they are all rows'),
    digest: z.string().describe('Names exactly these outcomes; an application repeats it'),
  })
  .openapi('ParticipationRehearsal')
export type PastRehearsal = z.infer<typeof PastRehearsal>

export const PastImport = z
  .object({
    id: z.uuid(),
    name: z.string(),
    organisationName: z.string(),
    state: z.enum(['applied', 'undone']),
    rows: z.int(),
    counts,
    createdByName: z.string(),
    appliedAt: z.string(),
    undoneAt: z.string().nullable(),
  })
  .openapi('ParticipationImport')
export type PastImport = z.infer<typeof PastImport>

export const rehearsePastRoute = createRoute({
  method: 'post',
  path: '/participation-import-rehearsals',
  operationId: 'rehearseParticipationImport',
  tags,
  summary: 'Read a spreadsheet of past trainings and see what each row would do. Nothing changes',
  access: mayImportParticipations,
  request: { body },
  responses: {
    200: json(PastRehearsal, 'Row by row'),
    400: refused,
    401: refused,
    403: refused,
    413: refused,
    422: refused,
  },
})

export const explainPastRoute = createRoute({
  method: 'post',
  path: '/participation-import-workbooks',
  operationId: 'explainParticipationImport',
  tags,
  summary: 'The same workbook back, with what would become of each row and why',
  access: mayImportParticipations,
  request: { query: z.object({ name: z.string().trim().min(1).max(200) }), body },
  responses: { 200: workbook, 400: refused, 401: refused, 403: refused, 413: refused, 422: refused },
})

export const applyPastRoute = createRoute({
  method: 'post',
  path: '/participation-imports',
  operationId: 'applyParticipationImport',
  tags,
  summary: 'Keep exactly what was rehearsed',
  access: mayImportParticipations,
  request: {
    query: z.object({
      id: z.uuid(),
      name: z.string().trim().min(1).max(200),
      digest: z.string().length(64).describe('Of the rehearsal that was looked at'),
    }),
    body,
  },
  responses: {
    201: json(PastImport, 'Applied, or already applied with this id'),
    400: refused,
    401: refused,
    403: refused,
    409: refused,
    413: refused,
    422: refused,
    404: refused,
  },
})

export const listPastImportsRoute = createRoute({
  method: 'get',
  path: '/participation-imports',
  operationId: 'listParticipationImports',
  tags,
  summary: 'The spreadsheets of past trainings that were applied in your part of the tree, the newest first',
  access: mayImportParticipations,
  request: { query: Paging },
  responses: { 200: json(page(PastImport), 'A page of lists'), 400: refused, 401: refused, 403: refused },
})

export const undoPastRoute = createRoute({
  method: 'post',
  path: '/participation-imports/{participationImportId}/undoing',
  operationId: 'undoParticipationImport',
  tags,
  summary: 'Take a whole spreadsheet back',
  access: mayUndoImport,
  request: { params: idParam('participationImportId') },
  responses: { 201: json(PastImport, 'Taken back'), 401: refused, 403: refused, 404: refused },
})

export const pastTemplateRoute = createRoute({
  method: 'get',
  path: '/participation-import-template',
  operationId: 'readParticipationTemplate',
  tags,
  summary: 'An empty spreadsheet of past trainings with notes, to be filled in',
  access: mayImportParticipations,
  responses: { 200: workbook, 401: refused, 403: refused },
})
