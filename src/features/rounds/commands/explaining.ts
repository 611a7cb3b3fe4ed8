import type { Tx } from '../../../platform/db/db.ts'
import { findRun } from '../store/runs.ts'
import { explainerOf, type Explained, type Explainer } from './outcomes.ts'

/** As many rounds as are looked at on the day of their results; what lies here of one is some hundred bytes a person. */
const most = 8
const known = new Map<string, Explainer>()

/**
 * Why a confirmed reckoning placed somebody or not; undefined where nothing was matched for them. Everybody opens their
 * result when it is announced: a reckoning never changes, so it is read and reckoned once, not once a look.
 */
export async function explainResult(
  tx: Tx,
  runId: string,
  code: string,
  others: readonly string[],
): Promise<Explained | undefined> {
  const here = known.get(runId)
  if (here) return here(code, others)
  const run = await findRun(tx, runId)
  if (!run) return undefined
  const explainer = explainerOf(run.selection)
  const [oldest] = known.keys()
  if (known.size >= most && oldest !== undefined) known.delete(oldest)
  known.set(runId, explainer)
  return explainer(code, others)
}
