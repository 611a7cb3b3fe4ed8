import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'
import type { OwnSession, OwnTraining } from '../contract/own.ts'

/** The sessions of school-based training that a person belongs to, and how they were marked. */
export const ownSchoolTraining = ownPart(
  {
    key: 'school_training',
    zh: '校本研修',
    en: 'School-based training',
    columns: columnsOf(
      'plan 计划 Plan',
      'session 场次 Session',
      'on 日期 Date',
      'mark 考勤 Attendance',
      'reason 说明 Remark',
      'reflection 心得 What they took along',
    ),
  },
  (tx, { personId }) => sql`
    select plan.title as plan, session.title as session, session.held_on::text as on, mark.mark, mark.reason, taken.text as reflection
    from school_plan_attendance mark
    join school_plan_session session on session.tenant_id = mark.tenant_id and session.id = mark.session_id
    join school_plan plan on plan.tenant_id = session.tenant_id and plan.id = session.plan_id
    left join school_plan_reflection taken on taken.tenant_id = mark.tenant_id and taken.session_id = mark.session_id
      and taken.person_id = mark.person_id
    where mark.tenant_id = ${tx.context.tenantId} and mark.person_id in (select person_numbers(${personId}::uuid))
    order by session.held_on, session.id`,
)

/** The teams of schools that a person belongs to. */
export const ownTeams = ownPart(
  {
    key: 'research_teams',
    zh: '教研组',
    en: 'Teams of the school',
    columns: columnsOf('team 名称 Team', 'topic 课题 Topic', 'lead 负责人 Leads', 'joined_on 加入日期 Joined'),
  },
  (tx, { personId }) => sql`
    select team.name as team, team.topic, case when team.lead_id = member.person_id then '是' else '否' end as lead,
      member.joined_on::text
    from research_team_member member join research_team team on team.tenant_id = member.tenant_id and team.id = member.team_id
    where member.tenant_id = ${tx.context.tenantId} and member.person_id in (select person_numbers(${personId}::uuid))
    order by member.joined_on, team.name`,
)

/** The plans in force that a person belongs to, the newest semester first, with how far their hours have come. */
export async function listOwnPlans(tx: Tx, personId: string): Promise<OwnTraining['plans']> {
  const { rows } = await tx.execute<OwnTraining['plans'][number]>(sql`
    select plan.id, plan.title, plan.year, plan.term, plan.state, (version.content->>'centihours')::int as most,
      least((version.content->>'centihours')::int, coalesce((select sum(session.centihours)::int from school_plan_session session
        join school_plan_attendance mark on mark.tenant_id = session.tenant_id and mark.session_id = session.id
        where session.tenant_id = plan.tenant_id and session.plan_id = plan.id and session.state = 'held' and mark.mark = 'present'
          and mark.person_id = member.person_id), 0))::int as centihours,
      (select record.state from school_plan_closure closure
        join school_plan_hours hours on hours.tenant_id = closure.tenant_id and hours.closure_id = closure.id
        join credit_record record on record.tenant_id = hours.tenant_id and record.id = hours.record_id
        where closure.tenant_id = plan.tenant_id and closure.plan_id = plan.id and closure.reopened_at is null
          and hours.person_id = member.person_id) as "recordState"
    from school_plan_member member
    join school_plan plan on plan.tenant_id = member.tenant_id and plan.id = member.plan_id
    join school_plan_version_entry version on version.tenant_id = plan.tenant_id and version.plan_id = plan.id
      and version.version = plan.version_in_force
    where member.tenant_id = ${tx.context.tenantId}::uuid and member.person_id in (select person_numbers(${personId}::uuid))
    order by plan.year desc, plan.term desc, plan.id desc limit 50`)
  return rows
}

const ownSession = sql`
  select session.id, session.plan_id as "planId", plan.title as "planTitle", session.title, session.form, session.tier, session.state,
    coalesce(session.held_on, session.planned_on)::text as "on", session.speaker,
    coalesce(session.centihours, session.planned_centihours) as centihours, session.summary, session.cancel_reason as "cancelReason",
    mark.mark, mark.reason as "markReason", taken.text as reflection,
    (select count(*)::int from school_plan_evidence e where e.tenant_id = session.tenant_id and e.session_id = session.id
      and e.person_id = member.person_id and e.withdrawn_at is null) as photos,
    (plan.state = 'approved' and session.state = 'held' and coalesce(mark.mark = 'present', false)) as open
  from school_plan_member member
  join school_plan plan on plan.tenant_id = member.tenant_id and plan.id = member.plan_id
  join school_plan_session session on session.tenant_id = plan.tenant_id and session.plan_id = plan.id
  left join school_plan_attendance mark on mark.tenant_id = session.tenant_id and mark.session_id = session.id
    and mark.person_id = member.person_id
  left join school_plan_reflection taken on taken.tenant_id = session.tenant_id and taken.session_id = session.id
    and taken.person_id = member.person_id`

const theirs = (tx: Tx, personId: string) =>
  sql`member.tenant_id = ${tx.context.tenantId}::uuid and member.person_id in (select person_numbers(${personId}::uuid))`

/** The sessions that a person belongs to, the latest first. */
export async function listOwnSessions(tx: Tx, personId: string): Promise<OwnSession[]> {
  const { rows } = await tx.execute<OwnSession>(
    sql`${ownSession} where ${theirs(tx, personId)} order by 8 desc, session.position desc limit 200`,
  )
  return rows
}

/** One session as somebody who belongs to it sees it, and under which of their numbers they do. */
export async function findOwnSession(tx: Tx, personId: string, sessionId: string) {
  const { rows } = await tx.execute<OwnSession>(
    sql`${ownSession} where ${theirs(tx, personId)} and session.id = ${sessionId}::uuid limit 1`,
  )
  return rows[0]
}
