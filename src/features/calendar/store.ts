import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/db.ts'
import type { CalendarEvent } from './core.ts'
import { calendarFeeds } from './tables.ts'

const theirs = (tx: Tx, personId: string) =>
  and(eq(calendarFeeds.tenantId, tx.context.tenantId), eq(calendarFeeds.personId, personId))

/** The address of a person's calendar, as far as it is kept. */
export async function findFeed(tx: Tx, personId: string) {
  const [found] = await tx.select().from(calendarFeeds).where(theirs(tx, personId))
  return found
}

/** Whose calendar an address of this id reads, and what they are called; undefined where it is good no more. */
export async function findReader(tx: Tx, id: string) {
  const { rows } = await tx.execute<{ personId: string; name: string }>(sql`
    select person.id as "personId", person.name from calendar_feed feed
    join person on person.tenant_id = feed.tenant_id and person.id = feed.person_id
    where feed.tenant_id = ${tx.context.tenantId} and feed.id = ${id}::uuid`)
  return rows[0]
}

/** Makes an address in place of an older one; false where the id names somebody else's. */
export async function replaceFeed(tx: Tx, personId: string, id: string): Promise<boolean> {
  const { tenantId, now } = tx.context
  const { rows } = await tx.execute(sql`
    select from calendar_feed where tenant_id = ${tenantId} and id = ${id}::uuid and person_id <> ${personId}::uuid`)
  if (rows.length > 0) return false
  await tx
    .insert(calendarFeeds)
    .values({ tenantId, personId, id, madeAt: now })
    .onConflictDoUpdate({ target: [calendarFeeds.tenantId, calendarFeeds.personId], set: { id, madeAt: now } })
  return true
}

/** Ends the address of a person. */
export async function deleteFeed(tx: Tx, personId: string): Promise<void> {
  await tx.delete(calendarFeeds).where(theirs(tx, personId))
}

/** The sessions of the classes that a person sits in, from half a year ago on, with how often each was changed. */
export async function listOwnSessions(tx: Tx, personId: string): Promise<CalendarEvent[]> {
  const { tenantId, now } = tx.context
  const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`)
  const { rows } = await tx.execute<CalendarEvent>(sql`
    select session.id,
      jsonb_build_object('startsAt', ${iso('session.starts_at')}, 'endsAt', ${iso('session.ends_at')}) as "when",
      case when session.title = programme.title then session.title else programme.title || ' · ' || session.title end as title,
      session.venue as place,
      training_class.title || coalesce(chr(10) || host.name, '') || coalesce(chr(10) || session.reason, '') as text,
      session.state = 'cancelled' as "isCancelled",
      (select greatest(0, count(*) - 1)::int from audit_entry trail where trail.tenant_id = session.tenant_id
        and trail.object_kind = 'class_session' and trail.object_id = session.id::text
        and trail.act in ('session.added', 'session.changed', 'session.cancelled')) as changes
    from class_member member
    join class_session session on session.tenant_id = member.tenant_id and session.class_id = member.class_id
    join training_class on training_class.tenant_id = member.tenant_id and training_class.id = member.class_id
    join programme on programme.tenant_id = member.tenant_id and programme.id = training_class.programme_id
    join enrolment on enrolment.tenant_id = member.tenant_id and enrolment.id = member.enrolment_id
      and enrolment.state = 'admitted'
    left join organisation host on host.tenant_id = member.tenant_id and host.id = training_class.provider_id
    where member.tenant_id = ${tenantId} and member.person_id in (select person_numbers(${personId}::uuid))
      and session.starts_at > ${now.toISOString()}::timestamptz - interval '183 days'
    order by session.starts_at, session.id`)
  return rows
}

/** The days of programmes that a person was admitted to and in which no session of theirs is planned yet. */
export async function listOwnDays(tx: Tx, personId: string): Promise<CalendarEvent[]> {
  const { tenantId, today } = tx.context
  const { rows } = await tx.execute<CalendarEvent>(sql`
    select enrolment.id, jsonb_build_object('fromOn', programme.starts_on, 'toOn', coalesce(programme.ends_on, programme.starts_on)) as "when",
      programme.title, coalesce(programme.place, '') as place, coalesce(provider.name, '') as text, false as "isCancelled",
      programme.version as changes
    from enrolment
    join programme on programme.tenant_id = enrolment.tenant_id and programme.id = enrolment.programme_id
      and programme.state <> 'cancelled' and programme.starts_on is not null
    left join organisation provider on provider.tenant_id = programme.tenant_id and provider.id = programme.provider_id
    where enrolment.tenant_id = ${tenantId} and enrolment.person_id in (select person_numbers(${personId}::uuid))
      and enrolment.state = 'admitted' and coalesce(programme.ends_on, programme.starts_on) > ${today}::date - 183
      and not exists (select from class_member member
        join class_session session on session.tenant_id = member.tenant_id and session.class_id = member.class_id
        where member.tenant_id = enrolment.tenant_id and member.enrolment_id = enrolment.id and session.state = 'planned')
    order by programme.starts_on, enrolment.id`)
  return rows
}
