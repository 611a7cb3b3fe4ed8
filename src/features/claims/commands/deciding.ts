import { authorityOf } from '../../../lib/access.ts'
import { formatHours, type Centihours } from '../../../lib/hours.ts'
import { nameOf } from '../../../lib/policy/names.ts'
import type { ProgrammeLevel } from '../../../lib/programmes/codes.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { sha256 } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import {
  levelRecord,
  lowerRecord,
  recordHours,
  type Evidence,
  type LevelRecordRefusal,
  type LowerRecordRefusal,
  type RecordRefusal,
} from '../../credits/public.ts'
import { findFile } from '../../files/public.ts'
import { notify } from '../../notices/public.ts'
import type { ClaimInFull } from '../contract/claims.ts'
import type { ClaimOutcome, Uptake } from '../contract/deciding.ts'
import {
  kindRefusal,
  levelRefusal,
  lowerRefusal,
  registrarRefusal,
  sharingEvidence,
  uptakeRefusal,
  type LowerRefusal,
  type UptakeRefusal,
} from '../core/claims.ts'
import {
  findSharing,
  holdClaim,
  holdClaimant,
  holdClaims,
  hoursOfClaims,
  insertStep,
  listFiles,
  updateClaim,
  type ClaimKept,
} from '../store/claims.ts'
import { actorOf } from './drafting.ts'
import { offerFor, showClaim } from './telling.ts'

export type TakeUpRefusal =
  'level_not_open' | 'kind_not_open' | 'file_not_found' | UptakeRefusal | RecordRefusal | 'claim_not_found'

/** Vouches for a claim: it becomes a record of hours, which two others then approve and verify. */
export async function takeUpClaim(tx: Tx, id: string, uptake: Uptake): Promise<Result<ClaimInFull, TakeUpRefusal>> {
  const claim = await holdClaim(tx, id)
  if (!claim) return err('claim_not_found')
  const hours = (await hoursOfClaims(tx, [id])).get(id)
  // The same step again, because its answer was lost.
  const isSame = claim.state === 'taken_up' && hours?.recordId === uptake.recordId
  if (!isSame) {
    const taken = await takeUp(tx, claim, uptake)
    if (!taken.ok) return taken
  }
  return shown(tx, id)
}

async function shown(tx: Tx, id: string): Promise<Result<ClaimInFull, 'claim_not_found'>> {
  const claim = await showClaim(tx, id)
  return claim ? ok(claim) : err('claim_not_found')
}

async function takeUp(
  tx: Tx,
  claim: ClaimKept,
  {
    recordId,
    centihours: chosen,
    level,
    kind,
    proofs = [],
    lateReason = claim.lateReason ?? undefined,
  }: Omit<Uptake, 'centihours'> & {
    readonly centihours: Centihours | null
  },
): Promise<Result<undefined, Exclude<TakeUpRefusal, 'claim_not_found'>>> {
  const actor = actorOf(tx)
  // Two claims of one person that are taken up at once share what is left of the year.
  await holdClaimant(tx, claim.personId)
  const offer = await offerFor(tx, claim)
  const sharing = await findSharing(tx, claim.id)
  const refusal = uptakeRefusal(
    { ...claim, isShared: sharing !== undefined },
    offer ?? { least: 0, most: 0 },
    chosen,
    actor,
  )
  const unfit = refusal ?? levelRefusal(claim.award, level ?? null) ?? kindRefusal(claim.award, kind ?? null)
  if (unfit) return err(unfit)
  const evidence = await evidenceOf(tx, claim, proofs)
  if (!evidence.ok) return evidence
  const centihours = chosen ?? offer?.most ?? 0
  const earlier = (await hoursOfClaims(tx, [claim.id])).get(claim.id)
  const recorded = await recordHours(tx, [
    {
      ...{ id: recordId, personId: claim.personId, source: { kind: 'claim', id: claim.id, title: claim.title } },
      ...{
        category: claim.award?.category ?? null,
        level: claim.award?.level ?? level ?? null,
        mode: claim.award?.mode ?? null,
      },
      kind: claim.award?.kind ?? kind ?? null,
      evidence: evidence.value,
      ...{ centihours, startedOn: claim.startedOn, earnedOn: claim.doneOn ?? tx.context.today, certificate: false },
      lateReason,
      correctsId: earlier?.state === 'returned' ? earlier.recordId : null,
    },
  ])
  if (!recorded.ok) return recorded
  await updateClaim(tx, claim.id, { state: 'taken_up', centihours, ...decided(tx) })
  await insertStep(tx, { claimId: claim.id, act: 'taken_up', centihours })
  note(tx, { act: 'claim.taken_up', object: { kind: 'claim', id: claim.id }, after: { recordId, centihours } })
  await tellClaimant(tx, claim, 'claim.taken_up', { hours: formatHours(centihours) })
  return ok()
}

const decided = (tx: Tx) => {
  const actor = actorOf(tx)
  return {
    ...{ decidedBy: actor.accountId, decidedFor: authorityOf(actor), decidedAt: tx.context.now },
    ...{ deciderId: actor.personId, deciderForId: actor.onBehalfOf?.personId ?? null },
  }
}

// The ledger names kinds of evidence without commas.
const kindOf = (kind: string) => kind.replaceAll(',', '、').slice(0, 40)

// What was handed in, by the kinds that the table asks for, and by what it proves: as the table says, or whoever takes it up.
async function evidenceOf(
  tx: Tx,
  { id: claimId, award }: ClaimKept,
  said: NonNullable<Uptake['proofs']>,
): Promise<Result<Evidence[], 'file_not_found'>> {
  const files = await listFiles(tx, claimId)
  if (said.some(({ fileId }) => !files.some((file) => file.fileId === fileId))) return err('file_not_found')
  const sharing = await findSharing(tx, claimId)
  const proof = sharing?.fileId ? await findFile(tx, sharing.fileId) : undefined
  const handedIn = files.flatMap(({ kind, name, sha256: hash, fileId }) => {
    const proven = said.flatMap((proof) => (proof.fileId === fileId ? [proof.kind] : []))
    const kinds = new Set([kindOf(kind), ...(award?.proves ?? []), ...proven])
    return [...kinds].map((each) => ({ kind: each, title: name.slice(0, 200), sha256: hash, fileId }))
  })
  if (!sharing) return ok(handedIn)
  // A sharing record without a file is proven by what it says.
  const hash =
    proof?.sha256 ?? sha256(JSON.stringify([sharing.heldOn, sharing.audience, sharing.summary])).toString('hex')
  return ok([...handedIn, { kind: sharingEvidence, title: sharing.audience, sha256: hash }])
}

async function tellClaimant(tx: Tx, claim: ClaimKept, code: string, params: Record<string, string>): Promise<void> {
  const message = { code, params: { title: claim.title, ...params }, link: `/m/claims/${claim.id}` }
  await notify(tx, { personIds: [claim.personId] }, message)
}

/** Takes many claims up whose hours the table fixes: says of each what became of it. */
export async function takeUpClaims(tx: Tx, ids: readonly string[], scope: readonly string[]): Promise<ClaimOutcome[]> {
  const held = new Map((await holdClaims(tx, ids, scope)).map((claim) => [claim.id, claim]))
  const outcomes: ClaimOutcome[] = []
  for (const id of new Set(ids)) {
    const claim = held.get(id)
    if (claim?.state === 'taken_up' && claim.decidedBy === actorOf(tx).accountId) {
      outcomes.push({ id, outcome: 'already', code: null })
      continue
    }
    const taken = claim
      ? await takeUp(tx, claim, { recordId: newId(tx.context.now.getTime()), centihours: null })
      : err('claim_not_found')
    outcomes.push(taken.ok ? { id, outcome: 'done', code: null } : { id, outcome: 'refused', code: taken.error })
  }
  return outcomes
}

export type ReturnClaimRefusal = 'claim_not_found' | 'claim_not_submitted' | 'own_claim'

/** Sends a claim back with a reason; whoever claimed is told. */
export async function returnClaim(
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<ClaimInFull, ReturnClaimRefusal>> {
  const claim = await holdClaim(tx, id)
  if (!claim) return err('claim_not_found')
  const isSame = claim.state === 'returned' && claim.returnReason === reason
  if (!isSame) {
    const refusal = registrarRefusal(claim, actorOf(tx))
    if (refusal) return err(refusal)
    await updateClaim(tx, id, { state: 'returned', returnReason: reason, ...decided(tx) })
    await insertStep(tx, { claimId: id, act: 'returned', remark: reason })
    note(tx, { act: 'claim.returned', object: { kind: 'claim', id }, after: { reason } })
    await tellClaimant(tx, claim, 'claim.returned', { reason })
  }
  return shown(tx, id)
}

export type LowerClaimRefusal = LowerRefusal | LowerRecordRefusal | 'claim_not_found'

/** Lowers the hours of a claim that waits for approval. The registrar proposed within the table; whoever approves may only lower. */
export async function lowerClaim(
  tx: Tx,
  id: string,
  centihours: Centihours,
  reason: string,
): Promise<Result<ClaimInFull, LowerClaimRefusal>> {
  const claim = await holdClaim(tx, id)
  if (!claim) return err('claim_not_found')
  const hours = (await hoursOfClaims(tx, [id])).get(id)
  if (!hours) return err('record_not_recorded')
  const offer = await offerFor(tx, claim)
  const refusal = lowerRefusal(hours.centihours, offer?.least ?? 0, centihours)
  if (refusal) return err(refusal)
  const lowered = await lowerRecord(tx, hours.recordId, centihours, reason)
  if (!lowered.ok) return lowered
  await updateClaim(tx, id, { centihours })
  await insertStep(tx, { claimId: id, act: 'lowered', remark: reason, centihours })
  note(tx, { act: 'claim.lowered', object: { kind: 'claim', id }, before: hours, after: { centihours, reason } })
  await tellClaimant(tx, claim, 'claim.lowered', { hours: formatHours(centihours), reason })
  return shown(tx, id)
}

export type LevelClaimRefusal = LevelRecordRefusal | 'claim_not_found' | 'record_not_recorded' | 'level_not_open'

/** Says the level of claimed hours where the table fixes none; whoever claimed is told. Said twice, it is kept once. */
export async function levelClaim(
  tx: Tx,
  id: string,
  level: ProgrammeLevel,
): Promise<Result<ClaimInFull, LevelClaimRefusal>> {
  const claim = await holdClaim(tx, id)
  if (!claim) return err('claim_not_found')
  const hours = (await hoursOfClaims(tx, [id])).get(id)
  if (!hours) return err('record_not_recorded')
  const refusal = levelRefusal(claim.award, level)
  if (refusal) return err(refusal)
  if (hours.level !== level) {
    const said = await levelRecord(tx, hours.recordId, level)
    if (!said.ok) return said
    const name = nameOf('level', level, 'zh')
    await insertStep(tx, { claimId: id, act: 'levelled', remark: name })
    const object = { kind: 'claim', id }
    note(tx, { act: 'claim.levelled', object, before: { level: hours.level }, after: { level } })
    await tellClaimant(tx, claim, 'claim.levelled', { level: name })
  }
  return shown(tx, id)
}
