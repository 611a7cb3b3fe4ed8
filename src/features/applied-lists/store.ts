import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/db.ts'
import type { Whereabouts } from '../../platform/http/guard.ts'
import { within } from '../organisations/public.ts'
import type { ListKind } from './core.ts'
import { appliedLists } from './tables.ts'

export type ListKept = typeof appliedLists.$inferSelect

const mine = (tx: Tx, id: string) => and(eq(appliedLists.tenantId, tx.context.tenantId), eq(appliedLists.id, id))

/** Where an applied list lies: with whom it was applied for. */
export async function appliedListScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findList(tx, id)
  return found && { organisationIds: [found.organisationId] }
}

/** The applied list of this id. */
export async function findList(tx: Tx, id: string): Promise<ListKept | undefined> {
  const [found] = await tx.select().from(appliedLists).where(mine(tx, id))
  return found
}

/** The same, held until the transaction ends: a list is undone once. */
export async function holdList(tx: Tx, id: string): Promise<ListKept | undefined> {
  const [found] = await tx.select().from(appliedLists).where(mine(tx, id)).for('update')
  return found
}

/** Keeps a list that was applied. */
export async function insertList(tx: Tx, list: Omit<typeof appliedLists.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.insert(appliedLists).values({ ...list, tenantId: tx.context.tenantId })
}

/** Says that a list was taken back. */
export async function markUndone(
  tx: Tx,
  id: string,
  undone: { readonly undoneByName: string; readonly undoneCount: number },
): Promise<void> {
  await tx
    .update(appliedLists)
    .set({ state: 'undone', undoneAt: tx.context.now, ...undone })
    .where(mine(tx, id))
}

/** Lists of a kind that were applied to one thing, or anywhere in these subtrees, the newest first; one more than asked for when there are more. */
export async function listApplied(
  tx: Tx,
  { kind, about, roots }: { readonly kind: ListKind; readonly about?: string; readonly roots?: readonly string[] },
  limit: number,
  before: { readonly appliedAt: string; readonly id: string } | undefined,
): Promise<ListKept[]> {
  return tx
    .select()
    .from(appliedLists)
    .where(
      and(
        eq(appliedLists.tenantId, tx.context.tenantId),
        eq(appliedLists.kind, kind),
        about === undefined ? undefined : eq(appliedLists.about, about),
        roots === undefined ? undefined : within(tx, sql`${appliedLists.organisationId}`, roots),
        before &&
          lt(
            sql`(${appliedLists.appliedAt}, ${appliedLists.id})`,
            sql`(${before.appliedAt}::timestamptz, ${before.id}::uuid)`,
          ),
      ),
    )
    .orderBy(desc(appliedLists.appliedAt), desc(appliedLists.id))
    .limit(limit + 1)
}
