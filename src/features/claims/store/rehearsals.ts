import { and, desc, eq, getTableColumns, isNull, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { hourRehearsals } from '../tables.ts'

export type RehearsalKept = typeof hourRehearsals.$inferSelect
type Draft = Omit<typeof hourRehearsals.$inferInsert, 'tenantId' | 'importId'>

const mine = (tx: Tx, id: string) => and(eq(hourRehearsals.tenantId, tx.context.tenantId), eq(hourRehearsals.id, id))

/** Keeps a list that was tried; the same list with the same outcomes stays the one it was. Gives its id. */
export async function keepRehearsal(tx: Tx, row: Draft): Promise<string> {
  const { name, createdAt } = row
  const { tenantId, createdBy, sha256, digest, importId } = hourRehearsals
  const [kept] = await tx
    .insert(hourRehearsals)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoUpdate({
      target: [tenantId, createdBy, sha256, digest],
      targetWhere: isNull(importId),
      set: { name, createdAt },
    })
    .returning({ id: hourRehearsals.id })
  return kept?.id ?? row.id
}

/** Says that a list was applied after it was tried. */
export async function markApplied(tx: Tx, id: string, importId: string): Promise<void> {
  await tx.update(hourRehearsals).set({ importId }).where(mine(tx, id))
}

/** The trial that an import was applied after. */
export async function trialOf(tx: Tx, importId: string): Promise<Trial | undefined> {
  const [found] = await tx
    .select({ id: hourRehearsals.id, createdBy: hourRehearsals.createdBy })
    .from(hourRehearsals)
    .where(and(eq(hourRehearsals.tenantId, tx.context.tenantId), eq(hourRehearsals.importId, importId)))
  return found
}
export type Trial = Pick<RehearsalKept, 'id' | 'createdBy'>

/** The list of this id. */
export async function findRehearsal(tx: Tx, id: string): Promise<RehearsalKept | undefined> {
  const [found] = await tx.select().from(hourRehearsals).where(mine(tx, id))
  return found
}

/** Where a list that was tried lies: with whoever handed it in. */
export async function hourRehearsalScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findRehearsal(tx, id)
  return found && { organisationIds: [found.organisationId] }
}

/** Lists that were tried in the subtrees of `roots` and not applied, the newest first; one more than asked for when there are more. */
export async function listRehearsals(tx: Tx, roots: readonly string[], limit: number, before: string | undefined) {
  const { tenantId, id, organisationId, importId, rowsSealed: _, ...shown } = getTableColumns(hourRehearsals)
  return tx
    .select({ ...shown, id, organisationName: organisations.name })
    .from(hourRehearsals)
    .innerJoin(organisations, and(eq(organisations.tenantId, tenantId), eq(organisations.id, organisationId)))
    .where(
      and(
        eq(tenantId, tx.context.tenantId),
        isNull(importId),
        within(tx, sql`${organisationId}`, roots),
        before ? lt(id, before) : undefined,
      ),
    )
    .orderBy(desc(id))
    .limit(limit + 1)
}

/** Lets go of lists that were tried before a moment; what was applied keeps its counts. Gives how many. */
export async function removeTried(tx: Tx, before: Date): Promise<number> {
  const gone = await tx
    .delete(hourRehearsals)
    .where(and(eq(hourRehearsals.tenantId, tx.context.tenantId), lt(hourRehearsals.createdAt, before)))
    .returning({ id: hourRehearsals.id })
  return gone.length
}
