import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import type { StoredBlob } from '../../../platform/files/store.ts'
import { recordFile } from '../../files/public.ts'
import type { Holding, NewEvidence } from '../contract/holding.ts'
import { holdPlan, type PlanKept } from '../store/plans.ts'
import {
  findEvidence,
  findSchoolSession,
  insertEvidence,
  listMemberIds,
  replaceMarks,
  updateSession,
  withdrawEvidenceRow,
  type SessionKept,
} from '../store/sessions.ts'
import { actorOf } from './actor.ts'

type FoundRefusal = 'plan_not_found' | 'session_not_found' | 'plan_not_in_force'

async function holdBoth(
  tx: Tx,
  planId: string,
  sessionId: string,
): Promise<Result<{ plan: PlanKept; session: SessionKept }, FoundRefusal>> {
  const plan = await holdPlan(tx, planId)
  if (!plan) return err('plan_not_found')
  const session = await findSchoolSession(tx, sessionId)
  if (session?.planId !== planId) return err('session_not_found')
  return plan.state === 'approved' ? ok({ plan, session }) : err('plan_not_in_force')
}

export type HoldRefusal = FoundRefusal | 'held_in_future' | 'session_hours_beyond_plan' | 'not_a_member'

/** Writes down that a session was held, who was there and what was said; until the plan is closed it can be corrected. */
export async function holdSession(
  tx: Tx,
  planId: string,
  sessionId: string,
  { marks, speaker, ...holding }: Holding,
): Promise<Result<undefined, HoldRefusal>> {
  const found = await holdBoth(tx, planId, sessionId)
  if (!found.ok) return found
  const { session } = found.value
  if (holding.heldOn > tx.context.today) return err('held_in_future')
  if (holding.centihours > session.plannedCentihours) return err('session_hours_beyond_plan')
  const members = await listMemberIds(tx, planId)
  const isMember = new Set(members)
  if (marks.some(({ personId }) => !isMember.has(personId))) return err('not_a_member')
  const byPerson = new Map(marks.map((mark) => [mark.personId, mark]))
  await replaceMarks(
    tx,
    sessionId,
    members.map((personId) => {
      const { mark = 'absent', reason = null } = byPerson.get(personId) ?? {}
      return { personId, mark, reason: reason === '' ? null : reason }
    }),
  )
  const { accountId, name } = actorOf(tx)
  const summary = holding.summary === '' ? null : holding.summary
  const kept = { ...holding, summary, speaker: speaker === '' ? null : speaker, cancelReason: null }
  const by = { recordedBy: accountId, recordedByName: name, recordedAt: tx.context.now }
  await updateSession(tx, sessionId, { ...kept, state: 'held', ...by })
  const present = marks.filter(({ mark }) => mark === 'present').length
  const object = { kind: 'school_session', id: sessionId }
  note(tx, { act: 'school_session.held', object, before: saidOf(session), after: { ...saidOf(kept), present } })
  return ok()
}

const saidOf = ({ heldOn, minutes, centihours }: Pick<SessionKept, 'heldOn' | 'minutes' | 'centihours'>) => ({
  ...{ heldOn, minutes, centihours },
})

/** Gives a session up with a reason; whoever was marked there is no longer. */
export async function cancelSession(
  tx: Tx,
  planId: string,
  sessionId: string,
  reason: string,
): Promise<Result<undefined, FoundRefusal>> {
  const found = await holdBoth(tx, planId, sessionId)
  if (!found.ok) return found
  const { accountId, name } = actorOf(tx)
  await replaceMarks(tx, sessionId, [])
  await updateSession(tx, sessionId, {
    ...{ state: 'cancelled', cancelReason: reason, heldOn: null, minutes: null, centihours: null },
    ...{ recordedBy: accountId, recordedByName: name, recordedAt: tx.context.now },
  })
  const object = { kind: 'school_session', id: sessionId }
  note(tx, { act: 'school_session.cancelled', object, before: { state: found.value.session.state }, after: { reason } })
  return ok()
}

export type EvidenceRefusal =
  | 'plan_not_found'
  | 'session_not_found'
  | 'plan_not_in_force'
  | 'evidence_of_which_session'
  | 'evidence_of_which_kind'
  | 'id_reused'

/** Keeps a file as evidence of a plan that is in force; `personId` names the member who handed it in. */
export async function addEvidence(
  tx: Tx,
  planId: string,
  blob: StoredBlob,
  draft: NewEvidence,
  personId: string | null = null,
): Promise<Result<undefined, EvidenceRefusal>> {
  const { id, name, kind, outcomeKind = null, sessionId = null } = draft
  const plan = await holdPlan(tx, planId)
  if (!plan) return err('plan_not_found')
  const earlier = await findEvidence(tx, id)
  if (earlier) return earlier.sha256 === blob.sha256 && earlier.planId === planId ? ok() : err('id_reused')
  if (plan.state !== 'approved') return err('plan_not_in_force')
  if (sessionId !== null && (await findSchoolSession(tx, sessionId))?.planId !== planId) return err('session_not_found')
  if (kind === 'attendance' && sessionId === null) return err('evidence_of_which_session')
  if ((kind === 'outcome') !== (outcomeKind !== null)) return err('evidence_of_which_kind')
  const file = { id, name, purpose: 'evidence', organisationId: plan.organisationId }
  const stored = await recordFile(tx, blob, file)
  if (!stored.ok) return stored
  const actor = actorOf(tx)
  const title = draft.title === '' ? stored.value.name : draft.title
  await insertEvidence(tx, {
    ...{ id, planId, sessionId, personId, kind, outcomeKind, title, fileId: id, sha256: blob.sha256 },
    ...{ addedBy: actor.accountId, addedByName: actor.name },
  })
  const object = { kind: 'school_plan', id: planId }
  note(tx, { act: 'school_plan.evidence_added', object, after: { id, kind, sessionId, sha256: blob.sha256 } })
  return ok()
}

/** Takes evidence back with a reason; the file and what it was stay known. */
export async function withdrawEvidence(
  tx: Tx,
  planId: string,
  evidenceId: string,
  reason: string,
): Promise<Result<undefined, 'plan_not_found' | 'evidence_not_found' | 'plan_not_in_force'>> {
  const plan = await holdPlan(tx, planId)
  if (!plan) return err('plan_not_found')
  const found = await findEvidence(tx, evidenceId)
  if (found?.planId !== planId || found.withdrawnAt !== null) return err('evidence_not_found')
  if (plan.state !== 'approved') return err('plan_not_in_force')
  await withdrawEvidenceRow(tx, evidenceId, actorOf(tx).name, reason)
  const object = { kind: 'school_plan', id: planId }
  note(tx, {
    act: 'school_plan.evidence_withdrawn',
    object,
    before: { id: evidenceId, sha256: found.sha256 },
    after: { reason },
  })
  return ok()
}
