import { err, ok, type Result } from '../../../lib/result.ts'
import { randomCode, type Vault } from '../../../platform/crypto.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { enrolmentLink, findStep, newSecret } from '../../../platform/totp.ts'
import { loadTenant } from '../../organisations/public.ts'
import { readCode, showCode } from '../core/activation.ts'
import { decideProof, type ProofRefusal } from '../core/proof.ts'
import { findAccount, isFactorRequired, saveAttempts, saveProof } from '../store.ts'
import { deleteSecondFactor } from '../store/activation.ts'
import {
  findSecondFactor,
  insertSecondFactor,
  replaceRecoveryCodes,
  takeRecoveryCode,
  takeStep,
} from '../store/second-factor.ts'

const recoveryLength = 12
const recoveryCount = 10

function recoveryHash(vault: Vault, accountId: string, code: string): Buffer {
  return vault.sign('recovery', `${accountId}:${readCode(code)}`)
}

/** Whether a code of the authenticator, or a recovery code, is right; either is good once. */
export async function takeCode(tx: Tx, vault: Vault, accountId: string, typed: string): Promise<boolean> {
  const code = readCode(typed)
  const factor = await findSecondFactor(tx, accountId)
  if (!factor?.confirmedAt) return false
  if (!/^\d{6}$/.test(code)) return takeRecoveryCode(tx, accountId, recoveryHash(vault, accountId, code))
  const step = findStep(vault.open(factor.secretSealed), code, tx.context.now)
  return step !== undefined && takeStep(tx, accountId, step)
}

/** Begins to set a second factor up: a new secret, of no use before its first code was right. */
export async function beginSecondFactor(
  tx: Tx,
  vault: Vault,
  actor: Actor,
): Promise<Result<{ secret: string; link: string }, 'second_factor_exists'>> {
  const secret = newSecret()
  if (!(await insertSecondFactor(tx, actor.accountId, vault.seal(secret)))) return err('second_factor_exists')
  const tenant = await loadTenant(tx)
  note(tx, { act: 'second_factor.begun', object: { kind: 'account', id: actor.accountId } })
  return ok({ secret, link: enrolmentLink(secret, `青蓝 ${tenant.name}`, actor.name) })
}

type ConfirmRefusal = 'second_factor_missing' | 'second_factor_exists' | ProofRefusal

/** Turns the second factor on with its first right code; answers the recovery codes, shown this once. */
export async function confirmSecondFactor(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  typed: string,
): Promise<Result<Result<readonly string[], ConfirmRefusal>, never>> {
  const account = await findAccount(tx, actor.accountId)
  const factor = await findSecondFactor(tx, actor.accountId)
  if (!account || !factor) return ok(err('second_factor_missing'))
  if (factor.confirmedAt) return ok(err('second_factor_exists'))
  const step = findStep(vault.open(factor.secretSealed), readCode(typed), tx.context.now)
  const { refusal, failures, lockedUntil } = decideProof(account, step !== undefined, tx.context.now)
  await saveAttempts(tx, account.id, failures, lockedUntil)
  if (refusal || step === undefined) return ok(err(refusal ?? 'proof_refused'))
  await takeStep(tx, account.id, step)
  await saveProof(tx, actor.sessionId, true)
  note(tx, { act: 'second_factor.confirmed', object: { kind: 'account', id: account.id } })
  return ok(ok(await renewCodes(tx, vault, account.id)))
}

async function renewCodes(tx: Tx, vault: Vault, accountId: string): Promise<readonly string[]> {
  const codes = Array.from({ length: recoveryCount }, () => randomCode(recoveryLength))
  await replaceRecoveryCodes(
    tx,
    accountId,
    codes.map((code) => recoveryHash(vault, accountId, code)),
  )
  return codes.map(showCode)
}

/** Makes new recovery codes; the earlier ones are good for nothing. */
export async function renewRecoveryCodes(
  tx: Tx,
  vault: Vault,
  actor: Actor,
): Promise<Result<readonly string[], 'second_factor_missing'>> {
  const factor = await findSecondFactor(tx, actor.accountId)
  if (!factor?.confirmedAt) return err('second_factor_missing')
  note(tx, { act: 'recovery_codes.renewed', object: { kind: 'account', id: actor.accountId } })
  return ok(await renewCodes(tx, vault, actor.accountId))
}

/** Takes one's own second factor away, where no role demands it. */
export async function removeSecondFactor(
  tx: Tx,
  actor: Actor,
): Promise<Result<undefined, 'second_factor_missing' | 'second_factor_required'>> {
  if (await isFactorRequired(tx, actor.accountId)) return err('second_factor_required')
  if (!(await deleteSecondFactor(tx, actor.accountId))) return err('second_factor_missing')
  note(tx, { act: 'second_factor.removed', object: { kind: 'account', id: actor.accountId } })
  return ok()
}
