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

/** For whom a person stood in, and who stood in for them. */
export const ownDelegations = ownPart(
  {
    key: 'delegations',
    zh: '委托与代理',
    en: 'Standing in',
    columns: columnsOf(
      'principal 委托人 Away',
      'delegate 代理人 Stands in',
      'from_on 开始 From',
      'to_on 结束 To',
      'reason 事由 Reason',
      'ended_at 终止时间 Ended',
    ),
  },
  (tx, { accountId }) => sql`
    select principal.name as principal, delegate.name as delegate, d.from_on::text, d.to_on::text, d.reason, d.ended_at::text
    from delegation d
    join account principal on principal.tenant_id = d.tenant_id and principal.id = d.principal_id
    join account delegate on delegate.tenant_id = d.tenant_id and delegate.id = d.delegate_id
    where d.tenant_id = ${tx.context.tenantId} and ${accountId} in (d.principal_id, d.delegate_id) order by d.id`,
)

/** Removes one-time codes, requests for new passwords and tokens that have been over for long. */
export const codeRemover: Remover = {
  kind: 'codes',
  remove: async (tx, before) => {
    const { tenantId } = tx.context
    const moment = sql`${before.toISOString()}::timestamptz`
    const gone = [
      await tx.execute(sql`delete from activation_code where tenant_id = ${tenantId}
        and coalesce(used_at, withdrawn_at, expires_at) < ${moment}`),
      await tx.execute(sql`delete from password_request where tenant_id = ${tenantId} and closed_at < ${moment}`),
      await tx.execute(sql`delete from api_token where tenant_id = ${tenantId}
        and coalesce(revoked_at, expires_at) < ${moment}`),
    ]
    return gone.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)
  },
}

/** Removes sign-ins that ended long ago. */
export const signInRemover: Remover = {
  kind: 'sign_ins',
  remove: async (tx, before) => {
    const gone = await tx.execute(sql`
      delete from session where tenant_id = ${tx.context.tenantId} and expires_at < ${before.toISOString()}::timestamptz`)
    return gone.rowCount ?? 0
  },
}
