import { err, ok, type Result } from '../../../lib/result.ts'
import { randomCode, type Vault } from '../../../platform/crypto.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { hashPassword } from '../../../platform/password.ts'
import { covers, findOrganisation } from '../../organisations/public.ts'
import { findPerson } from '../../people/public.ts'
import { keptName, openSession, type OpenedSession } from '../commands.ts'
import type { MadeCodes, NewCodes } from '../contract/activation.ts'
import {
  codeLength,
  codesMost,
  decideCode,
  newPasswordDays,
  readCode,
  resetRefusal,
  showCode,
  type CodeRefusal,
} from '../core/activation.ts'
import { ownParts, passwordRefusal, type PasswordRefusal } from '../core/password.ts'
import { deleteSessions, findAccount, insertAccount, insertSignInNames } from '../store.ts'
import {
  deleteSecondFactor,
  findAccountOfPerson,
  findCode,
  insertCodes,
  listCandidates,
  listUnopened,
  loadSettings,
  savePassword,
  saveSettings,
  spendCode,
  withdrawCode,
  withdrawCodesOf,
  type Candidate,
} from '../store/activation.ts'
import { findSecondFactor } from '../store/second-factor.ts'
import type { accountSettings } from '../tables.ts'

/** The form in which a code is kept and found again. */
export function codeHash(vault: Vault, code: string): Buffer {
  return vault.sign('activation', readCode(code))
}

type MakeRefusal =
  'organisation_not_found' | 'person_not_found' | 'nobody_to_activate' | 'account_own' | 'account_above'

/** Makes one-time codes for people in `scope`: to open an account, or to set a new password for one. Shown this once. */
export async function makeCodes(
  tx: Tx,
  vault: Vault,
  actor: Actor,
  { organisationId, personIds, dropsSecondFactor }: NewCodes,
  scope: readonly string[],
): Promise<Result<MadeCodes, MakeRefusal>> {
  if (organisationId !== undefined && !(await covers(tx, scope, [organisationId]))) return err('organisation_not_found')
  const found =
    organisationId === undefined
      ? await listCandidates(tx, personIds ?? [], scope)
      : await listUnopened(tx, organisationId, codesMost + 1)
  if (personIds && found.length < new Set(personIds).size) return err('person_not_found')
  if (found.length === 0) return err('nobody_to_activate')
  const chosen = found.slice(0, codesMost)
  for (const { accountId, hasRoles } of chosen) {
    const refusal = accountId === null ? undefined : resetRefusal(actor, { accountId, hasRoles })
    if (refusal) return err(refusal)
  }
  const items = await issueCodes(tx, vault, chosen, dropsSecondFactor)
  return ok({ items, more: found.length > codesMost })
}

/** Issues a code to each of these people and ends the earlier ones. Who may is decided by the caller. */
export async function issueCodes(
  tx: Tx,
  vault: Vault,
  chosen: readonly Candidate[],
  dropsSecondFactor: boolean,
): Promise<MadeCodes['items']> {
  const { now, actor } = tx.context
  const { activationDays } = await loadSettings(tx)
  const opened = chosen.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]))
  await withdrawCodesOf(
    tx,
    chosen.map(({ personId }) => personId),
    opened,
  )
  const made = chosen.map((person) => {
    const isNew = person.accountId === null
    const days = isNew ? activationDays : newPasswordDays
    const purpose = isNew ? ('first_use' as const) : ('new_password' as const)
    const expiresAt = new Date(now.getTime() + days * 86_400_000)
    return { person, id: newId(now.getTime()), code: randomCode(codeLength), purpose, expiresAt }
  })
  await insertCodes(
    tx,
    made.map(({ person, id, code, purpose, expiresAt }) => ({
      id,
      codeHash: codeHash(vault, code),
      purpose,
      personId: person.accountId === null ? person.personId : null,
      accountId: person.accountId,
      dropsSecondFactor: dropsSecondFactor && person.accountId !== null,
      madeBy: actor?.accountId ?? null,
      madeAt: now,
      expiresAt,
    })),
  )
  for (const { person, id, purpose } of made) {
    const object = { kind: 'person', id: person.personId }
    note(tx, { act: 'activation_code.made', object, after: { codeId: id, purpose, dropsSecondFactor } })
  }
  return made.map(({ person, id, code, purpose, expiresAt }) => ({
    id,
    personId: person.personId,
    name: person.name,
    organisationName: person.organisationName,
    signInName: person.staffNo,
    purpose,
    code: showCode(code),
    expiresAt: expiresAt.toISOString(),
  }))
}

/** Withdraws a code that was not used yet. */
export async function endCode(tx: Tx, id: string): Promise<Result<undefined, 'code_ended'>> {
  if (!(await withdrawCode(tx, id))) return err('code_ended')
  note(tx, { act: 'activation_code.withdrawn', object: { kind: 'activation_code', id } })
  return ok()
}

type Found = {
  readonly name: string
  readonly organisationName: string | null
  readonly signInName: string | null
  readonly purpose: 'first_use' | 'new_password'
}

/** Whose a code is, before it is used. */
export async function checkCode(tx: Tx, vault: Vault, typed: string): Promise<Result<Found, CodeRefusal>> {
  const code = await findCode(tx, codeHash(vault, typed))
  const decision = decideCode(code, tx.context.now)
  if (!decision.ok || !code) return decision.ok ? err('code_unknown') : decision
  const account = code.accountId === null ? undefined : await findAccount(tx, code.accountId)
  const personId = code.personId ?? account?.personId ?? null
  const person = personId === null ? undefined : await findPerson(tx, personId)
  const organisation = person && (await findOrganisation(tx, person.organisationId))
  return ok({
    name: person?.name ?? account?.name ?? '',
    organisationName: organisation?.name ?? null,
    signInName: person?.staffNo ?? null,
    purpose: code.purpose,
  })
}

/** What of a person's own must not stand in their password. */
export async function partsOf(tx: Tx, vault: Vault, personId: string | null, name: string): Promise<string[]> {
  const person = personId === null ? undefined : await findPerson(tx, personId)
  if (!person) return ownParts({ name })
  const { staffNo, pinyin, phoneSealed, idNumberSealed } = person
  const [phone, idNumber] = [phoneSealed && vault.open(phoneSealed), idNumberSealed && vault.open(idNumberSealed)]
  return ownParts({ name: person.name, pinyin, staffNo, phone, idNumber })
}

type ActivateRefusal = CodeRefusal | PasswordRefusal | 'sign_in_name_taken'

/** Uses a code: opens the account, or sets its new password; signs in either way. The code is good for nothing afterwards. */
export async function activate(
  tx: Tx,
  vault: Vault,
  { code: typed, password, device }: { readonly code: string; readonly password: string; readonly device: string },
): Promise<Result<OpenedSession, ActivateRefusal>> {
  const code = await findCode(tx, codeHash(vault, typed))
  const decision = decideCode(code, tx.context.now)
  if (!decision.ok) return decision
  if (!code) return err('code_unknown')
  const account = code.accountId === null ? undefined : await findAccount(tx, code.accountId)
  const refusal = passwordRefusal(
    password,
    await partsOf(tx, vault, code.personId ?? account?.personId ?? null, account?.name ?? ''),
  )
  if (refusal) return err(refusal)
  if (!(await spendCode(tx, code.id))) return err('code_used')
  const passwordHash = await hashPassword(password)
  const outcome = account
    ? await replacePassword(tx, account.id, passwordHash, code.dropsSecondFactor)
    : await openFirst(tx, vault, code.personId ?? '', passwordHash)
  return outcome.ok ? ok(await openSession(tx, outcome.value.accountId, device, outcome.value.awaitsCode)) : outcome
}

type Opened = Result<
  { readonly accountId: string; readonly awaitsCode: boolean },
  'code_used' | 'code_unknown' | 'sign_in_name_taken'
>

async function openFirst(tx: Tx, vault: Vault, personId: string, passwordHash: string): Promise<Opened> {
  const person = await findPerson(tx, personId)
  if (!person) return err('code_unknown')
  if (await findAccountOfPerson(tx, personId)) return err('code_used')
  const accountId = newId(tx.context.now.getTime())
  await insertAccount(tx, { id: accountId, personId, name: person.name, passwordHash })
  const staffNo = { kind: 'staff_no' as const, ...keptName(vault, person.staffNo) }
  if ((await insertSignInNames(tx, accountId, [staffNo])) === 0) return err('sign_in_name_taken')
  // A number that a colleague's account already has opens theirs; the staff number is enough.
  const phone = person.phoneSealed && vault.open(person.phoneSealed)
  if (phone) await insertSignInNames(tx, accountId, [{ kind: 'phone', ...keptName(vault, phone) }])
  note(tx, { act: 'account.opened', object: { kind: 'account', id: accountId }, after: { personId } })
  return ok({ accountId, awaitsCode: false })
}

async function replacePassword(
  tx: Tx,
  accountId: string,
  passwordHash: string,
  dropsSecondFactor: boolean,
): Promise<Opened> {
  await savePassword(tx, accountId, passwordHash)
  await deleteSessions(tx, accountId)
  if (dropsSecondFactor) await deleteSecondFactor(tx, accountId)
  const factor = await findSecondFactor(tx, accountId)
  const object = { kind: 'account', id: accountId }
  note(tx, { act: 'account.password_replaced', object, after: { dropsSecondFactor } })
  return ok({ accountId, awaitsCode: factor?.confirmedAt != null })
}

/** Changes how accounts are handled in this region. */
export async function changeSettings(
  tx: Tx,
  settings: Omit<typeof accountSettings.$inferInsert, 'tenantId'>,
): Promise<Result<undefined, never>> {
  const before = await loadSettings(tx)
  await saveSettings(tx, settings)
  const object = { kind: 'tenant', id: tx.context.tenantId }
  note(tx, { act: 'account_settings.changed', object, before, after: settings })
  return ok()
}
