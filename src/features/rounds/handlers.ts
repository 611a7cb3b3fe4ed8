import { ok } from '../../lib/result.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import { handle, type JobHandler } from '../../platform/jobs/queue.ts'
import type { Vault } from '../../platform/crypto.ts'
import { offerFreed, offerNextAgain } from '../enrolment/public.ts'
import { offerToReserves } from '../selection/public.ts'
import { performRun } from './commands/rehearsing.ts'
import { offerNext } from './commands/succeeding.ts'
import { rehearseRound } from './jobs.ts'

/** The background work of rounds, and what it shares with selections in steps: who comes next for a freed place. */
export function roundHandlers({ vault }: { vault: Vault }): readonly JobHandler[] {
  return [
    handle(rehearseRound, ({ roundId }, tools) => performRun(vault, roundId, tools)),
    handle(offerFreed, ({ programmeId }, { db }) =>
      transact(db, async (tx) => ok(await offerWhatIsFree(tx, programmeId))),
    ),
  ]
}

/** Looks again at whoever comes next in rounds and selections: what kept them out before may be over. */
export function succeedAgain(db: Db): Promise<number> {
  return offerNextAgain(db, offerWhatIsFree)
}

async function offerWhatIsFree(tx: Tx, programmeId: string): Promise<number> {
  return (await offerNext(tx, programmeId)) + (await offerToReserves(tx, programmeId))
}
