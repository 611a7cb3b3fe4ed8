import { foreignKey, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import { people } from '../people/tables.ts'
import type { Rules } from './core/engine.ts'
import { candidateOuts, selectionKinds, selectionStates } from './core/states.ts'

/** A selection in steps: for places in a programme, and, by the same rules, for titles and honours. */
export const selections = pgTable(
  'selection',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    kind: text({ enum: selectionKinds }).notNull(),
    title: text().notNull(),
    programmeId: uuid('programme_id'),
    state: text({ enum: selectionStates }).notNull(),
    rules: jsonb().$type<Rules>().notNull(),
    /** Draws the lots; made when it begins to run. */
    seed: text(),
    /** Which step is open, from 0. */
    step: integer().notNull().default(0),
    createdBy: uuid('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: instant('created_at').notNull(),
    cancelReason: text('cancel_reason'),
    settledAt: instant('settled_at'),
    /** How many places the programme had then: what it has beyond was added later. */
    settledPlacesMax: integer('settled_places_max'),
  },
  (one) => [
    primaryKey({ name: 'selection_pk', columns: [one.tenantId, one.id] }),
    foreignKey({
      name: 'selection_organisation_fk',
      columns: [one.tenantId, one.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

/** Who takes part in a selection, with what the quota and the ties look at, as of that day. */
export const selectionCandidates = pgTable(
  'selection_candidate',
  {
    ...tenantOwned,
    selectionId: uuid('selection_id').notNull(),
    personId: uuid('person_id').notNull(),
    number: integer().notNull(),
    schoolId: uuid('school_id').notNull(),
    stage: text().notNull(),
    kind: text().notNull(),
    years: integer().notNull(),
    out: text({ enum: candidateOuts }),
    outReason: text('out_reason'),
  },
  (one) => [
    primaryKey({ name: 'selection_candidate_pk', columns: [one.tenantId, one.selectionId, one.personId] }),
    unique('selection_candidate_number').on(one.tenantId, one.selectionId, one.number),
    foreignKey({
      name: 'selection_candidate_person_fk',
      columns: [one.tenantId, one.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)

/** Who marks in a selection. */
export const selectionExperts = pgTable(
  'selection_expert',
  {
    ...tenantOwned,
    selectionId: uuid('selection_id').notNull(),
    accountId: uuid('account_id').notNull(),
    personId: uuid('person_id'),
    schoolId: uuid('school_id'),
    name: text().notNull(),
  },
  (one) => [primaryKey({ name: 'selection_expert_pk', columns: [one.tenantId, one.selectionId, one.accountId] })],
)

/** That an expert should not mark somebody, as they said themselves. */
export const selectionConflicts = pgTable(
  'selection_conflict',
  {
    ...tenantOwned,
    selectionId: uuid('selection_id').notNull(),
    accountId: uuid('account_id').notNull(),
    personId: uuid('person_id').notNull(),
    reason: text().notNull(),
    declaredAt: instant('declared_at').notNull(),
  },
  (one) => [
    primaryKey({
      name: 'selection_conflict_pk',
      columns: [one.tenantId, one.selectionId, one.accountId, one.personId],
    }),
  ],
)

/** Which expert marks whom in which step. */
export const selectionAssignments = pgTable(
  'selection_assignment',
  {
    ...tenantOwned,
    selectionId: uuid('selection_id').notNull(),
    step: text().notNull(),
    personId: uuid('person_id').notNull(),
    accountId: uuid('account_id').notNull(),
    /** Repeated from the expert, so that the database keeps people from marking themselves. */
    expertPersonId: uuid('expert_person_id'),
  },
  (one) => [
    primaryKey({
      name: 'selection_assignment_pk',
      columns: [one.tenantId, one.selectionId, one.step, one.personId, one.accountId],
    }),
  ],
)

/** A mark for one criterion: of an expert, or entered by the office. */
export const selectionMarks = pgTable(
  'selection_mark',
  {
    ...tenantOwned,
    selectionId: uuid('selection_id').notNull(),
    step: text().notNull(),
    personId: uuid('person_id').notNull(),
    criterion: text().notNull(),
    accountId: uuid('account_id').notNull(),
    centipoints: integer().notNull(),
    markedAt: instant('marked_at').notNull(),
  },
  (one) => [
    primaryKey({
      name: 'selection_mark_pk',
      columns: [one.tenantId, one.selectionId, one.step, one.personId, one.criterion, one.accountId],
    }),
  ],
)

/** A score as a spreadsheet changed it. */
export type ScoreChange = {
  readonly personId: string
  readonly criterion: string
  readonly was: number | null
  readonly became: number
}

/** A spreadsheet of scores that was applied to a step, with what each score was before. */
export const scoreImports = pgTable(
  'selection_score_import',
  {
    ...tenantOwned,
    selectionId: uuid('selection_id').notNull(),
    id: uuid().notNull(),
    step: text().notNull(),
    name: text().notNull(),
    sha256: text().notNull(),
    state: text({ enum: ['applied', 'undone'] }).notNull(),
    rowCount: integer('row_count').notNull(),
    createCount: integer('create_count').notNull(),
    changeCount: integer('change_count').notNull(),
    keepCount: integer('keep_count').notNull(),
    refuseCount: integer('refuse_count').notNull(),
    changes: jsonb().$type<readonly ScoreChange[]>().notNull(),
    createdBy: uuid('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    appliedAt: instant('applied_at').notNull(),
    undoneAt: instant('undone_at'),
  },
  (one) => [
    primaryKey({ name: 'selection_score_import_pk', columns: [one.tenantId, one.selectionId, one.id] }),
    foreignKey({
      name: 'selection_score_import_selection_fk',
      columns: [one.tenantId, one.selectionId],
      foreignColumns: [selections.tenantId, selections.id],
    }),
  ],
)

export const resultOutcomes = [
  'passed',
  'below',
  'absent',
  'withdrawn',
  'excluded',
  'selected',
  'reserve',
  'no_part',
  'struck',
] as const

/** What became of a candidate when a step was closed, and, as step `final`, in the end. */
export const selectionResults = pgTable(
  'selection_result',
  {
    ...tenantOwned,
    selectionId: uuid('selection_id').notNull(),
    step: text().notNull(),
    personId: uuid('person_id').notNull(),
    centipoints: integer(),
    rank: integer(),
    rankInPart: integer('rank_in_part'),
    outcome: text({ enum: resultOutcomes }).notNull(),
    cutOff: integer('cut_off'),
  },
  (one) => [
    primaryKey({ name: 'selection_result_pk', columns: [one.tenantId, one.selectionId, one.step, one.personId] }),
    unique('selection_result_ranked_once').on(one.tenantId, one.selectionId, one.step, one.rank),
  ],
)

export const logActs = [
  'created',
  'rules_changed',
  'candidates_added',
  'candidates_removed',
  'candidate_out',
  'candidate_back',
  'experts_set',
  'assigned',
  'conflict_declared',
  'started',
  'scores_imported',
  'step_closed',
  'step_reopened',
  'shown',
  'withdrawn_from_show',
  'settled',
  'cancelled',
] as const

/** What became of a selection, step by step; append-only. */
export const selectionLog = pgTable(
  'selection_log_entry',
  {
    ...tenantOwned,
    selectionId: uuid('selection_id').notNull(),
    no: integer().notNull(),
    act: text({ enum: logActs }).notNull(),
    remark: text(),
    accountId: uuid('account_id').notNull(),
    accountName: text('account_name').notNull(),
    at: instant('at').notNull(),
  },
  (one) => [primaryKey({ name: 'selection_log_entry_pk', columns: [one.tenantId, one.selectionId, one.no] })],
)
