import { and, asc, eq, gte, lte } from 'drizzle-orm'
import type { Tx } from '../../platform/db/db.ts'
import type { NewRequirement } from './contract.ts'
import { hourRequirements } from './tables.ts'

const shown = {
  id: hourRequirements.id,
  organisationId: hourRequirements.organisationId,
  fromYear: hourRequirements.fromYear,
  toYear: hourRequirements.toYear,
  category: hourRequirements.category,
  minCentihours: hourRequirements.minCentihours,
  maxCentihours: hourRequirements.maxCentihours,
  average: hourRequirements.average,
  unit: hourRequirements.unit,
  source: hourRequirements.source,
  population: hourRequirements.population,
}

/** The requirements whose period touches a year: overall ones first, then by category. */
export async function listRequirements(tx: Tx, year: number): Promise<NewRequirement[]> {
  const rows = await tx
    .select(shown)
    .from(hourRequirements)
    .where(
      and(
        eq(hourRequirements.tenantId, tx.context.tenantId),
        gte(hourRequirements.toYear, year),
        lte(hourRequirements.fromYear, year),
      ),
    )
    .orderBy(asc(hourRequirements.fromYear), asc(hourRequirements.category), asc(hourRequirements.id))
  return rows.toSorted((a, b) => Number(a.category !== null) - Number(b.category !== null))
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
