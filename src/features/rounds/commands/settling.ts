import { isOwnMatter } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, rehearseWithin, type Tx } from '../../../platform/db/db.ts'
import { askToOffer } from '../../enrolment/public.ts'
import { notify } from '../../notices/public.ts'
import { noticeOf, relyOnNotice, strikeNames, type NoticeTold } from '../../publicity/public.ts'
import { settleRefusal, type SettleRefusal } from '../core/rules.ts'
import { listBearers } from '../store/named.ts'
import { updateRound, type RoundKept } from '../store/rounds.ts'
import { findRun, strikeResult } from '../store/runs.ts'
import { keepPlaces } from '../store/succession.ts'
import { admitPlaced, announce, broughtBy, type Brought, type Unadmitted } from './results.ts'
import { actorOf, holdOwn } from './rounds.ts'
import { noticeSubject } from './showing.ts'
import { endOvertaken } from './succeeding.ts'

export type SettlementRefusal =
  SettleRefusal | 'round_not_found' | 'run_not_found' | 'own_round' | 'notice_differs' | 'strike_unfounded'

/** Who is struck because they cannot be admitted any more, and why; they and officers read it. */
export type Strike = { readonly personIds: readonly string[]; readonly reason: string }

/**
 * Admits whoever was shown and not struck, all or none, once the notice is confirmed; everybody is told what was decided, and
 * whoever was struck why. Nobody is admitted whom the notice did not name. Where a ban or a restriction came after the notice
 * nobody is admitted and they are named; asked again with these people to strike, the others are admitted. Only whoever is
 * refused now can be struck so.
 */
export async function settleRound(
  tx: Tx,
  id: string,
  runId: string,
  strike?: Strike,
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
  await updateRound(tx, id, {
    ...{ state: 'confirmed', confirmedRunId: runId, confirmedAt: tx.context.now, confirmedByName: actorOf(tx).name },
  })
  await keepPlaces(tx, id)
  const late = await lateStrikes(
    tx,
    id,
    brought.filter(({ personId }) => (named.get(personId) ?? null) === null),
    strike,
  )
  if (!late.ok) return late
  const reasons = new Map(
    [...named].flatMap(([personId, reason]) => (reason === null ? [] : [[personId, reason] as const])),
  )
  for (const personId of late.value) reasons.set(personId, strike?.reason ?? '')
  const isStruck = ({ personId }: Brought) => reasons.has(personId)
  const [struck, kept] = [placed.filter(isStruck), brought.filter((one) => !isStruck(one))]
  const unadmitted = await admitPlaced(tx, id, kept)
  if (unadmitted) return err(unadmitted)
  note(tx, {
    act: 'matching_round.settled',
    object: noticeSubject(id),
    after: { runId, notice: notice.id, admitted: placed.length - struck.length, struck: struck.length },
  })
  await announce(tx, round, kept, { kind: 'decided' })
  await strikeAll(
    tx,
    { round, notice, late: late.value },
    struck.map(({ personId }) => ({ personId, reason: reasons.get(personId) ?? '' })),
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

// Whom the enrolments refuse now, of those who are to be struck for it: all of them, or nobody is struck.
async function lateStrikes(
  tx: Tx,
  roundId: string,
  shown: readonly Brought[],
  strike: Strike | undefined,
): Promise<Result<ReadonlySet<string>, 'strike_unfounded'>> {
  const asked = new Set(strike?.personIds)
  if (asked.size === 0) return ok(asked)
  const unadmitted = await rehearseWithin(tx, (part) => admitPlaced(part, roundId, shown))
  const refused = new Set(unadmitted?.people.map(({ personId }) => personId))
  return [...asked].every((personId) => refused.has(personId)) ? ok(asked) : err('strike_unfounded')
}

type Struck = { readonly round: RoundKept; readonly notice: NoticeTold; readonly late: ReadonlySet<string> }

async function strikeAll(
  tx: Tx,
  { round, notice, late }: Struck,
  struck: readonly { readonly personId: string; readonly reason: string }[],
): Promise<void> {
  const bearers = await listBearers(
    tx,
    notice.rows.map(({ personId }) => personId),
  )
  const onNotice = new Map<string, string>()
  for (const { personId, reason } of struck) {
    await strikeResult(tx, round.id, personId, reason)
    for (const row of notice.rows)
      if (late.has(personId) && (bearers.get(row.personId) ?? [row.personId]).includes(personId))
        onNotice.set(row.personId, reason)
    const params = { title: round.title, reason }
    const code = late.has(personId) ? 'rounds.struck_late' : 'rounds.struck'
    await notify(tx, { personIds: [personId] }, { code, params, link: `/m/rounds/${round.id}` })
  }
  await strikeNames(tx, notice.id, onNotice)
}
