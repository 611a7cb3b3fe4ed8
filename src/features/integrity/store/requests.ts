import { and, asc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy, listBearers } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { RequestsAsked } from '../contract/facts.ts'
import { integrityFacts, integrityRequests } from '../tables.ts'

export type RequestKept = typeof integrityRequests.$inferSelect
const mine = (tx: Tx, id: string) =>
  and(eq(integrityRequests.tenantId, tx.context.tenantId), eq(integrityRequests.id, id))

/** Where a request lies: in the school where the person was when it was asked, about them. */
export async function requestScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: integrityRequests.organisationId, personId: integrityRequests.personId })
    .from(integrityRequests)
    .where(mine(tx, id))
  return found && { organisationIds: [found.organisationId], personIds: await listBearers(tx, found.personId) }
}

/** The request of this id, held until the end of the transaction. */
export async function holdRequest(tx: Tx, id: string): Promise<RequestKept | undefined> {
  const [found] = await tx.select().from(integrityRequests).where(mine(tx, id)).for('update')
  return found
}

/** Keeps a request; false where there is one of this id, or an open one about the same. */
export async function insertRequest(
  tx: Tx,
  row: Omit<typeof integrityRequests.$inferInsert, 'tenantId'>,
): Promise<boolean> {
  const kept = await tx
    .insert(integrityRequests)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoNothing()
    .returning({ id: integrityRequests.id })
  return kept.length > 0
}

/** Says what became of a request. */
export async function updateRequest(
  tx: Tx,
  id: string,
  change: Partial<typeof integrityRequests.$inferInsert>,
): Promise<void> {
  await tx.update(integrityRequests).set(change).where(mine(tx, id))
}

function selectShown(tx: Tx) {
  const tenant = integrityRequests.tenantId
  return tx
    .select({
      request: integrityRequests,
      fact: integrityFacts,
      personName: people.name,
      staffNo: people.staffNo,
      organisationName: organisations.name,
    })
    .from(integrityRequests)
    .innerJoin(
      integrityFacts,
      and(eq(integrityFacts.tenantId, tenant), eq(integrityFacts.id, integrityRequests.factId)),
    )
    .innerJoin(people, and(eq(people.tenantId, tenant), eq(people.id, integrityRequests.personId)))
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, tenant), eq(organisations.id, integrityRequests.organisationId)),
    )
}
export type RequestShown = Awaited<ReturnType<typeof selectShown>>[number]

/** One request as people see it. */
export async function showRequestRow(tx: Tx, id: string): Promise<RequestShown | undefined> {
  const [found] = await selectShown(tx).where(mine(tx, id))
  return found
}

/** Requests in the subtrees of `roots`, the longest waiting first; one more than asked for when there are more. */
export async function listRequests(
  tx: Tx,
  roots: readonly string[],
  query: RequestsAsked & { readonly limit: number },
  after: { askedAt: string; id: string } | undefined,
): Promise<RequestShown[]> {
  return selectShown(tx)
    .where(
      and(
        eq(integrityRequests.tenantId, tx.context.tenantId),
        within(tx, sql`${integrityRequests.organisationId}`, roots),
        query.state ? eq(integrityRequests.state, query.state) : undefined,
        query.kind ? eq(integrityRequests.kind, query.kind) : undefined,
        amongPasted(tx, query.pasted, integrityRequests.personId, integrityRequests.organisationId),
        isMeantBy(tx, query.q),
        after &&
          sql`(${integrityRequests.askedAt}, ${integrityRequests.id}) > (${after.askedAt}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(integrityRequests.askedAt), asc(integrityRequests.id))
    .limit(query.limit + 1)
}
