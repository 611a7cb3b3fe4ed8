import { and, asc, eq, gt, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy } from '../../people/public.ts'
import { inPost, people } from '../../people/tables.ts'
import type { AccountStatesQuery } from '../contract/activation.ts'
import { accounts, accountSettings, activationCodes, recoveryCodes, secondFactors } from '../tables.ts'

/** How accounts are handled in this region. */
export async function loadSettings(tx: Tx) {
  const [found] = await tx.select().from(accountSettings).where(eq(accountSettings.tenantId, tx.context.tenantId))
  return { activationDays: found?.activationDays ?? 30, secondFactorRoles: found?.secondFactorRoles ?? [] }
}

/** Changes how accounts are handled. */
export async function saveSettings(tx: Tx, settings: Omit<typeof accountSettings.$inferInsert, 'tenantId'>) {
  await tx
    .insert(accountSettings)
    .values({ ...settings, tenantId: tx.context.tenantId })
    .onConflictDoUpdate({ target: accountSettings.tenantId, set: settings })
}

const atTheirs = and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId))
const theirAccount = and(eq(accounts.tenantId, people.tenantId), eq(accounts.personId, people.id))

const candidate = {
  personId: people.id,
  name: people.name,
  staffNo: people.staffNo,
  organisationName: organisations.name,
  accountId: accounts.id,
  hasRoles: sql<boolean>`exists (select from role_grant g where g.tenant_id = account.tenant_id and g.account_id = account.id)`,
}

/** People who may be given codes, with the account they have, if any. */
export type Candidate = {
  readonly personId: string
  readonly name: string
  readonly staffNo: string
  readonly organisationName: string
  readonly accountId: string | null
  readonly hasRoles: boolean
}

const live = (tx: Tx): SQL => sql`exists (select from activation_code k where k.tenant_id = person.tenant_id
  and k.used_at is null and k.withdrawn_at is null and k.expires_at > ${tx.context.now}
  and (k.person_id = person.id or k.account_id = account.id))`

function candidates(tx: Tx, where: SQL | undefined, most: number): Promise<Candidate[]> {
  return tx
    .select(candidate)
    .from(people)
    .innerJoin(organisations, atTheirs)
    .leftJoin(accounts, theirAccount)
    .where(and(eq(people.tenantId, tx.context.tenantId), where))
    .orderBy(asc(people.sortKey), asc(people.id))
    .limit(most)
}

/** People in post below an organisation who have neither an account nor a code that is still good. */
export function listUnopened(tx: Tx, organisationId: string, most: number): Promise<Candidate[]> {
  const below = within(tx, sql`${people.organisationId}`, [organisationId])
  return candidates(tx, and(below, inPost(people.state), isNull(accounts.id), sql`not ${live(tx)}`), most)
}

/** These people, as far as they lie in the subtrees of `roots`. */
export function listCandidates(tx: Tx, personIds: readonly string[], roots: readonly string[]): Promise<Candidate[]> {
  const inScope = within(tx, sql`${people.organisationId}`, roots)
  return candidates(tx, and(inArray(people.id, [...personIds]), inScope), personIds.length)
}

const active = (tx: Tx) =>
  and(
    eq(activationCodes.tenantId, tx.context.tenantId),
    isNull(activationCodes.usedAt),
    isNull(activationCodes.withdrawnAt),
  )

/** Withdraws every code that these people could still use. */
export async function withdrawCodesOf(tx: Tx, personIds: readonly string[], accountIds: readonly string[]) {
  const ids = (values: readonly string[]) => sql.param(`{${values.join(',')}}`)
  const theirs = sql`(activation_code.person_id = any (${ids(personIds)}::uuid[]) or activation_code.account_id = any (${ids(accountIds)}::uuid[]))`
  await tx
    .update(activationCodes)
    .set({ withdrawnAt: tx.context.now })
    .where(and(active(tx), theirs))
}

/** Withdraws one code; whether it could still be used. */
export async function withdrawCode(tx: Tx, id: string): Promise<boolean> {
  const ended = await tx
    .update(activationCodes)
    .set({ withdrawnAt: tx.context.now })
    .where(and(active(tx), eq(activationCodes.id, id)))
    .returning({ id: activationCodes.id })
  return ended.length > 0
}

/** Keeps codes that were just made. */
export async function insertCodes(tx: Tx, rows: readonly Omit<typeof activationCodes.$inferInsert, 'tenantId'>[]) {
  if (rows.length === 0) return
  await tx.insert(activationCodes).values(rows.map((row) => ({ ...row, tenantId: tx.context.tenantId })))
}

/** The code of this hash. */
export async function findCode(tx: Tx, codeHash: Buffer) {
  const [found] = await tx
    .select()
    .from(activationCodes)
    .where(and(eq(activationCodes.tenantId, tx.context.tenantId), eq(activationCodes.codeHash, codeHash)))
  return found
}

/** Uses a code up; false when somebody else was quicker. */
export async function spendCode(tx: Tx, id: string): Promise<boolean> {
  const used = await tx
    .update(activationCodes)
    .set({ usedAt: tx.context.now })
    .where(and(active(tx), eq(activationCodes.id, id)))
    .returning({ id: activationCodes.id })
  return used.length > 0
}

/** The codes of these hashes that are still good, with the person each is for, as far as they lie below `roots`. */
export async function listLiveCodes(tx: Tx, hashes: readonly Buffer[], roots: readonly string[]) {
  return tx
    .select({
      codeHash: activationCodes.codeHash,
      purpose: activationCodes.purpose,
      expiresAt: activationCodes.expiresAt,
      name: people.name,
      staffNo: people.staffNo,
      organisationName: organisations.name,
    })
    .from(activationCodes)
    .leftJoin(
      accounts,
      and(eq(accounts.tenantId, activationCodes.tenantId), eq(accounts.id, activationCodes.accountId)),
    )
    .innerJoin(
      people,
      and(
        eq(people.tenantId, activationCodes.tenantId),
        sql`${people.id} = coalesce(${activationCodes.personId}, ${accounts.personId})`,
      ),
    )
    .innerJoin(organisations, atTheirs)
    .where(
      and(
        active(tx),
        gt(activationCodes.expiresAt, tx.context.now),
        inArray(activationCodes.codeHash, [...hashes]),
        within(tx, sql`${people.organisationId}`, roots),
      ),
    )
}

/** Where a code lies: with the person it is for. */
export async function activationCodeScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await tx.execute<{ organisation_id: string }>(sql`
    select p.organisation_id from activation_code k
    left join account a on a.tenant_id = k.tenant_id and a.id = k.account_id
    join person p on p.tenant_id = k.tenant_id and p.id = coalesce(k.person_id, a.person_id)
    where k.tenant_id = ${tx.context.tenantId} and k.id = ${id}`)
  const [row] = found.rows
  return row && { organisationIds: [row.organisation_id] }
}

/** A page of people with what became of their account; one more than asked for when there are more. */
export async function listAccountStates(
  tx: Tx,
  roots: readonly string[],
  query: AccountStatesQuery,
  after: { sortKey: string; id: string } | undefined,
) {
  const code = sql<{ id: string; purpose: 'first_use' | 'new_password'; expiresAt: string } | null>`(
    select json_build_object('id', k.id, 'purpose', k.purpose, 'expiresAt', to_char(k.expires_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
    from activation_code k where k.tenant_id = person.tenant_id and k.used_at is null and k.withdrawn_at is null
      and k.expires_at > ${tx.context.now} and (k.person_id = person.id or k.account_id = account.id) order by k.id desc limit 1)`
  const wanted = {
    none: and(isNull(accounts.id), sql`not ${live(tx)}`),
    waiting: live(tx),
    open: sql`${accounts.id} is not null`,
  }
  const rows = await tx
    .select({
      ...candidate,
      id: people.id,
      sortKey: people.sortKey,
      hasSecondFactor: sql<boolean>`exists (select from second_factor f where f.tenant_id = account.tenant_id
        and f.account_id = account.id and f.confirmed_at is not null)`,
      code,
    })
    .from(people)
    .innerJoin(organisations, atTheirs)
    .leftJoin(accounts, theirAccount)
    .where(
      and(
        eq(people.tenantId, tx.context.tenantId),
        within(tx, sql`${people.organisationId}`, query.organisationId ? [query.organisationId] : roots),
        query.organisationId ? within(tx, sql`${people.organisationId}`, roots) : undefined,
        inPost(people.state),
        query.state && wanted[query.state],
        amongPasted(tx, query.pasted, people.id, people.organisationId),
        isMeantBy(tx, query.q),
        after && sql`(person.sort_key, person.id) > (${after.sortKey} collate "C", ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(people.sortKey), asc(people.id))
    .limit(query.limit + 1)
  return rows
}

/** Sets a new password, and forgets wrong attempts at the old one. */
export async function savePassword(tx: Tx, accountId: string, passwordHash: string) {
  await tx
    .update(accounts)
    .set({ passwordHash, failures: 0, lockedUntil: null })
    .where(and(eq(accounts.tenantId, tx.context.tenantId), eq(accounts.id, accountId)))
}

/** Takes the second factor of an account away, with its recovery codes; whether there was one. */
export async function deleteSecondFactor(tx: Tx, accountId: string): Promise<boolean> {
  const { tenantId } = tx.context
  await tx
    .delete(recoveryCodes)
    .where(and(eq(recoveryCodes.tenantId, tenantId), eq(recoveryCodes.accountId, accountId)))
  const gone = await tx
    .delete(secondFactors)
    .where(and(eq(secondFactors.tenantId, tenantId), eq(secondFactors.accountId, accountId)))
    .returning({ id: secondFactors.accountId })
  return gone.length > 0
}

/** Whose account belongs to a person. */
export async function findAccountOfPerson(tx: Tx, personId: string) {
  const [found] = await tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.tenantId, tx.context.tenantId), eq(accounts.personId, personId)))
  return found
}
