import { and, desc, eq, gte, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import { signedFor, type OnBehalfOf, type Standing } from '../../lib/access.ts'
import { runNamed, type Actor, type Tx } from '../../platform/db/db.ts'
import { accounts, roleGrants, sessions, signInNames } from './tables.ts'

/** The account that a sign-in name opens, and how the name is kept. `hashes`: one for each key in use. */
export async function findAccountByName(tx: Tx, hashes: readonly Buffer[]) {
  const [found] = await byName(tx, hashes)
  return found && { ...found.account, signInName: found.name, hasFactor: found.hasFactor }
}

/** The same, held until this transaction ends: nobody else counts a wrong password for it meanwhile. */
export async function holdAccountByName(tx: Tx, hashes: readonly Buffer[]) {
  const [found] = await byName(tx, hashes).for('no key update', { of: accounts })
  return found && { ...found.account, signInName: found.name, hasFactor: found.hasFactor }
}

const byName = (tx: Tx, hashes: readonly Buffer[]) =>
  tx
    .select({
      account: accounts,
      name: signInNames,
      hasFactor: sql<boolean>`exists (select from second_factor f where f.tenant_id = account.tenant_id
        and f.account_id = account.id and f.confirmed_at is not null)`,
    })
    .from(signInNames)
    .innerJoin(accounts, and(eq(accounts.tenantId, signInNames.tenantId), eq(accounts.id, signInNames.accountId)))
    .where(and(eq(signInNames.tenantId, tx.context.tenantId), inArray(signInNames.nameHash, [...hashes])))

/** Keeps count of wrong passwords. */
export async function saveAttempts(tx: Tx, accountId: string, failures: number, lockedUntil: Date | null) {
  await tx
    .update(accounts)
    .set({ failures, lockedUntil })
    .where(and(eq(accounts.tenantId, tx.context.tenantId), eq(accounts.id, accountId)))
}

/** Opens an account. */
export async function insertAccount(
  tx: Tx,
  row: { id: string; personId: string | null; name: string; passwordHash: string },
) {
  await tx.insert(accounts).values({ ...row, tenantId: tx.context.tenantId, createdAt: tx.context.now })
}

/** A name that opens an account, as it is kept. */
export type NewName = Pick<typeof signInNames.$inferInsert, 'nameHash' | 'nameSealed' | 'kind'>

// PostgreSQL takes at most 65,535 values in one statement.
const mostRows = 5_000

/** Opens many accounts at once, with the names they are signed in by and the roles they hold. */
export async function insertAccounts(
  tx: Tx,
  rows: readonly { id: string; personId: string | null; name: string; passwordHash: string }[],
  names: readonly (NewName & { accountId: string })[],
  grants: readonly Omit<typeof roleGrants.$inferInsert, 'tenantId' | 'grantedBy'>[],
) {
  const { tenantId, now: createdAt, actor } = tx.context
  for (let from = 0; from < rows.length; from += mostRows) {
    const part = rows.slice(from, from + mostRows)
    await tx.insert(accounts).values(part.map((row) => ({ ...row, tenantId, createdAt })))
  }
  for (let from = 0; from < names.length; from += mostRows) {
    await tx.insert(signInNames).values(names.slice(from, from + mostRows).map((row) => ({ ...row, tenantId })))
  }
  const grantedBy = actor?.accountId ?? null
  for (let from = 0; from < grants.length; from += mostRows) {
    const part = grants.slice(from, from + mostRows)
    await tx.insert(roleGrants).values(part.map((row) => ({ ...row, tenantId, grantedBy })))
  }
}

/** Adds names that open an account; returns how many were still free. */
export async function insertSignInNames(tx: Tx, accountId: string, names: readonly NewName[]): Promise<number> {
  if (names.length === 0) return 0
  const added = await tx
    .insert(signInNames)
    .values(names.map((name) => ({ ...name, tenantId: tx.context.tenantId, accountId })))
    .onConflictDoNothing()
    .returning({ kind: signInNames.kind })
  return added.length
}

/** Gives an account a role over a subtree. */
export async function insertGrant(tx: Tx, row: Omit<typeof roleGrants.$inferInsert, 'tenantId' | 'grantedBy'>) {
  const { tenantId, actor } = tx.context
  await tx
    .insert(roleGrants)
    .values({ grantedAt: tx.context.now, ...row, tenantId, grantedBy: actor?.accountId ?? null })
}

/** Opens a session. */
export async function insertSession(tx: Tx, row: Omit<typeof sessions.$inferInsert, 'tenantId'>) {
  await tx.insert(sessions).values({ ...row, tenantId: tx.context.tenantId })
}

/** Ends one session. */
export async function deleteSession(tx: Tx, id: string) {
  await tx.delete(sessions).where(and(eq(sessions.tenantId, tx.context.tenantId), eq(sessions.id, id)))
}

/** Ends every session of an account. */
export async function deleteSessions(tx: Tx, accountId: string) {
  await tx.delete(sessions).where(and(eq(sessions.tenantId, tx.context.tenantId), eq(sessions.accountId, accountId)))
}

/** Ends every session of an account but one. */
export async function deleteOtherSessions(tx: Tx, accountId: string, keptId: string): Promise<number> {
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.tenantId, tx.context.tenantId), eq(sessions.accountId, accountId), ne(sessions.id, keptId)))
    .returning({ id: sessions.id })
  return ended.length
}

/** Ends a session of this account; false when it has no such session. */
export async function deleteOwnSession(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.tenantId, tx.context.tenantId), eq(sessions.accountId, accountId), eq(sessions.id, id)))
    .returning({ id: sessions.id })
  return ended.length > 0
}

/** The sessions of an account that are still open, the last used first. */
export async function listSessions(tx: Tx, accountId: string) {
  return tx
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
      fromAddress: sessions.fromAddress,
      device: sessions.device,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.tenantId, tx.context.tenantId),
        eq(sessions.accountId, accountId),
        gte(sessions.expiresAt, tx.context.now),
      ),
    )
    .orderBy(desc(sessions.seenAt))
    .limit(100)
}

/** Notes that these sessions are in use. */
export async function touchSessions(tx: Tx, ids: readonly string[]) {
  await tx
    .update(sessions)
    .set({ seenAt: tx.context.now })
    .where(and(eq(sessions.tenantId, tx.context.tenantId), inArray(sessions.id, [...ids])))
}

/** The condition that a role is held on a day. */
export const inTerm = (today: string) =>
  and(
    lte(roleGrants.fromOn, today),
    or(isNull(roleGrants.toOn), gte(roleGrants.toOn, today)),
    isNull(roleGrants.withdrawnAt),
  )

/** The roles that an account holds today. */
export async function findGrants(tx: Tx, accountId: string) {
  const { tenantId, today } = tx.context
  return tx
    .select({ role: roleGrants.role, organisationId: roleGrants.organisationId })
    .from(roleGrants)
    .where(and(eq(roleGrants.tenantId, tenantId), eq(roleGrants.accountId, accountId), inTerm(today)))
}

/** Who acts in a session, and when it was last noted to be in use. */
export type SessionActor = { readonly actor: Actor; readonly standing: Standing; readonly seenAt: Date }

type ActorRow = Omit<Actor, 'sessionId' | 'onBehalfOf'> & {
  readonly onBehalfOf: OnBehalfOf | null
  readonly session: string
  readonly token: Buffer
  readonly seen: string
  readonly proved: string | null
  readonly awaitsCode: boolean
  readonly lacksFactor: boolean
}

/**
 * Who acts in the sessions of these tokens, by the digest in hexadecimal: one statement, however many ask. A session that
 * is over, unknown, or of a disabled account is not among them.
 */
export async function findActors(tx: Tx, hashes: readonly Buffer[]): Promise<ReadonlyMap<string, SessionActor>> {
  const { tenantId, now, today } = tx.context
  const asked = sql.param(`{${hashes.map((hash) => `"\\\\x${hash.toString('hex')}"`).join(',')}}`)
  const rows = await runNamed<ActorRow>(
    tx,
    'find_actors',
    sql`select s.id as session, s.token_hash as token, s.seen_at as seen, a.id as "accountId", a.person_id as "personId", a.name,
      (select coalesce(json_agg(json_build_object('role', g.role, 'organisationId', g.organisation_id)), '[]')
        from role_grant g where g.tenant_id = s.tenant_id and g.account_id = coalesce(stood_in.id, a.id)
          and g.from_on <= ${today}::date and (g.to_on is null or g.to_on >= ${today}::date) and g.withdrawn_at is null
          and (stood_in.id is null or exists (select from delegation_grant h where h.tenant_id = g.tenant_id
            and h.delegation_id = s.delegation_id and h.grant_id = g.id))) as grants,
      case when stood_in.id is not null then json_build_object('delegationId', s.delegation_id, 'accountId', stood_in.id,
        'personId', stood_in.person_id, 'name', stood_in.name) end as "onBehalfOf",
      s.proved_at as proved, s.awaits_code as "awaitsCode", ${lacksFactor(tenantId, today, true)} as "lacksFactor"
      from session s join account a on a.tenant_id = s.tenant_id and a.id = s.account_id
      left join lateral (${stoodInFor(tenantId, today)}) stood_in on s.delegation_id is not null
      where s.tenant_id = ${tenantId}::uuid and s.token_hash = any (${asked}::bytea[])
        and s.expires_at >= ${now.toISOString()}::timestamptz and a.disabled_at is null`,
  )
  return new Map(
    rows.map(({ session: sessionId, token, seen, proved, awaitsCode, lacksFactor, onBehalfOf, ...rest }) => {
      const owes = awaitsCode ? 'code' : lacksFactor ? 'second_factor' : null
      const standing: Standing = { provedAt: proved === null ? null : new Date(proved), owes, token: null }
      const name = signedFor(rest.name, onBehalfOf && onBehalfOf.name)
      const acting = onBehalfOf ? { name, onBehalfOf: { ...onBehalfOf, ownName: rest.name } } : {}
      return [token.toString('hex'), { actor: { ...rest, ...acting, sessionId }, standing, seenAt: new Date(seen) }]
    }),
  )
}

// Whom a session acts for: as long as the delegation runs, the holder's account is open and a role of it is still held.
const stoodInFor = (tenantId: string, today: string) => sql`select p.id, p.person_id, p.name
  from delegation d join account p on p.tenant_id = d.tenant_id and p.id = d.principal_id
  where d.tenant_id = ${tenantId}::uuid and d.id = s.delegation_id and d.delegate_id = a.id and d.ended_at is null
    and d.from_on <= ${today}::date and d.to_on >= ${today}::date and p.disabled_at is null
    and exists (select from delegation_grant h join role_grant g on g.tenant_id = h.tenant_id and g.id = h.grant_id
      where h.tenant_id = d.tenant_id and h.delegation_id = d.id and g.withdrawn_at is null
        and g.from_on <= ${today}::date and (g.to_on is null or g.to_on >= ${today}::date))`

// The settings are one row that is read once a statement; only who holds such a role is looked at further.
const lacksFactor = (tenantId: string, today: string, inSession = false) => sql`(${holdsSuchRole(tenantId, today)}
  ${inSession ? standsInSuchRole(tenantId) : sql``})
  and not exists (select from second_factor f where f.tenant_id = a.tenant_id and f.account_id = a.id and f.confirmed_at is not null)`

const holdsSuchRole = (tenantId: string, today: string) => sql`coalesce(
  (select t.second_factor_roles from account_setting t where t.tenant_id = ${tenantId}::uuid) && (
    select array_agg(g.role) from role_grant g where g.tenant_id = a.tenant_id and g.account_id = a.id
      and g.from_on <= ${today}::date and (g.to_on is null or g.to_on >= ${today}::date) and g.withdrawn_at is null), false)`

// What is demanded of a role is demanded of whoever stands in for its holder.
const standsInSuchRole = (tenantId: string) => sql`or (stood_in.id is not null and coalesce(
  (select t.second_factor_roles from account_setting t where t.tenant_id = ${tenantId}::uuid) && (
    select array_agg(h.role) from delegation_grant h where h.tenant_id = s.tenant_id and h.delegation_id = s.delegation_id), false))`

/** Whether a role of this account demands a second factor, set up or not. */
export async function isFactorRequired(tx: Tx, accountId: string): Promise<boolean> {
  const { tenantId, today } = tx.context
  const found = await tx.execute<{ required: boolean }>(
    sql`select ${holdsSuchRole(tenantId, today)} as required from account a where a.tenant_id = ${tenantId} and a.id = ${accountId}`,
  )
  return found.rows[0]?.required ?? false
}

/** Whether a role of this account demands a second factor that it has not set up. */
export async function lacksSecondFactor(tx: Tx, accountId: string): Promise<boolean> {
  const { tenantId, today } = tx.context
  const found = await tx.execute<{ lacks: boolean }>(
    sql`select ${lacksFactor(tenantId, today)} as lacks from account a where a.tenant_id = ${tenantId} and a.id = ${accountId}`,
  )
  return found.rows[0]?.lacks ?? false
}

/** Notes that whoever sits at this session has just shown the password, or a code: which the sign-in owes no longer then. */
export async function saveProof(tx: Tx, sessionId: string, byCode: boolean) {
  await tx
    .update(sessions)
    .set({ provedAt: tx.context.now, ...(byCode ? { awaitsCode: false } : {}) })
    .where(and(eq(sessions.tenantId, tx.context.tenantId), eq(sessions.id, sessionId)))
}

/** An account, by its id. */
export async function findAccount(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.tenantId, tx.context.tenantId), eq(accounts.id, id)))
  return found
}

/** Accounts that hold a role over an organisation or one above it today, or stand in for one that does: whom to tell about what happens there. */
export async function listHolders(
  tx: Tx,
  role: (typeof roleGrants.$inferSelect)['role'],
  organisationId: string,
): Promise<{ accountId: string; depth: number }[]> {
  const rows = await tx.execute<{ account_id: string; depth: number }>(sql`
    select distinct on (held.account_id) held.account_id, c.depth
    from role_grant g
    cross join lateral (
      select g.account_id
      union select d.delegate_id from delegation_grant h
        join delegation d on d.tenant_id = h.tenant_id and d.id = h.delegation_id
        where h.tenant_id = g.tenant_id and h.grant_id = g.id and d.ended_at is null
          and d.from_on <= ${tx.context.today} and d.to_on >= ${tx.context.today}) held
    join organisation_closure c on c.tenant_id = g.tenant_id and c.ancestor_id = g.organisation_id
    where g.tenant_id = ${tx.context.tenantId} and g.role = ${role} and c.descendant_id = ${organisationId}
      and g.from_on <= ${tx.context.today} and (g.to_on is null or g.to_on >= ${tx.context.today})
      and g.withdrawn_at is null
    order by held.account_id, c.depth`)
  return rows.rows.map((row) => ({ accountId: row.account_id, depth: row.depth }))
}
