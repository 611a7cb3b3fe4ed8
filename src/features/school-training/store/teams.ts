import { and, asc, eq, isNull, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import { amongPasted } from '../../pastes/public.ts'
import { people } from '../../people/tables.ts'
import type { Team, TeamInFull, TeamQuery } from '../contract/teams.ts'
import { researchTeamMembers, researchTeams } from '../tables.ts'

const mine = (tx: Tx, id: string) => and(eq(researchTeams.tenantId, tx.context.tenantId), eq(researchTeams.id, id))

/** Where a team lies: in its school. */
export async function researchTeamScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findTeam(tx, id)
  return found && { organisationIds: [found.organisationId] }
}

/** The team of this id. */
export async function findTeam(tx: Tx, id: string) {
  const [found] = await tx.select().from(researchTeams).where(mine(tx, id))
  return found
}

/** The open team of a school that bears this name. */
export async function findNamed(tx: Tx, organisationId: string, name: string) {
  const [found] = await tx
    .select({ id: researchTeams.id })
    .from(researchTeams)
    .where(
      and(
        eq(researchTeams.tenantId, tx.context.tenantId),
        eq(researchTeams.organisationId, organisationId),
        eq(researchTeams.name, name),
        isNull(researchTeams.closedOn),
      ),
    )
  return found
}

/** Writes a team down. */
export async function insertTeam(tx: Tx, row: Omit<typeof researchTeams.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.insert(researchTeams).values({ ...row, tenantId: tx.context.tenantId })
}

/** Changes a team. */
export async function updateTeam(
  tx: Tx,
  id: string,
  change: Partial<typeof researchTeams.$inferInsert>,
): Promise<void> {
  await tx.update(researchTeams).set(change).where(mine(tx, id))
}

/** Says who belongs to a team now; whoever stays keeps the day they joined. */
export async function replaceMembers(tx: Tx, teamId: string, members: readonly string[]): Promise<void> {
  const { tenantId, today: joinedOn } = tx.context
  const ofTeam = and(eq(researchTeamMembers.tenantId, tenantId), eq(researchTeamMembers.teamId, teamId))
  await tx.delete(researchTeamMembers).where(and(ofTeam, notInArray(researchTeamMembers.personId, [...members])))
  await tx
    .insert(researchTeamMembers)
    .values(members.map((personId) => ({ tenantId, teamId, personId, joinedOn })))
    .onConflictDoNothing()
}

const shown = sql`
  select team.id, team.organisation_id as "organisationId", school.name as "schoolName", team.kind, team.name, team.topic,
    team.lead_id as "leadId", lead.name as "leadName", lead.talent_level as "leadTalent",
    team.founded_on::text as "foundedOn", team.closed_on::text as "closedOn",
    (select count(*)::int from research_team_member m where m.tenant_id = team.tenant_id and m.team_id = team.id) as members,
    (select count(*)::int from school_plan p where p.tenant_id = team.tenant_id and p.team_id = team.id) as plans
  from research_team team
  join organisation school on school.tenant_id = team.tenant_id and school.id = team.organisation_id
  join person lead on lead.tenant_id = team.tenant_id and lead.id = team.lead_id`

/** A page of the teams of the subtrees of `roots`, by name; one more than asked for when there are more. */
export async function listTeams(
  tx: Tx,
  roots: readonly string[],
  query: TeamQuery,
  after: { name: string; id: string } | undefined,
): Promise<Team[]> {
  const typed = query.q.replace(/[%_\\]/g, '')
  const conditions = [
    sql`team.tenant_id = ${tx.context.tenantId}::uuid`,
    within(tx, sql`team.organisation_id`, roots),
    typed === ''
      ? undefined
      : sql`(team.name like ${`%${typed}%`} or team.topic like ${`%${typed}%`} or school.name like ${`%${typed}%`} or lead.name like ${`%${typed}%`})`,
    query.organisationId === undefined ? undefined : sql`team.organisation_id = ${query.organisationId}::uuid`,
    query.kind === undefined ? undefined : sql`team.kind = ${query.kind}`,
    query.closed === 'yes' ? undefined : sql`team.closed_on is null`,
    amongPasted(tx, query.pasted, sql`team.organisation_id`, sql`team.lead_id`),
    after && sql`(team.name, team.id) > (${after.name}, ${after.id}::uuid)`,
  ].filter((condition) => condition !== undefined)
  const { rows } = await tx.execute<Team>(sql`${shown} where ${sql.join(conditions, sql` and `)}
    order by team.name, team.id limit ${query.limit + 1}::int`)
  return rows
}

/** The people of a team, its lead among them. */
export async function listTeamPeople(tx: Tx, teamId: string) {
  return tx
    .select({ id: people.id, name: people.name, staffNo: people.staffNo, subjects: people.subjects })
    .from(researchTeamMembers)
    .innerJoin(
      people,
      and(eq(people.tenantId, researchTeamMembers.tenantId), eq(people.id, researchTeamMembers.personId)),
    )
    .where(and(eq(researchTeamMembers.tenantId, tx.context.tenantId), eq(researchTeamMembers.teamId, teamId)))
    .orderBy(asc(people.sortKey), asc(people.id))
}

/** One team with its people and what its sessions wrote down over the semesters. */
export async function showTeam(tx: Tx, id: string): Promise<TeamInFull | undefined> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<Team>(
    sql`${shown} where team.tenant_id = ${tenantId}::uuid and team.id = ${id}::uuid`,
  )
  const [team] = rows
  if (!team) return undefined
  const minutes = await tx.execute<TeamInFull['minutes'][number]>(sql`
    select session.id as "sessionId", plan.id as "planId", plan.title as "planTitle", session.title,
      session.held_on::text as "heldOn", session.summary
    from school_plan plan
    join school_plan_session session on session.tenant_id = plan.tenant_id and session.plan_id = plan.id
    where plan.tenant_id = ${tenantId}::uuid and plan.team_id = ${id}::uuid and session.state = 'held'
    order by session.held_on desc, session.id limit 200`)
  return { ...team, people: await listTeamPeople(tx, id), minutes: minutes.rows }
}
