import { ownDelegations, ownSignIns } from '../features/accounts/store/own.ts'
import { ownResults } from '../features/assessment/store/own.ts'
import { ownCertificates } from '../features/certificates/store/own.ts'
import { ownAppeals, ownClaims } from '../features/claims/store/own.ts'
import { ownHours } from '../features/credits/store/own.ts'
import { ownAttendance } from '../features/delivery/store/own.ts'
import { ownElectives, ownEnrolments, ownSubstitutions, ownWaiting } from '../features/enrolment/store/own.ts'
import { ownIntegrity, ownRestrictions } from '../features/integrity/store/own.ts'
import { ownMail, ownNotices } from '../features/notices/store/own.ts'
import { ownParticipations, ownReserve } from '../features/participation/store/own.ts'
import { ownPosts, ownRosterEntry } from '../features/people/store/own.ts'
import { ownConsents, ownCorrections, ownLooks } from '../features/privacy/store/own.ts'
import { ownObjections, ownShown } from '../features/publicity/store/own.ts'
import { ownRounds } from '../features/rounds/store/own.ts'
import { ownSchoolTraining, ownTeams } from '../features/school-training/store/own.ts'
import { ownMarking, ownSelections } from '../features/selection/store/own.ts'
import { ownSurveys } from '../features/surveys/store/own.ts'
import { ownStamps, ownStatements } from '../features/statements/store/own.ts'
import type { OwnPart } from '../platform/own-data.ts'

/** Everything held about a person that they are handed as a file, in the order of its pages; a feature with more adds a line. */
export const ownParts: readonly OwnPart[] = [
  ownRosterEntry,
  ownPosts,
  ownEnrolments,
  ownWaiting,
  ownSubstitutions,
  ownElectives,
  ownAttendance,
  ownResults,
  ownSchoolTraining,
  ownTeams,
  ownHours,
  ownClaims,
  ownAppeals,
  ownRounds,
  ownSelections,
  ownMarking,
  ownShown,
  ownObjections,
  ownSurveys,
  ownCertificates,
  ownStatements,
  ownStamps,
  ownIntegrity,
  ownRestrictions,
  ownParticipations,
  ownReserve,
  ownNotices,
  ownMail,
  ownLooks,
  ownCorrections,
  ownConsents,
  ownSignIns,
  ownDelegations,
]
