import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { programmes } from '../programmes/tables.ts'
import type { CycleLimit, Rules } from './core.ts'

/** How often somebody may take part in a cycle of years; without a row nothing limits it. */
export const eligibilitySettings = pgTable(
  'eligibility_setting',
  {
    ...tenantOwned,
    cycleFrom: integer('cycle_from').notNull(),
    cycleYears: integer('cycle_years').notNull(),
    limits: jsonb().$type<readonly CycleLimit[]>().notNull(),
    changedBy: uuid('changed_by').notNull(),
    changedByName: text('changed_by_name').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (setting) => [primaryKey({ name: 'eligibility_setting_pk', columns: [setting.tenantId] })],
)

/** What a programme asks of people beside its audience. */
export const eligibilityRules = pgTable(
  'eligibility_rule',
  {
    ...tenantOwned,
    programmeId: uuid('programme_id').notNull(),
    /** A row of programmes that build on one another, and the place of this one in it. */
    series: text(),
    stage: integer(),
    rules: jsonb().$type<Rules>().notNull(),
    changedBy: uuid('changed_by').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (rule) => [
    primaryKey({ name: 'eligibility_rule_pk', columns: [rule.tenantId, rule.programmeId] }),
    foreignKey({
      name: 'eligibility_rule_programme_fk',
      columns: [rule.tenantId, rule.programmeId],
      foreignColumns: [programmes.tenantId, programmes.id],
    }),
  ],
)
