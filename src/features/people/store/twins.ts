import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { people } from '../tables.ts'

/** Who has an ID number, by its keyed hashes: one for each key under which it may have been hashed. */
export async function findTwins(tx: Tx, hashes: readonly Buffer[]) {
  return tx
    .select({ id: people.id, staffNo: people.staffNo })
    .from(people)
    .where(and(eq(people.tenantId, tx.context.tenantId), inArray(people.idNumberHash, [...hashes])))
}
