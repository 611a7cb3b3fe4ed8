import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'

/**
 * The id of the record that an entry goes back to, however often it was carried; that of the entry itself where it was not.
 * Entries that were carried before they named their original go back by their source.
 */
export async function recordBehind(tx: Tx, entryId: string): Promise<string> {
  const tenantId = sql`${tx.context.tenantId}::uuid`
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recursive line (id, carries_id, direction, person_id, source_kind, source_id) as (
      select id, carries_id, direction, person_id, source_kind, source_id from credit_entry
      where tenant_id = ${tenantId} and id = ${entryId}::uuid
      union all
      select e.id, e.carries_id, e.direction, e.person_id, e.source_kind, e.source_id
      from credit_entry e join line on line.carries_id = e.id where e.tenant_id = ${tenantId}
    ), silent as (
      select * from line where direction = 'carried' and carries_id is null
    )
    select id from line where direction = 'earned'
    union all
    select r.id from credit_record r join silent on silent.source_kind = r.source_kind and silent.source_id = r.source_id
    where r.tenant_id = ${tenantId} and r.state in ('verified', 'reversed')
      and r.person_id in (select number from silent, lateral person_bearers(silent.person_id) bearer,
        lateral person_numbers(bearer) number)
      and exists (select from credit_entry back where back.tenant_id = r.tenant_id and back.reverses_id = r.id)`)
  return rows[0]?.id ?? entryId
}
