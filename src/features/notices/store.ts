import { and, count, desc, eq, getTableColumns, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { accounts } from '../accounts/tables.ts'
import { hasWords } from './catalogue.ts'
import { isNeeded } from './core/weights.ts'
import { sendsMail } from './mailing.ts'
import { notices, noticeTexts } from './tables.ts'

/** What somebody is told, and where to go on. */
export type Message = {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
  readonly link?: string
}

/** Tells people, and accounts that belong to nobody on the roster. Their reader sees it at the next look. What no feature words is a defect. */
export async function notify(
  tx: Tx,
  to: { readonly personIds?: readonly string[]; readonly accountIds?: readonly string[] },
  message: Message,
): Promise<void> {
  const { tenantId, now } = tx.context
  const { personIds = [], accountIds = [] } = to
  const readers = [...personIds, ...accountIds]
  if (readers.length === 0) return
  const { code, params, link = null } = message
  if (!hasWords(code)) throw new Error(`no feature words the notice ${code}`)
  const ids = readers.map(() => newId(now.getTime()))
  // A whole region may be told at once: two arrays cost the same however long they are.
  const telling = sql`
    insert into notice (tenant_id, id, person_id, account_id, code, params, link, created_at)
    select ${tenantId}::uuid, told.id, case when nth <= ${personIds.length}::integer then coalesce(gone.merged_into, reader) end,
      case when nth > ${personIds.length}::integer then reader end, ${code}, ${JSON.stringify(params)}::jsonb, ${link}::text, ${now}
    from unnest(${list(ids)}::uuid[], ${list(readers)}::uuid[]) with ordinality as told (id, reader, nth)
    -- Whoever was merged into another number reads under that one.
    left join person gone on gone.tenant_id = ${tenantId}::uuid and gone.id = reader and gone.merged_into is not null`
  await tx.execute(sendsMail() ? withLetters(tx, telling, code) : telling)
}

// The letters of those who want them by e-mail, in the same statement. One by one by their keys: most have no address.
function withLetters(tx: Tx, telling: SQL, code: string): SQL {
  const { tenantId, now } = tx.context
  const wanted = isNeeded(code) ? sql`wish.wanted <> 'none'` : sql`wish.wanted = 'all'`
  return sql`
    with told as (${telling} returning id, person_id, account_id)
    insert into mail_letter (tenant_id, id, account_id, notice_id, state, due_at, created_at)
    select ${tenantId}::uuid, told.id, reader.account_id, told.id, 'waiting', ${now}, ${now}
    from told cross join lateral (
      select wish.account_id
      from account join mail_address wish on wish.tenant_id = account.tenant_id and wish.account_id = account.id
      where account.tenant_id = ${tenantId}::uuid and account.person_id = told.person_id
        and account.disabled_at is null and ${wanted}
      union all
      select wish.account_id
      from account join mail_address wish on wish.tenant_id = account.tenant_id and wish.account_id = account.id
      where account.tenant_id = ${tenantId}::uuid and account.id = told.account_id
        and account.disabled_at is null and ${wanted}
      limit 1) as reader`
}

// Ids hold nothing that would have to be escaped.
const list = (ids: readonly string[]) => sql.param(`{${ids.join(',')}}`)

async function readerOf(tx: Tx, accountId: string) {
  const [account] = await tx
    .select({ personId: accounts.personId })
    .from(accounts)
    .where(and(eq(accounts.tenantId, tx.context.tenantId), eq(accounts.id, accountId)))
  const personId = account?.personId ?? null
  return and(
    eq(notices.tenantId, tx.context.tenantId),
    personId === null
      ? eq(notices.accountId, accountId)
      : or(eq(notices.personId, personId), eq(notices.accountId, accountId)),
  )
}

/** A page of an account's notices, the newest first; one more than asked for when there are more. */
export async function listNotices(tx: Tx, accountId: string, limit: number, before: string | undefined) {
  return tx
    .select({ ...getTableColumns(notices), own: { zh: noticeTexts.zh, en: noticeTexts.en } })
    .from(notices)
    .leftJoin(noticeTexts, and(eq(noticeTexts.tenantId, notices.tenantId), eq(noticeTexts.code, notices.code)))
    .where(and(await readerOf(tx, accountId), before ? lt(notices.id, before) : undefined))
    .orderBy(desc(notices.id))
    .limit(limit + 1)
}

/** How many notices of an account nobody has read yet. */
export async function countUnread(tx: Tx, accountId: string): Promise<number> {
  const [found] = await tx
    .select({ size: count() })
    .from(notices)
    .where(and(await readerOf(tx, accountId), isNull(notices.readAt)))
  return found?.size ?? 0
}

/** Marks an account's notices as read: these, or all when none is named. */
export async function markRead(tx: Tx, accountId: string, ids: readonly string[]): Promise<void> {
  await tx
    .update(notices)
    .set({ readAt: tx.context.now })
    .where(
      and(
        await readerOf(tx, accountId),
        isNull(notices.readAt),
        ids.length > 0 ? inArray(notices.id, [...ids]) : undefined,
      ),
    )
}
