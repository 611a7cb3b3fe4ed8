import { createSelectSchema } from 'drizzle-zod'
import { shareEnds } from '../../lib/matching/shares.ts'
import { workbook } from '../../platform/excel/answers.ts'
import { createRoute, idParam, json, Paging, page, refused, z } from '../../platform/http/openapi.ts'
import { mayListQuotas, mayReadQuotas, maySetQuotas, mayUndoMove } from './access.ts'
import { dimensions, quotaKinds } from './core.ts'
import type { LineCode } from './core/reading.ts'
import { quotaCells, quotaMoves } from './tables.ts'

const tags = ['Quotas']

export const QuotaCell = createSelectSchema(quotaCells)
  .pick({ id: true, parentId: true, placesTaken: true, openTaken: true, approximate: true, share: true })
  .extend({
    kind: z.enum(quotaKinds),
    dimension: z.enum(dimensions).nullable(),
    wanted: z.array(z.string()).describe('Codes of the dimension, or ids of organisations: any of them will do'),
    placesMax: z.int().nullable().describe('None: everybody'),
  })
  .openapi('QuotaCell')

export const QuotaMove = createSelectSchema(quotaMoves)
  .pick({ id: true, fromId: true, toId: true, places: true, reason: true })
  .extend({ movedAt: z.string(), undoneAt: z.string().nullable() })
  .openapi('QuotaMove')

const QuotaNames = z
  .record(z.string(), z.string())
  .describe('The names of the organisations that cells mean, by their ids')

export const QuotaSheet = z
  .object({
    programmeId: z.uuid(),
    programmeTitle: z.string(),
    placesMax: z.int().nullable(),
    version: z.int().describe('0: no quotas yet'),
    releaseOn: z.string().nullable(),
    releasedAt: z.string().nullable(),
    cells: z.array(QuotaCell),
    names: QuotaNames,
    moves: z.array(QuotaMove),
    isOver: z.boolean().describe('The programme runs or has ended: nothing is shared out any more'),
    mustLimit: z.boolean().describe('People apply without a limit: a first sheet has to set the number of places'),
    placesHeld: z.int().describe('How many hold a place already, where that number has to be set'),
  })
  .openapi('QuotaSheet')
export type QuotaSheet = z.infer<typeof QuotaSheet>

const places = z.int().min(0).max(100_000)
const CellInput = z.object({
  id: z.uuid(),
  parentId: z.uuid().nullable().describe('None: the root, which is the programme itself'),
  kind: z.enum(quotaKinds).default('reserve'),
  dimension: z.enum(dimensions).nullable(),
  wanted: z.array(z.string().min(1).max(60)).max(200),
  placesMax: places.nullable(),
  approximate: z.boolean().default(false),
  share: z
    .int()
    .min(shareEnds.least)
    .max(shareEnds.most)
    .nullable()
    .optional()
    .describe(
      'In hundredths of the places of the programme: the number is reckoned from it, up for a reserve, down for a cap',
    ),
})

export const SheetInput = z
  .object({
    version: z.int().min(0),
    releaseOn: z.iso.date().nullable().default(null),
    cells: z.array(CellInput).min(1).max(3_000),
    limit: z
      .boolean()
      .default(false)
      .describe('People apply without a limit: what the sheet shares out is the number of places from now on'),
  })
  .openapi('QuotaSheetInput')
export type SheetInput = z.infer<typeof SheetInput>

export const readQuotasRoute = createRoute({
  method: 'get',
  path: '/programmes/{programmeId}/quotas',
  operationId: 'readQuotas',
  tags,
  summary: 'How the places of a programme are shared out, and what is taken in each cell',
  access: mayReadQuotas,
  request: { params: idParam('programmeId') },
  responses: { 200: json(QuotaSheet, 'The sheet; without cells when there are no quotas'), 403: refused, 404: refused },
})

export const saveQuotasRoute = createRoute({
  method: 'put',
  path: '/programmes/{programmeId}/quotas',
  operationId: 'saveQuotas',
  tags,
  summary: 'Share the places of a programme out anew; sums are checked, and whoever holds a place must still fit',
  access: maySetQuotas,
  request: { params: idParam('programmeId'), body: { ...json(SheetInput, 'The whole tree'), required: true as const } },
  responses: {
    200: json(QuotaSheet, 'Saved'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

const lineCodes = [
  ...(['line_unknown', 'line_several', 'line_number', 'line_nobody', 'line_twice', 'list_unread'] as const),
  ...(['quota_no_root', 'quota_loose', 'quota_empty', 'quota_overlaps', 'quota_over_parent'] as const),
] as const satisfies readonly LineCode[]

export const QuotaReading = z
  .object({
    rows: z.array(z.array(z.string())),
    cells: z.array(CellInput),
    names: QuotaNames,
    read: z.int().describe('How many rows came in'),
    reasons: z
      .array(z.object({ no: z.int(), code: z.enum(lineCodes), what: z.string() }))
      .describe('Row by row, why something did not'),
  })
  .openapi('QuotaReading')
export type QuotaReading = z.infer<typeof QuotaReading>

export const readQuotaListRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/quota-readings',
  operationId: 'readQuotaList',
  tags,
  summary: 'Read quotas out of a spreadsheet: a line for each cell, or a table. Nothing changes',
  access: maySetQuotas,
  request: { params: idParam('programmeId'), body: { required: true as const, content: workbook.content } },
  responses: {
    200: json(QuotaReading, 'The tree that it says, its cells as text, and what could not be read'),
    400: refused,
    403: refused,
    404: refused,
    413: refused,
    422: refused,
  },
})

export const explainQuotaListRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/quota-workbooks',
  operationId: 'explainQuotaList',
  tags,
  summary: 'The same spreadsheet back, with what was read of each row and why not beside it. Nothing changes',
  access: maySetQuotas,
  request: {
    params: idParam('programmeId'),
    query: z.object({ name: z.string().trim().min(1).max(120) }),
    body: { required: true as const, content: workbook.content },
  },
  responses: { 200: workbook, 400: refused, 403: refused, 404: refused, 413: refused, 422: refused },
})

export const reallocateRoute = createRoute({
  method: 'post',
  path: '/programmes/{programmeId}/quota-moves',
  operationId: 'reallocateQuota',
  tags,
  summary: 'Move unused places of a cell to a neighbour, or to whoever their parent means',
  access: maySetQuotas,
  request: {
    params: idParam('programmeId'),
    body: {
      ...json(
        z
          .object({
            id: z.uuid(),
            fromId: z.uuid(),
            toId: z.uuid().nullable(),
            places: z.int().min(1).max(100_000),
            reason: z.string().trim().min(1).max(200),
          })
          .openapi('NewQuotaMove'),
        'From where to where, how many and why',
      ),
      required: true as const,
    },
  },
  responses: { 201: json(QuotaSheet, 'Moved'), 400: refused, 403: refused, 404: refused, 409: refused, 422: refused },
})

export const undoMoveRoute = createRoute({
  method: 'post',
  path: '/quota-moves/{quotaMoveId}/reversal',
  operationId: 'undoQuotaMove',
  tags,
  summary: 'Take a move of places back, while they are unused',
  access: mayUndoMove,
  request: { params: idParam('quotaMoveId') },
  responses: { 200: json(QuotaSheet, 'Taken back'), 400: refused, 403: refused, 404: refused, 409: refused },
})

export const QuotaRow = z
  .object({
    programmeId: z.uuid(),
    title: z.string(),
    year: z.int(),
    state: z.string(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    releaseOn: z.string().nullable().describe('The day on which unused places are released'),
    cells: z
      .array(QuotaCell.extend({ organisationName: z.string().nullable() }))
      .describe('Of organisations, only those of your own part of the region unless the programme is yours'),
  })
  .openapi('QuotaRow')
export type QuotaRow = z.infer<typeof QuotaRow>

export const QuotaQuery = Paging.extend({
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  q: z.string().trim().max(40).default(''),
  programmeId: z.uuid().optional(),
})
export type QuotaQuery = z.infer<typeof QuotaQuery>

export const listQuotasRoute = createRoute({
  method: 'get',
  path: '/quotas',
  operationId: 'listQuotas',
  tags,
  summary: 'Programmes with quotas: what your schools have, what is taken and what is free',
  access: mayListQuotas,
  request: { query: QuotaQuery },
  responses: { 200: json(page(QuotaRow), 'A page of programmes'), 400: refused, 403: refused },
})
