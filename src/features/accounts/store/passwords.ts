import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { people } from '../../people/tables.ts'
import { accounts, passwordRequests } from '../tables.ts'

const open = (tx: Tx) => and(eq(passwordRequests.tenantId, tx.context.tenantId), isNull(passwordRequests.closedAt))

/** Keeps a request for a new password; false when the account has one that is still open. */
export async function insertRequest(tx: Tx, row: Omit<typeof passwordRequests.$inferInsert, 'tenantId'>) {
  const kept = await tx
    .insert(passwordRequests)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoNothing()
    .returning({ id: passwordRequests.id })
  return kept.length > 0
}

const ofAccount = and(eq(accounts.tenantId, passwordRequests.tenantId), eq(accounts.id, passwordRequests.accountId))
const ofPerson = and(eq(people.tenantId, accounts.tenantId), eq(people.id, accounts.personId))
const atTheirs = and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId))

const shown = {
  id: passwordRequests.id,
  accountId: passwordRequests.accountId,
  personId: people.id,
  name: people.name,
  staffNo: people.staffNo,
  organisationName: organisations.name,
  hasRoles: sql<boolean>`exists (select from role_grant g where g.tenant_id = account.tenant_id and g.account_id = account.id)`,
  hasSecondFactor: sql<boolean>`exists (select from second_factor f where f.tenant_id = account.tenant_id
    and f.account_id = account.id and f.confirmed_at is not null)`,
  askedAt: passwordRequests.askedAt,
  fromAddress: passwordRequests.fromAddress,
}

const joined = (tx: Tx) =>
  tx
    .select(shown)
    .from(passwordRequests)
    .innerJoin(accounts, ofAccount)
    .innerJoin(people, ofPerson)
    .innerJoin(organisations, atTheirs)

/** The open requests of people in the subtrees of `roots`, the newest first: at most two hundred. */
export async function listRequests(tx: Tx, roots: readonly string[]) {
  return joined(tx)
    .where(and(open(tx), within(tx, sql`${people.organisationId}`, roots)))
    .orderBy(desc(passwordRequests.id))
    .limit(200)
}

/** An open request. */
export async function findRequest(tx: Tx, id: string) {
  const [found] = await joined(tx).where(and(open(tx), eq(passwordRequests.id, id)))
  return found
}

/** Closes a request; false when somebody else was quicker. */
export async function closeRequest(tx: Tx, id: string, outcome: 'code_issued' | 'refused'): Promise<boolean> {
  const { now, actor } = tx.context
  const closed = await tx
    .update(passwordRequests)
    .set({ closedAt: now, closedBy: actor?.accountId ?? null, outcome })
    .where(and(open(tx), eq(passwordRequests.id, id)))
    .returning({ id: passwordRequests.id })
  return closed.length > 0
}

/** Where a request lies: with the person who asked. */
export async function passwordRequestScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: people.organisationId })
    .from(passwordRequests)
    .innerJoin(accounts, ofAccount)
    .innerJoin(people, ofPerson)
    .where(and(eq(passwordRequests.tenantId, tx.context.tenantId), eq(passwordRequests.id, id)))
  return found && { organisationIds: [found.organisationId] }
}
