import { sql } from 'drizzle-orm'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'
import type { Remover } from '../../../platform/retention.ts'

/** The devices on which a person signed in. */
export const ownSignIns = ownPart(
  {
    key: 'sign_ins',
    zh: '登录',
    en: 'Sign-ins',
    columns: columnsOf(
      'created_at 登录时间 Signed in',
      'seen_at 最后使用 Last used',
      'from_address 来源地址 From',
      'device 设备 Device',
    ),
  },
  (tx, { accountId, personId }) => sql`
    select created_at::text, seen_at::text, from_address, device from session
    where tenant_id = ${tx.context.tenantId} and (account_id = ${accountId} or account_id in (select id from account
      where tenant_id = ${tx.context.tenantId} and person_id in (select person_numbers(${personId}::uuid))))
    order by created_at`,
)

/** Removes sign-ins that ended long ago. */
export const signInRemover: Remover = {
  kind: 'sign_ins',
  remove: async (tx, before) => {
    const gone = await tx.execute(sql`
      delete from session where tenant_id = ${tx.context.tenantId} and expires_at < ${before.toISOString()}::timestamptz`)
    return gone.rowCount ?? 0
  },
}
