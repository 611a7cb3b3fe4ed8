import { sql } from 'drizzle-orm'
import { check, foreignKey, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { accounts } from '../accounts/tables.ts'
import { people } from '../people/tables.ts'

/** When somebody was last reminded of the hours that they will miss: one row a person. */
export const forecastReminders = pgTable(
  'forecast_reminder',
  {
    ...tenantOwned,
    personId: uuid('person_id').notNull(),
    remindedAt: instant('reminded_at').notNull(),
    remindedBy: uuid('reminded_by').notNull(),
    /** Whose authority it rested on. */
    remindedFor: uuid('reminded_for').notNull(),
    /** What was missing then of the requirement that missed most. */
    short: integer().notNull(),
  },
  (reminder) => [
    primaryKey({ name: 'forecast_reminder_pk', columns: [reminder.tenantId, reminder.personId] }),
    foreignKey({
      name: 'forecast_reminder_person_fk',
      columns: [reminder.tenantId, reminder.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    foreignKey({
      name: 'forecast_reminder_by_fk',
      columns: [reminder.tenantId, reminder.remindedBy],
      foreignColumns: [accounts.tenantId, accounts.id],
    }),
    foreignKey({
      name: 'forecast_reminder_for_fk',
      columns: [reminder.tenantId, reminder.remindedFor],
      foreignColumns: [accounts.tenantId, accounts.id],
    }),
    check('forecast_reminder_short', sql`${reminder.short} > 0`),
  ],
)
