import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { programmes } from '../../programmes/tables.ts'
import { liveStates, type EnrolmentState } from '../core.ts'
import { enrolments, placeCounters } from '../tables.ts'

const these = (tx: Tx, ids: readonly string[]) =>
  and(eq(enrolments.tenantId, tx.context.tenantId), inArray(enrolments.id, [...ids]))

/** The programmes that these applications are for. */
export async function programmesOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const found = await tx.selectDistinct({ programmeId: enrolments.programmeId }).from(enrolments).where(these(tx, ids))
  return found.map(({ programmeId }) => programmeId)
}

/** Holds these applications until the transaction ends, with what a decision on them must know; `roots` are whose they may be. */
export async function holdEnrolments(tx: Tx, ids: readonly string[], roots: readonly string[]) {
  return tx
    .select({
      id: enrolments.id,
      programmeId: enrolments.programmeId,
      personId: enrolments.personId,
      schoolId: enrolments.schoolId,
      state: enrolments.state,
      holdsPlace: enrolments.holdsPlace,
      programmeState: programmes.state,
      programmeTitle: programmes.title,
      level: programmes.level,
      kind: programmes.kind,
      hasQuotas: programmes.hasQuotas,
      placesMax: programmes.placesMax,
      atSchool: sql<boolean>`${within(tx, sql`${enrolments.schoolId}`, roots)}`,
      atProgramme: sql<boolean>`(${within(tx, sql`${programmes.organisationId}`, roots)}
        or ${within(tx, sql`${programmes.providerId}`, roots)})`,
    })
    .from(enrolments)
    .innerJoin(programmes, and(eq(programmes.tenantId, enrolments.tenantId), eq(programmes.id, enrolments.programmeId)))
    .where(these(tx, ids))
    .orderBy(asc(enrolments.appliedAt), asc(enrolments.id))
    .for('update', { of: enrolments })
}

export type HeldEnrolment = Awaited<ReturnType<typeof holdEnrolments>>[number]

/** Writes what was decided of these applications. */
export async function recordDecision(
  tx: Tx,
  ids: readonly string[],
  decided: {
    state: EnrolmentState
    holdsPlace?: boolean
    reason: string | null
    step: 'vouched' | 'decided' | 'withdrawn'
  },
): Promise<void> {
  if (ids.length === 0) return
  const { now, actor } = tx.context
  const by = actor?.accountId ?? null
  const who = actor?.personId ?? null
  const principal = actor?.onBehalfOf?.personId ?? null
  await tx
    .update(enrolments)
    .set({
      state: decided.state,
      reason: decided.reason,
      ...(decided.holdsPlace === undefined ? {} : { holdsPlace: decided.holdsPlace }),
      ...(decided.step === 'vouched' ? { vouchedAt: now, vouchedBy: by, voucherId: who, voucherForId: principal } : {}),
      ...(decided.step === 'decided' ? { decidedAt: now, decidedBy: by, deciderId: who, deciderForId: principal } : {}),
      ...(decided.step === 'withdrawn' ? { withdrawnAt: now } : {}),
    })
    .where(these(tx, ids))
}

/**
 * Ends every application to a programme that is still on its way or has its place: nobody is admitted any more, and
 * whoever was is dismissed, for this reason. No place stays held. Gives those that were ended.
 */
export async function endApplications(tx: Tx, programmeId: string, reason: string) {
  const { tenantId, now } = tx.context
  const ended = await tx
    .update(enrolments)
    .set({
      state: sql`case when ${enrolments.state} = 'admitted' then 'dismissed' else 'not_admitted' end`,
      holdsPlace: false,
      reason,
      decidedAt: now,
      decidedBy: tx.context.actor?.accountId ?? null,
    })
    .where(
      and(
        eq(enrolments.tenantId, tenantId),
        eq(enrolments.programmeId, programmeId),
        inArray(enrolments.state, [...liveStates]),
      ),
    )
    .returning({ id: enrolments.id, personId: enrolments.personId })
  await tx
    .update(placeCounters)
    .set({ placesTaken: 0 })
    .where(and(eq(placeCounters.tenantId, tenantId), eq(placeCounters.programmeId, programmeId)))
  return ended
}
