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
