import { and, asc, eq, gt, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Role } from '../../../lib/access.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { accounts, roleGrants } from '../../accounts/tables.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { people } from '../../people/tables.ts'
import type { Holder } from '../contract.ts'
import { isGrantedRole } from '../core/grants.ts'

const workplace = alias(organisations, 'workplace')

function inForce(tx: Tx) {
  const { tenantId, today } = tx.context
  return and(
    eq(roleGrants.tenantId, tenantId),
    isNull(roleGrants.withdrawnAt),
    isNull(accounts.disabledAt),
    lte(roleGrants.fromOn, today),
    or(isNull(roleGrants.toOn), gte(roleGrants.toOn, today)),
  )
}

function holders(tx: Tx) {
  return tx
    .select({
      id: roleGrants.id,
      accountId: accounts.id,
      accountName: accounts.name,
      workplace: workplace.name,
      role: roleGrants.role,
      organisationId: roleGrants.organisationId,
      organisationName: organisations.name,
      toOn: roleGrants.toOn,
    })
    .from(roleGrants)
    .innerJoin(accounts, and(eq(accounts.tenantId, roleGrants.tenantId), eq(accounts.id, roleGrants.accountId)))
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, roleGrants.tenantId), eq(organisations.id, roleGrants.organisationId)),
    )
    .leftJoin(people, and(eq(people.tenantId, accounts.tenantId), eq(people.id, accounts.personId)))
    .leftJoin(workplace, and(eq(workplace.tenantId, people.tenantId), eq(workplace.id, people.organisationId)))
}

/** Who holds one of these roles today in these subtrees, by name; one more than asked for when there are more. */
export async function listHolding(
  tx: Tx,
  roles: readonly Role[],
  roots: readonly string[],
  limit: number,
  after: { accountName: string; id: string } | undefined,
): Promise<Holder[]> {
  return holders(tx)
    .where(
      and(
        inForce(tx),
        inArray(roleGrants.role, roles.filter(isGrantedRole)),
        within(tx, sql`${roleGrants.organisationId}`, roots),
        after
          ? or(
              gt(accounts.name, after.accountName),
              and(eq(accounts.name, after.accountName), gt(roleGrants.id, after.id)),
            )
          : undefined,
      ),
    )
    .orderBy(asc(accounts.name), asc(roleGrants.id))
    .limit(limit + 1)
}

/** How many accounts hold each role today in these subtrees. */
export async function countHolding(tx: Tx, roots: readonly string[]): Promise<ReadonlyMap<Role, number>> {
  const rows = await tx
    .select({ role: roleGrants.role, size: sql<number>`count(distinct ${roleGrants.accountId})::int` })
    .from(roleGrants)
    .innerJoin(accounts, and(eq(accounts.tenantId, roleGrants.tenantId), eq(accounts.id, roleGrants.accountId)))
    .where(and(inForce(tx), within(tx, sql`${roleGrants.organisationId}`, roots)))
    .groupBy(roleGrants.role)
  return new Map(rows.map(({ role, size }) => [role, size]))
}

/** The roles that one account holds today in these subtrees. */
export async function listHeldBy(tx: Tx, accountId: string, roots: readonly string[]): Promise<Holder[]> {
  return holders(tx)
    .where(and(inForce(tx), eq(roleGrants.accountId, accountId), within(tx, sql`${roleGrants.organisationId}`, roots)))
    .orderBy(asc(organisations.name), asc(roleGrants.role))
}
