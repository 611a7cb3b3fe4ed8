import { sql, type SQL } from 'drizzle-orm'
import type { Role } from '../../../lib/access.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Holder } from '../contract.ts'
import { isGrantedRole } from '../core/grants.ts'

// Who holds which role today, by a grant of their own or by standing in for a holder.
function heldToday(tx: Tx): SQL {
  const { tenantId, today } = tx.context
  return sql`(
    select g.id, g.account_id, g.role, g.organisation_id, g.to_on, null::text as on_behalf_of_name
    from role_grant g
    where g.tenant_id = ${tenantId} and g.withdrawn_at is null and g.from_on <= ${today}
      and (g.to_on is null or g.to_on >= ${today})
    union all
    select md5(d.id::text || g.id::text)::uuid, d.delegate_id, g.role, g.organisation_id, least(d.to_on, g.to_on), p.name
    from delegation d
    join delegation_grant h on h.tenant_id = d.tenant_id and h.delegation_id = d.id
    join role_grant g on g.tenant_id = h.tenant_id and g.id = h.grant_id
    join account p on p.tenant_id = d.tenant_id and p.id = d.principal_id
    where d.tenant_id = ${tenantId} and d.ended_at is null and d.from_on <= ${today} and d.to_on >= ${today}
      and g.withdrawn_at is null and g.from_on <= ${today} and (g.to_on is null or g.to_on >= ${today}) and p.disabled_at is null)`
}

const list = (values: readonly string[]) => sql.param(`{${values.join(',')}}`)

function holders(tx: Tx, roots: readonly string[], condition: SQL): SQL {
  const { tenantId } = tx.context
  return sql`select held.id, a.id as "accountId", a.name as "accountName", workplace.name as workplace, held.role,
      held.organisation_id as "organisationId", o.name as "organisationName", held.to_on::text as "toOn",
      held.on_behalf_of_name as "onBehalfOfName"
    from ${heldToday(tx)} held
    join account a on a.tenant_id = ${tenantId} and a.id = held.account_id and a.disabled_at is null
    join organisation o on o.tenant_id = ${tenantId} and o.id = held.organisation_id
    left join person p on p.tenant_id = ${tenantId} and p.id = a.person_id
    left join organisation workplace on workplace.tenant_id = ${tenantId} and workplace.id = p.organisation_id
    where exists (select from organisation_closure c where c.tenant_id = ${tenantId}
        and c.descendant_id = held.organisation_id and c.ancestor_id = any (${list(roots)}::uuid[]))
      and ${condition}`
}

/** Who holds one of these roles today in these subtrees, by name; one more than asked for when there are more. */
export async function listHolding(
  tx: Tx,
  roles: readonly Role[],
  roots: readonly string[],
  limit: number,
  after: { accountName: string; id: string } | undefined,
): Promise<Holder[]> {
  const further = after ? sql`and (a.name, held.id) > (${after.accountName}, ${after.id}::uuid)` : sql``
  const { rows } = await tx.execute<Holder>(sql`
    ${holders(tx, roots, sql`held.role = any (${list(roles.filter(isGrantedRole))}::text[]) ${further}`)}
    order by a.name, held.id limit ${limit + 1}`)
  return rows
}

/** How many accounts hold each role today in these subtrees. */
export async function countHolding(tx: Tx, roots: readonly string[]): Promise<ReadonlyMap<Role, number>> {
  const { rows } = await tx.execute<{ role: Role; size: number }>(sql`
    select role, count(distinct "accountId")::int as size from (${holders(tx, roots, sql`true`)}) found group by role`)
  return new Map(rows.map(({ role, size }) => [role, size]))
}

/** The roles that one account holds today in these subtrees, its own and those of whom it stands in for. */
export async function listHeldBy(tx: Tx, accountId: string, roots: readonly string[]): Promise<Holder[]> {
  const { rows } = await tx.execute<Holder>(
    sql`${holders(tx, roots, sql`a.id = ${accountId}`)} order by o.name, held.role`,
  )
  return rows
}
