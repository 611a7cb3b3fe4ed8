import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { signedName } from '../../accounts/public.ts'
import { accounts } from '../../accounts/tables.ts'
import { organisations } from '../../organisations/tables.ts'
import type { LayoutContent } from '../layouts/layout.ts'
import { hourLayoutDrafts, hourLayouts, hourLayoutVersions } from '../tables.ts'

const ofLayout = (tx: Tx, id: string) => and(eq(hourLayouts.tenantId, tx.context.tenantId), eq(hourLayouts.id, id))

/** Where a layout lies: at the bureau whose it is. */
export async function hourLayoutScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: hourLayouts.organisationId })
    .from(hourLayouts)
    .where(ofLayout(tx, id))
  return found && { organisationIds: [found.organisationId] }
}

const shown = {
  id: hourLayouts.id,
  organisationId: hourLayouts.organisationId,
  organisationName: organisations.name,
  name: hourLayouts.name,
  nameEn: hourLayouts.nameEn,
  target: hourLayouts.target,
  subject: hourLayouts.subject,
  shipped: hourLayouts.shipped,
  sourceCites: hourLayouts.sourceCites,
  sourceSure: hourLayouts.sourceSure,
  madeAt: hourLayouts.madeAt,
  endedOn: hourLayouts.endedOn,
  endedReason: hourLayouts.endedReason,
}

const selectLayouts = (tx: Tx) =>
  tx
    .select(shown)
    .from(hourLayouts)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, hourLayouts.tenantId), eq(organisations.id, hourLayouts.organisationId)),
    )

/** Every layout of the region, those that were not ended first. */
export async function listLayouts(tx: Tx) {
  return selectLayouts(tx)
    .where(eq(hourLayouts.tenantId, tx.context.tenantId))
    .orderBy(
      sql`${hourLayouts.endedOn} is not null`,
      sql`array_position(array['personal', 'unit', 'province'], ${hourLayouts.shipped})`,
      asc(hourLayouts.madeAt),
      asc(hourLayouts.id),
    )
}

/** One layout without its text. */
export async function findLayout(tx: Tx, id: string) {
  const [found] = await selectLayouts(tx).where(ofLayout(tx, id))
  return found
}

/** Holds a layout until the transaction ends, so that two who adopt at once come one after the other. */
export async function lockLayout(tx: Tx, id: string): Promise<void> {
  await tx.select({ id: hourLayouts.id }).from(hourLayouts).where(ofLayout(tx, id)).for('update')
}

/** Adds a layout with its first draft; false where the id is taken. */
export async function insertLayout(
  tx: Tx,
  { content, ...layout }: Omit<typeof hourLayouts.$inferInsert, 'tenantId'> & { readonly content: LayoutContent },
): Promise<boolean> {
  const { tenantId } = tx.context
  const added = await tx
    .insert(hourLayouts)
    .values({ ...layout, tenantId })
    .onConflictDoNothing()
    .returning({ id: hourLayouts.id })
  if (added.length === 0) return false
  const { id: layoutId, madeBy: changedBy, madeAt: changedAt } = layout
  await tx.insert(hourLayoutDrafts).values({ tenantId, layoutId, revision: 1, content, changedBy, changedAt })
  return true
}

const ofDraft = (tx: Tx, layoutId: string) =>
  and(eq(hourLayoutDrafts.tenantId, tx.context.tenantId), eq(hourLayoutDrafts.layoutId, layoutId))

/** The draft of a layout, with who changed it last; nobody where it was shipped so. */
export async function findDraft(tx: Tx, layoutId: string) {
  const [found] = await tx
    .select({
      revision: hourLayoutDrafts.revision,
      content: hourLayoutDrafts.content,
      changedBy: hourLayoutDrafts.changedBy,
      changedAt: hourLayoutDrafts.changedAt,
      changedByName: accounts.name,
    })
    .from(hourLayoutDrafts)
    .leftJoin(
      accounts,
      and(eq(accounts.tenantId, hourLayoutDrafts.tenantId), eq(accounts.id, hourLayoutDrafts.changedBy)),
    )
    .where(ofDraft(tx, layoutId))
  return found
}

/** Writes the next revision of a draft over the one that was read; false where somebody else was quicker. */
export async function updateDraft(
  tx: Tx,
  layoutId: string,
  change: { readonly revision: number; readonly content: LayoutContent; readonly changedBy: string },
): Promise<boolean> {
  const { revision, ...draft } = change
  const changed = await tx
    .update(hourLayoutDrafts)
    .set({ ...draft, revision: revision + 1, changedAt: tx.context.now })
    .where(and(ofDraft(tx, layoutId), eq(hourLayoutDrafts.revision, revision)))
    .returning({ layoutId: hourLayoutDrafts.layoutId })
  return changed.length > 0
}

/** The adopted versions of every layout, or of one, the latest first; nobody adopted what was shipped. */
export async function listVersions(tx: Tx, layoutId?: string) {
  return tx
    .select({
      layoutId: hourLayoutVersions.layoutId,
      version: hourLayoutVersions.version,
      effectiveFrom: hourLayoutVersions.effectiveFrom,
      reason: hourLayoutVersions.reason,
      adoptedAt: hourLayoutVersions.adoptedAt,
      adoptedByName: signedName<string | null>(
        accounts.name,
        hourLayoutVersions.adoptedBy,
        hourLayoutVersions.adoptedBy,
      ),
      content: hourLayoutVersions.content,
    })
    .from(hourLayoutVersions)
    .leftJoin(
      accounts,
      and(eq(accounts.tenantId, hourLayoutVersions.tenantId), eq(accounts.id, hourLayoutVersions.adoptedBy)),
    )
    .where(
      and(
        eq(hourLayoutVersions.tenantId, tx.context.tenantId),
        layoutId === undefined ? undefined : eq(hourLayoutVersions.layoutId, layoutId),
      ),
    )
    .orderBy(desc(hourLayoutVersions.version))
}

/** Adds an adopted version. */
export async function insertVersion(
  tx: Tx,
  version: Omit<typeof hourLayoutVersions.$inferInsert, 'tenantId'>,
): Promise<void> {
  await tx.insert(hourLayoutVersions).values({ ...version, tenantId: tx.context.tenantId })
}

/** Ends a layout: from that day nothing is handed in by it. False where it was ended before. */
export async function endLayout(
  tx: Tx,
  id: string,
  ended: { readonly endedOn: string; readonly endedBy: string; readonly endedReason: string },
): Promise<boolean> {
  const rows = await tx
    .update(hourLayouts)
    .set(ended)
    .where(and(ofLayout(tx, id), isNull(hourLayouts.endedOn)))
    .returning({ id: hourLayouts.id })
  return rows.length > 0
}
