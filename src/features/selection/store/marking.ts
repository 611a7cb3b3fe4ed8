import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { isTheirs } from '../../people/public.ts'
import { selectionAssignments, selectionConflicts, selectionMarks, selectionResults, selections } from '../tables.ts'

export type MarkKept = typeof selectionMarks.$inferSelect
export type ResultKept = typeof selectionResults.$inferSelect
export type AssignmentKept = typeof selectionAssignments.$inferSelect

/** Every mark of a selection, in the order in which they were first given. */
export async function listMarks(tx: Tx, selectionId: string): Promise<MarkKept[]> {
  return tx
    .select()
    .from(selectionMarks)
    .where(and(eq(selectionMarks.tenantId, tx.context.tenantId), eq(selectionMarks.selectionId, selectionId)))
    .orderBy(asc(selectionMarks.markedAt), asc(selectionMarks.accountId))
}

/** Keeps marks; the same person's earlier mark for the same is replaced. */
export async function saveMarks(tx: Tx, rows: readonly Omit<MarkKept, 'tenantId' | 'markedAt'>[]): Promise<void> {
  const { tenantId, now } = tx.context
  const atOnce = 500
  for (let from = 0; from < rows.length; from += atOnce)
    await tx
      .insert(selectionMarks)
      .values(rows.slice(from, from + atOnce).map((row) => ({ ...row, tenantId, markedAt: now })))
      .onConflictDoUpdate({
        target: [
          selectionMarks.tenantId,
          selectionMarks.selectionId,
          selectionMarks.step,
          selectionMarks.personId,
          selectionMarks.criterion,
          selectionMarks.accountId,
        ],
        set: { centipoints: sql`excluded.centipoints` },
      })
}

/** Takes an expert's marks for somebody away. */
export async function dropMarks(tx: Tx, selectionId: string, accountId: string, personId: string): Promise<void> {
  await tx
    .delete(selectionMarks)
    .where(
      and(
        eq(selectionMarks.tenantId, tx.context.tenantId),
        eq(selectionMarks.selectionId, selectionId),
        eq(selectionMarks.accountId, accountId),
        eq(selectionMarks.personId, personId),
      ),
    )
}

/** Which expert marks whom, in every step. */
export async function listAssignments(tx: Tx, selectionId: string): Promise<AssignmentKept[]> {
  return tx
    .select()
    .from(selectionAssignments)
    .where(
      and(eq(selectionAssignments.tenantId, tx.context.tenantId), eq(selectionAssignments.selectionId, selectionId)),
    )
}

/** Says anew which expert marks whom in a step. */
export async function replaceAssignments(
  tx: Tx,
  selectionId: string,
  step: string,
  rows: readonly Pick<AssignmentKept, 'personId' | 'accountId' | 'expertPersonId'>[],
): Promise<void> {
  const { tenantId } = tx.context
  await tx
    .delete(selectionAssignments)
    .where(
      and(
        eq(selectionAssignments.tenantId, tenantId),
        eq(selectionAssignments.selectionId, selectionId),
        eq(selectionAssignments.step, step),
      ),
    )
  const atOnce = 500
  for (let from = 0; from < rows.length; from += atOnce)
    await tx
      .insert(selectionAssignments)
      .values(rows.slice(from, from + atOnce).map((row) => ({ ...row, tenantId, selectionId, step })))
}

/** The conflicts that experts declared themselves. */
export async function listConflicts(tx: Tx, selectionId: string) {
  return tx
    .select()
    .from(selectionConflicts)
    .where(and(eq(selectionConflicts.tenantId, tx.context.tenantId), eq(selectionConflicts.selectionId, selectionId)))
}

/** Keeps a conflict that an expert declares. */
export async function insertConflict(
  tx: Tx,
  row: Omit<typeof selectionConflicts.$inferInsert, 'tenantId' | 'declaredAt'>,
): Promise<void> {
  const { tenantId, now } = tx.context
  await tx
    .insert(selectionConflicts)
    .values({ ...row, tenantId, declaredAt: now })
    .onConflictDoNothing()
}

/** What became of candidates in the steps that are closed, and in the end. */
export async function listResults(tx: Tx, selectionId: string): Promise<ResultKept[]> {
  return tx
    .select()
    .from(selectionResults)
    .where(and(eq(selectionResults.tenantId, tx.context.tenantId), eq(selectionResults.selectionId, selectionId)))
    .orderBy(asc(selectionResults.rank), asc(selectionResults.personId))
}

/** Keeps what became of candidates in a step. */
export async function insertResults(
  tx: Tx,
  rows: readonly Omit<typeof selectionResults.$inferInsert, 'tenantId'>[],
): Promise<void> {
  const { tenantId } = tx.context
  const atOnce = 500
  for (let from = 0; from < rows.length; from += atOnce)
    await tx.insert(selectionResults).values(rows.slice(from, from + atOnce).map((row) => ({ ...row, tenantId })))
}

/** Takes the results of these steps away: they are open again. */
export async function dropResults(tx: Tx, selectionId: string, steps: readonly string[]): Promise<void> {
  await tx
    .delete(selectionResults)
    .where(
      and(
        eq(selectionResults.tenantId, tx.context.tenantId),
        eq(selectionResults.selectionId, selectionId),
        inArray(selectionResults.step, [...steps]),
      ),
    )
}

/** Says that somebody who was chosen was struck from the list when it was shown. */
export async function strikeResult(tx: Tx, selectionId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  await tx
    .update(selectionResults)
    .set({ outcome: 'struck' })
    .where(
      and(
        eq(selectionResults.tenantId, tx.context.tenantId),
        eq(selectionResults.selectionId, selectionId),
        eq(selectionResults.step, 'final'),
        inArray(selectionResults.personId, [...personIds]),
      ),
    )
}

/** The selections in which an account marks now. */
export async function listMarkedBy(tx: Tx, accountId: string) {
  return tx
    .selectDistinct({ selection: selections })
    .from(selectionAssignments)
    .innerJoin(
      selections,
      and(eq(selections.tenantId, selectionAssignments.tenantId), eq(selections.id, selectionAssignments.selectionId)),
    )
    .where(
      and(
        eq(selectionAssignments.tenantId, tx.context.tenantId),
        eq(selectionAssignments.accountId, accountId),
        ne(selections.state, 'cancelled'),
      ),
    )
}

/** Somebody's own results, with the selections that they are of. */
export async function listOwnResults(tx: Tx, personId: string) {
  return tx
    .select({ result: selectionResults, selection: selections })
    .from(selectionResults)
    .innerJoin(
      selections,
      and(eq(selections.tenantId, selectionResults.tenantId), eq(selections.id, selectionResults.selectionId)),
    )
    .where(and(eq(selectionResults.tenantId, tx.context.tenantId), isTheirs(selectionResults.personId, personId)))
}
