import { classScope, sessionScope } from '../features/delivery/public.ts'
import { certificateScope } from '../features/certificates/public.ts'
import { entryScope, recordScope } from '../features/credits/public.ts'
import { enrolmentScope } from '../features/enrolment/public.ts'
import { fileScope } from '../features/files/public.ts'
import { organisationScope } from '../features/organisations/public.ts'
import { personScope } from '../features/people/public.ts'
import { documentScope, planScope } from '../features/plans/public.ts'
import { programmeScope } from '../features/programmes/public.ts'
import type { Scopes } from '../platform/http/guard.ts'

import { correctionScope } from '../features/privacy/public.ts'
/** For each path parameter that names an object: where that object lies. One line a kind of object. */
export const scopes: Scopes = {
  classId: classScope,
  certificateId: certificateScope,
  enrolmentId: enrolmentScope,
  entryId: entryScope,
  fileId: fileScope,
  organisationId: organisationScope,
  personId: personScope,
  correctionId: correctionScope,
  planDocumentId: documentScope,
  planId: planScope,
  programmeId: programmeScope,
  recordId: recordScope,
  sessionId: sessionScope,
}
