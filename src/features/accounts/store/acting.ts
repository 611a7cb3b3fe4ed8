import { and, asc, eq, gte, isNull, lte, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { accounts, delegations, roleGrants, sessions } from '../tables.ts'

/** Whether a grant is handed over by a delegation. */
export function isHandedOver(delegationId: string) {
  return sql<boolean>`exists (select from delegation_grant h where h.tenant_id = ${roleGrants.tenantId}
    and h.delegation_id = ${delegationId} and h.grant_id = ${roleGrants.id})`
}

// A grant that delegations handed over and that is still held today.
const stillHeld = (today: string) => sql`exists (select from delegation_grant h
  join role_grant g on g.tenant_id = h.tenant_id and g.id = h.grant_id
  where h.tenant_id = ${delegations.tenantId} and h.delegation_id = ${delegations.id} and g.withdrawn_at is null
    and g.from_on <= ${today} and (g.to_on is null or g.to_on >= ${today}))`

/** Those whom an account may stand in for today. */
export async function listStandIns(tx: Tx, accountId: string) {
  const { tenantId, today } = tx.context
  return tx
    .select({
      delegationId: delegations.id,
      accountId: delegations.principalId,
      personId: accounts.personId,
      name: accounts.name,
      toOn: delegations.toOn,
    })
    .from(delegations)
    .innerJoin(accounts, and(eq(accounts.tenantId, delegations.tenantId), eq(accounts.id, delegations.principalId)))
    .where(
      and(
        eq(delegations.tenantId, tenantId),
        eq(delegations.delegateId, accountId),
        isNull(delegations.endedAt),
        isNull(accounts.disabledAt),
        lte(delegations.fromOn, today),
        gte(delegations.toOn, today),
        stillHeld(today),
      ),
    )
    .orderBy(asc(delegations.toOn), asc(delegations.id))
}

/** Notes whom whoever sits at a session stands in for from now on; null: nobody. */
export async function saveActing(tx: Tx, sessionId: string, delegationId: string | null): Promise<void> {
  await tx
    .update(sessions)
    .set({ delegationId })
    .where(and(eq(sessions.tenantId, tx.context.tenantId), eq(sessions.id, sessionId)))
}

/** Whether roles that a delegation hands over demand a second factor that this account has not set up. */
export async function lacksFactorFor(tx: Tx, accountId: string, delegationId: string): Promise<boolean> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<{ lacks: boolean }>(sql`
    select coalesce((select t.second_factor_roles from account_setting t where t.tenant_id = ${tenantId})
        && (select array_agg(h.role) from delegation_grant h where h.tenant_id = ${tenantId} and h.delegation_id = ${delegationId}), false)
      and not exists (select from second_factor f where f.tenant_id = ${tenantId} and f.account_id = ${accountId}
        and f.confirmed_at is not null) as lacks`)
  return rows[0]?.lacks ?? false
}
