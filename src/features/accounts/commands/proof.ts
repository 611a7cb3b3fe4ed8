import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { isPassword } from '../../../platform/password.ts'
import { decideProof, type ProofRefusal } from '../core/proof.ts'
import { findAccount, saveAttempts, saveProof } from '../store.ts'
import { takeCode } from './second-factor.ts'

/** What somebody shows to say that it is still them: the password, or a code of the second factor. */
export type Proof = { readonly password?: string | undefined; readonly code?: string | undefined }

/**
 * Proves that whoever sits at this session is the one who signed in; a code also completes a sign-in that owes it. The count
 * of wrong attempts is kept even though the attempt is refused: the answer is a value inside a transaction that commits.
 */
export async function proveSelf(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  proof: Proof & { readonly owesCode: boolean },
): Promise<Result<Result<undefined, ProofRefusal>, never>> {
  const account = await findAccount(tx, actor.accountId)
  if (!account) return ok(err('proof_refused'))
  const isLocked = account.lockedUntil !== null && tx.context.now < account.lockedUntil
  // While the account rests no code is looked at: a right one would be used up for nothing.
  const isRight = !isLocked && (await isShown(tx, vault, account, proof))
  const { refusal, failures, lockedUntil } = decideProof(account, isRight, tx.context.now)
  if (failures !== account.failures || lockedUntil !== account.lockedUntil) {
    await saveAttempts(tx, account.id, failures, lockedUntil)
  }
  const object = { kind: 'account', id: account.id }
  if (refusal) {
    note(tx, { act: 'session.proof_refused', object, after: { code: refusal } })
    return ok(err(refusal))
  }
  await saveProof(tx, actor.sessionId, proof.code !== undefined)
  note(tx, { act: 'session.proved', object, after: { by: proof.code === undefined ? 'password' : 'code' } })
  return ok(ok())
}

async function isShown(
  tx: Tx,
  vault: Vault,
  account: { readonly id: string; readonly passwordHash: string },
  { password, code, owesCode }: Proof & { readonly owesCode: boolean },
): Promise<boolean> {
  if (code !== undefined) return takeCode(tx, vault, account.id, code)
  return !owesCode && password !== undefined && isPassword(password, account.passwordHash)
}
