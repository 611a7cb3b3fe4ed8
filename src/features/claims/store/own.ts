import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'

/** What a person claimed. */
export const ownClaims = ownPart(
  {
    key: 'claims',
    zh: '学时申报',
    en: 'Claims',
    columns: columnsOf(
      'title 名称 Title',
      'kind 类别 Kind',
      'host 单位 Host',
      'place 地点 Place',
      'done_on 完成日期 Completed',
      'certificate_no 证书编号 Certificate',
      'hours 学时 Hours',
      'state 状态 State',
      'return_reason 退回原因 Why returned',
      'files 材料 Evidence',
      'sharing 汇报 Passed on',
      'submitted_at 提交时间 Handed in',
    ),
  },
  (tx, { personId }) => sql`
    select c.title, c.award -> 'title' ->> 'zh' as kind, c.host, c.place, c.done_on::text, c.certificate_no,
      (c.centihours / 100.0)::float as hours, c.state, c.return_reason,
      (select string_agg(f.kind || ' ' || f.name, '; ' order by f.kind) from claim_file f
        where f.tenant_id = c.tenant_id and f.claim_id = c.id) as files,
      (select s.held_on::text || ' ' || s.audience || ' ' || s.summary from claim_sharing s
        where s.tenant_id = c.tenant_id and s.claim_id = c.id) as sharing, c.submitted_at::text
    from claim c where c.tenant_id = ${tx.context.tenantId} and c.person_id in (select person_numbers(${personId}::uuid))
    order by c.id`,
)

/** What a person said against decisions. */
export const ownAppeals = ownPart(
  {
    key: 'appeals',
    zh: '申诉',
    en: 'Appeals',
    columns: columnsOf(
      'subject_title 名称 About',
      'against_reason 原意见 What was said',
      'text 理由 Why',
      'state 状态 State',
      'decided_by_name 复核人 Looked at by',
      'decision 复核意见 Finding',
      'asked_at 提出时间 Handed in',
    ),
  },
  (tx, { personId }) => sql`
    select subject_title, against_reason, text, state, decided_by_name, decision, asked_at::text
    from appeal where tenant_id = ${tx.context.tenantId} and person_id in (select person_numbers(${personId}::uuid))
    order by id`,
)
