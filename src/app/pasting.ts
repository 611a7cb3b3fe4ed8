import { accountReach } from '../features/accounts/store/pasting.ts'
import { certificateMatcher } from '../features/certificates/store/pasting.ts'
import { classMatcher } from '../features/delivery/store/pasting.ts'
import { applicantReach } from '../features/enrolment/store/pasting.ts'
import { organisationMatcher } from '../features/organisations/store/pasting.ts'
import type { PasteMatcher } from '../features/pastes/public.ts'
import { peopleMatcher } from '../features/people/store/pasting.ts'
import { planMatcher } from '../features/plans/store/pasting.ts'
import { programmeMatcher } from '../features/programmes/store/pasting.ts'

/** How pasted rows are found, one line a subject. */
export const pasteMatchers: readonly PasteMatcher[] = [
  peopleMatcher([accountReach, applicantReach]),
  organisationMatcher,
  programmeMatcher,
  classMatcher,
  certificateMatcher,
  planMatcher,
]
