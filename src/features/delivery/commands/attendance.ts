import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import type { AttendanceSheet } from '../contract/classes.ts'
import type { HostBoard } from '../contract/sessions.ts'
import { handRefusal, standingOf, stepAt, stepEnds, tally, type HandRefusal, type MarkState } from '../core.ts'
import { countMarks, listMarksOfClass, loadMarks, writeHandMarks } from '../store/attendance.ts'
import { countMembers, listMembers } from '../store/classes.ts'
import { findSession, listSessions, sayable } from '../store/sessions.ts'
import { codeOf, tokenOf } from '../tickets.ts'

/** What became of one person; no code when they were marked. */
export type HandOutcome = { readonly personId: string; readonly code: 'not_a_member' | null }

/** Marks members of a session by hand, with a reason; what stood before is kept in the trail. Each is answered by itself. */
export async function markByHand(
  tx: Tx,
  sessionId: string,
  said: { readonly personIds: readonly string[]; readonly state: MarkState; readonly reason: string },
): Promise<Result<HandOutcome[], HandRefusal | 'session_not_found'>> {
  const found = await findSession(tx, sessionId)
  if (!found) return err('session_not_found')
  const { session, classState } = found
  const refusal = handRefusal({ ...session, classState }, said.state, tx.context.now)
  if (refusal) return err(refusal)
  const members = new Set((await listMembers(tx, session.classId)).map(({ personId }) => personId))
  const asked = [...new Set(said.personIds)]
  const marked = asked.filter((personId) => members.has(personId))
  const before = new Map((await loadMarks(tx, sessionId, marked)).map((mark) => [mark.personId, mark]))
  const { state, reason } = said
  await writeHandMarks(
    tx,
    sessionId,
    marked.map((personId) => ({ personId, id: newId() })),
    { state, reason },
  )
  for (const personId of marked) {
    const earlier = before.get(personId)
    note(tx, {
      act: 'attendance.marked_by_hand',
      object: { kind: 'class_session', id: sessionId },
      before: earlier ? { personId, state: earlier.state, way: earlier.way } : { personId },
      after: { personId, state, reason },
    })
  }
  return ok(asked.map((personId) => ({ personId, code: members.has(personId) ? null : 'not_a_member' })))
}

/** What the host shows to the hall now: the code of these seconds, and who is here. The link names the bureau, since whoever scans it has not signed in. */
export async function readHostBoard(
  tx: Tx,
  vault: Vault,
  sessionId: string,
  bureau: string,
): Promise<HostBoard | undefined> {
  const found = await findSession(tx, sessionId)
  if (!found) return undefined
  const { tenantId, now } = tx.context
  const { session, classState } = found
  const source = { tenantId, sessionId, secret: session.secret }
  const step = stepAt(now)
  const members = (await countMembers(tx, [session.classId])).get(session.classId) ?? 0
  return {
    session: sayable(found),
    classState,
    now: now.toISOString(),
    code: codeOf(vault, source, step),
    link: `/m/check-in?${new URLSearchParams({ b: bureau, s: sessionId, t: tokenOf(vault, source, step) }).toString()}`,
    validUntil: stepEnds(step).toISOString(),
    members,
    ...(await countMarks(tx, sessionId)),
  }
}

/** Who was at which session of a class, a row a member. */
export async function readSheet(tx: Tx, classId: string): Promise<AttendanceSheet> {
  const sessions = (await listSessions(tx, classId)).map(({ session }) => session)
  const marks = await marksByPerson(tx, classId)
  const { now } = tx.context
  const rows = (await listMembers(tx, classId)).map(({ personId, name, staffNo, schoolName }) => {
    const own = marks.get(personId) ?? new Map<string, never>()
    return {
      personId,
      name,
      staffNo,
      schoolName,
      ...tally(sessions, own, now),
      standings: sessions.map((session) => standingOf(session, own.get(session.id), now)),
      marks: sessions.map(({ id }) => {
        const mark = own.get(id)
        return mark ? { way: mark.way, at: mark.at.toISOString(), reason: mark.reason, byName: mark.byName } : null
      }),
    }
  })
  return {
    sessions: sessions.map(({ id, title, startsAt, endsAt, state }) => ({
      id,
      title,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      state,
    })),
    rows,
  }
}

/** Sessions held so far in a class and how each member stood: what assessment counts with. */
export async function attendanceByMember(tx: Tx, classId: string) {
  const sheet = await readSheet(tx, classId)
  return sheet.rows.map(({ personId, held, present, late, absent, leave }) => ({
    personId,
    held,
    present,
    late,
    absent,
    leave,
  }))
}

type Mark = Awaited<ReturnType<typeof listMarksOfClass>>[number]

async function marksByPerson(tx: Tx, classId: string): Promise<ReadonlyMap<string, ReadonlyMap<string, Mark>>> {
  const byPerson = new Map<string, Map<string, Mark>>()
  for (const mark of await listMarksOfClass(tx, classId)) {
    const own = byPerson.get(mark.personId) ?? new Map<string, Mark>()
    byPerson.set(mark.personId, own.set(mark.sessionId, mark))
  }
  return byPerson
}
