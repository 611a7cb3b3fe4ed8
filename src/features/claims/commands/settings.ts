import { ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import type { ClaimSettings } from '../contract/deciding.ts'
import { appealDays } from '../core/appeals.ts'
import { findSettings, keepSettings } from '../store/settings.ts'
import { actorOf } from './drafting.ts'

/** What the bureau set, or what the program comes with. */
export async function readSettings(tx: Tx): Promise<ClaimSettings> {
  const found = await findSettings(tx)
  return { appealDays: found?.appealDays ?? appealDays, changedByName: found?.changedByName ?? null }
}

/** Sets how many working days a decision may be appealed against; what was decided before keeps its day. */
export async function setSettings(tx: Tx, days: number): Promise<Result<ClaimSettings, never>> {
  const before = await readSettings(tx)
  const actor = actorOf(tx)
  await keepSettings(tx, { appealDays: days, changedBy: actor.accountId, changedByName: actor.name })
  const after = { appealDays: days }
  note(tx, { act: 'claims.set', object: { kind: 'tenant', id: tx.context.tenantId }, before, after })
  return ok({ appealDays: days, changedByName: actor.name })
}
