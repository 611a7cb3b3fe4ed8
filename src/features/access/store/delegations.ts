import { and, desc, eq, gte, inArray, isNotNull, isNull, like, lt, lte, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { accounts, delegationGrants, delegations, roleGrants } from '../../accounts/tables.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import type { DelegableGrant, Delegation, DelegationQuery } from '../contract/delegations.ts'
import { delegableRoles, delegationStanding } from '../core/delegations.ts'

const principal = alias(accounts, 'principal')
const delegate = alias(accounts, 'delegate')
const maker = alias(accounts, 'maker')
const ender = alias(accounts, 'ender')

const ofTenant = (tx: Tx) => eq(delegations.tenantId, tx.context.tenantId)

/** Where a delegation lies: in the organisations that its roles are over. */
export async function delegationScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const rows = await tx
    .select({ organisationId: roleGrants.organisationId })
    .from(delegationGrants)
    .innerJoin(
      roleGrants,
      and(eq(roleGrants.tenantId, delegationGrants.tenantId), eq(roleGrants.id, delegationGrants.grantId)),
    )
    .where(and(eq(delegationGrants.tenantId, tx.context.tenantId), eq(delegationGrants.delegationId, id)))
  return rows.length === 0 ? undefined : { organisationIds: rows.map(({ organisationId }) => organisationId) }
}

const grantsOf = (tx: Tx) => sql<Delegation['grants']>`(
  select coalesce(json_agg(json_build_object('grantId', g.id, 'role', g.role, 'organisationId', g.organisation_id,
    'organisationName', o.name, 'isHeld', g.withdrawn_at is null and (g.to_on is null or g.to_on >= ${tx.context.today}))
    order by o.name, g.role), '[]')
  from delegation_grant h
  join role_grant g on g.tenant_id = h.tenant_id and g.id = h.grant_id
  join organisation o on o.tenant_id = g.tenant_id and o.id = g.organisation_id
  where h.tenant_id = ${delegations.tenantId} and h.delegation_id = ${delegations.id})`

function rowsOf(tx: Tx) {
  const tenant = delegations.tenantId
  return tx
    .select({
      id: delegations.id,
      principalId: delegations.principalId,
      principalName: principal.name,
      delegateId: delegations.delegateId,
      delegateName: delegate.name,
      fromOn: delegations.fromOn,
      toOn: delegations.toOn,
      reason: delegations.reason,
      grants: grantsOf(tx),
      madeByName: maker.name,
      madeAt: delegations.madeAt,
      endedAt: delegations.endedAt,
      endedHow: delegations.endedHow,
      endedByName: ender.name,
      endedReason: delegations.endedReason,
    })
    .from(delegations)
    .innerJoin(principal, and(eq(principal.tenantId, tenant), eq(principal.id, delegations.principalId)))
    .innerJoin(delegate, and(eq(delegate.tenantId, tenant), eq(delegate.id, delegations.delegateId)))
    .innerJoin(maker, and(eq(maker.tenantId, tenant), eq(maker.id, delegations.madeBy)))
    .leftJoin(ender, and(eq(ender.tenantId, tenant), eq(ender.id, delegations.endedBy)))
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number]

function shown(tx: Tx, row: Row): Delegation {
  return {
    ...row,
    madeAt: row.madeAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    standing: delegationStanding(row, tx.context.today),
  }
}

/** A delegation as it is shown. */
export async function showDelegation(tx: Tx, id: string): Promise<Delegation | undefined> {
  const [row] = await rowsOf(tx).where(and(ofTenant(tx), eq(delegations.id, id)))
  return row && shown(tx, row)
}

/** The delegations of an account, given or received, the newest first: at most fifty of either. */
export async function listOwn(tx: Tx, side: 'given' | 'received', accountId: string): Promise<Delegation[]> {
  const whose = side === 'given' ? delegations.principalId : delegations.delegateId
  const rows = await rowsOf(tx)
    .where(and(ofTenant(tx), eq(whose, accountId)))
    .orderBy(desc(delegations.id))
    .limit(50)
  return rows.map((row) => shown(tx, row))
}

/** A page of the delegations of roles over these subtrees, the newest first; one more than asked for when there are more. */
export async function listDelegations(
  tx: Tx,
  query: DelegationQuery,
  roots: readonly string[],
  after: { id: string } | undefined,
): Promise<Delegation[]> {
  const { today } = tx.context
  const search = query.search?.replace(/[%_\\]/g, '')
  const current = and(isNull(delegations.endedAt), gte(delegations.toOn, today))
  const rows = await rowsOf(tx)
    .where(
      and(
        ofTenant(tx),
        sql`exists (select from delegation_grant h join role_grant g on g.tenant_id = h.tenant_id and g.id = h.grant_id
          where h.tenant_id = ${delegations.tenantId} and h.delegation_id = ${delegations.id}
            and ${within(tx, sql`g.organisation_id`, roots)})`,
        query.standing === 'current' ? current : undefined,
        query.standing === 'ended' ? or(isNotNull(delegations.endedAt), lt(delegations.toOn, today)) : undefined,
        search ? or(like(principal.name, `%${search}%`), like(delegate.name, `%${search}%`)) : undefined,
        after ? lt(delegations.id, after.id) : undefined,
      ),
    )
    .orderBy(desc(delegations.id))
    .limit(query.limit + 1)
  return rows.map((row) => shown(tx, row))
}

/** The roles of an account that may be handed over: held today or later, and none that nobody hands over. */
export async function listDelegable(
  tx: Tx,
  accountId: string,
  roots: readonly string[] | undefined,
): Promise<DelegableGrant[]> {
  return tx
    .select({
      grantId: roleGrants.id,
      role: roleGrants.role,
      organisationId: roleGrants.organisationId,
      organisationName: organisations.name,
    })
    .from(roleGrants)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, roleGrants.tenantId), eq(organisations.id, roleGrants.organisationId)),
    )
    .where(
      and(
        eq(roleGrants.tenantId, tx.context.tenantId),
        eq(roleGrants.accountId, accountId),
        inArray(roleGrants.role, [...delegableRoles]),
        isNull(roleGrants.withdrawnAt),
        or(isNull(roleGrants.toOn), gte(roleGrants.toOn, tx.context.today)),
        roots ? within(tx, sql`${roleGrants.organisationId}`, roots) : undefined,
      ),
    )
    .orderBy(organisations.name, roleGrants.role)
}

/** Grants with what handing them over must know: whether they are held in the term, fit the delegate and are free. */
export async function loadHandedOver(
  tx: Tx,
  draft: { principalId: string; delegateId: string; grantIds: readonly string[]; fromOn: string; toOn: string },
) {
  return tx
    .select({
      grantId: roleGrants.id,
      role: roleGrants.role,
      organisationId: roleGrants.organisationId,
      isHeld: sql<boolean>`(role_grant.account_id = ${draft.principalId} and role_grant.withdrawn_at is null
        and role_grant.from_on <= ${draft.toOn} and (role_grant.to_on is null or role_grant.to_on >= ${draft.fromOn}))`,
      isWithin: sql<boolean>`(exists (select from account a
          join person p on p.tenant_id = a.tenant_id and p.id = a.person_id
          join organisation_closure c on c.tenant_id = p.tenant_id and c.descendant_id = p.organisation_id
          where a.tenant_id = role_grant.tenant_id and a.id = ${draft.delegateId} and c.ancestor_id = role_grant.organisation_id)
        or exists (select from role_grant held
          join organisation_closure c on c.tenant_id = held.tenant_id and c.descendant_id = held.organisation_id
          where held.tenant_id = role_grant.tenant_id and held.account_id = ${draft.delegateId} and held.withdrawn_at is null
            and (held.to_on is null or held.to_on >= ${tx.context.today}) and c.ancestor_id = role_grant.organisation_id))`,
      isTaken: sql<boolean>`exists (select from delegation_grant h
        join delegation d on d.tenant_id = h.tenant_id and d.id = h.delegation_id
        where h.tenant_id = role_grant.tenant_id and h.grant_id = role_grant.id and d.ended_at is null
          and d.from_on <= ${draft.toOn} and d.to_on >= ${draft.fromOn})`,
    })
    .from(roleGrants)
    .where(and(eq(roleGrants.tenantId, tx.context.tenantId), inArray(roleGrants.id, [...draft.grantIds])))
}

/** Keeps a delegation with the roles that it hands over. */
export async function insertDelegation(
  tx: Tx,
  row: Omit<typeof delegations.$inferInsert, 'tenantId' | 'madeAt'>,
  grants: readonly { readonly grantId: string; readonly role: DelegableGrant['role'] }[],
): Promise<void> {
  const { tenantId, now: madeAt } = tx.context
  await tx.insert(delegations).values({ ...row, tenantId, madeAt })
  const { id: delegationId, principalId } = row
  await tx
    .insert(delegationGrants)
    .values(grants.map(({ grantId, role }) => ({ tenantId, delegationId, grantId, principalId, role })))
}

type Ending = Pick<typeof delegations.$inferInsert, 'endedHow' | 'endedReason'>

/** Ends a delegation before its term; nobody acts by it from now on. */
export async function saveEnding(tx: Tx, id: string, ending: Ending): Promise<void> {
  const { now: endedAt, actor } = tx.context
  await tx
    .update(delegations)
    .set({ ...ending, endedAt, endedBy: actor?.accountId ?? null })
    .where(and(ofTenant(tx), eq(delegations.id, id), isNull(delegations.endedAt)))
}

/** The accounts to which a grant is handed over now or later. */
export async function listDelegatesOf(tx: Tx, grantId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ delegateId: delegations.delegateId })
    .from(delegations)
    .innerJoin(
      delegationGrants,
      and(eq(delegationGrants.tenantId, delegations.tenantId), eq(delegationGrants.delegationId, delegations.id)),
    )
    .where(and(ofTenant(tx), eq(delegationGrants.grantId, grantId), isNull(delegations.endedAt)))
  return rows.map(({ delegateId }) => delegateId)
}

/** Delegations in their term of which nothing is left: every role of them was taken away or has ended. */
export async function listEmptied(tx: Tx): Promise<Delegation[]> {
  const { today } = tx.context
  const rows = await rowsOf(tx).where(
    and(
      ofTenant(tx),
      isNull(delegations.endedAt),
      gte(delegations.toOn, today),
      sql`not exists (select from delegation_grant h join role_grant g on g.tenant_id = h.tenant_id and g.id = h.grant_id
        where h.tenant_id = ${delegations.tenantId} and h.delegation_id = ${delegations.id} and g.withdrawn_at is null
          and (g.to_on is null or g.to_on >= ${today}))`,
    ),
  )
  return rows.map((row) => shown(tx, row))
}

/** Delegations in their term of which one of the two accounts was closed. */
export async function listOfClosedAccounts(tx: Tx): Promise<Delegation[]> {
  const rows = await rowsOf(tx).where(
    and(
      ofTenant(tx),
      isNull(delegations.endedAt),
      gte(delegations.toOn, tx.context.today),
      or(isNotNull(principal.disabledAt), isNotNull(delegate.disabledAt)),
    ),
  )
  return rows.map((row) => shown(tx, row))
}

/** Delegations whose term begins by today, ends tomorrow or ended within the last week: those that something is told of. */
export async function listAtTurns(tx: Tx, tomorrow: string, weekAgo: string): Promise<Delegation[]> {
  const { today } = tx.context
  const rows = await rowsOf(tx).where(
    and(
      ofTenant(tx),
      isNull(delegations.endedAt),
      or(
        and(lte(delegations.fromOn, today), gte(delegations.toOn, today)),
        eq(delegations.toOn, tomorrow),
        and(lt(delegations.toOn, today), gte(delegations.toOn, weekAgo)),
      ),
    ),
  )
  return rows.map((row) => shown(tx, row))
}

/** Whether an account works on the phone alone: it belongs to a person and holds no role today. */
export async function isOnPhone(tx: Tx, accountId: string): Promise<boolean> {
  const { tenantId, today } = tx.context
  const found = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        eq(accounts.tenantId, tenantId),
        eq(accounts.id, accountId),
        isNotNull(accounts.personId),
        sql`not exists (select from role_grant g where g.tenant_id = ${tenantId} and g.account_id = ${accountId}
          and g.withdrawn_at is null and g.from_on <= ${today} and (g.to_on is null or g.to_on >= ${today}))`,
      ),
    )
  return found.length > 0
}
