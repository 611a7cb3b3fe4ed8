import { and, asc, eq, gte, lt, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { enrolments } from '../../enrolment/tables.ts'
import { programmes } from '../../programmes/tables.ts'
import type { ClassSession } from '../contract/sessions.ts'
import { checkInWindow } from '../core.ts'
import { attendances, classMembers, classSessions, trainingClasses } from '../tables.ts'
import { classScope, seenFrom } from './classes.ts'

const mine = (tx: Tx, id: string) => and(eq(classSessions.tenantId, tx.context.tenantId), eq(classSessions.id, id))
const ofClass = and(eq(trainingClasses.tenantId, classSessions.tenantId), eq(trainingClasses.id, classSessions.classId))
const ofProgramme = and(
  eq(programmes.tenantId, trainingClasses.tenantId),
  eq(programmes.id, trainingClasses.programmeId),
)

export type SessionRow = typeof classSessions.$inferSelect

/** Where a session lies: where its class does. */
export async function sessionScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findSession(tx, id)
  return found && classScope(tx, found.session.classId)
}

const joined = {
  session: classSessions,
  classTitle: trainingClasses.title,
  classState: trainingClasses.state,
  programmeTitle: programmes.title,
}
type Joined = {
  session: SessionRow
  classTitle: string
  classState: 'planned' | 'running' | 'closed'
  programmeTitle: string
}

function sessionsWhere(tx: Tx, condition: SQL | undefined) {
  return tx
    .select(joined)
    .from(classSessions)
    .innerJoin(trainingClasses, ofClass)
    .innerJoin(programmes, ofProgramme)
    .where(and(eq(classSessions.tenantId, tx.context.tenantId), condition))
    .orderBy(asc(classSessions.startsAt), asc(classSessions.id))
}

/** A session with its secret and what stands above it. */
export async function findSession(tx: Tx, id: string): Promise<Joined | undefined> {
  const [found] = await sessionsWhere(tx, mine(tx, id))
  return found
}

/** A session as it travels: without its secret, with the instants of its check-in. */
export function sayable({ session, classTitle, programmeTitle }: Omit<Joined, 'classState'>): ClassSession {
  const { opensAt, closesAt } = checkInWindow(session)
  return {
    id: session.id,
    classId: session.classId,
    classTitle,
    programmeTitle,
    title: session.title,
    venue: session.venue,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    opensBefore: session.opensBefore,
    lateAfter: session.lateAfter,
    closesAfter: session.closesAfter,
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    state: session.state,
    reason: session.reason,
  }
}

/** The sessions of a class, by their start. */
export async function listSessions(tx: Tx, classId: string): Promise<Joined[]> {
  return sessionsWhere(tx, eq(classSessions.classId, classId))
}

/** Sessions of classes seen from `roots` that start between two instants. */
export async function listHosted(tx: Tx, roots: readonly string[], from: Date, to: Date): Promise<Joined[]> {
  return sessionsWhere(tx, and(seenFrom(tx, roots), gte(classSessions.startsAt, from), lt(classSessions.startsAt, to)))
}

/** A person's own sessions that start between two instants, with what was marked at each. */
export async function listOwnSessions(tx: Tx, personId: string, from: Date, to: Date) {
  return tx
    .select({ ...joined, mark: { state: attendances.state, at: attendances.at } })
    .from(classMembers)
    .innerJoin(
      enrolments,
      and(
        eq(enrolments.tenantId, classMembers.tenantId),
        eq(enrolments.id, classMembers.enrolmentId),
        eq(enrolments.state, 'admitted'),
      ),
    )
    .innerJoin(
      classSessions,
      and(eq(classSessions.tenantId, classMembers.tenantId), eq(classSessions.classId, classMembers.classId)),
    )
    .innerJoin(trainingClasses, ofClass)
    .innerJoin(programmes, ofProgramme)
    .leftJoin(
      attendances,
      and(
        eq(attendances.tenantId, classSessions.tenantId),
        eq(attendances.sessionId, classSessions.id),
        eq(attendances.personId, classMembers.personId),
      ),
    )
    .where(
      and(
        eq(classMembers.tenantId, tx.context.tenantId),
        eq(classMembers.personId, personId),
        gte(classSessions.startsAt, from),
        lt(classSessions.startsAt, to),
      ),
    )
    .orderBy(asc(classSessions.startsAt), asc(classSessions.id))
}

/** Adds sessions. */
export async function insertSessions(
  tx: Tx,
  rows: readonly Omit<typeof classSessions.$inferInsert, 'tenantId' | 'state'>[],
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insert(classSessions)
    .values(rows.map((row) => ({ ...row, tenantId: tx.context.tenantId, state: 'planned' as const })))
}

/** Changes a session. */
export async function updateSession(
  tx: Tx,
  id: string,
  change: Partial<Omit<SessionRow, 'tenantId' | 'id' | 'classId'>>,
): Promise<void> {
  await tx.update(classSessions).set(change).where(mine(tx, id))
}
