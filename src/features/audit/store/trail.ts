import { and, desc, eq, like, lt } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { AuditEntry, AuditQuery } from '../contract.ts'
import { auditEntries } from '../tables.ts'

function shown(row: typeof auditEntries.$inferSelect): AuditEntry {
  const { id, at, accountName, act, objectKind, objectId, before, after, requestId, fromAddress } = row
  return { id, at: at.toISOString(), accountName, act, objectKind, objectId, before, after, requestId, fromAddress }
}

/** A page of the trail, the newest first; one more than asked for when there are more. */
export async function listTrail(tx: Tx, query: AuditQuery, before: string | undefined): Promise<AuditEntry[]> {
  const rows = await tx
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.tenantId, tx.context.tenantId),
        query.objectKind ? eq(auditEntries.objectKind, query.objectKind) : undefined,
        query.objectId ? eq(auditEntries.objectId, query.objectId) : undefined,
        query.act ? like(auditEntries.act, `${query.act.replace(/[%_\\]/g, '')}%`) : undefined,
        query.accountId ? eq(auditEntries.accountId, query.accountId) : undefined,
        before ? lt(auditEntries.id, before) : undefined,
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(query.limit + 1)
  return rows.map(shown)
}

/** What happened to one object, the newest first: at most a hundred entries. */
export async function listHistory(tx: Tx, kind: string, id: string): Promise<AuditEntry[]> {
  return listTrail(tx, { limit: 99, objectKind: kind, objectId: id }, undefined)
}
