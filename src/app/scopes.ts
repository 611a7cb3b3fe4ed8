import { enrolmentScope } from '../features/enrolment/public.ts'
import { fileScope } from '../features/files/public.ts'
import { organisationScope } from '../features/organisations/public.ts'
import { personScope } from '../features/people/public.ts'
import { programmeScope } from '../features/programmes/public.ts'
import type { Scopes } from '../platform/http/guard.ts'

/** For each path parameter that names an object: where that object lies. One line a kind of object. */
export const scopes: Scopes = {
  enrolmentId: enrolmentScope,
  fileId: fileScope,
  organisationId: organisationScope,
  personId: personScope,
  programmeId: programmeScope,
}
