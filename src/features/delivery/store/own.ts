import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'

/** The sessions at which a person was marked. */
export const ownAttendance = ownPart(
  {
    key: 'attendance',
    zh: '考勤',
    en: 'Attendance',
    columns: columnsOf(
      'class 班级 Class',
      'session 场次 Session',
      'state 考勤 Attendance',
      'at 时间 When',
      'way 方式 Way',
      'reason 说明 Remark',
    ),
  },
  (tx, { personId }) => sql`
    select c.title as class, s.title as session, a.state, a.at::text, a.way, a.reason
    from attendance a join class_session s on s.tenant_id = a.tenant_id and s.id = a.session_id
    join training_class c on c.tenant_id = s.tenant_id and c.id = s.class_id
    where a.tenant_id = ${tx.context.tenantId} and a.person_id in (select person_numbers(${personId}::uuid)) order by a.at`,
)
