import { words as accessWords } from '../features/access/words.ts'
import { words as accountWords } from '../features/accounts/words.ts'
import { words as assessmentWords } from '../features/assessment/words.ts'
import { words as backupWords } from '../features/backups/words.ts'
import { words as certificateWords } from '../features/certificates/words.ts'
import { words as claimWords } from '../features/claims/words.ts'
import { words as creditWords } from '../features/credits/words.ts'
import { words as deliveryWords } from '../features/delivery/words.ts'
import { words as enrolmentWords } from '../features/enrolment/words.ts'
import { requestWords as substitutionWords } from '../features/enrolment/words/requests.ts'
import { words as forecastWords } from '../features/forecast/words.ts'
import { words as integrityWords } from '../features/integrity/words.ts'
import { words as moveWords } from '../features/moves/words.ts'
import { words as participationWords } from '../features/participation/words.ts'
import { filingWords } from '../features/plans/words/filing.ts'
import { words as planWords } from '../features/plans/words.ts'
import { words as policyWords } from '../features/policies/words.ts'
import { words as privacyWords } from '../features/privacy/words.ts'
import { words as programmeWords } from '../features/programmes/words.ts'
import { words as publicityWords } from '../features/publicity/words.ts'
import { words as roundWords } from '../features/rounds/words.ts'
import { words as schoolTrainingWords } from '../features/school-training/words.ts'
import { words as surveyWords } from '../features/surveys/words.ts'
import { words as selectionWords } from '../features/selection/words.ts'
import { words as statementWords } from '../features/statements/words.ts'
import type { Words } from '../ui/words.ts'

/** The words of every feature that tells people something, one line a feature; each notice is `notice.<code>` there. */
export const senders: readonly Words[] = [
  accountWords,
  accessWords,
  assessmentWords,
  backupWords,
  certificateWords,
  claimWords,
  creditWords,
  deliveryWords,
  enrolmentWords,
  substitutionWords,
  forecastWords,
  integrityWords,
  moveWords,
  participationWords,
  planWords,
  filingWords,
  policyWords,
  privacyWords,
  programmeWords,
  publicityWords,
  roundWords,
  schoolTrainingWords,
  selectionWords,
  surveyWords,
  statementWords,
]
