import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { people } from '../../people/tables.ts'
import { restrictionLooks, restrictions } from '../tables.ts'

const mine = (tx: Tx, id: string) => and(eq(restrictions.tenantId, tx.context.tenantId), eq(restrictions.id, id))

/** Where a restriction lies: in the school where the person is. It is not their own: they read no more than that one stands. */
export async function restrictionScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: people.organisationId })
    .from(restrictions)
    .innerJoin(people, and(eq(people.tenantId, restrictions.tenantId), eq(people.id, restrictions.personId)))
    .where(mine(tx, id))
  return found && { organisationIds: [found.organisationId] }
}

/** The restriction of this id, held until the end of the transaction. */
export async function holdRestriction(tx: Tx, id: string) {
  const [found] = await tx.select().from(restrictions).where(mine(tx, id)).for('update')
  return found
}

/** Keeps a restriction. */
export async function insertRestriction(
  tx: Tx,
  row: Omit<typeof restrictions.$inferInsert, 'tenantId' | 'enteredAt'>,
): Promise<void> {
  const { tenantId, now } = tx.context
  await tx.insert(restrictions).values({ ...row, tenantId, enteredAt: now })
}

/** What names the cases of the restrictions that stand against these people. */
export async function listStandingCases(tx: Tx, personIds: readonly string[]) {
  const { personId, reference } = restrictions
  return tx
    .select({ personId, reference })
    .from(restrictions)
    .where(
      and(
        eq(restrictions.tenantId, tx.context.tenantId),
        inArray(personId, [...personIds]),
        isNull(restrictions.liftedAt),
      ),
    )
}

/** Lifts a restriction. */
export async function liftRow(
  tx: Tx,
  id: string,
  by: { readonly accountId: string; readonly name: string },
  reason: string,
): Promise<void> {
  await tx
    .update(restrictions)
    .set({ liftedBy: by.accountId, liftedByName: by.name, liftedAt: tx.context.now, liftedReason: reason })
    .where(mine(tx, id))
}

/** Restrictions of people in the subtrees of `roots`, the newest first; only those that stand, unless asked for all. At most 200. */
export async function listRestrictions(
  tx: Tx,
  roots: readonly string[],
  asked: { readonly personId: string | null; readonly all: boolean },
) {
  const tenant = restrictions.tenantId
  return tx
    .select({
      restriction: restrictions,
      personName: people.name,
      staffNo: people.staffNo,
      organisationName: organisations.name,
    })
    .from(restrictions)
    .innerJoin(people, and(eq(people.tenantId, tenant), eq(people.id, restrictions.personId)))
    .innerJoin(organisations, and(eq(organisations.tenantId, tenant), eq(organisations.id, people.organisationId)))
    .where(
      and(
        eq(tenant, tx.context.tenantId),
        within(tx, sql`${people.organisationId}`, roots),
        asked.personId === null ? undefined : eq(restrictions.personId, asked.personId),
        asked.all ? undefined : isNull(restrictions.liftedAt),
      ),
    )
    .orderBy(desc(restrictions.enteredAt), desc(restrictions.id))
    .limit(200)
}

/** Writes down who looked at which restrictions, and why. */
export async function insertLooks(
  tx: Tx,
  look: { readonly id: string; readonly reason: string; readonly accountId: string; readonly accountName: string },
  shown: readonly { readonly restrictionId: string; readonly personId: string }[],
): Promise<void> {
  if (shown.length === 0) return
  const { tenantId, now, from } = tx.context
  await tx
    .insert(restrictionLooks)
    .values(shown.map((one) => ({ ...look, ...one, tenantId, fromAddress: from, at: now })))
    .onConflictDoNothing()
}
