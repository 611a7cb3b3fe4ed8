import { and, eq, getTableColumns, lt } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { hourLayoutExports, hourLayoutFullFiles as files } from '../tables.ts'

/** Keeps a list with full numbers, sealed, for whoever asked for it. */
export async function insertFullFile(tx: Tx, row: Omit<typeof files.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.insert(files).values({ ...row, tenantId: tx.context.tenantId })
}

/** The list with full numbers of this export, if it is kept still. */
export async function findFullFile(tx: Tx, id: string) {
  const [found] = await tx
    .select({ ...getTableColumns(files), layoutId: hourLayoutExports.layoutId })
    .from(files)
    .innerJoin(
      hourLayoutExports,
      and(eq(hourLayoutExports.tenantId, files.tenantId), eq(hourLayoutExports.id, files.id)),
    )
    .where(and(eq(files.tenantId, tx.context.tenantId), eq(files.id, id)))
  return found
}

/** Lets go of lists with full numbers that there was time to fetch. */
export async function removeFullFiles(tx: Tx): Promise<number> {
  const { tenantId, now } = tx.context
  const gone = await tx.delete(files).where(and(eq(files.tenantId, tenantId), lt(files.expiresAt, now)))
  return gone.rowCount ?? 0
}
