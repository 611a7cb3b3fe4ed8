import { authorityOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { fingerprintOf, isPublicKey, openSigner } from '../../../platform/signing.ts'
import { covers, findBureau, loadTenant } from '../../organisations/public.ts'
import type { BureauKey, BureauKeys, NewBureauKey } from '../contract/keys.ts'
import { confirmKeyRefusal, type ConfirmKeyRefusal, type KeyFacts } from '../core.ts'
import { changeKey, findKey, insertKey, listKeys, lockKey, type KeyRow } from '../store/keys.ts'
import { actorOf } from './transfers.ts'

const object = (id: string) => ({ kind: 'bureau_key', id })

const factsOf = ({ fingerprint, registeredBy, registeredFor, withdrawnAt }: KeyRow): KeyFacts => ({
  ...{ fingerprint, registeredBy, registeredFor },
  isWithdrawn: withdrawnAt !== null,
})

function shown(tx: Tx, key: KeyRow): BureauKey {
  const { id, bureau, publicKey, fingerprint, registeredByName, confirmedByName, withdrawnByName, withdrawnReason } =
    key
  const known = key.confirmedAt === null ? 'registered' : 'confirmed'
  return {
    ...{ id, bureau, publicKey, registeredByName, confirmedByName, withdrawnByName, withdrawnReason },
    fingerprint: key.confirmedAt === null ? null : fingerprint,
    state: key.withdrawnAt === null ? known : 'withdrawn',
    registeredAt: key.registeredAt.toISOString(),
    confirmedAt: key.confirmedAt?.toISOString() ?? null,
    withdrawnAt: key.withdrawnAt?.toISOString() ?? null,
    confirmRefusal: confirmKeyRefusal(factsOf(key), actorOf(tx), fingerprint) ?? null,
  }
}

/** The keys of other bureaus, and the one that this bureau signs with. */
export async function readKeys(tx: Tx, vault: Vault): Promise<BureauKeys> {
  const { publicKey } = openSigner(vault, tx.context.tenantId)
  const { name } = await loadTenant(tx)
  return {
    items: (await listKeys(tx)).map((key) => shown(tx, key)),
    own: { bureau: name, publicKey, fingerprint: fingerprintOf(publicKey) },
  }
}

export type RegisterKeyRefusal = 'not_whole_bureau' | 'key_unreadable' | 'key_is_ours' | 'key_known' | 'id_reused'

/** Registers the key of another bureau. Nothing is taken over under it until somebody else confirms it. */
export async function registerKey(
  tx: Tx,
  vault: Vault,
  { id, bureau, publicKey }: NewBureauKey,
  scope: readonly string[],
): Promise<Result<BureauKey, RegisterKeyRefusal>> {
  const whole = await findBureau(tx)
  if (!whole || !(await covers(tx, scope, [whole.id]))) return err('not_whole_bureau')
  const earlier = await findKey(tx, id)
  if (earlier)
    return earlier.publicKey === publicKey && earlier.bureau === bureau ? ok(shown(tx, earlier)) : err('id_reused')
  if (!isPublicKey(publicKey)) return err('key_unreadable')
  if (openSigner(vault, tx.context.tenantId).publicKey === publicKey) return err('key_is_ours')
  const actor = actorOf(tx)
  const fingerprint = fingerprintOf(publicKey)
  const by = { registeredBy: actor.accountId, registeredFor: authorityOf(actor), registeredByName: actor.name }
  if (!(await insertKey(tx, { id, bureau, publicKey, fingerprint, ...by, registeredAt: tx.context.now })))
    return err('key_known')
  note(tx, { act: 'bureau_key.registered', object: object(id), after: { bureau, publicKey, fingerprint } })
  return told(tx, id, 'key_known')
}

async function told<R>(tx: Tx, id: string, otherwise: R): Promise<Result<BureauKey, R>> {
  const found = await findKey(tx, id)
  return found ? ok(shown(tx, found)) : err(otherwise)
}

/** Confirms a key by its fingerprint, as the other bureau told it. Whoever registered it never does, nor through a delegate. */
export async function confirmKey(
  tx: Tx,
  id: string,
  fingerprint: string,
): Promise<Result<BureauKey, ConfirmKeyRefusal | 'key_not_found'>> {
  const key = await lockKey(tx, id)
  if (!key) return err('key_not_found')
  const actor = actorOf(tx)
  const refusal = confirmKeyRefusal(factsOf(key), actor, fingerprint)
  if (refusal) return err(refusal)
  if (key.confirmedAt === null) {
    const by = { confirmedBy: actor.accountId, confirmedFor: authorityOf(actor), confirmedByName: actor.name }
    await changeKey(tx, id, { ...by, confirmedAt: tx.context.now })
    note(tx, { act: 'bureau_key.confirmed', object: object(id), after: { fingerprint: key.fingerprint } })
  }
  return told(tx, id, 'key_not_found')
}

/** Withdraws a key, with a reason: nothing more is handed in under it. What was handed in stays. */
export async function withdrawKey(
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<BureauKey, 'key_not_found' | 'key_withdrawn'>> {
  const key = await lockKey(tx, id)
  if (!key) return err('key_not_found')
  if (key.withdrawnAt !== null) return key.withdrawnReason === reason ? ok(shown(tx, key)) : err('key_withdrawn')
  const actor = actorOf(tx)
  const by = { withdrawnBy: actor.accountId, withdrawnByName: actor.name, withdrawnAt: tx.context.now }
  await changeKey(tx, id, { ...by, withdrawnReason: reason })
  note(tx, { act: 'bureau_key.withdrawn', object: object(id), after: { reason } })
  return told(tx, id, 'key_not_found')
}
