import { isOwnMatter } from '../../../lib/access.ts'
import type { DecidingFlaw } from '../../../lib/matching/deciding.ts'
import type { Published, Selection } from '../../../lib/matching/selection.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { enqueueOnce } from '../../../platform/jobs/queue.ts'
import type { Decided } from '../../../platform/solving/decide.ts'
import type { NewPin } from '../contract/rounds.ts'
import { phaseOf, runRefusal, type RunRefusal } from '../core/rules.ts'
import { dropPin, findApplicant, keepPin } from '../store/applicants.ts'
import { rehearseRound } from '../jobs.ts'
import { holdRound, listRules, updateRound } from '../store/rounds.ts'
import { findRun, insertRun } from '../store/runs.ts'
import { findWork, isUnderWay } from '../store/work.ts'
import { actorOf, holdOwn } from './rounds.ts'
import { isSame, selectionOf } from './selecting.ts'

const object = (id: string) => ({ kind: 'matching_round', id })

export type AskRefusal = RunRefusal | 'round_not_found' | 'id_reused' | 'rehearsal_under_way'

/**
 * Asks for a reckoning, once for each id. What asks for a solver is begun as work that can be watched and stopped, one at a
 * time for a round; otherwise this gives what is reckoned from, to be done at once outside of any transaction. Null: there is
 * nothing to do now.
 */
export async function askRun(
  tx: Tx,
  vault: Vault,
  id: string,
  runId: string,
): Promise<Result<Selection | null, AskRefusal>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  const earlier = await findRun(tx, runId)
  if (earlier) return earlier.roundId === id ? ok(null) : err('id_reused')
  const refusal = runRefusal(phaseOf(round, tx.context.now))
  if (refusal) return err(refusal)
  if (round.method === 'deferred') return ok((await selectionOf(tx, vault, round)).selection)
  const work = await findWork(tx, id)
  if (work && work.id !== runId && isUnderWay(work)) return err('rehearsal_under_way')
  const { name: byName } = actorOf(tx)
  const begun = await enqueueOnce(tx, rehearseRound, { roundId: id, byName }, { id: runId, title: round.title })
  return begun.ok ? ok(null) : begun
}

export type PrepareRefusal = RunRefusal | 'round_not_found'

/** What work that was asked for starts from: whoever asked was allowed to. Null where it was done already. */
export async function prepareRun(
  tx: Tx,
  vault: Vault,
  id: string,
  runId: string,
): Promise<Result<Selection | null, PrepareRefusal>> {
  const round = await holdRound(tx, id)
  if (!round) return err('round_not_found')
  if (await findRun(tx, runId)) return ok(null)
  const refusal = runRefusal(phaseOf(round, tx.context.now))
  return refusal ? err(refusal) : ok((await selectionOf(tx, vault, round)).selection)
}

export type KeepRefusal = PrepareRefusal | Exclude<DecidingFlaw['code'], 'limits_conflict'> | 'run_outdated'

/**
 * Keeps what came of reckoning a round, which whoever asked for it was allowed to; nobody is told. Where its limits are in
 * conflict nothing is kept but which they are. What was changed while it was reckoned makes it worth nothing.
 */
export async function keepRun(
  tx: Tx,
  vault: Vault,
  id: string,
  runId: string,
  { selection: reckoned, decided }: { readonly selection: Selection; readonly decided: Decided },
): Promise<Result<undefined, KeepRefusal>> {
  const round = await holdRound(tx, id)
  if (!round) return err('round_not_found')
  if (await findRun(tx, runId)) return ok()
  const refusal = runRefusal(phaseOf(round, tx.context.now))
  if (refusal) return err(refusal)
  const { selection, missing } = await selectionOf(tx, vault, round)
  if (!isSame(selection, reckoned)) return err('run_outdated')
  if (decided.ok) {
    await updateRound(tx, id, { conflict: null })
    await writeRun(tx, { roundId: id, id: runId, selection, missing }, decided.value)
    return ok()
  }
  const flaw = decided.error
  if (flaw.code !== 'limits_conflict') return err(flaw.code)
  await updateRound(tx, id, { conflict: flaw.conflict })
  note(tx, { act: 'matching_round.conflicted', object: object(id), after: { conflict: flaw.conflict } })
  return ok()
}

async function writeRun(
  tx: Tx,
  run: { readonly roundId: string; readonly id: string; readonly selection: Selection; readonly missing: number },
  outcomes: readonly Published[],
): Promise<void> {
  const { accountId, name } = actorOf(tx)
  const placed = outcomes.filter(({ programme }) => programme !== null).length
  await insertRun(tx, {
    ...{ ...run, selection: { ...run.selection, published: outcomes }, placed },
    ...{ ranBy: accountId, ranByName: name, ranAt: tx.context.now },
  })
  const { id: runId, missing } = run
  note(tx, {
    act: 'matching_round.reckoned',
    object: object(run.roundId),
    after: { runId, missing, placed, of: outcomes.length },
  })
}

export type PinRefusal = RunRefusal | 'round_not_found' | 'applicant_not_found' | 'place_not_found' | 'own_round'

/** Places somebody by hand, or keeps them out, for a reason that everybody reads; what was decided by hand before is replaced. */
export async function pin(tx: Tx, id: string, wanted: NewPin): Promise<Result<undefined, PinRefusal>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  const refusal = runRefusal(phaseOf(round, tx.context.now))
  if (refusal) return err(refusal)
  const { personId, programmeId, reason } = wanted
  const actor = actorOf(tx)
  if (isOwnMatter(actor, personId)) return err('own_round')
  if (!(await findApplicant(tx, id, personId))) return err('applicant_not_found')
  const blocks = (await listRules(tx, id)).find((rules) => rules.programmeId === programmeId)?.blocks ?? []
  const blockId = programmeId === null ? null : (wanted.blockId ?? blocks.at(-1)?.id ?? null)
  if (programmeId !== null && !blocks.some((block) => block.id === blockId)) return err('place_not_found')
  const by = { pinnedBy: actor.accountId, pinnedByName: actor.name, pinnedAt: tx.context.now }
  await keepPin(tx, { roundId: id, personId, programmeId, blockId, reason, ...by })
  note(tx, { act: 'matching_round.overridden', object: object(id), after: { personId, programmeId, blockId, reason } })
  return ok()
}

/** Takes back what was decided by hand for somebody. */
export async function unpin(
  tx: Tx,
  id: string,
  personId: string,
): Promise<Result<undefined, RunRefusal | 'round_not_found' | 'override_not_found'>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  const refusal = runRefusal(phaseOf(round, tx.context.now))
  if (refusal) return err(refusal)
  if (!(await dropPin(tx, id, personId))) return err('override_not_found')
  note(tx, { act: 'matching_round.override_taken_back', object: object(id), before: { personId } })
  return ok()
}
