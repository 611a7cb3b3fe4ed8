import { and, eq, gte, isNull, lte, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { accounts, roleGrants } from '../../accounts/tables.ts'
import { organisations } from '../../organisations/tables.ts'
import { termNotices, type termMoments } from '../tables.ts'

type Moment = (typeof termMoments)[number]

/** Writes down that something is said of a term; false when it was said before. */
export async function markTold(tx: Tx, objectId: string, what: Moment, toOn: string): Promise<boolean> {
  const { tenantId, now: at } = tx.context
  const told = await tx
    .insert(termNotices)
    .values({ tenantId, objectId, what, toOn, at })
    .onConflictDoNothing()
    .returning({ objectId: termNotices.objectId })
  return told.length > 0
}

/** Grants that end by a day, are still held and are not followed by another of the same role there. */
export async function listEndingBy(tx: Tx, lastDay: string) {
  const { tenantId, today } = tx.context
  return tx
    .select({
      id: roleGrants.id,
      accountId: roleGrants.accountId,
      accountName: accounts.name,
      role: roleGrants.role,
      organisationId: roleGrants.organisationId,
      organisationName: organisations.name,
      toOn: sql<string>`${roleGrants.toOn}::text`,
    })
    .from(roleGrants)
    .innerJoin(accounts, and(eq(accounts.tenantId, roleGrants.tenantId), eq(accounts.id, roleGrants.accountId)))
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, roleGrants.tenantId), eq(organisations.id, roleGrants.organisationId)),
    )
    .where(
      and(
        eq(roleGrants.tenantId, tenantId),
        isNull(roleGrants.withdrawnAt),
        isNull(accounts.disabledAt),
        lte(roleGrants.fromOn, today),
        gte(roleGrants.toOn, today),
        lte(roleGrants.toOn, lastDay),
        sql`not exists (select from role_grant later where later.tenant_id = ${roleGrants.tenantId}
          and later.account_id = ${roleGrants.accountId} and later.role = ${roleGrants.role}
          and later.organisation_id = ${roleGrants.organisationId} and later.withdrawn_at is null
          and later.from_on <= ${roleGrants.toOn} + 1 and (later.to_on is null or later.to_on > ${roleGrants.toOn}))`,
      ),
    )
}

/** The grants over one organisation that are held today or later. */
export async function listOver(tx: Tx, organisationId: string) {
  const { tenantId, today } = tx.context
  return tx
    .select()
    .from(roleGrants)
    .where(
      and(
        eq(roleGrants.tenantId, tenantId),
        eq(roleGrants.organisationId, organisationId),
        isNull(roleGrants.withdrawnAt),
        sql`(${roleGrants.toOn} is null or ${roleGrants.toOn} >= ${today})`,
      ),
    )
}
