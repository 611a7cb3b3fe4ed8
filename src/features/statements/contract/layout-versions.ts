import { programmeLevels } from '../../../lib/programmes/codes.ts'
import { createRoute, idParam, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayAddLayout, mayAdoptLayout, mayExportLayout, mayWriteLayout } from '../access.ts'
import { encodings, fields, shapes, spans, subjects } from '../layouts/layout.ts'
import { reasonCodes } from '../layouts/reasons.ts'
import { sureness } from '../tables.ts'

const most = { columns: 100, title: 60, codes: 200, above: 10 } as const
const figure = z.number().min(0).max(1_000_000).optional()
const length = z.int().min(1).max(2_000).optional()

const Column = z
  .object({
    title: z.string().trim().max(most.title),
    field: z.enum(fields).describe('What stands in it; fixed: the same text in each row; empty: nothing'),
    kind: z.enum(['text', 'number']),
    width: z.int().min(4).max(100).describe('Characters'),
    required: z.boolean().optional(),
    shortest: length,
    longest: length,
    shape: z.enum(shapes).optional(),
    least: figure,
    most: figure,
    decimals: z.int().min(0).max(2).optional().describe('Decimals at most; nothing is rounded to fit'),
    codes: z
      .array(z.object({ value: z.string().trim().max(60), code: z.string().trim().max(60) }))
      .min(1)
      .max(most.codes)
      .readonly()
      .optional(),
    fixed: z.string().trim().max(200).optional(),
    part: z
      .object({
        category: z.string().trim().max(40).optional(),
        level: z.enum(programmeLevels).optional(),
        over: z.enum(spans),
      })
      .optional()
      .describe('Of a column of some hours: of which category with all under it, or level, over the year or the cycle'),
  })
  .openapi('HourLayoutColumn')

export const LayoutText = z
  .object({
    file: z.enum(['xlsx', 'csv']),
    encoding: z.enum(encodings).optional().describe('Of a text with commas; utf-8 where it is not said'),
    sheet: z.string().trim().max(31),
    above: z
      .array(z.string().trim().max(200))
      .max(most.above)
      .readonly()
      .describe('Lines above the head; {{year}}, {{place}} and {{date}} are filled in'),
    columns: z.array(Column).min(1).max(most.columns).readonly(),
  })
  .openapi('HourLayoutText')

const Reason = z.object({ code: z.enum(reasonCodes), column: z.int().nullable().describe('Counted from 0') })

export const HourLayout = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    organisationName: z.string(),
    name: z.string(),
    nameEn: z.string().nullable(),
    target: z.string().describe('The system that takes it in, or what it is for'),
    subject: z.enum(subjects),
    shipped: z.string().nullable().describe('What it was shipped as; null for one that was made here'),
    sourceCites: z.string(),
    sourceSure: z.enum(sureness),
    madeAt: z.string(),
    endedOn: z.string().nullable(),
    endedReason: z.string().nullable(),
    version: z.int().nullable().describe('The version in force today; null before the first'),
    effectiveFrom: z.string().nullable(),
    next: z
      .object({ version: z.int(), effectiveFrom: z.string() })
      .nullable()
      .describe('A version that is adopted and not in force yet'),
    unmasked: z.boolean().describe('Whether the version in force has ID numbers in full'),
    columns: z.array(z.object({ title: z.string(), required: z.boolean() })).describe('Of the version in force'),
  })
  .openapi('HourLayout')
export type HourLayout = z.infer<typeof HourLayout>

export const LayoutInFull = HourLayout.extend({
  versions: z.array(
    z.object({
      version: z.int(),
      effectiveFrom: z.string(),
      reason: z.string(),
      adoptedAt: z.string(),
      adoptedByName: z.string().nullable().describe('Null where it was shipped so'),
      content: LayoutText,
    }),
  ),
  draft: z
    .object({
      revision: z.int(),
      content: LayoutText,
      changedAt: z.string(),
      changedByName: z.string().nullable(),
      reasons: z.array(Reason).describe('Why it cannot be put in force'),
    })
    .nullable()
    .describe('Only for those who write it'),
}).openapi('HourLayoutInFull')
export type LayoutInFull = z.infer<typeof LayoutInFull>

const source = {
  sourceCites: z.string().trim().min(2).max(200).describe('The document or file it comes from'),
  sourceSure: z.enum(sureness),
}

export const NewLayout = z
  .object({
    id: z.uuid(),
    organisationId: z.uuid(),
    name: z.string().trim().min(2).max(60),
    nameEn: z.string().trim().min(2).max(100).nullable().default(null),
    target: z.string().trim().min(2).max(60),
    subject: z.enum(subjects),
    ...source,
    content: LayoutText,
  })
  .openapi('NewHourLayout')
export type NewLayout = z.infer<typeof NewLayout>

export const LayoutChange = z.object({ revision: z.int().min(1), content: LayoutText }).openapi('HourLayoutChange')
export type LayoutChange = z.infer<typeof LayoutChange>

const reason = z.string().trim().min(2).max(300)
export const LayoutAdoption = z
  .object({ revision: z.int().min(1), effectiveFrom: z.iso.date(), reason })
  .openapi('HourLayoutAdoption')
export type LayoutAdoption = z.infer<typeof LayoutAdoption>

export const LayoutEnding = z.object({ endedOn: z.iso.date(), reason }).openapi('HourLayoutEnding')
export type LayoutEnding = z.infer<typeof LayoutEnding>

const tags = ['Statements']
const params = idParam('hourLayoutId')
const written = {
  200: json(LayoutInFull, 'The layout'),
  400: refused,
  403: refused,
  404: refused,
  409: refused,
  422: refused,
}

export const listLayoutsRoute = createRoute({
  method: 'get',
  path: '/hour-layouts',
  operationId: 'listHourLayouts',
  tags,
  summary: 'The layouts that hours are handed in by to other systems, those in force first',
  access: mayExportLayout,
  responses: { 200: json(z.object({ items: z.array(HourLayout) }), 'The layouts'), 403: refused },
})

export const readLayoutRoute = createRoute({
  method: 'get',
  path: '/hour-layouts/{hourLayoutId}',
  operationId: 'readHourLayout',
  tags,
  summary: 'One layout with every version that was adopted; with its draft for those who write it',
  access: mayExportLayout,
  request: { params },
  responses: { 200: json(LayoutInFull, 'The layout'), 403: refused, 404: refused },
})

export const readHeadRoute = createRoute({
  method: 'post',
  path: '/hour-layout-headings',
  operationId: 'readHourLayoutHead',
  tags,
  summary: 'Read the head of a workbook that another system gives as the columns of a layout. Nothing is kept',
  access: mayAddLayout,
  request: {
    query: z.object({ subject: z.enum(subjects) }),
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
    },
  },
  responses: {
    200: json(
      z.object({ content: LayoutText, unknown: z.int().describe('Columns whose heading is not known') }),
      'The columns, in their order',
    ),
    400: refused,
    403: refused,
    413: refused,
    422: refused,
  },
})

export const addLayoutRoute = createRoute({
  method: 'post',
  path: '/hour-layouts',
  operationId: 'addHourLayout',
  tags,
  summary: 'Begin a layout as a draft',
  access: mayAddLayout,
  request: { body: { ...json(NewLayout, 'Whose, what for, and its text'), required: true } },
  responses: {
    201: json(LayoutInFull, 'The layout, or the one begun with this id before'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
  },
})

export const changeLayoutRoute = createRoute({
  method: 'put',
  path: '/hour-layouts/{hourLayoutId}/draft',
  operationId: 'changeHourLayoutDraft',
  tags,
  summary: 'Change the draft of a layout; what is in force stays as it is',
  access: mayWriteLayout,
  request: { params, body: { ...json(LayoutChange, 'The whole text'), required: true } },
  responses: { 200: written[200], 400: refused, 403: refused, 404: refused, 409: refused },
})

export const adoptLayoutRoute = createRoute({
  method: 'post',
  path: '/hour-layouts/{hourLayoutId}/versions',
  operationId: 'adoptHourLayout',
  tags,
  summary: 'Adopt the draft: from its day hours are handed in by it, and it never changes again',
  access: mayAdoptLayout,
  request: { params, body: { ...json(LayoutAdoption, 'From when, and why'), required: true } },
  responses: written,
})

export const endLayoutRoute = createRoute({
  method: 'post',
  path: '/hour-layouts/{hourLayoutId}/ending',
  operationId: 'endHourLayout',
  tags,
  summary: 'End a layout: from that day nothing is handed in by it',
  access: mayAdoptLayout,
  request: { params, body: { ...json(LayoutEnding, 'From when, and why'), required: true } },
  responses: { 200: written[200], 400: refused, 403: refused, 404: refused, 409: refused },
})
