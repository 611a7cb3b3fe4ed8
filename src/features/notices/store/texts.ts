import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { noticeTexts } from '../tables.ts'

/** What the bureau says in its own words. */
export async function listOwnTexts(tx: Tx) {
  return tx.select().from(noticeTexts).where(eq(noticeTexts.tenantId, tx.context.tenantId))
}

/** The bureau's own words for one notice; undefined where it never had any. */
export async function findOwnText(tx: Tx, code: string) {
  const [found] = await tx
    .select()
    .from(noticeTexts)
    .where(and(eq(noticeTexts.tenantId, tx.context.tenantId), eq(noticeTexts.code, code)))
  return found
}

/** Writes the bureau's words over the version that was seen; undefined where another was written meanwhile. */
export async function saveOwnText(
  tx: Tx,
  { code, zh, en, version }: { code: string; zh: string | null; en: string | null; version: number },
) {
  const { tenantId, actor, now: changedAt } = tx.context
  const said = { zh, en, changedAt, changedBy: actor?.accountId ?? '', changedByName: actor?.name ?? '' }
  const [saved] =
    version === 0
      ? await tx
          .insert(noticeTexts)
          .values({ ...said, tenantId, code, version: 1 })
          .onConflictDoNothing()
          .returning()
      : await tx
          .update(noticeTexts)
          .set({ ...said, version: sql`${noticeTexts.version} + 1` })
          .where(and(eq(noticeTexts.tenantId, tenantId), eq(noticeTexts.code, code), eq(noticeTexts.version, version)))
          .returning()
  return saved
}
