import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { ConsentPurpose, RetentionKind } from '../core.ts'
import { consents, ownDataFiles, privacyTexts, retentionEntries, retentionRules } from '../tables.ts'

/** The bureau's newest wording; undefined while the program's own holds. */
export async function findText(tx: Tx) {
  const [found] = await tx
    .select()
    .from(privacyTexts)
    .where(eq(privacyTexts.tenantId, tx.context.tenantId))
    .orderBy(desc(privacyTexts.version))
    .limit(1)
  return found
}

/** Publishes a wording; false when its version is there already. */
export async function insertText(tx: Tx, row: { version: number; zh: string; en: string }): Promise<boolean> {
  const { tenantId, now: publishedAt, actor } = tx.context
  const added = await tx
    .insert(privacyTexts)
    .values({
      ...row,
      tenantId,
      publishedAt,
      publishedBy: actor?.accountId ?? null,
      publishedByName: actor?.name ?? 'system',
    })
    .onConflictDoNothing()
    .returning({ version: privacyTexts.version })
  return added.length > 0
}

/** What a person last said to each purpose. */
export async function listConsents(tx: Tx, personId: string) {
  return tx
    .selectDistinctOn([consents.purpose], {
      id: consents.id,
      purpose: consents.purpose,
      given: consents.given,
      at: consents.at,
    })
    .from(consents)
    .where(and(eq(consents.tenantId, tx.context.tenantId), eq(consents.personId, personId)))
    .orderBy(consents.purpose, desc(consents.id))
}

/** The consent of this id. */
export async function findConsent(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(consents)
    .where(and(eq(consents.tenantId, tx.context.tenantId), eq(consents.id, id)))
  return found
}

/** Records what a person says to a purpose. */
export async function insertConsent(
  tx: Tx,
  row: { id: string; personId: string; purpose: ConsentPurpose; given: boolean; textVersion: number },
): Promise<void> {
  const { tenantId, now: at, from: fromAddress } = tx.context
  await tx.insert(consents).values({ ...row, tenantId, at, fromAddress })
}

/** How long the bureau keeps what, where it said so. */
export async function listRules(tx: Tx) {
  return tx.select().from(retentionRules).where(eq(retentionRules.tenantId, tx.context.tenantId))
}

/** Says how long a kind is kept. */
export async function saveRule(tx: Tx, rule: { kind: RetentionKind; keepDays: number; reason: string }): Promise<void> {
  const { tenantId, now: changedAt, actor } = tx.context
  const change = { keepDays: rule.keepDays, reason: rule.reason, changedByName: actor?.name ?? 'system', changedAt }
  await tx
    .insert(retentionRules)
    .values({ ...change, tenantId, kind: rule.kind })
    .onConflictDoUpdate({ target: [retentionRules.tenantId, retentionRules.kind], set: change })
}

/** What was last removed of each kind. */
export async function listRemovals(tx: Tx) {
  return tx
    .selectDistinctOn([retentionEntries.kind])
    .from(retentionEntries)
    .where(eq(retentionEntries.tenantId, tx.context.tenantId))
    .orderBy(retentionEntries.kind, desc(retentionEntries.day))
}

/** Records what was removed of a kind on a day; a second run on that day adds nothing. */
export async function insertRemoval(
  tx: Tx,
  row: { day: string; kind: RetentionKind; before: Date; removed: number },
): Promise<void> {
  const { tenantId, now: at } = tx.context
  await tx
    .insert(retentionEntries)
    .values({ ...row, tenantId, at })
    .onConflictDoNothing()
}

/** The own data of this id. */
export async function findOwnData(tx: Tx, id: string) {
  const [found] = await tx
    .select()
    .from(ownDataFiles)
    .where(and(eq(ownDataFiles.tenantId, tx.context.tenantId), eq(ownDataFiles.id, id)))
  return found
}

/** A person's own data files, the newest first, without their content. */
export async function listOwnData(tx: Tx, personId: string) {
  return tx
    .select({
      id: ownDataFiles.id,
      state: ownDataFiles.state,
      size: ownDataFiles.size,
      askedAt: ownDataFiles.askedAt,
      expiresAt: ownDataFiles.expiresAt,
    })
    .from(ownDataFiles)
    .where(and(eq(ownDataFiles.tenantId, tx.context.tenantId), eq(ownDataFiles.personId, personId)))
    .orderBy(desc(ownDataFiles.id))
    .limit(10)
}

/** Records that somebody asked for their data. */
export async function insertOwnData(tx: Tx, id: string, personId: string): Promise<void> {
  const { tenantId, now: askedAt } = tx.context
  await tx.insert(ownDataFiles).values({ tenantId, id, personId, state: 'making', askedAt })
}

/** Puts the packed data where it waits to be fetched. */
export async function fillOwnData(
  tx: Tx,
  id: string,
  filled: { contentSealed: Buffer; size: number; expiresAt: Date },
): Promise<void> {
  await tx
    .update(ownDataFiles)
    .set({ ...filled, state: 'ready', readyAt: tx.context.now })
    .where(
      and(
        eq(ownDataFiles.tenantId, tx.context.tenantId),
        eq(ownDataFiles.id, id),
        sql`${ownDataFiles.state} = 'making'`,
      ),
    )
}
