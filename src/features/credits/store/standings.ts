import { and, eq, gte, lte, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { people } from '../../people/tables.ts'
import { creditTotals } from '../tables.ts'

const ofTheirs = and(eq(people.tenantId, creditTotals.tenantId), eq(people.id, creditTotals.personId))

/** The running sums of everybody in the subtrees of `roots` over some years, by person. */
export async function listTotals(tx: Tx, roots: readonly string[], fromYear: number, toYear: number) {
  const rows = await tx
    .select({
      personId: creditTotals.personId,
      year: creditTotals.year,
      category: creditTotals.category,
      centihours: creditTotals.centihours,
    })
    .from(creditTotals)
    .innerJoin(people, ofTheirs)
    .where(
      and(
        eq(creditTotals.tenantId, tx.context.tenantId),
        gte(creditTotals.year, fromYear),
        lte(creditTotals.year, toYear),
        within(tx, sql`${people.organisationId}`, roots),
      ),
    )
  return Map.groupBy(rows, (row) => row.personId)
}

/** The verified hours of a year in the subtrees of `roots`, by category: how many people have some, and how much together. */
export async function sumByCategory(tx: Tx, roots: readonly string[], year: number) {
  return tx
    .select({
      category: creditTotals.category,
      people: sql<number>`count(*) filter (where ${creditTotals.centihours} > 0)`.mapWith(Number),
      centihours: sql<number>`coalesce(sum(${creditTotals.centihours}), 0)`.mapWith(Number),
    })
    .from(creditTotals)
    .innerJoin(people, ofTheirs)
    .where(
      and(
        eq(creditTotals.tenantId, tx.context.tenantId),
        eq(creditTotals.year, year),
        within(tx, sql`${people.organisationId}`, roots),
      ),
    )
    .groupBy(creditTotals.category)
    .orderBy(sql`3 desc`, creditTotals.category)
}

/** How many people in the subtrees of `roots` have verified hours in a year. */
export async function countCredited(tx: Tx, roots: readonly string[], year: number): Promise<number> {
  const [found] = await tx
    .select({ size: sql<number>`count(distinct ${creditTotals.personId})`.mapWith(Number) })
    .from(creditTotals)
    .innerJoin(people, ofTheirs)
    .where(
      and(
        eq(creditTotals.tenantId, tx.context.tenantId),
        eq(creditTotals.year, year),
        sql`${creditTotals.centihours} > 0`,
        within(tx, sql`${people.organisationId}`, roots),
      ),
    )
  return found?.size ?? 0
}
