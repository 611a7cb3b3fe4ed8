import { scopeOf } from '../../../lib/access.ts'
import { commitmentOf } from '../../../lib/matching/lots.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { mayGo } from '../../../lib/states.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { drawSeed } from '../../../platform/drawing.ts'
import { listHolders } from '../../accounts/public.ts'
import { notify } from '../../notices/public.ts'
import { covers, findOrganisation } from '../../organisations/public.ts'
import type { NewRound, RoundDraft } from '../contract/rounds.ts'
import { reckonShares, unsizedShare } from '../core/shares.ts'
import { methodRefusal, type MethodRefusal } from '../core/method.ts'
import { sharingFlaw, type SharingFlaw } from '../../../lib/matching/sharing.ts'
import { sharingOf } from '../../quotas/public.ts'
import { matchBlock, movesFrom, rulesFlaw, type RoundProgrammeRules, type RulesFlaw } from '../core/rules.ts'
import { listApplicants } from '../store/applicants.ts'
import {
  findRound,
  holdRound,
  insertRound,
  listRules,
  listTaken,
  loadProgrammes,
  putProgrammes,
  updateRound,
  type RoundKept,
} from '../store/rounds.ts'

const object = (id: string) => ({ kind: 'matching_round', id })

/** Who acts in this transaction: nothing of a round is done by nobody. */
export function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('somebody answers for what a round says')
  return actor
}

/** Whether whoever acts may run a round: it is of a bureau they are an officer of, not only of a provider in their part. */
export async function mayRun(tx: Tx, round: RoundKept): Promise<boolean> {
  const { actor } = tx.context
  return actor !== undefined && covers(tx, scopeOf(actor, ['bureau_officer']), [round.organisationId])
}

/** The round of this id, held, for whoever may run it. */
export async function holdOwn(tx: Tx, id: string): Promise<RoundKept | undefined> {
  const round = await holdRound(tx, id)
  return round && (await mayRun(tx, round)) ? round : undefined
}

export type DraftRefusal =
  'dates_out_of_order' | 'programme_not_found' | 'programme_in_other_round' | 'programme_repeated'

/** Why a draft cannot be written down; what can wait until the publication waits. */
async function draftRefusal(
  tx: Tx,
  roundId: string,
  organisationId: string,
  draft: RoundDraft,
): Promise<DraftRefusal | undefined> {
  const [opens, ranking, adjusting, scoring] = datesOf(draft)
  if (!(opens < ranking && ranking <= adjusting && adjusting < scoring)) return 'dates_out_of_order'
  const ids = draft.programmes.map(({ programmeId }) => programmeId)
  if (new Set(ids).size < ids.length) return 'programme_repeated'
  const found = await loadProgrammes(tx, ids)
  for (const id of ids) {
    const programme = found.get(id)
    const isOpen = programme?.state === 'published' || programme?.state === 'enrolling'
    if (!programme || !isOpen || programme.admission !== 'selection') return 'programme_not_found'
    if (!(await covers(tx, [organisationId], [programme.organisationId]))) return 'programme_not_found'
  }
  return (await listTaken(tx, roundId, ids)).length > 0 ? 'programme_in_other_round' : undefined
}

const datesOf = (draft: RoundDraft) =>
  [
    new Date(draft.opensAt),
    new Date(draft.rankingClosesAt),
    new Date(draft.adjustingClosesAt),
    new Date(draft.scoringClosesAt),
  ] as const

// A share is shown as the number it is now; the publication reckons it once more, and then it stays.
async function reckoned<D extends RoundDraft>(tx: Tx, draft: D): Promise<D> {
  const free = await loadFree(tx, draft.programmes)
  return { ...draft, ...reckonShares(draft, free) }
}

async function loadFree(tx: Tx, rules: readonly { readonly programmeId: string }[]) {
  const found = await loadProgrammes(
    tx,
    rules.map(({ programmeId }) => programmeId),
  )
  return new Map([...found].map(([id, { placesFree }]) => [id, placesFree]))
}

const headOf = (draft: RoundDraft) => {
  const [opensAt, rankingClosesAt, adjustingClosesAt, scoringClosesAt] = datesOf(draft)
  return {
    title: draft.title,
    choicesMax: draft.choicesMax,
    method: draft.method,
    limits: draft.limits,
    opensAt,
    rankingClosesAt,
    adjustingClosesAt,
    scoringClosesAt,
  }
}

export type BeginRefusal = DraftRefusal | 'bureau_not_found' | 'id_reused'

/** Begins a round for a bureau in `scope`. Its seed is drawn now and committed to; asking twice with the same id is harmless. */
export async function beginRound(
  tx: Tx,
  vault: Vault,
  written: NewRound,
  scope: readonly string[],
): Promise<Result<{ id: string }, BeginRefusal>> {
  const draft = await reckoned(tx, written)
  const bureau = await findOrganisation(tx, draft.organisationId ?? scope[0] ?? '')
  if (!bureau || !(await covers(tx, scope, [bureau.id]))) return err('bureau_not_found')
  const earlier = await findRound(tx, draft.id)
  if (earlier)
    return earlier.organisationId === bureau.id && earlier.title === draft.title
      ? ok({ id: draft.id })
      : err('id_reused')
  const refusal = await draftRefusal(tx, draft.id, bureau.id, draft)
  if (refusal) return err(refusal)
  await writeNew(
    tx,
    vault,
    { ...headOf(draft), id: draft.id, organisationId: bureau.id, followsId: null },
    draft.programmes,
  )
  return ok({ id: draft.id })
}

type Head = ReturnType<typeof headOf> & {
  readonly id: string
  readonly organisationId: string
  readonly followsId: string | null
}

/** Writes a new draft down, with its seed, and tells the trail. */
export async function writeNew(
  tx: Tx,
  vault: Vault,
  head: Head,
  programmes: readonly RoundProgrammeRules[],
): Promise<void> {
  const [seed, salt] = [drawSeed(), drawSeed()]
  const { accountId, name } = actorOf(tx)
  await insertRound(tx, {
    ...{ ...head, state: 'draft', commitment: commitmentOf(seed, salt) },
    ...{ seedSealed: vault.seal(seed), saltSealed: vault.seal(salt) },
    ...{ createdBy: accountId, createdByName: name, createdAt: tx.context.now },
  })
  await putProgrammes(tx, head.id, programmes)
  note(tx, {
    act: 'matching_round.begun',
    object: object(head.id),
    after: { title: head.title, followsId: head.followsId },
  })
}

/** Changes a round that is not published. */
export async function changeRound(
  tx: Tx,
  id: string,
  written: RoundDraft,
): Promise<Result<undefined, DraftRefusal | 'round_not_found' | 'round_published'>> {
  const draft = await reckoned(tx, written)
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  if (round.state !== 'draft') return err('round_published')
  const refusal = await draftRefusal(tx, id, round.organisationId, draft)
  if (refusal) return err(refusal)
  await updateRound(tx, id, headOf(draft))
  await putProgrammes(tx, id, draft.programmes)
  note(tx, {
    act: 'matching_round.changed',
    object: object(id),
    before: { title: round.title },
    after: { title: draft.title },
  })
  return ok()
}

/** What of a programme keeps a round from being published. */
export type PublishFlaw = {
  readonly code: RulesFlaw['code'] | SharingFlaw | 'quotas_cross' | 'share_unsized'
  readonly title: string
}

/** Which limit of a round keeps it from being published, counted from 1; empty where it is all of them. */
export type LimitFlaw = { readonly code: MethodRefusal; readonly limit: string }

/** Publishes a round: what it says stands from now on, and whoever holds its programmes is told. */
export async function publishRound(
  tx: Tx,
  id: string,
): Promise<
  Result<undefined, PublishFlaw | LimitFlaw | 'round_not_found' | 'round_published' | 'ranking_over_already'>
> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  if (!mayGo(movesFrom, round.state, 'published')) return err('round_published')
  if (round.rankingClosesAt <= tx.context.now) return err('ranking_over_already')
  const written = await listRules(tx, id)
  const programmes = await loadProgrammes(
    tx,
    written.map(({ programmeId }) => programmeId),
  )
  const free = new Map([...programmes].map(([each, { placesFree }]) => [each, placesFree]))
  const { programmes: rules, limits } = reckonShares({ limits: round.limits, programmes: written }, free)
  const unsized = unsizedShare(rules, free)
  const flaw =
    (unsized === undefined ? undefined : { code: 'share_unsized' as const, programmeId: unsized }) ??
    rulesFlaw(rules, free) ??
    (round.method === 'deferred' ? await quotaFlaw(tx, rules, programmes) : undefined)
  if (flaw) return err({ code: flaw.code, title: programmes.get(flaw.programmeId ?? '')?.title ?? '' })
  const { method, commitment } = round
  const wrong = methodRefusal(method, limits, [...programmes.keys()])
  if (wrong) return err({ code: wrong.code, limit: wrong.at === null ? '' : String(wrong.at + 1) })
  await updateRound(tx, id, { limits, state: 'published', publishedAt: tx.context.now })
  await putProgrammes(tx, id, rules)
  note(tx, { act: 'matching_round.published', object: object(id), after: { rules, method, limits, commitment } })
  const providers = new Set(
    [...programmes.values()].flatMap(({ providerId }) => (providerId === null ? [] : [providerId])),
  )
  for (const providerId of providers) {
    const accountIds = (await listHolders(tx, 'provider', providerId)).map(({ accountId }) => accountId)
    await notify(
      tx,
      { accountIds },
      { code: 'rounds.published', params: { title: round.title }, link: `/matching-rounds/${id}` },
    )
  }
  return ok()
}

// Under the other way to decide it depends on who comes whether quotas can be kept: the board says so.
async function quotaFlaw(
  tx: Tx,
  rules: readonly RoundProgrammeRules[],
  programmes: Awaited<ReturnType<typeof loadProgrammes>>,
) {
  for (const { programmeId, blocks } of rules) {
    const programme = programmes.get(programmeId)
    const sharing = programme?.hasQuotas ? await sharingOf(tx, programme, []) : undefined
    if (sharing === undefined) continue
    const code = sharing === null ? ('quotas_cross' as const) : sharingFlaw(blocks.map(matchBlock), sharing.kinds)
    if (code) return { code, programmeId }
  }
  return undefined
}

/** Takes a publication back while nobody has ranked. */
export async function recallRound(
  tx: Tx,
  id: string,
): Promise<Result<undefined, 'round_not_found' | 'round_not_published' | 'somebody_ranked'>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  if (!mayGo(movesFrom, round.state, 'draft')) return err('round_not_published')
  if ((await listApplicants(tx, id)).length > 0) return err('somebody_ranked')
  await updateRound(tx, id, { state: 'draft', publishedAt: null })
  note(tx, { act: 'matching_round.recalled', object: object(id), before: { state: round.state } })
  return ok()
}

/** Cancels a round; everybody who ranked is told why. */
export async function cancelRound(
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<undefined, 'round_not_found' | 'round_over' | 'round_shown'>> {
  const round = await holdOwn(tx, id)
  if (!round) return err('round_not_found')
  if (round.state === 'shown') return err('round_shown')
  if (!mayGo(movesFrom, round.state, 'cancelled')) return err('round_over')
  await updateRound(tx, id, { state: 'cancelled', cancelReason: reason })
  note(tx, { act: 'matching_round.cancelled', object: object(id), after: { reason } })
  const personIds = (await listApplicants(tx, id)).map(({ personId }) => personId)
  const params = { title: round.title, reason }
  await notify(tx, { personIds }, { code: 'rounds.cancelled', params, link: `/m/rounds/${id}` })
  return ok()
}
