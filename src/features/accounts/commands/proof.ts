import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { isPassword } from '../../../platform/password.ts'
import { decideProof, type ProofRefusal } from '../core/proof.ts'
import { findAccount, saveAttempts, saveProof } from '../store.ts'

/** What somebody shows to say that it is still them. */
export type Proof = { readonly password: string }

/**
 * Proves that whoever sits at this session is the one who signed in. The count of wrong attempts is kept even though the
 * attempt is refused: the answer is a value inside a transaction that commits.
 */
export async function proveSelf(
  tx: Tx,
  actor: Actor,
  { password }: Proof,
): Promise<Result<Result<undefined, ProofRefusal>, never>> {
  const account = await findAccount(tx, actor.accountId)
  const isRight = await isPassword(password, account?.passwordHash)
  if (!account) return ok(err('proof_refused'))
  const { refusal, failures, lockedUntil } = decideProof(account, isRight, tx.context.now)
  if (failures !== account.failures || lockedUntil !== account.lockedUntil) {
    await saveAttempts(tx, account.id, failures, lockedUntil)
  }
  const object = { kind: 'account', id: account.id }
  if (refusal) {
    note(tx, { act: 'session.proof_refused', object, after: { code: refusal } })
    return ok(err(refusal))
  }
  await saveProof(tx, actor.sessionId)
  note(tx, { act: 'session.proved', object })
  return ok(ok())
}
