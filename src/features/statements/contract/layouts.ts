import { createRoute, json, refused, z } from '../../../platform/http/openapi.ts'
import { mayExportLayout, mayExportUnmaskedLayout } from '../access.ts'

const Asked = {
  layout: z.string().min(1).max(40),
  year: z.coerce.number().int().min(2000).max(2100),
  organisationId: z.uuid(),
}

export const LayoutPreview = z
  .object({
    rows: z.int(),
    flawed: z.int(),
    /** The first of the rows that the other system would refuse, with why. */
    flaws: z.array(z.object({ id: z.uuid(), name: z.string(), place: z.string(), flaws: z.array(z.string()) })),
    /** Against the last export of the same layout, year and place. */
    fresh: z.int(),
    changed: z.int(),
    gone: z.int(),
    last: z.object({ at: z.string(), rows: z.int(), edition: z.string() }).nullable(),
  })
  .openapi('HourLayoutPreview')
export type LayoutPreview = z.infer<typeof LayoutPreview>

export const HourLayout = z
  .object({
    id: z.string(),
    edition: z.string(),
    title: z.object({ zh: z.string(), en: z.string() }),
    of: z.enum(['person', 'school']),
    unmasked: z.boolean(),
    columns: z.array(z.object({ title: z.string(), required: z.boolean() })),
  })
  .openapi('HourLayout')

export const NewLayoutExport = z.object({ id: z.uuid(), ...Asked }).openapi('NewHourLayoutExport')
export type NewLayoutExport = z.infer<typeof NewLayoutExport>
export const NewUnmaskedLayoutExport = NewLayoutExport.extend({ reason: z.string().trim().min(4).max(200) }).openapi(
  'NewUnmaskedHourLayoutExport',
)

export const listLayoutsRoute = createRoute({
  method: 'get',
  path: '/hour-layouts',
  operationId: 'listHourLayouts',
  tags: ['Statements'],
  summary: 'The layouts that hours are handed in by to other systems',
  access: mayExportLayout,
  responses: { 200: json(z.object({ items: z.array(HourLayout) }), 'The layouts'), 403: refused },
})

export const previewLayoutRoute = createRoute({
  method: 'get',
  path: '/hour-layout-previews',
  operationId: 'previewHourLayout',
  tags: ['Statements'],
  summary: 'What an export would hold, what the other system would refuse of it, and what differs from the last one',
  access: mayExportLayout,
  request: { query: z.object(Asked) },
  responses: { 200: json(LayoutPreview, 'The preview'), 400: refused, 403: refused, 404: refused, 422: refused },
})

const file = {
  description: 'The workbook: the list, its flaws, and what differs from the last one',
  content: {
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
      schema: z.any().openapi({ type: 'string', format: 'binary' }),
    },
  },
}

export const exportLayoutRoute = createRoute({
  method: 'post',
  path: '/hour-layout-exports',
  operationId: 'exportHourLayout',
  tags: ['Statements'],
  summary: 'Hours in a layout of another system, as a workbook; a digest of each row is kept',
  access: mayExportLayout,
  request: { body: { ...json(NewLayoutExport, 'Which layout, year and place'), required: true } },
  responses: { 200: file, 400: refused, 403: refused, 404: refused, 409: refused, 422: refused },
})

export const exportUnmaskedLayoutRoute = createRoute({
  method: 'post',
  path: '/unmasked-hour-layout-exports',
  operationId: 'exportUnmaskedHourLayout',
  tags: ['Statements'],
  summary: 'The same with ID numbers in full: with a reason, and everybody in it is told',
  access: mayExportUnmaskedLayout,
  request: { body: { ...json(NewUnmaskedLayoutExport, 'Which layout, year and place, and why'), required: true } },
  responses: { 201: file, 400: refused, 403: refused, 404: refused, 409: refused, 422: refused },
})
