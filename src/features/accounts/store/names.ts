import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Vault } from '../../../platform/crypto.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { people } from '../../people/tables.ts'
import { canonicalName } from '../core.ts'
import { accounts, signInNames } from '../tables.ts'

/** Keeps hashes of sign-in names apart from hashes of the same text elsewhere. */
export const namePrefix = 'sign-in:'

type Kept = typeof signInNames.$inferSelect

const mine = (tx: Tx, nameHash: Buffer) =>
  and(eq(signInNames.tenantId, tx.context.tenantId), eq(signInNames.nameHash, nameHash))

/** Keeps a name, that somebody just signed in with, under the keys of today. */
export async function freshenName(
  tx: Tx,
  kept: Pick<Kept, 'nameHash' | 'nameSealed'>,
  today: { readonly nameHash: Buffer; readonly nameSealed: Buffer },
): Promise<void> {
  if (kept.nameSealed !== null && kept.nameHash.equals(today.nameHash)) return
  await tx.update(signInNames).set(today).where(mine(tx, kept.nameHash))
}

/**
 * Seals names of earlier releases, which were kept as a hash alone, where the roster still says what they are. Goes on
 * after `after`; returns where to go on from, or undefined at the end.
 */
export async function sealKnownNames(tx: Tx, vault: Vault, after: Buffer, most: number): Promise<Buffer | undefined> {
  const rows = await tx
    .select({
      nameHash: signInNames.nameHash,
      kind: signInNames.kind,
      staffNo: people.staffNo,
      phoneSealed: people.phoneSealed,
    })
    .from(signInNames)
    .innerJoin(accounts, and(eq(accounts.tenantId, signInNames.tenantId), eq(accounts.id, signInNames.accountId)))
    .innerJoin(people, and(eq(people.tenantId, accounts.tenantId), eq(people.id, accounts.personId)))
    .where(
      and(
        eq(signInNames.tenantId, tx.context.tenantId),
        isNull(signInNames.nameSealed),
        inArray(signInNames.kind, ['staff_no', 'phone']),
        gt(signInNames.nameHash, after),
      ),
    )
    .orderBy(asc(signInNames.nameHash))
    .limit(most)
  for (const { nameHash, kind, staffNo, phoneSealed } of rows) {
    const known = kind === 'staff_no' ? staffNo : phoneSealed && vault.open(phoneSealed)
    if (known === null) continue
    const canonical = canonicalName(known)
    // The roster may have changed since: only what gives the same hash is the name.
    if (!vault.lookups(`${namePrefix}${canonical}`).some((hash) => hash.equals(nameHash))) continue
    await tx
      .update(signInNames)
      .set({ nameSealed: vault.seal(canonical) })
      .where(mine(tx, nameHash))
  }
  return rows.length < most ? undefined : rows.at(-1)?.nameHash
}
