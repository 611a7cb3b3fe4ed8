import { ok } from '../../../lib/result.ts'
import { read, transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { listUnfilled } from '../store/waiting.ts'
import { offerInTurn } from './gate.ts'

/**
 * Offers places that are free to whoever waits and was passed over for what keeps them out no more: a ban that ended by the
 * calendar, a restriction that was lifted, days that became free elsewhere, a post that changed. No such change frees a
 * place, so that nothing else would ask (`passOn`). Each programme is looked at in a transaction of its own. Gives how many
 * offers were made.
 */
export async function offerAgain(db: Db): Promise<number> {
  return inEach(db, await read(db, (tx) => listUnfilled(tx, 'waiting')), (tx, id) => offerInTurn(tx, [id]))
}

/** Does the same in every programme chosen by selection that has a place free: the features above know who comes next there. */
export async function offerNextAgain(db: Db, offer: (tx: Tx, programmeId: string) => Promise<number>): Promise<number> {
  return inEach(db, await read(db, (tx) => listUnfilled(tx, 'selection')), offer)
}

async function inEach(db: Db, ids: readonly string[], offer: (tx: Tx, programmeId: string) => Promise<number>) {
  let made = 0
  for (const id of ids) {
    const outcome = await transact(db, async (tx) => ok(await offer(tx, id)))
    made += outcome.ok ? outcome.value : 0
  }
  return made
}
