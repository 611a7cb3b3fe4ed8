import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'

/** The statements that a person had made. */
export const ownStatements = ownPart(
  {
    key: 'statements',
    zh: '学时证明',
    en: 'Statements of hours',
    columns: columnsOf(
      'number 编号 Number',
      'years 期间 Years',
      'issued_at 开具时间 Issued',
      'withdrawn 撤回原因 Withdrawn',
    ),
  },
  (tx, { personId }) => sql`
    select s.number, case when s.from_year = s.to_year then s.from_year::text else s.from_year || '–' || s.to_year end as years,
      s.issued_at::text, w.reason as withdrawn
    from hour_statement s
    left join hour_statement_withdrawal w on w.tenant_id = s.tenant_id and w.statement_id = s.id
    where s.tenant_id = ${tx.context.tenantId} and s.person_id in (select person_numbers(${personId}::uuid))
    order by s.issued_at, s.id`,
)

/** The years of a person that were stamped. */
export const ownStamps = ownPart(
  {
    key: 'year_stamps',
    zh: '年度验证',
    en: 'Stamped years',
    columns: columnsOf('year 年度 Year', 'hours 学时 Hours', 'verdict 结论 Verdict', 'stamped_at 验证时间 Stamped'),
  },
  (tx, { personId }) => sql`
    select year, (centihours / 100.0)::float as hours, verdict, stamped_at::text from hour_year_stamp
    where tenant_id = ${tx.context.tenantId} and person_id in (select person_numbers(${personId}::uuid)) order by year, no`,
)
