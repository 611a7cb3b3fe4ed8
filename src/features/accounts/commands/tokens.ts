import { tokenPurposes, type Role } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { randomToken, sha256 } from '../../../platform/crypto.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import type { NewToken } from '../contract/tokens.ts'
import { countTokens, insertToken, revokeToken } from '../store/tokens.ts'

const tokensMost = 20

type Made = { readonly id: string; readonly token: string; readonly expiresAt: string }

/** Makes a token for a program, with no more than its owner may do. Shown this once; only a digest is kept. */
export async function makeToken(
  tx: Tx,
  actor: Actor,
  { label, readOnly: asked, roles, purpose, days }: NewToken,
): Promise<Result<Made, 'tokens_too_many' | 'token_role_not_held'>> {
  if (roles?.some((role) => !actor.grants.some((grant) => grant.role === role))) return err('token_role_not_held')
  // A token for one thing is of use only to whoever may do that thing, with the roles that were chosen.
  const serving: readonly Role[] | undefined = purpose && tokenPurposes[purpose]
  const chosen: readonly Role[] | undefined = roles
  const usable = actor.grants.filter(({ role }) => chosen?.includes(role) ?? true)
  if (serving && !usable.some(({ role }) => serving.includes(role))) return err('token_role_not_held')
  const readOnly = asked && purpose === undefined
  if ((await countTokens(tx, actor.accountId)) >= tokensMost) return err('tokens_too_many')
  const { now, tenantId } = tx.context
  const id = newId(now.getTime())
  // The tenant stands before the secret, as in the cookie: it says where to look.
  const secret = randomToken()
  const expiresAt = new Date(now.getTime() + days * 86_400_000)
  const row = { id, accountId: actor.accountId, label, readOnly, purpose: purpose ?? null, roles: roles ?? null }
  await insertToken(tx, { ...row, createdAt: now, expiresAt, tokenHash: sha256(secret) })
  const after = { label, readOnly, purpose: purpose ?? null, roles: roles ?? null, expiresAt: expiresAt.toISOString() }
  note(tx, { act: 'api_token.made', object: { kind: 'api_token', id }, after })
  return ok({ id, token: `qinglan_${tenantId}.${secret}`, expiresAt: expiresAt.toISOString() })
}

/** Revokes one of one's own tokens. */
export async function endToken(tx: Tx, actor: Actor, id: string): Promise<Result<undefined, 'token_not_found'>> {
  if (!(await revokeToken(tx, actor.accountId, id))) return err('token_not_found')
  note(tx, { act: 'api_token.revoked', object: { kind: 'api_token', id } })
  return ok()
}
