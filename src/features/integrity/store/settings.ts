import { eq } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { usualSettings, type IntegritySettings } from '../core.ts'
import { integritySettings } from '../tables.ts'

/** What the bureau set about bans, or what holds where it said nothing. */
export async function readSettings(tx: Tx): Promise<IntegritySettings> {
  const [found] = await tx.select().from(integritySettings).where(eq(integritySettings.tenantId, tx.context.tenantId))
  if (!found) return usualSettings
  const { banMonths, levels, kinds, causes, appealDays } = found
  return { banMonths, levels, kinds, causes, appealDays }
}

/** Keeps what the bureau set. */
export async function saveSettings(
  tx: Tx,
  settings: IntegritySettings,
  by: { readonly accountId: string; readonly name: string },
): Promise<void> {
  const { tenantId, now } = tx.context
  const row = {
    ...{ banMonths: settings.banMonths, appealDays: settings.appealDays, changedBy: by.accountId },
    ...{ levels: [...settings.levels], kinds: [...settings.kinds], causes: [...settings.causes] },
    ...{ changedByName: by.name, changedAt: now },
  }
  await tx
    .insert(integritySettings)
    .values({ ...row, tenantId })
    .onConflictDoUpdate({ target: [integritySettings.tenantId], set: row })
}
