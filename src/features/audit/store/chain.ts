import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { chainStart, type Seal } from '../core/chain.ts'
import { auditSeals, auditUnsealed } from '../tables.ts'

/** An entry as it is sealed: one line of JSON, the same for as long as nothing of the entry changes. */
export type SealedLine = { readonly id: string; readonly at: string; readonly line: string }

// `jsonb` writes the same text for the same content, whatever the order in which it came. Whose authority an act rested on
// stands at the end, where there was somebody: entries without one read as they always did.
const lineOf =
  sql.raw(`(jsonb_build_array(e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.account_id,
  e.account_name, e.act, e.object_kind, e.object_id, e.before, e.after, e.request_id, e.from_address)
  || case when e.on_behalf_of is null then '[]'::jsonb else jsonb_build_array(e.on_behalf_of) end)::text`)

/** Takes the right to seal for the rest of this transaction: false when somebody else is at it. */
export async function takeSealing(tx: Tx): Promise<boolean> {
  const { rows } = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('audit-seal ' || ${tx.context.tenantId}, 0)) as taken`,
  )
  return rows[0]?.taken ?? false
}

/** The entries that wait to be sealed and are there, in the order of their ids: at most so many. */
export async function listWaiting(tx: Tx, most: number): Promise<SealedLine[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<SealedLine>(sql`
    with waiting as (select entry_id from audit_unsealed where tenant_id = ${tenantId} order by entry_id limit ${most})
    select e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, ${lineOf} as line
    from waiting join audit_entry e on e.tenant_id = ${tenantId} and e.id = waiting.entry_id order by e.id`)
  return rows
}

/** The last link of the chain; its start when nothing was ever sealed. */
export async function findHead(tx: Tx): Promise<{ seq: number; hash: string; sealedAt: string | null }> {
  const { rows } = await tx.execute<{ seq: number; hash: string; sealedAt: string }>(sql`
    select seq, encode(hash, 'hex') as hash, to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "sealedAt"
    from audit_seal_entry where tenant_id = ${tx.context.tenantId} order by seq desc limit 1`)
  return rows[0] ?? { seq: 0, hash: chainStart, sealedAt: null }
}

/** Adds a link to the chain and lets its entries wait no longer. */
export async function insertSeal(tx: Tx, row: Omit<typeof auditSeals.$inferInsert, 'tenantId' | 'sealedAt' | 'size'>) {
  const { tenantId, now: sealedAt } = tx.context
  await tx.insert(auditSeals).values({ ...row, tenantId, sealedAt, size: row.entryIds.length })
  await tx
    .delete(auditUnsealed)
    .where(and(eq(auditUnsealed.tenantId, tenantId), inArray(auditUnsealed.entryId, row.entryIds)))
}

/** A link with the lines of the entries it covers, `null` where an entry is gone. */
export type LinkRow = Seal & { readonly entries: readonly (string | null)[] }

/** The next links of the chain after one, with their entries. */
export async function listLinks(tx: Tx, after: number, most: number): Promise<LinkRow[]> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<LinkRow>(sql`
    select s.seq, s.from_id as "fromId", s.to_id as "toId", s.size, encode(s.previous_hash, 'hex') as "previousHash",
      encode(s.hash, 'hex') as hash, covered.entries
    from (select * from audit_seal_entry where tenant_id = ${tenantId} and seq > ${after} order by seq limit ${most}) s
    cross join lateral (
      select json_agg(${lineOf} order by named.place) as entries
      from unnest(s.entry_ids) with ordinality as named(id, place)
      left join audit_entry e on e.tenant_id = s.tenant_id and e.id = named.id) covered
    order by s.seq`)
  // An entry that is gone leaves a line whose id is nothing.
  return rows.map((row) => ({
    ...row,
    entries: row.entries.map((line) => (line?.startsWith('[null,') === false ? line : null)),
  }))
}

/** Through which link the entries were taken away for their age. */
export async function findPurgedThrough(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ seq: number }>(
    sql`select coalesce(max(seq_to), 0) as seq from audit_purge_entry where tenant_id = ${tx.context.tenantId}`,
  )
  return rows[0]?.seq ?? 0
}

/** What waits to be sealed: how many entries, and since when the eldest was written. */
export async function countUnsealed(tx: Tx): Promise<{ count: number; oldestAt: string | null }> {
  const { tenantId } = tx.context
  const { rows } = await tx.execute<{ count: number; oldestAt: string | null }>(sql`
    select count(*)::int as count, to_char(min(e.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "oldestAt"
    from audit_unsealed w left join audit_entry e on e.tenant_id = w.tenant_id and e.id = w.entry_id
    where w.tenant_id = ${tenantId}`)
  return rows[0] ?? { count: 0, oldestAt: null }
}

/** Entries that no seal names although none of them waits, and entries that wait but are gone: at most a hundred of either. */
export async function listStrays(tx: Tx): Promise<{ unknown: string[]; gone: string[] }> {
  const { tenantId } = tx.context
  const unknown = await tx.execute<{ id: string }>(sql`
    select id from audit_entry where tenant_id = ${tenantId}
    except select unnest(entry_ids) from audit_seal_entry where tenant_id = ${tenantId}
    except select entry_id from audit_unsealed where tenant_id = ${tenantId} limit 100`)
  const gone = await tx.execute<{ id: string }>(sql`
    select entry_id as id from audit_unsealed where tenant_id = ${tenantId}
    except select id from audit_entry where tenant_id = ${tenantId} limit 100`)
  return { unknown: unknown.rows.map(({ id }) => id), gone: gone.rows.map(({ id }) => id) }
}

/** How many entries the trail holds, and how many of them its seals cover. */
export async function countSealed(tx: Tx): Promise<{ seals: number; sealed: number }> {
  const { rows } = await tx.execute<{ seals: number; sealed: number }>(sql`
    select count(*)::int as seals, coalesce(sum(size), 0)::int as sealed from audit_seal_entry
    where tenant_id = ${tx.context.tenantId}`)
  return rows[0] ?? { seals: 0, sealed: 0 }
}
