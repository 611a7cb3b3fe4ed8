import { and, desc, eq, inArray, isNull, max, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../../platform/db/db.ts'
import { organisationChangeEntries, organisationClosure, organisations } from '../tables.ts'

const ofTenant = (tx: Tx) => eq(organisations.tenantId, tx.context.tenantId)

/** Holds the tree until the transaction ends: two changes at once could tie it into a knot. */
export async function lockTree(tx: Tx): Promise<void> {
  await tx
    .select({ id: organisations.id })
    .from(organisations)
    .where(and(ofTenant(tx), eq(organisations.kind, 'bureau')))
    .for('update')
}

/** Changes the row of an organisation. */
export async function updateOrganisation(tx: Tx, id: string, change: Partial<typeof organisations.$inferInsert>) {
  await tx
    .update(organisations)
    .set(change)
    .where(and(ofTenant(tx), eq(organisations.id, id)))
}

/** Puts an organisation, with all that stands below it, under another: in the tree and in the closure. */
export async function graft(tx: Tx, id: string, parentId: string): Promise<void> {
  const { tenantId } = tx.context
  await updateOrganisation(tx, id, { parentId })
  await tx.execute(sql`
    delete from organisation_closure pair
    where pair.tenant_id = ${tenantId}::uuid
      and pair.descendant_id in (select descendant_id from organisation_closure
        where tenant_id = ${tenantId}::uuid and ancestor_id = ${id}::uuid)
      and pair.ancestor_id not in (select descendant_id from organisation_closure
        where tenant_id = ${tenantId}::uuid and ancestor_id = ${id}::uuid)`)
  await tx.execute(sql`
    insert into organisation_closure (tenant_id, ancestor_id, descendant_id, depth)
    select ${tenantId}::uuid, above.ancestor_id, below.descendant_id, above.depth + below.depth + 1
    from organisation_closure above cross join organisation_closure below
    where above.tenant_id = ${tenantId}::uuid and above.descendant_id = ${parentId}::uuid
      and below.tenant_id = ${tenantId}::uuid and below.ancestor_id = ${id}::uuid`)
}

/** Whether one organisation stands at or below another. */
export async function standsBelow(tx: Tx, id: string, aboveId: string): Promise<boolean> {
  const found = await tx
    .select({ depth: organisationClosure.depth })
    .from(organisationClosure)
    .where(
      and(
        eq(organisationClosure.tenantId, tx.context.tenantId),
        eq(organisationClosure.ancestorId, aboveId),
        eq(organisationClosure.descendantId, id),
      ),
    )
  return found.length > 0
}

/** The organisations directly below one that are still open. */
export async function listOpenBelow(tx: Tx, id: string): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(and(ofTenant(tx), eq(organisations.parentId, id), isNull(organisations.closedOn)))
}

const ofOne = (tx: Tx, id: string) =>
  and(
    eq(organisationChangeEntries.tenantId, tx.context.tenantId),
    or(eq(organisationChangeEntries.organisationId, id), eq(organisationChangeEntries.toId, id)),
  )

/** The day of the last change of an organisation itself. */
export async function lastChangedOn(tx: Tx, id: string): Promise<string | null> {
  const [found] = await tx
    .select({ on: max(organisationChangeEntries.datedOn) })
    .from(organisationChangeEntries)
    .where(
      and(
        eq(organisationChangeEntries.tenantId, tx.context.tenantId),
        eq(organisationChangeEntries.organisationId, id),
      ),
    )
  return found?.on ?? null
}

type NewChange = Omit<
  typeof organisationChangeEntries.$inferInsert,
  'tenantId' | 'changedBy' | 'changedByName' | 'changedAt' | 'people'
> & { people?: number }

/** Writes down what became of an organisation. */
export async function insertChange(tx: Tx, change: NewChange): Promise<void> {
  const { tenantId, actor, now } = tx.context
  const by = { changedBy: actor?.accountId ?? null, changedByName: actor?.name ?? 'system', changedAt: now }
  await tx.insert(organisationChangeEntries).values({ people: 0, ...change, ...by, tenantId })
}

/** The change of this id. */
export async function findChange(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(organisationChangeEntries)
    .where(and(eq(organisationChangeEntries.tenantId, tx.context.tenantId), eq(organisationChangeEntries.id, id)))
  return found
}

/** What became of an organisation, and what others became part of it: the latest first. */
export async function listChanges(tx: Tx, id: string) {
  const [from, to] = [alias(organisations, 'from_one'), alias(organisations, 'to_one')]
  const entry = organisationChangeEntries
  const rows = await tx
    .select({
      id: entry.id,
      organisationId: entry.organisationId,
      organisationName: organisations.name,
      kind: entry.kind,
      datedOn: entry.datedOn,
      reason: entry.reason,
      oldName: entry.oldName,
      newName: entry.newName,
      fromName: from.name,
      toName: to.name,
      people: entry.people,
      changedByName: entry.changedByName,
      changedAt: entry.changedAt,
    })
    .from(entry)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, entry.tenantId), eq(organisations.id, entry.organisationId)),
    )
    .leftJoin(from, and(eq(from.tenantId, entry.tenantId), eq(from.id, entry.fromId)))
    .leftJoin(to, and(eq(to.tenantId, entry.tenantId), eq(to.id, entry.toId)))
    .where(ofOne(tx, id))
    .orderBy(desc(entry.datedOn), desc(entry.id))
  return rows.map(({ changedAt, ...row }) => ({ ...row, changedAt: changedAt.toISOString() }))
}

/** The names that these organisations bore, each with the last day it did: `nameOn` of the core reads them. */
export async function listOldNames(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .select({
      organisationId: organisationChangeEntries.organisationId,
      name: sql<string>`${organisationChangeEntries.oldName}`,
      until: organisationChangeEntries.datedOn,
    })
    .from(organisationChangeEntries)
    .where(
      and(
        eq(organisationChangeEntries.tenantId, tx.context.tenantId),
        eq(organisationChangeEntries.kind, 'renamed'),
        inArray(organisationChangeEntries.organisationId, [...ids]),
      ),
    )
    .orderBy(organisationChangeEntries.datedOn, organisationChangeEntries.id)
}

/** Which of these organisations stands highest in the tree. */
export async function topmost(tx: Tx, organisationIds: readonly string[]): Promise<string> {
  const [found] = await tx
    .select({ id: organisationClosure.descendantId })
    .from(organisationClosure)
    .where(
      and(
        eq(organisationClosure.tenantId, tx.context.tenantId),
        inArray(organisationClosure.descendantId, [...organisationIds]),
      ),
    )
    .groupBy(organisationClosure.descendantId)
    .orderBy(sql`count(*)`, organisationClosure.descendantId)
    .limit(1)
  if (!found) throw new Error('nobody stands highest among none')
  return found.id
}
