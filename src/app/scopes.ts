import { delegationScope, grantScope } from '../features/access/public.ts'
import { activationCodeScope, passwordRequestScope } from '../features/accounts/public.ts'
import { appliedListScope } from '../features/applied-lists/public.ts'
import { classScope, sessionScope } from '../features/delivery/public.ts'
import { certificateScope } from '../features/certificates/public.ts'
import { entryScope, openingScope, recordScope, spendScope } from '../features/credits/public.ts'
import { directoryImportScope } from '../features/directory/public.ts'
import { appealScope, claimScope, hourImportScope, hourRehearsalScope } from '../features/claims/public.ts'
import { enrolmentScope, nominationScope, substitutionRequestScope, waiterScope } from '../features/enrolment/public.ts'
import { fileScope } from '../features/files/public.ts'
import { bureauKeyScope, mergeScope, transferScope } from '../features/moves/public.ts'
import { organisationScope } from '../features/organisations/public.ts'
import { factScope, requestScope, restrictionScope } from '../features/integrity/public.ts'
import { hourYearScope } from '../features/hour-years/public.ts'
import { bulletinScope, candidateScope, participationImportScope } from '../features/participation/public.ts'
import { personScope } from '../features/people/public.ts'
import { documentScope, planScope } from '../features/plans/public.ts'
import { correctionScope } from '../features/privacy/public.ts'
import { exemptionScope, policyScope } from '../features/policies/public.ts'
import { populationScope } from '../features/populations/public.ts'
import { publicNoticeScope, publicObjectionScope } from '../features/publicity/public.ts'
import { programmeScope } from '../features/programmes/public.ts'
import { quotaMoveScope } from '../features/quotas/public.ts'
import { roundScope } from '../features/rounds/public.ts'
import { importScope } from '../features/roster/public.ts'
import { researchTeamScope, schoolPlanScope } from '../features/school-training/public.ts'
import { surveyScope } from '../features/surveys/public.ts'
import { selectionScope } from '../features/selection/public.ts'
import { hourLayoutScope, statementScope } from '../features/statements/public.ts'
import type { Scopes } from '../platform/http/guard.ts'

/** For each path parameter that names an object: where that object lies. One line a kind of object. */
export const scopes: Scopes = {
  activationCodeId: activationCodeScope,
  appliedListId: appliedListScope,
  passwordRequestId: passwordRequestScope,
  bureauKeyId: bureauKeyScope,
  classId: classScope,
  appealId: appealScope,
  certificateId: certificateScope,
  claimId: claimScope,
  correctionId: correctionScope,
  enrolmentId: enrolmentScope,
  entryId: entryScope,
  exemptionId: exemptionScope,
  delegationId: delegationScope,
  fileId: fileScope,
  hourImportId: hourImportScope,
  hourRehearsalId: hourRehearsalScope,
  hourLayoutId: hourLayoutScope,
  hourYearId: hourYearScope,
  importId: importScope,
  directoryImportId: directoryImportScope,
  grantId: grantScope,
  hourStatementId: statementScope,
  integrityFactId: factScope,
  integrityRequestId: requestScope,
  restrictionId: restrictionScope,
  matchingRoundId: roundScope,
  mergeId: mergeScope,
  openingId: openingScope,
  organisationId: organisationScope,
  bulletinId: bulletinScope,
  participationImportId: participationImportScope,
  reserveCandidateId: candidateScope,
  nominationId: nominationScope,
  personId: personScope,
  planDocumentId: documentScope,
  planId: planScope,
  policyId: policyScope,
  populationId: populationScope,
  programmeId: programmeScope,
  publicNoticeId: publicNoticeScope,
  publicObjectionId: publicObjectionScope,
  quotaMoveId: quotaMoveScope,
  surveyId: surveyScope,
  recordId: recordScope,
  researchTeamId: researchTeamScope,
  schoolPlanId: schoolPlanScope,
  selectionId: selectionScope,
  sessionId: sessionScope,
  substitutionRequestId: substitutionRequestScope,
  spendId: spendScope,
  transferId: transferScope,
  waiterId: waiterScope,
}
