import { authorityOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { covers, findOrganisation } from '../../organisations/public.ts'
import type { DraftSaving, NewSchoolPlan } from '../contract/plans.ts'
import {
  amendRefusal,
  contentRefusal,
  emptyContent,
  type AmendRefusal,
  type ContentRefusal,
  type PlanContent,
} from '../core/content.ts'
import { isWritable, writingOf } from '../core/states.ts'
import { deletePlan, findPlan, holdPlan, insertPlan, listOnRoster, updatePlan, type PlanKept } from '../store/plans.ts'
import { listMemberIds } from '../store/sessions.ts'
import { findTeam } from '../store/teams.ts'
import { findVersion, insertVersion, listForeignSessions, loadSince } from '../store/versions.ts'
import { actorOf, tellDeciders } from './actor.ts'

const object = (id: string) => ({ kind: 'school_plan', id })

/** What the columns of a plan repeat of what it says, so that lists are read from them. */
const headOf = ({ title, topic, teamId }: PlanContent) => ({ title, topic, teamId })

export type BeginRefusal = 'school_not_found' | 'team_not_found' | 'id_reused'

/** Begins the plan of a semester for a school in `scope`; asking twice with the same id is harmless. */
export async function beginPlan(
  tx: Tx,
  draft: NewSchoolPlan,
  scope: readonly string[],
): Promise<Result<{ id: string }, BeginRefusal>> {
  const { id, year, term, title, teamId } = draft
  const school = await findOrganisation(tx, draft.organisationId ?? scope[0] ?? '')
  const isSchool = school?.kind === 'school' || school?.kind === 'town_centre'
  if (!school || !isSchool || !(await covers(tx, scope, [school.id]))) return err('school_not_found')
  const earlier = await findPlan(tx, id)
  if (earlier) {
    const same = earlier.organisationId === school.id && earlier.year === year && earlier.term === term
    return same ? ok({ id }) : err('id_reused')
  }
  if (teamId !== null && !(await isTeamOf(tx, teamId, school.id))) return err('team_not_found')
  const { accountId, name } = actorOf(tx)
  const content = { ...emptyContent(title), teamId }
  await insertPlan(tx, {
    ...{ id, organisationId: school.id, year, term, ...headOf(content), state: 'draft', draft: content },
    ...{ createdBy: accountId, createdByName: name, createdAt: tx.context.now },
  })
  note(tx, { act: 'school_plan.begun', object: object(id), after: { organisationId: school.id, year, term, title } })
  return ok({ id })
}

async function isTeamOf(tx: Tx, teamId: string, schoolId: string): Promise<boolean> {
  const team = await findTeam(tx, teamId)
  return team?.organisationId === schoolId && team.closedOn === null
}

export type SaveRefusal = 'plan_not_found' | 'plan_not_writable' | 'draft_changed_meanwhile' | 'team_not_found'

/** Saves what is being written. Whoever changed an older revision is told, and overwrites nobody. */
export async function saveDraft(
  tx: Tx,
  id: string,
  { revision, content }: DraftSaving,
): Promise<Result<{ revision: number }, SaveRefusal>> {
  const plan = await holdPlan(tx, id)
  if (!plan) return err('plan_not_found')
  if (!isWritable(plan)) return err('plan_not_writable')
  if (plan.revision !== revision) return err('draft_changed_meanwhile')
  if (
    content.teamId !== null &&
    content.teamId !== plan.teamId &&
    !(await isTeamOf(tx, content.teamId, plan.organisationId))
  )
    return err('team_not_found')
  // What is in force keeps its name until the change is approved.
  const head = plan.versionInForce === null ? headOf(content) : {}
  await updatePlan(tx, id, { ...head, draft: content, revision: revision + 1 })
  note(tx, { act: 'school_plan.saved', object: object(id), after: { revision: revision + 1 } })
  return ok({ revision: revision + 1 })
}

/** Throws away a draft that was never submitted. */
export async function discardPlan(
  tx: Tx,
  id: string,
): Promise<Result<undefined, 'plan_not_found' | 'plan_was_submitted'>> {
  const plan = await holdPlan(tx, id)
  if (!plan) return err('plan_not_found')
  if (plan.version > 0) return err('plan_was_submitted')
  await deletePlan(tx, id)
  note(tx, { act: 'school_plan.discarded', object: object(id), before: { title: plan.title } })
  return ok()
}

export type SubmitRefusal =
  'plan_not_found' | 'plan_not_writable' | 'member_not_here' | 'id_reused' | ContentRefusal | AmendRefusal

/** Submits what was written to the principal: from here on it stands word for word. */
export async function submitPlan(tx: Tx, id: string): Promise<Result<undefined, SubmitRefusal>> {
  const plan = await holdPlan(tx, id)
  if (!plan) return err('plan_not_found')
  const content = plan.draft
  if (!isWritable(plan) || content === null) return err('plan_not_writable')
  const refusal = contentRefusal(content) ?? (await standsBeside(tx, plan, content))
  if (refusal) return err(refusal)
  const actor = actorOf(tx)
  const version = plan.version + 1
  await insertVersion(tx, {
    ...{ planId: id, version, content, reason: plan.amendmentReason },
    ...{ submittedBy: actor.accountId, submittedFor: authorityOf(actor), submittedByName: actor.name },
  })
  const submitted = plan.amendment === null ? { state: 'submitted' as const } : { amendment: 'submitted' as const }
  await updatePlan(tx, id, { ...submitted, version, submittedAt: tx.context.now })
  note(tx, { act: 'school_plan.submitted', object: object(id), after: { version, reason: plan.amendmentReason } })
  const school = await findOrganisation(tx, plan.organisationId)
  await tellDeciders(tx, { ...plan, title: content.title }, 'school', school?.name ?? '')
  return ok()
}

/** Why what was written cannot stand beside what is there: its people are elsewhere, or sessions were held meanwhile. */
async function standsBeside(tx: Tx, plan: PlanKept, content: PlanContent): Promise<SubmitRefusal | undefined> {
  const inForce = plan.versionInForce === null ? undefined : await findVersion(tx, plan.id, plan.versionInForce)
  // Whoever was in the plan already stays, even when they teach elsewhere by now.
  const before = new Set(inForce ? await listMemberIds(tx, plan.id) : [])
  const added = content.members.filter((personId) => !before.has(personId))
  const here = await listOnRoster(tx, plan.organisationId, added)
  if (added.some((personId) => !here.has(personId))) return 'member_not_here'
  const sessionIds = content.sessions.map((session) => session.id)
  if ((await listForeignSessions(tx, plan.id, sessionIds)).length > 0) return 'id_reused'
  return inForce && amendRefusal(content, await loadSince(tx, plan.id))
}

/** Takes a submission back while the principal has not said a word. */
export async function recallPlan(
  tx: Tx,
  id: string,
): Promise<Result<undefined, 'plan_not_found' | 'plan_decided_already'>> {
  const plan = await holdPlan(tx, id)
  if (!plan) return err('plan_not_found')
  if (writingOf(plan) !== 'submitted') return err('plan_decided_already')
  await updatePlan(tx, id, plan.amendment === null ? { state: 'draft' } : { amendment: 'draft' })
  note(tx, { act: 'school_plan.recalled', object: object(id), before: { version: plan.version } })
  return ok()
}

/** Begins a change of an approved plan. What is in force stays in force until the change is approved. */
export async function beginAmendment(
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<undefined, 'plan_not_found' | 'plan_not_in_force' | 'amendment_under_way'>> {
  const plan = await holdPlan(tx, id)
  if (!plan) return err('plan_not_found')
  if (plan.state !== 'approved' || plan.versionInForce === null) return err('plan_not_in_force')
  if (plan.amendment !== null) return err('amendment_under_way')
  const inForce = await findVersion(tx, id, plan.versionInForce)
  if (!inForce) return err('plan_not_in_force')
  const content = { ...inForce.content, members: await listMemberIds(tx, id) }
  await updatePlan(tx, id, {
    ...{ amendment: 'draft', amendmentReason: reason, draft: content, revision: plan.revision + 1 },
  })
  note(tx, { act: 'school_plan.amendment_begun', object: object(id), after: { reason } })
  return ok()
}

/** Gives up a change that is being written. */
export async function dropAmendment(
  tx: Tx,
  id: string,
): Promise<Result<undefined, 'plan_not_found' | 'no_amendment' | 'plan_not_writable'>> {
  const plan = await holdPlan(tx, id)
  if (!plan) return err('plan_not_found')
  if (plan.amendment === null) return err('no_amendment')
  if (!isWritable(plan)) return err('plan_not_writable')
  await updatePlan(tx, id, { amendment: null, amendmentReason: null, draft: null, revision: plan.revision + 1 })
  note(tx, { act: 'school_plan.amendment_dropped', object: object(id), before: { reason: plan.amendmentReason } })
  return ok()
}
