import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { enrolments } from '../tables.ts'
import { electiveChoices, electiveRules, electives } from '../tables/ways.ts'

const ofProgramme = (tx: Tx, programmeId: string) =>
  and(eq(electives.tenantId, tx.context.tenantId), eq(electives.programmeId, programmeId))

/** How many electives of a programme one chooses; with `hold`, held until the transaction ends. */
export async function loadElectiveRule(tx: Tx, programmeId: string, hold = false) {
  const asked = tx
    .select({ least: electiveRules.least, most: electiveRules.most, until: electiveRules.until })
    .from(electiveRules)
    .where(and(eq(electiveRules.tenantId, tx.context.tenantId), eq(electiveRules.programmeId, programmeId)))
  const [found] = hold ? await asked.for('update') : await asked
  return found
}

/** The electives of a programme, in their order. */
export async function listElectives(tx: Tx, programmeId: string) {
  return tx
    .select({
      id: electives.id,
      title: electives.title,
      placesMax: electives.placesMax,
      placesTaken: electives.placesTaken,
    })
    .from(electives)
    .where(ofProgramme(tx, programmeId))
    .orderBy(asc(electives.position), asc(electives.id))
}

/** Which electives of a programme a person has chosen. */
export async function listChosen(tx: Tx, programmeId: string, personId: string): Promise<Set<string>> {
  const found = await tx
    .select({ electiveId: electiveChoices.electiveId })
    .from(electiveChoices)
    .where(
      and(
        eq(electiveChoices.tenantId, tx.context.tenantId),
        eq(electiveChoices.programmeId, programmeId),
        eq(electiveChoices.personId, personId),
      ),
    )
  return new Set(found.map(({ electiveId }) => electiveId))
}

/** Whether a person is in a programme, or on the way into it. */
export async function isInProgramme(tx: Tx, programmeId: string, personId: string): Promise<boolean> {
  const [found] = await tx
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.tenantId, tx.context.tenantId),
        eq(enrolments.programmeId, programmeId),
        eq(enrolments.personId, personId),
        inArray(enrolments.state, ['applied', 'school_approved', 'admitted']),
      ),
    )
    .limit(1)
  return found !== undefined
}

/** Writes how many are chosen until when, and what there is to choose. */
export async function writeElectives(
  tx: Tx,
  programmeId: string,
  rule: { readonly least: number; readonly most: number; readonly until: Date },
  offered: readonly { readonly id: string; readonly title: string; readonly placesMax: number | null }[],
): Promise<void> {
  const { tenantId } = tx.context
  await tx
    .insert(electiveRules)
    .values({ tenantId, programmeId, ...rule })
    .onConflictDoUpdate({ target: [electiveRules.tenantId, electiveRules.programmeId], set: rule })
  const ids = offered.map(({ id }) => id)
  await tx
    .delete(electives)
    .where(and(ofProgramme(tx, programmeId), ids.length > 0 ? notInArray(electives.id, ids) : undefined))
  for (const [position, { id, title, placesMax }] of offered.entries()) {
    await tx
      .insert(electives)
      .values({ tenantId, programmeId, id, position, title, placesMax })
      .onConflictDoUpdate({
        target: [electives.tenantId, electives.id],
        set: { position, title, placesMax },
      })
  }
}

/** Writes what a person chose, and counts it; the database refuses to oversell any elective. */
export async function writeChoice(
  tx: Tx,
  programmeId: string,
  personId: string,
  { added, dropped }: { readonly added: readonly string[]; readonly dropped: readonly string[] },
): Promise<void> {
  const { tenantId, now } = tx.context
  const change = (ids: readonly string[], by: number) =>
    tx
      .update(electives)
      .set({ placesTaken: sql`${electives.placesTaken} + ${by}` })
      .where(and(ofProgramme(tx, programmeId), inArray(electives.id, [...ids])))
  if (dropped.length > 0) {
    await tx
      .delete(electiveChoices)
      .where(
        and(
          eq(electiveChoices.tenantId, tenantId),
          eq(electiveChoices.personId, personId),
          inArray(electiveChoices.electiveId, [...dropped]),
        ),
      )
    await change(dropped, -1)
  }
  if (added.length === 0) return
  await tx
    .insert(electiveChoices)
    .values(added.map((electiveId) => ({ tenantId, programmeId, personId, electiveId, chosenAt: now })))
  await change(added, 1)
}

/**
 * Gives back what was chosen for these applications: for whoever ends them. Whoever chooses at that moment holds the rule,
 * and is waited for.
 */
export async function dropChoices(tx: Tx, enrolmentIds: readonly string[]): Promise<void> {
  if (enrolmentIds.length === 0) return
  const { tenantId } = tx.context
  const these = and(eq(enrolments.tenantId, tenantId), inArray(enrolments.id, [...enrolmentIds]))
  const offering = tx.select({ programmeId: enrolments.programmeId }).from(enrolments).where(these)
  const rules = await tx
    .select({ programmeId: electiveRules.programmeId })
    .from(electiveRules)
    .where(and(eq(electiveRules.tenantId, tenantId), inArray(electiveRules.programmeId, offering)))
    .orderBy(asc(electiveRules.programmeId))
    .for('update')
  if (rules.length === 0) return
  const ids = sql.param(`{${enrolmentIds.join(',')}}`)
  await tx.execute(sql`
    with gone as (
      delete from elective_choice choice using enrolment
      where enrolment.tenant_id = ${tenantId}::uuid and enrolment.id = any (${ids}::uuid[])
        and choice.tenant_id = enrolment.tenant_id and choice.programme_id = enrolment.programme_id
        and choice.person_id = enrolment.person_id
      returning choice.elective_id
    ), counted as (select elective_id, count(*)::integer as size from gone group by elective_id)
    update elective set places_taken = places_taken - counted.size from counted
    where elective.tenant_id = ${tenantId}::uuid and elective.id = counted.elective_id`)
}
