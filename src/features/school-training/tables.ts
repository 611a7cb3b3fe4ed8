import { boolean, date, foreignKey, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import { people } from '../people/tables.ts'
import type { PlanContent } from './core/content.ts'

/** How school-based training is handled in this region; without a row, the town centre has its say. */
export const schoolTrainingSettings = pgTable(
  'school_training_setting',
  {
    ...tenantOwned,
    centreApproves: boolean('centre_approves').notNull().default(true),
    changedAt: instant('changed_at').notNull(),
    changedBy: uuid('changed_by'),
  },
  (setting) => [primaryKey({ name: 'school_training_setting_pk', columns: [setting.tenantId] })],
)

export const teamKinds = ['subject', 'topic', 'grade'] as const

/** A team of a school (学科教研组, 课题组, 年级组) that lasts over the semesters; its plans hang on it. */
export const researchTeams = pgTable(
  'research_team',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    kind: text({ enum: teamKinds }).notNull(),
    name: text().notNull(),
    topic: text(),
    /** Who leads it: a backbone teacher as a rule. */
    leadId: uuid('lead_id').notNull(),
    foundedOn: date('founded_on', { mode: 'string' }).notNull(),
    closedOn: date('closed_on', { mode: 'string' }),
    createdBy: uuid('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (team) => [
    primaryKey({ name: 'research_team_pk', columns: [team.tenantId, team.id] }),
    foreignKey({
      name: 'research_team_organisation_fk',
      columns: [team.tenantId, team.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    foreignKey({
      name: 'research_team_lead_fk',
      columns: [team.tenantId, team.leadId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)

/** Who belongs to a team, its lead included. */
export const researchTeamMembers = pgTable(
  'research_team_member',
  {
    ...tenantOwned,
    teamId: uuid('team_id').notNull(),
    personId: uuid('person_id').notNull(),
    joinedOn: date('joined_on', { mode: 'string' }).notNull(),
  },
  (member) => [
    primaryKey({ name: 'research_team_member_pk', columns: [member.tenantId, member.teamId, member.personId] }),
  ],
)

export const planStates = ['draft', 'submitted', 'school_approved', 'returned', 'approved', 'closed'] as const
export const amendmentStates = ['draft', 'submitted', 'school_approved', 'returned'] as const

/** The school-based training of a school, or of one of its teams, in one semester. */
export const schoolPlans = pgTable(
  'school_plan',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    /** The school year by its first calendar year. */
    year: integer().notNull(),
    /** 1: from September. 2: from February. */
    term: integer().notNull(),
    title: text().notNull(),
    topic: text(),
    teamId: uuid('team_id'),
    state: text({ enum: planStates }).notNull(),
    /** Where a change of an approved plan is on its way; null where none is. */
    amendment: text({ enum: amendmentStates }),
    amendmentReason: text('amendment_reason'),
    /** What is being written; what is in force stands in the version. */
    draft: jsonb().$type<PlanContent>(),
    revision: integer().notNull().default(0),
    version: integer().notNull().default(0),
    versionInForce: integer('version_in_force'),
    submittedAt: instant('submitted_at'),
    approvedAt: instant('approved_at'),
    closedAt: instant('closed_at'),
    createdBy: uuid('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (plan) => [
    primaryKey({ name: 'school_plan_pk', columns: [plan.tenantId, plan.id] }),
    foreignKey({
      name: 'school_plan_organisation_fk',
      columns: [plan.tenantId, plan.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

/** What was submitted, word for word. */
export const schoolPlanVersions = pgTable(
  'school_plan_version_entry',
  {
    ...tenantOwned,
    planId: uuid('plan_id').notNull(),
    version: integer().notNull(),
    content: jsonb().$type<PlanContent>().notNull(),
    /** Why an approved plan is changed; null the first time. */
    reason: text(),
    submittedBy: uuid('submitted_by').notNull(),
    submittedFor: uuid('submitted_for').notNull(),
    submittedByName: text('submitted_by_name').notNull(),
    submittedAt: instant('submitted_at').notNull(),
  },
  (entry) => [
    primaryKey({ name: 'school_plan_version_entry_pk', columns: [entry.tenantId, entry.planId, entry.version] }),
  ],
)

export const decisionStages = ['school', 'centre'] as const
export const decisionOutcomes = ['approved', 'returned'] as const

/** The word of the principal and of the centre for one version. Repeats who submitted it, so that the database tells them apart. */
export const schoolPlanDecisions = pgTable(
  'school_plan_decision_entry',
  {
    ...tenantOwned,
    planId: uuid('plan_id').notNull(),
    version: integer().notNull(),
    stage: text({ enum: decisionStages }).notNull(),
    outcome: text({ enum: decisionOutcomes }).notNull(),
    reason: text(),
    submittedBy: uuid('submitted_by').notNull(),
    submittedFor: uuid('submitted_for').notNull(),
    decidedBy: uuid('decided_by').notNull(),
    decidedFor: uuid('decided_for').notNull(),
    decidedByName: text('decided_by_name').notNull(),
    decidedAt: instant('decided_at').notNull(),
  },
  (entry) => [
    primaryKey({
      name: 'school_plan_decision_entry_pk',
      columns: [entry.tenantId, entry.planId, entry.version, entry.stage],
    }),
    unique('school_plan_decided_by_two').on(entry.tenantId, entry.planId, entry.version, entry.decidedBy),
    unique('school_plan_decided_for_two').on(entry.tenantId, entry.planId, entry.version, entry.decidedFor),
  ],
)

/** Who takes part in a plan that is in force. */
export const schoolPlanMembers = pgTable(
  'school_plan_member',
  { ...tenantOwned, planId: uuid('plan_id').notNull(), personId: uuid('person_id').notNull() },
  (member) => [
    primaryKey({ name: 'school_plan_member_pk', columns: [member.tenantId, member.planId, member.personId] }),
  ],
)

export const sessionForms = ['theory', 'lesson_study', 'case_clinic', 'salon', 'lecture'] as const
export const sessionTiers = ['backbone', 'peers', 'reflection'] as const
export const sessionStates = ['planned', 'held', 'cancelled'] as const

/** A sitting of a plan that is in force: as it was approved, and what came of it. */
export const schoolPlanSessions = pgTable(
  'school_plan_session',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    planId: uuid('plan_id').notNull(),
    position: integer().notNull(),
    title: text().notNull(),
    form: text({ enum: sessionForms }).notNull(),
    tier: text({ enum: sessionTiers }),
    speaker: text(),
    plannedOn: date('planned_on', { mode: 'string' }).notNull(),
    plannedCentihours: integer('planned_centihours').notNull(),
    state: text({ enum: sessionStates }).notNull(),
    heldOn: date('held_on', { mode: 'string' }),
    minutes: integer(),
    /** What it brings whoever attended: never more than was approved for it. */
    centihours: integer(),
    summary: text(),
    cancelReason: text('cancel_reason'),
    recordedBy: uuid('recorded_by'),
    recordedByName: text('recorded_by_name'),
    recordedAt: instant('recorded_at'),
  },
  (session) => [primaryKey({ name: 'school_plan_session_pk', columns: [session.tenantId, session.id] })],
)

export const attendanceMarks = ['present', 'leave', 'absent'] as const

/** Whether a member was at a session. */
export const schoolPlanAttendances = pgTable(
  'school_plan_attendance',
  {
    ...tenantOwned,
    sessionId: uuid('session_id').notNull(),
    personId: uuid('person_id').notNull(),
    mark: text({ enum: attendanceMarks }).notNull(),
    reason: text(),
  },
  (mark) => [
    primaryKey({ name: 'school_plan_attendance_pk', columns: [mark.tenantId, mark.sessionId, mark.personId] }),
  ],
)

/** What a member took along from a session they attended (心得). */
export const schoolPlanReflections = pgTable(
  'school_plan_reflection',
  {
    ...tenantOwned,
    sessionId: uuid('session_id').notNull(),
    personId: uuid('person_id').notNull(),
    text: text().notNull(),
    writtenAt: instant('written_at').notNull(),
  },
  (one) => [primaryKey({ name: 'school_plan_reflection_pk', columns: [one.tenantId, one.sessionId, one.personId] })],
)

export const evidenceKinds = ['attendance', 'study', 'material', 'outcome', 'assessment'] as const
export const outcomeKinds = ['report', 'paper', 'case'] as const

/** A file that bears out what a plan says of itself; its hash is kept beside it. */
export const schoolPlanEvidence = pgTable(
  'school_plan_evidence',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    planId: uuid('plan_id').notNull(),
    sessionId: uuid('session_id'),
    /** Whose it is, where a member handed it in. */
    personId: uuid('person_id'),
    kind: text({ enum: evidenceKinds }).notNull(),
    outcomeKind: text('outcome_kind', { enum: outcomeKinds }),
    title: text().notNull(),
    fileId: uuid('file_id').notNull(),
    sha256: text().notNull(),
    addedBy: uuid('added_by').notNull(),
    addedByName: text('added_by_name').notNull(),
    addedAt: instant('added_at').notNull(),
    withdrawnByName: text('withdrawn_by_name'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason'),
  },
  (one) => [primaryKey({ name: 'school_plan_evidence_pk', columns: [one.tenantId, one.id] })],
)

/** That a plan was closed, and by whom; a closing that was undone says why. */
export const schoolPlanClosures = pgTable(
  'school_plan_closure',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    planId: uuid('plan_id').notNull(),
    closedBy: uuid('closed_by').notNull(),
    closedFor: uuid('closed_for').notNull(),
    closedByName: text('closed_by_name').notNull(),
    closedAt: instant('closed_at').notNull(),
    reopenedByName: text('reopened_by_name'),
    reopenedAt: instant('reopened_at'),
    reopenedReason: text('reopened_reason'),
  },
  (closure) => [primaryKey({ name: 'school_plan_closure_pk', columns: [closure.tenantId, closure.id] })],
)

/** What a closing gave each member; without a record for who attended nothing, and until somebody else records the closer's own. */
export const schoolPlanHours = pgTable(
  'school_plan_hours',
  {
    ...tenantOwned,
    closureId: uuid('closure_id').notNull(),
    personId: uuid('person_id').notNull(),
    attendedCentihours: integer('attended_centihours').notNull(),
    centihours: integer().notNull(),
    recordId: uuid('record_id'),
  },
  (hours) => [primaryKey({ name: 'school_plan_hours_pk', columns: [hours.tenantId, hours.closureId, hours.personId] })],
)
