import { err, ok, type Result } from '../../lib/result.ts'
import { randomToken, sha256, type Vault } from '../../platform/crypto.ts'
import { note, read, type Actor, type Db, type Tx } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { hashPassword, isPassword } from '../../platform/password.ts'
import { foundRegion } from '../organisations/public.ts'
import type { SetUp } from './contract.ts'
import { canonicalName, decideSignIn, sessionDays, type SignInRefusal } from './core.ts'
import { passwordRefusal, type PasswordRefusal } from './core/password.ts'
import { freshenName, namePrefix } from './store/names.ts'
import {
  deleteSession,
  deleteSessions,
  findAccount,
  findAccountByName,
  holdAccountByName,
  insertAccount,
  insertAccounts,
  insertGrant,
  insertSession,
  insertSignInNames,
  saveAttempts,
} from './store.ts'
import type { grantedRoles } from './tables.ts'

/** A session that was just opened: the token goes into the cookie and is known nowhere else. */
export type OpenedSession = {
  readonly accountId: string
  readonly token: string
  readonly expiresAt: Date
  readonly awaitsCode: boolean
}

/** A name, a password and the device that they were typed on. */
export type Attempt = { readonly name: string; readonly password: string; readonly device: string }

/** What a password was compared with, and how that went. */
export type Tried = { readonly passwordHash: string | undefined; readonly right: boolean }

/** Tries a password, before anything is decided: it takes long on purpose, and nobody waits for a connection meanwhile. */
export async function tryPassword(db: Db, vault: Vault, { name, password }: Attempt): Promise<Tried> {
  const account = await read(db, (tx) => findAccountByName(tx, nameHashes(vault, name)))
  const passwordHash = account?.passwordHash
  return { passwordHash, right: await isPassword(password, passwordHash) }
}

/**
 * Signs in whoever showed the right password. The count of wrong ones is kept even though the attempt is refused: the
 * answer is a value inside a transaction that commits.
 */
export async function signIn(
  tx: Tx,
  vault: Vault,
  attempt: Attempt,
  tried: Tried,
): Promise<Result<Result<OpenedSession, SignInRefusal>, never>> {
  const account = await holdAccountByName(tx, nameHashes(vault, attempt.name))
  // A password that was changed in between was not tried.
  const right = tried.right && account?.passwordHash === tried.passwordHash
  if (!account) return ok(err('sign_in_refused'))

  const decided = decideSignIn(account, right, tx.context.now)
  // Wrong codes count on until a right one: the password alone forgets none of them.
  const decision = decided.ok && account.hasFactor ? { ...decided, failures: account.failures } : decided
  if (decision.failures !== account.failures || decision.lockedUntil !== account.lockedUntil) {
    await saveAttempts(tx, account.id, decision.failures, decision.lockedUntil)
  }
  if (!decision.ok) {
    note(tx, { act: 'session.refused', object: { kind: 'account', id: account.id }, after: { code: decision.error } })
    return ok(err(decision.error))
  }
  await freshenName(tx, account.signInName, keptName(vault, attempt.name))
  return ok(ok(await openSession(tx, account.id, attempt.device, account.hasFactor)))
}

/** Opens a session on a device; with `awaitsCode`, one that can do nothing before the code of the second factor was shown. */
export async function openSession(
  tx: Tx,
  accountId: string,
  device: string,
  awaitsCode: boolean,
): Promise<OpenedSession> {
  const { now, from } = tx.context
  const token = randomToken()
  const id = newId(now.getTime())
  const expiresAt = new Date(now.getTime() + sessionDays * 86_400_000)
  await insertSession(tx, {
    id,
    accountId,
    tokenHash: sha256(token),
    createdAt: now,
    seenAt: now,
    provedAt: now,
    awaitsCode,
    expiresAt,
    fromAddress: from,
    device: device.slice(0, 200),
  })
  // Nobody was known when the work began; from here on it is known whose act this is.
  const account = await findAccount(tx, accountId)
  if (!account) throw new Error('a session belongs to an account')
  const actor = { accountId, personId: account.personId, name: account.name, grants: [], sessionId: id }
  note(tx, {
    act: 'session.opened',
    object: { kind: 'account', id: accountId },
    by: { ...tx.context, actor },
  })
  return { accountId, token, expiresAt, awaitsCode }
}

/** Ends the session that asks. */
export async function signOut(tx: Tx, actor: Actor): Promise<Result<undefined, never>> {
  await deleteSession(tx, actor.sessionId)
  note(tx, { act: 'session.closed', object: { kind: 'account', id: actor.accountId } })
  return ok()
}

/** Ends every session of whoever asks. */
export async function signOutEverywhere(tx: Tx, actor: Actor): Promise<Result<undefined, never>> {
  await deleteSessions(tx, actor.accountId)
  note(tx, { act: 'session.closed_everywhere', object: { kind: 'account', id: actor.accountId } })
  return ok()
}

type GrantedRole = (typeof grantedRoles)[number]

export type NewAccount = {
  readonly id: string
  readonly personId: string | null
  readonly name: string
  readonly password: string
  readonly names: readonly { readonly kind: 'user_name' | 'staff_no' | 'phone'; readonly name: string }[]
}

/** Opens an account under names that must all be free. `hash` is another's where many are opened under one password. */
export async function openAccount(
  tx: Tx,
  vault: Vault,
  draft: NewAccount,
  hash = hashPassword,
): Promise<Result<undefined, PasswordRefusal | 'sign_in_name_taken'>> {
  const refusal = passwordRefusal(
    draft.password,
    draft.names.map(({ name }) => name),
  )
  if (refusal) return err(refusal)
  const passwordHash = await hash(draft.password)
  await insertAccount(tx, { id: draft.id, personId: draft.personId, name: draft.name, passwordHash })
  const names = draft.names.map(({ kind, name }) => ({ kind, ...keptName(vault, name) }))
  const taken = await findAccountByName(
    tx,
    draft.names.flatMap(({ name }) => nameHashes(vault, name)),
  )
  if (taken) return err('sign_in_name_taken')
  if ((await insertSignInNames(tx, draft.id, names)) < names.length) return err('sign_in_name_taken')
  note(tx, { act: 'account.opened', object: { kind: 'account', id: draft.id }, after: { personId: draft.personId } })
  return ok()
}

/** An account that is opened with many others, and the roles it holds from the first day. */
export type NewAccounts = {
  readonly accounts: readonly (Omit<NewAccount, 'password'> & {
    readonly grants: readonly { readonly id: string; readonly role: GrantedRole; readonly organisationId: string }[]
  })[]
  /** One for all of them: hashed once, because a careful hash costs a moment of the whole machine. */
  readonly password: string
  readonly reason: string
}

/** Opens many accounts under one password, for a county that is rehearsed or tested. */
export async function openAccounts(
  tx: Tx,
  vault: Vault,
  { accounts, password, reason }: NewAccounts,
): Promise<Result<undefined, PasswordRefusal>> {
  const names = accounts.flatMap((account) => account.names.map((each) => ({ ...each, accountId: account.id })))
  const refusal = passwordRefusal(
    password,
    names.map(({ name }) => name),
  )
  if (refusal) return err(refusal)
  const passwordHash = await hashPassword(password)
  await insertAccounts(
    tx,
    accounts.map(({ id, personId, name }) => ({ id, personId, name, passwordHash })),
    names.map(({ accountId, kind, name }) => ({ accountId, kind, ...keptName(vault, name) })),
    accounts.flatMap(({ id: accountId, grants }) =>
      grants.map((grant) => ({ ...grant, accountId, fromOn: tx.context.today, toOn: null, reason })),
    ),
  )
  const opened = { accounts: accounts.length, reason }
  note(tx, { act: 'accounts.opened', object: { kind: 'tenant', id: tx.context.tenantId }, after: opened })
  return ok()
}

/** Gives an account a role over the subtree of an organisation, from today. */
export async function grantRole(
  tx: Tx,
  grant: { accountId: string; role: GrantedRole; organisationId: string; reason: string },
): Promise<void> {
  await insertGrant(tx, { ...grant, id: newId(tx.context.now.getTime()), fromOn: tx.context.today, toOn: null })
  note(tx, { act: 'role.granted', object: { kind: 'account', id: grant.accountId }, after: grant })
}

/** Founds the region of this transaction's tenant with its first officer, who is signed in at once. */
export async function setUp(
  tx: Tx,
  vault: Vault,
  draft: SetUp,
  device: string,
): Promise<Result<OpenedSession, PasswordRefusal | 'sign_in_name_taken'>> {
  const { officer, ...region } = draft
  const bureauId = newId()
  await foundRegion(tx, { ...region, bureauId, timeZone: 'Asia/Shanghai' })
  const accountId = newId()
  const opened = await openAccount(tx, vault, {
    id: accountId,
    personId: null,
    name: officer.name,
    password: officer.password,
    names: [{ kind: 'user_name', name: officer.userName }],
  })
  if (!opened.ok) return opened
  for (const role of ['bureau_officer', 'system_admin'] as const) {
    await grantRole(tx, { accountId, role, organisationId: bureauId, reason: 'First officer of the bureau' })
  }
  return ok(await openSession(tx, accountId, device, false))
}

/** The hashes by which a sign-in name is searched: one for each key in use. */
export function nameHashes(vault: Vault, name: string): readonly Buffer[] {
  return vault.lookups(`${namePrefix}${canonicalName(name)}`)
}

/** A sign-in name as it is kept: sealed, and hashed to be found again. */
export function keptName(vault: Vault, name: string) {
  const canonical = canonicalName(name)
  return { nameHash: vault.lookup(`${namePrefix}${canonical}`), nameSealed: vault.seal(canonical) }
}
