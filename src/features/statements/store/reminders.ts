import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'

const list = (ids: readonly string[]) => sql.param(`{${ids.join(',')}}`)

/** Which of these people were reminded since. Holds all of them until the transaction ends, so that two do not remind at once. */
export async function remindedSince(tx: Tx, personIds: readonly string[], since: Date): Promise<ReadonlySet<string>> {
  const { tenantId } = tx.context
  await tx.execute(sql`select id from person where tenant_id = ${tenantId} and id = any(${list(personIds)}::uuid[])
    order by id for no key update`)
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct person_id as id from hour_reminder
    where tenant_id = ${tenantId} and person_id = any(${list(personIds)}::uuid[]) and reminded_at > ${since.toISOString()}::timestamptz`)
  return new Set(rows.map(({ id }) => id))
}

/** Writes down who was reminded of what. */
export async function insertReminders(
  tx: Tx,
  by: string,
  year: number,
  rows: readonly { readonly id: string; readonly personId: string; readonly missing: number }[],
): Promise<void> {
  const { tenantId, now } = tx.context
  await tx.execute(sql`
    insert into hour_reminder (tenant_id, id, person_id, year, missing, reminded_by, reminded_at)
    select ${tenantId}::uuid, id, "personId", ${year}::integer, missing, ${by}::uuid, ${now.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as line(id uuid, "personId" uuid, missing integer)`)
}
