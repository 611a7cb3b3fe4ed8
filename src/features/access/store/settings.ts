import { eq } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { defaults } from '../core.ts'
import { accessSettings } from '../tables.ts'

export type Settings = { readonly administratorsSplit: boolean; readonly auditDays: number }

/** How rights are handled in this region. */
export async function loadSettings(tx: Tx): Promise<Settings> {
  const [found] = await tx.select().from(accessSettings).where(eq(accessSettings.tenantId, tx.context.tenantId))
  return found ? { administratorsSplit: found.administratorsSplit, auditDays: found.auditDays } : defaults
}

/** Keeps how rights are handled from now on. */
export async function saveSettings(tx: Tx, settings: Settings): Promise<void> {
  const { tenantId, now: changedAt, actor } = tx.context
  const row = { ...settings, changedAt, changedBy: actor?.accountId ?? null }
  await tx
    .insert(accessSettings)
    .values({ ...row, tenantId })
    .onConflictDoUpdate({ target: accessSettings.tenantId, set: row })
}
