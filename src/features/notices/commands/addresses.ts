import { timingSafeEqual } from 'node:crypto'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import type { MailWishes, NewMailAddress, OwnMail } from '../contract/mail.ts'
import {
  askingRefusal,
  codeExpiry,
  codeFrom,
  codeRules,
  confirmingRefusal,
  countAsked,
  isMailAddress,
} from '../core/addresses.ts'
import { sendsMail } from '../mailing.ts'
import {
  countTry,
  findAddress,
  findConfirmation,
  readConfirmation,
  removeAddresses,
  saveAddress,
  saveConfirmation,
  saveWishes,
  markConfirmed,
} from '../store/addresses.ts'
import { insertCodeLetter } from '../store/letters.ts'

/** The code of a confirmation: a signature of its id, kept nowhere. */
export function codeOf(vault: Vault, tenantId: string, confirmationId: string): string {
  return codeFrom(vault.sign('mail.code', `${tenantId}\n${confirmationId}`))
}

const objectOf = (accountId: string) => ({ kind: 'mail_address', id: accountId })

/** Where an account's notices go by e-mail, and the address that waits for its code. */
export async function tellMail(tx: Tx, vault: Vault, accountId: string): Promise<OwnMail> {
  const [address, pending] = [await findAddress(tx, accountId), await readConfirmation(tx, accountId)]
  const isOpen = pending !== undefined && confirmingRefusal(pending, tx.context.now) === undefined
  return {
    isOn: sendsMail(),
    address: address ? vault.open(address.addressSealed) : null,
    wanted: address?.wanted ?? null,
    language: address?.language ?? null,
    pending: isOpen
      ? {
          address: vault.open(pending.addressSealed),
          expiresAt: pending.expiresAt.toISOString(),
          triesLeft: codeRules.tries - pending.tries,
        }
      : null,
  }
}

/** Takes an address down and sends it a code. Nothing goes to it before that code comes back. */
export async function askAddress(
  tx: Tx,
  vault: Vault,
  accountId: string,
  { address, language }: NewMailAddress,
): Promise<Result<OwnMail, 'mail_off' | 'mail_address_malformed' | 'mail_asked_too_soon' | 'mail_asked_too_often'>> {
  if (!sendsMail()) return err('mail_off')
  if (!isMailAddress(address)) return err('mail_address_malformed')
  const { now } = tx.context
  const earlier = await findConfirmation(tx, accountId)
  const refusal = askingRefusal(earlier, now)
  if (refusal) return err(refusal)
  const id = newId(now.getTime())
  const addressSealed = vault.seal(address)
  const times = { askedAt: now, expiresAt: codeExpiry(now), ...countAsked(earlier, now) }
  await saveConfirmation(tx, { accountId, id, addressSealed, language, ...times })
  await insertCodeLetter(tx, accountId, id)
  note(tx, { act: 'mail_address.asked', object: objectOf(accountId) })
  return ok(await tellMail(tx, vault, accountId))
}

type ConfirmRefusal = 'mail_nothing_to_confirm' | 'mail_code_spent' | 'mail_code_expired' | 'mail_code_wrong'

/**
 * Confirms an address with the code that it was sent. The count of wrong codes is kept although they are refused: the answer is
 * a value inside a transaction that commits.
 */
export async function confirmAddress(
  tx: Tx,
  vault: Vault,
  accountId: string,
  code: string,
): Promise<Result<Result<OwnMail, ConfirmRefusal>, never>> {
  const pending = await findConfirmation(tx, accountId)
  const refusal = confirmingRefusal(pending, tx.context.now)
  if (refusal || !pending) return ok(err(refusal ?? 'mail_nothing_to_confirm'))
  const right = Buffer.from(codeOf(vault, tx.context.tenantId, pending.id))
  const given = Buffer.from(code)
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    await countTry(tx, accountId)
    return ok(err('mail_code_wrong'))
  }
  const { addressSealed, language } = pending
  const before = await findAddress(tx, accountId)
  const row = { accountId, addressSealed, language, confirmedAt: tx.context.now }
  await saveAddress(tx, { ...row, wanted: before?.wanted ?? 'needed' })
  await markConfirmed(tx, accountId)
  note(tx, { act: 'mail_address.confirmed', object: objectOf(accountId) })
  return ok(ok(await tellMail(tx, vault, accountId)))
}

/** Says which notices come by e-mail, and in which language. */
export async function chooseMail(
  tx: Tx,
  vault: Vault,
  accountId: string,
  wishes: MailWishes,
): Promise<Result<OwnMail, 'mail_address_missing'>> {
  if (!(await saveWishes(tx, accountId, wishes))) return err('mail_address_missing')
  note(tx, { act: 'mail_address.changed', object: objectOf(accountId), after: wishes })
  return ok(await tellMail(tx, vault, accountId))
}

/** Forgets one's address: nothing more is sent. */
export async function forgetAddress(tx: Tx, accountId: string): Promise<Result<undefined, never>> {
  if (await removeAddresses(tx, accountId)) note(tx, { act: 'mail_address.removed', object: objectOf(accountId) })
  return ok()
}
