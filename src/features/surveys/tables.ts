import { boolean, date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Population } from '../../lib/population/population.ts'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import type { Answers, Question, Tally } from './core.ts'

export const needsRules = ['off', 'warn', 'block'] as const
export const surveyStates = ['draft', 'open', 'closed'] as const

/** What becomes of a programme that is to be published without a survey; without a row, a warning. */
export const surveySettings = pgTable(
  'survey_setting',
  {
    ...tenantOwned,
    needs: text({ enum: needsRules }).notNull(),
    changedBy: uuid('changed_by').notNull(),
    changedByName: text('changed_by_name').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (setting) => [primaryKey({ name: 'survey_setting_pk', columns: [setting.tenantId] })],
)

/** A survey of what people need, most often of one programme. */
export const surveys = pgTable(
  'survey',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    programmeId: uuid('programme_id'),
    title: text().notNull(),
    lead: text().notNull(),
    anonymous: boolean().notNull(),
    audience: jsonb().$type<Population>().notNull(),
    /** The saved population whose rule this is. */
    populationId: uuid('population_id'),
    questions: jsonb().$type<readonly Question[]>().notNull(),
    closesOn: date('closes_on', { mode: 'string' }).notNull(),
    state: text({ enum: surveyStates }).notNull(),
    version: integer().notNull(),
    createdBy: uuid('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: instant('created_at').notNull(),
    openedAt: instant('opened_at'),
    closedAt: instant('closed_at'),
  },
  (survey) => [primaryKey({ name: 'survey_pk', columns: [survey.tenantId, survey.id] })],
)

/** Who is asked, and whether they answered. */
export const surveyInvited = pgTable(
  'survey_invited',
  {
    ...tenantOwned,
    surveyId: uuid('survey_id').notNull(),
    personId: uuid('person_id').notNull(),
    answered: boolean().notNull().default(false),
  },
  (row) => [primaryKey({ name: 'survey_invited_pk', columns: [row.tenantId, row.surveyId, row.personId] })],
)

/** What was answered, added up. */
export const surveyTallies = pgTable(
  'survey_tally',
  {
    ...tenantOwned,
    surveyId: uuid('survey_id').notNull(),
    piece: integer().notNull(),
    tally: jsonb().$type<Tally>().notNull(),
  },
  (row) => [primaryKey({ name: 'survey_tally_pk', columns: [row.tenantId, row.surveyId, row.piece] })],
)

/** Who said what, of a survey that is not anonymous. */
export const surveyAnswers = pgTable(
  'survey_answer',
  {
    ...tenantOwned,
    surveyId: uuid('survey_id').notNull(),
    personId: uuid('person_id').notNull(),
    answers: jsonb().$type<Answers>().notNull(),
    answeredAt: instant('answered_at').notNull(),
  },
  (row) => [primaryKey({ name: 'survey_answer_pk', columns: [row.tenantId, row.surveyId, row.personId] })],
)
