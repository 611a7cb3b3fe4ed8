import { boolean, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'

/** How rights are handled in this region; without a row, the defaults of `core` hold. */
export const accessSettings = pgTable(
  'access_setting',
  {
    ...tenantOwned,
    /** System, security and audit are three people's work: the system administrator neither gives roles nor reads the trail. */
    administratorsSplit: boolean('administrators_split').notNull().default(false),
    /** How long entries of the audit trail are kept. */
    auditDays: integer('audit_days').notNull(),
    changedAt: instant('changed_at').notNull(),
    changedBy: uuid('changed_by'),
  },
  (setting) => [primaryKey({ name: 'access_setting_pk', columns: [setting.tenantId] })],
)
