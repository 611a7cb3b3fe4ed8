import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { isSoundIssuer } from '../../../platform/oidc.ts'
import { openSession, type OpenedSession } from '../commands.ts'
import { saveProof } from '../store.ts'
import type { NewProvider } from '../contract/identities.ts'
import {
  closeProvider,
  deleteLink,
  findByStaffNo,
  findLinked,
  findProvider,
  insertLink,
  insertProvider,
} from '../store/identities.ts'

/** Adds another place to sign in at; its secret is sealed. */
export async function addProvider(
  tx: Tx,
  vault: Vault,
  { clientSecret, ...draft }: NewProvider,
): Promise<Result<undefined, 'issuer_unsound' | 'id_reused'>> {
  if (!isSoundIssuer(draft.issuer)) return err('issuer_unsound')
  const earlier = await findProvider(tx, draft.id)
  if (earlier) return earlier.issuer === draft.issuer ? ok() : err('id_reused')
  await insertProvider(tx, { ...draft, clientSecretSealed: vault.seal(clientSecret) })
  note(tx, { act: 'identity_provider.added', object: { kind: 'identity_provider', id: draft.id }, after: draft })
  return ok()
}

/** Closes a place to sign in at; the links stay for the day it opens again. */
export async function endProvider(tx: Tx, id: string): Promise<Result<undefined, 'provider_not_found'>> {
  if (!(await closeProvider(tx, id))) return err('provider_not_found')
  note(tx, { act: 'identity_provider.closed', object: { kind: 'identity_provider', id } })
  return ok()
}

type Identity = {
  readonly providerId: string
  readonly subject: string
  readonly claims: Readonly<Record<string, unknown>>
}

/** Signs in whoever the provider says it is: by an earlier link, or by the staff number where the bureau trusts that claim. */
export async function signInByIdentity(
  tx: Tx,
  { providerId, subject, claims }: Identity,
  device: string,
): Promise<Result<OpenedSession, 'identity_not_linked' | 'account_disabled'>> {
  const provider = await findProvider(tx, providerId)
  if (!provider) return err('identity_not_linked')
  const linked = await findLinked(tx, providerId, subject)
  const claim = provider.staffNoClaim === null ? undefined : claims[provider.staffNoClaim]
  const account = linked ?? (typeof claim === 'string' && claim !== '' ? await findByStaffNo(tx, claim) : undefined)
  if (!account) return err('identity_not_linked')
  if (account.disabledAt !== null) return err('account_disabled')
  // An account that another subject was linked to is not given to a second one.
  if (!linked && !(await insertLink(tx, { providerId, subject, accountId: account.id }))) {
    return err('identity_not_linked')
  }
  note(tx, { act: 'session.by_identity', object: { kind: 'account', id: account.id }, after: { providerId } })
  return ok(await openSession(tx, account.id, device, account.hasFactor))
}

/** Takes a fresh sign-in at a provider as proof that it is still the same person: only of the identity that the account is linked with. */
export async function proveByIdentity(
  tx: Tx,
  actor: Actor,
  { providerId, subject }: Identity,
): Promise<Result<undefined, 'identity_not_linked'>> {
  const linked = await findLinked(tx, providerId, subject)
  if (linked?.id !== actor.accountId) return err('identity_not_linked')
  await saveProof(tx, actor.sessionId, false)
  const object = { kind: 'account', id: actor.accountId }
  note(tx, { act: 'session.proved', object, after: { by: 'identity', providerId } })
  return ok()
}

/** Links one's own account with who one is at a provider. */
export async function linkIdentity(
  tx: Tx,
  actor: Actor,
  { providerId, subject }: Identity,
): Promise<Result<undefined, 'identity_taken'>> {
  if (!(await insertLink(tx, { providerId, subject, accountId: actor.accountId }))) return err('identity_taken')
  note(tx, { act: 'identity.linked', object: { kind: 'account', id: actor.accountId }, after: { providerId } })
  return ok()
}

/** Ends the link of one's own account with a provider. */
export async function unlinkIdentity(
  tx: Tx,
  actor: Actor,
  providerId: string,
): Promise<Result<undefined, 'identity_not_linked'>> {
  if (!(await deleteLink(tx, actor.accountId, providerId))) return err('identity_not_linked')
  note(tx, { act: 'identity.unlinked', object: { kind: 'account', id: actor.accountId }, after: { providerId } })
  return ok()
}
