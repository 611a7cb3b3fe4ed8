import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { findBureau } from '../../organisations/public.ts'
import { bureauKeys } from '../tables.ts'

const mine = (tx: Tx, id: string) => and(eq(bureauKeys.tenantId, tx.context.tenantId), eq(bureauKeys.id, id))

/** Where a key lies: with the whole bureau. */
export async function bureauKeyScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const bureau = (await findKey(tx, id)) && (await findBureau(tx))
  return bureau && { organisationIds: [bureau.id] }
}

/** One key. */
export async function findKey(tx: Tx, id: string) {
  const [found] = await tx.select().from(bureauKeys).where(mine(tx, id))
  return found
}
export type KeyRow = NonNullable<Awaited<ReturnType<typeof findKey>>>

/** The same, held until the transaction ends. */
export async function lockKey(tx: Tx, id: string): Promise<KeyRow | undefined> {
  const [found] = await tx.select().from(bureauKeys).where(mine(tx, id)).for('update')
  return found
}

/** The key of a bureau, where it was registered and not withdrawn; held, so that it is not withdrawn meanwhile. */
export async function findKeyOf(tx: Tx, publicKey: string, bureau: string): Promise<KeyRow | undefined> {
  const key = bureauKeys
  const [found] = await tx
    .select()
    .from(key)
    .where(
      and(
        eq(key.tenantId, tx.context.tenantId),
        eq(key.publicKey, publicKey),
        eq(key.bureau, bureau),
        isNull(key.withdrawnAt),
      ),
    )
    .for('share')
  return found
}

/** All keys, the latest first. */
export async function listKeys(tx: Tx): Promise<KeyRow[]> {
  return tx
    .select()
    .from(bureauKeys)
    .where(eq(bureauKeys.tenantId, tx.context.tenantId))
    .orderBy(desc(bureauKeys.registeredAt), desc(bureauKeys.id))
}

/** Adds a key; false where its id is taken, or the key is registered for this bureau. */
export async function insertKey(tx: Tx, row: Omit<typeof bureauKeys.$inferInsert, 'tenantId'>): Promise<boolean> {
  const added = await tx
    .insert(bureauKeys)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoNothing()
    .returning({ id: bureauKeys.id })
  return added.length > 0
}

/** Writes down that a key was confirmed or withdrawn. */
export async function changeKey(tx: Tx, id: string, change: Partial<typeof bureauKeys.$inferInsert>): Promise<void> {
  await tx.update(bureauKeys).set(change).where(mine(tx, id))
}
