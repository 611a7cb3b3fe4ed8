import { isOwnMatter } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, rehearseWithin, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { noticeOf, openNotice, withdrawNotice } from '../../publicity/public.ts'
import { takeBackRefusal, type TakeBackRefusal } from '../core/rules.ts'
import { listApplicants } from '../store/applicants.ts'
import { findNumbers } from '../store/named.ts'
import { listRules, updateRound, type RoundKept } from '../store/rounds.ts'
import { dropResults, insertResults, listPlaced } from '../store/runs.ts'
import { kindsOf, titleOfKind, type Kinds } from './explaining.ts'
import { admitPlaced, announce, broughtBy, runToDecide, type DecideRefusal, type Unadmitted } from './results.ts'
import { actorOf, holdOwn } from './rounds.ts'

/** What the public notice of a round is about. */
export const noticeSubject = (id: string) => ({ kind: 'matching_round', id })

export type ShowRefusal =
  | DecideRefusal
  | 'round_not_found'
  | 'nobody_placed'
  | 'own_round'
  | 'notice_open_already'
  | 'notice_tells_number'
  | 'notice_too_long'

type Shown = { readonly id: string; readonly text: string; readonly workingDays?: number | undefined }

/**
 * Shows everybody whom the reckoning that was looked at would admit, for some working days: everybody is told what is proposed
 * and why, the seed is told, nobody is enrolled. Where somebody could not be admitted nothing is done and they are named.
 */
export async function showRound(
  tx: Tx,
  vault: Vault,
  id: string,
  { id: runId, text, workingDays }: Shown,
): Promise<Result<undefined, ShowRefusal | Unadmitted>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  if (round.state === 'shown' && round.shownRunId === runId) return ok()
  const ready = await runToDecide(tx, vault, round, runId)
  if (!ready.ok) return ready
  const run = ready.value
  const brought = await broughtBy(tx, id, run.selection)
  if (brought.some(({ personId, programmeId }) => programmeId !== null && isOwnMatter(actorOf(tx), personId)))
    return err('own_round')
  await updateRound(tx, id, {
    ...{ state: 'shown', shownRunId: runId, seedToldAt: round.seedToldAt ?? tx.context.now, conflict: null },
  })
  await insertResults(tx, id, brought)
  // What is promised to everybody is tried first: a list that could not be admitted is not shown.
  const unadmitted = await rehearseWithin(tx, (part) => admitPlaced(part, id, brought))
  if (unadmitted) return err(unadmitted)
  const shown = await openList(tx, round, kindsOf(run.selection), { text, workingDays })
  if (!shown.ok) return shown
  await announce(tx, round, brought, { kind: 'proposed', until: shown.value.endsOn })
  note(tx, {
    act: 'matching_round.shown',
    object: noticeSubject(id),
    after: { notice: shown.value.id, runId, names: run.placed, commitment: round.commitment },
  })
  return ok()
}

async function openList(
  tx: Tx,
  { id, title, organisationId }: RoundKept,
  kinds: Kinds,
  { text, workingDays }: Pick<Shown, 'text' | 'workingDays'>,
) {
  const written = new Map((await listRules(tx, id)).map(({ programmeId, blocks }) => [programmeId, blocks]))
  const rows = (await listPlaced(tx, id)).map(
    ({ personId, name, school, programme, programmeId, blockId, pinReason }) => ({
      ...{ personId, name, school },
      cells: [
        programme,
        blockId === null ? '' : titleOfKind(kinds, written.get(programmeId), programmeId, blockId),
        pinReason === null ? '' : `人工安排：${pinReason}`,
      ],
    }),
  )
  const shown = await openNotice(tx, {
    ...{ subject: noticeSubject(id), organisationId, rows, workingDays },
    ...{ title: `${title}拟录取名单公示`, columns: ['拟录取项目', '名额', '说明'], link: `/matching-rounds/${id}` },
    text: text === '' ? '经教师填报志愿、承训机构评分、按公布的规则匹配，拟录取下列人员，现予公示。' : text,
  })
  if (shown.ok) return shown
  return err(
    shown.error === 'notice_empty' || shown.error === 'notice_uneven' ? ('nobody_placed' as const) : shown.error,
  )
}

export type WithdrawRefusal = TakeBackRefusal | 'round_not_found' | 'notice_not_found'

/**
 * Takes back what is shown, for a reason that everybody who took part reads: the notice is withdrawn where it is not already,
 * nothing is proposed any more, and the round can be matched again. The seed is known from now on, so scores stay as they are.
 */
export async function takeBackRound(
  tx: Tx,
  id: string,
  { noticeId, reason }: { readonly noticeId: string; readonly reason: string },
): Promise<Result<undefined, WithdrawRefusal>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  const notice = await noticeOf(tx, noticeSubject(id))
  if (notice?.id !== noticeId) return err(round.state === 'shown' ? 'notice_not_found' : 'not_shown')
  if (round.state === 'published' && notice.state === 'withdrawn') return ok()
  const refusal = takeBackRefusal(round.state, notice.state)
  if (refusal) return err(refusal)
  // It may have been withdrawn where notices are looked after.
  if (notice.state === 'open') {
    const gone = await withdrawNotice(tx, noticeId, reason)
    if (!gone.ok) return gone
  }
  await dropResults(tx, id)
  await updateRound(tx, id, { state: 'published' })
  note(tx, {
    act: 'matching_round.taken_back',
    object: noticeSubject(id),
    before: { notice: noticeId, runId: round.shownRunId },
    after: { reason },
  })
  const personIds = (await listApplicants(tx, id)).map(({ personId }) => personId)
  const params = { title: round.title, reason }
  await notify(tx, { personIds }, { code: 'rounds.taken_back', params, link: `/m/rounds/${id}` })
  return ok()
}

/** How the latest public notice of a round stands; null where there never was one. Whoever is named reads why they were struck. */
export async function tellShown(tx: Tx, { id, state, shownRunId }: RoundKept, personId?: string) {
  const notice = await noticeOf(tx, noticeSubject(id))
  if (!notice) return null
  const { id: noticeId, endsOn, waiting, rows } = notice
  const struck = rows.filter(({ struckReason }) => struckReason !== null)
  const numbers = personId === undefined || struck.length === 0 ? [] : await findNumbers(tx, personId)
  return {
    ...{ id: noticeId, state: notice.state, endsOn, waiting, struck: struck.length },
    struckReason: struck.find((row) => numbers.includes(row.personId))?.struckReason ?? null,
    // Rounds that were confirmed before they were shown had admitted whoever was struck later.
    isDecisive: state !== 'confirmed' || shownRunId !== null,
  }
}
