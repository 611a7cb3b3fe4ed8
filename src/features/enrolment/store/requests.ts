import { and, desc, eq, inArray, ne, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { accounts } from '../../accounts/tables.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { people } from '../../people/tables.ts'
import { programmes } from '../../programmes/tables.ts'
import type { SubstitutionRequest, SubstitutionRequestQuery } from '../contract/requests.ts'
import { enrolments } from '../tables.ts'
import { substitutionRequests as requests } from '../tables/requests.ts'
import { enrolmentScope } from './lists.ts'

/** A request as it was kept. */
export type RequestKept = typeof requests.$inferSelect

const mine = (tx: Tx, id: string) => and(eq(requests.tenantId, tx.context.tenantId), eq(requests.id, id))

/** One request as it was kept; with `hold`, nobody else decides on it until the transaction ends. */
export async function findRequest(tx: Tx, id: string, hold = false): Promise<RequestKept | undefined> {
  const asked = tx.select().from(requests).where(mine(tx, id))
  const [found] = await (hold ? asked.for('update') : asked)
  return found
}

/** Where a request lies: where the application does that it is about. */
export async function requestScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findRequest(tx, id)
  const place = found && (await enrolmentScope(tx, found.enrolmentId))
  return place && { organisationIds: place.organisationIds }
}

/** Keeps a request; false where one is open for this place already. */
export async function insertRequest(
  tx: Tx,
  made: Pick<RequestKept, 'id' | 'enrolmentId' | 'personId' | 'reason' | 'askedBy' | 'askedFor'>,
): Promise<boolean> {
  const { tenantId, now } = tx.context
  const kept = await tx
    .insert(requests)
    .values({ ...made, tenantId, state: 'asked', askedAt: now })
    .onConflictDoNothing()
    .returning({ id: requests.id })
  return kept.length > 0
}

/** Writes what became of a request. */
export async function endRequest(
  tx: Tx,
  id: string,
  ended: { readonly state: 'agreed' | 'declined' | 'withdrawn'; readonly reason: string | null },
): Promise<void> {
  const { now, actor } = tx.context
  await tx
    .update(requests)
    .set({ state: ended.state, decisionReason: ended.reason, decidedAt: now, decidedBy: actor?.accountId ?? null })
    .where(mine(tx, id))
}

/** Ends every open request but `done` about these applications, because their places are given up; gives those that were ended. */
export async function endRequestsOf(
  tx: Tx,
  enrolmentIds: readonly string[],
  done: string | undefined,
): Promise<RequestKept[]> {
  if (enrolmentIds.length === 0) return []
  return tx
    .update(requests)
    .set({ state: 'withdrawn', decidedAt: tx.context.now })
    .where(
      and(
        eq(requests.tenantId, tx.context.tenantId),
        inArray(requests.enrolmentId, [...enrolmentIds]),
        eq(requests.state, 'asked'),
        done === undefined ? undefined : ne(requests.id, done),
      ),
    )
    .returning()
}

const leaving = alias(people, 'leaving')
const asker = alias(accounts, 'asker')
const decider = alias(accounts, 'decider')

async function load(tx: Tx, where: SQL | undefined, most: number): Promise<SubstitutionRequest[]> {
  const found = await tx
    .select({
      id: requests.id,
      enrolmentId: requests.enrolmentId,
      programmeId: enrolments.programmeId,
      programmeTitle: programmes.title,
      schoolId: enrolments.schoolId,
      schoolName: organisations.name,
      leavingName: leaving.name,
      leavingStaffNo: leaving.staffNo,
      personId: requests.personId,
      personName: people.name,
      staffNo: people.staffNo,
      reason: requests.reason,
      state: requests.state,
      askedAt: requests.askedAt,
      askedByName: asker.name,
      decidedAt: requests.decidedAt,
      decidedByName: decider.name,
      decisionReason: requests.decisionReason,
    })
    .from(requests)
    .innerJoin(enrolments, and(eq(enrolments.tenantId, requests.tenantId), eq(enrolments.id, requests.enrolmentId)))
    .innerJoin(programmes, and(eq(programmes.tenantId, requests.tenantId), eq(programmes.id, enrolments.programmeId)))
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, requests.tenantId), eq(organisations.id, enrolments.schoolId)),
    )
    .innerJoin(leaving, and(eq(leaving.tenantId, requests.tenantId), eq(leaving.id, enrolments.personId)))
    .innerJoin(people, and(eq(people.tenantId, requests.tenantId), eq(people.id, requests.personId)))
    .innerJoin(asker, and(eq(asker.tenantId, requests.tenantId), eq(asker.id, requests.askedBy)))
    .leftJoin(decider, and(eq(decider.tenantId, requests.tenantId), eq(decider.id, requests.decidedBy)))
    .where(and(eq(requests.tenantId, tx.context.tenantId), where))
    .orderBy(desc(requests.askedAt), desc(requests.id))
    .limit(most)
  return found.map((row) => ({
    ...row,
    askedAt: row.askedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
  }))
}

/** One request as it is answered with. */
export async function showRequest(tx: Tx, id: string): Promise<SubstitutionRequest | undefined> {
  const [found] = await load(tx, eq(requests.id, id), 1)
  return found
}

/** A page of requests of the schools of `roots` or in programmes that they own or hold, the newest first; one more than asked for when there are more. */
export async function listRequests(
  tx: Tx,
  roots: readonly string[],
  query: SubstitutionRequestQuery,
  before?: { readonly askedAt: string; readonly id: string },
): Promise<SubstitutionRequest[]> {
  const where = and(
    sql`(${within(tx, sql`${enrolments.schoolId}`, roots)} or ${within(tx, sql`${programmes.organisationId}`, roots)}
      or ${within(tx, sql`${programmes.providerId}`, roots)})`,
    query.state === undefined ? undefined : eq(requests.state, query.state),
    query.programmeId === undefined ? undefined : eq(enrolments.programmeId, query.programmeId),
    query.enrolmentId === undefined ? undefined : eq(requests.enrolmentId, query.enrolmentId),
    before && sql`(${requests.askedAt}, ${requests.id}) < (${before.askedAt}::timestamptz, ${before.id}::uuid)`,
  )
  return load(tx, where, query.limit + 1)
}
