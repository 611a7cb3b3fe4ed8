import type { Tx } from '../../../platform/db/db.ts'
import type { ProgrammeRow } from '../../programmes/public.ts'
import { keepsWaiters } from '../core/waiting.ts'
import { deadlineOf } from './gate.ts'

/** Of these programmes, those whose waiting list may still be joined once they are full: an offer could be made today. */
export async function listWaitable(tx: Tx, programmes: readonly ProgrammeRow[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const programme of programmes.filter(keepsWaiters)) {
    if (await deadlineOf(tx, programme)) found.add(programme.id)
  }
  return found
}
