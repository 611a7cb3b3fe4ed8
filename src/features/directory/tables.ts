import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Cell } from '../../lib/lists/cells.ts'
import { outcomes } from '../../lib/lists/outcomes.ts'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import type { Column } from './core/columns.ts'
import type { Change, Snapshot } from './core/decide.ts'
import type { Reason } from './core/reasons.ts'

/** A list of organisations that was handed in: how it is read, what it would do, what it did. */
export const directoryImports = pgTable(
  'directory_import',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    /** Whose list it is: the highest organisation over which the one who handed it in may change the tree. */
    organisationId: uuid('organisation_id').notNull(),
    /** The subtrees that its rows may touch. */
    scope: uuid().array().notNull(),
    name: text().notNull(),
    sheet: text().notNull(),
    /** The rows above the first organisation. */
    head: jsonb().$type<readonly (readonly Cell[])[]>().notNull(),
    columns: jsonb().$type<readonly Column[]>().notNull(),
    state: text({ enum: ['read', 'ready', 'applied', 'undone'] }).notNull(),
    rehearsals: integer().notNull().default(0),
    rowCount: integer('row_count').notNull(),
    createCount: integer('create_count'),
    changeCount: integer('change_count'),
    keepCount: integer('keep_count'),
    refuseCount: integer('refuse_count'),
    createdBy: uuid('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: instant('created_at').notNull(),
    appliedAt: instant('applied_at'),
    undoneAt: instant('undone_at'),
  },
  (list) => [
    primaryKey({ name: 'directory_import_pk', columns: [list.tenantId, list.id] }),
    foreignKey({
      name: 'directory_import_organisation_fk',
      columns: [list.tenantId, list.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

/** One row of such a list. */
export const directoryRows = pgTable(
  'directory_row',
  {
    ...tenantOwned,
    importId: uuid('import_id').notNull(),
    /** The row of the sheet, counted from 1. */
    no: integer().notNull(),
    cells: jsonb().$type<readonly Cell[]>().notNull(),
    outcome: text({ enum: outcomes }),
    reasons: jsonb().$type<readonly Reason[]>().notNull(),
    name: text().notNull(),
    /** Whom it means, or whom it adds. */
    organisationId: uuid('organisation_id'),
    changes: jsonb().$type<readonly Change[]>().notNull(),
    before: jsonb().$type<Snapshot>().notNull(),
    after: jsonb().$type<Snapshot>().notNull(),
    undone: text({ enum: ['removed', 'restored', 'closed'] }),
  },
  (row) => [
    primaryKey({ name: 'directory_row_pk', columns: [row.tenantId, row.importId, row.no] }),
    foreignKey({
      name: 'directory_row_import_fk',
      columns: [row.tenantId, row.importId],
      foreignColumns: [directoryImports.tenantId, directoryImports.id],
    }),
  ],
)
