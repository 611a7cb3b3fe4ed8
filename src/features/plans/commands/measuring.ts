import type { Population } from '../../../lib/population/population.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { countPopulation } from '../../people/public.ts'
import { citePopulation, findVersion } from '../../populations/public.ts'
import { listProgrammesOfPlan } from '../../programmes/public.ts'
import type { Over, PlanInFull } from '../contract/plans.ts'
import { ruleInForce } from '../core/requirements.ts'
import { isRatio, standingOf } from '../core/targets.ts'
import { countTrained, updateRulePopulation, updateTargetPopulation, type Cited } from '../store/measuring.ts'
import { loadParts, type PlanParts } from '../store/plans.ts'

type OfPlan = Pick<PlanInFull, 'id' | 'organisationId' | 'year' | 'cycle' | 'title' | 'state'>

/** The population that a part of a plan cites, with its rule and how many people it means today; undefined when it cites none. */
async function overOf(
  tx: Tx,
  { organisationId }: OfPlan,
  { populationId, populationVersion }: Cited,
): Promise<{ rule: Population; over: NonNullable<Over> } | undefined> {
  if (populationId === null || populationVersion === null) return undefined
  const found = await findVersion(tx, populationId, populationVersion)
  if (!found) return undefined
  const { name, newest, rule } = found
  const size = await countPopulation(tx, rule, [organisationId])
  return { rule, over: { populationId, name, version: populationVersion, newest, size } }
}

/** The hour rules of a plan, each with what it comes to for people once the plan is in force. */
export async function tellRules(tx: Tx, plan: OfPlan, rows: PlanParts['hourRules']) {
  if (rows.length === 0) return []
  const programmes = await listProgrammesOfPlan(tx, plan.id)
  const categories = programmes.flatMap(({ category }) => category ?? [])
  const told = []
  for (const { tenantId: _, planId: __, position: ___, populationId, populationVersion, ...rule } of rows) {
    const cited = await overOf(tx, plan, { populationId, populationVersion })
    const asked = ruleInForce({ ...rule, population: cited?.rule }, plan, categories)
    const standing =
      typeof asked === 'string'
        ? asked
        : plan.state === 'draft'
          ? ('after_publication' as const)
          : ('in_force' as const)
    told.push({ rule, asked, standing, over: cited?.over ?? null })
  }
  return told
}

/** A target with its figure and how it stands. Over a saved population the people it means today are the denominator. */
export async function tellTarget(
  tx: Tx,
  plan: OfPlan & { readonly programmes: number },
  row: PlanParts['targets'][number],
): Promise<PlanInFull['targets'][number]> {
  const { tenantId: _, planId: __, position: ___, populationId, populationVersion, ...target } = row
  const cited = await overOf(tx, plan, { populationId, populationVersion })
  const counted =
    target.figureSource === 'programmes'
      ? plan.programmes
      : target.figureSource === 'trained' && cited
        ? await countTrained(tx, plan.id, cited.rule, plan.organisationId)
        : undefined
  const numerator = counted ?? target.numerator
  const denominator = cited && isRatio(target) ? cited.over.size : target.denominator
  const standing = standingOf({ ...target, numerator, denominator })
  return {
    ...{ ...target, numerator, denominator, over: cited?.over ?? null },
    standing: { wanted: null, actual: null, gap: null, ...standing },
  }
}

/** What a part of a plan is called where its population tells who uses it. */
export const usedAs = (planTitle: string, part: { readonly measure?: string; readonly scope?: string }): string =>
  `${planTitle} · ${part.measure ?? part.scope ?? ''}`.slice(0, 200)

/** The parts of a plan that was copied cite anew, the versions in force; a population that was put away is cited no more. */
export async function citeCopies(tx: Tx, planId: string, planTitle: string): Promise<void> {
  const { targets, hourRules } = await loadParts(tx, planId)
  const versionOf = async (kind: 'target' | 'requirement', part: Cited & { readonly id: string }, title: string) => {
    const { id, populationId } = part
    const cited = populationId === null ? undefined : await citePopulation(tx, populationId, { kind, id, title })
    return cited?.ok
      ? { populationId, populationVersion: cited.value.version }
      : { populationId: null, populationVersion: null }
  }
  for (const target of targets.filter(({ populationId }) => populationId !== null)) {
    const cited = await versionOf('target', target, usedAs(planTitle, target))
    const figureSource = cited.populationId === null ? ('entered' as const) : target.figureSource
    await updateTargetPopulation(tx, target.id, { ...cited, figureSource })
  }
  for (const rule of hourRules.filter(({ populationId }) => populationId !== null))
    await updateRulePopulation(tx, rule.id, await versionOf('requirement', rule, usedAs(planTitle, rule)))
}
