import { and, eq, inArray, sql } from 'drizzle-orm'
import { runNamed, type Tx } from '../../../platform/db/db.ts'
import type { NewRequirement } from '../contract/requirements.ts'
import { hourRequirements } from '../tables.ts'

/** The requirements whose period touches a year: overall ones first, then by category. */
export async function listRequirements(tx: Tx, year: number): Promise<NewRequirement[]> {
  return runNamed<NewRequirement>(
    tx,
    'requirements',
    sql`select id, organisation_id as "organisationId", from_year as "fromYear", to_year as "toYear", category,
        min_centihours as "minCentihours", max_centihours as "maxCentihours", average, unit, source, population
      from hour_requirement
      where tenant_id = ${tx.context.tenantId}::uuid and to_year >= ${year}::int and from_year <= ${year}::int
      order by category is not null, from_year, category, id`,
  )
}

/** Adds requirements; those whose id is already known stay as they are. */
export async function insertRequirements(tx: Tx, drafts: readonly NewRequirement[]): Promise<string[]> {
  const { tenantId, now, actor } = tx.context
  const added = await tx
    .insert(hourRequirements)
    .values(drafts.map((draft) => ({ ...draft, tenantId, addedBy: actor?.accountId ?? null, addedAt: now })))
    .onConflictDoNothing()
    .returning({ id: hourRequirements.id })
  return added.map((row) => row.id)
}

/** The requirements of these ids. */
export async function findRequirements(tx: Tx, ids: readonly string[]): Promise<NewRequirement[]> {
  if (ids.length === 0) return []
  const found = await tx.select().from(hourRequirements).where(ofIds(tx, ids))
  return found.map(({ tenantId: _, addedBy: __, addedAt: ___, ...requirement }) => requirement)
}

/** Deletes requirements: nobody is asked them any more. */
export async function deleteRequirements(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.delete(hourRequirements).where(ofIds(tx, ids))
}

const ofIds = (tx: Tx, ids: readonly string[]) =>
  and(eq(hourRequirements.tenantId, tx.context.tenantId), inArray(hourRequirements.id, [...ids]))
