import { and, desc, eq, gte, like, lt, or, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { AuditEntry, AuditFilters } from '../contract.ts'
import { auditEntries } from '../tables.ts'

const shownColumns = {
  id: auditEntries.id,
  at: auditEntries.at,
  accountId: auditEntries.accountId,
  accountName: auditEntries.accountName,
  onBehalfOf: auditEntries.onBehalfOf,
  act: auditEntries.act,
  objectKind: auditEntries.objectKind,
  objectId: auditEntries.objectId,
  before: auditEntries.before,
  after: auditEntries.after,
  requestId: auditEntries.requestId,
  fromAddress: auditEntries.fromAddress,
  sealed: sql<boolean>`not exists (select from audit_unsealed w where w.tenant_id = audit_entry.tenant_id and w.entry_id = audit_entry.id)`,
}

const plain = (text: string) => text.replace(/[%_\\]/g, '')

// An instant of the region's own calendar: the first moment of a day there.
const dayBegins = (tx: Tx, day: string) => sql`(${day}::date::timestamp at time zone ${tx.context.zone})`

function asked(tx: Tx, filters: AuditFilters) {
  return and(
    eq(auditEntries.tenantId, tx.context.tenantId),
    filters.who ? like(auditEntries.accountName, `%${plain(filters.who)}%`) : undefined,
    filters.objectKind ? eq(auditEntries.objectKind, filters.objectKind) : undefined,
    filters.objectId ? eq(auditEntries.objectId, filters.objectId) : undefined,
    // Underscores belong to the names of acts.
    filters.act ? sql`starts_with(${auditEntries.act}, ${filters.act})` : undefined,
    filters.accountId
      ? or(eq(auditEntries.accountId, filters.accountId), eq(auditEntries.onBehalfOf, filters.accountId))
      : undefined,
    filters.from ? gte(auditEntries.at, dayBegins(tx, filters.from)) : undefined,
    filters.to ? lt(auditEntries.at, sql`${dayBegins(tx, filters.to)} + interval '1 day'`) : undefined,
  )
}

/** A page of the trail, the newest first; one more than asked for when there are more. */
export async function listTrail(
  tx: Tx,
  query: AuditFilters & { readonly limit: number },
  before: string | undefined,
): Promise<AuditEntry[]> {
  const rows = await tx
    .select(shownColumns)
    .from(auditEntries)
    .where(and(asked(tx, query), before ? lt(auditEntries.id, before) : undefined))
    .orderBy(desc(auditEntries.id))
    .limit(query.limit + 1)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** What happened to one object, the newest first: at most a hundred entries. */
export async function listHistory(tx: Tx, kind: string, id: string): Promise<AuditEntry[]> {
  return listTrail(tx, { limit: 99, objectKind: kind, objectId: id }, undefined)
}
