import { boolean, date, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'

/** Where a day of the calendar is not what was announced: the bureau's own word. */
export const workingDays = pgTable(
  'working_day',
  {
    ...tenantOwned,
    day: date({ mode: 'string' }).notNull(),
    works: boolean().notNull(),
    reason: text().notNull(),
    changedBy: uuid('changed_by').notNull(),
    changedByName: text('changed_by_name').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (one) => [primaryKey({ name: 'working_day_pk', columns: [one.tenantId, one.day] })],
)
