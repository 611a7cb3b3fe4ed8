import { foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import type { Column } from './core/columns.ts'
import type { LeftReason, Reason } from './core/reasons.ts'
import type { Change } from './core/decide.ts'

/** A list of people that was handed in: how it is read, what it would do, what it did. */
export const rosterImports = pgTable(
  'roster_import',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    /** Whose list it is: the highest organisation over which the one who handed it in may add people. */
    organisationId: uuid('organisation_id').notNull(),
    /** The subtrees that its rows may touch. */
    scope: uuid().array().notNull(),
    name: text().notNull(),
    sheet: text().notNull(),
    /** The rows above the first person, sealed. */
    headSealed: bytes('head_sealed').notNull(),
    columns: jsonb().$type<readonly Column[]>().notNull(),
    state: text({ enum: ['read', 'ready', 'applied', 'undone'] }).notNull(),
    /** How often the outcome of its rows was worked out. */
    rehearsals: integer().notNull().default(0),
    rowCount: integer('row_count').notNull(),
    createCount: integer('create_count'),
    changeCount: integer('change_count'),
    keepCount: integer('keep_count'),
    refuseCount: integer('refuse_count'),
    removedCount: integer('removed_count'),
    restoredCount: integer('restored_count'),
    leftCount: integer('left_count'),
    jobId: uuid('job_id'),
    createdBy: uuid('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: instant('created_at').notNull(),
    appliedAt: instant('applied_at'),
    undoneAt: instant('undone_at'),
  },
  (list) => [
    primaryKey({ name: 'roster_import_pk', columns: [list.tenantId, list.id] }),
    foreignKey({
      name: 'roster_import_organisation_fk',
      columns: [list.tenantId, list.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

/** One row of such a list. */
export const rosterRows = pgTable(
  'roster_row',
  {
    ...tenantOwned,
    importId: uuid('import_id').notNull(),
    id: uuid().notNull(),
    /** The row of the sheet, counted from 1. */
    no: integer().notNull(),
    cellsSealed: bytes('cells_sealed').notNull(),
    outcome: text({ enum: ['create', 'change', 'keep', 'refuse'] }),
    reasons: jsonb().$type<readonly Reason[]>().notNull(),
    name: text().notNull(),
    personId: uuid('person_id'),
    /** What changes, as people read it; identity and phone numbers masked. */
    changes: jsonb().$type<readonly Change[]>().notNull(),
    /** Columns of the person, before and after. */
    before: jsonb().$type<Readonly<Record<string, unknown>>>(),
    after: jsonb().$type<Readonly<Record<string, unknown>>>(),
    idNumberSealed: bytes('id_number_sealed'),
    idNumberHash: bytes('id_number_hash'),
    phoneSealed: bytes('phone_sealed'),
    phoneHash: bytes('phone_hash'),
    beforePhoneSealed: bytes('before_phone_sealed'),
    beforePhoneHash: bytes('before_phone_hash'),
    posts: text().array().notNull(),
    postIds: uuid('post_ids').array().notNull(),
    /** The person as the decision saw them, and as the import left them. */
    seenPrint: text('seen_print'),
    leftPrint: text('left_print'),
    undone: text({ enum: ['removed', 'restored', 'left'] }),
    undoneReasons: jsonb('undone_reasons').$type<readonly LeftReason[]>().notNull(),
  },
  (row) => [
    primaryKey({ name: 'roster_row_pk', columns: [row.tenantId, row.importId, row.no] }),
    foreignKey({
      name: 'roster_row_import_fk',
      columns: [row.tenantId, row.importId],
      foreignColumns: [rosterImports.tenantId, rosterImports.id],
    }),
  ],
)
