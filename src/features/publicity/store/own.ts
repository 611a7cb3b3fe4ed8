import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'
import type { Remover } from '../../../platform/retention.ts'

/** The notices that named a person, and whether their name was struck. */
export const ownShown = ownPart(
  {
    key: 'public_notices',
    zh: '公示中的本人',
    en: 'Public notices that named you',
    columns: columnsOf(
      'notice 公示 Notice',
      'name 姓名 Name',
      'school 学校 School',
      'said 公示内容 Shown',
      'opened_on 发布日期 From',
      'ends_on 公示至 Until',
      'state 状态 State',
      'struck 去掉的原因 Struck because',
    ),
  },
  (tx, { personId }) => sql`
    select n.title as notice, r.name, r.school, array_to_string(r.cells, '；') as said, n.opened_on::text,
      n.ends_on::text, n.state, r.struck_reason as struck
    from public_notice_row r join public_notice n on n.tenant_id = r.tenant_id and n.id = r.notice_id
    where r.tenant_id = ${tx.context.tenantId} and r.person_id in (select person_numbers(${personId}::uuid)) order by n.id`,
)

/** What a person said against notices, and how it was answered. What others said of them stays between those and whoever answers. */
export const ownObjections = ownPart(
  {
    key: 'public_objections',
    zh: '本人提出的异议',
    en: 'Your objections',
    columns: columnsOf(
      'notice 公示 Notice',
      'text 内容 Text',
      'received_at 提出时间 When',
      'state 状态 State',
      'answer 答复 Answer',
      'answered_at 答复时间 Answered',
    ),
  },
  (tx, { personId, accountId }) => sql`
    select n.title as notice, o.text, o.received_at::text, o.state, o.answer, o.answered_at::text
    from public_objection o join public_notice n on n.tenant_id = o.tenant_id and n.id = o.notice_id
    where o.tenant_id = ${tx.context.tenantId}
      and (o.account_id = ${accountId}::uuid or o.person_id in (select person_numbers(${personId}::uuid))) order by o.id`,
)

/** Forgets who objected from the public page, once that was decided long ago: what was said and answered stays. */
export const objectorRemover: Remover = {
  kind: 'objectors',
  remove: async (tx, before) => {
    const gone = await tx.execute(sql`
      update public_objection set name_sealed = null, contact_sealed = null, objector_erased_at = ${tx.context.now.toISOString()}::timestamptz
      where tenant_id = ${tx.context.tenantId} and name_sealed is not null and state <> 'received'
        and coalesce(answered_at, received_at) < ${before.toISOString()}::timestamptz`)
    return gone.rowCount ?? 0
  },
}
