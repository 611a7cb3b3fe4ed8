import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { citePopulation, endUses, type Use } from '../../populations/public.ts'
import type { CitePopulation, PlanInFull } from '../contract/plans.ts'
import { editPlanRefusal, type EditPlanRefusal } from '../core/plan.ts'
import { countsProgrammes } from '../core/warnings.ts'
import { updateRulePopulation, updateTargetPopulation, type Cited } from '../store/measuring.ts'
import { holdPlan, insertVersion, loadParts, updatePlan } from '../store/plans.ts'
import { usedAs } from './measuring.ts'
import { enforceRules, tellPlan } from './plans.ts'

/** A part of a plan that is about people. */
export type PeoplePart = { readonly kind: 'target' | 'requirement'; readonly id: string }

export type CiteRefusal =
  | EditPlanRefusal
  | 'plan_not_found'
  | 'target_not_found'
  | 'rule_not_found'
  | 'population_not_found'
  | 'population_closed'

/**
 * Says over which saved population a target is measured, or of which hours are asked. What is cited is a version: it stays
 * when the population changes, until somebody cites the newest one. Of a published plan it is an amendment.
 */
export async function citeForPart(
  tx: Tx,
  planId: string,
  part: PeoplePart,
  { populationId, newest, counted, revision, reason }: CitePopulation,
): Promise<Result<PlanInFull, CiteRefusal>> {
  const row = await holdPlan(tx, planId)
  if (!row) return err('plan_not_found')
  const refusal = editPlanRefusal(row, { revision, reason })
  if (refusal) return err(refusal)
  const parts = await loadParts(tx, planId)
  const target = part.kind === 'target' ? parts.targets.find(({ id }) => id === part.id) : undefined
  const rule = part.kind === 'requirement' ? parts.hourRules.find(({ id }) => id === part.id) : undefined
  const had = target ?? rule
  if (!had) return err(part.kind === 'target' ? 'target_not_found' : 'rule_not_found')

  const isKept = populationId === had.populationId && !newest
  const use = { kind: part.kind, id: part.id, title: usedAs(row.title, had) }
  const cited = isKept ? ok(had) : await cite(tx, populationId, use)
  if (!cited.ok) return cited
  const { populationVersion } = cited.value
  const chosen: Cited = { populationId, populationVersion }
  const before = await tellPlan(tx, planId)
  const version = row.state === 'published' ? row.version + 1 : row.version
  await updatePlan(tx, planId, { version })
  if (target) {
    const isCounted = counted && populationId !== null
    const uncounted = countsProgrammes(target) ? ('programmes' as const) : ('entered' as const)
    await updateTargetPopulation(tx, part.id, { ...chosen, figureSource: isCounted ? 'trained' : uncounted })
  } else await updateRulePopulation(tx, part.id, chosen)
  const after = await tellPlan(tx, planId)
  if (row.state === 'published') {
    await enforceRules(tx, after, before.hourRules)
    await insertVersion(tx, planId, version, reason, after)
  }
  const act = row.state === 'published' ? 'plan.amended' : 'plan.changed'
  note(tx, { act, object: { kind: 'plan', id: planId }, before: { ...part, cited: had.populationId }, after: chosen })
  return ok(await tellPlan(tx, planId))
}

async function cite(
  tx: Tx,
  populationId: string | null,
  use: Use,
): Promise<Result<{ populationVersion: number | null }, 'population_not_found' | 'population_closed'>> {
  if (populationId === null) {
    await endUses(tx, [use.id])
    return ok({ populationVersion: null })
  }
  const cited = await citePopulation(tx, populationId, use)
  return cited.ok ? ok({ populationVersion: cited.value.version }) : cited
}
