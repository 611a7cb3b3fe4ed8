import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isTheirs } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { CorrectionState } from '../core.ts'
import { corrections } from '../tables.ts'

export type CorrectionKept = typeof corrections.$inferSelect

const mine = (tx: Tx, id: string) => and(eq(corrections.tenantId, tx.context.tenantId), eq(corrections.id, id))
const whose = and(eq(people.tenantId, corrections.tenantId), eq(people.id, corrections.personId))

/** The correction of this id. */
export async function findCorrection(tx: Tx, id: string): Promise<CorrectionKept | undefined> {
  const [found] = await tx.select().from(corrections).where(mine(tx, id))
  return found
}

/** The correction of this id, held until the end of the transaction: two who decide at once do so one after the other. */
export async function holdCorrection(tx: Tx, id: string): Promise<CorrectionKept | undefined> {
  const [found] = await tx.select().from(corrections).where(mine(tx, id)).for('update')
  return found
}

/** Where a correction lies: in the school of whoever asked. It is decided there, and not by whoever asked. */
export async function correctionScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: people.organisationId, personId: corrections.personId })
    .from(corrections)
    .innerJoin(people, whose)
    .where(mine(tx, id))
  return found && { organisationIds: [found.organisationId], personIds: [found.personId] }
}

/** Whether a person has asked for this field and waits. */
export async function waitsFor(tx: Tx, personId: string, field: CorrectionKept['field']): Promise<boolean> {
  const found = await tx
    .select({ id: corrections.id })
    .from(corrections)
    .where(
      and(
        eq(corrections.tenantId, tx.context.tenantId),
        eq(corrections.personId, personId),
        eq(corrections.field, field),
        eq(corrections.state, 'asked'),
      ),
    )
  return found.length > 0
}

/** Records what somebody asks for. */
export async function insertCorrection(
  tx: Tx,
  row: Pick<CorrectionKept, 'id' | 'personId' | 'field' | 'valueSealed' | 'beforeSealed' | 'reason' | 'fileId'>,
): Promise<void> {
  await tx
    .insert(corrections)
    .values({ ...row, tenantId: tx.context.tenantId, state: 'asked', askedAt: tx.context.now })
}

/** Records what became of a correction. */
export async function updateCorrection(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<
      CorrectionKept,
      'state' | 'decidedAt' | 'decidedBy' | 'decidedByName' | 'deciderId' | 'deciderForId' | 'decision'
    >
  >,
): Promise<void> {
  await tx.update(corrections).set(change).where(mine(tx, id))
}

/** What a person asked for, the newest first; one more than asked for when there are more. */
export async function listOwnCorrections(tx: Tx, personId: string, limit: number, before: string | undefined) {
  return tx
    .select()
    .from(corrections)
    .where(
      and(
        eq(corrections.tenantId, tx.context.tenantId),
        isTheirs(corrections.personId, personId),
        before ? lt(corrections.id, before) : undefined,
      ),
    )
    .orderBy(desc(corrections.id))
    .limit(limit + 1)
}

/** What people in the subtrees of `roots` asked for, the oldest first; one more than asked for when there are more. */
export async function listCorrections(
  tx: Tx,
  roots: readonly string[],
  {
    state,
    limit,
    after,
    pasted,
  }: { state: CorrectionState; limit: number; after: string | undefined; pasted?: string | undefined },
) {
  return tx
    .select({
      correction: corrections,
      personName: people.name,
      staffNo: people.staffNo,
      organisationName: organisations.name,
    })
    .from(corrections)
    .innerJoin(people, whose)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId)),
    )
    .where(
      and(
        eq(corrections.tenantId, tx.context.tenantId),
        eq(corrections.state, state),
        amongPasted(tx, pasted, corrections.personId, people.organisationId),
        within(tx, sql`${people.organisationId}`, roots),
        after ? gt(corrections.id, after) : undefined,
      ),
    )
    .orderBy(asc(corrections.id))
    .limit(limit + 1)
}
