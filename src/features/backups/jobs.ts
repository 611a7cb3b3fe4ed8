import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/** Writing everything of the deployment into one file, and reading it again. */
export const makeBackup = defineJob('backups.make', z.object({ id: z.uuid() }))

/** Reading one backup again. */
export const verifyBackup = defineJob('backups.verify', z.object({ name: z.string() }))
