import { rehearsalHandlers } from '../../rehearsal/county.ts'
import { auditHandlers } from '../features/audit/handlers.ts'
import { backupHandlers } from '../features/backups/handlers.ts'
import { certificateHandlers } from '../features/certificates/handlers.ts'
import { creditHandlers } from '../features/credits/handlers.ts'
import { deliveryHandlers } from '../features/delivery/handlers.ts'
import { enrolmentHandlers } from '../features/enrolment/handlers.ts'
import { hourYearHandlers } from '../features/hour-years/handlers.ts'
import { planHandlers } from '../features/plans/handlers.ts'
import { privacyHandlers } from '../features/privacy/handlers.ts'
import { reportHandlers } from '../features/reports/handlers.ts'
import { rosterHandlers } from '../features/roster/handlers.ts'
import { statementHandlers } from '../features/statements/handlers.ts'
import { roundHandlers } from '../features/rounds/handlers.ts'
import type { JobHandler } from '../platform/jobs/queue.ts'
import type { Parts } from './application.ts'
import { ownParts } from './own-data.ts'
import { discardOf, removers } from './retention.ts'
import { sealedColumns } from './sealed.ts'

/** Every kind of background work, one line a kind. What a handler needs beside its payload it is given here. */
export function jobHandlers(
  parts: Pick<Parts, 'clock' | 'deployment' | 'files' | 'pool' | 'vault'>,
): readonly JobHandler[] {
  return [
    ...auditHandlers(),
    ...backupHandlers(parts),
    ...certificateHandlers(parts),
    ...creditHandlers(),
    ...deliveryHandlers(),
    ...enrolmentHandlers(),
    ...hourYearHandlers(parts),
    ...planHandlers(parts),
    ...privacyHandlers({
      vault: parts.vault,
      sealed: sealedColumns,
      own: ownParts,
      removers,
      discard: discardOf(parts),
    }),
    ...reportHandlers(parts),
    ...rosterHandlers(parts),
    ...roundHandlers(parts),
    ...statementHandlers(parts),
    ...rehearsalHandlers(parts),
  ]
}
