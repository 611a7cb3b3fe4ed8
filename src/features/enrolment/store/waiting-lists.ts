import { and, asc, count, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { isTheirs } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import { programmes } from '../../programmes/tables.ts'
import type { MyWaiting, WaiterQuery, WaiterRow } from '../contract/waiting.ts'
import { openWaiterStates } from '../core/waiting.ts'
import { waiters } from '../tables.ts'

const ofProgramme = and(eq(programmes.tenantId, waiters.tenantId), eq(programmes.id, waiters.programmeId))
const iso = (instant: Date | null) => instant?.toISOString() ?? null

// How many stand before somebody, themselves counted; none for whoever waits no more.
const nth = sql<number | null>`case when ${waiters.state} = 'waiting' then (select count(*)::int from waiter other
  where other.tenant_id = waiter.tenant_id and other.programme_id = waiter.programme_id and other.state = 'waiting'
    and (other.turn, other.id) <= (waiter.turn, waiter.id)) end`

const mine = {
  id: waiters.id,
  programmeId: waiters.programmeId,
  state: waiters.state,
  sourceKind: waiters.sourceKind,
  joinedAt: waiters.joinedAt,
  offeredAt: waiters.offeredAt,
  offerUntil: waiters.offerUntil,
  movedReason: waiters.movedReason,
  nth,
  programmeTitle: programmes.title,
  startsOn: programmes.startsOn,
  endsOn: programmes.endsOn,
}

async function loadMine(tx: Tx, where: SQL | undefined, most: number): Promise<MyWaiting[]> {
  const found = await tx
    .select(mine)
    .from(waiters)
    .innerJoin(programmes, ofProgramme)
    .where(and(eq(waiters.tenantId, tx.context.tenantId), where))
    .orderBy(desc(waiters.joinedAt), desc(waiters.id))
    .limit(most)
  return found.map((row) => ({
    ...row,
    joinedAt: row.joinedAt.toISOString(),
    offeredAt: iso(row.offeredAt),
    offerUntil: iso(row.offerUntil),
  }))
}

/** One who waits, as they themselves see it. */
export async function showWaiting(tx: Tx, id: string): Promise<MyWaiting | undefined> {
  const [found] = await loadMine(tx, eq(waiters.id, id), 1)
  return found
}

const isOpen = inArray(waiters.state, [...openWaiterStates])

/** A person's turn in the list of a programme, or their offer of it; undefined when they neither wait nor have one. */
export async function findOwnWaiting(tx: Tx, programmeId: string, personId: string): Promise<MyWaiting | undefined> {
  const [found] = await loadMine(
    tx,
    and(eq(waiters.programmeId, programmeId), isTheirs(waiters.personId, personId), isOpen),
    1,
  )
  return found
}

/** Everything that a person waits for or is offered. */
export async function listOwnWaiting(tx: Tx, personId: string): Promise<MyWaiting[]> {
  return loadMine(tx, and(isTheirs(waiters.personId, personId), isOpen), 100)
}

/** How many wait for a programme, and how many offers of it are open. */
export async function countWaiting(tx: Tx, programmeId: string): Promise<{ waiting: number; offered: number }> {
  const found = await tx
    .select({ state: waiters.state, size: count() })
    .from(waiters)
    .where(and(eq(waiters.tenantId, tx.context.tenantId), eq(waiters.programmeId, programmeId), isOpen))
    .groupBy(waiters.state)
  const size = (state: string) => found.find((row) => row.state === state)?.size ?? 0
  return { waiting: size('waiting'), offered: size('offered') }
}

/** A page of those who wait at the schools or for the programmes of `roots`, by programme and in their turn; one more than asked for when there are more. */
export async function listWaiters(
  tx: Tx,
  roots: readonly string[],
  query: WaiterQuery,
  after?: { readonly rank: string; readonly id: string },
): Promise<WaiterRow[]> {
  const typed = query.q.replace(/[%_\\]/g, '')
  // One text that sorts as the list does, so that a page can begin after any row of it.
  const rank = sql<string>`waiter.programme_id::text || to_char(waiter.turn, 'FM00000000000000.000000000000')`
  const found = await tx
    .select({
      ...mine,
      rank,
      personId: waiters.personId,
      personName: people.name,
      staffNo: people.staffNo,
      schoolId: waiters.schoolId,
      schoolName: organisations.name,
    })
    .from(waiters)
    .innerJoin(programmes, ofProgramme)
    .innerJoin(people, and(eq(people.tenantId, waiters.tenantId), eq(people.id, waiters.personId)))
    .innerJoin(organisations, and(eq(organisations.tenantId, waiters.tenantId), eq(organisations.id, waiters.schoolId)))
    .where(
      and(
        eq(waiters.tenantId, tx.context.tenantId),
        sql`(${within(tx, sql`${waiters.schoolId}`, roots)} or ${within(tx, sql`${programmes.organisationId}`, roots)}
          or ${within(tx, sql`${programmes.providerId}`, roots)})`,
        query.programmeId === undefined ? undefined : eq(waiters.programmeId, query.programmeId),
        query.state === undefined ? isOpen : eq(waiters.state, query.state),
        typed
          ? sql`(${people.name} like ${`%${typed}%`} or ${people.pinyin} like ${`%${typed.toLowerCase()}%`}
              or ${people.initials} like ${`%${typed.toLowerCase()}%`} or ${people.staffNo} like ${`%${typed}%`}
              or ${organisations.name} like ${`%${typed}%`} or ${programmes.title} like ${`%${typed}%`})`
          : undefined,
        after && sql`(${rank}, ${waiters.id}) > (${after.rank}, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(rank), asc(waiters.id))
    .limit(query.limit + 1)
  return found.map((row) => ({
    ...row,
    joinedAt: row.joinedAt.toISOString(),
    offeredAt: iso(row.offeredAt),
    offerUntil: iso(row.offerUntil),
  }))
}
