import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy, isTheirs, listBearers } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { FactsAsked } from '../contract/facts.ts'
import type { Cause, FactStanding } from '../core.ts'
import { integrityFacts, integrityRequests, integrityReversals } from '../tables.ts'

/** Where a fact lies: in the school where the person is now, about them. */
export async function factScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ personId: integrityFacts.personId, organisationId: people.organisationId })
    .from(integrityFacts)
    .innerJoin(people, and(eq(people.tenantId, integrityFacts.tenantId), eq(people.id, integrityFacts.personId)))
    .where(and(eq(integrityFacts.tenantId, tx.context.tenantId), eq(integrityFacts.id, id)))
  return found && { organisationIds: [found.organisationId], personIds: await listBearers(tx, found.personId) }
}

/** Keeps facts; those that were written down before are passed over. Gives the ids that are new. */
export async function insertFacts(
  tx: Tx,
  rows: readonly Omit<typeof integrityFacts.$inferInsert, 'tenantId'>[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set()
  const { tenantId } = tx.context
  const kept = await tx
    .insert(integrityFacts)
    .values(rows.map((row) => ({ ...row, tenantId })))
    .onConflictDoNothing()
    .returning({ id: integrityFacts.id })
  return new Set(kept.map(({ id }) => id))
}

/** That the file of the person in one column says they never came to the programme in the other, and that this stands. */
export function neverCame(personId: SQL, programmeId: SQL, tenantId: SQL): SQL<boolean> {
  return sql<boolean>`exists (select from integrity_entry fact
    where fact.tenant_id = ${tenantId} and fact.person_id = ${personId} and fact.programme_id = ${programmeId}
      and fact.cause = 'not_attended' and not exists (select from integrity_reversal_entry back
        where back.tenant_id = fact.tenant_id and back.fact_id = fact.id))`
}

/** That an appeal of this person was granted: what said that they never came to this programme was taken back. */
export function wasCleared(personId: SQL, programmeId: SQL, tenantId: SQL): SQL<boolean> {
  return sql<boolean>`exists (select from integrity_entry fact
    join integrity_reversal_entry back on back.tenant_id = fact.tenant_id and back.fact_id = fact.id
      and back.request_id is not null
    where fact.tenant_id = ${tenantId} and fact.person_id = ${personId} and fact.programme_id = ${programmeId}
      and fact.cause = 'not_attended')`
}

/** The facts of this cause that stand against these people in a programme: none that was taken back. */
export async function standingFacts(
  tx: Tx,
  of: { readonly programmeId: string; readonly personIds: readonly string[]; readonly cause: Cause },
): Promise<string[]> {
  if (of.personIds.length === 0) return []
  const found = await tx
    .select({ id: integrityFacts.id })
    .from(integrityFacts)
    .where(
      and(
        eq(integrityFacts.tenantId, tx.context.tenantId),
        eq(integrityFacts.programmeId, of.programmeId),
        eq(integrityFacts.cause, of.cause),
        inArray(integrityFacts.personId, [...of.personIds]),
        sql`not ${isReversed}`,
      ),
    )
  return found.map(({ id }) => id)
}

/** What stands in the files of these people: none that was taken back. */
export async function listStandingOf(tx: Tx, personIds: readonly string[]) {
  const { personId, programmeTitle: title, cause, happenedOn } = integrityFacts
  return tx
    .select({ personId, title, cause, happenedOn })
    .from(integrityFacts)
    .where(
      and(eq(integrityFacts.tenantId, tx.context.tenantId), inArray(personId, [...personIds]), sql`not ${isReversed}`),
    )
}

/** The schools of these people today. */
export async function schoolsOf(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: people.id, organisationId: people.organisationId })
    .from(people)
    .where(and(eq(people.tenantId, tx.context.tenantId), inArray(people.id, [...personIds])))
  return new Map(rows.map(({ id, organisationId }) => [id, organisationId]))
}

const isReversed = sql<boolean>`exists (select from integrity_reversal_entry reversal
  where reversal.tenant_id = integrity_entry.tenant_id and reversal.fact_id = integrity_entry.id)`
const isExcused = sql<boolean>`exists (select from integrity_request granted
  where granted.tenant_id = integrity_entry.tenant_id and granted.fact_id = integrity_entry.id
    and granted.kind = 'exemption' and granted.state = 'granted')`

function selectShown(tx: Tx) {
  const tenant = integrityFacts.tenantId
  return tx
    .select({
      fact: integrityFacts,
      personName: people.name,
      staffNo: people.staffNo,
      organisationName: organisations.name,
      isExcused,
      reversedReason: integrityReversals.reason,
      reversedByName: integrityReversals.reversedByName,
      reversedAt: integrityReversals.reversedAt,
    })
    .from(integrityFacts)
    .innerJoin(people, and(eq(people.tenantId, tenant), eq(people.id, integrityFacts.personId)))
    .innerJoin(organisations, and(eq(organisations.tenantId, tenant), eq(organisations.id, people.organisationId)))
    .leftJoin(
      integrityReversals,
      and(eq(integrityReversals.tenantId, tenant), eq(integrityReversals.factId, integrityFacts.id)),
    )
}
export type FactShown = Awaited<ReturnType<typeof selectShown>>[number]

/** One fact as people see it. */
export async function showFactRow(tx: Tx, id: string): Promise<FactShown | undefined> {
  const [found] = await selectShown(tx).where(
    and(eq(integrityFacts.tenantId, tx.context.tenantId), eq(integrityFacts.id, id)),
  )
  return found
}

/** Everything that is kept of a person, the newest first. */
export async function listOwnFacts(tx: Tx, personId: string): Promise<FactShown[]> {
  return selectShown(tx)
    .where(and(eq(integrityFacts.tenantId, tx.context.tenantId), isTheirs(integrityFacts.personId, personId)))
    .orderBy(desc(integrityFacts.happenedOn), desc(integrityFacts.id))
    .limit(200)
}

function standsAs(tx: Tx, standing: FactStanding): SQL | undefined {
  const today = tx.context.today
  const counts = sql`not ${isReversed} and not ${isExcused}`
  switch (standing) {
    case 'reversed':
      return isReversed
    case 'excused':
      return sql`not ${isReversed} and ${isExcused}`
    case 'barring':
      return sql`${counts} and ${integrityFacts.barredUntil} > ${today}`
    case 'over':
      return sql`${counts} and ${integrityFacts.barredUntil} <= ${today}`
    case 'kept':
      return sql`${counts} and ${integrityFacts.barredUntil} is null`
  }
}

/** Facts about people in the subtrees of `roots`, the latest first; one more than asked for when there are more. */
export async function listFacts(
  tx: Tx,
  roots: readonly string[],
  query: FactsAsked & { readonly limit: number },
  after: { happenedOn: string; id: string } | undefined,
): Promise<FactShown[]> {
  return selectShown(tx)
    .where(
      and(
        eq(integrityFacts.tenantId, tx.context.tenantId),
        within(tx, sql`${people.organisationId}`, roots),
        query.cause ? eq(integrityFacts.cause, query.cause) : undefined,
        query.standing ? standsAs(tx, query.standing) : undefined,
        amongPasted(tx, query.pasted, integrityFacts.personId, people.organisationId),
        isMeantBy(tx, query.q),
        after &&
          sql`(${integrityFacts.happenedOn}, ${integrityFacts.id}) < (${after.happenedOn}::date, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(integrityFacts.happenedOn), desc(integrityFacts.id))
    .limit(query.limit + 1)
}

/** What was asked about these facts. */
export async function requestsOf(tx: Tx, factIds: readonly string[]) {
  if (factIds.length === 0) return []
  return tx
    .select()
    .from(integrityRequests)
    .where(and(eq(integrityRequests.tenantId, tx.context.tenantId), inArray(integrityRequests.factId, [...factIds])))
    .orderBy(desc(integrityRequests.askedAt))
}

/** Takes a fact back; false where it was taken back before. */
export async function insertReversal(
  tx: Tx,
  row: Omit<typeof integrityReversals.$inferInsert, 'tenantId' | 'reversedAt'>,
): Promise<boolean> {
  const { tenantId, now } = tx.context
  const kept = await tx
    .insert(integrityReversals)
    .values({ ...row, tenantId, reversedAt: now })
    .onConflictDoNothing()
    .returning({ factId: integrityReversals.factId })
  return kept.length > 0
}
