import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import {
  createProgrammes,
  listProgrammesOfPlan,
  type NewProgramme,
  type ProgrammeRow,
} from '../../programmes/public.ts'
import { covers } from '../../organisations/public.ts'
import { endUses } from '../../populations/public.ts'
import { replaceRequirements } from '../../policies/public.ts'
import type { Meeting, NewPlan, PlanChange, PlanInFull, TargetFigure } from '../contract/plans.ts'
import {
  editPlanRefusal,
  inYear,
  meetingMissing,
  phaseStanding,
  publishPlanRefusal,
  type EditPlanRefusal,
  type PublishPlanRefusal,
} from '../core/plan.ts'
import { countsProgrammes } from '../core/warnings.ts'
import {
  belongElsewhere,
  findMeeting,
  findPlan,
  findVersion,
  holdPlan,
  insertMeeting,
  insertPlan,
  insertVersion,
  isSeenFrom,
  listVersions,
  loadParts,
  replaceParts,
  showPlan,
  updateFigure,
  updatePhaseDone,
  updatePlan,
  type NewParts,
  type PlanParts,
} from '../store/plans.ts'
import { citeCopies, tellRules, tellTarget } from './measuring.ts'

/** A plan whole, its phases and targets with how they stand today. It must exist. */
export async function tellPlan(tx: Tx, id: string): Promise<PlanInFull> {
  const shown = await showPlan(tx, id)
  if (!shown) throw new Error('the plan of this transaction is gone')
  const parts = await loadParts(tx, id)
  const versions = await listVersions(tx, id)
  const targets = []
  for (const target of parts.targets) targets.push(await tellTarget(tx, shown, target))
  return {
    ...shown,
    phases: parts.phases.map(({ tenantId: _, planId: __, position: ___, ...phase }) => ({
      ...phase,
      standing: phaseStanding(phase, tx.context.today),
    })),
    targets,
    members: parts.members.map(({ id: memberId, role, who }) => ({ id: memberId, role, who })),
    hourRules: (await tellRules(tx, shown, parts.hourRules)).map(({ rule, standing, over }) => ({
      ...rule,
      standing,
      over,
    })),
    quotas: parts.quotas.map(({ id: quotaId, groupName, places }) => ({ id: quotaId, groupName, places })),
    meetings: parts.meetings.map(({ id: meetingId, heldOn, minutes }) => ({ id: meetingId, heldOn, minutes })),
    meetingMissing: meetingMissing(shown, parts.meetings),
    versions: versions.map((version) => ({ ...version, madeAt: version.madeAt.toISOString() })),
  }
}

/** Brings what is asked of people in line with the hour rules of a plan that is published; `before` were those of the last version. */
export async function enforceRules(
  tx: Tx,
  plan: PlanInFull,
  before: readonly { readonly id: string }[],
): Promise<void> {
  const { hourRules } = await loadParts(tx, plan.id)
  const told = await tellRules(tx, plan, hourRules)
  await replaceRequirements(
    tx,
    before.map(({ id }) => id),
    told.flatMap(({ rule: { id, minCentihours, maxCentihours, average }, asked }) =>
      typeof asked === 'string'
        ? []
        : [
            {
              ...{ id, minCentihours, maxCentihours, average, ...asked },
              organisationId: plan.organisationId,
              unit: 'hour' as const,
              source: plan.title,
            },
          ],
    ),
  )
}

/** A plan for somebody with `roots`; undefined when they may not see it. */
export async function readVisiblePlan(tx: Tx, id: string, roots: readonly string[]): Promise<PlanInFull | undefined> {
  return (await isSeenFrom(tx, id, roots)) ? tellPlan(tx, id) : undefined
}

/** What a plan said in one of its versions, for somebody with `roots`. */
export async function readVersion(tx: Tx, id: string, version: number, roots: readonly string[]) {
  if (!(await isSeenFrom(tx, id, roots))) return undefined
  const found = await findVersion(tx, id, version)
  return (
    found && {
      version: found.version,
      reason: found.reason,
      madeByName: found.madeByName,
      madeAt: found.madeAt.toISOString(),
      snapshot: found.snapshot,
    }
  )
}

/** Begins a plan for an organisation in `scope`. Asking twice with the same id gives the first answer again. */
export async function addPlan(
  tx: Tx,
  draft: NewPlan,
  scope: readonly string[],
): Promise<Result<PlanInFull, 'organisation_not_found' | 'id_reused'>> {
  if (!(await covers(tx, scope, [draft.organisationId]))) return err('organisation_not_found')
  const earlier = await findPlan(tx, draft.id)
  if (earlier) {
    const same = earlier.title === draft.title && earlier.organisationId === draft.organisationId
    return same ? ok(await tellPlan(tx, draft.id)) : err('id_reused')
  }
  await insertPlan(tx, draft)
  note(tx, { act: 'plan.begun', object: { kind: 'plan', id: draft.id }, after: draft })
  return ok(await tellPlan(tx, draft.id))
}

export type ChangePlanRefusal = EditPlanRefusal | 'plan_not_found' | 'range_reversed' | 'part_of_another_plan'

/** Changes a plan. Once it is published, this is an amendment: it makes a version, and says why. */
export async function changePlan(
  tx: Tx,
  id: string,
  change: PlanChange,
): Promise<Result<PlanInFull, ChangePlanRefusal>> {
  const row = await holdPlan(tx, id)
  if (!row) return err('plan_not_found')
  const refusal = editPlanRefusal(row, change)
  if (refusal) return err(refusal)
  if (isReversed(change)) return err('range_reversed')
  const { phases = [], targets = [], members = [], hourRules = [], quotas = [] } = change
  const named = [...phases, ...targets, ...members, ...hourRules, ...quotas].map((part) => part.id)
  if (await belongElsewhere(tx, id, named)) return err('part_of_another_plan')

  const before = await tellPlan(tx, id)
  const version = row.state === 'published' ? row.version + 1 : row.version
  await updatePlan(tx, id, {
    version,
    title: change.title ?? row.title,
    issuer: change.issuer === undefined ? row.issuer : change.issuer,
    cycle: change.cycle === undefined ? row.cycle : change.cycle,
    budgetCents: change.budgetCents === undefined ? row.budgetCents : change.budgetCents,
  })
  const had = await loadParts(tx, id)
  await replaceParts(tx, id, keepFigures(change, had))
  await endUses(tx, citingOf(had, new Set(named), change))
  const after = await tellPlan(tx, id)
  if (row.state === 'published') {
    await enforceRules(tx, after, before.hourRules)
    await insertVersion(tx, id, version, change.reason, after)
  }
  const act = row.state === 'published' ? 'plan.amended' : 'plan.changed'
  note(tx, { act, object: { kind: 'plan', id }, before, after: { reason: change.reason, ...after } })
  return ok(await tellPlan(tx, id))
}

// Parts that cited a population and are no longer there.
function citingOf(had: PlanParts, left: ReadonlySet<string>, change: PlanChange): string[] {
  const gone = [...(change.targets ? had.targets : []), ...(change.hourRules ? had.hourRules : [])]
  return gone.flatMap(({ id, populationId }) => (populationId === null || left.has(id) ? [] : [id]))
}

function isReversed({ phases = [], targets = [], hourRules = [] }: PlanChange): boolean {
  const less = (upper: number | null, lower: number | null) => upper !== null && lower !== null && upper < lower
  return (
    phases.some(({ fromOn, toOn }) => fromOn !== null && toOn !== null && toOn < fromOn) ||
    hourRules.some((rule) => less(rule.maxCentihours, rule.minCentihours)) ||
    targets.some((target) => (target.comparator === 'range') !== (target.upperHundredths !== null)) ||
    targets.some((target) => less(target.upperHundredths, target.valueHundredths))
  )
}

/** The lists of a change, where a phase and a target that were there before keep what was reported of them. */
function keepFigures(change: PlanChange, had: PlanParts): NewParts {
  return {
    ...change,
    phases: change.phases?.map((phase) => ({
      ...phase,
      doneOn: had.phases.find((each) => each.id === phase.id)?.doneOn ?? null,
    })),
    targets: change.targets?.map((target) => {
      const before = had.targets.find((each) => each.id === target.id)
      return {
        ...target,
        figureSource: sourceOf(target, before?.figureSource),
        populationId: before?.populationId ?? null,
        populationVersion: before?.populationVersion ?? null,
        numerator: before?.numerator ?? null,
        denominator: before?.denominator ?? null,
        figuredOn: before?.figuredOn ?? null,
      }
    }),
    hourRules: change.hourRules?.map((rule) => {
      const before = had.hourRules.find((each) => each.id === rule.id)
      const { populationId = null, populationVersion = null } = before ?? {}
      return { ...rule, populationId, populationVersion }
    }),
  }
}

function sourceOf(target: Parameters<typeof countsProgrammes>[0], before: string | undefined) {
  if (before === 'trained') return 'trained' as const
  return countsProgrammes(target) ? ('programmes' as const) : ('entered' as const)
}

/** Publishes a plan: what it says becomes its first version. Asking again changes nothing. */
export async function publishPlan(
  tx: Tx,
  id: string,
): Promise<Result<PlanInFull, 'plan_not_found' | PublishPlanRefusal>> {
  const row = await holdPlan(tx, id)
  if (!row) return err('plan_not_found')
  if (row.state === 'published') return ok(await tellPlan(tx, id))
  const draft = await tellPlan(tx, id)
  const heads = draft.members.filter((member) => member.role === 'head').length
  const refusal = publishPlanRefusal(row, { programmes: draft.programmes, heads })
  if (refusal) return err(refusal)
  await updatePlan(tx, id, { state: 'published', version: 1, publishedAt: tx.context.now })
  const published = await tellPlan(tx, id)
  await enforceRules(tx, published, [])
  await insertVersion(tx, id, 1, '', published)
  note(tx, {
    act: 'plan.published',
    object: { kind: 'plan', id },
    before: { state: 'draft' },
    after: { state: 'published' },
  })
  return ok(await tellPlan(tx, id))
}

/** Closes a published plan at the end of its year. Asking again changes nothing. */
export async function closePlan(
  tx: Tx,
  id: string,
): Promise<Result<PlanInFull, 'plan_not_found' | 'plan_not_published'>> {
  const row = await holdPlan(tx, id)
  if (!row) return err('plan_not_found')
  if (row.state === 'draft') return err('plan_not_published')
  if (row.state === 'published') {
    await updatePlan(tx, id, { state: 'closed', closedAt: tx.context.now })
    note(tx, {
      act: 'plan.closed',
      object: { kind: 'plan', id },
      before: { state: row.state },
      after: { state: 'closed' },
    })
  }
  return ok(await tellPlan(tx, id))
}

/** Writes down the figure that stands against a target. */
export async function setTargetFigure(
  tx: Tx,
  planId: string,
  targetId: string,
  figure: TargetFigure,
): Promise<Result<PlanInFull, 'plan_not_found' | 'plan_closed' | 'target_not_found'>> {
  const row = await holdPlan(tx, planId)
  if (!row) return err('plan_not_found')
  if (row.state === 'closed') return err('plan_closed')
  if (!(await updateFigure(tx, planId, targetId, figure))) return err('target_not_found')
  note(tx, { act: 'plan.figure_entered', object: { kind: 'plan', id: planId }, after: { targetId, ...figure } })
  return ok(await tellPlan(tx, planId))
}

/** Reports a phase as done on a day, or takes that back. */
export async function completePhase(
  tx: Tx,
  planId: string,
  phaseId: string,
  doneOn: string | null,
): Promise<Result<PlanInFull, 'plan_not_found' | 'plan_closed' | 'phase_not_found'>> {
  const row = await holdPlan(tx, planId)
  if (!row) return err('plan_not_found')
  if (row.state === 'closed') return err('plan_closed')
  if (!(await updatePhaseDone(tx, planId, phaseId, doneOn))) return err('phase_not_found')
  note(tx, { act: 'plan.phase_done', object: { kind: 'plan', id: planId }, after: { phaseId, doneOn } })
  return ok(await tellPlan(tx, planId))
}

/** Records a meeting of the leading group. Asking twice with the same id gives the first answer again. */
export async function recordMeeting(
  tx: Tx,
  planId: string,
  meeting: Meeting,
): Promise<Result<PlanInFull, 'plan_not_found' | 'id_reused'>> {
  const row = await holdPlan(tx, planId)
  if (!row) return err('plan_not_found')
  const earlier = await findMeeting(tx, meeting.id)
  if (earlier) {
    const same = earlier.planId === planId && earlier.heldOn === meeting.heldOn
    return same ? ok(await tellPlan(tx, planId)) : err('id_reused')
  }
  await insertMeeting(tx, planId, meeting)
  note(tx, { act: 'plan.meeting_recorded', object: { kind: 'plan', id: planId }, after: meeting })
  return ok(await tellPlan(tx, planId))
}

/** Copies a plan for another year, its programmes as drafts. Asking twice with the same id gives the first answer again. */
export async function copyPlan(
  tx: Tx,
  id: string,
  copy: { id: string; year: number },
): Promise<Result<PlanInFull, 'plan_not_found' | 'id_reused'>> {
  const row = await findPlan(tx, id)
  if (!row) return err('plan_not_found')
  const earlier = await findPlan(tx, copy.id)
  if (earlier) {
    const same = earlier.copiedFromId === id && earlier.year === copy.year
    return same ? ok(await tellPlan(tx, copy.id)) : err('id_reused')
  }
  const title = row.title.replaceAll(String(row.year), String(copy.year))
  const { organisationId, issuer, cycle } = row
  await insertPlan(tx, { id: copy.id, year: copy.year, title, organisationId, issuer, cycle, copiedFromId: id })
  await replaceParts(tx, copy.id, partsForYear(await loadParts(tx, id), copy.year - row.year))
  await citeCopies(tx, copy.id, title)
  const kept = (await listProgrammesOfPlan(tx, id)).filter((programme) => programme.state !== 'cancelled')
  await createProgrammes(
    tx,
    kept.map((programme) => programmeForYear(programme, copy)),
  )
  note(tx, { act: 'plan.copied', object: { kind: 'plan', id: copy.id }, after: { from: id, ...copy, title } })
  return ok(await tellPlan(tx, copy.id))
}

function partsForYear(parts: PlanParts, shift: number): NewParts {
  const moved = (date: string | null) => date && inYear(date, shift)
  return {
    phases: parts.phases.map(({ name, fromOn, toOn, deliverables }) => ({
      id: newId(),
      name,
      fromOn: moved(fromOn),
      toOn: moved(toOn),
      deliverables,
    })),
    targets: parts.targets.map(({ tenantId: _, planId: __, position: ___, ...target }) => ({
      ...target,
      id: newId(),
      numerator: null,
      denominator: null,
      figuredOn: null,
    })),
    members: parts.members.map(({ role, who }) => ({ id: newId(), role, who })),
    hourRules: parts.hourRules.map(({ tenantId: _, planId: __, position: ___, ...rule }) => ({ ...rule, id: newId() })),
    quotas: parts.quotas.map(({ groupName, places }) => ({ id: newId(), groupName, places })),
  }
}

function programmeForYear(row: ProgrammeRow, copy: { id: string; year: number }): NewProgramme {
  const { organisationId, providerId, no, level, kind, category, headcount, approximate, wholeRoster, audience } = row
  const { modes, months, yearRound, place, centihours, certificate, chiefExpert, admission, placesMax } = row
  const renamed = (title: string) => title.replaceAll(String(row.year), String(copy.year))
  return {
    ...{ organisationId, providerId, no, level, kind, category, headcount, approximate, wholeRoster, audience },
    ...{ modes, months, yearRound, place, centihours, certificate, chiefExpert, admission, placesMax },
    id: newId(),
    planId: copy.id,
    year: copy.year,
    title: renamed(row.title),
    planTitle: row.planTitle === null ? null : renamed(row.planTitle),
    // The actual dates belong to the year that was: only the planned months are carried over.
    enrolOpensAt: null,
    enrolClosesAt: null,
    startsOn: null,
    endsOn: null,
  }
}
