import { and, count, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/db.ts'
import { signedName } from '../accounts/public.ts'
import { accounts } from '../accounts/tables.ts'
import type { AssessmentResult } from './contract.ts'
import type { Judgement, Scheme } from './core.ts'
import { assessmentResults, assessmentSchemes, classClosures, completions } from './tables.ts'

/** How a class is judged, if anybody has decided. */
export async function findScheme(tx: Tx, classId: string): Promise<Scheme | undefined> {
  const [found] = await tx
    .select({
      kind: assessmentSchemes.kind,
      passMark: assessmentSchemes.passMark,
      attendanceMinPercent: assessmentSchemes.attendanceMinPercent,
      centihours: assessmentSchemes.centihours,
    })
    .from(assessmentSchemes)
    .where(and(eq(assessmentSchemes.tenantId, tx.context.tenantId), eq(assessmentSchemes.classId, classId)))
  return found
}

/** Decides how a class is judged. */
export async function saveScheme(tx: Tx, classId: string, scheme: Scheme, decidedBy: string): Promise<void> {
  const row = { ...scheme, decidedBy, decidedAt: tx.context.now }
  await tx
    .insert(assessmentSchemes)
    .values({ ...row, tenantId: tx.context.tenantId, classId })
    .onConflictDoUpdate({ target: [assessmentSchemes.tenantId, assessmentSchemes.classId], set: row })
}

/** What the members of a class reached so far, by person. */
export async function loadResults(tx: Tx, classId: string): Promise<Map<string, AssessmentResult>> {
  const rows = await tx
    .select({
      personId: assessmentResults.personId,
      scoreTenths: assessmentResults.scoreTenths,
      grade: assessmentResults.grade,
      note: assessmentResults.note,
    })
    .from(assessmentResults)
    .where(and(eq(assessmentResults.tenantId, tx.context.tenantId), eq(assessmentResults.classId, classId)))
  return new Map(rows.map((row) => [row.personId, row]))
}

/** Takes results down; an earlier one of the same member gives way. */
export async function saveResults(
  tx: Tx,
  classId: string,
  results: readonly AssessmentResult[],
  recordedBy: string,
): Promise<void> {
  if (results.length === 0) return
  const { tenantId, now } = tx.context
  await tx
    .insert(assessmentResults)
    .values(results.map((result) => ({ ...result, tenantId, classId, recordedBy, recordedAt: now })))
    .onConflictDoUpdate({
      target: [assessmentResults.tenantId, assessmentResults.classId, assessmentResults.personId],
      set: {
        scoreTenths: sql`excluded.score_tenths`,
        grade: sql`excluded.grade`,
        note: sql`excluded.note`,
        recordedBy: sql`excluded.recorded_by`,
        recordedAt: sql`excluded.recorded_at`,
      },
    })
}

/** The closing of a class, if it is closed. */
export async function findClosure(tx: Tx, classId: string) {
  const [found] = await tx
    .select({
      id: classClosures.id,
      passed: classClosures.passed,
      failed: classClosures.failed,
      closedAt: classClosures.closedAt,
      closedByName: signedName<string>(accounts.name, classClosures.closedBy, classClosures.closedFor),
      recorded: sql<number>`(select count(*) from ${completions}
        where ${completions.tenantId} = ${classClosures.tenantId} and ${completions.classId} = ${classClosures.classId}
          and ${completions.recordId} is not null)`.mapWith(Number),
    })
    .from(classClosures)
    .innerJoin(accounts, and(eq(accounts.tenantId, classClosures.tenantId), eq(accounts.id, classClosures.closedBy)))
    .where(and(eq(classClosures.tenantId, tx.context.tenantId), eq(classClosures.classId, classId)))
  return found
}

/** Writes a closing down with how each member left. */
export async function insertClosure(
  tx: Tx,
  closure: Omit<typeof classClosures.$inferInsert, 'tenantId' | 'closedAt'>,
  left: readonly (Judgement & { readonly personId: string; readonly recordId: string | null })[],
): Promise<void> {
  const { tenantId, now } = tx.context
  await tx.insert(classClosures).values({ ...closure, tenantId, closedAt: now })
  if (left.length === 0) return
  await tx.insert(completions).values(left.map((one) => ({ ...one, tenantId, classId: closure.classId })))
}

/** How the members of a closed class left it, by person. */
export async function loadCompletions(tx: Tx, classId: string): Promise<Map<string, Judgement>> {
  const rows = await tx
    .select({
      personId: completions.personId,
      passed: completions.passed,
      reasons: completions.reasons,
      centihours: completions.centihours,
    })
    .from(completions)
    .where(and(eq(completions.tenantId, tx.context.tenantId), eq(completions.classId, classId)))
  return new Map(rows.map(({ personId, ...judgement }) => [personId, judgement]))
}

/** How many passed and failed in each of these classes. */
export async function countCompletions(tx: Tx, classIds: readonly string[]) {
  if (classIds.length === 0) return []
  return tx
    .select({ classId: completions.classId, passed: completions.passed, size: count() })
    .from(completions)
    .where(and(eq(completions.tenantId, tx.context.tenantId), inArray(completions.classId, [...classIds])))
    .groupBy(completions.classId, completions.passed)
}
