import type { Deployment } from '../../platform/backup/kept.ts'
import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import { performBackup, performVerification } from './commands.ts'
import { makeBackup, verifyBackup } from './jobs.ts'

/** What the jobs of backups do. They need the deployment itself, which only the process that runs it knows. */
export function backupHandlers({
  deployment,
}: {
  readonly deployment?: Deployment | undefined
}): readonly JobHandler[] {
  return [
    handle(makeBackup, (payload, tools) => performBackup(deployment, payload, tools)),
    handle(verifyBackup, (payload, tools) => performVerification(deployment, payload, tools)),
  ]
}
