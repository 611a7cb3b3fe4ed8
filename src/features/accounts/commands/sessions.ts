import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { deleteOtherSessions, deleteOwnSession } from '../store.ts'

/** Ends every session of whoever asks but the one they ask in. */
export async function endOtherSessions(tx: Tx, actor: Actor): Promise<void> {
  const ended = await deleteOtherSessions(tx, actor.accountId, actor.sessionId)
  note(tx, { act: 'session.closed_elsewhere', object: { kind: 'account', id: actor.accountId }, after: { ended } })
}

/** Ends one session of whoever asks. */
export async function endOwnSession(tx: Tx, actor: Actor, id: string): Promise<Result<undefined, 'session_not_found'>> {
  if (!(await deleteOwnSession(tx, actor.accountId, id))) return err('session_not_found')
  note(tx, { act: 'session.closed', object: { kind: 'account', id: actor.accountId }, after: { sessionId: id } })
  return ok()
}
