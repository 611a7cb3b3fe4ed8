import { and, eq, inArray, sql } from 'drizzle-orm'
import { runNamed, type Tx } from '../../../platform/db/db.ts'
import { programmes } from '../../programmes/tables.ts'
import { noRules, usualSettings, type CycleLimit, type EligibilitySettings, type Rules } from '../core.ts'
import { eligibilityRules, eligibilitySettings } from '../tables.ts'

/** What a programme asks of people, with its place in a series. */
export type RuleSet = { readonly series: string | null; readonly stage: number | null; readonly rules: Rules }

type Row = {
  programme_id: string
  series: string | null
  stage: number | null
  rules: Partial<Rules> | null
  cycle_from: number | null
  cycle_years: number | null
  limits: readonly CycleLimit[] | null
}

type Loaded = RuleSet & { readonly settings: EligibilitySettings }

/** What these programmes ask of people and what the bureau set about cycles, in one statement however many they are. */
export async function loadRuleSets(tx: Tx, programmeIds: readonly string[]): Promise<ReadonlyMap<string, Loaded>> {
  const { tenantId } = tx.context
  const rows = await runNamed<Row>(
    tx,
    'load_eligibility_rules',
    sql`
    select one.id as programme_id, rule.series, rule.stage, rule.rules, setting.cycle_from, setting.cycle_years, setting.limits
    from unnest(${sql.param(`{${programmeIds.join(',')}}`)}::uuid[]) as one (id)
    left join eligibility_rule rule on rule.tenant_id = ${tenantId}::uuid and rule.programme_id = one.id
    left join eligibility_setting setting on setting.tenant_id = ${tenantId}::uuid`,
  )
  return new Map(rows.map((row) => [row.programme_id, loadedOf(row)]))
}

/** What a programme asks of people and what the bureau set about cycles, in one statement. */
export async function loadRules(tx: Tx, programmeId: string): Promise<Loaded> {
  return (await loadRuleSets(tx, [programmeId])).get(programmeId) ?? loadedOf(undefined)
}

function loadedOf(row: Row | undefined): Loaded {
  const settings =
    row?.limits && row.cycle_from !== null && row.cycle_years !== null
      ? { cycleFrom: row.cycle_from, cycleYears: row.cycle_years, limits: row.limits }
      : usualSettings
  return { series: row?.series ?? null, stage: row?.stage ?? null, rules: { ...noRules, ...row?.rules }, settings }
}

/** What these programmes are called. */
export async function titlesOf(tx: Tx, ids: readonly string[]): Promise<{ id: string; title: string }[]> {
  if (ids.length === 0) return []
  return tx
    .select({ id: programmes.id, title: programmes.title })
    .from(programmes)
    .where(and(eq(programmes.tenantId, tx.context.tenantId), inArray(programmes.id, [...ids])))
}

/** Keeps what a programme asks of people. */
export async function saveRules(tx: Tx, programmeId: string, set: RuleSet, by: string): Promise<void> {
  const { tenantId, now } = tx.context
  const row = { series: set.series, stage: set.stage, rules: set.rules, changedBy: by, changedAt: now }
  await tx
    .insert(eligibilityRules)
    .values({ ...row, tenantId, programmeId })
    .onConflictDoUpdate({ target: [eligibilityRules.tenantId, eligibilityRules.programmeId], set: row })
}

/** What the bureau set about cycles, or what holds where it said nothing. */
export async function readSettings(tx: Tx): Promise<EligibilitySettings> {
  const [found] = await tx
    .select()
    .from(eligibilitySettings)
    .where(eq(eligibilitySettings.tenantId, tx.context.tenantId))
  return found ? { cycleFrom: found.cycleFrom, cycleYears: found.cycleYears, limits: found.limits } : usualSettings
}

/** Keeps what the bureau set about cycles. */
export async function saveSettings(
  tx: Tx,
  settings: EligibilitySettings,
  by: { readonly accountId: string; readonly name: string },
): Promise<void> {
  const { tenantId, now } = tx.context
  const row = { ...settings, changedBy: by.accountId, changedByName: by.name, changedAt: now }
  await tx
    .insert(eligibilitySettings)
    .values({ ...row, tenantId })
    .onConflictDoUpdate({ target: [eligibilitySettings.tenantId], set: row })
}
