import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import { listKinds } from './core.ts'

/** A list that was tried row by row and then applied exactly so, with what each row did, so that it can be undone as a whole. */
export const appliedLists = pgTable(
  'applied_list',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    kind: text({ enum: listKinds }).notNull(),
    /** What it was applied to; empty where it is to nothing in particular. */
    about: text().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    name: text().notNull(),
    sha256: text().notNull(),
    state: text({ enum: ['applied', 'undone'] }).notNull(),
    rowCount: integer('row_count').notNull(),
    createCount: integer('create_count').notNull(),
    changeCount: integer('change_count').notNull(),
    keepCount: integer('keep_count').notNull(),
    refuseCount: integer('refuse_count').notNull(),
    changes: jsonb().$type<readonly unknown[]>().notNull(),
    createdBy: uuid('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    appliedAt: instant('applied_at').notNull(),
    /** How many rows were taken back; none where nobody counted. */
    undoneCount: integer('undone_count'),
    undoneByName: text('undone_by_name'),
    undoneAt: instant('undone_at'),
  },
  (list) => [
    primaryKey({ name: 'applied_list_pk', columns: [list.tenantId, list.id] }),
    foreignKey({
      name: 'applied_list_organisation_fk',
      columns: [list.tenantId, list.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)
