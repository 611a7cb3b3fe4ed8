import type { Vault } from '../../platform/crypto.ts'
import { transact } from '../../platform/db/db.ts'
import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import { performCheck } from './commands/check.ts'
import { performFreeze } from './commands/freeze.ts'
import { checkYear, freezeYear } from './jobs.ts'

/** What the jobs of closed years do. */
export function hourYearHandlers({ vault }: { readonly vault: Vault }): readonly JobHandler[] {
  return [
    handle(freezeYear, (payload, tools) => transact(tools.db, (tx) => performFreeze(tx, vault, payload, tools))),
    handle(checkYear, (payload, tools) => performCheck(payload, tools)),
  ]
}
