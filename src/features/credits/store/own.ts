import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'

/** The hours in a person's ledger. */
export const ownHours = ownPart(
  {
    key: 'hours',
    zh: '学时',
    en: 'Credit hours',
    columns: columnsOf(
      'seq 序号 No.',
      'direction 类别 Kind',
      'hours 学时 Hours',
      'earned_on 日期 Date',
      'source 来源 Source',
      'reason 说明 Remark',
      'posted_at 入账时间 Posted',
    ),
  },
  (tx, { personId }) => sql`
    select seq, direction, (centihours / 100.0)::float as hours, earned_on::text, source_title as source, reason, posted_at::text
    from credit_entry where tenant_id = ${tx.context.tenantId} and person_id = ${personId} order by seq`,
)
