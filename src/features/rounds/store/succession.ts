import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { roundProgrammes, successions } from '../tables.ts'

const listed = (ids: readonly string[]) => sql`any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`

/** A confirmed round that has a programme, as succession looks at it. */
export type SourceKept = {
  roundId: string
  title: string
  runId: string
  /** How many places the programme had when it was confirmed. */
  placesThen: number | null
}

/** The confirmed rounds that have a programme, the newest first. */
export async function listSources(tx: Tx, programmeId: string): Promise<SourceKept[]> {
  const { rows } = await tx.execute<SourceKept>(sql`
    select round.id as "roundId", round.title, round.confirmed_run_id as "runId", one.confirmed_places_max as "placesThen"
    from matching_round_programme one
    join matching_round round on round.tenant_id = one.tenant_id and round.id = one.round_id and round.state = 'confirmed'
    where one.tenant_id = ${tx.context.tenantId}::uuid and one.programme_id = ${programmeId}::uuid
    order by round.confirmed_at desc, round.id desc`)
  return rows
}

/** How many places the programmes of a confirmed round had then. */
export async function loadPlacesThen(tx: Tx, roundId: string): Promise<ReadonlyMap<string, number | null>> {
  const found = await tx
    .select({ programmeId: roundProgrammes.programmeId, placesThen: roundProgrammes.confirmedPlacesMax })
    .from(roundProgrammes)
    .where(and(eq(roundProgrammes.tenantId, tx.context.tenantId), eq(roundProgrammes.roundId, roundId)))
  return new Map(found.map(({ programmeId, placesThen }) => [programmeId, placesThen]))
}

/** The reckonings that these rounds rest on. */
export async function listRuns(tx: Tx, roundIds: readonly string[]): Promise<{ roundId: string; runId: string }[]> {
  const { rows } = await tx.execute<{ roundId: string; runId: string }>(sql`
    select id as "roundId", confirmed_run_id as "runId" from matching_round
    where tenant_id = ${tx.context.tenantId}::uuid and id = ${listed(roundIds)} and confirmed_run_id is not null`)
  return rows
}

/** Keeps how many places the programmes of a round have now that it is confirmed. */
export async function keepPlaces(tx: Tx, roundId: string): Promise<void> {
  await tx
    .update(roundProgrammes)
    .set({
      confirmedPlacesMax: sql`(select programme.places_max from programme where programme.tenant_id = matching_round_programme.tenant_id
        and programme.id = matching_round_programme.programme_id)`,
    })
    .where(and(eq(roundProgrammes.tenantId, tx.context.tenantId), eq(roundProgrammes.roundId, roundId)))
}

/** A place that a round gave: to whom it placed there, or to whoever came next. */
export type SeatKept = {
  seatRoundId: string
  /** The round by whose list the person came to it. */
  roundId: string
  programmeId: string
  blockId: string
  /** What stands for the person in that round. */
  code: string
  isGiven: boolean
  /** Whether they, or whoever took their place, hold it now; an open offer holds it as well. */
  sits: boolean
  /** The application by which they held it last. */
  enrolmentId: string | null
  /** Whose place it was, of one who came next. */
  inPlaceOf: string | null
}

/** Every place that these rounds gave, or would have given to whoever was struck, and the people who came to them, of one programme or of all; whoever took somebody's place sits for them. */
export async function listSeats(tx: Tx, roundIds: readonly string[], programmeId: string | null): Promise<SeatKept[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<SeatKept>(sql`
    with recursive given as (
      select result.round_id as seat_round_id, result.round_id, result.programme_id, result.block_id, result.person_id, true as is_given,
        false as is_offered, null::uuid as in_place_of, enrolment.id as enrolment_id
      from matching_result result
      left join enrolment on enrolment.tenant_id = result.tenant_id and enrolment.programme_id = result.programme_id
        and enrolment.person_id = result.person_id
      where result.tenant_id = ${tenantId}::uuid and result.round_id = ${listed(roundIds)}
        and result.programme_id ${programmeId === null ? sql`is not null` : sql`= ${programmeId}::uuid`}
      union all
      select result.round_id, result.round_id, (shown->>'programme')::uuid, shown->>'block', result.person_id, true, false, null, null
      from matching_result result
      join matching_applicant one on one.tenant_id = result.tenant_id and one.round_id = result.round_id
        and one.person_id = result.person_id
      join matching_round round on round.tenant_id = result.tenant_id and round.id = result.round_id
      join matching_run_entry run on run.tenant_id = round.tenant_id and run.id = round.confirmed_run_id
      cross join lateral jsonb_array_elements(run.selection->'published') as shown
      where result.tenant_id = ${tenantId}::uuid and result.round_id = ${listed(roundIds)} and result.struck_reason is not null
        and shown->>'person' = one.code and shown->>'programme' is not null
        ${programmeId === null ? sql`` : sql`and (shown->>'programme')::uuid = ${programmeId}::uuid`}
      union all
      select entry.seat_round_id, entry.round_id, entry.programme_id, entry.block_id, waiter.person_id, false,
        waiter.state = 'offered', entry.in_place_of, waiter.enrolment_id
      from matching_succession_entry entry
      join waiter on waiter.tenant_id = entry.tenant_id and waiter.id = entry.waiter_id and waiter.state in ('offered', 'accepted')
      where entry.tenant_id = ${tenantId}::uuid and entry.seat_round_id = ${listed(roundIds)}
        ${programmeId === null ? sql`` : sql`and entry.programme_id = ${programmeId}::uuid`}
    ), held as (
      select * from given
      union
      select held.seat_round_id, held.round_id, held.programme_id, held.block_id, held.person_id, held.is_given, held.is_offered,
        held.in_place_of, substitution.to_id
      from held join substitution on substitution.tenant_id = ${tenantId}::uuid and substitution.from_id = held.enrolment_id
    )
    select held.seat_round_id as "seatRoundId", held.round_id as "roundId", held.programme_id as "programmeId",
      held.block_id as "blockId", coalesce(one.code, '') as code, held.is_given as "isGiven", held.in_place_of as "inPlaceOf",
      held.is_offered or coalesce(bool_or(enrolment.holds_place), false) as sits,
      (array_agg(enrolment.id order by coalesce(enrolment.withdrawn_at, enrolment.decided_at) desc nulls last))[1] as "enrolmentId"
    from held
    left join enrolment on enrolment.tenant_id = ${tenantId}::uuid and enrolment.id = held.enrolment_id
    left join matching_applicant one on one.tenant_id = ${tenantId}::uuid and one.round_id = held.round_id
      and one.person_id = held.person_id
    group by held.seat_round_id, held.round_id, held.programme_id, held.block_id, held.person_id, held.is_given, held.is_offered,
      held.in_place_of, one.code`)
  return rows
}

/** The number under which whoever stands behind a code of a round is known today. */
export async function findBearer(tx: Tx, roundId: string, code: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select bearer.id from matching_applicant one cross join lateral person_bearers(one.person_id) as line(id)
    join person bearer on bearer.tenant_id = one.tenant_id and bearer.id = line.id and bearer.merged_into is null
    where one.tenant_id = ${tx.context.tenantId}::uuid and one.round_id = ${roundId}::uuid and one.code = ${code}`)
  return rows[0]?.id
}

/** Somebody who waits in a round no more, by code: for a programme that they were asked for, or (null) for all. */
export type PassedKept = { roundId: string; code: string; programmeId: string | null }

/**
 * Who of these rounds waits no more: whom a round before or after it placed, whoever took a place as the next of one, whoever
 * takes part under another number as well; and, for a programme alone, whoever was asked for it by any round.
 */
export async function listPassed(tx: Tx, roundIds: readonly string[]): Promise<PassedKept[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<PassedKept>(sql`
    with recursive family as (
      select id as "of", id, follows_id from matching_round where tenant_id = ${tenantId}::uuid and id = ${listed(roundIds)}
      union
      select family."of", round.id, round.follows_id from family join matching_round round on round.tenant_id = ${tenantId}::uuid
        and (round.id = family.follows_id or round.follows_id = family.id)
    ), served as (
      select family."of", result.person_id from family
      join matching_result result on result.tenant_id = ${tenantId}::uuid and result.round_id = family.id
        and result.programme_id is not null
      where family.id <> family."of"
      union
      select family."of", waiter.person_id from family
      join matching_succession_entry entry on entry.tenant_id = ${tenantId}::uuid and entry.round_id = family.id
      join waiter on waiter.tenant_id = entry.tenant_id and waiter.id = entry.waiter_id and waiter.state = 'accepted'
    )
    select one.round_id as "roundId", one.code, null::uuid as "programmeId"
    from served join matching_applicant one on one.tenant_id = ${tenantId}::uuid and one.round_id = served."of"
      and one.person_id = served.person_id
    union
    select one.round_id, one.code, null
    from matching_applicant one
    join person on person.tenant_id = one.tenant_id and person.id = one.person_id and person.merged_into is not null
    cross join lateral person_bearers(one.person_id) as line(id)
    join matching_applicant other on other.tenant_id = one.tenant_id and other.round_id = one.round_id
      and other.person_id = line.id and other.person_id <> one.person_id
    where one.tenant_id = ${tenantId}::uuid and one.round_id = ${listed(roundIds)}
    union
    select one.round_id, one.code, entry.programme_id
    from matching_succession_entry entry
    join waiter on waiter.tenant_id = entry.tenant_id and waiter.id = entry.waiter_id
    join matching_applicant one on one.tenant_id = entry.tenant_id and one.round_id = ${listed(roundIds)}
      and one.person_id = waiter.person_id
    where entry.tenant_id = ${tenantId}::uuid and entry.programme_id in (select programme_id from matching_round_programme here
      where here.tenant_id = entry.tenant_id and here.round_id = ${listed(roundIds)})`)
  return rows
}

/** The people who took a place as the next of a round that this one follows: they take part in it no more. */
export const servedBefore = (tx: Tx, roundId: string): SQL => sql`(
  with recursive earlier as (
    select follows_id as id from matching_round where tenant_id = ${tx.context.tenantId}::uuid and id = ${roundId}::uuid
    union
    select round.follows_id from matching_round round join earlier on round.tenant_id = ${tx.context.tenantId}::uuid and round.id = earlier.id
  )
  select waiter.person_id from earlier
  join matching_succession_entry entry on entry.tenant_id = ${tx.context.tenantId}::uuid and entry.round_id = earlier.id
  join waiter on waiter.tenant_id = entry.tenant_id and waiter.id = entry.waiter_id and waiter.state = 'accepted')`

/** Whether somebody took a place as the next of a round that this one follows. */
export async function isServedBefore(tx: Tx, roundId: string, personId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ found: boolean }>(
    sql`select ${personId}::uuid in ${servedBefore(tx, roundId)} as found`,
  )
  return rows[0]?.found === true
}

/** The rounds that were confirmed after this one over some of its programmes, the newest first. */
export async function listNewer(
  tx: Tx,
  roundId: string,
): Promise<{ roundId: string; runId: string; programmeId: string }[]> {
  const { rows } = await tx.execute<{ roundId: string; runId: string; programmeId: string }>(sql`
    select newer.id as "roundId", newer.confirmed_run_id as "runId", there.programme_id as "programmeId"
    from matching_round round
    join matching_round_programme here on here.tenant_id = round.tenant_id and here.round_id = round.id
    join matching_round_programme there on there.tenant_id = here.tenant_id and there.programme_id = here.programme_id
    join matching_round newer on newer.tenant_id = there.tenant_id and newer.id = there.round_id and newer.state = 'confirmed'
      and (newer.confirmed_at, newer.id) > (round.confirmed_at, round.id)
    where round.tenant_id = ${tx.context.tenantId}::uuid and round.id = ${roundId}::uuid
    order by newer.confirmed_at desc, newer.id desc`)
  return rows
}

/** An offer that somebody was made because they came next. */
export type OfferKept = {
  programmeId: string
  code: string
  seatRoundId: string
  blockId: string
  state: 'offered' | 'accepted' | 'declined' | 'expired' | 'left'
  offerUntil: Date | null
}

/** The offers that were made to those who come next in a round; of one of them alone where they are named. */
export async function listOffers(tx: Tx, roundId: string, personId?: string): Promise<OfferKept[]> {
  const { rows } = await tx.execute<OfferKept & { offerUntil: string | null }>(sql`
    select entry.programme_id as "programmeId", one.code, entry.seat_round_id as "seatRoundId", entry.block_id as "blockId",
      waiter.state, waiter.offer_until as "offerUntil"
    from matching_succession_entry entry
    join waiter on waiter.tenant_id = entry.tenant_id and waiter.id = entry.waiter_id
    join matching_applicant one on one.tenant_id = entry.tenant_id and one.round_id = entry.round_id
      and one.person_id = waiter.person_id
    where entry.tenant_id = ${tx.context.tenantId}::uuid and entry.round_id = ${roundId}::uuid
      and ${personId === undefined ? sql`true` : sql`one.person_id = ${personId}::uuid`}
    order by entry.offered_at, entry.waiter_id`)
  return rows.map((row) => ({ ...row, offerUntil: row.offerUntil === null ? null : new Date(row.offerUntil) }))
}

/** The open offers of the rounds around this one that were made to people whom it placed. */
export async function listOvertaken(tx: Tx, roundId: string): Promise<string[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<{ id: string }>(sql`
    with recursive family as (
      select id, follows_id from matching_round where tenant_id = ${tenantId}::uuid and id = ${roundId}::uuid
      union
      select round.id, round.follows_id from family join matching_round round on round.tenant_id = ${tenantId}::uuid
        and (round.id = family.follows_id or round.follows_id = family.id)
    )
    select waiter.id from family
    join matching_succession_entry entry on entry.tenant_id = ${tenantId}::uuid and entry.round_id = family.id
    join waiter on waiter.tenant_id = entry.tenant_id and waiter.id = entry.waiter_id and waiter.state = 'offered'
    join matching_result result on result.tenant_id = waiter.tenant_id and result.round_id = ${roundId}::uuid
      and result.person_id = waiter.person_id and result.programme_id is not null
    order by waiter.id`)
  return rows.map(({ id }) => id)
}

/** Writes down for which place somebody was made an offer. */
export async function insertSuccession(tx: Tx, row: Omit<typeof successions.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.insert(successions).values({ ...row, tenantId: tx.context.tenantId })
}

/** The people of a round with their names and schools, by code. */
export async function listNames(
  tx: Tx,
  roundId: string,
): Promise<{ code: string; personId: string; name: string; schoolName: string }[]> {
  const { rows } = await tx.execute<{ code: string; personId: string; name: string; schoolName: string }>(sql`
    select one.code, one.person_id as "personId", person.name, school.name as "schoolName"
    from matching_applicant one
    join person on person.tenant_id = one.tenant_id and person.id = one.person_id
    join organisation school on school.tenant_id = one.tenant_id and school.id = one.school_id
    where one.tenant_id = ${tx.context.tenantId}::uuid and one.round_id = ${roundId}::uuid`)
  return rows
}
