import { and, asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { inPost } from '../../people/tables.ts'
import type { Known } from '../core/nodes.ts'

/** The whole tree as decisions need to know it; what lies in the subtrees of `scope` may be changed. */
export async function loadTree(tx: Tx, scope: readonly string[]): Promise<Known[]> {
  const { rows } = await tx.execute<Known>(sql`
    select id, parent_id as "parentId", kind, name, code, school_kind as "schoolKind",
      array(select unnest(stages) order by 1) as stages, setting, opened_on::text as "openedOn",
      closed_on::text as "closedOn", address, phone, coalesce(roster.size, 0) as "inPost", changed.last_on::text as "lastOn",
      exists (select 1 from organisation_closure above where above.tenant_id = organisation.tenant_id
        and above.descendant_id = organisation.id and above.ancestor_id = any (${sql.param([...scope])}::uuid[])) as "isInScope"
    from organisation
    left join (select organisation_id, count(*)::int as size from person
      where tenant_id = ${tx.context.tenantId}::uuid and ${inPost(sql`state`)} group by 1) as roster
      on roster.organisation_id = organisation.id
    left join (select organisation_id, max(dated_on) as last_on from organisation_change_entry
      where tenant_id = ${tx.context.tenantId}::uuid group by 1) as changed on changed.organisation_id = organisation.id
    where tenant_id = ${tx.context.tenantId}::uuid
    order by id`)
  return rows
}

/** The organisations of the subtrees of `roots` with their parents, those above first, then by pinyin. */
export async function listForExport(tx: Tx, roots: readonly string[]) {
  const depth = sql<number>`(select max(line.depth) from organisation_closure line
    where line.tenant_id = organisation.tenant_id and line.descendant_id = organisation.id)`
  return tx
    .select({ one: organisations, depth })
    .from(organisations)
    .where(and(eq(organisations.tenantId, tx.context.tenantId), within(tx, organisations.id, roots)))
    .orderBy(asc(depth), asc(organisations.pinyin), asc(organisations.id))
}

/** Which of these organisations something refers to that no list brought in, and what it is. */
export async function listUses(tx: Tx, ids: readonly string[]): Promise<{ organisationId: string; usedBy: string }[]> {
  const { rows } = await tx.execute<{ organisationId: string; usedBy: string }>(sql`
    select organisation_id as "organisationId", used_by as "usedBy"
    from organisation_uses(${sql.param([...ids])}::uuid[])`)
  return rows
}

/** What stands under these organisations now, whoever put it there. */
export async function listChildren(tx: Tx, ids: readonly string[]): Promise<{ id: string; parentId: string }[]> {
  const { rows } = await tx.execute<{ id: string; parentId: string }>(sql`
    select id, parent_id as "parentId" from organisation
    where tenant_id = ${tx.context.tenantId}::uuid and parent_id = any (${sql.param([...ids])}::uuid[])`)
  return rows
}

/** Which of these organisations the history names, and whether another cause than this list did so. */
export async function listHistory(
  tx: Tx,
  ids: readonly string[],
  importId: string,
): Promise<{ id: string; isOther: boolean }[]> {
  const { rows } = await tx.execute<{ id: string; isOther: boolean }>(sql`
    select one.id, bool_or(entry.import_id is distinct from ${importId}::uuid) as "isOther"
    from unnest(${sql.param([...ids])}::uuid[]) as one(id)
    join organisation_change_entry entry on entry.tenant_id = ${tx.context.tenantId}::uuid
      and one.id in (entry.organisation_id, entry.from_id, entry.to_id)
    group by one.id`)
  return rows
}
