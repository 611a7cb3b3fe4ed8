import { outcomes } from '../../lib/lists/outcomes.ts'
import { importFacts, workbook } from '../../platform/excel/answers.ts'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../platform/http/openapi.ts'
import { mayExportTree, mayImportTree, mayReadTrail, mayUseTreeImport } from './access.ts'
import { fields } from './core/columns.ts'
import { reasonCodes } from './core/reasons.ts'

const Field = z.enum(fields)
const Value = z.union([z.string(), z.array(z.string()).readonly(), z.null()])
const Changes = z.array(z.object({ field: Field, from: Value, to: Value })).readonly()

export const DirectoryImport = z.object(importFacts).openapi('DirectoryImport')
export type DirectoryImport = z.infer<typeof DirectoryImport>

const Column = z.object({
  title: z.string(),
  field: z
    .union([Field, z.literal('ours')])
    .nullable()
    .describe('Which field it is; null is none we know'),
  samples: z.array(z.string()).describe('What stands in the first rows'),
})

export const DirectoryImportInFull = DirectoryImport.extend({
  columns: z.array(Column),
  builtOn: z
    .array(z.object({ name: z.string(), what: z.enum(['changed', 'used', 'below', 'gone']) }))
    .describe('What has been built on it since: while there is anything, it cannot be undone'),
}).openapi('DirectoryImportInFull')
export type DirectoryImportInFull = z.infer<typeof DirectoryImportInFull>

const Reason = z.object({
  code: z.enum(reasonCodes),
  field: Field.optional(),
  value: z.string().optional(),
  names: z.array(z.string()).readonly().optional(),
  row: z.int().optional(),
})

export const DirectoryRow = z
  .object({
    no: z.int().describe('The row of the sheet, counted from 1'),
    name: z.string(),
    organisationId: z.uuid().nullable(),
    outcome: z.enum(outcomes).nullable(),
    reasons: z.array(Reason).readonly(),
    changes: Changes,
    undone: z
      .enum(['removed', 'restored', 'closed'])
      .nullable()
      .describe('Closed: the history names it, so that it stays'),
  })
  .openapi('DirectoryRow')
export type DirectoryRow = z.infer<typeof DirectoryRow>

const DirectoryTrail = z
  .object({
    items: z.array(
      z.object({
        importId: z.uuid(),
        listName: z.string(),
        no: z.int(),
        outcome: z.enum(outcomes).nullable(),
        changes: Changes,
        createdByName: z.string(),
        appliedAt: z.string().nullable(),
        undoneAt: z.string().nullable(),
      }),
    ),
  })
  .openapi('DirectoryTrail')

const inFull = json(DirectoryImportInFull, 'The import')
const tags = ['Organisations']

export const handInDirectoryRoute = createRoute({
  method: 'post',
  path: '/directory-imports',
  operationId: 'handInDirectory',
  tags,
  summary: 'Hand a list of organisations in and see what each row would do. Nothing changes yet',
  access: mayImportTree,
  request: {
    query: z.object({ id: z.uuid(), name: z.string().trim().min(1).max(200) }),
    body: { required: true, content: workbook.content },
  },
  responses: {
    201: json(DirectoryImportInFull, 'Read and rehearsed, or already handed in with this id'),
    400: refused,
    403: refused,
    409: refused,
    413: refused,
    422: refused,
  },
})

export const listDirectoryImportsRoute = createRoute({
  method: 'get',
  path: '/directory-imports',
  operationId: 'listDirectoryImports',
  tags,
  summary: 'The lists of organisations that were handed in for your part of the tree, the newest first',
  access: mayImportTree,
  request: { query: Paging },
  responses: { 200: json(page(DirectoryImport), 'A page of imports'), 400: refused, 403: refused },
})

const params = idParam('directoryImportId')

export const readDirectoryImportRoute = createRoute({
  method: 'get',
  path: '/directory-imports/{directoryImportId}',
  operationId: 'readDirectoryImport',
  tags,
  summary: 'One import of the tree: how its columns are read, how many rows do what, whether it can be undone',
  access: mayUseTreeImport,
  request: { params },
  responses: { 200: inFull, 404: refused },
})

export const listDirectoryRowsRoute = createRoute({
  method: 'get',
  path: '/directory-imports/{directoryImportId}/rows',
  operationId: 'listDirectoryRows',
  tags,
  summary: 'What each row would do or did, in the order of the sheet',
  access: mayUseTreeImport,
  request: { params, query: Paging.extend({ outcome: z.enum(outcomes).optional() }) },
  responses: { 200: json(page(DirectoryRow), 'A page of rows'), 400: refused, 404: refused },
})

export const mapDirectoryColumnsRoute = createRoute({
  method: 'put',
  path: '/directory-imports/{directoryImportId}/columns',
  operationId: 'mapDirectoryColumns',
  tags,
  summary: 'Say which field each column is; the outcomes are worked out anew',
  access: mayUseTreeImport,
  request: {
    params,
    body: {
      ...json(z.object({ fields: z.array(Field.nullable()).max(100) }), 'A field for each column'),
      required: true,
    },
  },
  responses: { 200: inFull, 400: refused, 404: refused, 409: refused, 422: refused },
})

export const rehearseDirectoryRoute = createRoute({
  method: 'post',
  path: '/directory-imports/{directoryImportId}/rehearsal',
  operationId: 'rehearseDirectory',
  tags,
  summary: 'Work out anew what each row would do to the tree as it stands now',
  access: mayUseTreeImport,
  request: { params },
  responses: { 201: inFull, 404: refused, 409: refused },
})

export const applyDirectoryRoute = createRoute({
  method: 'post',
  path: '/directory-imports/{directoryImportId}/application',
  operationId: 'applyDirectory',
  tags,
  summary: 'Do exactly what was rehearsed, all of it in one transaction',
  access: mayUseTreeImport,
  request: {
    params,
    body: { ...json(z.object({ rehearsal: z.int() }), 'The rehearsal that was looked at'), required: true },
  },
  responses: { 201: inFull, 400: refused, 404: refused, 409: refused },
})

export const undoDirectoryRoute = createRoute({
  method: 'post',
  path: '/directory-imports/{directoryImportId}/undoing',
  operationId: 'undoDirectory',
  tags,
  summary: 'Take a whole import of the tree back within seven days, if nothing was built on it',
  access: mayUseTreeImport,
  request: { params },
  responses: { 201: inFull, 404: refused, 409: refused },
})

export const readDirectoryWorkbookRoute = createRoute({
  method: 'get',
  path: '/directory-imports/{directoryImportId}/workbook',
  operationId: 'readDirectoryWorkbook',
  tags,
  summary: 'The list back, with what became of each row and why',
  access: mayUseTreeImport,
  request: { params, query: z.object({ lang: z.enum(['zh', 'en']).default('zh') }) },
  responses: { 200: workbook, 404: refused },
})

export const readDirectoryTemplateRoute = createRoute({
  method: 'get',
  path: '/directory-template',
  operationId: 'readDirectoryTemplate',
  tags,
  summary: 'An empty list of organisations with choices and notes, to be filled in',
  access: mayImportTree,
  responses: { 200: workbook, 403: refused },
})

export const exportDirectoryRoute = createRoute({
  method: 'get',
  path: '/directory-export',
  operationId: 'exportDirectory',
  tags,
  summary: 'Your part of the tree as a file that an import reads again',
  access: mayExportTree,
  request: { query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }) },
  responses: { 200: workbook, 400: refused, 403: refused },
})

export const readDirectoryTrailRoute = createRoute({
  method: 'get',
  path: '/organisations/{organisationId}/directory-rows',
  operationId: 'readDirectoryTrail',
  tags,
  summary: 'Which lists added or changed an organisation, the newest first',
  access: mayReadTrail,
  request: { params: idParam('organisationId') },
  responses: { 200: json(DirectoryTrail, 'The rows of those lists'), 404: refused },
})
