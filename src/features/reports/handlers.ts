import type { FileStore } from '../../platform/files/store.ts'
import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import { performYearEnd } from './commands.ts'
import { writeYearEnd } from './jobs.ts'

/** What the jobs of reports do. */
export function reportHandlers({ files }: { readonly files: FileStore }): readonly JobHandler[] {
  return [handle(writeYearEnd, (payload, tools) => performYearEnd(files, payload, tools))]
}
