import { programmeKinds, programmeLevels, programmeModes } from '../../../lib/programmes/codes.ts'
import { workbook } from '../../../platform/excel/answers.ts'
import { createRoute, idParam, json, Paging, page, refused, refusedChange, z } from '../../../platform/http/openapi.ts'
import { mayHandOverHours, mayImportHours, mayUseHourImport, mayUseHourRehearsal } from '../access.ts'
import { importReasons } from '../core/importing.ts'

const tags = ['Hours from elsewhere']
const body = { required: true, content: workbook.content }

export const HourRow = z
  .object({
    no: z.int().describe('The row of the sheet, counted from 1'),
    personId: z.uuid().nullable(),
    name: z.string(),
    staffNo: z.string(),
    title: z.string(),
    category: z.string().nullable(),
    level: z.string().nullable(),
    mode: z.string().nullable(),
    kind: z.string().nullable().describe('The kind of programme'),
    centihours: z.int(),
    earnedOn: z.string(),
    lateReason: z.string().nullable().describe('Why hours of a closed year come late'),
    certificateNo: z.string().nullable(),
    evidence: z
      .array(z.object({ kind: z.string(), title: z.string() }))
      .describe('What is on file: 考勤, 学习, 资料, 成果, and what policies ask for'),
    outcome: z.enum(['create', 'keep', 'refuse']),
    reasons: z.array(z.enum(importReasons)),
  })
  .openapi('HourImportRow')
export type HourRow = z.infer<typeof HourRow>

const counts = z.object({ create: z.int(), keep: z.int(), refuse: z.int() })

export const HourRehearsal = z
  .object({
    id: z.uuid().describe('Under which it is kept'),
    rows: z.array(HourRow),
    counts: counts.describe('Together they are all rows'),
    digest: z.string().describe('Names exactly these outcomes; an application repeats it'),
  })
  .openapi('HourImportRehearsal')
export type HourRehearsal = z.infer<typeof HourRehearsal>

export const HourImport = z
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
    rehearsalId: z.uuid().nullable().describe('The list as it was tried, with what became of each row'),
    mayFetch: z.boolean().describe('Whether you handed it in, and may have it back'),
  })
  .openapi('HourImport')
export type HourImport = z.infer<typeof HourImport>

/** A list that was tried and not applied. */
export const HourRehearsalRow = HourImport.pick({
  ...{ id: true, name: true, organisationName: true, counts: true, createdByName: true, mayFetch: true },
})
  .extend({ createdAt: z.string() })
  .openapi('HourRehearsalRow')
export type HourRehearsalRow = z.infer<typeof HourRehearsalRow>

export const rehearseHoursRoute = createRoute({
  method: 'post',
  path: '/hour-import-rehearsals',
  operationId: 'rehearseHourImport',
  tags,
  summary: 'Read a spreadsheet of hours and see what each row would do. No hour is recorded; the trial is kept',
  access: mayImportHours,
  request: { query: z.object({ name: z.string().trim().min(1).max(200).default('学时清单') }), body },
  responses: {
    200: json(HourRehearsal, 'Row by row'),
    400: refused,
    401: refused,
    403: refused,
    413: refused,
    422: refused,
  },
})

export const listHourRehearsalsRoute = createRoute({
  method: 'get',
  path: '/hour-import-rehearsals',
  operationId: 'listHourImportRehearsals',
  tags,
  summary: 'The spreadsheets of hours that were tried in your part of the tree and not applied, the newest first',
  access: mayImportHours,
  request: { query: Paging },
  responses: { 200: json(page(HourRehearsalRow), 'A page of lists'), 400: refused, 401: refused, 403: refused },
})

export const giveBackHoursRoute = createRoute({
  method: 'get',
  path: '/hour-import-rehearsals/{hourRehearsalId}/workbook',
  operationId: 'readHourImportWorkbook',
  tags,
  summary: 'A spreadsheet that you tried or applied, with what became of each row and why',
  access: mayUseHourRehearsal,
  request: { params: idParam('hourRehearsalId') },
  responses: { 200: workbook, 401: refused, 403: refused, 404: refused, 409: refused },
})

export const explainHoursRoute = createRoute({
  method: 'post',
  path: '/hour-import-workbooks',
  operationId: 'explainHourImport',
  tags,
  summary: 'The same workbook back, with what would become of each row and why',
  access: mayImportHours,
  request: { query: z.object({ name: z.string().trim().min(1).max(200) }), body },
  responses: { 200: workbook, 400: refused, 401: refused, 403: refused, 413: refused, 422: refused },
})

export const applyHoursRoute = createRoute({
  method: 'post',
  path: '/hour-imports',
  operationId: 'applyHourImport',
  tags,
  summary: 'Record exactly what was rehearsed: the rows that fit wait for approval',
  access: mayImportHours,
  request: {
    query: z.object({
      id: z.uuid(),
      name: z.string().trim().min(1).max(200),
      digest: z.string().length(64).describe('Of the rehearsal that was looked at'),
    }),
    body,
  },
  responses: {
    201: json(HourImport, 'Applied, or already applied with this id'),
    ...refusedChange,
    413: refused,
  },
})

export const listHourImportsRoute = createRoute({
  method: 'get',
  path: '/hour-imports',
  operationId: 'listHourImports',
  tags,
  summary: 'The spreadsheets of hours that were applied in your part of the tree, the newest first',
  access: mayImportHours,
  request: { query: Paging },
  responses: { 200: json(page(HourImport), 'A page of lists'), 400: refused, 401: refused, 403: refused },
})

export const undoHoursRoute = createRoute({
  method: 'post',
  path: '/hour-imports/{hourImportId}/undoing',
  operationId: 'undoHourImport',
  tags,
  summary: 'Take a whole spreadsheet back while nobody has approved any of it',
  access: mayUseHourImport,
  request: { params: idParam('hourImportId') },
  responses: { 201: json(HourImport, 'Taken back'), 401: refused, 403: refused, 404: refused, 409: refused },
})

export const hoursTemplateRoute = createRoute({
  method: 'get',
  path: '/hour-import-template',
  operationId: 'readHourImportTemplate',
  tags,
  summary: 'An empty spreadsheet of hours with notes, to be filled in',
  access: mayImportHours,
  responses: { 200: workbook, 401: refused, 403: refused },
})

const label = z.string().trim().min(1).max(40).nullable().default(null)

export const ExternalHour = z
  .object({
    id: z.string().trim().min(1).max(80).describe('What your system calls it; the same id is taken once'),
    staffNo: z.string().trim().min(1).max(40),
    title: z.string().trim().min(2).max(100),
    category: label,
    level: label.describe(`One of ${programmeLevels.join(', ')}, or its Chinese name`),
    mode: label.describe(`One of ${programmeModes.join(', ')}, or its Chinese name`),
    kind: label.describe(`The kind of programme: one of ${programmeKinds.join(', ')}, or its Chinese name`),
    centihours: z.int().positive().max(36_000),
    startedOn: z.iso.date().nullable().default(null),
    earnedOn: z.iso.date(),
    evidence: z
      .array(
        z.object({
          kind: z.string().trim().min(1).max(40),
          title: z.string().trim().min(1).max(200),
          sha256: z
            .string()
            .regex(/^[0-9a-f]{64}$/)
            .optional()
            .describe('Of the file that your system holds; without it, what was handed over'),
        }),
      )
      .max(12)
      .default([])
      .describe('What is on file, by the kinds that policies of the region ask for, such as 考核'),
    lateReason: z
      .string()
      .trim()
      .min(2)
      .max(200)
      .nullable()
      .default(null)
      .describe('Why hours of a closed year come late'),
  })
  .openapi('ExternalHour')
export type ExternalHour = z.infer<typeof ExternalHour>

export const ExternalHours = z
  .object({
    system: z.string().trim().min(2).max(40).describe('The name of your system, as people will see it'),
    hours: z.array(ExternalHour).min(1).max(500),
  })
  .openapi('ExternalHours')
export type ExternalHours = z.infer<typeof ExternalHours>

export const externalCodes = [
  'person_unknown',
  'earned_in_future',
  'dates_reversed',
  'id_reused',
  'id_repeated',
  'own_hours',
  'year_closed',
  'level_unknown',
  'mode_unknown',
  'kind_unknown',
  'evidence_unknown',
] as const

/** What became of one of the hours that were handed over. */
export const ExternalOutcome = z
  .object({
    id: z.string(),
    outcome: z.enum(['done', 'already', 'refused']),
    code: z.enum(externalCodes).nullable(),
    recordId: z.uuid().nullable(),
  })
  .openapi('ExternalOutcome')
export type ExternalOutcome = z.infer<typeof ExternalOutcome>

export const handOverRoute = createRoute({
  method: 'post',
  path: '/external-hours',
  operationId: 'handOverHours',
  tags,
  summary:
    'Hand hours of another system over, with an API token of somebody who records, best one made for this alone: each row is answered, and waits for approval',
  access: mayHandOverHours,
  request: { body: { ...json(ExternalHours, 'At most 500 at once'), required: true } },
  responses: {
    200: json(z.object({ outcomes: z.array(ExternalOutcome) }).openapi('ExternalOutcomes'), 'What became of each'),
    ...refusedChange,
  },
})
