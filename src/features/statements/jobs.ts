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

/** Writes hours in a layout of another system into a file; what comes of it is the id of that file. */
export const exportLayoutJob = defineJob(
  'statements.layout',
  z.object({
    /** The export's id is also that of its file, so that doing it twice makes one. */
    draft: z.object({
      id: z.uuid(),
      layoutId: z.uuid(),
      year: z.int(),
      organisationId: z.uuid(),
      /** Why full numbers go out, where they do. */
      reason: z.string().optional(),
    }),
    /** The subtrees of whoever asked. */
    roots: z.array(z.uuid()),
  }),
)
