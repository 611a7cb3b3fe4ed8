import { sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { columnsOf, ownPart } from '../../../platform/own-data.ts'
import type { Remover } from '../../../platform/retention.ts'

/** Who looked at a person's numbers. */
export const ownLooks = ownPart(
  {
    key: 'unmaskings',
    zh: '查看过完整号码的人',
    en: 'Who looked at numbers in full',
    columns: columnsOf(
      'account_name 谁 Who',
      'field 号码 Number',
      'purpose 用途 Purpose',
      'reason 原因 Reason',
      'at 时间 When',
    ),
  },
  (tx, { personId }) => sql`
    select account_name, field, purpose, reason, at::text from unmasking_entry
    where tenant_id = ${tx.context.tenantId} and person_id in (select person_numbers(${personId}::uuid)) order by id`,
)

/** What a person asked to be corrected. */
export const ownCorrections = ownPart(
  {
    key: 'corrections',
    zh: '信息更正',
    en: 'Corrections',
    columns: columnsOf(
      'field 项目 Field',
      'before 原来 Before',
      'value 更正为 Should be',
      'reason 原因 Reason',
      'state 状态 State',
      'decided_by_name 核对人 Decided by',
      'decision 意见 Remark',
      'asked_at 提出时间 Asked',
    ),
  },
  (tx, { personId }) => sql`
    select field, before_sealed as before, value_sealed as value, reason, state, decided_by_name, decision, asked_at::text
    from correction_request where tenant_id = ${tx.context.tenantId} and person_id in (select person_numbers(${personId}::uuid)) order by id`,
  { before: 'open', value: 'open' },
)

/** What a person agreed to or withdrew. */
export const ownConsents = ownPart(
  {
    key: 'consents',
    zh: '同意记录',
    en: 'Consents',
    columns: columnsOf(
      'purpose 用途 Purpose',
      'given 是否同意 Given',
      'text_version 文本版本 Text version',
      'at 时间 When',
    ),
  },
  (tx, { personId }) => sql`
    select purpose, given, text_version, at::text from consent_entry
    where tenant_id = ${tx.context.tenantId} and person_id in (select person_numbers(${personId}::uuid)) order by id`,
)

const moment = (before: Date) => sql`${before.toISOString()}::timestamptz`

/** Empties people's own data that they have had time to fetch. */
export const ownDataRemover = {
  kind: 'own_data',
  remove: async (tx: Tx) => {
    const gone = await tx.execute(sql`
      update own_data_file set state = 'expired', content_sealed = null
      where tenant_id = ${tx.context.tenantId} and state = 'ready' and expires_at < ${moment(tx.context.now)}`)
    return gone.rowCount ?? 0
  },
} satisfies Remover

/** Removes the proofs of corrections that were decided long ago, and those that were handed in for nothing. */
export const proofRemover: Remover = {
  kind: 'proof_files',
  remove: async (tx, before) => {
    const { tenantId } = tx.context
    const over = sql`select f.id from stored_file f
      left join correction_request c on c.tenant_id = f.tenant_id and c.file_id = f.id
      where f.tenant_id = ${tenantId} and f.purpose = 'proof'
        and case when c.id is null then f.stored_at < ${moment(before)}
          else c.state <> 'asked' and c.decided_at < ${moment(before)} end`
    const found = await tx.execute<{ id: string }>(over)
    if (found.rows.length === 0) return 0
    const ids = sql.param(`{${found.rows.map(({ id }) => id).join(',')}}`)
    await tx.execute(sql`update correction_request set file_id = null
      where tenant_id = ${tenantId} and file_id = any (${ids}::uuid[])`)
    const gone = await tx.execute<{ sha256: string }>(sql`delete from stored_file
      where tenant_id = ${tenantId} and id = any (${ids}::uuid[]) returning sha256`)
    return { count: gone.rows.length, contents: [...new Set(gone.rows.map(({ sha256 }) => sha256))] }
  },
}

/** Removes corrections that were decided long ago; the audit trail still says that there was one. */
export const correctionRemover: Remover = {
  kind: 'corrections',
  remove: async (tx, before) => {
    const gone = await tx.execute(sql`
      delete from correction_request where tenant_id = ${tx.context.tenantId} and state <> 'asked'
        and decided_at < ${moment(before)}`)
    return gone.rowCount ?? 0
  },
}
