import { and, asc, count, eq, inArray, sql } from 'drizzle-orm'
import type { PersonFacts } from '../../../lib/population/population.ts'
import { runNamed, type Tx } from '../../../platform/db/db.ts'
import { organisationClosure, organisations } from '../../organisations/tables.ts'
import { people } from '../../people/tables.ts'
import { programmes } from '../../programmes/tables.ts'
import type { Standing } from '../core.ts'
import { enrolments, placeCounters, waiters } from '../tables.ts'

/** One person's wish for a place, as the store writes it. */
export type Application = {
  readonly id: string
  readonly personId: string
  readonly schoolId: string
  readonly appliedAt: Date
}

// Arrays travel as literals: ids and instants hold nothing that would have to be escaped.
const list = (values: readonly string[]) => sql.param(`{${values.join(',')}}`)

/** How many places a programme has and how many are held; none as the most means no limit. */
export async function loadPlaces(
  tx: Tx,
  programmeId: string,
): Promise<{ placesMax: number | null; placesTaken: number } | undefined> {
  const { tenantId } = tx.context
  const [found] = await tx
    .select({
      planned: programmes.placesMax,
      placesMax: placeCounters.placesMax,
      placesTaken: placeCounters.placesTaken,
    })
    .from(programmes)
    .leftJoin(
      placeCounters,
      and(eq(placeCounters.tenantId, programmes.tenantId), eq(placeCounters.programmeId, programmes.id)),
    )
    .where(and(eq(programmes.tenantId, tenantId), eq(programmes.id, programmeId)))
  if (!found) return undefined
  // The programme may have been changed since its places were first asked for.
  if (
    found.planned !== null &&
    found.placesTaken !== null &&
    found.placesMax === Math.max(found.planned, found.placesTaken)
  ) {
    return { placesMax: found.placesMax, placesTaken: found.placesTaken }
  }
  const [held] = await tx
    .select({ size: count() })
    .from(enrolments)
    .where(
      and(eq(enrolments.tenantId, tenantId), eq(enrolments.programmeId, programmeId), eq(enrolments.holdsPlace, true)),
    )
  const [offered] = await tx
    .select({ size: count() })
    .from(waiters)
    .where(and(eq(waiters.tenantId, tenantId), eq(waiters.programmeId, programmeId), eq(waiters.state, 'offered')))
  const placesTaken = (held?.size ?? 0) + (offered?.size ?? 0)
  return { placesMax: found.planned === null ? null : Math.max(found.planned, placesTaken), placesTaken }
}

/** Makes the counters of these programmes where they are missing, and brings them in line with what the programmes say now. */
export async function openCounters(tx: Tx, programmeIds: readonly string[]): Promise<void> {
  const { tenantId } = tx.context
  await runNamed(
    tx,
    'open_counters',
    sql`
    insert into place_counter (tenant_id, programme_id, places_max, places_taken)
    select programme.tenant_id, programme.id, greatest(programme.places_max, held.size), held.size
    from programme
    left join place_counter counter on counter.tenant_id = programme.tenant_id and counter.programme_id = programme.id
    cross join lateral (
      select (select count(*) from enrolment
        where enrolment.tenant_id = programme.tenant_id and enrolment.programme_id = programme.id and holds_place)::integer
        + (select count(*) from waiter where waiter.tenant_id = programme.tenant_id
          and waiter.programme_id = programme.id and waiter.state = 'offered')::integer as size) held
    where programme.tenant_id = ${tenantId}::uuid and programme.id = any (${list(programmeIds)}::uuid[])
      and programme.places_max is not null
      and (counter.programme_id is null or counter.places_max <> greatest(programme.places_max, counter.places_taken))
    order by programme.id
    on conflict (tenant_id, programme_id)
    do update set places_max = greatest(excluded.places_max, place_counter.places_taken)`,
  )
}

/**
 * Takes a place for each application, in their order, for as long as there are places, and records those that got one:
 * one statement, so that a place is counted exactly when its application is there. Gives the ids that got a place.
 */
export async function takePlaces(tx: Tx, programmeId: string, asked: readonly Application[]): Promise<Set<string>> {
  const { tenantId } = tx.context
  const rows = await runNamed<{ id: string }>(
    tx,
    'take_places',
    sql`
    with asked as (
      select * from unnest(
        ${list(asked.map(({ id }) => id))}::uuid[], ${list(asked.map(({ personId }) => personId))}::uuid[],
        ${list(asked.map(({ schoolId }) => schoolId))}::uuid[],
        ${list(asked.map(({ appliedAt }) => appliedAt.toISOString()))}::timestamptz[]
      ) with ordinality as row (id, person_id, school_id, applied_at, position)
    ), counter as (
      select places_max - places_taken as free from place_counter
      where tenant_id = ${tenantId}::uuid and programme_id = ${programmeId}::uuid and places_taken < places_max
        and not has_quotas
      for update
    ), recorded as (
      insert into enrolment (tenant_id, id, programme_id, person_id, school_id, state, holds_place, applied_at)
      select ${tenantId}::uuid, asked.id, ${programmeId}::uuid, person_id, school_id, 'applied', true, applied_at
      from asked, counter where position <= free
      on conflict do nothing
      returning id
    ), counted as (
      update place_counter set places_taken = places_taken + (select count(*)::integer from recorded)
      where tenant_id = ${tenantId}::uuid and programme_id = ${programmeId}::uuid and exists (select from recorded)
    )
    select id from recorded`,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Records applications for which no place is counted: places are given later, or there is no limit. Gives the ids recorded. */
export async function recordApplications(
  tx: Tx,
  programmeId: string,
  asked: readonly Application[],
  holdsPlace: boolean,
): Promise<Set<string>> {
  const { tenantId } = tx.context
  const rows = await tx
    .insert(enrolments)
    .values(asked.map((each) => ({ ...each, tenantId, programmeId, state: 'applied' as const, holdsPlace })))
    .onConflictDoNothing()
    .returning({ id: enrolments.id })
  return new Set(rows.map(({ id }) => id))
}

/** What is known of these applications: whatever has their ids, and where these people stand in the programme. */
export async function loadKnown(
  tx: Tx,
  programmeId: string,
  asked: readonly { readonly id: string; readonly personId: string }[],
): Promise<{ byId: ReadonlyMap<string, Standing>; byPerson: ReadonlyMap<string, Standing> }> {
  const rows = await runNamed<{
    id: string
    person_id: string
    programme_id: string
    state: Standing['state']
    stands: boolean
  }>(
    tx,
    'load_known',
    sql`
    select id, person_id, programme_id, state, state not in ('returned', 'withdrawn') and programme_id = ${programmeId}::uuid as stands
    from enrolment
    where tenant_id = ${tx.context.tenantId}::uuid and (id = any (${list(asked.map(({ id }) => id))}::uuid[])
      or (programme_id = ${programmeId}::uuid and person_id = any (${list(asked.map(({ personId }) => personId))}::uuid[])
        and state not in ('returned', 'withdrawn')))`,
  )
  const standings = rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    programmeId: row.programme_id,
    state: row.state,
    stands: row.stands,
  }))
  return {
    byId: new Map(standings.map((each) => [each.id, each])),
    byPerson: new Map(standings.filter(({ stands }) => stands).map((each) => [each.personId, each])),
  }
}

/** The facts of the roster that decide who may join, for many people at once: with the organisations that they stand under. */
export async function loadJoiners(
  tx: Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, PersonFacts & { readonly under: readonly string[] }>> {
  if (personIds.length === 0) return new Map()
  const { tenantId, today } = tx.context
  const found = await tx
    .select({
      id: people.id,
      organisationId: people.organisationId,
      stage: people.stage,
      subjects: people.subjects,
      title: people.title,
      talentLevel: people.talentLevel,
      setting: organisations.setting,
      startedOn: people.startedOn,
      state: people.state,
      posts: sql<string[]>`coalesce((select array_agg(distinct post.kind) from post
        where post.tenant_id = ${people.tenantId} and post.person_id = ${people.id}
          and post.from_on <= ${today} and (post.to_on is null or post.to_on >= ${today})), '{}')`,
      under: sql<string[]>`(select array_agg(${organisationClosure.ancestorId}) from ${organisationClosure}
        where ${organisationClosure.tenantId} = ${people.tenantId}
          and ${organisationClosure.descendantId} = ${people.organisationId})`,
    })
    .from(people)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, people.tenantId), eq(organisations.id, people.organisationId)),
    )
    .where(and(eq(people.tenantId, tenantId), sql`${people.id} = any (${list(personIds)}::uuid[])`))
  return new Map(found.map(({ id, ...facts }) => [id, facts]))
}

/**
 * Holds the counters of these programmes until the transaction ends; gives how many places each has left. A programme
 * without a limit has no counter and is not named: nobody gives it one until the transaction ends.
 */
export async function holdCounters(tx: Tx, programmeIds: readonly string[]): Promise<Map<string, number>> {
  if (programmeIds.length === 0) return new Map()
  await runNamed(
    tx,
    'hold_unlimited',
    sql`select id from programme where tenant_id = ${tx.context.tenantId}::uuid
      and id = any (${list(programmeIds)}::uuid[]) and places_max is null order by id for share`,
  )
  await openCounters(tx, programmeIds)
  const held = await tx
    .select()
    .from(placeCounters)
    .where(and(eq(placeCounters.tenantId, tx.context.tenantId), inArray(placeCounters.programmeId, [...programmeIds])))
    .orderBy(asc(placeCounters.programmeId))
    .for('update')
  return new Map(held.map((counter) => [counter.programmeId, counter.placesMax - counter.placesTaken]))
}

/** Holds the counter of a programme, and lets nobody take a place of it any more who was not asked for quotas. */
export async function bindCounter(tx: Tx, programmeId: string): Promise<void> {
  await tx
    .update(placeCounters)
    .set({ hasQuotas: true })
    .where(and(eq(placeCounters.tenantId, tx.context.tenantId), eq(placeCounters.programmeId, programmeId)))
}

/** Whether the counter of a programme says that quotas are to be asked. */
export async function isBound(tx: Tx, programmeId: string): Promise<boolean> {
  const [found] = await tx
    .select({ hasQuotas: placeCounters.hasQuotas })
    .from(placeCounters)
    .where(and(eq(placeCounters.tenantId, tx.context.tenantId), eq(placeCounters.programmeId, programmeId)))
  return found?.hasQuotas === true
}

/** Changes how many places of a programme are held. The database refuses to go below none or above the most. */
export async function changeTaken(tx: Tx, programmeId: string, change: number): Promise<void> {
  await tx
    .update(placeCounters)
    .set({ placesTaken: sql`${placeCounters.placesTaken} + ${change}` })
    .where(and(eq(placeCounters.tenantId, tx.context.tenantId), eq(placeCounters.programmeId, programmeId)))
}

/** Writes down how many places the programme has from now on: there for whoever reads it, and in its counter. */
export async function writePlaces(tx: Tx, programmeId: string, placesMax: number): Promise<void> {
  const { tenantId } = tx.context
  await tx
    .update(programmes)
    .set({ placesMax, version: sql`${programmes.version} + 1` })
    .where(and(eq(programmes.tenantId, tenantId), eq(programmes.id, programmeId)))
  await openCounters(tx, [programmeId])
}
