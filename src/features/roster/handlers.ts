import type { Vault } from '../../platform/crypto.ts'
import { transact } from '../../platform/db/db.ts'
import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import { applyImport } from './commands/apply.ts'
import { rehearseImport } from './commands/rehearse.ts'
import { undoImport } from './commands/undo.ts'
import { applyRosterJob, rehearseRosterJob, undoRosterJob } from './jobs.ts'

/** The background work of rosters. Each is one transaction: it is done whole, or nothing of it is. */
export function rosterHandlers({ vault }: { vault: Vault }): readonly JobHandler[] {
  return [
    handle(rehearseRosterJob, ({ importId }, tools) =>
      transact(tools.db, (tx) => rehearseImport(tx, vault, importId, tools)),
    ),
    handle(applyRosterJob, ({ importId, rehearsal }, tools) =>
      transact(tools.db, (tx) => applyImport(tx, importId, rehearsal, tools)),
    ),
    handle(undoRosterJob, ({ importId }, tools) => transact(tools.db, (tx) => undoImport(tx, importId, tools))),
  ]
}
