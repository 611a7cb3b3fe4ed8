import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'

/** What a person took part in, and what came of it. */
export const ownParticipations = ownPart(
  {
    key: 'participations',
    zh: '参训记录',
    en: 'Participation',
    columns: columnsOf(
      'title 培训 Training',
      'level 级别 Level',
      'year 年度 Year',
      'starts_on 开始日期 From',
      'ends_on 结束日期 To',
      'state 结果 Result',
      'hours 学时 Hours',
      'reason 说明 Note',
    ),
  },
  (tx, { personId }) => sql`
    select p.title, p.level, p.year, p.starts_on::text, p.ends_on::text, p.state, (p.centihours / 100.0)::float as hours,
      p.reason
    from participation p where p.tenant_id = ${tx.context.tenantId}
      and p.person_id in (select person_numbers(${personId}::uuid)) order by p.year, p.id`,
)

/** Where a person stands in reserve, or stood. */
export const ownReserve = ownPart(
  {
    key: 'reserve',
    zh: '储备库',
    en: 'Reserve',
    columns: columnsOf(
      'level 级别 Level',
      'subject 学科 Subject',
      'reason 推荐理由 Why',
      'added_by 推荐人 Nominated by',
      'removed 移出原因 Taken out',
    ),
  },
  (tx, { personId }) => sql`
    select c.level, c.subject, c.reason, c.added_by_name as added_by, c.removed_reason as removed from reserve_candidate c
    where c.tenant_id = ${tx.context.tenantId} and c.person_id in (select person_numbers(${personId}::uuid)) order by c.added_at`,
)
