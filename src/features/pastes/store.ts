import { and, asc, count, desc, eq, gt, inArray, lt, or, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { Tx } from '../../platform/db/db.ts'
import { pastedItems, pastedLists, pastedRows } from './tables.ts'

export type PastedListRow = typeof pastedLists.$inferSelect

const mine = (tx: Tx, id: string, accountId: string) =>
  and(
    eq(pastedLists.tenantId, tx.context.tenantId),
    eq(pastedLists.id, id),
    eq(pastedLists.accountId, accountId),
    gt(pastedLists.expiresAt, tx.context.now),
  )

/** Texts as one value of a statement, however many they are. */
export function textsOf(texts: readonly string[]): SQL {
  return sql`${sql.param(`{${texts.map((text) => JSON.stringify(text)).join(',')}}`)}::text[]`
}

/**
 * A condition that holds where one of these columns names what a pasted list of whoever asks names; none where no list is
 * asked for. Somebody else's list, or one whose day is over, names nothing.
 */
export function amongPasted(tx: Tx, id: string | undefined, ...columns: readonly (SQL | AnyColumn)[]): SQL | undefined {
  if (id === undefined) return undefined
  const { tenantId, actor, now } = tx.context
  const named = sql`(select item.object_id from pasted_item item
    join pasted_list list on list.tenant_id = item.tenant_id and list.id = item.list_id
    where item.tenant_id = ${tenantId}::uuid and item.list_id = ${id}::uuid
      and list.account_id = ${actor?.accountId ?? null}::uuid and list.expires_at > ${now.toISOString()}::timestamptz)`
  return or(...columns.map((column) => sql`${column} in ${named}`))
}

/** A pasted list of this account whose day is not over, with how many of its rows are open. */
export async function findPasted(tx: Tx, id: string, accountId: string) {
  const [list] = await tx
    .select()
    .from(pastedLists)
    .where(mine(tx, id, accountId))
  if (!list) return undefined
  const open = await tx
    .select({ outcome: pastedRows.outcome, size: count() })
    .from(pastedRows)
    .where(and(eq(pastedRows.tenantId, tx.context.tenantId), eq(pastedRows.listId, id)))
    .groupBy(pastedRows.outcome)
  const size = (outcome: 'ask' | 'missing') => open.find((row) => row.outcome === outcome)?.size ?? 0
  return { list, asked: size('ask'), missing: size('missing') }
}

/** Whatever list bears this id, held until the transaction ends. */
export async function holdAny(tx: Tx, id: string): Promise<PastedListRow | undefined> {
  const [found] = await tx
    .select()
    .from(pastedLists)
    .where(and(eq(pastedLists.tenantId, tx.context.tenantId), eq(pastedLists.id, id)))
    .for('update')
  return found
}

/** The open rows of a list, in their order. */
export async function listOpenRows(tx: Tx, listId: string) {
  return tx
    .select()
    .from(pastedRows)
    .where(and(eq(pastedRows.tenantId, tx.context.tenantId), eq(pastedRows.listId, listId)))
    .orderBy(asc(pastedRows.no))
}

/** One open row of a list. */
export async function findOpenRow(tx: Tx, listId: string, no: number) {
  const [found] = await tx
    .select()
    .from(pastedRows)
    .where(and(eq(pastedRows.tenantId, tx.context.tenantId), eq(pastedRows.listId, listId), eq(pastedRows.no, no)))
  return found
}

// PostgreSQL takes at most 65,535 values in one statement.
const atOnce = 2_000

/** Keeps a list with what it names and the rows that are open. */
export async function insertPasted(
  tx: Tx,
  list: Omit<PastedListRow, 'tenantId'>,
  objectIds: readonly string[],
  rows: readonly Omit<typeof pastedRows.$inferInsert, 'tenantId' | 'listId'>[],
): Promise<void> {
  const { tenantId } = tx.context
  await tx.insert(pastedLists).values({ ...list, tenantId })
  for (let from = 0; from < objectIds.length; from += atOnce) {
    const part = objectIds.slice(from, from + atOnce)
    await tx.insert(pastedItems).values(part.map((objectId) => ({ tenantId, listId: list.id, objectId })))
  }
  for (let from = 0; from < rows.length; from += atOnce) {
    const part = rows.slice(from, from + atOnce)
    await tx.insert(pastedRows).values(part.map((row) => ({ ...row, tenantId, listId: list.id })))
  }
}

/** Closes an open row as meaning this; tells whether an earlier row meant the same. */
export async function closeRow(tx: Tx, listId: string, no: number, objectId: string): Promise<void> {
  const { tenantId } = tx.context
  const added = await tx
    .insert(pastedItems)
    .values({ tenantId, listId, objectId })
    .onConflictDoNothing()
    .returning({ objectId: pastedItems.objectId })
  await tx
    .delete(pastedRows)
    .where(and(eq(pastedRows.tenantId, tenantId), eq(pastedRows.listId, listId), eq(pastedRows.no, no)))
  await tx
    .update(pastedLists)
    .set(
      added.length > 0
        ? { foundCount: sql`${pastedLists.foundCount} + 1` }
        : { repeatedCount: sql`${pastedLists.repeatedCount} + 1` },
    )
    .where(and(eq(pastedLists.tenantId, tenantId), eq(pastedLists.id, listId)))
}

/** Removes the lists of an account but the latest few. */
export async function keepLatest(tx: Tx, accountId: string, most: number): Promise<void> {
  const { tenantId } = tx.context
  const old = await tx
    .select({ id: pastedLists.id })
    .from(pastedLists)
    .where(and(eq(pastedLists.tenantId, tenantId), eq(pastedLists.accountId, accountId)))
    .orderBy(desc(pastedLists.madeAt), desc(pastedLists.id))
    .offset(most)
  if (old.length === 0) return
  const ids = old.map(({ id }) => id)
  await tx.delete(pastedLists).where(and(eq(pastedLists.tenantId, tenantId), inArray(pastedLists.id, ids)))
}

/** Removes the lists whose day is over; returns how many. */
export async function removeExpired(tx: Tx): Promise<number> {
  const gone = await tx
    .delete(pastedLists)
    .where(and(eq(pastedLists.tenantId, tx.context.tenantId), lt(pastedLists.expiresAt, tx.context.now)))
    .returning({ id: pastedLists.id })
  return gone.length
}
