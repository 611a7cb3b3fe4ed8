import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'

/** What is kept of a person's conduct in trainings, and what they and others asked about it. */
export const ownIntegrity = ownPart(
  {
    key: 'integrity',
    zh: '诚信档案',
    en: 'Integrity file',
    columns: columnsOf(
      'programme 项目 Programme',
      'cause 情形 Cause',
      'happened_on 日期 Day',
      'reason 说明 Note',
      'barred_until 限制至 Barred until',
      'recorded_by 登记人 Recorded by',
      'reversed 撤销 Taken back',
      'requests 豁免与申诉 Requests',
    ),
  },
  (tx, { personId }) => sql`
    select f.programme_title as programme, f.cause, f.happened_on::text, f.reason, f.barred_until::text,
      f.recorded_by_name as recorded_by,
      (select r.reason from integrity_reversal_entry r where r.tenant_id = f.tenant_id and r.fact_id = f.id) as reversed,
      (select string_agg(q.kind || ' ' || q.state || ' ' || q.text, '; ' order by q.asked_at) from integrity_request q
        where q.tenant_id = f.tenant_id and q.fact_id = f.id) as requests
    from integrity_entry f where f.tenant_id = ${tx.context.tenantId}
      and f.person_id in (select person_numbers(${personId}::uuid)) order by f.happened_on, f.id`,
)

/** That a restriction stands or stood: since when, until when and whom to ask, and nothing of the case. */
export const ownRestrictions = ownPart(
  {
    key: 'restrictions',
    zh: '报名限制',
    en: 'Restrictions',
    columns: columnsOf('from_on 自 From', 'until_on 至 Until', 'contact 咨询对象 Ask', 'lifted_at 解除时间 Lifted'),
  },
  (tx, { personId }) => sql`
    select r.from_on::text, r.until_on::text, r.contact, r.lifted_at::text from restriction r
    where r.tenant_id = ${tx.context.tenantId} and r.person_id in (select person_numbers(${personId}::uuid))
    order by r.from_on, r.id`,
)
