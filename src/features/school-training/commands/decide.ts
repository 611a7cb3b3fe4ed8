import { authorityOf, scopeOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { covers, findBureau, findOrganisation } from '../../organisations/public.ts'
import type { planDeciders } from '../access.ts'
import type { Decision } from '../contract/plans.ts'
import { amendRefusal, type AmendRefusal } from '../core/content.ts'
import { decideRefusal, nextOf, stageOf, type DecideRefusal, type Hands, type Stage } from '../core/states.ts'
import { centreApproves, hasCentre, holdPlan, saveSetting, updatePlan, type PlanKept } from '../store/plans.ts'
import { findVersion, insertDecision, listDecisions, loadSince, putIntoForce } from '../store/versions.ts'
import { actorOf, tellDeciders } from './actor.ts'

/** The stages at which somebody has a word on the plans of a school. The bureau has that of the centre where there is none. */
export async function stagesOf(tx: Tx, actor: Actor, schoolId: string): Promise<Stage[]> {
  const holds = (role: (typeof planDeciders)[Stage][number]) => covers(tx, scopeOf(actor, [role]), [schoolId])
  const stages: Stage[] = []
  if (await holds('principal')) stages.push('school')
  if (await holds((await hasCentre(tx, schoolId)) ? 'town_officer' : 'bureau_officer')) stages.push('centre')
  return stages
}

/** Who had a hand in the version that waits. */
export async function handsIn(tx: Tx, plan: PlanKept): Promise<Hands> {
  const version = await findVersion(tx, plan.id, plan.version)
  const decisions = (await listDecisions(tx, plan.id)).filter((one) => one.version === plan.version)
  return {
    submitted: version ? [version.submittedBy, version.submittedFor] : [],
    decided: decisions.flatMap(({ decidedBy, decidedFor }) => [decidedBy, decidedFor]),
  }
}

export type WordRefusal = DecideRefusal | AmendRefusal | 'plan_not_found' | 'return_without_reason'

/** Says the principal's or the centre's word on a plan. Once the last one is said, what it says is in force. */
export async function decidePlan(tx: Tx, id: string, decision: Decision): Promise<Result<undefined, WordRefusal>> {
  const { outcome } = decision
  const reason = decision.reason === '' ? null : decision.reason
  const plan = await holdPlan(tx, id)
  if (!plan) return err('plan_not_found')
  const actor = actorOf(tx)
  const refusal = decideRefusal(plan, await handsIn(tx, plan), actor, await stagesOf(tx, actor, plan.organisationId))
  if (refusal) return err(refusal)
  if (outcome === 'returned' && reason === null) return err('return_without_reason')
  const [stage, version] = [stageOf(plan), await findVersion(tx, id, plan.version)]
  if (!stage || !version) return err('plan_not_waiting')
  const next = nextOf(stage, outcome, await centreApproves(tx))
  if (next === 'approved' && plan.versionInForce !== null) {
    // Sessions may have been held since it was submitted.
    const late = amendRefusal(version.content, await loadSince(tx, id))
    if (late) return err(late)
  }
  const { submittedBy, submittedFor } = version
  await insertDecision(tx, {
    ...{ planId: id, version: plan.version, stage, outcome, reason, submittedBy, submittedFor },
    ...{ decidedBy: actor.accountId, decidedFor: authorityOf(actor), decidedByName: actor.name },
  })
  await move(tx, plan, version.content, next)
  note(tx, {
    act: `school_plan.${outcome}`,
    object: { kind: 'school_plan', id },
    after: { stage, version: plan.version, reason },
  })
  await tellOn(tx, plan, version, next, reason)
  return ok()
}

type Next = ReturnType<typeof nextOf>
type Version = NonNullable<Awaited<ReturnType<typeof findVersion>>>

async function move(tx: Tx, plan: PlanKept, content: Version['content'], next: Next): Promise<void> {
  if (next === 'approved') {
    const { title, topic, teamId } = content
    await putIntoForce(tx, plan.id, content)
    await updatePlan(tx, plan.id, {
      ...{ state: 'approved', amendment: null, amendmentReason: null, draft: null, title, topic, teamId },
      ...{ versionInForce: plan.version, approvedAt: tx.context.now },
    })
    return
  }
  const step = next === 'returned' ? 'returned' : 'school_approved'
  await updatePlan(tx, plan.id, plan.amendment === null ? { state: step } : { amendment: step })
}

async function tellOn(tx: Tx, plan: PlanKept, version: Version, next: Next, reason: string | null): Promise<void> {
  const school = (await findOrganisation(tx, plan.organisationId))?.name ?? ''
  const { title, members } = version.content
  const link = `/school-training/${plan.id}`
  if (next === 'school_approved') return tellDeciders(tx, { ...plan, title }, 'centre', school)
  const accountIds = [version.submittedBy]
  if (next === 'returned') {
    await notify(
      tx,
      { accountIds },
      { code: 'school_training.returned', params: { title, reason: reason ?? '' }, link },
    )
    return
  }
  await notify(tx, { accountIds }, { code: 'school_training.approved', params: { title }, link })
  const told = { code: 'school_training.planned', params: { title, school }, link: '/m/school-training' }
  if (plan.versionInForce === null) await notify(tx, { personIds: members }, told)
}

/** Says whether the town centre has its word in this region. Whoever may must hold their role over all of it. */
export async function changeSetting(
  tx: Tx,
  approves: boolean,
  scope: readonly string[],
): Promise<Result<{ centreApproves: boolean }, 'setting_of_the_region'>> {
  const bureau = await findBureau(tx)
  if (!bureau || !(await covers(tx, scope, [bureau.id]))) return err('setting_of_the_region')
  const before = await centreApproves(tx)
  await saveSetting(tx, approves)
  const object = { kind: 'tenant', id: tx.context.tenantId }
  note(tx, {
    act: 'school_plan.setting_changed',
    object,
    before: { centreApproves: before },
    after: { centreApproves: approves },
  })
  return ok({ centreApproves: approves })
}
