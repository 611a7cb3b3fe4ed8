import { boolean, foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Population } from '../../lib/population/population.ts'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'

/** How many hours are asked of whom, over a year or a cycle: data that a plan or a province brings, never code. */
export const hourRequirements = pgTable(
  'hour_requirement',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    /** Asked of people here and below. */
    organisationId: uuid('organisation_id').notNull(),
    fromYear: integer('from_year').notNull(),
    toYear: integer('to_year').notNull(),
    /** Null asks about all hours together. */
    category: text(),
    minCentihours: integer('min_centihours'),
    /** What is earned beyond it is shown and not counted. */
    maxCentihours: integer('max_centihours'),
    /** Asked of everybody on average (人均). */
    average: boolean().notNull(),
    population: jsonb().$type<Population>().notNull(),
    /** 学时 or 学分. */
    unit: text({ enum: ['hour', 'credit'] }).notNull(),
    /** The document and the words it comes from. */
    source: text().notNull(),
    addedBy: uuid('added_by'),
    addedAt: instant('added_at').notNull(),
  },
  (requirement) => [
    primaryKey({ name: 'hour_requirement_pk', columns: [requirement.tenantId, requirement.id] }),
    foreignKey({
      name: 'hour_requirement_organisation_fk',
      columns: [requirement.tenantId, requirement.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)
