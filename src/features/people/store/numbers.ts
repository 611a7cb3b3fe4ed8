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
