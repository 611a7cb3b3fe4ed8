import { OpenAPIHono } from '@hono/zod-openapi'
import { accessRoutes } from '../features/access/routes.ts'
import { accountRoutes } from '../features/accounts/routes.ts'
import { assessmentRoutes } from '../features/assessment/routes.ts'
import { auditRoutes } from '../features/audit/routes.ts'
import { backupRoutes } from '../features/backups/routes.ts'
import { calendarRoutes } from '../features/calendar/routes.ts'
import { certificateRoutes } from '../features/certificates/routes.ts'
import { creditRoutes } from '../features/credits/routes.ts'
import { explainedRoutes } from '../features/credits/routes/explained.ts'
import { frozenRoutes } from '../features/credits/routes/frozen.ts'
import { matrixRoutes } from '../features/credits/routes/matrix.ts'
import { queueRoutes } from '../features/credits/routes/queues.ts'
import { openingRoutes } from '../features/credits/routes/opening.ts'
import { rootRoutes } from '../features/credits/routes/roots.ts'
import { spendingRoutes } from '../features/credits/routes/spending.ts'
import { trialRoutes } from '../features/credits/routes/trials.ts'
import { standingRoutes } from '../features/credits/routes/standings.ts'
import { claimRoutes } from '../features/claims/routes.ts'
import { deliveryRoutes } from '../features/delivery/routes.ts'
import { enrolmentRoutes } from '../features/enrolment/routes.ts'
import { electiveRoutes } from '../features/enrolment/routes/electives.ts'
import { requestRoutes as substitutionRequestRoutes } from '../features/enrolment/routes/requests.ts'
import { reserveListRoutes } from '../features/participation/routes/reserve-lists.ts'
import { factListRoutes, restrictionListRoutes } from '../features/integrity/routes/lists.ts'
import { calendarListRoutes } from '../features/publicity/routes/calendar-lists.ts'
import { nominationRoutes } from '../features/enrolment/routes/nominations.ts'
import { wayRoutes } from '../features/enrolment/routes/ways.ts'
import { waitingRoutes } from '../features/enrolment/routes/waiting.ts'
import { eligibilityRoutes } from '../features/eligibility/routes.ts'
import { fileRoutes } from '../features/files/routes.ts'
import { forecastRoutes } from '../features/forecast/routes.ts'
import { integrityRoutes } from '../features/integrity/routes.ts'
import { jobRoutes } from '../features/jobs/routes.ts'
import { hourYearRoutes } from '../features/hour-years/routes.ts'
import { cycleRoutes } from '../features/hour-years/routes/cycle.ts'
import { moveRoutes } from '../features/moves/routes.ts'
import { statementMoveRoutes } from '../features/moves/routes/statements.ts'
import { noticeRoutes } from '../features/notices/routes.ts'
import { letterRoutes, mailRoutes } from '../features/notices/routes/mail.ts'
import { noticeTextRoutes } from '../features/notices/routes/texts.ts'
import { organisationRoutes } from '../features/organisations/routes.ts'
import { pasteRoutes } from '../features/pastes/routes.ts'
import { participationRoutes } from '../features/participation/routes.ts'
import { peopleRoutes } from '../features/people/routes.ts'
import { planRoutes } from '../features/plans/routes.ts'
import { filingRoutes } from '../features/plans/routes/filing.ts'
import { exemptionRoutes } from '../features/policies/routes/exemptions.ts'
import { policyRoutes } from '../features/policies/routes/policies.ts'
import { policyTrialRoutes } from '../features/policies/routes/trials.ts'
import { requirementRoutes } from '../features/policies/routes/requirements.ts'
import { privacyRoutes } from '../features/privacy/routes.ts'
import { publicityRoutes } from '../features/publicity/routes.ts'
import { populationRoutes } from '../features/populations/routes.ts'
import { programmeRoutes } from '../features/programmes/routes.ts'
import { quotaRoutes } from '../features/quotas/routes.ts'
import { reportRoutes } from '../features/reports/routes.ts'
import { workbenchRoutes } from '../features/workbench/routes.ts'
import { directoryRoutes } from '../features/directory/routes.ts'
import { rosterRoutes } from '../features/roster/routes.ts'
import { schoolTrainingRoutes } from '../features/school-training/routes.ts'
import { layoutRoutes } from '../features/statements/routes/layouts.ts'
import { reminderRoutes } from '../features/statements/routes/reminders.ts'
import { surveyRoutes } from '../features/surveys/routes.ts'
import { statementRoutes } from '../features/statements/routes.ts'
import { roundRoutes } from '../features/rounds/routes.ts'
import { searchRoutes } from '../features/search/routes.ts'
import { selectionRoutes } from '../features/selection/routes.ts'
import { viewRoutes } from '../features/views/routes.ts'
import type { Env } from '../platform/http/guard.ts'
import { listExportRoutes } from './list-exports.ts'

/** Every feature's routes, one line a feature. */
const features = [
  accessRoutes,
  accountRoutes,
  assessmentRoutes,
  auditRoutes,
  backupRoutes,
  calendarRoutes,
  certificateRoutes,
  claimRoutes,
  creditRoutes,
  standingRoutes,
  trialRoutes,
  explainedRoutes,
  matrixRoutes,
  queueRoutes,
  openingRoutes,
  rootRoutes,
  spendingRoutes,
  deliveryRoutes,
  enrolmentRoutes,
  waitingRoutes,
  wayRoutes,
  nominationRoutes,
  reserveListRoutes,
  factListRoutes,
  restrictionListRoutes,
  calendarListRoutes,
  substitutionRequestRoutes,
  electiveRoutes,
  quotaRoutes,
  eligibilityRoutes,
  fileRoutes,
  forecastRoutes,
  integrityRoutes,
  jobRoutes,
  moveRoutes,
  statementMoveRoutes,
  noticeRoutes,
  noticeTextRoutes,
  mailRoutes,
  letterRoutes,
  frozenRoutes,
  hourYearRoutes,
  cycleRoutes,
  organisationRoutes,
  pasteRoutes,
  participationRoutes,
  peopleRoutes,
  planRoutes,
  filingRoutes,
  requirementRoutes,
  policyRoutes,
  policyTrialRoutes,
  exemptionRoutes,
  privacyRoutes,
  publicityRoutes,
  populationRoutes,
  programmeRoutes,
  workbenchRoutes,
  reportRoutes,
  rosterRoutes,
  schoolTrainingRoutes,
  roundRoutes,
  searchRoutes,
  selectionRoutes,
  statementRoutes,
  surveyRoutes,
  layoutRoutes,
  reminderRoutes,
  directoryRoutes,
  viewRoutes,
]

/** The whole API, to be mounted at `/api/v1`. */
export function apiRoutes(): OpenAPIHono<Env> {
  const api = new OpenAPIHono<Env>()
  for (const routes of features) api.route('/', routes)
  api.route('/', listExportRoutes())
  return api
}
