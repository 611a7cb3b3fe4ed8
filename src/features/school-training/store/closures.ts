import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { schoolPlanClosures, schoolPlanHours } from '../tables.ts'

/** Every closing of a plan, the latest first. */
export async function listClosures(tx: Tx, planId: string) {
  return tx
    .select()
    .from(schoolPlanClosures)
    .where(and(eq(schoolPlanClosures.tenantId, tx.context.tenantId), eq(schoolPlanClosures.planId, planId)))
    .orderBy(desc(schoolPlanClosures.closedAt), desc(schoolPlanClosures.id))
}

/** The closing that holds; undefined while the plan is open. */
export async function findClosure(tx: Tx, planId: string) {
  const [found] = await tx
    .select()
    .from(schoolPlanClosures)
    .where(
      and(
        eq(schoolPlanClosures.tenantId, tx.context.tenantId),
        eq(schoolPlanClosures.planId, planId),
        isNull(schoolPlanClosures.reopenedAt),
      ),
    )
  return found
}

/** A closing by its id, whatever plan it closed. */
export async function findAnyClosure(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(schoolPlanClosures)
    .where(and(eq(schoolPlanClosures.tenantId, tx.context.tenantId), eq(schoolPlanClosures.id, id)))
  return found
}

type HoursRow = Omit<typeof schoolPlanHours.$inferInsert, 'tenantId' | 'closureId'>

/** Keeps a closing and what it gave each member. */
export async function insertClosure(
  tx: Tx,
  closure: Omit<typeof schoolPlanClosures.$inferInsert, 'tenantId' | 'closedAt'>,
  hours: readonly HoursRow[],
): Promise<void> {
  const { tenantId, now } = tx.context
  await tx.insert(schoolPlanClosures).values({ ...closure, tenantId, closedAt: now })
  if (hours.length > 0) {
    await tx.insert(schoolPlanHours).values(hours.map((row) => ({ ...row, tenantId, closureId: closure.id })))
  }
}

/** What a closing gave each member, and how far their records have come. */
export async function listHours(tx: Tx, closureId: string) {
  const { rows } = await tx.execute<{
    personId: string
    attendedCentihours: number
    centihours: number
    recordId: string | null
    recordState: string | null
  }>(sql`
    select hours.person_id as "personId", hours.attended_centihours as "attendedCentihours", hours.centihours,
      hours.record_id as "recordId", record.state as "recordState"
    from school_plan_hours hours
    left join credit_record record on record.tenant_id = hours.tenant_id and record.id = hours.record_id
    where hours.tenant_id = ${tx.context.tenantId}::uuid and hours.closure_id = ${closureId}::uuid`)
  return rows
}

/** Names the record that carries the hours of a member. */
export async function nameRecord(tx: Tx, closureId: string, personId: string, recordId: string): Promise<void> {
  await tx
    .update(schoolPlanHours)
    .set({ recordId })
    .where(
      and(
        eq(schoolPlanHours.tenantId, tx.context.tenantId),
        eq(schoolPlanHours.closureId, closureId),
        eq(schoolPlanHours.personId, personId),
      ),
    )
}

/** Says that a closing was undone. */
export async function reopenClosure(tx: Tx, id: string, byName: string, reason: string): Promise<void> {
  await tx
    .update(schoolPlanClosures)
    .set({ reopenedAt: tx.context.now, reopenedByName: byName, reopenedReason: reason })
    .where(and(eq(schoolPlanClosures.tenantId, tx.context.tenantId), eq(schoolPlanClosures.id, id)))
}
