import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { people } from '../../people/tables.ts'
import { accounts, identityLinks, identityProviders } from '../tables.ts'

const open = (tx: Tx) => and(eq(identityProviders.tenantId, tx.context.tenantId), isNull(identityProviders.closedAt))

/** The providers that people of this region may sign in at. */
export async function listProviders(tx: Tx) {
  return tx.select().from(identityProviders).where(open(tx)).orderBy(asc(identityProviders.id))
}

/** A provider that is open. */
export async function findProvider(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(identityProviders)
    .where(and(open(tx), eq(identityProviders.id, id)))
  return found
}

/** Keeps a provider. */
export async function insertProvider(tx: Tx, row: Omit<typeof identityProviders.$inferInsert, 'tenantId'>) {
  await tx.insert(identityProviders).values({ ...row, tenantId: tx.context.tenantId })
}

/** Closes a provider; false when there is none. */
export async function closeProvider(tx: Tx, id: string): Promise<boolean> {
  const closed = await tx
    .update(identityProviders)
    .set({ closedAt: tx.context.now })
    .where(and(open(tx), eq(identityProviders.id, id)))
    .returning({ id: identityProviders.id })
  return closed.length > 0
}

const withFactor = {
  id: accounts.id,
  disabledAt: accounts.disabledAt,
  hasFactor: sql<boolean>`exists (select from second_factor f where f.tenant_id = account.tenant_id
    and f.account_id = account.id and f.confirmed_at is not null)`,
}

/** The account that a subject of a provider is linked to. */
export async function findLinked(tx: Tx, providerId: string, subject: string) {
  const [found] = await tx
    .select(withFactor)
    .from(identityLinks)
    .innerJoin(accounts, and(eq(accounts.tenantId, identityLinks.tenantId), eq(accounts.id, identityLinks.accountId)))
    .where(
      and(
        eq(identityLinks.tenantId, tx.context.tenantId),
        eq(identityLinks.providerId, providerId),
        eq(identityLinks.subject, subject),
      ),
    )
  return found
}

/** The account of the person with this staff number. */
export async function findByStaffNo(tx: Tx, staffNo: string) {
  const [found] = await tx
    .select(withFactor)
    .from(accounts)
    .innerJoin(people, and(eq(people.tenantId, accounts.tenantId), eq(people.id, accounts.personId)))
    .where(and(eq(accounts.tenantId, tx.context.tenantId), eq(people.staffNo, staffNo)))
  return found
}

/** Links a subject of a provider to an account; false when either is linked already. */
export async function insertLink(tx: Tx, link: { providerId: string; subject: string; accountId: string }) {
  const { tenantId, now: linkedAt } = tx.context
  const made = await tx
    .insert(identityLinks)
    .values({ ...link, tenantId, linkedAt })
    .onConflictDoNothing()
    .returning({ subject: identityLinks.subject })
  return made.length > 0
}

/** The providers that an account is linked with. */
export async function listLinks(tx: Tx, accountId: string) {
  return tx
    .select({ providerId: identityLinks.providerId, linkedAt: identityLinks.linkedAt })
    .from(identityLinks)
    .where(and(eq(identityLinks.tenantId, tx.context.tenantId), eq(identityLinks.accountId, accountId)))
}

/** Ends the link of an account with a provider; false when there is none. */
export async function deleteLink(tx: Tx, accountId: string, providerId: string): Promise<boolean> {
  const gone = await tx
    .delete(identityLinks)
    .where(
      and(
        eq(identityLinks.tenantId, tx.context.tenantId),
        eq(identityLinks.accountId, accountId),
        eq(identityLinks.providerId, providerId),
      ),
    )
    .returning({ subject: identityLinks.subject })
  return gone.length > 0
}
