import { bigint, boolean, date, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import type { Difference, FrozenBook, FrozenExemption, FrozenFacts, FrozenRequirement } from './core.ts'

/** An edition of a closed year. The first one stays when a second is made. */
export const hourYears = pgTable(
  'hour_year',
  {
    ...tenantOwned,
    /** The id of the work that made it. */
    id: uuid().notNull(),
    year: integer().notNull(),
    edition: integer().notNull(),
    /** The day whose roster and rules it shows. */
    frozenOn: date('frozen_on', { mode: 'string' }).notNull(),
    frozenAt: instant('frozen_at').notNull(),
    frozenBy: uuid('frozen_by').notNull(),
    frozenFor: uuid('frozen_for').notNull(),
    reason: text(),
    /** In post. */
    people: integer().notNull(),
    /** All whose hours it holds: also those who left. */
    persons: integer().notNull(),
    entries: bigint({ mode: 'number' }).notNull(),
    /** Verified hours of the year itself, of everybody. */
    centihours: bigint({ mode: 'number' }).notNull(),
    onTheWay: integer('on_the_way').notNull(),
    onTheWayCentihours: bigint('on_the_way_centihours', { mode: 'number' }).notNull(),
    requirements: jsonb().$type<readonly FrozenRequirement[]>().notNull(),
    rootSeq: integer('root_seq'),
    rootHash: bytes('root_hash'),
    /** SHA-256 over the rules and every person's line. */
    hash: bytes().notNull(),
  },
  (row) => [
    primaryKey({ name: 'hour_year_pk', columns: [row.tenantId, row.year, row.edition] }),
    unique('hour_year_id').on(row.tenantId, row.id),
  ],
)

const ofEdition = { ...tenantOwned, year: integer().notNull(), edition: integer().notNull() }

/** What was asked of the people below the same organisations: the policies word for word, as they were. */
export const hourYearRules = pgTable(
  'hour_year_rules',
  {
    ...ofEdition,
    no: integer().notNull(),
    organisationIds: uuid('organisation_ids').array().notNull(),
    books: jsonb().$type<readonly FrozenBook[]>().notNull(),
    hash: bytes().notNull(),
  },
  (row) => [primaryKey({ name: 'hour_year_rules_pk', columns: [row.tenantId, row.year, row.edition, row.no] })],
)

/** One person as they were: where, what rules ask about them, what excused them, and how far their chain went. */
export const hourYearPeople = pgTable(
  'hour_year_person',
  {
    ...ofEdition,
    personId: uuid('person_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    organisationName: text('organisation_name').notNull(),
    name: text().notNull(),
    staffNo: text('staff_no').notNull(),
    inPost: boolean('in_post').notNull(),
    rulesNo: integer('rules_no'),
    facts: jsonb().$type<FrozenFacts>().notNull(),
    exemptions: jsonb().$type<readonly FrozenExemption[]>().notNull(),
    headSeq: integer('head_seq').notNull(),
    headHash: bytes('head_hash').notNull(),
    /** Hours by year and class, of the entries up to the head: three lists of one length. */
    years: integer().array().notNull(),
    classIds: integer('class_ids').array().notNull(),
    centihours: integer().array().notNull(),
    /** The most that is missing of anything that has to be reached. */
    missing: integer().notNull(),
    hash: bytes().notNull(),
  },
  (row) => [primaryKey({ name: 'hour_year_person_pk', columns: [row.tenantId, row.year, row.edition, row.personId] })],
)

/** How one person stood against one requirement, in hundredths of its unit. */
export const hourYearStandings = pgTable(
  'hour_year_standing',
  {
    ...ofEdition,
    personId: uuid('person_id').notNull(),
    requirementId: text('requirement_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    state: text({ enum: ['met', 'short', 'exempt', 'aim', 'limit'] }).notNull(),
    needed: integer().notNull(),
    earned: integer().notNull(),
    counted: integer().notNull(),
    over: integer().notNull(),
    carried: integer().notNull(),
    missing: integer().notNull(),
  },
  (row) => [
    primaryKey({
      name: 'hour_year_standing_pk',
      columns: [row.tenantId, row.year, row.edition, row.personId, row.requirementId],
    }),
  ],
)

/** That an edition was recomputed, and what came out. */
export const hourYearChecks = pgTable(
  'hour_year_check',
  {
    ...ofEdition,
    id: uuid().notNull(),
    /** Null where the command line asked. */
    checkedBy: uuid('checked_by'),
    checkedAt: instant('checked_at').notNull(),
    persons: integer().notNull(),
    /** The first difference; null where everything came out as it was. */
    difference: jsonb().$type<Difference>(),
  },
  (row) => [primaryKey({ name: 'hour_year_check_pk', columns: [row.tenantId, row.id] })],
)
