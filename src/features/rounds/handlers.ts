import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import type { Vault } from '../../platform/crypto.ts'
import { performRun } from './commands/rehearsing.ts'
import { rehearseRound } from './jobs.ts'

/** The background work of rounds. */
export function roundHandlers({ vault }: { vault: Vault }): readonly JobHandler[] {
  return [handle(rehearseRound, ({ roundId }, tools) => performRun(vault, roundId, tools))]
}
