import { and, eq, sql } from 'drizzle-orm'
import type { Population } from '../../../lib/population/population.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { queryPopulation } from '../../people/public.ts'
import { planHourRules, planTargets } from '../tables.ts'

/** How many people of a rule, at an organisation and below, came to a session of the programmes of a plan. */
export async function countTrained(
  tx: Tx,
  planId: string,
  population: Population,
  organisationId: string,
): Promise<number> {
  // Classes stand above plans: what they are is asked of their tables, and of nothing else of theirs.
  const { rows } = await tx.execute<{ size: number }>(sql`
    select count(distinct a.person_id)::int as size from programme p
    join training_class k on k.tenant_id = p.tenant_id and k.programme_id = p.id
    join class_session s on s.tenant_id = k.tenant_id and s.class_id = k.id
    join attendance a on a.tenant_id = s.tenant_id and a.session_id = s.id and a.state in ('present', 'late')
    where p.tenant_id = ${tx.context.tenantId} and p.plan_id = ${planId}::uuid
      and a.person_id in (${queryPopulation(tx, population, [organisationId])})`)
  return rows[0]?.size ?? 0
}

/** Which version of which population a part cites. */
export type Cited = { readonly populationId: string | null; readonly populationVersion: number | null }

/** Says over which population a target is measured, and whether who was trained is counted. */
export async function updateTargetPopulation(
  tx: Tx,
  id: string,
  cited: Cited & { figureSource: 'entered' | 'programmes' | 'trained' },
): Promise<void> {
  await tx
    .update(planTargets)
    .set(cited)
    .where(and(eq(planTargets.tenantId, tx.context.tenantId), eq(planTargets.id, id)))
}

/** Says of which population an hour rule asks its hours. */
export async function updateRulePopulation(tx: Tx, id: string, cited: Cited): Promise<void> {
  await tx
    .update(planHourRules)
    .set(cited)
    .where(and(eq(planHourRules.tenantId, tx.context.tenantId), eq(planHourRules.id, id)))
}
