import { authorityOf, isOwnMatter } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { sha256 } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { recordHours, withdrawRecords, type HoursDraft, type RecordRefusal } from '../../credits/public.ts'
import { showPeople } from '../../people/public.ts'
import type { PlanHours } from '../contract/holding.ts'
import type { SchoolSession } from '../contract/plans.ts'
import type { PlanContent } from '../core/content.ts'
import { closeRefusal, completenessOf, type CloseRefusal } from '../core/evidence.ts'
import { memberHours, type HeldSession, type MemberHours } from '../core/hours.ts'
import { findAnyClosure, findClosure, insertClosure, listHours, nameRecord, reopenClosure } from '../store/closures.ts'
import { findPlan, holdPlan, updatePlan, type PlanKept } from '../store/plans.ts'
import { listEvidence, listMemberIds, type EvidenceRow } from '../store/sessions.ts'
import { findVersion } from '../store/versions.ts'
import { words } from '../words.ts'
import { actorOf, isOneOf } from './actor.ts'
import { factsOf, tellSessions } from './telling.ts'

/** Under which kind hours of school-based training stand in the ledger. */
export const sourceKind = 'school_training'

const heldOf = (sessions: readonly SchoolSession[]): HeldSession[] =>
  sessions.flatMap(({ id, title, heldOn, centihours, marks }) =>
    heldOn === null || centihours === null
      ? []
      : [{ id, title, heldOn, centihours, marks: new Map(marks.map(({ personId, mark }) => [personId, mark])) }],
  )

type Reckoned = {
  readonly content: PlanContent
  readonly sessions: readonly SchoolSession[]
  readonly evidence: readonly EvidenceRow[]
  readonly hours: readonly MemberHours[]
}

async function reckon(tx: Tx, plan: PlanKept): Promise<Reckoned | undefined> {
  const version = plan.versionInForce === null ? undefined : await findVersion(tx, plan.id, plan.versionInForce)
  if (!version) return undefined
  const { content } = version
  const evidence = await listEvidence(tx, plan.id)
  const sessions = await tellSessions(tx, plan.id, evidence)
  const held = heldOf(sessions)
  const members = await listMemberIds(tx, plan.id)
  return { content, sessions, evidence, hours: members.map((id) => memberHours(id, held, content.centihours)) }
}

/** What a plan brings each member, with every step; undefined while nothing is in force. */
export async function tellHours(tx: Tx, planId: string): Promise<PlanHours | undefined> {
  const plan = await findPlan(tx, planId)
  const reckoned = plan && (await reckon(tx, plan))
  if (!plan) return undefined
  if (!reckoned) return { most: plan.draft?.centihours ?? 0, members: [], total: 0, remaining: 0 }
  const closure = await findClosure(tx, planId)
  const kept = new Map((closure ? await listHours(tx, closure.id) : []).map((row) => [row.personId, row]))
  const of = new Map(reckoned.hours.map((one) => [one.personId, one]))
  const people = await showPeople(tx, [...of.keys()])
  const members = people.flatMap(({ id, name, staffNo }) => {
    const one = of.get(id)
    if (!one) return []
    const { steps, attended, attendedCentihours, centihours, over } = one
    const recorded = kept.get(id)
    const remaining = recorded !== undefined && recorded.recordId === null && recorded.centihours > 0
    const shown = { personId: id, name, staffNo, attended, attendedCentihours, centihours, over, remaining }
    return [{ ...shown, recordState: recorded?.recordState ?? null, steps: steps.map((step) => ({ ...step })) }]
  })
  return {
    most: reckoned.content.centihours,
    members,
    total: members.reduce((all, { centihours }) => all + centihours, 0),
    remaining: members.filter(({ remaining }) => remaining).length,
  }
}

// The codes under which the ledger knows the hours of classes, so that hour policies mean both.
const modeCodes = { school: 'school-based', gathered: 'face-to-face', remote: 'online' } as const

// What stands in the plan itself bears hours out as well, as it does for classes: the plan that was approved and the record of
// what was held. Policies ask for 计划, 记载 and 考核 by these names.
function ownProofs(plan: PlanKept, { content, sessions }: Reckoned): HoursDraft['evidence'] {
  const proof = (kind: string, title: string, of: unknown) => ({
    ...{ kind, title },
    sha256: sha256(JSON.stringify(of)).toString('hex'),
  })
  return [
    proof('计划', '校本研修计划', [plan.id, plan.versionInForce, content]),
    proof(
      '记载',
      '研修记录',
      sessions
        .filter(({ state }) => state === 'held')
        .map(({ id, heldOn, minutes, summary, marks }) => [
          id,
          heldOn,
          minutes,
          summary,
          marks.map(({ personId, mark }) => [personId, mark]),
        ]),
    ),
  ]
}

// What bears a member's hours out: what was handed in for the sessions they attended, and for the plan as a whole.
function evidenceFor({ evidence }: Reckoned, { steps }: MemberHours): HoursDraft['evidence'] {
  const attended = new Set(steps.filter(({ mark }) => mark === 'present').map(({ sessionId }) => sessionId))
  return evidence
    .filter(({ evidence: one }) => one.sessionId === null || attended.has(one.sessionId))
    .map(({ evidence: { fileId, sha256, title, kind } }) => ({ kind: words.zh[`kind.${kind}`], title, sha256, fileId }))
}

function draftOf(plan: PlanKept, reckoned: Reckoned, member: MemberHours, id: string, today: string): HoursDraft {
  const { content } = reckoned
  return {
    ...{ id, personId: member.personId, centihours: member.centihours, certificate: false },
    source: { kind: sourceKind, id: plan.id, title: plan.title },
    ...{ category: content.category, level: 'school', mode: modeCodes[content.mode], kind: sourceKind },
    evidence: [...ownProofs(plan, reckoned), ...evidenceFor(reckoned, member)],
    ...{ startedOn: member.firstOn, earnedOn: member.lastOn ?? today },
  }
}

export type ClosingRefusal = CloseRefusal | 'plan_not_found' | RecordRefusal

/**
 * Closes a plan: reckons the hours of every member and records them, so that they wait for approval. Whoever closes it does
 * not record their own: these remain for somebody else. Closing twice under the same id is harmless.
 */
export async function closePlan(
  tx: Tx,
  planId: string,
  { id, lateReason }: { readonly id: string; readonly lateReason?: string | undefined },
): Promise<Result<undefined, ClosingRefusal>> {
  const plan = await holdPlan(tx, planId)
  if (!plan) return err('plan_not_found')
  const earlier = await findAnyClosure(tx, id)
  if (earlier) return earlier.planId === planId && plan.state === 'closed' ? ok() : err('id_reused')
  const reckoned = await reckon(tx, plan)
  if (!reckoned) return err('plan_not_in_force')
  const size = (state: string) => reckoned.sessions.filter((session) => session.state === state).length
  const completeness = completenessOf(factsOf(reckoned.content, reckoned.sessions, reckoned.evidence))
  const facts = { state: plan.state, amending: plan.amendment !== null, open: size('planned'), held: size('held') }
  const refusal = closeRefusal({ ...facts, completeness })
  if (refusal) return err(refusal)
  const actor = actorOf(tx)
  const rows = reckoned.hours.map((member) => ({
    member,
    recordId: member.centihours > 0 && !isOwnMatter(actor, member.personId) ? newId() : null,
  }))
  const drafts = rows.flatMap(({ member, recordId }) =>
    recordId === null ? [] : [{ ...draftOf(plan, reckoned, member, recordId, tx.context.today), lateReason }],
  )
  const recorded = await recordHours(tx, drafts)
  if (!recorded.ok) return recorded
  await insertClosure(
    tx,
    { id, planId, closedBy: actor.accountId, closedFor: authorityOf(actor), closedByName: actor.name },
    rows.map(({ member: { personId, attendedCentihours, centihours }, recordId }) => ({
      ...{ personId, attendedCentihours, centihours, recordId },
    })),
  )
  await updatePlan(tx, planId, { state: 'closed', closedAt: tx.context.now })
  const after = { id, recorded: drafts.length, remaining: remainingOf(rows) }
  note(tx, { act: 'school_plan.closed', object: { kind: 'school_plan', id: planId }, after })
  return ok()
}

const remainingOf = (rows: readonly { member: MemberHours; recordId: string | null }[]) =>
  rows.filter(({ member, recordId }) => recordId === null && member.centihours > 0).length

export type RemainingRefusal =
  'plan_not_found' | 'plan_not_closed' | 'nothing_remains' | 'remaining_own_hours' | RecordRefusal

/** Records the hours that the one who closed a plan could not, because they are their own; somebody else does. */
export async function recordRemaining(
  tx: Tx,
  planId: string,
  lateReason?: string,
): Promise<Result<undefined, RemainingRefusal>> {
  const plan = await holdPlan(tx, planId)
  if (!plan) return err('plan_not_found')
  const closure = await findClosure(tx, planId)
  const reckoned = await reckon(tx, plan)
  if (!closure || !reckoned) return err('plan_not_closed')
  const actor = actorOf(tx)
  const kept = (await listHours(tx, closure.id)).filter(
    ({ recordId, centihours }) => recordId === null && centihours > 0,
  )
  if (kept.length === 0) return err('nothing_remains')
  const due = new Set(kept.map(({ personId }) => personId))
  if (isOneOf(actor, [closure.closedBy, closure.closedFor])) return err('remaining_own_hours')
  if ([...due].some((personId) => isOwnMatter(actor, personId))) return err('remaining_own_hours')
  const drafts = reckoned.hours
    .filter(({ personId }) => due.has(personId))
    .map((member) => ({ ...draftOf(plan, reckoned, member, newId(), tx.context.today), lateReason }))
  const recorded = await recordHours(tx, drafts)
  if (!recorded.ok) return recorded
  for (const { id, personId } of drafts) await nameRecord(tx, closure.id, personId, id)
  const object = { kind: 'school_plan', id: planId }
  note(tx, { act: 'school_plan.remaining_recorded', object, after: { recorded: drafts.length } })
  return ok()
}

export type ReopenRefusal = 'plan_not_found' | 'plan_not_closed' | 'hours_decided_already'

/** Undoes a closing while nobody approved any of its hours: the records are sent back with the reason, and the plan is open again. */
export async function reopenPlan(tx: Tx, planId: string, reason: string): Promise<Result<undefined, ReopenRefusal>> {
  const plan = await holdPlan(tx, planId)
  if (!plan) return err('plan_not_found')
  const closure = await findClosure(tx, planId)
  if (!closure) return err('plan_not_closed')
  const withdrawn = await withdrawRecords(tx, { kind: sourceKind, id: planId }, reason)
  if (!withdrawn.ok) return err('hours_decided_already')
  await reopenClosure(tx, closure.id, actorOf(tx).name, reason)
  await updatePlan(tx, planId, { state: 'approved', closedAt: null })
  const object = { kind: 'school_plan', id: planId }
  note(tx, { act: 'school_plan.reopened', object, before: { closureId: closure.id }, after: { reason } })
  return ok()
}
