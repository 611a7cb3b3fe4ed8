import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { people } from '../../people/tables.ts'
import type { TransferQuery } from '../contract/transfers.ts'
import { transfers } from '../tables.ts'

const ofTenant = (tx: Tx) => eq(transfers.tenantId, tx.context.tenantId)
const [from, to] = [alias(organisations, 'from_one'), alias(organisations, 'to_one')]

/** Where a transfer lies: with both schools, about its person. */
export async function transferScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findTransfer(tx, id)
  return found && { organisationIds: [found.fromId, found.toId], personIds: [found.personId] }
}

/** The transfer of this id, held until the transaction ends where it is to change. */
export async function findTransfer(tx: Tx, id: string, lock = false) {
  const asked = tx
    .select()
    .from(transfers)
    .where(and(ofTenant(tx), eq(transfers.id, id)))
  const [found] = lock ? await asked.for('update') : await asked
  return found
}

/** The transfer of a person that waits for an answer. */
export async function findUnderWay(tx: Tx, personId: string) {
  const [found] = await tx
    .select({ id: transfers.id })
    .from(transfers)
    .where(and(ofTenant(tx), eq(transfers.personId, personId), eq(transfers.state, 'asked')))
  return found
}

function selectShown(tx: Tx, roots: readonly string[]) {
  const covered = (column: typeof transfers.fromId | typeof transfers.toId) =>
    sql<boolean>`${within(tx, sql`${column}`, roots)}`
  return tx
    .select({
      transfer: transfers,
      personName: people.name,
      staffNo: people.staffNo,
      fromName: from.name,
      toName: to.name,
      overFrom: covered(transfers.fromId),
      overTo: covered(transfers.toId),
    })
    .from(transfers)
    .innerJoin(people, and(eq(people.tenantId, transfers.tenantId), eq(people.id, transfers.personId)))
    .innerJoin(from, and(eq(from.tenantId, transfers.tenantId), eq(from.id, transfers.fromId)))
    .innerJoin(to, and(eq(to.tenantId, transfers.tenantId), eq(to.id, transfers.toId)))
}

export type TransferRow = Awaited<ReturnType<typeof selectShown>>[number]

/** A page of transfers from or to the subtrees of `roots`, the latest first; one more than asked for when there are more. */
export async function listTransfers(
  tx: Tx,
  roots: readonly string[],
  query: TransferQuery,
  before: { id: string } | undefined,
): Promise<TransferRow[]> {
  return selectShown(tx, roots)
    .where(
      and(
        ofTenant(tx),
        or(within(tx, sql`${transfers.fromId}`, roots), within(tx, sql`${transfers.toId}`, roots)),
        query.state ? eq(transfers.state, query.state) : undefined,
        query.personId ? eq(transfers.personId, query.personId) : undefined,
        amongPasted(tx, query.pasted, transfers.personId, transfers.fromId, transfers.toId),
        before ? lt(transfers.id, before.id) : undefined,
      ),
    )
    .orderBy(desc(transfers.id))
    .limit(query.limit + 1)
}

/** One transfer as people with a say over `roots` see it. */
export async function showTransfer(tx: Tx, id: string, roots: readonly string[]): Promise<TransferRow | undefined> {
  const [found] = await selectShown(tx, roots).where(and(ofTenant(tx), eq(transfers.id, id)))
  return found
}

/** Who bears this staff number and this name; both must fit. */
export async function findByStaffNo(tx: Tx, staffNo: string, name: string) {
  const [found] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.tenantId, tx.context.tenantId), eq(people.staffNo, staffNo), eq(people.name, name)))
  return found
}

/** Writes a transfer down. */
export async function insertTransfer(tx: Tx, row: Omit<typeof transfers.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.insert(transfers).values({ ...row, tenantId: tx.context.tenantId })
}

/** Changes a transfer. */
export async function updateTransfer(
  tx: Tx,
  id: string,
  change: Partial<typeof transfers.$inferInsert>,
): Promise<void> {
  await tx
    .update(transfers)
    .set(change)
    .where(and(ofTenant(tx), eq(transfers.id, id)))
}
