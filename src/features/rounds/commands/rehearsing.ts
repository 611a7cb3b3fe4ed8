import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, transact, type Tx } from '../../../platform/db/db.ts'
import { cancelRun, type JobTools } from '../../../platform/jobs/queue.ts'
import { decideSelection } from '../../../platform/solving/decide.ts'
import { findWork } from '../store/work.ts'
import { holdOwn } from './rounds.ts'
import { keepRun, prepareRun } from './running.ts'

const lookEveryMs = 500
const steps = 3

/**
 * Reckons a round as work that somebody watches: reads what it rests on, decides in a process that stops when it is asked to,
 * keeps what came of it.
 */
export async function performRun(
  vault: Vault,
  roundId: string,
  tools: JobTools,
): Promise<Result<{ roundId: string }, string>> {
  const { db, runId } = tools
  await tools.progress(0, steps)
  const ready = await transact(db, (tx) => prepareRun(tx, vault, roundId, runId))
  if (!ready.ok) return ready
  const selection = ready.value
  if (selection === null) return ok({ roundId })
  await tools.progress(1)
  const stop = new AbortController()
  const looking = setInterval(() => {
    // Where the database does not answer, the work goes on and is asked again.
    void tools.cancelled().then(
      (isCancelled) => (isCancelled ? stop.abort() : undefined),
      () => undefined,
    )
  }, lookEveryMs)
  const decided = await decideSelection(selection, stop.signal).finally(() => clearInterval(looking))
  if (stop.signal.aborted || (await tools.cancelled())) return err('cancelled')
  await tools.progress(2)
  const kept = await transact(db, (tx) => keepRun(tx, vault, roundId, runId, { selection, decided }))
  await tools.progress(steps)
  return kept.ok ? ok({ roundId }) : kept
}

/** Stops the reckoning of a round that is under way, whoever asked for it. Where none is, nothing changes. */
export async function stopRehearsal(tx: Tx, id: string): Promise<Result<undefined, 'round_not_found'>> {
  if (!(await holdOwn(tx, id))) return err('round_not_found')
  const work = await findWork(tx, id)
  if (!work) return ok()
  const stopped = await cancelRun(tx, work.id)
  if (stopped.ok)
    note(tx, {
      act: 'matching_round.rehearsal_stopped',
      object: { kind: 'matching_round', id },
      after: { runId: work.id },
    })
  return ok()
}
