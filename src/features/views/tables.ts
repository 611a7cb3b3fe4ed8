import { foreignKey, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { accounts } from '../accounts/tables.ts'
import { organisations } from '../organisations/tables.ts'

/** How somebody looks at a list, under a name. */
export const savedViews = pgTable(
  'saved_view',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    accountId: uuid('account_id').notNull(),
    /** The address of the page, with `:id` where one names an object. */
    list: text().notNull(),
    name: text().notNull(),
    /** The conditions, as they stand in the address. */
    search: text().notNull(),
    /** The columns put away; null leaves them as they are. */
    hiddenColumns: text('hidden_columns').array(),
    /** Everybody who works in the subtree of this organisation may use it too. */
    sharedWith: uuid('shared_with'),
    madeAt: instant('made_at').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (view) => [
    primaryKey({ name: 'saved_view_pk', columns: [view.tenantId, view.id] }),
    foreignKey({
      name: 'saved_view_account_fk',
      columns: [view.tenantId, view.accountId],
      foreignColumns: [accounts.tenantId, accounts.id],
    }),
    foreignKey({
      name: 'saved_view_shared_with_fk',
      columns: [view.tenantId, view.sharedWith],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    unique('saved_view_name_unique').on(view.tenantId, view.accountId, view.list, view.name),
  ],
)

/** The view with which somebody finds a list when they come to it. */
export const savedViewDefaults = pgTable(
  'saved_view_default',
  {
    ...tenantOwned,
    accountId: uuid('account_id').notNull(),
    list: text().notNull(),
    viewId: uuid('view_id').notNull(),
  },
  (chosen) => [
    primaryKey({ name: 'saved_view_default_pk', columns: [chosen.tenantId, chosen.accountId, chosen.list] }),
    foreignKey({
      name: 'saved_view_default_view_fk',
      columns: [chosen.tenantId, chosen.viewId],
      foreignColumns: [savedViews.tenantId, savedViews.id],
    }),
  ],
)
