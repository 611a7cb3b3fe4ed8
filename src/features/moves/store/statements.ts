import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { isTheirs } from '../../people/public.ts'
import { hoursStatementEntries, openingStatementEntries } from '../tables.ts'

/** A statement that was given out here. */
export async function findIssued(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(hoursStatementEntries)
    .where(and(eq(hoursStatementEntries.tenantId, tx.context.tenantId), eq(hoursStatementEntries.id, id)))
  return found
}

/** A statement of another bureau that was taken over here. */
export async function findAccepted(tx: Tx, statementId: string) {
  const entry = openingStatementEntries
  const [found] = await tx
    .select()
    .from(entry)
    .where(and(eq(entry.tenantId, tx.context.tenantId), eq(entry.statementId, statementId)))
  return found
}

/** The statements that a person took along, the latest first. */
export async function listIssued(tx: Tx, personId: string) {
  return tx
    .select()
    .from(hoursStatementEntries)
    .where(
      and(eq(hoursStatementEntries.tenantId, tx.context.tenantId), isTheirs(hoursStatementEntries.personId, personId)),
    )
    .orderBy(desc(hoursStatementEntries.issuedAt))
}

/** The statements that a person brought, the latest first. */
export async function listAccepted(tx: Tx, personId: string) {
  const entry = openingStatementEntries
  return tx
    .select()
    .from(entry)
    .where(and(eq(entry.tenantId, tx.context.tenantId), isTheirs(entry.personId, personId)))
    .orderBy(desc(entry.acceptedAt))
}

/** Keeps a statement that was given out. */
export async function insertIssued(tx: Tx, row: Omit<typeof hoursStatementEntries.$inferInsert, 'tenantId'>) {
  await tx.insert(hoursStatementEntries).values({ ...row, tenantId: tx.context.tenantId })
}

/** Keeps a statement that was taken over. */
export async function insertAccepted(tx: Tx, row: Omit<typeof openingStatementEntries.$inferInsert, 'tenantId'>) {
  await tx.insert(openingStatementEntries).values({ ...row, tenantId: tx.context.tenantId })
}
