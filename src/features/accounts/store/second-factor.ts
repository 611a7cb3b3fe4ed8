import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { recoveryCodes, secondFactors } from '../tables.ts'

const ofAccount = (tx: Tx, accountId: string) =>
  and(eq(secondFactors.tenantId, tx.context.tenantId), eq(secondFactors.accountId, accountId))

/** The second factor of an account, confirmed or not. */
export async function findSecondFactor(tx: Tx, accountId: string) {
  const [found] = await tx.select().from(secondFactors).where(ofAccount(tx, accountId))
  return found
}

/** Keeps a new secret; one that was confirmed already stays, and the answer is false. */
export async function insertSecondFactor(tx: Tx, accountId: string, secretSealed: Buffer): Promise<boolean> {
  const { tenantId, now: createdAt } = tx.context
  const kept = await tx
    .insert(secondFactors)
    .values({ tenantId, accountId, secretSealed, createdAt })
    .onConflictDoUpdate({
      target: [secondFactors.tenantId, secondFactors.accountId],
      set: { secretSealed, createdAt, lastStep: 0 },
      setWhere: isNull(secondFactors.confirmedAt),
    })
    .returning({ id: secondFactors.accountId })
  return kept.length > 0
}

/** Notes the time step whose code was accepted; false when that step, or a later one, was accepted before. */
export async function takeStep(tx: Tx, accountId: string, step: number): Promise<boolean> {
  const taken = await tx
    .update(secondFactors)
    .set({ lastStep: step, confirmedAt: sql`coalesce(${secondFactors.confirmedAt}, ${tx.context.now})` })
    .where(and(ofAccount(tx, accountId), lt(secondFactors.lastStep, step)))
    .returning({ id: secondFactors.accountId })
  return taken.length > 0
}

/** Replaces the recovery codes of an account. */
export async function replaceRecoveryCodes(tx: Tx, accountId: string, hashes: readonly Buffer[]) {
  const { tenantId } = tx.context
  await tx
    .delete(recoveryCodes)
    .where(and(eq(recoveryCodes.tenantId, tenantId), eq(recoveryCodes.accountId, accountId)))
  await tx.insert(recoveryCodes).values(hashes.map((hash) => ({ tenantId, accountId, codeHash: hash })))
}

/** Uses a recovery code up; false when there is no such code left. */
export async function takeRecoveryCode(tx: Tx, accountId: string, codeHash: Buffer): Promise<boolean> {
  const taken = await tx
    .update(recoveryCodes)
    .set({ usedAt: tx.context.now })
    .where(
      and(
        eq(recoveryCodes.tenantId, tx.context.tenantId),
        eq(recoveryCodes.accountId, accountId),
        eq(recoveryCodes.codeHash, codeHash),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ accountId: recoveryCodes.accountId })
  return taken.length > 0
}

/** How many recovery codes of an account are left. */
export async function countRecoveryCodes(tx: Tx, accountId: string): Promise<number> {
  return tx.$count(
    recoveryCodes,
    and(
      eq(recoveryCodes.tenantId, tx.context.tenantId),
      eq(recoveryCodes.accountId, accountId),
      isNull(recoveryCodes.usedAt),
    ),
  )
}
