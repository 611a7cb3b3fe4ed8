import { and, asc, eq, inArray, ne, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { PlanContent } from '../core/content.ts'
import { schoolPlanDecisions, schoolPlanMembers, schoolPlanSessions, schoolPlanVersions } from '../tables.ts'

/** The versions of a plan, the first one first. */
export async function listVersions(tx: Tx, planId: string) {
  return tx
    .select()
    .from(schoolPlanVersions)
    .where(and(eq(schoolPlanVersions.tenantId, tx.context.tenantId), eq(schoolPlanVersions.planId, planId)))
    .orderBy(asc(schoolPlanVersions.version))
}

/** One version of a plan. */
export async function findVersion(tx: Tx, planId: string, version: number) {
  const [found] = await tx
    .select()
    .from(schoolPlanVersions)
    .where(
      and(
        eq(schoolPlanVersions.tenantId, tx.context.tenantId),
        eq(schoolPlanVersions.planId, planId),
        eq(schoolPlanVersions.version, version),
      ),
    )
  return found
}

/** Keeps what was submitted, word for word. */
export async function insertVersion(
  tx: Tx,
  row: Omit<typeof schoolPlanVersions.$inferInsert, 'tenantId' | 'submittedAt'>,
): Promise<void> {
  const { tenantId, now } = tx.context
  await tx.insert(schoolPlanVersions).values({ ...row, tenantId, submittedAt: now })
}

/** The words that were said on a plan, in their order. */
export async function listDecisions(tx: Tx, planId: string) {
  return tx
    .select()
    .from(schoolPlanDecisions)
    .where(and(eq(schoolPlanDecisions.tenantId, tx.context.tenantId), eq(schoolPlanDecisions.planId, planId)))
    .orderBy(asc(schoolPlanDecisions.decidedAt))
}

/** Keeps a word on a version. */
export async function insertDecision(
  tx: Tx,
  row: Omit<typeof schoolPlanDecisions.$inferInsert, 'tenantId' | 'decidedAt'>,
): Promise<void> {
  const { tenantId, now } = tx.context
  await tx.insert(schoolPlanDecisions).values({ ...row, tenantId, decidedAt: now })
}

const ofPlan = (tx: Tx, planId: string) =>
  and(eq(schoolPlanSessions.tenantId, tx.context.tenantId), eq(schoolPlanSessions.planId, planId))

/** Puts what a version says into force: its members, and its sessions beside those that took place or were given up. */
export async function putIntoForce(tx: Tx, planId: string, content: PlanContent): Promise<void> {
  const { tenantId } = tx.context
  const members = and(eq(schoolPlanMembers.tenantId, tenantId), eq(schoolPlanMembers.planId, planId))
  await tx.delete(schoolPlanMembers).where(and(members, notInArray(schoolPlanMembers.personId, [...content.members])))
  await tx
    .insert(schoolPlanMembers)
    .values(content.members.map((personId) => ({ tenantId, planId, personId })))
    .onConflictDoNothing()
  const settled = await tx
    .select({ id: schoolPlanSessions.id })
    .from(schoolPlanSessions)
    .where(and(ofPlan(tx, planId), ne(schoolPlanSessions.state, 'planned')))
  const isSettled = new Set(settled.map(({ id }) => id))
  await tx.delete(schoolPlanSessions).where(and(ofPlan(tx, planId), eq(schoolPlanSessions.state, 'planned')))
  const rows = content.sessions.flatMap(({ id, title, on, centihours, form, tier, speaker }, position) =>
    on === null || isSettled.has(id)
      ? []
      : [
          {
            ...{ tenantId, id, planId, position, title, form, tier, speaker },
            ...{ plannedOn: on, plannedCentihours: centihours, state: 'planned' as const },
          },
        ],
  )
  if (rows.length > 0) await tx.insert(schoolPlanSessions).values(rows)
}

/** The ids of these sessions that stand in another plan already. */
export async function listForeignSessions(tx: Tx, planId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ id: schoolPlanSessions.id })
    .from(schoolPlanSessions)
    .where(
      and(
        eq(schoolPlanSessions.tenantId, tx.context.tenantId),
        inArray(schoolPlanSessions.id, [...ids]),
        ne(schoolPlanSessions.planId, planId),
      ),
    )
  return rows.map(({ id }) => id)
}

/** What happened to a plan that is in force: sessions that are settled, and who attended one. */
export async function loadSince(tx: Tx, planId: string) {
  const settled = await tx
    .select({
      id: schoolPlanSessions.id,
      title: schoolPlanSessions.title,
      on: schoolPlanSessions.plannedOn,
      centihours: schoolPlanSessions.plannedCentihours,
    })
    .from(schoolPlanSessions)
    .where(and(ofPlan(tx, planId), ne(schoolPlanSessions.state, 'planned')))
  const { rows } = await tx.execute<{ id: string }>(sql`
    select distinct mark.person_id as id from school_plan_attendance mark
    join school_plan_session session on session.tenant_id = mark.tenant_id and session.id = mark.session_id
    where session.tenant_id = ${tx.context.tenantId}::uuid and session.plan_id = ${planId}::uuid and mark.mark = 'present'`)
  return { settled, attended: rows.map(({ id }) => id) }
}
