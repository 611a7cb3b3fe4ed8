import { isDeepStrictEqual } from 'node:util'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import type { Loosened, NewLoosening } from '../contract/loosening.ts'
import { loosen, type LooseningRefusal } from '../core/loosening.ts'
import { listApplicants } from '../store/applicants.ts'
import {
  findLoosening,
  insertLoosening,
  listLoosenings,
  updateBlocks,
  type LooseningKept,
} from '../store/loosenings.ts'
import { listRules, loadProgrammes, updateRound } from '../store/rounds.ts'
import { actorOf, holdOwn } from './rounds.ts'

export type LoosenRefusal =
  LooseningRefusal | 'round_not_found' | 'round_not_published' | 'round_over' | 'round_shown' | 'id_reused'

/**
 * Lets limits of a published round give, with a reason that everybody reads; whoever ranked is told. The seed and the
 * rankings stay; what was reckoned before is out of date by itself, since it rests on the limits.
 */
export async function loosenLimits(
  tx: Tx,
  id: string,
  wanted: NewLoosening,
): Promise<Result<undefined, LoosenRefusal>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  const earlier = await findLoosening(tx, wanted.id)
  if (earlier) return isAgain(earlier, id, wanted) ? ok() : err('id_reused')
  if (round.state === 'draft') return err('round_not_published')
  if (round.state === 'shown') return err('round_shown')
  if (round.state !== 'published') return err('round_over')
  const programmes = await listRules(tx, id)
  const done = loosen({ limits: round.limits, programmes }, wanted.changes)
  if (!done.ok) return done
  await updateRound(tx, id, { limits: done.value.limits, conflict: null })
  for (const one of done.value.programmes) if (!programmes.includes(one)) await updateBlocks(tx, id, one)
  const { accountId, name } = actorOf(tx)
  const { changes, reason } = wanted
  await insertLoosening(tx, {
    ...{ id: wanted.id, roundId: id, changes, reason },
    ...{ loosenedBy: accountId, loosenedByName: name, loosenedAt: tx.context.now },
  })
  note(tx, { act: 'matching_round.loosened', object: { kind: 'matching_round', id }, after: { changes, reason } })
  const personIds = (await listApplicants(tx, id)).map(({ personId }) => personId)
  const params = { title: round.title, reason }
  await notify(tx, { personIds }, { code: 'rounds.loosened', params, link: `/m/rounds/${id}` })
  return ok()
}

const isAgain = (kept: LooseningKept, roundId: string, { reason, changes }: NewLoosening) =>
  kept.roundId === roundId && kept.reason === reason && isDeepStrictEqual(kept.changes, changes)

/** What was loosened in a round since it was published, as everybody reads it. */
export async function tellLoosened(tx: Tx, roundId: string): Promise<Loosened[]> {
  const kept = await listLoosenings(tx, roundId)
  if (kept.length === 0) return []
  const rules = new Map((await listRules(tx, roundId)).map((one) => [one.programmeId, one]))
  const programmes = await loadProgrammes(tx, [...rules.keys()])
  return kept.map(({ id, changes, reason, loosenedByName, loosenedAt }) => ({
    ...{ id, reason, byName: loosenedByName, at: loosenedAt.toISOString() },
    changes: changes.map((change) => ({
      ...change,
      programmeTitle: change.programmeId === null ? null : (programmes.get(change.programmeId)?.title ?? ''),
      blockTitle:
        rules.get(change.programmeId ?? '')?.blocks.find((block) => block.id === change.blockId)?.title ?? null,
    })),
  }))
}
