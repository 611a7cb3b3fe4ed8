import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { runNamed, type Tx } from '../../../platform/db/db.ts'
import { accounts } from '../../accounts/tables.ts'
import { people } from '../../people/tables.ts'
import type { CheckInFacts, MarkState } from '../core.ts'
import { attendances, classSessions } from '../tables.ts'

/** One person before one session, as it arrives. */
export type Arrival = {
  readonly id: string
  readonly sessionId: string
  readonly personId: string
  readonly scannedAt: Date
  readonly way: 'qr' | 'code'
  readonly ticket: string | null
  readonly step: number
}

/** What a check-in is decided on and answered with. */
export type ArrivalFacts = CheckInFacts & {
  readonly title: string
  readonly classTitle: string
  readonly venue: string
  readonly markedAt: Date | undefined
}

type FactsRow = {
  title: string | null
  class_title: string
  venue: string
  starts_at: string
  ends_at: string
  opens_before: number
  late_after: number
  closes_after: number | null
  state: 'planned' | 'cancelled'
  class_state: string
  is_member: boolean
  mark_id: string | null
  mark_state: MarkState
  mark_way: 'qr' | 'code' | 'hand'
  mark_at: string
}

// Arrays travel as literals: ids and instants hold nothing that would have to be escaped.
const list = (values: readonly string[]) => sql.param(`{${values.join(',')}}`)

/**
 * Holds the seats of whoever arrives until the transaction ends, beside others who arrive: whoever would say of them that they
 * never came waits for that, and is waited for.
 */
export async function shareSeats(
  tx: Tx,
  arrivals: readonly { readonly sessionId: string; readonly personId: string }[],
): Promise<void> {
  await runNamed(
    tx,
    'share_seats',
    sql`
    select from unnest(${list(arrivals.map(({ sessionId }) => sessionId))}::uuid[],
      ${list(arrivals.map(({ personId }) => personId))}::uuid[]) as asked (session_id, person_id)
    join class_session session on session.tenant_id = ${tx.context.tenantId}::uuid and session.id = asked.session_id
    join class_member member on member.tenant_id = ${tx.context.tenantId}::uuid
      and member.class_id = session.class_id and member.person_id = asked.person_id
    order by member.class_id, member.person_id
    for share of member`,
  )
}

/** What is known of many arrivals at once, in their order: one statement, however many there are. */
export async function loadArrivals(
  tx: Tx,
  arrivals: readonly { readonly sessionId: string; readonly personId: string }[],
): Promise<ArrivalFacts[]> {
  // A mark is looked up for each person and not joined: joined, everybody of the day would be read for the few who ask.
  const rows = await runNamed<FactsRow>(
    tx,
    'load_arrivals',
    sql`
    select session.title, class.title as class_title, session.venue, session.starts_at, session.ends_at,
      session.opens_before, session.late_after, session.closes_after, session.state, class.state as class_state,
      enrolment.id is not null as is_member,
      mark.id as mark_id, mark.state as mark_state, mark.way as mark_way, mark.at as mark_at
    from unnest(${list(arrivals.map(({ sessionId }) => sessionId))}::uuid[],
      ${list(arrivals.map(({ personId }) => personId))}::uuid[]) with ordinality as asked (session_id, person_id, position)
    left join class_session session
      on session.tenant_id = ${tx.context.tenantId}::uuid and session.id = asked.session_id
    left join training_class class
      on class.tenant_id = ${tx.context.tenantId}::uuid and class.id = session.class_id
    left join class_member member on member.tenant_id = ${tx.context.tenantId}::uuid
      and member.class_id = session.class_id and member.person_id = asked.person_id
    left join enrolment on enrolment.tenant_id = ${tx.context.tenantId}::uuid
      and enrolment.id = member.enrolment_id and enrolment.state = 'admitted'
    left join lateral (select id, state, way, at from attendance
      where attendance.tenant_id = ${tx.context.tenantId}::uuid and attendance.session_id = asked.session_id
        and attendance.person_id = asked.person_id limit 1) mark on true
    order by asked.position`,
  )
  return rows.map((row) => ({
    session:
      row.title === null
        ? undefined
        : {
            startsAt: row.starts_at,
            endsAt: row.ends_at,
            opensBefore: row.opens_before,
            lateAfter: row.late_after,
            closesAfter: row.closes_after,
            state: row.state,
            classState: row.class_state,
          },
    isMember: row.is_member,
    mark: row.mark_id === null ? undefined : { id: row.mark_id, state: row.mark_state, way: row.mark_way },
    title: row.title ?? '',
    classTitle: row.class_title,
    venue: row.venue,
    markedAt: row.mark_id === null ? undefined : new Date(row.mark_at),
  }))
}

/** Writes many check-ins in one statement; gives those that are new. Whoever has one already, or brings a spent ticket, is left as they are. */
export async function insertArrivals(
  tx: Tx,
  marks: readonly (Arrival & { readonly state: 'present' | 'late'; readonly from: string })[],
): Promise<Set<string>> {
  if (marks.length === 0) return new Set()
  const written = marks.map(({ id, sessionId, personId, scannedAt, way, ticket, step, state, from }) => ({
    id,
    session_id: sessionId,
    person_id: personId,
    at: scannedAt,
    way,
    ticket,
    state,
    evidence: { step, from },
  }))
  // In one order everywhere: two batches that meet the same people never wait for each other in a ring.
  const rows = await runNamed<{ id: string }>(
    tx,
    'insert_arrivals',
    sql`
    insert into attendance (tenant_id, session_id, person_id, id, state, at, way, ticket, evidence)
    select ${tx.context.tenantId}::uuid, session_id, person_id, id, state, at, way, ticket, evidence
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as mark (id uuid, session_id uuid, person_id uuid,
      state text, at timestamptz, way text, ticket uuid, evidence jsonb)
    order by session_id, person_id
    on conflict do nothing
    returning id`,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Which of these tickets have been spent. */
export async function spentTickets(tx: Tx, tickets: readonly string[]): Promise<ReadonlySet<string>> {
  if (tickets.length === 0) return new Set()
  const found = await tx
    .select({ ticket: attendances.ticket })
    .from(attendances)
    .where(and(eq(attendances.tenantId, tx.context.tenantId), inArray(attendances.ticket, [...tickets])))
  return new Set(found.flatMap(({ ticket }) => (ticket === null ? [] : [ticket])))
}

/** What stands for these people at a session. */
export async function loadMarks(tx: Tx, sessionId: string, personIds: readonly string[]) {
  return tx
    .select()
    .from(attendances)
    .where(
      and(
        eq(attendances.tenantId, tx.context.tenantId),
        eq(attendances.sessionId, sessionId),
        inArray(attendances.personId, [...personIds]),
      ),
    )
}

/** Writes what the host says of people at a session; it stands above what they did themselves. */
export async function writeHandMarks(
  tx: Tx,
  sessionId: string,
  marks: readonly { readonly id: string; readonly personId: string }[],
  said: { readonly state: MarkState; readonly reason: string },
): Promise<void> {
  if (marks.length === 0) return
  const { tenantId, now, actor } = tx.context
  const by = actor?.accountId ?? null
  await tx
    .insert(attendances)
    .values(marks.map((mark) => ({ ...mark, ...said, tenantId, sessionId, at: now, way: 'hand' as const, by })))
    .onConflictDoUpdate({
      target: [attendances.tenantId, attendances.sessionId, attendances.personId],
      set: { state: said.state, reason: said.reason, at: now, way: 'hand', by },
    })
}

const marker = alias(accounts, 'marker')

/** Every mark at these sessions, with the name of whoever marked by hand. */
export async function listMarks(tx: Tx, sessionIds: readonly string[]) {
  if (sessionIds.length === 0) return []
  return tx
    .select({
      sessionId: attendances.sessionId,
      personId: attendances.personId,
      state: attendances.state,
      at: attendances.at,
      way: attendances.way,
      reason: attendances.reason,
      byName: marker.name,
    })
    .from(attendances)
    .leftJoin(marker, and(eq(marker.tenantId, attendances.tenantId), eq(marker.id, attendances.by)))
    .where(and(eq(attendances.tenantId, tx.context.tenantId), inArray(attendances.sessionId, [...sessionIds])))
}

/** Every mark at the sessions of a class. */
export async function listMarksOfClass(tx: Tx, classId: string) {
  const ids = await tx
    .select({ id: classSessions.id })
    .from(classSessions)
    .where(and(eq(classSessions.tenantId, tx.context.tenantId), eq(classSessions.classId, classId)))
  return listMarks(
    tx,
    ids.map(({ id }) => id),
  )
}

/** How many stand as what at a session, and who came last. */
export async function countMarks(tx: Tx, sessionId: string) {
  const rows = await tx
    .select({ name: people.name, state: attendances.state, at: attendances.at })
    .from(attendances)
    .innerJoin(people, and(eq(people.tenantId, attendances.tenantId), eq(people.id, attendances.personId)))
    .where(and(eq(attendances.tenantId, tx.context.tenantId), eq(attendances.sessionId, sessionId)))
    .orderBy(desc(attendances.at), desc(attendances.personId))
  const size = (state: MarkState) => rows.filter((row) => row.state === state).length
  return {
    present: size('present'),
    late: size('late'),
    leave: size('leave'),
    absent: size('absent'),
    recent: rows.slice(0, 8).map(({ name, state, at }) => ({ name, state, at: at.toISOString() })),
  }
}
