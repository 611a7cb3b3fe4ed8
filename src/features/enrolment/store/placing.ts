import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { EnrolmentState } from '../core.ts'
import { enrolments, waiters, type ways } from '../tables.ts'

/** By which way people come in, and the row that sends them. */
export type Source = { readonly sourceKind: (typeof ways)[number]; readonly sourceId: string | null }

/** The applications of these people that stand in a programme, held until the transaction ends, in the order of their ids. */
export async function holdStandings(tx: Tx, programmeId: string, personIds: readonly string[]) {
  if (personIds.length === 0) return []
  return tx
    .select({
      id: enrolments.id,
      personId: enrolments.personId,
      schoolId: enrolments.schoolId,
      state: enrolments.state,
      holdsPlace: enrolments.holdsPlace,
    })
    .from(enrolments)
    .where(
      and(
        eq(enrolments.tenantId, tx.context.tenantId),
        eq(enrolments.programmeId, programmeId),
        sql`${enrolments.personId} = any (${sql.param(`{${personIds.join(',')}}`)}::uuid[])`,
        sql`${enrolments.state} not in ('returned', 'withdrawn')`,
      ),
    )
    .orderBy(enrolments.id)
    .for('update')
}

/** One person who is put into a programme by somebody else. */
export type Placed = { readonly id: string; readonly personId: string; readonly schoolId: string }

/** Records people who come in by somebody else's act, in the state that the act gives them. */
export async function insertPlaced(
  tx: Tx,
  programmeId: string,
  placed: readonly Placed[],
  given: Source & { readonly state: 'applied' | 'school_approved' | 'admitted'; readonly holdsPlace: boolean },
  isSigned = true,
): Promise<void> {
  if (placed.length === 0) return
  const { tenantId, now } = tx.context
  const { vouched, decided } = signatures(tx)
  // Whoever accepts an offer decides nothing of themselves: nobody's signature stands there.
  const signed = !isSigned
    ? {}
    : given.state === 'admitted'
      ? { ...vouched, ...decided }
      : given.state === 'school_approved'
        ? vouched
        : {}
  for (let from = 0; from < placed.length; from += 500) {
    await tx
      .insert(enrolments)
      .values(
        placed
          .slice(from, from + 500)
          .map((each) => ({ ...each, tenantId, programmeId, appliedAt: now, ...given, ...signed })),
      )
  }
}

/** Admits applications that stand already, whatever they waited for. */
export async function admitStanding(tx: Tx, ids: readonly string[], source: Source, isSigned = true): Promise<void> {
  if (ids.length === 0) return
  const state: EnrolmentState = 'admitted'
  await tx
    .update(enrolments)
    .set({ state, holdsPlace: true, reason: null, ...source, ...(isSigned ? signatures(tx).decided : {}) })
    .where(and(eq(enrolments.tenantId, tx.context.tenantId), inArray(enrolments.id, [...ids])))
}

function signatures(tx: Tx) {
  const { now, actor } = tx.context
  const by = actor?.accountId ?? null
  const who = actor?.personId ?? null
  const principal = actor?.onBehalfOf?.personId ?? null
  return {
    vouched: { vouchedAt: now, vouchedBy: by, voucherId: who, voucherForId: principal },
    decided: { decidedAt: now, decidedBy: by, deciderId: who, deciderForId: principal },
  }
}

/** Who holds a place of a programme, whoever is offered one included, in the order in which they came to it. */
export async function listPlaceHolders(tx: Tx, programmeId: string): Promise<{ personId: string; heldAt: Date }[]> {
  const { tenantId } = tx.context
  const placed = await tx
    .select({ personId: enrolments.personId, heldAt: enrolments.appliedAt })
    .from(enrolments)
    .where(
      and(eq(enrolments.tenantId, tenantId), eq(enrolments.programmeId, programmeId), eq(enrolments.holdsPlace, true)),
    )
  const offered = await tx
    .select({ personId: waiters.personId, heldAt: waiters.offeredAt })
    .from(waiters)
    .where(and(eq(waiters.tenantId, tenantId), eq(waiters.programmeId, programmeId), eq(waiters.state, 'offered')))
  const all = [...placed, ...offered.map(({ personId, heldAt }) => ({ personId, heldAt: heldAt ?? tx.context.now }))]
  return all.toSorted((a, b) => a.heldAt.getTime() - b.heldAt.getTime() || (a.personId < b.personId ? -1 : 1))
}
