import { grantExport } from '../features/access/export.ts'
import { accountExport } from '../features/accounts/export.ts'
import { certificateExport } from '../features/certificates/export.ts'
import { appealExport, claimExport } from '../features/claims/export.ts'
import { recordExport } from '../features/credits/export.ts'
import { classExport } from '../features/delivery/export.ts'
import { enrolmentExport, waiterExport } from '../features/enrolment/export.ts'
import { electiveExport, intakeExport, substitutionRequestExport } from '../features/enrolment/way-exports.ts'
import { integrityExport, integrityRequestExport } from '../features/integrity/export.ts'
import { ineligibleExport } from '../features/eligibility/export.ts'
import { transferExport } from '../features/moves/export.ts'
import { letterExport } from '../features/notices/export.ts'
import { exportMark } from '../features/organisations/public.ts'
import {
  bulletinExport,
  bulletinPeopleExport,
  participationExport,
  pastImportExport,
  reserveExport,
  uncoveredExport,
} from '../features/participation/export.ts'
import { planExport } from '../features/plans/export.ts'
import { programmeExport } from '../features/programmes/export.ts'
import { publicNoticeExport, publicObjectionExport, workingDayExport } from '../features/publicity/export.ts'
import { quotaExport } from '../features/quotas/export.ts'
import { outcomeExport, roundExport, scoringExport, successionExport } from '../features/rounds/export.ts'
import { schoolPlanExport, teamExport, trainingStatisticExport } from '../features/school-training/export.ts'
import { candidateExport, selectionExport } from '../features/selection/export.ts'
import { surveyExport } from '../features/surveys/export.ts'
import { statementExport, yearExport } from '../features/statements/export.ts'
import { ok } from '../lib/result.ts'
import { note, read, transact } from '../platform/db/db.ts'
import { listHeaders, workbook } from '../platform/excel/answers.ts'
import { streamed } from '../platform/http/streamed.ts'
import type { ListExport } from '../platform/excel/list-export.ts'
import { createApp } from '../platform/http/app.ts'
import { createRoute, refused } from '../platform/http/openapi.ts'

/** The lists that are taken out as a workbook, one line a list; people, organisations and the trail have files of their own. */
const exported: readonly ListExport[] = [
  accountExport,
  appealExport,
  certificateExport,
  claimExport,
  classExport,
  letterExport,
  enrolmentExport,
  grantExport,
  participationExport,
  pastImportExport,
  uncoveredExport,
  bulletinExport,
  bulletinPeopleExport,
  reserveExport,
  planExport,
  programmeExport,
  publicNoticeExport,
  publicObjectionExport,
  workingDayExport,
  recordExport,
  selectionExport,
  candidateExport,
  surveyExport,
  statementExport,
  yearExport,
  schoolPlanExport,
  teamExport,
  trainingStatisticExport,
  integrityExport,
  integrityRequestExport,
  ineligibleExport,
  outcomeExport,
  roundExport,
  scoringExport,
  successionExport,
  transferExport,
  waiterExport,
  quotaExport,
  intakeExport,
  substitutionRequestExport,
  electiveExport,
]

const routeOf = ({ list, access, query }: ListExport) =>
  createRoute({
    method: 'get',
    path: `/list-exports/${list}`,
    operationId: `exportList${list.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: ['Exports'],
    summary: 'The same rows as the list of this name, as an Excel file that bears who took it out',
    access,
    request: { query },
    responses: { 200: workbook, 400: refused, 403: refused },
  })

/** A route for each list, narrowed by the filters of that list; who took it out is written down. */
export function listExportRoutes() {
  const app = createApp()
  for (const each of exported) {
    app.openapi(routeOf(each), async (c) => {
      const query: unknown = c.req.valid('query')
      await transact(c.var.db, async (tx) => {
        note(tx, { act: 'list.exported', object: { kind: 'list', id: each.list }, after: query })
        return ok()
      })
      const mark = await read(c.var.db, (tx) => exportMark(tx))
      const name = `${each.title}-${mark?.inName ?? c.var.db.context.today}.xlsx`
      return c.body(streamed(each.write(c.var.db, c.var.scope, query, mark)), 200, listHeaders(name))
    })
  }
  return app
}
