import { importFacts, workbook } from '../../platform/excel/answers.ts'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../platform/http/openapi.ts'
import { pastedFilter } from '../pastes/public.ts'
import { mayExport, mayImport, mayUseImport } from './access.ts'
import { fields } from './core/columns.ts'
import { leftCodes, reasonCodes } from './core/reasons.ts'

const Field = z.enum(fields)
const Value = z.union([z.string(), z.array(z.string()).readonly(), z.null()])

export const RosterColumn = z
  .object({
    title: z.string(),
    field: z
      .union([Field, z.literal('ours')])
      .nullable()
      .describe('Which field it is; null is none we know'),
    samples: z.array(z.string()).describe('What stands in the first rows; long numbers are masked'),
  })
  .openapi('RosterColumn')

export const RosterImport = z
  .object({
    ...importFacts,
    undone: z.object({ removed: z.int(), restored: z.int(), left: z.int() }).nullable(),
    jobId: z.uuid().nullable(),
    mayFetch: z.boolean().describe('Whether you handed it in, and may fetch the workbook with its numbers'),
  })
  .openapi('RosterImport')
export type RosterImport = z.infer<typeof RosterImport>

export const RosterImportInFull = RosterImport.extend({ columns: z.array(RosterColumn) }).openapi('RosterImportInFull')
export type RosterImportInFull = z.infer<typeof RosterImportInFull>

export const RosterRow = z
  .object({
    no: z.int().describe('The row of the sheet, counted from 1'),
    name: z.string(),
    personId: z.uuid().nullable(),
    outcome: z.enum(['create', 'change', 'keep', 'refuse']).nullable().describe('Null before the first rehearsal'),
    reasons: z
      .array(
        z.object({
          code: z.enum(reasonCodes),
          field: Field.optional(),
          value: z.string().optional(),
          names: z.array(z.string()).readonly().optional(),
          row: z.int().optional(),
        }),
      )
      .readonly(),
    changes: z.array(z.object({ field: Field, from: Value, to: Value })).readonly(),
    undone: z.enum(['removed', 'restored', 'left']).nullable(),
    undoneReasons: z
      .array(z.object({ code: z.enum(leftCodes), fields: z.array(z.string()).readonly().optional() }))
      .readonly(),
  })
  .openapi('RosterRow')
export type RosterRow = z.infer<typeof RosterRow>

const asked = json(z.object({ jobId: z.uuid() }), 'The work that was asked for')
const tags = ['Rosters']

export const handInRosterRoute = createRoute({
  method: 'post',
  path: '/roster-imports',
  operationId: 'handInRoster',
  tags,
  summary: 'Hand a list of people in: an Excel or WPS workbook, CSV, or cells that were copied. Nothing changes yet',
  access: mayImport,
  request: {
    query: z.object({ id: z.uuid(), name: z.string().trim().min(1).max(200) }),
    body: { required: true, content: workbook.content },
  },
  responses: {
    201: json(RosterImportInFull, 'Read, or already handed in with this id'),
    400: refused,
    403: refused,
    409: refused,
    413: refused,
    422: refused,
  },
})

export const listRosterImportsRoute = createRoute({
  method: 'get',
  path: '/roster-imports',
  operationId: 'listRosterImports',
  tags,
  summary: 'The lists that were handed in for your part of the tree, the newest first',
  access: mayImport,
  request: { query: Paging },
  responses: { 200: json(page(RosterImport), 'A page of imports'), 400: refused, 403: refused },
})

const params = idParam('importId')

export const readRosterImportRoute = createRoute({
  method: 'get',
  path: '/roster-imports/{importId}',
  operationId: 'readRosterImport',
  tags,
  summary: 'One import: how its columns are read, and how many rows do what',
  access: mayUseImport,
  request: { params },
  responses: { 200: json(RosterImportInFull, 'The import'), 404: refused },
})

export const listRosterRowsRoute = createRoute({
  method: 'get',
  path: '/roster-imports/{importId}/rows',
  operationId: 'listRosterRows',
  tags,
  summary: 'What each row would do or did, in the order of the sheet',
  access: mayUseImport,
  request: {
    params,
    query: Paging.extend({
      outcome: z.enum(['create', 'change', 'keep', 'refuse']).optional(),
      left: z.literal('yes').optional().describe('Only what stayed when the import was undone'),
    }),
  },
  responses: { 200: json(page(RosterRow), 'A page of rows'), 400: refused, 404: refused },
})

export const mapRosterColumnsRoute = createRoute({
  method: 'put',
  path: '/roster-imports/{importId}/columns',
  operationId: 'mapRosterColumns',
  tags,
  summary: 'Say which field each column is; outcomes are to be worked out anew',
  access: mayUseImport,
  request: {
    params,
    body: {
      ...json(z.object({ fields: z.array(Field.nullable()).max(100) }), 'A field for each column'),
      required: true,
    },
  },
  responses: { 200: json(RosterImportInFull, 'Kept'), 400: refused, 404: refused, 409: refused, 422: refused },
})

export const rehearseRosterRoute = createRoute({
  method: 'post',
  path: '/roster-imports/{importId}/rehearsal',
  operationId: 'rehearseRoster',
  tags,
  summary: 'Work out what each row would do, as background work; nobody on the roster is touched',
  access: mayUseImport,
  request: { params },
  responses: { 202: asked, 404: refused, 409: refused },
})

export const applyRosterRoute = createRoute({
  method: 'post',
  path: '/roster-imports/{importId}/application',
  operationId: 'applyRoster',
  tags,
  summary: 'Do exactly what was rehearsed, all of it in one transaction, as background work',
  access: mayUseImport,
  request: {
    params,
    body: { ...json(z.object({ rehearsal: z.int() }), 'The rehearsal that was looked at'), required: true },
  },
  responses: { 202: asked, 400: refused, 404: refused, 409: refused },
})

export const undoRosterRoute = createRoute({
  method: 'post',
  path: '/roster-imports/{importId}/undoing',
  operationId: 'undoRoster',
  tags,
  summary: 'Take a whole import back within seven days, as background work; what cannot go back is told row by row',
  access: mayUseImport,
  request: { params },
  responses: { 202: asked, 404: refused, 409: refused },
})

export const readRosterWorkbookRoute = createRoute({
  method: 'get',
  path: '/roster-imports/{importId}/workbook',
  operationId: 'readRosterWorkbook',
  tags,
  summary: 'Your own list back, with what became of each row and why; for whoever handed it in',
  access: mayUseImport,
  request: { params, query: z.object({ lang: z.enum(['zh', 'en']).default('zh') }) },
  responses: { 200: workbook, 404: refused, 409: refused },
})

export const readRosterTemplateRoute = createRoute({
  method: 'get',
  path: '/roster-template',
  operationId: 'readRosterTemplate',
  tags,
  summary: 'An empty list with choices and notes, to be filled in',
  access: mayImport,
  responses: { 200: workbook, 403: refused },
})

export const ExportQuery = z.object({
  ...pastedFilter,
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  q: z.string().trim().max(40).default(''),
  organisationId: z.uuid().optional(),
  stage: z.string().max(2).optional(),
  subject: z.string().max(4).optional(),
  state: z.string().max(2).optional(),
})
export type ExportQuery = z.infer<typeof ExportQuery>

export const exportRosterRoute = createRoute({
  method: 'get',
  path: '/roster-export',
  operationId: 'exportRoster',
  tags,
  summary: 'The people of your part of the tree as a file that an import reads again; numbers are masked',
  access: mayExport,
  request: { query: ExportQuery },
  responses: { 200: workbook, 400: refused, 403: refused },
})
