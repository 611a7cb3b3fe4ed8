import type { Tx } from '../../../platform/db/db.ts'
import { bindCounter, openCounters } from '../store/places.ts'
import { listPlaceHolders } from '../store/placing.ts'

/**
 * Who holds a place of a programme, an open offer included, in the order in which they took it. With `bind`, nobody takes
 * one until the transaction ends, and whoever takes one afterwards is asked for quotas.
 */
export async function tellHolders(
  tx: Tx,
  programmeId: string,
  bind: boolean,
): Promise<{ personId: string; heldAt: Date }[]> {
  if (bind) {
    await openCounters(tx, [programmeId])
    await bindCounter(tx, programmeId)
  }
  return listPlaceHolders(tx, programmeId)
}
