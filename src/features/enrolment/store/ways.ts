import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { people } from '../../people/tables.ts'
import { enrolments, waiters } from '../tables.ts'
import { intakes, substitutions } from '../tables/ways.ts'

export type IntakeRow = typeof intakes.$inferSelect

/** One intake as it was made. */
export async function findIntake(tx: Tx, id: string): Promise<IntakeRow | undefined> {
  const [found] = await tx
    .select()
    .from(intakes)
    .where(and(eq(intakes.tenantId, tx.context.tenantId), eq(intakes.id, id)))
  return found
}

/** Writes down who was brought in at once. */
export async function insertIntake(
  tx: Tx,
  intake: Pick<IntakeRow, 'id' | 'programmeId' | 'way' | 'personIds' | 'placed'>,
): Promise<void> {
  const { tenantId, now, actor } = tx.context
  await tx.insert(intakes).values({ ...intake, tenantId, madeAt: now, madeBy: actor?.accountId ?? null })
}

/** Whom an intake let in or asked, whatever became of them since. */
export async function listBroughtBy(
  tx: Tx,
  { id, programmeId }: Pick<IntakeRow, 'id' | 'programmeId'>,
): Promise<string[]> {
  const { tenantId } = tx.context
  const inside = tx
    .select({ personId: enrolments.personId })
    .from(enrolments)
    .where(and(eq(enrolments.tenantId, tenantId), eq(enrolments.programmeId, programmeId), eq(enrolments.sourceId, id)))
  const asked = tx
    .select({ personId: waiters.personId })
    .from(waiters)
    .where(and(eq(waiters.tenantId, tenantId), eq(waiters.programmeId, programmeId), eq(waiters.sourceId, id)))
  return (await inside.union(asked)).map(({ personId }) => personId)
}

/** What was brought into a programme at once, the newest first. */
export async function listIntakes(tx: Tx, programmeId: string): Promise<IntakeRow[]> {
  return tx
    .select()
    .from(intakes)
    .where(and(eq(intakes.tenantId, tx.context.tenantId), eq(intakes.programmeId, programmeId)))
    .orderBy(desc(intakes.madeAt), desc(intakes.id))
    .limit(100)
}

const named = {
  id: people.id,
  name: people.name,
  staffNo: people.staffNo,
  schoolName: organisations.name,
}
const ofSchool = and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId))

/** These people by name, those of `roots` only where given. */
export async function listNamed(tx: Tx, ids: readonly string[], roots?: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .select(named)
    .from(people)
    .innerJoin(organisations, ofSchool)
    .where(
      and(
        eq(people.tenantId, tx.context.tenantId),
        inArray(people.id, [...ids]),
        roots ? sql`${within(tx, sql`${people.organisationId}`, roots)}` : undefined,
      ),
    )
}

/** The people who bear these staff numbers in the subtrees of `roots`. */
export async function listByStaffNo(tx: Tx, staffNos: readonly string[], roots: readonly string[]) {
  if (staffNos.length === 0) return []
  return tx
    .select(named)
    .from(people)
    .innerJoin(organisations, ofSchool)
    .where(
      and(
        eq(people.tenantId, tx.context.tenantId),
        inArray(people.staffNo, [...staffNos]),
        sql`${people.mergedInto} is null`,
        sql`${within(tx, sql`${people.organisationId}`, roots)}`,
      ),
    )
}

/** The substitution of a person in a programme, if there was one. */
export async function findSubstitution(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(substitutions)
    .where(and(eq(substitutions.tenantId, tx.context.tenantId), eq(substitutions.id, id)))
  return found
}

/** Writes down that one person stands in the place of another. */
export async function insertSubstitution(
  tx: Tx,
  made: { id: string; programmeId: string; fromId: string; toId: string; reason: string },
): Promise<void> {
  const { tenantId, now, actor } = tx.context
  await tx.insert(substitutions).values({ ...made, tenantId, madeAt: now, madeBy: actor?.accountId ?? null })
}
