import { and, asc, desc, eq, exists, inArray, like, ne, or, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { organisationClosure, organisations } from '../../organisations/tables.ts'
import { amongPasted, textsOf } from '../../pastes/public.ts'
import type { Plan, PlanQuery } from '../contract/plans.ts'
import {
  planHourRules,
  planMeetings,
  planMembers,
  planPhases,
  planQuotas,
  plans,
  planTargets,
  planVersions,
} from '../tables.ts'
import { filingOf } from './filing.ts'

export type PlanRow = typeof plans.$inferSelect

const mine = (tx: Tx, id: string) => and(eq(plans.tenantId, tx.context.tenantId), eq(plans.id, id))

/** Where a plan lies: in the organisation that issues it. */
export async function planScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findPlan(tx, id)
  return found && { organisationIds: [found.organisationId] }
}

/** The whole row of a plan. */
export async function findPlan(tx: Tx, id: string): Promise<PlanRow | undefined> {
  const [found] = await tx.select().from(plans).where(mine(tx, id))
  return found
}

/** The row of a plan, held until the transaction ends. */
export async function holdPlan(tx: Tx, id: string): Promise<PlanRow | undefined> {
  const [found] = await tx.select().from(plans).where(mine(tx, id)).for('update')
  return found
}

/** The plans of an organisation for a year that were published, in the order of their publication. */
export async function listPublishedPlans(tx: Tx, organisationId: string, year: number): Promise<PlanRow[]> {
  return tx
    .select()
    .from(plans)
    .where(
      and(
        eq(plans.tenantId, tx.context.tenantId),
        eq(plans.organisationId, organisationId),
        eq(plans.year, year),
        ne(plans.state, 'draft'),
      ),
    )
    .orderBy(asc(plans.publishedAt), asc(plans.id))
}

const shown = (tx: Tx) => ({
  row: plans,
  organisationName: organisations.name,
  programmes: sql<number>`(select count(*)::int from programme
    where programme.tenant_id = ${plans.tenantId} and programme.plan_id = ${plans.id} and programme.state <> 'cancelled')`,
  overduePhases: sql<number>`(select count(*)::int from plan_phase phase
    where phase.tenant_id = ${plans.tenantId} and phase.plan_id = ${plans.id}
      and phase.done_on is null and phase.to_on < ${tx.context.today}::date)`,
  filing: filingOf,
  rank: sql<number>`10000 - ${plans.year}`,
})

function selectPlans(tx: Tx) {
  return tx
    .select(shown(tx))
    .from(plans)
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, plans.tenantId), eq(organisations.id, plans.organisationId)),
    )
    .$dynamic()
}

type Shown = {
  row: PlanRow
  organisationName: string
  programmes: number
  overduePhases: number
  filing: Plan['filing']
}

function tell({ row, organisationName, programmes, overduePhases, filing }: Shown): Plan {
  const { tenantId: _, documentIndex: __, createdAt: ___, publishedAt, closedAt, ...rest } = row
  return {
    ...rest,
    organisationName,
    programmes,
    overduePhases,
    filing,
    publishedAt: publishedAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
  }
}

/** One plan as lists show it. */
export async function showPlan(tx: Tx, id: string): Promise<Plan | undefined> {
  const [found] = await selectPlans(tx).where(mine(tx, id))
  return found && tell(found)
}

// An id that no organisation has: an empty list of roots must match nothing.
const nobody = '00000000-0000-0000-0000-000000000000'

/** Plans of the subtrees of `roots`, and published ones of the organisations above them. */
export function seenFrom(tx: Tx, roots: readonly string[]): SQL | undefined {
  const above = alias(organisationClosure, 'above')
  return or(
    within(tx, sql`${plans.organisationId}`, roots),
    and(
      ne(plans.state, 'draft'),
      exists(
        tx
          .select({ one: sql`1` })
          .from(above)
          .where(
            and(
              eq(above.tenantId, tx.context.tenantId),
              sql`${above.ancestorId} = ${plans.organisationId}`,
              inArray(above.descendantId, roots.length > 0 ? [...roots] : [nobody]),
            ),
          ),
      ),
    ),
  )
}

/** Whether somebody with `roots` may see a plan. */
export async function isSeenFrom(tx: Tx, id: string, roots: readonly string[]): Promise<boolean> {
  const found = await tx
    .select({ id: plans.id })
    .from(plans)
    .where(and(mine(tx, id), seenFrom(tx, roots)))
  return found.length > 0
}

/** A page of the plans seen from `roots`, the newest year first; one more than asked for when there are more. */
export async function listPlans(
  tx: Tx,
  roots: readonly string[],
  query: PlanQuery,
  after: { rank: string; id: string } | undefined,
): Promise<(Plan & { rank: number })[]> {
  const typed = query.q.replace(/[%_\\]/g, '')
  const rank = sql`(10000 - ${plans.year})`
  const rows = await selectPlans(tx)
    .where(
      and(
        eq(plans.tenantId, tx.context.tenantId),
        seenFrom(tx, roots),
        typed ? like(plans.title, `%${typed}%`) : undefined,
        query.year === undefined ? undefined : eq(plans.year, query.year),
        query.state === undefined ? undefined : eq(plans.state, query.state),
        amongPasted(tx, query.pasted, plans.id, plans.organisationId),
        after && sql`(${rank}, ${plans.id}) > (${Number(after.rank) || 0}::int, ${after.id}::uuid)`,
      ),
    )
    .orderBy(rank, asc(plans.id))
    .limit(query.limit + 1)
  return rows.map((row) => ({ ...tell(row), rank: row.rank }))
}

/** The plans seen from `roots` that bear one of these titles. */
export async function listCalled(tx: Tx, roots: readonly string[], titles: readonly string[]): Promise<Plan[]> {
  const title = sql`upper(regexp_replace(normalize(${plans.title}, NFKC), '\\s', '', 'g'))`
  const rows = await selectPlans(tx).where(
    and(eq(plans.tenantId, tx.context.tenantId), seenFrom(tx, roots), sql`${title} = any(${textsOf(titles)})`),
  )
  return rows.map(tell)
}

/** Records a plan, as a draft. */
export async function insertPlan(
  tx: Tx,
  row: Omit<typeof plans.$inferInsert, 'tenantId' | 'createdAt' | 'state' | 'version' | 'revision'>,
): Promise<void> {
  const { tenantId, now } = tx.context
  await tx.insert(plans).values({ ...row, tenantId, state: 'draft', version: 0, revision: 1, createdAt: now })
}

/** Changes a plan's row; each change makes its revision one higher. */
export async function updatePlan(tx: Tx, id: string, change: Partial<Omit<PlanRow, 'tenantId' | 'id' | 'revision'>>) {
  await tx
    .update(plans)
    .set({ ...change, revision: sql`${plans.revision} + 1` })
    .where(mine(tx, id))
}

/** Everything that belongs to a plan, each list in its order. */
export async function loadParts(tx: Tx, planId: string) {
  const { tenantId } = tx.context
  const [phases, targets, members, hourRules, quotas, meetings] = [
    await tx
      .select()
      .from(planPhases)
      .where(and(eq(planPhases.tenantId, tenantId), eq(planPhases.planId, planId)))
      .orderBy(asc(planPhases.position)),
    await tx
      .select()
      .from(planTargets)
      .where(and(eq(planTargets.tenantId, tenantId), eq(planTargets.planId, planId)))
      .orderBy(asc(planTargets.position)),
    await tx
      .select()
      .from(planMembers)
      .where(and(eq(planMembers.tenantId, tenantId), eq(planMembers.planId, planId)))
      .orderBy(asc(planMembers.position)),
    await tx
      .select()
      .from(planHourRules)
      .where(and(eq(planHourRules.tenantId, tenantId), eq(planHourRules.planId, planId)))
      .orderBy(asc(planHourRules.position)),
    await tx
      .select()
      .from(planQuotas)
      .where(and(eq(planQuotas.tenantId, tenantId), eq(planQuotas.planId, planId)))
      .orderBy(asc(planQuotas.position)),
    await tx
      .select()
      .from(planMeetings)
      .where(and(eq(planMeetings.tenantId, tenantId), eq(planMeetings.planId, planId)))
      .orderBy(desc(planMeetings.heldOn)),
  ]
  return { phases, targets, members, hourRules, quotas, meetings }
}
export type PlanParts = Awaited<ReturnType<typeof loadParts>>

type Row<T extends { $inferInsert: object }> = Omit<T['$inferInsert'], 'tenantId' | 'planId' | 'position'>

/** Lists of a plan that are to stand in place of those it has. */
export type NewParts = {
  readonly phases?: readonly Row<typeof planPhases>[] | undefined
  readonly targets?: readonly Row<typeof planTargets>[] | undefined
  readonly members?: readonly Row<typeof planMembers>[] | undefined
  readonly hourRules?: readonly Row<typeof planHourRules>[] | undefined
  readonly quotas?: readonly Row<typeof planQuotas>[] | undefined
}

/** Puts lists in place of those that a plan has; a list that is not named stays. */
export async function replaceParts(tx: Tx, planId: string, parts: NewParts): Promise<void> {
  const { tenantId } = tx.context
  const placed = <R>(rows: readonly R[]) => rows.map((row, position) => ({ ...row, tenantId, planId, position }))
  if (parts.phases) {
    await tx.delete(planPhases).where(and(eq(planPhases.tenantId, tenantId), eq(planPhases.planId, planId)))
    if (parts.phases.length > 0) await tx.insert(planPhases).values(placed(parts.phases))
  }
  if (parts.targets) {
    await tx.delete(planTargets).where(and(eq(planTargets.tenantId, tenantId), eq(planTargets.planId, planId)))
    if (parts.targets.length > 0) await tx.insert(planTargets).values(placed(parts.targets))
  }
  if (parts.members) {
    await tx.delete(planMembers).where(and(eq(planMembers.tenantId, tenantId), eq(planMembers.planId, planId)))
    if (parts.members.length > 0) await tx.insert(planMembers).values(placed(parts.members))
  }
  if (parts.hourRules) {
    await tx.delete(planHourRules).where(and(eq(planHourRules.tenantId, tenantId), eq(planHourRules.planId, planId)))
    if (parts.hourRules.length > 0) await tx.insert(planHourRules).values(placed(parts.hourRules))
  }
  if (parts.quotas) {
    await tx.delete(planQuotas).where(and(eq(planQuotas.tenantId, tenantId), eq(planQuotas.planId, planId)))
    if (parts.quotas.length > 0) await tx.insert(planQuotas).values(placed(parts.quotas))
  }
}

/** Deletes a draft with all its parts; its programmes must be gone. Copies of it no longer say where they came from. */
export async function deletePlan(tx: Tx, id: string): Promise<void> {
  const { tenantId } = tx.context
  await replaceParts(tx, id, { phases: [], targets: [], members: [], hourRules: [], quotas: [] })
  await tx.delete(planMeetings).where(and(eq(planMeetings.tenantId, tenantId), eq(planMeetings.planId, id)))
  await tx
    .update(plans)
    .set({ copiedFromId: null })
    .where(and(eq(plans.tenantId, tenantId), eq(plans.copiedFromId, id)))
  await tx.delete(plans).where(and(eq(plans.tenantId, tenantId), eq(plans.id, id)))
}

/** Whether one of these ids names a part of some other plan. */
export async function belongElsewhere(tx: Tx, planId: string, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false
  const wanted = sql.param(`{${ids.join(',')}}`)
  const one = (table: string) => sql`select plan_id from ${sql.identifier(table)}
    where tenant_id = ${tx.context.tenantId}::uuid and id = any(${wanted}::uuid[])`
  const parts = ['plan_phase', 'plan_target', 'plan_member', 'plan_hour_rule', 'plan_quota'].map(one)
  const found = await tx.execute(sql`select 1 from (${sql.join(parts, sql` union all `)}) as part
    where part.plan_id <> ${planId}::uuid limit 1`)
  return found.rows.length > 0
}

/** Writes down the figure that stands against a target; false when the plan has no such target. */
export async function updateFigure(
  tx: Tx,
  planId: string,
  targetId: string,
  figure: { numerator: number | null; denominator: number | null },
): Promise<boolean> {
  const changed = await tx
    .update(planTargets)
    .set({ ...figure, figuredOn: figure.numerator === null ? null : tx.context.today })
    .where(
      and(eq(planTargets.tenantId, tx.context.tenantId), eq(planTargets.planId, planId), eq(planTargets.id, targetId)),
    )
    .returning({ id: planTargets.id })
  return changed.length > 0
}

/** Writes down when a phase was done; false when the plan has no such phase. */
export async function updatePhaseDone(
  tx: Tx,
  planId: string,
  phaseId: string,
  doneOn: string | null,
): Promise<boolean> {
  const changed = await tx
    .update(planPhases)
    .set({ doneOn })
    .where(and(eq(planPhases.tenantId, tx.context.tenantId), eq(planPhases.planId, planId), eq(planPhases.id, phaseId)))
    .returning({ id: planPhases.id })
  return changed.length > 0
}

/** Records a meeting of the leading group. */
export async function insertMeeting(tx: Tx, planId: string, meeting: { id: string; heldOn: string; minutes: string }) {
  await tx.insert(planMeetings).values({ ...meeting, planId, tenantId: tx.context.tenantId })
}

/** The meeting of this id, whatever its plan. */
export async function findMeeting(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(planMeetings)
    .where(and(eq(planMeetings.tenantId, tx.context.tenantId), eq(planMeetings.id, id)))
  return found
}

/** Keeps what a plan says now as one of its versions. */
export async function insertVersion(tx: Tx, planId: string, version: number, reason: string, snapshot: unknown) {
  const { tenantId, actor, now } = tx.context
  await tx.insert(planVersions).values({
    tenantId,
    planId,
    version,
    snapshot,
    reason,
    madeBy: actor?.accountId ?? null,
    madeByName: actor?.name ?? 'system',
    madeAt: now,
  })
}

/** The versions of a plan, the newest first, without what they said. */
export async function listVersions(tx: Tx, planId: string) {
  return tx
    .select({
      version: planVersions.version,
      reason: planVersions.reason,
      madeByName: planVersions.madeByName,
      madeAt: planVersions.madeAt,
    })
    .from(planVersions)
    .where(and(eq(planVersions.tenantId, tx.context.tenantId), eq(planVersions.planId, planId)))
    .orderBy(desc(planVersions.version))
}

/** One version of a plan with what it said. */
export async function findVersion(tx: Tx, planId: string, version: number) {
  const [found] = await tx
    .select()
    .from(planVersions)
    .where(
      and(
        eq(planVersions.tenantId, tx.context.tenantId),
        eq(planVersions.planId, planId),
        eq(planVersions.version, version),
      ),
    )
  return found
}
