import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { NewHourCycle } from '../contract/cycle.ts'

/** How many entries of the ledger name a cycle. */
export async function countEntries(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ size: number }>(sql`
    select count(*)::int as size from credit_entry where tenant_id = ${tx.context.tenantId} and cycle is not null`)
  return rows[0]?.size ?? 0
}

/** Whether any entry of the ledger would lie in another cycle than the one it names. */
export async function strayEntry(tx: Tx, { cycleStart, cycleYears }: NewHourCycle): Promise<boolean> {
  const { rows } = await tx.execute(sql`
    select from credit_entry where tenant_id = ${tx.context.tenantId} and cycle is not null
      and cycle <> ${cycleStart}::int
        + floor((extract(year from earned_on) - ${cycleStart}::int) / ${cycleYears}::int)::int * ${cycleYears}::int
    limit 1`)
  return rows.length > 0
}
