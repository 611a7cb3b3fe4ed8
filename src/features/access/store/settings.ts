import { and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { accounts, roleGrants } from '../../accounts/tables.ts'
import { defaults } from '../core/grants.ts'
import { accessSettings } from '../tables.ts'

export type Settings = {
  readonly administratorsSplit: boolean
  readonly auditDays: number
  readonly delegationDays: number
}

/** How rights are handled in this region. */
export async function loadSettings(tx: Tx): Promise<Settings> {
  const [found] = await tx.select().from(accessSettings).where(eq(accessSettings.tenantId, tx.context.tenantId))
  if (!found) return defaults
  const { administratorsSplit, auditDays, delegationDays } = found
  return { administratorsSplit, auditDays, delegationDays }
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

const three = ['system_admin', 'security_admin', 'auditor'] as const

/** The accounts that hold each of the three administrators' roles over an organisation today. */
export async function listThree(tx: Tx, organisationId: string) {
  const { tenantId, today } = tx.context
  const rows = await tx
    .select({ role: roleGrants.role, accountId: roleGrants.accountId })
    .from(roleGrants)
    .innerJoin(accounts, and(eq(accounts.tenantId, roleGrants.tenantId), eq(accounts.id, roleGrants.accountId)))
    .where(
      and(
        eq(roleGrants.tenantId, tenantId),
        eq(roleGrants.organisationId, organisationId),
        inArray(roleGrants.role, [...three]),
        isNull(roleGrants.withdrawnAt),
        isNull(accounts.disabledAt),
        lte(roleGrants.fromOn, today),
        or(isNull(roleGrants.toOn), gte(roleGrants.toOn, today)),
      ),
    )
  const of = (role: (typeof three)[number]) => rows.filter((row) => row.role === role).map((row) => row.accountId)
  return { system_admin: of('system_admin'), security_admin: of('security_admin'), auditor: of('auditor') }
}
