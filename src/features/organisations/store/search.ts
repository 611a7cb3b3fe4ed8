import { and, asc, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../../platform/db/db.ts'
import { isCalled, within } from '../store.ts'
import { organisations } from '../tables.ts'

/** The first organisations in the subtrees of `roots` that are called by what was typed, with what they stand under. */
export async function searchOrganisations(tx: Tx, roots: readonly string[], q: string, most: number) {
  const parent = alias(organisations, 'parent')
  return tx
    .select({ id: organisations.id, name: organisations.name, parentName: parent.name })
    .from(organisations)
    .leftJoin(parent, and(eq(parent.tenantId, organisations.tenantId), eq(parent.id, organisations.parentId)))
    .where(
      and(
        eq(organisations.tenantId, tx.context.tenantId),
        within(tx, organisations.id, roots),
        isNull(organisations.mergedInto),
        isCalled(q),
      ),
    )
    .orderBy(asc(organisations.pinyin), asc(organisations.id))
    .limit(most)
}
