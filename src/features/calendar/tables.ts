import { pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'

/** That a person's calendar may be read under an address, and which. */
export const calendarFeeds = pgTable(
  'calendar_feed',
  {
    ...tenantOwned,
    personId: uuid('person_id').notNull(),
    /** What the address is signed over; another one makes it useless. */
    id: uuid().notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (feed) => [primaryKey({ name: 'calendar_feed_pk', columns: [feed.tenantId, feed.personId] })],
)
