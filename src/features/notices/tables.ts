import { foreignKey, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { accounts } from '../accounts/tables.ts'
import { people } from '../people/tables.ts'

/** One thing that somebody is told. The sentence is made where it is read, from the code and its parameters. */
export const notices = pgTable(
  'notice',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    /** Exactly one of the two: a person (whatever account they open later), or an account without one. */
    personId: uuid('person_id'),
    accountId: uuid('account_id'),
    code: text().notNull(),
    params: jsonb().$type<Record<string, string | number>>().notNull(),
    /** Where to go on, as a path of this site. */
    link: text(),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
  },
  (notice) => [
    primaryKey({ name: 'notice_pk', columns: [notice.tenantId, notice.id] }),
    foreignKey({
      name: 'notice_person_fk',
      columns: [notice.tenantId, notice.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    foreignKey({
      name: 'notice_account_fk',
      columns: [notice.tenantId, notice.accountId],
      foreignColumns: [accounts.tenantId, accounts.id],
    }),
  ],
)
