import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../db/columns.ts'

/** A piece of background work that somebody can watch, cancel and try again. */
export const jobRuns = pgTable(
  'job_run',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    name: text().notNull(),
    /** What it is, in the words of whoever asked for it. */
    title: text().notNull(),
    state: text({ enum: ['waiting', 'running', 'done', 'failed', 'cancelling', 'cancelled'] }).notNull(),
    done: integer().notNull().default(0),
    total: integer(),
    /** What came of it, such as the id of a file made. */
    outcome: jsonb(),
    /** Why it failed, as a refusal code. */
    failure: text(),
    payload: jsonb().notNull(),
    attempt: integer().notNull().default(1),
    requestedBy: uuid('requested_by'),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (run) => [primaryKey({ name: 'job_run_pk', columns: [run.tenantId, run.id] })],
)
