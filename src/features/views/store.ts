import { and, asc, count, eq, ne, or, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../platform/db/db.ts'
import { accounts } from '../accounts/tables.ts'
import { organisations } from '../organisations/tables.ts'
import type { SavedView } from './contract.ts'
import { savedViewDefaults, savedViews } from './tables.ts'

export type ViewRow = typeof savedViews.$inferSelect

const ofTenant = (tx: Tx) => eq(savedViews.tenantId, tx.context.tenantId)

/** Views of one's own, and those of others that are shared with a subtree in which one works. */
function usable(tx: Tx, accountId: string, workplaces: readonly string[]): SQL | undefined {
  const shared = sql`exists (select from organisation_closure line where line.tenant_id = ${savedViews.tenantId}
    and line.ancestor_id = ${savedViews.sharedWith} and line.descendant_id = any(${sql.param(`{${workplaces.join(',')}}`)}::uuid[]))`
  return and(ofTenant(tx), or(eq(savedViews.accountId, accountId), shared))
}

function select(tx: Tx) {
  return tx
    .select({ view: savedViews, ownerName: accounts.name, sharedWithName: organisations.name })
    .from(savedViews)
    .innerJoin(accounts, and(eq(accounts.tenantId, savedViews.tenantId), eq(accounts.id, savedViews.accountId)))
    .leftJoin(
      organisations,
      and(eq(organisations.tenantId, savedViews.tenantId), eq(organisations.id, savedViews.sharedWith)),
    )
}

type Row = Awaited<ReturnType<typeof select>>[number]

function shown({ view, ownerName, sharedWithName }: Row, accountId: string): SavedView {
  const { id, list, name, search, hiddenColumns, sharedWith } = view
  return {
    ...{ id, list, name, search, hiddenColumns, sharedWith, sharedWithName, ownerName },
    own: view.accountId === accountId,
  }
}

/** The views of a list that an account may use: its own first, then by name. */
export async function listViews(tx: Tx, accountId: string, workplaces: readonly string[], list: string) {
  const rows = await select(tx)
    .where(and(usable(tx, accountId, workplaces), eq(savedViews.list, list)))
    .orderBy(sql`(${savedViews.accountId} = ${accountId}::uuid) desc`, asc(savedViews.name), asc(savedViews.id))
    .limit(200)
  return rows.map((row) => shown(row, accountId))
}

/** One view that an account may use. */
export async function showView(tx: Tx, accountId: string, workplaces: readonly string[], id: string) {
  const [row] = await select(tx).where(and(usable(tx, accountId, workplaces), eq(savedViews.id, id)))
  return row && shown(row, accountId)
}

/** A view by its id, whosever it is, held until the transaction ends. */
export async function holdView(tx: Tx, id: string): Promise<ViewRow | undefined> {
  const [found] = await tx
    .select()
    .from(savedViews)
    .where(and(ofTenant(tx), eq(savedViews.id, id)))
    .for('update')
  return found
}

/** How many views of a list an account has, and whether one other than `id` bears this name. */
export async function countViews(tx: Tx, accountId: string, list: string, name: string, id: string) {
  const mine = and(ofTenant(tx), eq(savedViews.accountId, accountId), eq(savedViews.list, list))
  const [found] = await tx.select({ size: count() }).from(savedViews).where(mine)
  const [twin] = await tx
    .select({ id: savedViews.id })
    .from(savedViews)
    .where(and(mine, eq(savedViews.name, name), ne(savedViews.id, id)))
  return { size: found?.size ?? 0, isTaken: twin !== undefined }
}

/** Holds whatever an account changes about its views until the transaction ends: limits and names are counted alone. */
export async function holdViewsOf(tx: Tx, accountId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`views:${accountId}`}, 0))`)
}

/** Keeps a view. */
export async function insertView(tx: Tx, row: Omit<ViewRow, 'tenantId'>): Promise<void> {
  await tx.insert(savedViews).values({ ...row, tenantId: tx.context.tenantId })
}

/** Changes a view. */
export async function updateView(tx: Tx, id: string, change: Partial<ViewRow>): Promise<void> {
  await tx
    .update(savedViews)
    .set(change)
    .where(and(ofTenant(tx), eq(savedViews.id, id)))
}

/** Deletes a view; whoever found their list with it finds the list as it is. */
export async function deleteView(tx: Tx, id: string): Promise<void> {
  await tx.delete(savedViews).where(and(ofTenant(tx), eq(savedViews.id, id)))
}

const chosen = (tx: Tx, accountId: string, list: string) =>
  and(
    eq(savedViewDefaults.tenantId, tx.context.tenantId),
    eq(savedViewDefaults.accountId, accountId),
    eq(savedViewDefaults.list, list),
  )

/** The view with which an account finds a list. */
export async function findDefault(tx: Tx, accountId: string, list: string): Promise<string | null> {
  const [found] = await tx
    .select({ viewId: savedViewDefaults.viewId })
    .from(savedViewDefaults)
    .where(chosen(tx, accountId, list))
  return found?.viewId ?? null
}

/** Sets, or with null takes away, the view with which an account finds a list. */
export async function saveDefault(tx: Tx, accountId: string, list: string, viewId: string | null): Promise<void> {
  if (viewId === null) {
    await tx.delete(savedViewDefaults).where(chosen(tx, accountId, list))
    return
  }
  const { tenantId } = tx.context
  await tx
    .insert(savedViewDefaults)
    .values({ tenantId, accountId, list, viewId })
    .onConflictDoUpdate({
      target: [savedViewDefaults.tenantId, savedViewDefaults.accountId, savedViewDefaults.list],
      set: { viewId },
    })
}
