import { and, asc, eq, gt, inArray, lte, ne, or, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { programmes } from '../../programmes/tables.ts'
import { openWaiterStates, usualOfferRule, type OfferRule, type WaiterState } from '../core/waiting.ts'
import { waiters, waitingRules } from '../tables.ts'

export type WaiterRow = typeof waiters.$inferSelect

const ofTenant = (tx: Tx) => eq(waiters.tenantId, tx.context.tenantId)
const isOpen = inArray(waiters.state, [...openWaiterStates])

/** Where somebody who waits lies: at their school, and with the owner and the provider of the programme. */
export async function waiterScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({
      personId: waiters.personId,
      schoolId: waiters.schoolId,
      ownerId: programmes.organisationId,
      providerId: programmes.providerId,
    })
    .from(waiters)
    .innerJoin(programmes, and(eq(programmes.tenantId, waiters.tenantId), eq(programmes.id, waiters.programmeId)))
    .where(and(ofTenant(tx), eq(waiters.id, id)))
  if (!found) return undefined
  const { personId, schoolId, ownerId, providerId } = found
  return { organisationIds: [schoolId, ownerId, ...(providerId === null ? [] : [providerId])], personIds: [personId] }
}

/** One who waits, as they stand. */
export async function findWaiter(tx: Tx, id: string): Promise<WaiterRow | undefined> {
  const [found] = await tx
    .select()
    .from(waiters)
    .where(and(ofTenant(tx), eq(waiters.id, id)))
  return found
}

/** Of these programmes, those in which somebody waits. */
export async function listAwaited(tx: Tx, programmeIds: readonly string[]): Promise<string[]> {
  if (programmeIds.length === 0) return []
  const found = await tx
    .selectDistinct({ programmeId: waiters.programmeId })
    .from(waiters)
    .where(and(ofTenant(tx), inArray(waiters.programmeId, [...programmeIds]), eq(waiters.state, 'waiting')))
  return found.map(({ programmeId }) => programmeId)
}

/**
 * The programmes with a place that nobody holds: those in which somebody waits, and those chosen by selection, whose places
 * go to whom a round or a selection left without one. Programmes that began, and those that are over, are not looked at.
 */
export async function listUnfilled(tx: Tx, way: 'waiting' | 'selection'): Promise<string[]> {
  const { tenantId, today } = tx.context
  const isMeant =
    way === 'selection'
      ? sql`programme.admission = 'selection'`
      : sql`exists (select from waiter where waiter.tenant_id = programme.tenant_id
          and waiter.programme_id = programme.id and waiter.state = 'waiting')`
  const { rows } = await tx.execute<{ id: string }>(sql`
    select programme.id from programme
    left join place_counter counter on counter.tenant_id = programme.tenant_id and counter.programme_id = programme.id
    where programme.tenant_id = ${tenantId}::uuid and programme.state in ('published', 'enrolling', 'running')
      and (programme.starts_on is null or programme.starts_on >= ${today}::date)
      and (programme.places_max is null or programme.places_max > coalesce(counter.places_taken, 0)) and ${isMeant}
    order by programme.id`)
  return rows.map(({ id }) => id)
}

/** Whether anybody waits for a programme or has an offer of it, and which of these people do. */
export async function loadOpenWaiters(tx: Tx, programmeId: string, personIds: readonly string[]) {
  const open = await tx
    .select({ id: waiters.id, personId: waiters.personId, state: waiters.state })
    .from(waiters)
    .where(
      and(
        ofTenant(tx),
        eq(waiters.programmeId, programmeId),
        isOpen,
        sql`${waiters.personId} = any (${sql.param(`{${personIds.join(',')}}`)}::uuid[])`,
      ),
    )
  return new Map(open.map((each) => [each.personId, each]))
}

/** The next people who wait for a programme, in their turn. */
export async function listInTurn(
  tx: Tx,
  programmeId: string,
  after: { readonly turn: string; readonly id: string } | undefined,
  most: number,
): Promise<WaiterRow[]> {
  return tx
    .select()
    .from(waiters)
    .where(
      and(
        ofTenant(tx),
        eq(waiters.programmeId, programmeId),
        eq(waiters.state, 'waiting'),
        after && or(gt(waiters.turn, after.turn), and(eq(waiters.turn, after.turn), gt(waiters.id, after.id))),
      ),
    )
    .orderBy(asc(waiters.turn), asc(waiters.id))
    .limit(most)
}

/** Writes people into a list, at its end; those who are in it already stay as they are. Gives the ids that were written. */
export async function insertWaiters(
  tx: Tx,
  programmeId: string,
  joining: readonly { readonly id: string; readonly personId: string; readonly schoolId: string; readonly at: Date }[],
  source: { readonly sourceKind: WaiterRow['sourceKind']; readonly sourceId: string | null },
): Promise<Set<string>> {
  if (joining.length === 0) return new Set()
  const { tenantId } = tx.context
  const rows = await tx
    .insert(waiters)
    .values(
      joining.map(({ at, ...each }, index) => ({
        ...{ ...each, tenantId, programmeId, ...source, state: 'waiting' as const, joinedAt: at },
        // Those of one moment stand in the order in which they came.
        turn: (at.getTime() + index / 1000).toFixed(3),
      })),
    )
    .onConflictDoNothing()
    .returning({ id: waiters.id })
  return new Set(rows.map(({ id }) => id))
}

/** Writes that these people have an offer until then. */
export async function writeOffers(tx: Tx, ids: readonly string[], offerUntil: Date): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(waiters)
    .set({ state: 'offered', offeredAt: tx.context.now, offerUntil })
    .where(and(ofTenant(tx), inArray(waiters.id, [...ids])))
}

/** Writes what became of people who waited. */
export async function endWaiters(
  tx: Tx,
  ids: readonly string[],
  state: Exclude<WaiterState, 'waiting' | 'offered' | 'accepted'>,
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(waiters)
    .set({ state, endedAt: tx.context.now })
    .where(and(ofTenant(tx), inArray(waiters.id, [...ids])))
}

/** The other open offers that the round behind an offer made the same person. */
export async function listRivals(
  tx: Tx,
  { id, personId, sourceKind, sourceId }: WaiterRow,
): Promise<{ id: string; programmeId: string }[]> {
  if (sourceKind !== 'round' || sourceId === null) return []
  return tx
    .select({ id: waiters.id, programmeId: waiters.programmeId })
    .from(waiters)
    .where(
      and(
        ofTenant(tx),
        eq(waiters.sourceId, sourceId),
        eq(waiters.personId, personId),
        eq(waiters.state, 'offered'),
        ne(waiters.id, id),
      ),
    )
    .orderBy(asc(waiters.programmeId))
}

/** Writes that an offer was accepted, or that somebody who waited came in by another way. */
export async function acceptWaiter(tx: Tx, id: string, enrolmentId: string): Promise<void> {
  await tx
    .update(waiters)
    .set({ state: 'accepted', enrolmentId, endedAt: tx.context.now })
    .where(and(ofTenant(tx), eq(waiters.id, id)))
}

/** Ends a whole list: its programme takes nobody in any more. Gives those who still waited. */
export async function closeList(tx: Tx, programmeId: string) {
  return tx
    .update(waiters)
    .set({ state: 'left', endedAt: tx.context.now })
    .where(and(ofTenant(tx), eq(waiters.programmeId, programmeId), isOpen))
    .returning({ id: waiters.id, personId: waiters.personId })
}

/** The programmes in which offers have ended by now, or in which people wait, by their ids. */
export async function listDueProgrammes(tx: Tx, most: number): Promise<string[]> {
  const { now } = tx.context
  const found = await tx
    .selectDistinct({ programmeId: waiters.programmeId })
    .from(waiters)
    .where(and(ofTenant(tx), eq(waiters.state, 'offered'), lte(waiters.offerUntil, now)))
    .orderBy(asc(waiters.programmeId))
    .limit(most)
  return found.map(({ programmeId }) => programmeId)
}

/** The offers of a programme that have ended by now. */
export async function listExpired(tx: Tx, programmeId: string) {
  return tx
    .select({ id: waiters.id, personId: waiters.personId })
    .from(waiters)
    .where(
      and(
        ofTenant(tx),
        eq(waiters.programmeId, programmeId),
        eq(waiters.state, 'offered'),
        lte(waiters.offerUntil, tx.context.now),
      ),
    )
}

/** For how long offers of a programme stand. */
export async function loadOfferRule(tx: Tx, programmeId: string): Promise<OfferRule> {
  const [found] = await tx
    .select({ termHours: waitingRules.termHours, leadHours: waitingRules.leadHours })
    .from(waitingRules)
    .where(and(eq(waitingRules.tenantId, tx.context.tenantId), eq(waitingRules.programmeId, programmeId)))
  return found ?? usualOfferRule
}

/** Says for how long offers of a programme stand. */
export async function writeOfferRule(tx: Tx, programmeId: string, rule: OfferRule): Promise<void> {
  await tx
    .insert(waitingRules)
    .values({ tenantId: tx.context.tenantId, programmeId, ...rule })
    .onConflictDoUpdate({ target: [waitingRules.tenantId, waitingRules.programmeId], set: rule })
}

/** Puts somebody before another in the list, or at its end. */
export async function writeTurn(
  tx: Tx,
  waiter: { readonly id: string; readonly programmeId: string },
  before: string | null,
  reason: string,
): Promise<void> {
  const list = sql`waiter.tenant_id = ${tx.context.tenantId}::uuid and waiter.programme_id = ${waiter.programmeId}::uuid
    and waiter.state = 'waiting' and waiter.id <> ${waiter.id}::uuid`
  // Half way between the two whom the person now stands between: numeric has room for as many halves as anybody moves.
  const turn =
    before === null
      ? sql`(select coalesce(max(waiter.turn), 0) + 1 from waiter where ${list})`
      : sql`(select (next.turn + coalesce((select max(waiter.turn) from waiter where ${list} and waiter.turn < next.turn), next.turn - 2)) * 0.5
          from waiter next where next.tenant_id = ${tx.context.tenantId}::uuid and next.id = ${before}::uuid)`
  await tx
    .update(waiters)
    .set({
      turn,
      movedAt: tx.context.now,
      movedBy: tx.context.actor?.accountId ?? null,
      movedReason: reason,
    })
    .where(and(ofTenant(tx), eq(waiters.id, waiter.id)))
}
