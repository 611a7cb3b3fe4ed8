import {
  bigint,
  boolean,
  date,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { SourceDocument } from '../../lib/source.ts'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import type { Draft } from './core/draft.ts'
import type { PlanExtract } from './core/extract.ts'

export const documentStates = ['reading', 'refused', 'in_review', 'made', 'discarded'] as const

/** A plan document that was handed in: its text, what was read from it, and what the officer makes of that. Nothing else exists before its plan is made. */
export const planDocuments = pgTable(
  'plan_document',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    fileId: uuid('file_id').notNull(),
    name: text().notNull(),
    format: text({ enum: ['docx', 'xlsx', 'pdf', 'txt'] }),
    state: text({ enum: documentStates }).notNull(),
    /** Why the file could not be read. */
    refusal: text(),
    /** The job that reads it. */
    jobId: uuid('job_id'),
    source: jsonb().$type<SourceDocument>(),
    /** What the reader found, kept as it was: undoing goes back to it. */
    extract: jsonb().$type<PlanExtract>(),
    draft: jsonb().$type<Draft>(),
    /** Grows with every change of the draft: one that started from an older draft is refused. */
    version: integer().notNull(),
    createdAt: instant('created_at').notNull(),
    createdBy: uuid('created_by'),
  },
  (document) => [
    primaryKey({ name: 'plan_document_pk', columns: [document.tenantId, document.id] }),
    foreignKey({
      name: 'plan_document_organisation_fk',
      columns: [document.tenantId, document.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

export const planStates = ['draft', 'published', 'closed'] as const

/** A year's training plan (年度培训计划). */
export const plans = pgTable(
  'plan',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    year: integer().notNull(),
    title: text().notNull(),
    issuer: text(),
    /** The five-year cycle that the year belongs to, such as 2026–2030. */
    cycle: text(),
    state: text({ enum: planStates }).notNull(),
    /** 0 while a draft; 1 when published, one more with each amendment. */
    version: integer().notNull(),
    /** Grows with every change: an edit that started from an older one is refused. */
    revision: integer().notNull(),
    /** 分: hundredths of a yuan. */
    budgetCents: bigint('budget_cents', { mode: 'number' }),
    planDocumentId: uuid('plan_document_id'),
    /** Which of the documents in that file it was made from. */
    documentIndex: integer('document_index'),
    copiedFromId: uuid('copied_from_id'),
    createdAt: instant('created_at').notNull(),
    publishedAt: instant('published_at'),
    closedAt: instant('closed_at'),
  },
  (plan) => [
    primaryKey({ name: 'plan_pk', columns: [plan.tenantId, plan.id] }),
    foreignKey({
      name: 'plan_organisation_fk',
      columns: [plan.tenantId, plan.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    unique('plan_once_per_document').on(plan.tenantId, plan.planDocumentId, plan.documentIndex),
  ],
)

/** What a plan said when it was published, and after each amendment, with the reason. */
export const planVersions = pgTable(
  'plan_version',
  {
    ...tenantOwned,
    planId: uuid('plan_id').notNull(),
    version: integer().notNull(),
    snapshot: jsonb().notNull(),
    reason: text().notNull(),
    madeBy: uuid('made_by'),
    madeByName: text('made_by_name').notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (version) => [primaryKey({ name: 'plan_version_pk', columns: [version.tenantId, version.planId, version.version] })],
)

const partOfPlan = {
  ...tenantOwned,
  id: uuid().notNull(),
  planId: uuid('plan_id').notNull(),
  position: integer().notNull(),
}

/** A phase of the year (启动, 全面实施, 评估验收) with its deadline and what it delivers. */
export const planPhases = pgTable(
  'plan_phase',
  {
    ...partOfPlan,
    name: text().notNull(),
    fromOn: date('from_on', { mode: 'string' }),
    toOn: date('to_on', { mode: 'string' }),
    deliverables: text().array().notNull(),
    doneOn: date('done_on', { mode: 'string' }),
  },
  (phase) => [primaryKey({ name: 'plan_phase_pk', columns: [phase.tenantId, phase.id] })],
)

/** The saved population that a part of a plan is about, and the version that it cites. */
const overPopulation = { populationId: uuid('population_id'), populationVersion: integer('population_version') }

export const comparators = ['>=', '<=', '=', 'range', '+pp', '+%'] as const

/** A measurable target, with the figure that stands against it. */
export const planTargets = pgTable(
  'plan_target',
  {
    ...partOfPlan,
    measure: text().notNull(),
    comparator: text({ enum: comparators }).notNull(),
    /** Hundredths of the unit: 91.5 % is 9150. */
    valueHundredths: bigint('value_hundredths', { mode: 'number' }).notNull(),
    upperHundredths: bigint('upper_hundredths', { mode: 'number' }),
    unit: text().notNull(),
    /** Of whom it is asked, in the words of the plan. */
    population: text(),
    /** The value of the base year that a rise is measured from. */
    baselineHundredths: bigint('baseline_hundredths', { mode: 'number' }),
    /**
     * `programmes`: the figure is the number of the plan's programmes; `trained`: of the people of the population, those who
     * came to a session of the plan's programmes. Both are counted when asked.
     */
    figureSource: text('figure_source', { enum: ['entered', 'programmes', 'trained'] }).notNull(),
    numerator: bigint({ mode: 'number' }),
    denominator: bigint({ mode: 'number' }),
    figuredOn: date('figured_on', { mode: 'string' }),
    ...overPopulation,
  },
  (target) => [primaryKey({ name: 'plan_target_pk', columns: [target.tenantId, target.id] })],
)

export const memberRoles = ['head', 'deputy', 'member', 'office'] as const

/** A member of the leading group (领导小组): 组长, 副组长, 成员, 责任部门. */
export const planMembers = pgTable(
  'plan_member',
  { ...partOfPlan, role: text({ enum: memberRoles }).notNull(), who: text().notNull() },
  (member) => [primaryKey({ name: 'plan_member_pk', columns: [member.tenantId, member.id] })],
)

/** A rule of credit hours as the plan states it; what is reckoned with stands in the policies. */
export const planHourRules = pgTable(
  'plan_hour_rule',
  {
    ...partOfPlan,
    scope: text().notNull(),
    category: text(),
    minCentihours: integer('min_centihours'),
    maxCentihours: integer('max_centihours'),
    period: text({ enum: ['year', 'cycle'] }),
    average: boolean().notNull(),
    ...overPopulation,
  },
  (rule) => [primaryKey({ name: 'plan_hour_rule_pk', columns: [rule.tenantId, rule.id] })],
)

/** Places by group, as the plan gives them. */
export const planQuotas = pgTable(
  'plan_quota',
  { ...partOfPlan, groupName: text('group_name').notNull(), places: integer().notNull() },
  (quota) => [primaryKey({ name: 'plan_quota_pk', columns: [quota.tenantId, quota.id] })],
)

/** A meeting of the leading group with its minutes; one a year is asked for. */
export const planMeetings = pgTable(
  'plan_meeting',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    planId: uuid('plan_id').notNull(),
    heldOn: date('held_on', { mode: 'string' }).notNull(),
    minutes: text().notNull(),
  },
  (meeting) => [primaryKey({ name: 'plan_meeting_pk', columns: [meeting.tenantId, meeting.id] })],
)

/** Under which number, when and with whom a plan was filed (备案). What was entered wrongly is voided and entered anew. */
export const planFilings = pgTable(
  'plan_filing',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    planId: uuid('plan_id').notNull(),
    number: text().notNull(),
    filedOn: date('filed_on', { mode: 'string' }).notNull(),
    authority: text().notNull(),
    fileId: uuid('file_id'),
    recordedBy: uuid('recorded_by').notNull(),
    recordedByName: text('recorded_by_name').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    voidReason: text('void_reason'),
    voidedByName: text('voided_by_name'),
    voidedAt: instant('voided_at'),
  },
  (filing) => [primaryKey({ name: 'plan_filing_pk', columns: [filing.tenantId, filing.id] })],
)
