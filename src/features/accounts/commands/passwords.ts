import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { hashPassword } from '../../../platform/password.ts'
import { notify } from '../../notices/public.ts'
import { findPerson } from '../../people/public.ts'
import { nameHashes } from '../commands.ts'
import type { MadeCodes } from '../contract/activation.ts'
import { resetRefusal } from '../core/activation.ts'
import { passwordRefusal, type PasswordRefusal } from '../core/password.ts'
import { deleteOtherSessions, findAccountByName, listHolders } from '../store.ts'
import { savePassword } from '../store/activation.ts'
import { closeRequest, findRequest, insertRequest } from '../store/passwords.ts'
import { issueCodes, partsOf } from './activation.ts'

/** Changes one's own password; every other session of the account ends. */
export async function changePassword(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  password: string,
): Promise<Result<undefined, PasswordRefusal>> {
  const refusal = passwordRefusal(password, await partsOf(tx, vault, actor.personId, actor.name))
  if (refusal) return err(refusal)
  await savePassword(tx, actor.accountId, await hashPassword(password))
  await deleteOtherSessions(tx, actor.accountId, actor.sessionId)
  note(tx, { act: 'account.password_changed', object: { kind: 'account', id: actor.accountId } })
  return ok()
}

/**
 * Notes that somebody forgot the password, and tells whoever may give a new one. The answer is the same whether there is such
 * an account or not.
 */
export async function askForPassword(tx: Tx, vault: Vault, name: string): Promise<Result<undefined, never>> {
  const account = await findAccountByName(tx, nameHashes(vault, name))
  if (!account || account.disabledAt !== null || account.personId === null) return ok()
  const person = await findPerson(tx, account.personId)
  const { now, from } = tx.context
  const request = { id: newId(now.getTime()), accountId: account.id, askedAt: now, fromAddress: from }
  if (!person || !(await insertRequest(tx, request))) return ok()
  const object = { kind: 'account', id: account.id }
  note(tx, { act: 'account.password_asked', object })
  const readers = await listHelpers(tx, person.organisationId)
  const message = { code: 'account.password_asked', params: { name: person.name }, link: '/accounts/requests' }
  await notify(tx, { accountIds: readers.filter((id) => id !== account.id) }, message)
  return ok()
}

// The registrar who is nearest; the bureau where a school has none.
async function listHelpers(tx: Tx, organisationId: string): Promise<readonly string[]> {
  for (const role of ['school_registrar', 'bureau_officer'] as const) {
    const holders = await listHolders(tx, role, organisationId)
    const nearest = Math.min(...holders.map(({ depth }) => depth))
    if (holders.length > 0) return holders.filter(({ depth }) => depth === nearest).map(({ accountId }) => accountId)
  }
  return []
}

type AnswerRefusal = 'request_closed' | 'account_own' | 'account_above'

/** Answers a request with a one-time code for a new password. Whoever answers has seen that it is the person who asks. */
export async function answerRequest(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  { id, dropsSecondFactor }: { readonly id: string; readonly dropsSecondFactor: boolean },
): Promise<Result<MadeCodes, AnswerRefusal>> {
  const request = await findRequest(tx, id)
  if (!request) return err('request_closed')
  const refusal = resetRefusal(actor, request)
  if (refusal) return err(refusal)
  if (!(await closeRequest(tx, id, 'code_issued'))) return err('request_closed')
  const items = await issueCodes(tx, vault, [request], dropsSecondFactor)
  const told = { code: 'account.code_issued', params: { by: actor.name } }
  await notify(tx, { personIds: [request.personId] }, told)
  return ok({ items, more: false })
}

/** Closes a request without a code: it was not the person, or nobody could say so. */
export async function refuseRequest(tx: Tx, id: string): Promise<Result<undefined, 'request_closed'>> {
  const request = await findRequest(tx, id)
  if (!request || !(await closeRequest(tx, id, 'refused'))) return err('request_closed')
  note(tx, { act: 'account.password_request_refused', object: { kind: 'account', id: request.accountId } })
  return ok()
}
