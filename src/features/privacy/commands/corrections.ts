import { err, ok, type Result } from '../../../lib/result.ts'
import { mayGo } from '../../../lib/states.ts'
import { maskIdNumber, maskPhone } from '../../../lib/identity.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import type { StoredBlob } from '../../../platform/files/store.ts'
import { listHolders } from '../../accounts/public.ts'
import { findFile, recordFile } from '../../files/public.ts'
import { notify } from '../../notices/public.ts'
import { correctPerson, findPerson, rosterValue, type CorrectPersonRefusal } from '../../people/public.ts'
import type { Correction, CorrectionRow, NewCorrection } from '../contract/corrections.ts'
import { correctionMoves, decisionRefusal, readValue, type Correctable, type ValueRefusal } from '../core.ts'
import {
  findCorrection,
  holdCorrection,
  insertCorrection,
  listCorrections,
  updateCorrection,
  waitsFor,
  type CorrectionKept,
} from '../store/corrections.ts'

function shown(field: Correctable, value: string): string {
  if (field === 'id_number') return maskIdNumber(value)
  return field === 'phone' ? maskPhone(value) : value
}

/** A correction as people see it: ID and phone numbers masked, whoever looks. */
export function tellCorrection(vault: Vault, row: CorrectionKept): Correction {
  const { id, personId, field, reason, state, decidedByName, decision } = row
  return {
    id,
    personId,
    field,
    before: row.beforeSealed && shown(field, vault.open(row.beforeSealed)),
    value: shown(field, vault.open(row.valueSealed)),
    reason,
    hasProof: row.fileId !== null,
    state,
    askedAt: row.askedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedByName,
    decision,
  }
}

/** What people of one's part of the tree ask for, as pages list it. */
export async function tellCorrections(
  tx: Tx,
  vault: Vault,
  roots: readonly string[],
  asked: Parameters<typeof listCorrections>[2],
): Promise<CorrectionRow[]> {
  const rows = await listCorrections(tx, roots, asked)
  return rows.map(({ correction, ...rest }) => ({ ...tellCorrection(vault, correction), ...rest }))
}

/** Keeps a proof that somebody hands in about themselves. Only whoever decides on their correction can open it. */
export async function keepProof(
  tx: Tx,
  blob: StoredBlob,
  file: { readonly id: string; readonly name: string },
): Promise<Result<{ id: string; name: string; size: number }, 'person_not_found' | 'id_reused'>> {
  const person = await findPerson(tx, tx.context.actor?.personId ?? '')
  if (!person) return err('person_not_found')
  const kept = await recordFile(tx, blob, { ...file, organisationId: person.organisationId, purpose: 'proof' })
  return kept.ok ? ok({ id: kept.value.id, name: kept.value.name, size: kept.value.size }) : kept
}

/** Asks for a field of one's own entry in the roster to be corrected; the school's registrars are told. */
export async function askCorrection(
  tx: Tx,
  vault: Vault,
  draft: NewCorrection,
): Promise<
  Result<
    Correction,
    ValueRefusal | 'person_not_found' | 'id_reused' | 'nothing_to_correct' | 'already_asked' | 'proof_not_found'
  >
> {
  const { actor } = tx.context
  const person = await findPerson(tx, actor?.personId ?? '')
  if (!person || !actor) return err('person_not_found')
  const { id, field, reason, fileId } = draft
  const read = readValue(field, draft.value)
  if (!read.ok) return read
  const earlier = await findCorrection(tx, id)
  if (earlier) {
    const same =
      earlier.personId === person.id && earlier.field === field && vault.open(earlier.valueSealed) === read.value
    return same ? ok(tellCorrection(vault, earlier)) : err('id_reused')
  }
  const before = rosterValue(vault, person, field)
  if (before === read.value) return err('nothing_to_correct')
  if (await waitsFor(tx, person.id, field)) return err('already_asked')
  if (fileId !== null && !(await isOwnProof(tx, fileId, actor.accountId))) return err('proof_not_found')
  await insertCorrection(tx, {
    id,
    personId: person.id,
    field,
    valueSealed: vault.seal(read.value),
    beforeSealed: before === null ? null : vault.seal(before),
    reason,
    fileId,
  })
  note(tx, { act: 'correction.asked', object: { kind: 'person', id: person.id }, after: { id, field, reason } })
  await tellRegistrars(tx, person.organisationId, { who: person.name, field })
  const asked = await findCorrection(tx, id)
  return asked ? ok(tellCorrection(vault, asked)) : err('person_not_found')
}

async function isOwnProof(tx: Tx, fileId: string, accountId: string): Promise<boolean> {
  const file = await findFile(tx, fileId)
  return file?.purpose === 'proof' && file.storedBy === accountId
}

async function tellRegistrars(tx: Tx, organisationId: string, params: Record<string, string>): Promise<void> {
  const holders = await listHolders(tx, 'school_registrar', organisationId)
  const accountIds = holders.map((holder) => holder.accountId)
  await notify(tx, { accountIds }, { code: 'correction.asked', params, link: '/privacy' })
}

/** Takes back what one asked for, as long as nobody has decided. */
export async function withdrawCorrection(
  tx: Tx,
  vault: Vault,
  id: string,
): Promise<Result<Correction, 'correction_not_found' | 'correction_over'>> {
  const found = await holdCorrection(tx, id)
  if (!found || found.personId !== tx.context.actor?.personId) return err('correction_not_found')
  if (!mayGo(correctionMoves, found.state, 'withdrawn')) return err('correction_over')
  await updateCorrection(tx, id, { state: 'withdrawn', decidedAt: tx.context.now })
  note(tx, { act: 'correction.withdrawn', object: { kind: 'person', id: found.personId }, after: { id } })
  return ok(tellCorrection(vault, { ...found, state: 'withdrawn', decidedAt: tx.context.now }))
}

export type DecideRefusal = 'correction_not_found' | 'correction_over' | 'own_correction'

async function decide(
  tx: Tx,
  id: string,
  apply: (found: CorrectionKept) => Promise<Result<unknown, CorrectPersonRefusal>>,
  { state, decision }: { readonly state: 'approved' | 'refused'; readonly decision: string | null },
): Promise<Result<CorrectionKept, DecideRefusal | CorrectPersonRefusal>> {
  const { actor, now } = tx.context
  const found = await holdCorrection(tx, id)
  if (!found || !actor) return err('correction_not_found')
  const refusal = decisionRefusal(found, actor)
  if (refusal) return err(refusal)
  const applied = await apply(found)
  if (!applied.ok) return applied
  const change = {
    ...{ state, decidedAt: now, decidedBy: actor.accountId, decidedByName: actor.name, decision },
    ...{ deciderId: actor.personId, deciderForId: actor.onBehalfOf?.personId ?? null },
  }
  await updateCorrection(tx, id, change)
  const { field } = found
  note(tx, {
    act: `correction.${state}`,
    object: { kind: 'person', id: found.personId },
    after: { id, field, decision },
  })
  const params = { who: actor.name, field, ...(decision === null ? {} : { reason: decision }) }
  await notify(tx, { personIds: [found.personId] }, { code: `correction.${state}`, params, link: '/m/my-data' })
  return ok({ ...found, ...change })
}

/** Approves a correction: the roster is changed with it, and the trail keeps what it said before. */
export async function approveCorrection(
  tx: Tx,
  vault: Vault,
  id: string,
): Promise<Result<Correction, DecideRefusal | CorrectPersonRefusal>> {
  const decided = await decide(
    tx,
    id,
    (found) => correctPerson(tx, vault, found.personId, found.field, vault.open(found.valueSealed)),
    { state: 'approved', decision: null },
  )
  return decided.ok ? ok(tellCorrection(vault, decided.value)) : decided
}

/** Refuses a correction with a reason; the roster stays as it is. */
export async function refuseCorrection(
  tx: Tx,
  vault: Vault,
  id: string,
  reason: string,
): Promise<Result<Correction, DecideRefusal | CorrectPersonRefusal>> {
  const decided = await decide(tx, id, () => Promise.resolve(ok()), { state: 'refused', decision: reason })
  return decided.ok ? ok(tellCorrection(vault, decided.value)) : decided
}

/** The file that came with a correction. Opening it is noted: it may show an identity card. */
export async function openProof(tx: Tx, id: string) {
  const found = await findCorrection(tx, id)
  const file = found?.fileId ? await findFile(tx, found.fileId) : undefined
  if (!found || !file) return err('correction_not_found')
  note(tx, { act: 'correction.proof_opened', object: { kind: 'person', id: found.personId }, after: { id } })
  return ok(file)
}
