import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'
import type { Remover } from '../../../platform/retention.ts'

/** What a person was told. */
export const ownNotices = ownPart(
  {
    key: 'notices',
    zh: '消息',
    en: 'Notices',
    columns: columnsOf('code 代码 Code', 'params 内容 Content', 'created_at 时间 When', 'read_at 已读时间 Read'),
  },
  (tx, { personId }) => sql`
    select code, params, created_at::text, read_at::text from notice
    where tenant_id = ${tx.context.tenantId} and person_id in (select person_numbers(${personId}::uuid)) order by id`,
)

/** Where they are told it by e-mail. */
export const ownMail = ownPart(
  {
    key: 'mail',
    zh: '邮件通知',
    en: 'Notices by e-mail',
    columns: columnsOf('address 邮箱 Address', 'wanted 范围 Which', 'confirmed_at 确认时间 Confirmed'),
  },
  (tx, { accountId }) => sql`
    select address_sealed as address, wanted, confirmed_at::text from mail_address
    where tenant_id = ${tx.context.tenantId} and account_id = ${accountId}::uuid`,
  { address: 'open' },
)

/** Removes old notices and the letters about them, and addresses whose code is over. */
export const noticeRemover: Remover = {
  kind: 'notices',
  remove: async (tx, before) => {
    await tx.execute(sql`
      delete from mail_letter where tenant_id = ${tx.context.tenantId} and created_at < ${before.toISOString()}::timestamptz`)
    // A code is good for minutes; how often one was asked for is counted for a day.
    await tx.execute(sql`
      delete from mail_confirmation where tenant_id = ${tx.context.tenantId}
        and expires_at < ${tx.context.now.toISOString()}::timestamptz - interval '2 days'`)
    const gone = await tx.execute(sql`
      delete from notice where tenant_id = ${tx.context.tenantId} and created_at < ${before.toISOString()}::timestamptz`)
    return gone.rowCount ?? 0
  },
}
