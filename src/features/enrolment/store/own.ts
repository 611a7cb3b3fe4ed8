import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'

/** What a person applied to. */
export const ownEnrolments = ownPart(
  {
    key: 'enrolments',
    zh: '报名',
    en: 'Enrolments',
    columns: columnsOf(
      'programme 项目 Programme',
      'state 状态 State',
      'reason 原因 Reason',
      'applied_at 报名时间 Applied',
      'decided_at 决定时间 Decided',
    ),
  },
  (tx, { personId }) => sql`
    select p.title as programme, e.state, e.reason, e.applied_at::text, e.decided_at::text
    from enrolment e join programme p on p.tenant_id = e.tenant_id and p.id = e.programme_id
    where e.tenant_id = ${tx.context.tenantId} and e.person_id in (select person_numbers(${personId}::uuid)) order by e.id`,
)

/** What a person waited for, and the places that they were asked to take. */
export const ownWaiting = ownPart(
  {
    key: 'waiting',
    zh: '候补与邀请',
    en: 'Waiting lists',
    columns: columnsOf(
      'programme 项目 Programme',
      'state 状态 State',
      'joined_at 加入时间 Joined',
      'offer_until 保留到 Kept until',
      'moved_reason 调整理由 Reason',
    ),
  },
  (tx, { personId }) => sql`
    select p.title as programme, w.state, w.joined_at::text, w.offer_until::text, w.moved_reason
    from waiter w join programme p on p.tenant_id = w.tenant_id and p.id = w.programme_id
    where w.tenant_id = ${tx.context.tenantId} and w.person_id in (select person_numbers(${personId}::uuid)) order by w.id`,
)

/** What schools asked about a person's place, and whose place they were to take. */
export const ownSubstitutions = ownPart(
  {
    key: 'substitution_requests',
    zh: '更换学员申请',
    en: 'Requests for substitution',
    columns: columnsOf(
      'programme 项目 Programme',
      'side 换出还是换入 Side',
      'state 状态 State',
      'reason 理由 Reason',
      'asked_at 申请时间 Asked',
      'decided_at 决定时间 Decided',
      'decision_reason 不同意的理由 Declined_because',
    ),
  },
  (tx, { personId }) => sql`
    select p.title as programme, case when r.person_id in (select person_numbers(${personId}::uuid)) then 'in' else 'out' end as side,
      r.state, r.reason, r.asked_at::text, r.decided_at::text, r.decision_reason
    from substitution_request r
    join enrolment e on e.tenant_id = r.tenant_id and e.id = r.enrolment_id
    join programme p on p.tenant_id = e.tenant_id and p.id = e.programme_id
    where r.tenant_id = ${tx.context.tenantId} and (r.person_id in (select person_numbers(${personId}::uuid))
      or e.person_id in (select person_numbers(${personId}::uuid))) order by r.id`,
)

/** What of programmes a person chose for themselves. */
export const ownElectives = ownPart(
  {
    key: 'electives',
    zh: '自选内容',
    en: 'Electives',
    columns: columnsOf('programme 项目 Programme', 'elective 内容 Elective', 'chosen_at 选择时间 Chosen'),
  },
  (tx, { personId }) => sql`
    select p.title as programme, e.title as elective, c.chosen_at::text
    from elective_choice c join elective e on e.tenant_id = c.tenant_id and e.id = c.elective_id
    join programme p on p.tenant_id = c.tenant_id and p.id = c.programme_id
    where c.tenant_id = ${tx.context.tenantId} and c.person_id in (select person_numbers(${personId}::uuid)) order by e.id`,
)
