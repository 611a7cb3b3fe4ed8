import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { creditOpenings } from '../../credits/tables.ts'
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

// Each with its latest list; those that were taken over before there were any have none.
function selectAccepted(tx: Tx) {
  const [entry, opening] = [openingStatementEntries, creditOpenings]
  return tx
    .selectDistinctOn([entry.statementId], { entry, openingId: opening.id, state: opening.state })
    .from(entry)
    .leftJoin(opening, and(eq(opening.tenantId, entry.tenantId), eq(opening.statementId, entry.statementId)))
}

const latest = [openingStatementEntries.statementId, desc(creditOpenings.recordedAt)] as const

/** A statement of another bureau that was handed in here, with how far its hours are. */
export async function findAccepted(tx: Tx, statementId: string) {
  const entry = openingStatementEntries
  const [found] = await selectAccepted(tx)
    .where(and(eq(entry.tenantId, tx.context.tenantId), eq(entry.statementId, statementId)))
    .orderBy(...latest)
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
  const found = await selectAccepted(tx)
    .where(and(eq(entry.tenantId, tx.context.tenantId), isTheirs(entry.personId, personId)))
    .orderBy(...latest)
  return found.toSorted((one, other) => other.entry.acceptedAt.getTime() - one.entry.acceptedAt.getTime())
}

/** Keeps a statement that was given out. */
export async function insertIssued(tx: Tx, row: Omit<typeof hoursStatementEntries.$inferInsert, 'tenantId'>) {
  await tx.insert(hoursStatementEntries).values({ ...row, tenantId: tx.context.tenantId })
}

/** Keeps a statement that was handed in; false where it was meanwhile. */
export async function insertAccepted(tx: Tx, row: Omit<typeof openingStatementEntries.$inferInsert, 'tenantId'>) {
  const added = await tx
    .insert(openingStatementEntries)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoNothing()
    .returning({ id: openingStatementEntries.statementId })
  return added.length > 0
}
