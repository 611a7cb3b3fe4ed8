import { createRoute, idParam, json, page, Paging, refused, z } from '../../../platform/http/openapi.ts'
import { mayExportLayout, mayExportUnmaskedLayout, mayWriteLayout } from '../access.ts'
import { changes } from '../layouts/compare.ts'
import { fields, flawCodes } from '../layouts/layout.ts'

const YearAndPlace = { year: z.coerce.number().int().min(2000).max(2100), organisationId: z.uuid() }
const Asked = { layoutId: z.uuid(), ...YearAndPlace }
export type Asked = z.infer<z.ZodObject<typeof Asked>>

const Flaw = z.object({
  code: z.enum(flawCodes),
  column: z.string(),
  field: z.enum(fields),
  found: z.string().nullable(),
  asked: z.string().nullable(),
})
const FlawedRow = z.object({ id: z.uuid(), name: z.string(), place: z.string(), flaws: z.array(Flaw).readonly() })

/** What every check of a layout tells: rows, and those that the other system would refuse. */
const Checked = {
  rows: z.int(),
  flawed: z.int(),
  flaws: z.array(FlawedRow).describe('The first of the rows that the other system would refuse, with why'),
  byColumn: z.array(z.object({ column: z.string(), flaws: z.int() })).describe('Flaws of each column that has any'),
}

export const LayoutPreview = z
  .object({
    ...Checked,
    version: z.int().describe('The version in force, by which an export would be made'),
    /** Against the last export of the same layout, year and place. */
    fresh: z.int(),
    changed: z.int(),
    gone: z.int(),
    last: z.object({ at: z.string(), rows: z.int(), version: z.int() }).nullable(),
    columnsAdded: z.array(z.string()).describe('Columns that the version of the last export did not have'),
    columnsGone: z.array(z.string()),
    byJob: z.boolean().describe('So many rows that the export is best made in the background'),
  })
  .openapi('HourLayoutPreview')
export type LayoutPreview = z.infer<typeof LayoutPreview>

export const LayoutTrial = z
  .object({
    ...Checked,
    revision: z.int(),
    titles: z.array(z.string()),
    above: z.array(z.string()),
    first: z
      .array(z.array(z.union([z.string(), z.number(), z.null()])))
      .describe('The first rows; ID and phone numbers masked'),
  })
  .openapi('HourLayoutTrial')
export type LayoutTrial = z.infer<typeof LayoutTrial>

export const LayoutDifference = z
  .object({
    no: z.int(),
    id: z.uuid(),
    name: z.string(),
    place: z.string(),
    change: z.enum(['new', 'changed', 'gone']),
    columns: z
      .array(z.string())
      .readonly()
      .describe('The columns that changed; none where the last export did not keep them'),
  })
  .openapi('HourLayoutDifference')
export type LayoutDifference = z.infer<typeof LayoutDifference>

export const LayoutExported = z
  .object({
    id: z.uuid(),
    layoutId: z.uuid(),
    layoutName: z.string(),
    layoutNameEn: z.string().nullable(),
    version: z.int(),
    year: z.int(),
    organisationName: z.string(),
    rows: z.int(),
    flawed: z.int(),
    reason: z.string().nullable(),
    fetchable: z.boolean().describe('Whether it is a list with full numbers that whoever asks may still take out'),
    exportedByName: z.string(),
    exportedAt: z.string(),
  })
  .openapi('HourLayoutExported')
export type LayoutExported = z.infer<typeof LayoutExported>

export const NewLayoutExport = z.object({ id: z.uuid(), ...Asked }).openapi('NewHourLayoutExport')
export type NewLayoutExport = z.infer<typeof NewLayoutExport>
export const NewUnmaskedLayoutExport = NewLayoutExport.extend({ reason: z.string().trim().min(4).max(200) }).openapi(
  'NewUnmaskedHourLayoutExport',
)

export const DifferencesQuery = z.object({
  ...Asked,
  change: z.enum(changes).exclude(['same']).optional(),
  column: z.string().max(60).optional(),
  q: z.string().trim().max(60).default(''),
})
export type DifferencesQuery = z.infer<typeof DifferencesQuery>

const tags = ['Statements']

export const previewLayoutRoute = createRoute({
  method: 'get',
  path: '/hour-layout-previews',
  operationId: 'previewHourLayout',
  tags,
  summary: 'What an export would hold, what the other system would refuse of it, and what differs from the last one',
  access: mayExportLayout,
  request: { query: z.object(Asked) },
  responses: {
    200: json(LayoutPreview, 'The preview'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const tryLayoutRoute = createRoute({
  method: 'get',
  path: '/hour-layouts/{hourLayoutId}/trial',
  operationId: 'tryHourLayout',
  tags,
  summary: 'Try the draft of a layout on real people: its first rows, and what the other system would refuse',
  access: mayWriteLayout,
  request: { params: idParam('hourLayoutId'), query: z.object(YearAndPlace) },
  responses: { 200: json(LayoutTrial, 'The trial'), 400: refused, 403: refused, 404: refused },
})

export const listDifferencesRoute = createRoute({
  method: 'get',
  path: '/hour-layout-differences',
  operationId: 'listHourLayoutDifferences',
  tags,
  summary: 'Who is new, gone or changed since the last export, and in which columns',
  access: mayExportLayout,
  request: { query: DifferencesQuery.extend(Paging.shape) },
  responses: {
    200: json(page(LayoutDifference), 'A page of them'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
  },
})

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const binary = { schema: z.any().openapi({ type: 'string', format: 'binary' }) }

export const exportDifferencesRoute = createRoute({
  method: 'get',
  path: '/hour-layout-differences/export',
  operationId: 'exportHourLayoutDifferences',
  tags,
  summary: 'The same as a workbook',
  access: mayExportLayout,
  request: { query: DifferencesQuery },
  responses: {
    200: { description: 'The workbook', content: { [excel]: binary } },
    400: refused,
    403: refused,
    404: refused,
    409: refused,
  },
})

export const listLayoutExportsRoute = createRoute({
  method: 'get',
  path: '/hour-layout-exports',
  operationId: 'listHourLayoutExports',
  tags,
  summary: 'What was handed in, by which version of a layout, the newest first',
  access: mayExportLayout,
  request: { query: Paging.extend({ layoutId: z.uuid().optional() }) },
  responses: { 200: json(page(LayoutExported), 'A page of exports'), 400: refused, 403: refused },
})

const file = {
  description:
    'As the layout says: a workbook with the list, its flaws and what differs from the last one, or the list as CSV',
  content: { [excel]: binary, 'text/csv': binary },
}

export const exportLayoutRoute = createRoute({
  method: 'post',
  path: '/hour-layout-exports',
  operationId: 'exportHourLayout',
  tags,
  summary: 'Hours in a layout of another system, as it takes them; a digest of each row is kept',
  access: mayExportLayout,
  request: { body: { ...json(NewLayoutExport, 'Which layout, year and place'), required: true } },
  responses: { 200: file, 400: refused, 403: refused, 404: refused, 409: refused, 422: refused },
})

const Begun = z.object({ jobId: z.uuid() })

export const exportLayoutByJobRoute = createRoute({
  method: 'post',
  path: '/hour-layout-export-jobs',
  operationId: 'exportHourLayoutByJob',
  tags,
  summary: 'The same in the background, for many rows: its progress can be watched, and it can be stopped',
  access: mayExportLayout,
  request: { body: { ...json(NewLayoutExport, 'Which layout, year and place'), required: true } },
  responses: {
    202: json(Begun, 'The job; what comes of it is a file'),
    400: refused,
    403: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const exportUnmaskedLayoutRoute = createRoute({
  method: 'post',
  path: '/unmasked-hour-layout-exports',
  operationId: 'exportUnmaskedHourLayout',
  tags,
  summary: 'The same with ID or phone numbers in full: with a reason, and everybody in it is told',
  access: mayExportUnmaskedLayout,
  request: { body: { ...json(NewUnmaskedLayoutExport, 'Which layout, year and place, and why'), required: true } },
  responses: { 201: file, 400: refused, 403: refused, 404: refused, 409: refused, 422: refused },
})

export const exportUnmaskedLayoutByJobRoute = createRoute({
  method: 'post',
  path: '/unmasked-hour-layout-export-jobs',
  operationId: 'exportUnmaskedHourLayoutByJob',
  tags,
  summary: 'The same in the background, for many rows; what comes of it is kept sealed for a day, for whoever asked',
  access: mayExportUnmaskedLayout,
  request: { body: { ...json(NewUnmaskedLayoutExport, 'Which layout, year and place, and why'), required: true } },
  responses: { 202: json(Begun, 'The job'), 400: refused, 403: refused, 404: refused, 409: refused, 422: refused },
})

export const fetchUnmaskedLayoutRoute = createRoute({
  method: 'post',
  path: '/unmasked-hour-layout-files',
  operationId: 'fetchUnmaskedHourLayout',
  tags,
  summary: 'Take out a list with full numbers that one had made in the background within the last day',
  access: mayExportUnmaskedLayout,
  request: { body: { ...json(z.object({ id: z.uuid() }), 'The id of the export'), required: true } },
  responses: { 201: file, 400: refused, 403: refused, 404: refused },
})
