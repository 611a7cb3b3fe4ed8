import { jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'

/** Who did what to what, when and from where, with what was so before and after. Written with the change itself; never altered. */
export const auditEntries = pgTable(
  'audit_entry',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    at: instant('at').notNull(),
    accountId: uuid('account_id'),
    accountName: text('account_name').notNull(),
    act: text().notNull(),
    objectKind: text('object_kind').notNull(),
    objectId: text('object_id').notNull(),
    before: jsonb(),
    after: jsonb(),
    requestId: text('request_id').notNull(),
    fromAddress: text('from_address').notNull(),
  },
  (entry) => [primaryKey({ name: 'audit_entry_pk', columns: [entry.tenantId, entry.id] })],
)
