import { date, foreignKey, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import { accounts } from '../accounts/tables.ts'
import { people } from '../people/tables.ts'
import { subjects, type LayoutContent } from './layouts/layout.ts'

/** The last running number of a year's statements, taken in the transaction that issues. */
export const hourStatementCounters = pgTable(
  'hour_statement_counter',
  { ...tenantOwned, year: integer().notNull(), last: integer().notNull() },
  (counter) => [primaryKey({ name: 'hour_statement_counter_pk', columns: [counter.tenantId, counter.year] })],
)

/** A statement of hours as it was issued; what it says never changes. */
export const hourStatements = pgTable(
  'hour_statement',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    number: text().notNull(),
    /** Eight characters on the paper: only who holds it can look it up. */
    code: text().notNull(),
    personId: uuid('person_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    fromYear: integer('from_year').notNull(),
    toYear: integer('to_year').notNull(),
    asOf: date('as_of', { mode: 'string' }).notNull(),
    /** The last entry of the person's chain then; 0 where there was none. */
    headSeq: integer('head_seq').notNull(),
    /** Everything that the paper says, as JSON text: its hash holds byte for byte. */
    content: text().notNull(),
    contentHash: bytes('content_hash').notNull(),
    sealFileId: uuid('seal_file_id'),
    issuedBy: uuid('issued_by').notNull(),
    issuedAt: instant('issued_at').notNull(),
  },
  (statement) => [
    primaryKey({ name: 'hour_statement_pk', columns: [statement.tenantId, statement.id] }),
    unique('hour_statement_number_unique').on(statement.tenantId, statement.number),
    foreignKey({
      name: 'hour_statement_person_fk',
      columns: [statement.tenantId, statement.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)

/** That a statement was withdrawn, and why; once for each, for good. */
export const hourStatementWithdrawals = pgTable(
  'hour_statement_withdrawal',
  {
    ...tenantOwned,
    statementId: uuid('statement_id').notNull(),
    reason: text().notNull(),
    withdrawnBy: uuid('withdrawn_by').notNull(),
    withdrawnAt: instant('withdrawn_at').notNull(),
  },
  (row) => [primaryKey({ name: 'hour_statement_withdrawal_pk', columns: [row.tenantId, row.statementId] })],
)

export const stampVerdicts = ['met', 'short', 'none'] as const

/** 年度验证: the hours officer's stamp on somebody's year. Stamped again where hours changed after it. */
export const hourYearStamps = pgTable(
  'hour_year_stamp',
  {
    ...tenantOwned,
    personId: uuid('person_id').notNull(),
    year: integer().notNull(),
    no: integer().notNull(),
    centihours: integer().notNull(),
    /** How the person stood against what the year itself asks. */
    verdict: text({ enum: stampVerdicts }).notNull(),
    headSeq: integer('head_seq').notNull(),
    stampedBy: uuid('stamped_by').notNull(),
    stampedFor: uuid('stamped_for').notNull(),
    stamperId: uuid('stamper_id'),
    stamperForId: uuid('stamper_for_id'),
    stampedAt: instant('stamped_at').notNull(),
  },
  (stamp) => [
    primaryKey({ name: 'hour_year_stamp_pk', columns: [stamp.tenantId, stamp.personId, stamp.year, stamp.no] }),
  ],
)

export const sureness = ['stated', 'found', 'general'] as const

/** 上报格式: columns that another system asks hours in. What it says stands in its draft and its versions. */
export const hourLayouts = pgTable(
  'hour_layout',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    name: text().notNull(),
    nameEn: text('name_en'),
    /** The system that takes it in, or what it is for. */
    target: text().notNull(),
    subject: text({ enum: subjects }).notNull(),
    /** What it was shipped as; null for one that was made here. */
    shipped: text(),
    sourceCites: text('source_cites').notNull(),
    sourceSure: text('source_sure', { enum: sureness }).notNull(),
    madeBy: uuid('made_by'),
    madeAt: instant('made_at').notNull(),
    /** From this day nothing is handed in by it any more. */
    endedOn: date('ended_on', { mode: 'string' }),
    endedBy: uuid('ended_by'),
    endedReason: text('ended_reason'),
  },
  (layout) => [
    primaryKey({ name: 'hour_layout_pk', columns: [layout.tenantId, layout.id] }),
    unique('hour_layout_shipped_once').on(layout.tenantId, layout.organisationId, layout.shipped),
  ],
)

/** The text of a layout that is being written: changed freely, and nothing is handed in by it. */
export const hourLayoutDrafts = pgTable(
  'hour_layout_draft',
  {
    ...tenantOwned,
    layoutId: uuid('layout_id').notNull(),
    /** Grows with every change, so that two who write at once notice each other. */
    revision: integer().notNull(),
    content: jsonb().$type<LayoutContent>().notNull(),
    /** Null where it was shipped so. */
    changedBy: uuid('changed_by'),
    changedAt: instant('changed_at').notNull(),
  },
  (draft) => [primaryKey({ name: 'hour_layout_draft_pk', columns: [draft.tenantId, draft.layoutId] })],
)

/** A text that was adopted: never changed, in force from its day until the next version's. */
export const hourLayoutVersions = pgTable(
  'hour_layout_version',
  {
    ...tenantOwned,
    layoutId: uuid('layout_id').notNull(),
    version: integer().notNull(),
    content: jsonb().$type<LayoutContent>().notNull(),
    effectiveFrom: date('effective_from', { mode: 'string' }).notNull(),
    reason: text().notNull(),
    draftedBy: uuid('drafted_by'),
    /** Null where it was shipped so. */
    adoptedBy: uuid('adopted_by'),
    adoptedAt: instant('adopted_at').notNull(),
  },
  (version) => [
    primaryKey({ name: 'hour_layout_version_pk', columns: [version.tenantId, version.layoutId, version.version] }),
  ],
)

/** Hours handed in to another system in a version of a layout of its. */
export const hourLayoutExports = pgTable(
  'hour_layout_export',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    layoutId: uuid('layout_id').notNull(),
    version: integer().notNull(),
    year: integer().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    rows: integer().notNull(),
    /** Rows that lacked something. */
    flawed: integer().notNull(),
    reason: text(),
    exportedBy: uuid('exported_by').notNull(),
    exportedAt: instant('exported_at').notNull(),
  },
  (row) => [
    primaryKey({ name: 'hour_layout_export_pk', columns: [row.tenantId, row.id] }),
    foreignKey({
      name: 'hour_layout_export_version_fk',
      columns: [row.tenantId, row.layoutId, row.version],
      foreignColumns: [hourLayoutVersions.tenantId, hourLayoutVersions.layoutId, hourLayoutVersions.version],
    }),
  ],
)

/** What went out of one person or school, as digests and never as the data. */
export const hourLayoutRows = pgTable(
  'hour_layout_row',
  {
    ...tenantOwned,
    exportId: uuid('export_id').notNull(),
    subjectId: uuid('subject_id').notNull(),
    digest: bytes().notNull(),
    /** Eight bytes for each cell, in the order of the version's columns; null before comparisons named columns. */
    cells: bytes(),
  },
  (row) => [primaryKey({ name: 'hour_layout_row_pk', columns: [row.tenantId, row.exportId, row.subjectId] })],
)

/** A list with full numbers that was made in the background: sealed, for whoever asked, until it expires. */
export const hourLayoutFullFiles = pgTable(
  'hour_layout_full_file',
  {
    ...tenantOwned,
    /** The id of the export. */
    id: uuid().notNull(),
    name: text().notNull(),
    contentSealed: bytes('content_sealed').notNull(),
    madeBy: uuid('made_by').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (file) => [
    primaryKey({ name: 'hour_layout_full_file_pk', columns: [file.tenantId, file.id] }),
    foreignKey({
      name: 'hour_layout_full_file_export_fk',
      columns: [file.tenantId, file.id],
      foreignColumns: [hourLayoutExports.tenantId, hourLayoutExports.id],
    }),
    foreignKey({
      name: 'hour_layout_full_file_maker_fk',
      columns: [file.tenantId, file.madeBy],
      foreignColumns: [accounts.tenantId, accounts.id],
    }),
  ],
)

/** That somebody was reminded of missing hours. */
export const hourReminders = pgTable(
  'hour_reminder',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    year: integer().notNull(),
    missing: integer().notNull(),
    remindedBy: uuid('reminded_by').notNull(),
    remindedAt: instant('reminded_at').notNull(),
  },
  (row) => [primaryKey({ name: 'hour_reminder_pk', columns: [row.tenantId, row.id] })],
)
