import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import { pasteSubjects, type Choice } from './core.ts'

/** A list that somebody pasted to narrow what they look at: theirs alone, and gone after a day. */
export const pastedLists = pgTable(
  'pasted_list',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    accountId: uuid('account_id').notNull(),
    subject: text({ enum: pasteSubjects }).notNull(),
    /** The keyed hash of what was pasted: a retry is known by it. */
    contentHash: bytes('content_hash').notNull(),
    head: text().array(),
    rowCount: integer('row_count').notNull(),
    foundCount: integer('found_count').notNull(),
    repeatedCount: integer('repeated_count').notNull(),
    madeAt: instant('made_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (list) => [primaryKey({ name: 'pasted_list_pk', columns: [list.tenantId, list.id] })],
)

/** What the rows of a pasted list were found to name. */
export const pastedItems = pgTable(
  'pasted_item',
  { ...tenantOwned, listId: uuid('list_id').notNull(), objectId: uuid('object_id').notNull() },
  (item) => [
    primaryKey({ name: 'pasted_item_pk', columns: [item.tenantId, item.listId, item.objectId] }),
    foreignKey({
      name: 'pasted_item_list_fk',
      columns: [item.tenantId, item.listId],
      foreignColumns: [pastedLists.tenantId, pastedLists.id],
    }),
  ],
)

/** The rows of a pasted list that name nothing, or more than one, with masked numbers. */
export const pastedRows = pgTable(
  'pasted_row',
  {
    ...tenantOwned,
    listId: uuid('list_id').notNull(),
    no: integer().notNull(),
    cells: text().array().notNull(),
    outcome: text({ enum: ['ask', 'missing'] }).notNull(),
    reason: text().notNull(),
    candidates: jsonb().$type<readonly Choice[]>().notNull(),
  },
  (row) => [
    primaryKey({ name: 'pasted_row_pk', columns: [row.tenantId, row.listId, row.no] }),
    foreignKey({
      name: 'pasted_row_list_fk',
      columns: [row.tenantId, row.listId],
      foreignColumns: [pastedLists.tenantId, pastedLists.id],
    }),
  ],
)
