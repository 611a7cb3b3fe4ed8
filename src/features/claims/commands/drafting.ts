import { isOwnMatter } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { titleKeyOf } from '../../../lib/titles.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import type { StoredBlob } from '../../../platform/files/store.ts'
import { listHolders } from '../../accounts/public.ts'
import { findFile, recordFile } from '../../files/public.ts'
import { notify } from '../../notices/public.ts'
import { covers } from '../../organisations/public.ts'
import { findPerson, listBearers } from '../../people/public.ts'
import type { Claim, ClaimDraft, ClaimTables, NewClaim, Sharing } from '../contract/claims.ts'
import {
  certificateKeyOf,
  contentRefusal,
  isOpenToClaimant,
  isTrip,
  mayWithdraw,
  type ContentRefusal,
} from '../core/claims.ts'
import { tablesOn, valuingOn, type Valuing } from '../core/valuing.ts'
import {
  findSharing,
  holdClaim,
  holdClaimant,
  hoursOfClaims,
  insertClaim,
  insertStep,
  keepFiles,
  keepSharing,
  listBrought,
  listFiles,
  updateClaim,
  type ClaimKept,
} from '../store/claims.ts'
import { isClaimedBefore } from '../store/doubts.ts'
import { awardsAt } from './awards.ts'
import { offerFor, tellClaim } from './telling.ts'

/** Who acts in this transaction: nobody claims for nobody. */
export function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('a claim needs somebody who makes it')
  return actor
}

/** What somebody may claim hours for today, and what each kind of work brought them already. */
export async function tablesFor(
  tx: Tx,
  personId: string,
  scope?: readonly string[],
): Promise<Result<ClaimTables, 'person_not_found'>> {
  const person = await findPerson(tx, personId)
  if (!person || (scope && !(await covers(tx, scope, [person.organisationId])))) return err('person_not_found')
  const { periods, bounds } = await awardsAt(tx, person.organisationId)
  const { today, claimableFrom, closedYears } = bounds
  return ok({
    tables: tablesOn(periods, null).map(({ award }) => award),
    periods: periods.map(({ fromOn, tables }) => ({ fromOn, tables: [...tables] })),
    today,
    claimableFrom,
    closedYears: [...closedYears],
    brought: await listBrought(tx, personId),
  })
}

/** Keeps a picture or PDF that a claim will rest on. It is reached only from there. */
export async function keepClaimFile(
  tx: Tx,
  blob: StoredBlob,
  file: { readonly id: string; readonly name: string },
  scope: readonly string[],
): Promise<Result<{ id: string; name: string; size: number; type: string }, 'person_not_found' | 'id_reused'>> {
  const { personId } = actorOf(tx)
  const person = personId === null ? undefined : await findPerson(tx, personId)
  const organisationId = person?.organisationId ?? scope[0]
  if (organisationId === undefined) return err('person_not_found')
  const kept = await recordFile(tx, blob, { ...file, organisationId, purpose: 'claim' })
  if (!kept.ok) return kept
  const { id, name, size, type } = kept.value
  return ok({ id, name, size, type })
}

type SaveRefusal = 'claim_not_found' | 'claim_closed' | 'file_not_found' | 'person_not_found'

/** Keeps a claim of one's own as far as it is written. */
export async function saveClaim(tx: Tx, id: string, draft: ClaimDraft): Promise<Result<Claim, SaveRefusal>> {
  const actor = actorOf(tx)
  const person = await findPerson(tx, actor.personId ?? '')
  if (!person) return err('person_not_found')
  const found = await holdClaim(tx, id)
  if (found && !(await isMine(tx, found))) return err('claim_not_found')
  if (found && !isOpenToClaimant(found.state, await stateOfHours(tx, id))) return err('claim_closed')
  const kept = await write(tx, { id, personId: person.id, organisationId: person.organisationId }, draft, found)
  if (!kept.ok) return kept
  if (!found) note(tx, { act: 'claim.drafted', object: { kind: 'claim', id }, after: { title: draft.title } })
  else note(tx, { act: 'claim.written', object: { kind: 'claim', id }, after: { title: draft.title } })
  return told(tx, id)
}

async function told(tx: Tx, id: string): Promise<Result<Claim, 'claim_not_found'>> {
  const claim = await tellClaim(tx, id)
  return claim ? ok(claim) : err('claim_not_found')
}

const isMine = async (tx: Tx, claim: Pick<ClaimKept, 'personId'>) =>
  (await listBearers(tx, claim.personId)).includes(actorOf(tx).personId ?? '')

const stateOfHours = async (tx: Tx, id: string) => (await hoursOfClaims(tx, [id])).get(id)?.state ?? null

type Whose = { readonly id: string; readonly personId: string; readonly organisationId: string }

async function write(
  tx: Tx,
  whose: Whose,
  draft: ClaimDraft,
  found: ClaimKept | undefined,
): Promise<Result<undefined, 'file_not_found'>> {
  const actor = actorOf(tx)
  const files = []
  for (const { fileId, kind } of draft.files) {
    const file = await findFile(tx, fileId)
    if (file?.purpose !== 'claim' || (file.storedBy !== actor.accountId && !(await isOf(tx, whose.id, fileId))))
      return err('file_not_found')
    files.push({ fileId, kind, name: file.name, sha256: file.sha256 })
  }
  const { files: _, ...content } = draft
  const row = {
    ...content,
    titleKey: titleKeyOf(draft.title),
    certificateKey: certificateKeyOf(draft.certificateNo),
    // An empty number is none.
    certificateNo: draft.certificateNo === '' ? null : draft.certificateNo,
    host: draft.host === '' ? null : draft.host,
    place: draft.place === '' ? null : draft.place,
    lateReason: (draft.lateReason ?? '').length < 2 ? null : draft.lateReason,
  }
  if (found) await updateClaim(tx, whose.id, row)
  else {
    const made = { state: 'draft' as const, isTrip: false, enteredBy: actor.accountId, createdAt: tx.context.now }
    await insertClaim(tx, { ...whose, ...row, ...made })
  }
  await keepFiles(tx, whose.id, files)
  return ok()
}

const isOf = async (tx: Tx, claimId: string, fileId: string) =>
  (await listFiles(tx, claimId)).some((file) => file.fileId === fileId)

export type SubmitRefusal = ContentRefusal | 'claim_not_found' | 'claim_closed' | 'claimed_before'

/** Hands a claim of one's own in. Its table is kept with it, so that it explains itself whatever the policy says later. */
export async function submitClaim(tx: Tx, id: string): Promise<Result<Claim, SubmitRefusal>> {
  const found = await holdClaim(tx, id)
  if (!found || !(await isMine(tx, found))) return err('claim_not_found')
  if (found.state === 'submitted') return told(tx, id)
  if (!isOpenToClaimant(found.state, await stateOfHours(tx, id))) return err('claim_closed')
  return submit(tx, found)
}

async function submit(tx: Tx, found: ClaimKept): Promise<Result<Claim, SubmitRefusal>> {
  const { id, personId } = found
  await holdClaimant(tx, personId)
  const person = await findPerson(tx, personId)
  const organisationId = person?.organisationId ?? found.organisationId
  const { periods, bounds } = await awardsAt(tx, organisationId)
  const valuing = valuingOn(periods, found.awardId ?? '', found.doneOn)
  const award = valuing?.award
  const refusal = contentRefusal({ ...found, files: await listFiles(tx, id) }, award, bounds)
  if (refusal) return err(refusal)
  const { doneOn, titleKey } = found
  if (!valuing || doneOn === null) return err('date_missing')
  if (await isClaimedBefore(tx, { id, personId, titleKey, doneOn })) return err('claimed_before')
  await handIn(tx, found, { ...valuing, organisationId })
  await tellRegistrars(tx, organisationId, { who: person?.name ?? '', title: found.title }, id)
  return told(tx, id)
}

async function handIn(
  tx: Tx,
  found: ClaimKept,
  { award, by, organisationId }: Valuing & { readonly organisationId: string },
): Promise<void> {
  const { id } = found
  const offer = await offerFor(tx, { ...found, award })
  await updateClaim(tx, id, {
    ...{ state: 'submitted', award, awardBy: by, organisationId, isTrip: isTrip(award), submittedAt: tx.context.now },
    ...{ leastCentihours: offer?.from ?? 0, mostCentihours: offer?.to ?? 0, centihours: null, returnReason: null },
    ...{ decidedBy: null, decidedFor: null, decidedAt: null, deciderId: null, deciderForId: null },
  })
  await insertStep(tx, { claimId: id, act: 'submitted', centihours: offer?.to ?? 0 })
  note(tx, {
    act: 'claim.submitted',
    object: { kind: 'claim', id },
    after: { title: found.title, award: award.id, by, lateReason: found.lateReason, from: offer?.from, to: offer?.to },
  })
}

async function tellRegistrars(tx: Tx, organisationId: string, params: Record<string, string>, id: string) {
  const holders = await listHolders(tx, 'school_registrar', organisationId)
  const accountIds = holders.map((holder) => holder.accountId)
  await notify(tx, { accountIds }, { code: 'claim.submitted', params, link: `/claims?open=${id}` })
}

export type ClaimForRefusal = SubmitRefusal | SaveRefusal | 'id_reused' | 'own_claim'

/** Hands a claim in for somebody in `scope`, in one step. */
export async function claimFor(
  tx: Tx,
  draft: NewClaim,
  scope: readonly string[],
): Promise<Result<Claim, ClaimForRefusal>> {
  const { id, personId, ...content } = draft
  const person = await findPerson(tx, personId)
  if (!person || !(await covers(tx, scope, [person.organisationId]))) return err('person_not_found')
  if (isOwnMatter(actorOf(tx), personId)) return err('own_claim')
  const earlier = await holdClaim(tx, id)
  if (earlier) {
    const isSame = earlier.personId === personId && earlier.title === content.title && earlier.state !== 'draft'
    return isSame ? told(tx, id) : err('id_reused')
  }
  const kept = await write(tx, { id, personId, organisationId: person.organisationId }, content, undefined)
  if (!kept.ok) return kept
  const made = await holdClaim(tx, id)
  return made ? submit(tx, made) : err('claim_not_found')
}

/** Takes a claim of one's own back, as long as nobody has taken it up. */
export async function withdrawClaim(tx: Tx, id: string): Promise<Result<Claim, 'claim_not_found' | 'claim_closed'>> {
  const found = await holdClaim(tx, id)
  if (!found || !(await isMine(tx, found))) return err('claim_not_found')
  if (found.state === 'withdrawn') return told(tx, id)
  if (!mayWithdraw(found.state, await stateOfHours(tx, id))) return err('claim_closed')
  await updateClaim(tx, id, { state: 'withdrawn' })
  await insertStep(tx, { claimId: id, act: 'withdrawn' })
  note(tx, { act: 'claim.withdrawn', object: { kind: 'claim', id }, before: { state: found.state } })
  return told(tx, id)
}

export type ShareRefusal =
  'claim_not_found' | 'not_a_trip' | 'file_not_found' | 'shared_in_future' | 'shared_before_trip'

/** Keeps how what was seen on a trip was passed on. From then on its hours may be recorded. */
export async function shareTrip(tx: Tx, id: string, sharing: Sharing): Promise<Result<Claim, ShareRefusal>> {
  const found = await holdClaim(tx, id)
  if (!found || !(await isMine(tx, found))) return err('claim_not_found')
  if (!found.isTrip || found.doneOn === null) return err('not_a_trip')
  if (sharing.heldOn > tx.context.today) return err('shared_in_future')
  if (sharing.heldOn < found.doneOn) return err('shared_before_trip')
  const actor = actorOf(tx)
  const { fileId } = sharing
  const file = fileId === null ? undefined : await findFile(tx, fileId)
  const before = await findSharing(tx, id)
  const isOwnFile = file?.purpose === 'claim' && (file.storedBy === actor.accountId || before?.fileId === fileId)
  if (fileId !== null && !isOwnFile) return err('file_not_found')
  await keepSharing(tx, { ...sharing, claimId: id, recordedBy: actor.accountId, recordedAt: tx.context.now })
  await insertStep(tx, { claimId: id, act: 'shared', remark: sharing.audience })
  note(tx, {
    act: 'claim.shared',
    object: { kind: 'claim', id },
    after: { heldOn: sharing.heldOn, form: sharing.form, audience: sharing.audience },
  })
  return told(tx, id)
}
