import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Population } from '../../lib/population/population.ts'
import { instant, tenantOwned } from '../../platform/db/columns.ts'

/** A rule over people that has a name, so that everybody means the same people by it. */
export const populations = pgTable(
  'population',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    /** Whose it is: it means people of this subtree. */
    organisationId: uuid('organisation_id').notNull(),
    name: text().notNull(),
    note: text(),
    /** The version in force. */
    version: integer().notNull(),
    closedAt: instant('closed_at'),
    createdAt: instant('created_at').notNull(),
  },
  (population) => [primaryKey({ name: 'population_pk', columns: [population.tenantId, population.id] })],
)

/** Every rule that a population ever was, append-only: a use of the past keeps its meaning. */
export const populationVersionEntries = pgTable(
  'population_version_entry',
  {
    ...tenantOwned,
    populationId: uuid('population_id').notNull(),
    version: integer().notNull(),
    rule: jsonb().$type<Population>().notNull(),
    reason: text(),
    madeByName: text('made_by_name').notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (entry) => [
    primaryKey({ name: 'population_version_entry_pk', columns: [entry.tenantId, entry.populationId, entry.version] }),
  ],
)

export const useKinds = ['programme', 'target', 'requirement', 'report'] as const

/** Where a population is used and which version was meant, append-only; the newest use of an object counts. */
export const populationUseEntries = pgTable(
  'population_use_entry',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    populationId: uuid('population_id').notNull(),
    version: integer().notNull(),
    objectKind: text('object_kind', { enum: useKinds }).notNull(),
    objectId: uuid('object_id').notNull(),
    objectTitle: text('object_title').notNull(),
    usedAt: instant('used_at').notNull(),
    /** The object uses it no longer. */
    isOver: boolean('is_over').notNull().default(false),
  },
  (entry) => [primaryKey({ name: 'population_use_entry_pk', columns: [entry.tenantId, entry.id] })],
)
