import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { participationImports, participations } from '../tables.ts'

export type ImportKept = typeof participationImports.$inferSelect
const mine = (tx: Tx, id: string) =>
  and(eq(participationImports.tenantId, tx.context.tenantId), eq(participationImports.id, id))

/** Where an import lies: with whom it was applied for. */
export async function participationImportScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findImport(tx, id)
  return found && { organisationIds: [found.organisationId] }
}

/** The import of this id. */
export async function findImport(tx: Tx, id: string): Promise<ImportKept | undefined> {
  const [found] = await tx.select().from(participationImports).where(mine(tx, id))
  return found
}

/** What is kept of these people, as rows are told apart. */
export async function listKept(tx: Tx, personIds: readonly string[]) {
  if (personIds.length === 0) return []
  return tx
    .select({ personId: participations.personId, title: participations.title, year: participations.year })
    .from(participations)
    .where(
      and(
        eq(participations.tenantId, tx.context.tenantId),
        sql`${participations.personId} = any(${sql.param(`{${personIds.join(',')}}`)}::uuid[])`,
      ),
    )
}

// PostgreSQL takes at most 65,535 values in one statement.
const atOnce = 1_000

/** Keeps an import with its rows. */
export async function insertImport(
  tx: Tx,
  list: Omit<typeof participationImports.$inferInsert, 'tenantId'>,
  rows: readonly Omit<typeof participations.$inferInsert, 'tenantId' | 'source' | 'importId' | 'changedAt'>[],
): Promise<void> {
  const { tenantId, now } = tx.context
  await tx.insert(participationImports).values({ ...list, tenantId })
  for (let from = 0; from < rows.length; from += atOnce) {
    const part = rows.slice(from, from + atOnce)
    const whole = { tenantId, source: 'import' as const, importId: list.id, changedAt: now }
    await tx.insert(participations).values(part.map((row) => ({ ...row, ...whole })))
  }
}

/** Takes an import back with its rows. */
export async function removeImport(tx: Tx, id: string): Promise<void> {
  await tx
    .delete(participations)
    .where(and(eq(participations.tenantId, tx.context.tenantId), eq(participations.importId, id)))
  await tx.update(participationImports).set({ state: 'undone', undoneAt: tx.context.now }).where(mine(tx, id))
}

/** Imports in the subtrees of `roots`, the newest first; one more than asked for when there are more. */
export async function listImports(tx: Tx, roots: readonly string[], limit: number, before: string | undefined) {
  return tx
    .select({ list: participationImports, organisationName: organisations.name })
    .from(participationImports)
    .innerJoin(
      organisations,
      and(
        eq(organisations.tenantId, participationImports.tenantId),
        eq(organisations.id, participationImports.organisationId),
      ),
    )
    .where(
      and(
        eq(participationImports.tenantId, tx.context.tenantId),
        within(tx, sql`${participationImports.organisationId}`, roots),
        before ? lt(participationImports.id, before) : undefined,
      ),
    )
    .orderBy(desc(participationImports.id))
    .limit(limit + 1)
}
