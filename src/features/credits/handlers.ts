import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import { tryDraft } from '../policies/public.ts'
import { performTrial } from './commands/trials.ts'

/** What the jobs of hours do. */
export function creditHandlers(): readonly JobHandler[] {
  return [handle(tryDraft, performTrial)]
}
