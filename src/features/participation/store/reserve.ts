import { and, desc, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { ReserveAsked } from '../contract/reserve.ts'
import { reserveKind } from '../core/participation.ts'
import { reserveCandidates } from '../tables.ts'

const mine = (tx: Tx, id: string) =>
  and(eq(reserveCandidates.tenantId, tx.context.tenantId), eq(reserveCandidates.id, id))

/** Where a candidate lies: in the school where the person is now. */
export async function candidateScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: people.organisationId })
    .from(reserveCandidates)
    .innerJoin(people, and(eq(people.tenantId, reserveCandidates.tenantId), eq(people.id, reserveCandidates.personId)))
    .where(mine(tx, id))
  return found && { organisationIds: [found.organisationId] }
}

/** Puts people into the reserve but whoever stands there for the same already; gives the ids that were kept. */
export async function insertCandidates(
  tx: Tx,
  rows: readonly Omit<typeof reserveCandidates.$inferInsert, 'tenantId' | 'addedAt'>[],
): Promise<ReadonlySet<string>> {
  const { tenantId, now } = tx.context
  const kept = new Set<string>()
  for (let from = 0; from < rows.length; from += 500) {
    const fresh = await tx
      .insert(reserveCandidates)
      .values(rows.slice(from, from + 500).map((row) => ({ ...row, tenantId, addedAt: now })))
      .onConflictDoNothing()
      .returning({ id: reserveCandidates.id })
    for (const { id } of fresh) kept.add(id)
  }
  return kept
}

/** What these people stand in reserve for. */
export async function listStandingIn(tx: Tx, personIds: readonly string[]) {
  const { personId, level, subject } = reserveCandidates
  return tx
    .select({ personId, level, subject })
    .from(reserveCandidates)
    .where(
      and(
        eq(reserveCandidates.tenantId, tx.context.tenantId),
        inArray(personId, [...personIds]),
        isNull(reserveCandidates.removedAt),
      ),
    )
}

/** Takes somebody out of the reserve; false where they were taken out before. */
export async function removeRow(
  tx: Tx,
  id: string,
  by: { readonly accountId: string; readonly name: string },
  reason: string,
): Promise<boolean> {
  const done = await tx
    .update(reserveCandidates)
    .set({ removedBy: by.accountId, removedByName: by.name, removedAt: tx.context.now, removedReason: reason })
    .where(and(mine(tx, id), isNull(reserveCandidates.removedAt)))
    .returning({ id: reserveCandidates.id })
  return done.length > 0
}

function selectShown(tx: Tx) {
  const tenant = reserveCandidates.tenantId
  const since = Number(tx.context.today.slice(0, 4)) - 4
  return tx
    .select({
      candidate: reserveCandidates,
      personName: people.name,
      staffNo: people.staffNo,
      talentLevel: people.talentLevel,
      organisationName: organisations.name,
      taken: sql<number>`(select count(*)::int from participation past where past.tenant_id = ${tenant}
        and past.person_id = ${reserveCandidates.personId} and past.state = 'passed'
        and past.year >= ${since})`,
    })
    .from(reserveCandidates)
    .innerJoin(people, and(eq(people.tenantId, tenant), eq(people.id, reserveCandidates.personId)))
    .innerJoin(organisations, and(eq(organisations.tenantId, tenant), eq(organisations.id, people.organisationId)))
}
export type CandidateShown = Awaited<ReturnType<typeof selectShown>>[number]

/** One candidate as people see it. */
export async function showCandidateRow(tx: Tx, id: string): Promise<CandidateShown | undefined> {
  const [found] = await selectShown(tx).where(mine(tx, id))
  return found
}

/** Candidates among the people of these subtrees, the latest first; one more than asked for when there are more. */
export async function listCandidates(
  tx: Tx,
  roots: readonly string[],
  query: ReserveAsked & { readonly limit: number },
  after: { addedAt: string; id: string } | undefined,
): Promise<CandidateShown[]> {
  return selectShown(tx)
    .where(
      and(
        eq(reserveCandidates.tenantId, tx.context.tenantId),
        within(tx, sql`${people.organisationId}`, roots),
        query.removed ? isNotNull(reserveCandidates.removedAt) : isNull(reserveCandidates.removedAt),
        query.level ? eq(reserveCandidates.level, query.level) : undefined,
        query.subject ? eq(reserveCandidates.subject, query.subject) : undefined,
        query.eligible ? sql`not ${isBarred(tx)}` : undefined,
        amongPasted(tx, query.pasted, reserveCandidates.personId, people.organisationId),
        isMeantBy(tx, query.q),
        after &&
          sql`(${reserveCandidates.addedAt}, ${reserveCandidates.id}) < (${after.addedAt}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(reserveCandidates.addedAt), desc(reserveCandidates.id))
    .limit(query.limit + 1)
}

// The same condition as `listBars` and `reaches` of integrity, for a filter of the list: somebody stands in reserve for programmes of one level and kind.
const isBarred = (tx: Tx) => {
  const { tenantId, today } = tx.context
  const reached = (
    levels: SQL,
    kinds: SQL,
  ) => sql`(cardinality(${levels}) = 0 or ${reserveCandidates.level} = any(${levels}))
    and (cardinality(${kinds}) = 0 or ${reserveKind} = any(${kinds}))`
  // Under whichever number it was written down.
  const theirs = sql`(select number.id from person number where number.tenant_id = ${tenantId}::uuid
    and (number.id = ${reserveCandidates.personId} or number.merged_into = ${reserveCandidates.personId}))`
  return sql`(exists (select from integrity_entry fact where fact.tenant_id = ${tenantId}::uuid
      and fact.person_id in ${theirs} and fact.barred_until > ${today}::date
      and ${reached(sql`fact.barred_levels`, sql`fact.barred_kinds`)}
      and not exists (select from integrity_reversal_entry reversal where reversal.tenant_id = fact.tenant_id
        and reversal.fact_id = fact.id)
      and not exists (select from integrity_request granted where granted.tenant_id = fact.tenant_id
        and granted.fact_id = fact.id and granted.kind = 'exemption' and granted.state = 'granted'))
    or exists (select from restriction held where held.tenant_id = ${tenantId}::uuid
      and held.person_id in ${theirs} and held.lifted_at is null
      and ${reached(sql`held.levels`, sql`held.kinds`)}
      and held.from_on <= ${today}::date and (held.until_on is null or held.until_on > ${today}::date)))`
}
