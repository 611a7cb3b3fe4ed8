import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, like, lt, lte, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { accounts, roleGrants } from '../../accounts/tables.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { Grantee, GrantQuery, RoleGrant } from '../contract.ts'
import { endingDays, standingOf } from '../core/grants.ts'

const granter = alias(accounts, 'granter')
const withdrawer = alias(accounts, 'withdrawer')
const workplace = alias(organisations, 'workplace')

/** Where a grant lies: in the organisation it is over. */
export async function grantScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findGrant(tx, id)
  return found && { organisationIds: [found.organisationId] }
}

/** A grant by its id. */
export async function findGrant(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(roleGrants)
    .where(and(eq(roleGrants.tenantId, tx.context.tenantId), eq(roleGrants.id, id)))
  return found
}

function rowsOf(tx: Tx) {
  return tx
    .select({
      id: roleGrants.id,
      accountId: roleGrants.accountId,
      accountName: accounts.name,
      personId: accounts.personId,
      workplace: workplace.name,
      role: roleGrants.role,
      organisationId: roleGrants.organisationId,
      organisationName: organisations.name,
      fromOn: roleGrants.fromOn,
      toOn: roleGrants.toOn,
      reason: roleGrants.reason,
      grantedByName: granter.name,
      grantedAt: roleGrants.grantedAt,
      withdrawnByName: withdrawer.name,
      withdrawnAt: roleGrants.withdrawnAt,
      withdrawnReason: roleGrants.withdrawnReason,
    })
    .from(roleGrants)
    .innerJoin(accounts, and(eq(accounts.tenantId, roleGrants.tenantId), eq(accounts.id, roleGrants.accountId)))
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, roleGrants.tenantId), eq(organisations.id, roleGrants.organisationId)),
    )
    .leftJoin(people, and(eq(people.tenantId, accounts.tenantId), eq(people.id, accounts.personId)))
    .leftJoin(workplace, and(eq(workplace.tenantId, people.tenantId), eq(workplace.id, people.organisationId)))
    .leftJoin(granter, and(eq(granter.tenantId, roleGrants.tenantId), eq(granter.id, roleGrants.grantedBy)))
    .leftJoin(withdrawer, and(eq(withdrawer.tenantId, roleGrants.tenantId), eq(withdrawer.id, roleGrants.withdrawnBy)))
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number]

function shown(tx: Tx, row: Row): RoleGrant {
  const grantedAt = row.grantedAt?.toISOString() ?? null
  const withdrawnAt = row.withdrawnAt?.toISOString() ?? null
  return { ...row, grantedAt, withdrawnAt, standing: standingOf({ ...row, withdrawnAt }, tx.context.today) }
}

/** A grant as it is shown. */
export async function showGrant(tx: Tx, id: string): Promise<RoleGrant | undefined> {
  const [row] = await rowsOf(tx).where(and(eq(roleGrants.tenantId, tx.context.tenantId), eq(roleGrants.id, id)))
  return row && shown(tx, row)
}

function standing(tx: Tx, asked: GrantQuery['standing']) {
  const { today } = tx.context
  const unended = and(isNull(roleGrants.withdrawnAt), or(isNull(roleGrants.toOn), gte(roleGrants.toOn, today)))
  if (asked === 'all') return undefined
  if (asked === 'current') return unended
  if (asked === 'ended') return or(isNotNull(roleGrants.withdrawnAt), lt(roleGrants.toOn, today))
  return and(unended, lte(roleGrants.toOn, sql`${today}::date + ${endingDays}::int`))
}

/** A page of the grants in these subtrees, by name; one more than asked for when there are more. */
export async function listGrants(
  tx: Tx,
  query: GrantQuery,
  roots: readonly string[],
  after: { accountName: string; id: string } | undefined,
): Promise<RoleGrant[]> {
  const { tenantId } = tx.context
  const search = query.search?.replace(/[%_\\]/g, '')
  const rows = await rowsOf(tx)
    .where(
      and(
        eq(roleGrants.tenantId, tenantId),
        within(tx, sql`${roleGrants.organisationId}`, roots),
        standing(tx, query.standing),
        search ? or(like(accounts.name, `%${search}%`), isMeantBy(tx, search)) : undefined,
        query.accountId ? eq(roleGrants.accountId, query.accountId) : undefined,
        query.organisationId ? eq(roleGrants.organisationId, query.organisationId) : undefined,
        query.role ? eq(roleGrants.role, query.role) : undefined,
        amongPasted(tx, query.pasted, accounts.personId, roleGrants.organisationId),
        after
          ? or(
              gt(accounts.name, after.accountName),
              and(eq(accounts.name, after.accountName), gt(roleGrants.id, after.id)),
            )
          : undefined,
      ),
    )
    .orderBy(asc(accounts.name), asc(roleGrants.id))
    .limit(query.limit + 1)
  return rows.map((row) => shown(tx, row))
}

/** Whether an account holds a role over an organisation on a day of this term already. */
export async function isHeld(
  tx: Tx,
  grant: { accountId: string; role: RoleGrant['role']; organisationId: string; fromOn: string; toOn: string | null },
): Promise<boolean> {
  const found = await tx
    .select({ id: roleGrants.id })
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.tenantId, tx.context.tenantId),
        eq(roleGrants.accountId, grant.accountId),
        eq(roleGrants.role, grant.role),
        eq(roleGrants.organisationId, grant.organisationId),
        isNull(roleGrants.withdrawnAt),
        or(isNull(roleGrants.toOn), gte(roleGrants.toOn, grant.fromOn)),
        grant.toOn === null ? undefined : lte(roleGrants.fromOn, grant.toOn),
      ),
    )
    .limit(1)
  return found.length > 0
}

/** The accounts, beside one grant, that hold one of these roles over the bureau itself today without an end. */
export async function countOthers(tx: Tx, roles: readonly RoleGrant['role'][], besides: string): Promise<number> {
  const { tenantId, today } = tx.context
  return tx.$count(
    roleGrants,
    and(
      eq(roleGrants.tenantId, tenantId),
      inArray(roleGrants.role, [...roles]),
      ne(roleGrants.id, besides),
      isNull(roleGrants.withdrawnAt),
      lte(roleGrants.fromOn, today),
      isNull(roleGrants.toOn),
      sql`exists (select from organisation o where o.tenant_id = ${tenantId} and o.id = role_grant.organisation_id and o.kind = 'bureau')`,
      sql`exists (select from account a where a.tenant_id = ${tenantId} and a.id = role_grant.account_id and a.disabled_at is null)`,
    ),
  )
}

/** Locks the grants of an account, so that two who decide on it at once decide one after the other. */
export async function lockAccount(tx: Tx, id: string) {
  const [found] = await tx
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(and(eq(accounts.tenantId, tx.context.tenantId), eq(accounts.id, id)))
    .for('update')
  return found
}

/** Ends a grant before its time. */
export async function withdraw(tx: Tx, id: string, reason: string): Promise<void> {
  const { tenantId, now, actor } = tx.context
  await tx
    .update(roleGrants)
    .set({ withdrawnAt: now, withdrawnBy: actor?.accountId ?? null, withdrawnReason: reason })
    .where(and(eq(roleGrants.tenantId, tenantId), eq(roleGrants.id, id)))
}

/** Accounts that are found by name, staff number or pinyin, and touch these subtrees: at most twenty. */
export async function findGrantees(tx: Tx, typed: string, roots: readonly string[]): Promise<Grantee[]> {
  const { tenantId } = tx.context
  const search = typed.replace(/[%_\\]/g, '')
  return tx
    .select({ accountId: accounts.id, name: accounts.name, workplace: workplace.name })
    .from(accounts)
    .leftJoin(people, and(eq(people.tenantId, accounts.tenantId), eq(people.id, accounts.personId)))
    .leftJoin(workplace, and(eq(workplace.tenantId, people.tenantId), eq(workplace.id, people.organisationId)))
    .where(
      and(
        eq(accounts.tenantId, tenantId),
        isNull(accounts.disabledAt),
        or(like(accounts.name, `${search}%`), isMeantBy(tx, search)),
        or(
          within(tx, sql`${people.organisationId}`, roots),
          // An account that belongs to nobody on the roster is found where it holds a role, or held one.
          sql`exists (select from role_grant g
            join organisation_closure c on c.tenant_id = g.tenant_id and c.descendant_id = g.organisation_id
            where g.tenant_id = ${tenantId} and g.account_id = ${accounts.id}
              and c.ancestor_id = any (${sql.param(`{${roots.join(',')}}`)}::uuid[]))`,
        ),
      ),
    )
    .orderBy(asc(accounts.name), asc(accounts.id))
    .limit(20)
}
