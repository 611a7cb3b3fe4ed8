import { bigint, boolean, date, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { origins, runStates } from './core.ts'

/** When backups are made by themselves, where to, and how many are kept. Only the deployment's first bureau has a row. */
export const backupSettings = pgTable(
  'backup_setting',
  {
    ...tenantOwned,
    isOn: boolean('is_on').notNull(),
    atMinute: integer('at_minute').notNull(),
    folder: text(),
    keepDays: integer('keep_days').notNull(),
    keepWeeks: integer('keep_weeks').notNull(),
    keepMonths: integer('keep_months').notNull(),
    madeAt: instant('made_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    changedByName: text('changed_by_name').notNull(),
  },
  (setting) => [primaryKey({ name: 'backup_setting_pk', columns: [setting.tenantId] })],
)

/** One backup: its id is that of the work that makes it. */
export const backupRuns = pgTable(
  'backup_run',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    origin: text({ enum: origins }).notNull(),
    day: date({ mode: 'string' }),
    name: text(),
    folder: text(),
    state: text({ enum: runStates }).notNull(),
    size: bigint({ mode: 'number' }),
    rowCount: bigint('row_count', { mode: 'number' }),
    fileCount: integer('file_count'),
    tookMs: integer('took_ms'),
    askedAt: instant('asked_at').notNull(),
    askedByName: text('asked_by_name').notNull(),
    finishedAt: instant('finished_at'),
    verifiedAt: instant('verified_at'),
    /** Why it failed, or what is wrong with its file, as a refusal code. */
    failure: text(),
    detail: jsonb(),
  },
  (run) => [
    primaryKey({ name: 'backup_run_pk', columns: [run.tenantId, run.id] }),
    unique('backup_run_day_unique').on(run.tenantId, run.day),
  ],
)

/** The days on which the administrators were told that no good backup is young enough. */
export const backupWarnings = pgTable(
  'backup_warning_entry',
  { ...tenantOwned, day: date({ mode: 'string' }).notNull(), at: instant('at').notNull() },
  (warning) => [primaryKey({ name: 'backup_warning_entry_pk', columns: [warning.tenantId, warning.day] })],
)
