import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

/** Draws statements of hours and packs them into one zip; what comes of it is the id of a stored file. */
export const archiveStatementsJob = defineJob(
  'statements.archive',
  z.object({
    ids: z.array(z.uuid()),
    /** Where the site is reached: the link on each statement starts with it. */
    origin: z.url(),
    organisationId: z.uuid(),
    /** The id that the archive will have, so that doing it twice makes one. */
    fileId: z.uuid(),
    name: z.string(),
  }),
)
