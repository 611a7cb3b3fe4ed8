import { boolean, date, foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Population } from '../../lib/population/population.ts'
import {
  admissions,
  programmeKinds,
  programmeLevels,
  programmeModes,
  programmeStates,
} from '../../lib/programmes/codes.ts'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import { plans } from '../plans/tables.ts'

/** One training programme (培训项目), from the draft that a plan gives to its archive. */
export const programmes = pgTable(
  'programme',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    /** The plan that promises it; none for a programme that somebody added beside the plan. */
    planId: uuid('plan_id'),
    /** Whose programme it is: the people of this subtree may be its audience. */
    organisationId: uuid('organisation_id').notNull(),
    /** Who holds it (承办单位). */
    providerId: uuid('provider_id'),
    year: integer().notNull(),
    /** Its number in the plan's table. */
    no: integer(),
    title: text().notNull(),
    /** What the plan's text calls it, where that differs from the table. */
    planTitle: text('plan_title'),
    level: text({ enum: programmeLevels }).notNull(),
    kind: text({ enum: programmeKinds }).notNull(),
    /** What its hours count towards, in the words that hour rules use (师德, 校本研修 …). */
    category: text(),
    /** Planned people; none where the whole roster is meant or the plan says nothing. */
    headcount: integer(),
    /** The plan says 约, 左右 or 余. */
    approximate: boolean().notNull(),
    /** 全员: the number is that of the live roster, never one written down. */
    wholeRoster: boolean('whole_roster').notNull(),
    /** Whom it is for, as a rule over people. */
    audience: jsonb().$type<Population>().notNull(),
    modes: text({ enum: programmeModes }).array().notNull(),
    /** Planned months; the actual dates stand beside them and never replace them. */
    months: integer().array().notNull(),
    yearRound: boolean('year_round').notNull(),
    place: text(),
    /** Hundredths of a credit hour that passing it is worth. */
    centihours: integer().notNull(),
    /** Whether those who pass get a certificate. */
    certificate: boolean().notNull(),
    /** 首席专家. */
    chiefExpert: text('chief_expert'),
    admission: text({ enum: admissions }).notNull(),
    placesMax: integer('places_max'),
    enrolOpensAt: instant('enrol_opens_at'),
    enrolClosesAt: instant('enrol_closes_at'),
    startsOn: date('starts_on', { mode: 'string' }),
    endsOn: date('ends_on', { mode: 'string' }),
    state: text({ enum: programmeStates }).notNull(),
    /** 论证: why this programme, for whom, to what end. */
    justification: text(),
    /** 培训方案, as text or as a file. */
    scheme: text(),
    schemeFileId: uuid('scheme_file_id'),
    justifiedBy: uuid('justified_by'),
    /** Whose authority it rested on. */
    justifiedFor: uuid('justified_for'),
    justifiedAt: instant('justified_at'),
    approvedBy: uuid('approved_by'),
    approvedFor: uuid('approved_for'),
    approvedAt: instant('approved_at'),
    publishedAt: instant('published_at'),
    closedOn: date('closed_on', { mode: 'string' }),
    cancelledReason: text('cancelled_reason'),
    /** Why the justification was sent back the last time. */
    returnedReason: text('returned_reason'),
    /** Whether its places are shared out by quotas. */
    hasQuotas: boolean('has_quotas').notNull().default(false),
    /** Grows with every change: an edit that started from an older one is refused. */
    version: integer().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (programme) => [
    primaryKey({ name: 'programme_pk', columns: [programme.tenantId, programme.id] }),
    foreignKey({
      name: 'programme_plan_fk',
      columns: [programme.tenantId, programme.planId],
      foreignColumns: [plans.tenantId, plans.id],
    }),
    foreignKey({
      name: 'programme_organisation_fk',
      columns: [programme.tenantId, programme.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    foreignKey({
      name: 'programme_provider_fk',
      columns: [programme.tenantId, programme.providerId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)
