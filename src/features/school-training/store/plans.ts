import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { amongPasted } from '../../pastes/public.ts'
import type { SchoolPlan, SchoolPlanQuery } from '../contract/plans.ts'
import { schoolPlans, schoolTrainingSettings } from '../tables.ts'

export type PlanKept = typeof schoolPlans.$inferSelect

const mine = (tx: Tx, id: string) => and(eq(schoolPlans.tenantId, tx.context.tenantId), eq(schoolPlans.id, id))

/** Where a plan lies: in its school. */
export async function schoolPlanScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findPlan(tx, id)
  return found && { organisationIds: [found.organisationId] }
}

/** The plan of this id. */
export async function findPlan(tx: Tx, id: string): Promise<PlanKept | undefined> {
  const [found] = await tx.select().from(schoolPlans).where(mine(tx, id))
  return found
}

/** The plan of this id, held until the transaction ends: whoever changes it waits for whoever does. */
export async function holdPlan(tx: Tx, id: string): Promise<PlanKept | undefined> {
  const [found] = await tx.select().from(schoolPlans).where(mine(tx, id)).for('update')
  return found
}

/** Writes a plan down. */
export async function insertPlan(tx: Tx, row: Omit<typeof schoolPlans.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.insert(schoolPlans).values({ ...row, tenantId: tx.context.tenantId })
}

/** Changes a plan. */
export async function updatePlan(tx: Tx, id: string, change: Partial<typeof schoolPlans.$inferInsert>): Promise<void> {
  await tx.update(schoolPlans).set(change).where(mine(tx, id))
}

/** Throws a plan away that nobody ever submitted. */
export async function deletePlan(tx: Tx, id: string): Promise<void> {
  await tx.delete(schoolPlans).where(mine(tx, id))
}

/** The plans that a list asks for, the newest semester first: as one table `shown`, with a rank to go on from. */
const shown = (tx: Tx) => sql`
  select plan.id, plan.organisation_id as "organisationId", plan.year, plan.term, plan.title, plan.topic, plan.team_id as "teamId",
    plan.state, plan.amendment, school.name as "schoolName", team.name as "teamName",
    (case when plan.version_in_force is null then jsonb_array_length(plan.draft->'members') else (select count(*) from school_plan_member m
      where m.tenant_id = plan.tenant_id and m.plan_id = plan.id) end)::int as members,
    (case when plan.version_in_force is null then jsonb_array_length(plan.draft->'sessions') else (select count(*) from school_plan_session s
      where s.tenant_id = plan.tenant_id and s.plan_id = plan.id and s.state <> 'cancelled') end)::int as sessions,
    (select count(*)::int from school_plan_session s where s.tenant_id = plan.tenant_id and s.plan_id = plan.id and s.state = 'held') as held,
    to_char(plan.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "submittedAt",
    case when coalesce(plan.amendment, plan.state) in ('submitted', 'school_approved')
      then greatest(0, extract(day from ${tx.context.now.toISOString()}::timestamptz - plan.submitted_at))::int end as "waitingDays",
    (plan.year * 10 + plan.term) as rank
  from school_plan plan
  join organisation school on school.tenant_id = plan.tenant_id and school.id = plan.organisation_id
  left join research_team team on team.tenant_id = plan.tenant_id and team.id = plan.team_id`

export type PlanRow = SchoolPlan & { readonly rank: number }

const waitingFor = { school: 'submitted', centre: 'school_approved' } as const

/** A page of the plans of the subtrees of `roots`, the newest semester first; one more than asked for when there are more. */
export async function listPlans(
  tx: Tx,
  roots: readonly string[],
  query: SchoolPlanQuery,
  after: { rank: string; id: string } | undefined,
): Promise<PlanRow[]> {
  const typed = query.q.replace(/[%_\\]/g, '')
  const conditions = [
    sql`plan.tenant_id = ${tx.context.tenantId}::uuid`,
    within(tx, sql`plan.organisation_id`, roots),
    typed === ''
      ? undefined
      : sql`(plan.title like ${`%${typed}%`} or plan.topic like ${`%${typed}%`} or school.name like ${`%${typed}%`} or team.name like ${`%${typed}%`})`,
    query.organisationId === undefined ? undefined : sql`plan.organisation_id = ${query.organisationId}::uuid`,
    query.teamId === undefined ? undefined : sql`plan.team_id = ${query.teamId}::uuid`,
    query.year === undefined ? undefined : sql`plan.year = ${query.year}::int`,
    query.term === undefined ? undefined : sql`plan.term = ${query.term}::int`,
    query.state === undefined
      ? undefined
      : query.state === 'amending'
        ? sql`plan.amendment is not null`
        : sql`plan.state = ${query.state}`,
    query.waiting === undefined ? undefined : sql`coalesce(plan.amendment, plan.state) = ${waitingFor[query.waiting]}`,
    amongPasted(tx, query.pasted, sql`plan.organisation_id`),
    after && sql`((plan.year * 10 + plan.term), plan.id) < (${Number(after.rank) || 0}::int, ${after.id}::uuid)`,
  ].filter((condition) => condition !== undefined)
  const { rows } = await tx.execute<PlanRow>(sql`${shown(tx)} where ${sql.join(conditions, sql` and `)}
    order by rank desc, plan.id desc limit ${query.limit + 1}::int`)
  return rows
}

/** One plan as lists show it. */
export async function showPlan(tx: Tx, id: string): Promise<PlanRow | undefined> {
  const { rows } = await tx.execute<PlanRow>(
    sql`${shown(tx)} where plan.tenant_id = ${tx.context.tenantId}::uuid and plan.id = ${id}::uuid`,
  )
  return rows[0]
}

/** Whether the town centre has its word in this region. */
export async function centreApproves(tx: Tx): Promise<boolean> {
  const [found] = await tx
    .select()
    .from(schoolTrainingSettings)
    .where(eq(schoolTrainingSettings.tenantId, tx.context.tenantId))
  return found?.centreApproves ?? true
}

/** Says whether the town centre has its word from now on. */
export async function saveSetting(tx: Tx, approves: boolean): Promise<void> {
  const { tenantId, now: changedAt, actor } = tx.context
  const row = { centreApproves: approves, changedAt, changedBy: actor?.accountId ?? null }
  await tx
    .insert(schoolTrainingSettings)
    .values({ ...row, tenantId })
    .onConflictDoUpdate({ target: schoolTrainingSettings.tenantId, set: row })
}

/** Whether an open town centre stands above a school: where none does, the bureau has its word. */
export async function hasCentre(tx: Tx, schoolId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ one: number }>(sql`
    select 1 as one from organisation_closure line
    join organisation centre on centre.tenant_id = line.tenant_id and centre.id = line.ancestor_id
    where line.tenant_id = ${tx.context.tenantId}::uuid and line.descendant_id = ${schoolId}::uuid and line.depth > 0
      and centre.kind = 'town_centre' and centre.closed_on is null limit 1`)
  return rows.length > 0
}

/** Of these people, those who are on the roster of a school and were not merged into another number. */
export async function listOnRoster(tx: Tx, schoolId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from person where tenant_id = ${tx.context.tenantId}::uuid and organisation_id = ${schoolId}::uuid
      and merged_into is null and id = any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`)
  return new Set(rows.map(({ id }) => id))
}
