import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'

/** Each of these people with the numbers under which they are known today, their own first. */
export async function listBearers(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await tx.execute<{ id: string; bearer: string }>(sql`
    select one.id::text as id, bearer::text as bearer
    from unnest(${sql.param(`{${ids.join(',')}}`)}::uuid[]) as one (id), lateral person_bearers(one.id) as bearer`)
  return new Map(
    [...Map.groupBy(rows, ({ id }) => id)].map(([id, found]) => [id, found.map(({ bearer }) => bearer)] as const),
  )
}

/** The numbers that somebody was ever listed under: their own, and those that were merged into it. */
export async function findNumbers(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`select person_numbers(${personId}::uuid)::text as id`)
  return rows.map(({ id }) => id)
}
