import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { scoreImports, selectionMarks } from '../tables.ts'

export type ScoreImportKept = typeof scoreImports.$inferSelect

const the = (tx: Tx, selectionId: string, id: string) =>
  and(
    eq(scoreImports.tenantId, tx.context.tenantId),
    eq(scoreImports.selectionId, selectionId),
    eq(scoreImports.id, id),
  )

/** The spreadsheet of scores of this id. */
export async function findScoreImport(tx: Tx, selectionId: string, id: string): Promise<ScoreImportKept | undefined> {
  const [found] = await tx
    .select()
    .from(scoreImports)
    .where(the(tx, selectionId, id))
  return found
}

/** Keeps a spreadsheet of scores. */
export async function insertScoreImport(
  tx: Tx,
  row: Omit<typeof scoreImports.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(scoreImports).values({ ...row, tenantId: tx.context.tenantId })
}

/** Says that a spreadsheet of scores was taken back. */
export async function markUndone(tx: Tx, selectionId: string, id: string): Promise<void> {
  await tx
    .update(scoreImports)
    .set({ state: 'undone', undoneAt: tx.context.now })
    .where(the(tx, selectionId, id))
}

/** The spreadsheets of scores of a selection, the newest first. */
export async function listScoreImports(tx: Tx, selectionId: string): Promise<ScoreImportKept[]> {
  return tx
    .select()
    .from(scoreImports)
    .where(and(eq(scoreImports.tenantId, tx.context.tenantId), eq(scoreImports.selectionId, selectionId)))
    .orderBy(desc(scoreImports.appliedAt), desc(scoreImports.id))
    .limit(50)
}

/** Takes away what somebody entered for these scores. */
export async function dropEntered(
  tx: Tx,
  { selectionId, step, accountId }: { readonly selectionId: string; readonly step: string; readonly accountId: string },
  scores: readonly { readonly personId: string; readonly criterion: string }[],
): Promise<void> {
  for (const { personId, criterion } of scores)
    await tx
      .delete(selectionMarks)
      .where(
        and(
          eq(selectionMarks.tenantId, tx.context.tenantId),
          eq(selectionMarks.selectionId, selectionId),
          eq(selectionMarks.step, step),
          eq(selectionMarks.personId, personId),
          eq(selectionMarks.criterion, criterion),
          eq(selectionMarks.accountId, accountId),
        ),
      )
}
