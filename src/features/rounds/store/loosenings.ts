import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { RoundProgrammeRules } from '../core/rules.ts'
import { loosenings, roundProgrammes } from '../tables.ts'

export type LooseningKept = typeof loosenings.$inferSelect

/** Writes down which limits gave, and why. */
export async function insertLoosening(tx: Tx, row: Omit<LooseningKept, 'tenantId'>): Promise<void> {
  await tx.insert(loosenings).values({ ...row, tenantId: tx.context.tenantId })
}

/** The loosening of this id. */
export async function findLoosening(tx: Tx, id: string): Promise<LooseningKept | undefined> {
  const [found] = await tx
    .select()
    .from(loosenings)
    .where(and(eq(loosenings.tenantId, tx.context.tenantId), eq(loosenings.id, id)))
  return found
}

/** What was loosened in a round since it was published, the first first. */
export function listLoosenings(tx: Tx, roundId: string): Promise<LooseningKept[]> {
  return tx
    .select()
    .from(loosenings)
    .where(and(eq(loosenings.tenantId, tx.context.tenantId), eq(loosenings.roundId, roundId)))
    .orderBy(asc(loosenings.loosenedAt), asc(loosenings.id))
}

/** Writes the kinds of places of a programme of a round anew. */
export async function updateBlocks(
  tx: Tx,
  roundId: string,
  { programmeId, blocks }: Pick<RoundProgrammeRules, 'programmeId' | 'blocks'>,
): Promise<void> {
  await tx
    .update(roundProgrammes)
    .set({ blocks })
    .where(
      and(
        eq(roundProgrammes.tenantId, tx.context.tenantId),
        eq(roundProgrammes.roundId, roundId),
        eq(roundProgrammes.programmeId, programmeId),
      ),
    )
}
