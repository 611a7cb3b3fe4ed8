import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { people } from '../../people/tables.ts'
import { creditClasses, creditTotals } from '../tables.ts'

const ofTheirs = and(eq(people.tenantId, creditTotals.tenantId), eq(people.id, creditTotals.personId))

/** The verified hours of a year in the subtrees of `roots`, by category: how many people have some, and how much together. */
export async function sumByCategory(tx: Tx, roots: readonly string[], year: number) {
  return tx
    .select({
      category: creditClasses.category,
      people:
        sql<number>`count(distinct ${creditTotals.personId}) filter (where ${creditTotals.centihours} > 0)`.mapWith(
          Number,
        ),
      centihours: sql<number>`coalesce(sum(${creditTotals.centihours}), 0)`.mapWith(Number),
    })
    .from(creditTotals)
    .innerJoin(people, ofTheirs)
    .innerJoin(
      creditClasses,
      and(eq(creditClasses.tenantId, creditTotals.tenantId), eq(creditClasses.id, creditTotals.classId)),
    )
    .where(
      and(
        eq(creditTotals.tenantId, tx.context.tenantId),
        eq(creditTotals.year, year),
        within(tx, sql`${people.organisationId}`, roots),
      ),
    )
    .groupBy(creditClasses.category)
    .orderBy(sql`3 desc`, creditClasses.category)
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
