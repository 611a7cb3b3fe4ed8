import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { TreeItem } from '../contract.ts'
import { within } from '../store.ts'

/** The open organisations of the subtrees of `roots`, each with the people on its own roster, in pinyin order. */
export async function listTree(tx: Tx, roots: readonly string[]): Promise<TreeItem[]> {
  const { rows } = await tx.execute<TreeItem>(sql`
    select organisation.id, organisation.parent_id as "parentId", organisation.kind, organisation.name,
      coalesce(roster.size, 0) as people
    from organisation
    left join (select organisation_id, count(*)::int as size from person
      where tenant_id = ${tx.context.tenantId}::uuid and merged_into is null group by 1) as roster
      on roster.organisation_id = organisation.id
    where organisation.tenant_id = ${tx.context.tenantId}::uuid and organisation.closed_on is null
      and ${within(tx, sql`organisation.id`, roots)}
    order by organisation.pinyin, organisation.id`)
  return rows
}
