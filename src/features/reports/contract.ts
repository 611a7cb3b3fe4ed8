import { createRoute, idParam, json, refused, z } from '../../platform/http/openapi.ts'
import { mayPrintClass, mayPrintNotice, mayPrintSession, mayReportYear } from './access.ts'

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const asWord = { description: 'A Word document', content: { [word]: { schema: z.any() } } }

export const printRosterRoute = createRoute({
  method: 'get',
  path: '/classes/{classId}/roster',
  operationId: 'printRoster',
  tags: ['Reports'],
  summary: 'The class roster (花名册) as Word; phone numbers are masked',
  access: mayPrintClass,
  request: { params: idParam('classId') },
  responses: { 200: asWord, 404: refused },
})

export const printSignInSheetRoute = createRoute({
  method: 'get',
  path: '/class-sessions/{sessionId}/sign-in-sheet',
  operationId: 'printSignInSheet',
  tags: ['Reports'],
  summary: 'The sign-in sheet (签到表) of a session as Word, with the time of those who checked in already',
  access: mayPrintSession,
  request: { params: idParam('sessionId') },
  responses: { 200: asWord, 404: refused },
})

export const printNoticeRoute = createRoute({
  method: 'get',
  path: '/programmes/{programmeId}/notice',
  operationId: 'printTrainingNotice',
  tags: ['Reports'],
  summary: 'The notice to schools (通知) as Word, with the table of places by school and a reply slip',
  access: mayPrintNotice,
  request: { params: idParam('programmeId') },
  responses: { 200: asWord, 404: refused, 409: refused },
})

export const YearEndRequest = z
  .object({ year: z.int().min(2000).max(2100), title: z.string().trim().min(1).max(80) })
  .openapi('YearEndRequest')

export const reportYearRoute = createRoute({
  method: 'post',
  path: '/year-end-reports',
  operationId: 'reportYear',
  tags: ['Reports'],
  summary: 'Write the year-end report as Word; a job whose outcome is the file',
  access: mayReportYear,
  request: { body: { ...json(YearEndRequest, 'Which year, and what to call the job'), required: true } },
  responses: {
    202: json(z.object({ jobId: z.uuid() }).openapi('ReportJob'), 'Being written'),
    400: refused,
    403: refused,
  },
})

export const YearEndReport = z
  .object({ fileId: z.uuid(), name: z.string(), size: z.int(), storedAt: z.string() })
  .openapi('YearEndReport')
export type YearEndReport = z.infer<typeof YearEndReport>

export const listReportsRoute = createRoute({
  method: 'get',
  path: '/year-end-reports',
  operationId: 'listYearEndReports',
  tags: ['Reports'],
  summary: 'The year-end reports written so far, the newest first',
  access: mayReportYear,
  responses: { 200: json(z.object({ items: z.array(YearEndReport) }), 'The last twenty'), 403: refused },
})
