import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { updateRound } from '../store/rounds.ts'
import { insertResults } from '../store/runs.ts'
import { keepPlaces } from '../store/succession.ts'
import { admitPlaced, announce, broughtBy, runToDecide, type DecideRefusal, type Unadmitted } from './results.ts'
import { actorOf, holdOwn } from './rounds.ts'
import { endOvertaken } from './succeeding.ts'

export type ConfirmRefusal = DecideRefusal | 'round_not_found'

/**
 * Confirms the reckoning that was looked at without a public notice: results stand, everybody is told, those who were placed are
 * enrolled. Where somebody who was placed cannot be (a quota that is full, a ban that came meanwhile) nothing is done and they
 * are named.
 */
export async function confirmRound(
  tx: Tx,
  vault: Vault,
  id: string,
  runId: string,
): Promise<Result<undefined, ConfirmRefusal | Unadmitted>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  if (round.state === 'confirmed' && round.confirmedRunId === runId) return ok()
  const ready = await runToDecide(tx, vault, round, runId)
  if (!ready.ok) return ready
  const run = ready.value
  const { now } = tx.context
  const told = { seedToldAt: round.seedToldAt ?? now }
  await updateRound(tx, id, {
    ...{ ...told, state: 'confirmed', confirmedRunId: runId, confirmedAt: now, confirmedByName: actorOf(tx).name },
  })
  await keepPlaces(tx, id)
  const brought = await broughtBy(tx, id, run.selection)
  const unadmitted = await admitPlaced(tx, id, brought)
  if (unadmitted) return err(unadmitted)
  await insertResults(tx, id, brought)
  await endOvertaken(tx, id)
  await announce(tx, round, brought, { kind: 'decided' })
  note(tx, {
    act: 'matching_round.confirmed',
    object: { kind: 'matching_round', id },
    after: { runId, placed: run.placed, commitment: round.commitment },
  })
  return ok()
}
