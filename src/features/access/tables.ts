import { boolean, date, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
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
    /** The longest term of a delegation. */
    delegationDays: integer('delegation_days').notNull().default(90),
    changedAt: instant('changed_at').notNull(),
    changedBy: uuid('changed_by'),
  },
  (setting) => [primaryKey({ name: 'access_setting_pk', columns: [setting.tenantId] })],
)

export const termMoments = [
  'delegation_begins',
  'delegation_ends',
  'delegation_over',
  'grant_ends_14',
  'grant_ends_3',
  'grant_moved',
] as const

/** What was said of the beginning and the end of a term, so that it is said once. */
export const termNotices = pgTable(
  'term_notice_entry',
  {
    ...tenantOwned,
    objectId: uuid('object_id').notNull(),
    what: text({ enum: termMoments }).notNull(),
    /** The last day that was spoken of: a term that was renewed is spoken of again. */
    toOn: date('to_on', { mode: 'string' }).notNull(),
    at: instant('at').notNull(),
  },
  (told) => [
    primaryKey({ name: 'term_notice_entry_pk', columns: [told.tenantId, told.objectId, told.what, told.toOn] }),
  ],
)
