import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { PlanFiling } from '../contract/filing.ts'
import { planFilings, plans } from '../tables.ts'

/** The filing of the plan of a row, as lists of plans show it; null where there is none. */
export const filingOf = sql<PlanFiling | null>`(select jsonb_build_object('number', filing.number, 'filedOn', filing.filed_on,
    'authority', filing.authority, 'fileId', filing.file_id, 'recordedByName', filing.recorded_by_name)
  from plan_filing filing where filing.tenant_id = ${plans.tenantId} and filing.plan_id = ${plans.id}
    and filing.voided_at is null)`

/** The filing of a plan that counts. */
export async function findFiling(tx: Tx, planId: string) {
  const [found] = await tx
    .select()
    .from(planFilings)
    .where(
      and(eq(planFilings.tenantId, tx.context.tenantId), eq(planFilings.planId, planId), isNull(planFilings.voidedAt)),
    )
  return found
}

/** Writes a filing down. */
export async function insertFiling(tx: Tx, row: Omit<typeof planFilings.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.insert(planFilings).values({ ...row, tenantId: tx.context.tenantId })
}

/** Voids a filing. */
export async function voidFilingRow(tx: Tx, id: string, reason: string): Promise<void> {
  await tx
    .update(planFilings)
    .set({ voidReason: reason, voidedAt: tx.context.now, voidedByName: tx.context.actor?.name ?? '' })
    .where(and(eq(planFilings.tenantId, tx.context.tenantId), eq(planFilings.id, id)))
}
