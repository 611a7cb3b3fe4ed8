import { addDays } from '../../../lib/dates.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { randomToken, type Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import type { ClassSession, MySession, NewSession, SessionChange } from '../contract/sessions.ts'
import {
  changeRefusal,
  checkInWindow,
  midnight,
  sessionRefusal,
  standingOf,
  wallTime,
  type SessionRefusal,
} from '../core.ts'
import { holdClass, listMembers } from '../store/classes.ts'
import { findSession, insertSessions, listOwnSessions, sayable, updateSession } from '../store/sessions.ts'
import { fillOnlyClass } from './classes.ts'

export type AddSessionRefusal = SessionRefusal | 'class_not_found' | 'id_reused'

/** Adds a session to a class. Its codes are made from a secret of its own. */
export async function addSession(
  tx: Tx,
  vault: Vault,
  classId: string,
  draft: NewSession,
): Promise<Result<ClassSession, AddSessionRefusal>> {
  const added = await addSessions(tx, vault, classId, [draft])
  if (!added.ok) return added
  const [session] = added.value
  return session ? ok(session) : err('class_not_found')
}

/** Adds several sessions to a class: all of them, or none. */
export async function addSessions(
  tx: Tx,
  vault: Vault,
  classId: string,
  drafts: readonly NewSession[],
): Promise<Result<ClassSession[], AddSessionRefusal>> {
  const held = await holdClass(tx, classId)
  if (!held) return err('class_not_found')
  const fresh: NewSession[] = []
  for (const draft of drafts) {
    const earlier = await findSession(tx, draft.id)
    if (earlier && (earlier.session.classId !== classId || earlier.session.title !== draft.title))
      return err('id_reused')
    const refusal = sessionRefusal(draft, held.state)
    if (refusal) return err(refusal)
    if (!earlier) fresh.push(draft)
  }
  await insertSessions(
    tx,
    fresh.map((draft) => ({
      ...draft,
      classId,
      startsAt: new Date(draft.startsAt),
      endsAt: new Date(draft.endsAt),
      secret: vault.seal(randomToken()),
    })),
  )
  for (const draft of fresh)
    note(tx, { act: 'session.added', object: { kind: 'class_session', id: draft.id }, after: { ...draft, classId } })
  await fillOnlyClass(tx, held.programmeId)
  const shown: ClassSession[] = []
  for (const { id } of drafts) {
    const found = await findSession(tx, id)
    if (found) shown.push(sayable(found))
  }
  return ok(shown)
}

export type ChangeSessionRefusal = SessionRefusal | 'session_not_found'

/** Changes a session that is not over. When it moves, its members are told when and where it is now. */
export async function changeSession(
  tx: Tx,
  id: string,
  change: SessionChange,
): Promise<Result<ClassSession, ChangeSessionRefusal>> {
  const before = await findSession(tx, id)
  if (!before) return err('session_not_found')
  const { session, classState } = before
  const after = {
    title: change.title ?? session.title,
    venue: change.venue ?? session.venue,
    startsAt: change.startsAt === undefined ? session.startsAt : new Date(change.startsAt),
    endsAt: change.endsAt === undefined ? session.endsAt : new Date(change.endsAt),
    opensBefore: change.opensBefore ?? session.opensBefore,
    lateAfter: change.lateAfter ?? session.lateAfter,
    closesAfter: change.closesAfter === undefined ? session.closesAfter : change.closesAfter,
  }
  const refusal = changeRefusal(session, classState, tx.context.now) ?? sessionRefusal(after, classState)
  if (refusal) return err(refusal)
  await updateSession(tx, id, after)
  const { secret: _, ...known } = session
  note(tx, { act: 'session.changed', object: { kind: 'class_session', id }, before: known, after: change })
  const moved = after.venue !== session.venue || after.startsAt.getTime() !== session.startsAt.getTime()
  if (moved) {
    await tellMembers(tx, session.classId, 'session.moved', {
      session: after.title,
      when: wallTime(after.startsAt, tx.context.zone),
      venue: after.venue,
    })
  }
  return ok(sayable({ ...before, session: { ...session, ...after } }))
}

/** Cancels a session that is not over; its members are told why. Asking again changes nothing. */
export async function cancelSession(
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<ClassSession, ChangeSessionRefusal>> {
  const before = await findSession(tx, id)
  if (!before) return err('session_not_found')
  const { session, classState } = before
  if (session.state === 'cancelled' && session.reason === reason) return ok(sayable(before))
  const refusal = changeRefusal(session, classState, tx.context.now)
  if (refusal) return err(refusal)
  await updateSession(tx, id, { state: 'cancelled', reason })
  note(tx, { act: 'session.cancelled', object: { kind: 'class_session', id }, after: { reason } })
  const when = wallTime(session.startsAt, tx.context.zone)
  await tellMembers(tx, session.classId, 'session.cancelled', { session: session.title, when, reason })
  return ok(sayable({ ...before, session: { ...session, state: 'cancelled', reason } }))
}

async function tellMembers(
  tx: Tx,
  classId: string,
  code: string,
  params: Readonly<Record<string, string>>,
): Promise<void> {
  const members = await listMembers(tx, classId)
  await notify(tx, { personIds: members.map(({ personId }) => personId) }, { code, params, link: '/m/check-in' })
}

/** The instants between which the sessions of some days start; today when none is named. */
export function periodOf(
  tx: Tx,
  period: { readonly from?: string | undefined; readonly to?: string | undefined },
): { from: Date; to: Date } {
  const { today, zone } = tx.context
  const from = period.from ?? today
  return { from: midnight(from, zone), to: midnight(addDays(period.to ?? from, 1), zone) }
}

/** A person's own sessions of some days, each with how they stand there. */
export async function listMySessions(
  tx: Tx,
  personId: string,
  period: { from?: string | undefined; to?: string | undefined },
): Promise<MySession[]> {
  const { from, to } = periodOf(tx, period)
  const found = await listOwnSessions(tx, personId, from, to)
  return found.map(({ mark, ...row }) => {
    const { opensBefore: _, lateAfter: __, closesAfter: ___, ...said } = sayable(row)
    return {
      ...said,
      lateAt: checkInWindow(row.session).lateAt.toISOString(),
      standing: standingOf(row.session, mark ?? undefined, tx.context.now),
      markedAt: mark?.at.toISOString() ?? null,
    }
  })
}
