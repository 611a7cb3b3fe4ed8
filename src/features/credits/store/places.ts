import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'

/** Where a school lies. */
export type Place = {
  readonly id: string
  readonly name: string
  readonly townId: string | null
  readonly townName: string | null
}

/** Organisations with the town centre above them, town by town in the order in which lists name them. */
export async function listPlaces(tx: Tx, ids: readonly string[]): Promise<Place[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<Place>(sql`
    select o.id, o.name, town.id as "townId", town.name as "townName"
    from organisation o
    left join lateral (select t.id, t.name, t.pinyin from organisation_closure c
      join organisation t on t.tenant_id = c.tenant_id and t.id = c.ancestor_id
      where c.tenant_id = ${tenantId} and c.descendant_id = o.id and t.kind = 'town_centre' and t.id <> o.id
      limit 1) town on true
    where o.tenant_id = ${tenantId} and o.id = any(${sql.param(`{${ids.join(',')}}`)}::uuid[])
    order by town.pinyin nulls first, town.id, o.pinyin, o.id`)
  return rows
}
