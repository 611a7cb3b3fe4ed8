import { z } from 'zod'
import { defineJob } from '../../platform/jobs/queue.ts'

const ofImport = z.object({ importId: z.uuid() })

/** Works out what each row of a list would do. */
export const rehearseRosterJob = defineJob('roster.rehearse', ofImport)

/** Does what was rehearsed, and no other rehearsal than the one named. */
export const applyRosterJob = defineJob('roster.apply', ofImport.extend({ rehearsal: z.int() }))

/** Takes an import back. */
export const undoRosterJob = defineJob('roster.undo', ofImport)
