import { sql, type Column, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'

/** A condition that holds where `column` names this person, under the number they have or one that was merged into it. */
export function isTheirs(column: Column | SQL, personId: string): SQL {
  return sql`${column} in (select person_numbers(${personId}::uuid))`
}

/** Who may call a thing of this person their own: the number it was issued to, and those that it was merged into. */
export async function listBearers(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`select person_bearers(${personId}::uuid) as id`)
  return rows.map(({ id }) => id)
}

/** The number that this person has now: this one, or the last that it was merged into. */
export async function bearerOf(tx: Tx, personId: string): Promise<string> {
  const { rows } = await tx.execute<{ id: string | null }>(sql`select person_bearer(${personId}::uuid) as id`)
  return rows[0]?.id ?? personId
}

/** Of these numbers those that were merged into another, each with the one that its person has now. */
export async function listMerged(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.execute<{ id: string; bearer: string }>(sql`
    select id, person_bearer(id) as bearer from person where tenant_id = ${tx.context.tenantId}::uuid
      and id = any(${sql.param(`{${personIds.join(',')}}`)}::uuid[]) and merged_into is not null`)
  return new Map(rows.map(({ id, bearer }) => [id, bearer]))
}
