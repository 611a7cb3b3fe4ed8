import { ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, read, transact, type Db, type Tx } from '../../../platform/db/db.ts'
import type { Mail } from '../../../platform/mail/mail.ts'
import { findOriginal } from '../catalogue.ts'
import { cutOffMinutes, nextTry } from '../core/delays.ts'
import { sayNotice } from '../core/texts.ts'
import { isNeeded } from '../core/weights.ts'
import { absolute, writeCode, writeNotice, type Written } from '../letter.ts'
import { giveUpCutOff, loadLetter, retryLetters, saveOutcome, takeDue, type LetterToSend } from '../store/letters.ts'
import { codeOf } from './addresses.ts'

/** What letters are sent with. */
export type Post = { readonly mail: Mail; readonly vault: Vault; readonly origin: string | undefined }

const most = 20

/** Sends what is due in a bureau, a few at once; returns how many were looked at, so that whoever asks knows to ask again. */
export async function sendLetters(db: Db, post: Post): Promise<number> {
  const due = await transact(db, async (tx) => {
    await giveUpCutOff(tx, new Date(tx.context.now.getTime() - cutOffMinutes * 60_000))
    return ok(await takeDue(tx, most))
  })
  const ids = due.ok ? due.value : []
  for (const id of ids) await sendLetter(db, post, id)
  return ids.length
}

async function sendLetter(db: Db, post: Post, id: string): Promise<void> {
  const letter = await read(db, (tx) => loadLetter(tx, id))
  const ready = letter && prepare(db, post, letter)
  if (!letter || !ready) {
    await settle(db, id, { state: 'dropped' })
    return
  }
  const sent = await post.mail.send({ id, ...ready })
  if (sent.ok) {
    await settle(db, id, { state: 'sent' })
    return
  }
  const { isFinal, said: failure } = sent.error
  const dueAt = isFinal ? undefined : nextTry(letter.attempts, db.context.now)
  await settle(db, id, dueAt ? { state: 'waiting', failure, dueAt } : { state: 'failed', failure })
}

async function settle(db: Db, id: string, outcome: Parameters<typeof saveOutcome>[2]): Promise<void> {
  await transact(db, async (tx) => ok(await saveOutcome(tx, id, outcome)))
}

// Undefined where nobody waits for it any more: the address is gone or no longer wants it, the account is closed.
function prepare(db: Db, { vault, origin }: Post, letter: LetterToSend): (Written & { to: string }) | undefined {
  const { notice, own, confirmation, address, name } = letter
  if (letter.disabledAt !== null) return undefined
  if (confirmation) {
    if (confirmation.usedAt !== null) return undefined
    const code = codeOf(vault, db.context.tenantId, confirmation.id)
    return { to: vault.open(confirmation.addressSealed), ...writeCode(confirmation.language, code) }
  }
  const original = notice && findOriginal(notice.code)
  if (!original || !address || address.wanted === 'none') return undefined
  if (address.wanted === 'needed' && !isNeeded(notice.code)) return undefined
  const { language } = address
  const sentence = sayNotice(original, own, notice.params, language)
  const said = { name, sentence, link: absolute(origin, notice.link) }
  return { to: vault.open(address.addressSealed), ...writeNotice(language, said) }
}

/** Lets failed letters go out again: these, or all of them. */
export async function sendAgain(tx: Tx, ids: readonly string[]): Promise<Result<{ retried: number }, never>> {
  const retried = await retryLetters(tx, ids)
  if (retried > 0) {
    note(tx, { act: 'mail_letters.retried', object: { kind: 'mail_letter', id: ids[0] ?? 'all' }, after: { retried } })
  }
  return ok({ retried })
}
