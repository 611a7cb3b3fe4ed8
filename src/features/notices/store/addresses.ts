import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { mailAddresses, mailConfirmations } from '../tables.ts'

type Address = typeof mailAddresses.$inferInsert
type Confirmation = typeof mailConfirmations.$inferInsert

const addressOf = (tx: Tx, accountId: string) =>
  and(eq(mailAddresses.tenantId, tx.context.tenantId), eq(mailAddresses.accountId, accountId))
const pendingOf = (tx: Tx, accountId: string) =>
  and(eq(mailConfirmations.tenantId, tx.context.tenantId), eq(mailConfirmations.accountId, accountId))

/** The confirmed address of an account. */
export async function findAddress(tx: Tx, accountId: string) {
  const [found] = await tx.select().from(mailAddresses).where(addressOf(tx, accountId))
  return found
}

/** Keeps a confirmed address in place of any before it. */
export async function saveAddress(tx: Tx, row: Omit<Address, 'tenantId'>): Promise<void> {
  const { addressSealed, wanted, language, confirmedAt } = row
  await tx
    .insert(mailAddresses)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoUpdate({
      target: [mailAddresses.tenantId, mailAddresses.accountId],
      set: { addressSealed, wanted, language, confirmedAt },
    })
}

/** Changes which letters go to an account, and in which language; false where it has no address. */
export async function saveWishes(
  tx: Tx,
  accountId: string,
  wishes: Pick<Address, 'wanted' | 'language'>,
): Promise<boolean> {
  const changed = await tx
    .update(mailAddresses)
    .set(wishes)
    .where(addressOf(tx, accountId))
    .returning({ id: mailAddresses.accountId })
  return changed.length > 0
}

/** Forgets the address of an account, and one that waits; false where there was neither. */
export async function removeAddresses(tx: Tx, accountId: string): Promise<boolean> {
  const gone = await tx.delete(mailAddresses).where(addressOf(tx, accountId)).returning({ id: mailAddresses.accountId })
  const waiting = await tx
    .delete(mailConfirmations)
    .where(pendingOf(tx, accountId))
    .returning({ id: mailConfirmations.accountId })
  return gone.length + waiting.length > 0
}

/** The address of an account that waits for its code, held while it is decided on. */
export async function findConfirmation(tx: Tx, accountId: string) {
  const [found] = await tx.select().from(mailConfirmations).where(pendingOf(tx, accountId)).for('update')
  return found
}

/** The same, to look at. */
export async function readConfirmation(tx: Tx, accountId: string) {
  const [found] = await tx.select().from(mailConfirmations).where(pendingOf(tx, accountId))
  return found
}

/** Puts an address that waits in the place of any before it. */
export async function saveConfirmation(tx: Tx, row: Omit<Confirmation, 'tenantId'>): Promise<void> {
  const { accountId: _, ...set } = row
  await tx
    .insert(mailConfirmations)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoUpdate({
      target: [mailConfirmations.tenantId, mailConfirmations.accountId],
      set: { ...set, tries: 0, usedAt: null },
    })
}

/** Counts a code that was wrong. */
export async function countTry(tx: Tx, accountId: string): Promise<void> {
  await tx
    .update(mailConfirmations)
    .set({ tries: sql`${mailConfirmations.tries} + 1` })
    .where(pendingOf(tx, accountId))
}

/** Marks the code as used. */
export async function markConfirmed(tx: Tx, accountId: string): Promise<void> {
  await tx.update(mailConfirmations).set({ usedAt: tx.context.now }).where(pendingOf(tx, accountId))
}
