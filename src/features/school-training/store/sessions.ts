import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { storedFiles } from '../../files/tables.ts'
import { people } from '../../people/tables.ts'
import { schoolPlanAttendances, schoolPlanEvidence, schoolPlanReflections, schoolPlanSessions } from '../tables.ts'

export type SessionKept = typeof schoolPlanSessions.$inferSelect
export type MarkKept = Pick<typeof schoolPlanAttendances.$inferSelect, 'sessionId' | 'personId' | 'mark' | 'reason'>

/** The sessions of a plan in their order. */
export async function listSessions(tx: Tx, planId: string): Promise<SessionKept[]> {
  return tx
    .select()
    .from(schoolPlanSessions)
    .where(and(eq(schoolPlanSessions.tenantId, tx.context.tenantId), eq(schoolPlanSessions.planId, planId)))
    .orderBy(asc(schoolPlanSessions.plannedOn), asc(schoolPlanSessions.position), asc(schoolPlanSessions.id))
}

/** One session of a plan. */
export async function findSchoolSession(tx: Tx, id: string): Promise<SessionKept | undefined> {
  const [found] = await tx
    .select()
    .from(schoolPlanSessions)
    .where(and(eq(schoolPlanSessions.tenantId, tx.context.tenantId), eq(schoolPlanSessions.id, id)))
  return found
}

/** Says what came of a session. */
export async function updateSession(
  tx: Tx,
  id: string,
  change: Partial<typeof schoolPlanSessions.$inferInsert>,
): Promise<void> {
  await tx
    .update(schoolPlanSessions)
    .set(change)
    .where(and(eq(schoolPlanSessions.tenantId, tx.context.tenantId), eq(schoolPlanSessions.id, id)))
}

/** How everybody was marked at these sessions. */
export async function listMarks(tx: Tx, sessionIds: readonly string[]): Promise<MarkKept[]> {
  if (sessionIds.length === 0) return []
  const { sessionId, personId, mark, reason } = schoolPlanAttendances
  return tx
    .select({ sessionId, personId, mark, reason })
    .from(schoolPlanAttendances)
    .where(and(eq(schoolPlanAttendances.tenantId, tx.context.tenantId), inArray(sessionId, [...sessionIds])))
}

/** Writes down who was at a session, in place of what was written before. */
export async function replaceMarks(
  tx: Tx,
  sessionId: string,
  marks: readonly Omit<MarkKept, 'sessionId'>[],
): Promise<void> {
  const { tenantId } = tx.context
  await tx
    .delete(schoolPlanAttendances)
    .where(and(eq(schoolPlanAttendances.tenantId, tenantId), eq(schoolPlanAttendances.sessionId, sessionId)))
  if (marks.length > 0) {
    await tx.insert(schoolPlanAttendances).values(marks.map((mark) => ({ ...mark, tenantId, sessionId })))
  }
}

/** What members took along from these sessions, with their names. */
export async function listReflections(tx: Tx, sessionIds: readonly string[]) {
  if (sessionIds.length === 0) return []
  const { sessionId, personId, text, writtenAt } = schoolPlanReflections
  return tx
    .select({ sessionId, personId, name: people.name, text, writtenAt })
    .from(schoolPlanReflections)
    .innerJoin(people, and(eq(people.tenantId, schoolPlanReflections.tenantId), eq(people.id, personId)))
    .where(and(eq(schoolPlanReflections.tenantId, tx.context.tenantId), inArray(sessionId, [...sessionIds])))
    .orderBy(asc(people.sortKey))
}

/** Keeps what a member took along, in place of what they wrote before. */
export async function saveReflection(tx: Tx, sessionId: string, personId: string, text: string): Promise<void> {
  const { tenantId, now: writtenAt } = tx.context
  await tx
    .insert(schoolPlanReflections)
    .values({ tenantId, sessionId, personId, text, writtenAt })
    .onConflictDoUpdate({
      target: [schoolPlanReflections.tenantId, schoolPlanReflections.sessionId, schoolPlanReflections.personId],
      set: { text, writtenAt },
    })
}

/** The evidence of a plan that was not taken back, in the order it came in. */
export async function listEvidence(tx: Tx, planId: string) {
  return tx
    .select({
      evidence: schoolPlanEvidence,
      personName: people.name,
      fileName: storedFiles.name,
      size: storedFiles.size,
    })
    .from(schoolPlanEvidence)
    .innerJoin(
      storedFiles,
      and(eq(storedFiles.tenantId, schoolPlanEvidence.tenantId), eq(storedFiles.id, schoolPlanEvidence.fileId)),
    )
    .leftJoin(people, and(eq(people.tenantId, schoolPlanEvidence.tenantId), eq(people.id, schoolPlanEvidence.personId)))
    .where(
      and(
        eq(schoolPlanEvidence.tenantId, tx.context.tenantId),
        eq(schoolPlanEvidence.planId, planId),
        isNull(schoolPlanEvidence.withdrawnAt),
      ),
    )
    .orderBy(asc(schoolPlanEvidence.addedAt), asc(schoolPlanEvidence.id))
}
export type EvidenceRow = Awaited<ReturnType<typeof listEvidence>>[number]

/** One piece of evidence. */
export async function findEvidence(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(schoolPlanEvidence)
    .where(and(eq(schoolPlanEvidence.tenantId, tx.context.tenantId), eq(schoolPlanEvidence.id, id)))
  return found
}

/** Keeps a piece of evidence. */
export async function insertEvidence(
  tx: Tx,
  row: Omit<typeof schoolPlanEvidence.$inferInsert, 'tenantId' | 'addedAt'>,
): Promise<void> {
  const { tenantId, now } = tx.context
  await tx.insert(schoolPlanEvidence).values({ ...row, tenantId, addedAt: now })
}

/** Says that a piece of evidence was taken back. */
export async function withdrawEvidenceRow(tx: Tx, id: string, byName: string, reason: string): Promise<void> {
  await tx
    .update(schoolPlanEvidence)
    .set({ withdrawnAt: tx.context.now, withdrawnByName: byName, withdrawnReason: reason })
    .where(and(eq(schoolPlanEvidence.tenantId, tx.context.tenantId), eq(schoolPlanEvidence.id, id)))
}

/** The members of a plan, as their ids, in the order of lists. */
export async function listMemberIds(tx: Tx, planId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select member.person_id as id from school_plan_member member
    join person on person.tenant_id = member.tenant_id and person.id = member.person_id
    where member.tenant_id = ${tx.context.tenantId}::uuid and member.plan_id = ${planId}::uuid
    order by person.sort_key, person.id`)
  return rows.map(({ id }) => id)
}
