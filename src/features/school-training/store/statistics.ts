import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { within } from '../../organisations/public.ts'
import type { CalendarSession, SchoolStatistic, StatisticQuery } from '../contract/teams.ts'

/**
 * How far each school of the subtrees of `roots` is, in the order of their names; one more than asked for when there are more.
 * Evidence is counted as `completenessOf` of the core does, over plans that are in force or closed.
 */
export async function listStatistics(
  tx: Tx,
  roots: readonly string[],
  query: StatisticQuery,
  after: { schoolName: string; organisationId: string } | undefined,
): Promise<SchoolStatistic[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<SchoolStatistic>(sql`
    with school as (
      select id, name, pinyin from organisation
      where tenant_id = ${tenantId}::uuid and kind in ('school', 'town_centre') and closed_on is null
        and ${within(tx, sql`organisation.id`, roots)}
        and ${query.organisationId === undefined ? sql`true` : sql`id = ${query.organisationId}::uuid`}
        and ${after === undefined ? sql`true` : sql`(name, id) > (${after.schoolName}, ${after.organisationId}::uuid)`}
        and (kind = 'school' or exists (select from school_plan p where p.tenant_id = organisation.tenant_id and p.organisation_id = organisation.id))
      order by name, id limit ${query.limit + 1}::int
    ), plan as (
      select p.*, v.content->>'mode' as mode from school_plan p
      join school on school.id = p.organisation_id
      left join school_plan_version_entry v on v.tenant_id = p.tenant_id and v.plan_id = p.id and v.version = p.version_in_force
      where p.tenant_id = ${tenantId}::uuid
        and ${query.year === undefined ? sql`true` : sql`p.year = ${query.year}::int`}
        and ${query.term === undefined ? sql`true` : sql`p.term = ${query.term}::int`}
    ), session as (
      select s.*, plan.organisation_id, exists (select from school_plan_evidence e where e.tenant_id = s.tenant_id and e.session_id = s.id
        and e.kind = 'attendance' and e.withdrawn_at is null) as signed
      from school_plan_session s join plan on plan.id = s.plan_id where s.tenant_id = ${tenantId}::uuid and s.state <> 'cancelled'
    ), sat as (
      select organisation_id, count(*)::int as sessions, count(*) filter (where state = 'held')::int as held,
        count(*) filter (where state = 'held' and signed)::int as signed,
        count(*) filter (where state = 'held' and coalesce(trim(summary), '') <> '')::int as noted
      from session group by organisation_id
    ), there as (
      select session.organisation_id, count(*)::int as attendances, count(*) filter (where mark.mark = 'present')::int as present
      from session join school_plan_attendance mark on mark.tenant_id = session.tenant_id and mark.session_id = session.id
      where session.state = 'held' group by session.organisation_id
    ), earned as (
      select plan.organisation_id, count(distinct hours.person_id) filter (where hours.centihours > 0)::int as people,
        sum(hours.centihours)::int as centihours,
        coalesce(sum(hours.centihours) filter (where plan.mode = 'school'), 0)::int as by_school,
        coalesce(sum(hours.centihours) filter (where plan.mode = 'gathered'), 0)::int as by_gathering,
        coalesce(sum(hours.centihours) filter (where plan.mode = 'remote'), 0)::int as by_remote
      from plan join school_plan_closure closure on closure.tenant_id = plan.tenant_id and closure.plan_id = plan.id and closure.reopened_at is null
      join school_plan_hours hours on hours.tenant_id = closure.tenant_id and hours.closure_id = closure.id
      group by plan.organisation_id
    ), planned as (
      select organisation_id, count(*)::int as plans, count(*) filter (where state in ('approved', 'closed'))::int as approved,
        count(*) filter (where state = 'closed')::int as closed,
        count(*) filter (where state in ('approved', 'closed'))::int
          + count(*) filter (where state in ('approved', 'closed') and topic is not null)::int as asked,
        sum((state in ('approved', 'closed') and exists (select from school_plan_evidence e where e.tenant_id = plan.tenant_id
          and e.plan_id = plan.id and e.kind = 'material' and e.withdrawn_at is null))::int)::int
          + sum((state in ('approved', 'closed') and topic is not null and exists (select from school_plan_evidence e
            where e.tenant_id = plan.tenant_id and e.plan_id = plan.id and e.kind = 'outcome' and e.withdrawn_at is null))::int)::int as given
      from plan group by organisation_id
    )
    select school.id as "organisationId", school.name as "schoolName", coalesce(plans, 0) as plans, coalesce(approved, 0) as approved,
      coalesce(closed, 0) as closed, coalesce(sessions, 0) as sessions, coalesce(held, 0) as held, coalesce(attendances, 0) as attendances,
      coalesce(present, 0) as present, coalesce(people, 0) as people, coalesce(centihours, 0) as centihours,
      coalesce(by_school, 0) as "bySchool", coalesce(by_gathering, 0) as "byGathering", coalesce(by_remote, 0) as "byRemote",
      coalesce(signed, 0) + coalesce(noted, 0) + coalesce(given, 0) as "evidenceThere",
      2 * coalesce(held, 0) + coalesce(asked, 0) as "evidenceOf"
    from school
    left join planned on planned.organisation_id = school.id
    left join sat on sat.organisation_id = school.id
    left join there on there.organisation_id = school.id
    left join earned on earned.organisation_id = school.id
    order by school.name, school.id`)
  return rows
}

/** The sessions of a month in the subtrees of `roots`, by day. */
export async function listCalendar(
  tx: Tx,
  roots: readonly string[],
  { month, organisationId }: { readonly month: string; readonly organisationId?: string | undefined },
): Promise<CalendarSession[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<CalendarSession>(sql`
    select session.id, session.plan_id as "planId", plan.title as "planTitle", school.name as "schoolName", session.title, session.form,
      session.state, coalesce(session.held_on, session.planned_on)::text as "on", session.speaker,
      (select count(*)::int from school_plan_attendance mark where mark.tenant_id = session.tenant_id
        and mark.session_id = session.id and mark.mark = 'present') as attended,
      (select count(*)::int from school_plan_member m where m.tenant_id = session.tenant_id and m.plan_id = session.plan_id) as members
    from school_plan_session session
    join school_plan plan on plan.tenant_id = session.tenant_id and plan.id = session.plan_id
    join organisation school on school.tenant_id = plan.tenant_id and school.id = plan.organisation_id
    where session.tenant_id = ${tenantId}::uuid and ${within(tx, sql`plan.organisation_id`, roots)}
      and ${organisationId === undefined ? sql`true` : sql`plan.organisation_id = ${organisationId}::uuid`}
      and coalesce(session.held_on, session.planned_on) >= ${`${month}-01`}::date
      and coalesce(session.held_on, session.planned_on) < (${`${month}-01`}::date + interval '1 month')
    order by 8, school.name, session.id limit 500`)
  return rows
}
