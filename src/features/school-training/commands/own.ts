import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import type { StoredBlob } from '../../../platform/files/store.ts'
import type { OwnSession, OwnTraining } from '../contract/own.ts'
import { findOwnSession, listOwnPlans, listOwnSessions } from '../store/own.ts'
import { saveReflection } from '../store/sessions.ts'
import { addEvidence, type EvidenceRefusal } from './holding.ts'

/** What somebody belongs to in their school's training, and the hours to come. */
export async function tellOwnTraining(tx: Tx, personId: string): Promise<OwnTraining> {
  return { plans: await listOwnPlans(tx, personId), sessions: await listOwnSessions(tx, personId) }
}

type OwnRefusal = 'session_not_found' | 'session_not_attended'

async function attended(tx: Tx, personId: string, sessionId: string): Promise<Result<OwnSession, OwnRefusal>> {
  const session = await findOwnSession(tx, personId, sessionId)
  if (!session) return err('session_not_found')
  return session.open ? ok(session) : err('session_not_attended')
}

/** Keeps what somebody took along from a session that they attended; until the plan is closed they may write it anew. */
export async function reflect(
  tx: Tx,
  personId: string,
  sessionId: string,
  text: string,
): Promise<Result<OwnSession, OwnRefusal>> {
  const session = await attended(tx, personId, sessionId)
  if (!session.ok) return session
  await saveReflection(tx, sessionId, personId, text)
  note(tx, {
    act: 'school_session.reflected',
    object: { kind: 'school_session', id: sessionId },
    after: { length: text.length },
  })
  return ok({ ...session.value, reflection: text })
}

/** Keeps a photo or a paper that somebody hands in about a session that they attended. */
export async function addPhoto(
  tx: Tx,
  personId: string,
  sessionId: string,
  blob: StoredBlob,
  file: { readonly id: string; readonly name: string; readonly kind: 'study' | 'material' },
): Promise<Result<OwnSession, OwnRefusal | EvidenceRefusal>> {
  const session = await attended(tx, personId, sessionId)
  if (!session.ok) return session
  const { planId } = session.value
  const added = await addEvidence(tx, planId, blob, { ...file, title: '', sessionId }, personId)
  if (!added.ok) return added
  const now = await findOwnSession(tx, personId, sessionId)
  return now ? ok(now) : err('session_not_found')
}
