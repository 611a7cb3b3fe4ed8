import { isOwnMatter } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { askToOffer } from '../../enrolment/public.ts'
import { notify } from '../../notices/public.ts'
import { noticeOf, relyOnNotice, type NoticeTold } from '../../publicity/public.ts'
import { settleRefusal, type SettleRefusal } from '../core/rules.ts'
import { listBearers } from '../store/named.ts'
import { updateRound, type RoundKept } from '../store/rounds.ts'
import { findRun, strikeResult } from '../store/runs.ts'
import { keepPlaces } from '../store/succession.ts'
import { admitPlaced, announce, broughtBy, type Brought, type Unadmitted } from './results.ts'
import { actorOf, holdOwn } from './rounds.ts'
import { noticeSubject } from './showing.ts'
import { endOvertaken } from './succeeding.ts'

export type SettlementRefusal = SettleRefusal | 'round_not_found' | 'run_not_found' | 'own_round' | 'notice_differs'

/**
 * Admits whoever was shown and not struck, all or none, once the notice is confirmed; everybody is told what was decided, and
 * whoever was struck why. Nobody is admitted whom the notice did not name.
 */
export async function settleRound(
  tx: Tx,
  id: string,
  runId: string,
): Promise<Result<undefined, SettlementRefusal | Unadmitted>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  if (round.state === 'confirmed' && round.confirmedRunId === runId) return ok()
  const notice = await noticeOf(tx, noticeSubject(id))
  const refusal = settleRefusal(round.state, notice?.state ?? null)
  if (refusal) return err(refusal)
  const run = await findRun(tx, runId)
  if (!run || !notice || round.shownRunId !== runId) return err('run_not_found')
  const relied = await relyOnNotice(tx, notice.id)
  if (!relied.ok) return relied
  const brought = await broughtBy(tx, id, run.selection)
  const placed = brought.filter(({ programmeId }) => programmeId !== null)
  const named = await namedOn(tx, notice)
  if (placed.some(({ personId }) => !named.has(personId))) return err('notice_differs')
  if (placed.some(({ personId }) => isOwnMatter(actorOf(tx), personId))) return err('own_round')
  const isStruck = ({ personId }: Brought) => (named.get(personId) ?? null) !== null
  const [struck, kept] = [placed.filter(isStruck), brought.filter((one) => !isStruck(one))]
  await updateRound(tx, id, {
    ...{ state: 'confirmed', confirmedRunId: runId, confirmedAt: tx.context.now, confirmedByName: actorOf(tx).name },
  })
  await keepPlaces(tx, id)
  const unadmitted = await admitPlaced(tx, id, kept)
  if (unadmitted) return err(unadmitted)
  note(tx, {
    act: 'matching_round.settled',
    object: noticeSubject(id),
    after: { runId, notice: notice.id, admitted: placed.length - struck.length, struck: struck.length },
  })
  await announce(tx, round, kept, { kind: 'decided' })
  await strike(
    tx,
    round,
    struck.map(({ personId }) => ({ personId, reason: named.get(personId) ?? '' })),
  )
  await endOvertaken(tx, id)
  // The places of those who were struck are offered to whoever comes next.
  for (const programmeId of new Set(struck.flatMap((one) => one.programmeId ?? []))) await askToOffer(tx, programmeId)
  return ok()
}

// Everybody whom a notice names, under every number that they are known by since, with why they were struck.
async function namedOn(tx: Tx, { rows }: NoticeTold): Promise<ReadonlyMap<string, string | null>> {
  const bearers = await listBearers(
    tx,
    rows.map(({ personId }) => personId),
  )
  const named = rows.flatMap((row) =>
    (bearers.get(row.personId) ?? [row.personId]).map((personId) => [personId, row.struckReason] as const),
  )
  // Whoever was listed under two numbers and struck under one of them was struck.
  return new Map(named.toSorted(([, one], [, other]) => Number(one !== null) - Number(other !== null)))
}

async function strike(
  tx: Tx,
  round: RoundKept,
  struck: readonly { readonly personId: string; readonly reason: string }[],
): Promise<void> {
  for (const { personId, reason } of struck) {
    await strikeResult(tx, round.id, personId, reason)
    const params = { title: round.title, reason }
    await notify(tx, { personIds: [personId] }, { code: 'rounds.struck', params, link: `/m/rounds/${round.id}` })
  }
}
