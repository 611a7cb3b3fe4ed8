import { rehearsalHandlers } from '../../rehearsal/county.ts'
import { certificateHandlers } from '../features/certificates/handlers.ts'
import { planHandlers } from '../features/plans/handlers.ts'
import { reportHandlers } from '../features/reports/handlers.ts'
import type { JobHandler } from '../platform/jobs/queue.ts'
import type { Parts } from './application.ts'

/** Every kind of background work, one line a kind. What a handler needs beside its payload it is given here. */
export function jobHandlers(parts: Pick<Parts, 'files' | 'vault'>): readonly JobHandler[] {
  return [...certificateHandlers(parts), ...planHandlers(parts), ...reportHandlers(parts), ...rehearsalHandlers(parts)]
}
