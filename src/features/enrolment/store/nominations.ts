import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { openStates } from '../core/taking-back.ts'
import { enrolments } from '../tables.ts'
import { intakes } from '../tables/ways.ts'

/** Where a nomination lies: with the schools of the people whom it brought. */
export async function nominationScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await tx
    .selectDistinct({ schoolId: enrolments.schoolId })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.tenantId, tx.context.tenantId),
        eq(enrolments.sourceId, id),
        eq(enrolments.sourceKind, 'nomination'),
      ),
    )
  return found.length === 0 ? undefined : { organisationIds: found.map(({ schoolId }) => schoolId) }
}

/** How these people stand in a programme now, and what sent them. */
export async function listStanding(tx: Tx, programmeId: string, personIds: readonly string[]) {
  return tx
    .select({ id: enrolments.id, personId: enrolments.personId, sourceId: enrolments.sourceId })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.tenantId, tx.context.tenantId),
        eq(enrolments.programmeId, programmeId),
        inArray(enrolments.personId, [...personIds]),
        sql`${enrolments.state} not in ('returned', 'withdrawn')`,
      ),
    )
}

/** What the schools of `roots` nominated for a programme, the newest first, with how many of these people nobody has decided on. */
export async function listNominations(tx: Tx, programmeId: string, roots: readonly string[]) {
  const counted = (which: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${which})::integer`
  return tx
    .select({
      id: intakes.id,
      madeAt: intakes.madeAt,
      nominated: sql<number>`cardinality(${intakes.personIds})`,
      open: counted(inArray(enrolments.state, [...openStates])),
      admitted: counted(eq(enrolments.state, 'admitted')),
    })
    .from(intakes)
    .innerJoin(enrolments, and(eq(enrolments.tenantId, intakes.tenantId), eq(enrolments.sourceId, intakes.id)))
    .where(
      and(
        eq(intakes.tenantId, tx.context.tenantId),
        eq(intakes.programmeId, programmeId),
        eq(intakes.way, 'nomination'),
        within(tx, sql`${enrolments.schoolId}`, roots),
      ),
    )
    .groupBy(intakes.tenantId, intakes.id)
    .orderBy(desc(intakes.madeAt), desc(intakes.id))
    .limit(100)
}
