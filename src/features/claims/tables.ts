import { boolean, date, foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Answers } from '../../lib/policy/award.ts'
import type { Award } from '../../lib/policy/language.ts'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import { people } from '../people/tables.ts'
import { appealStates, appealSubjects } from './core/appeals.ts'
import { claimActs, claimStates, sharingForms } from './core/claims.ts'
import type { ValuedBy } from './core/valuing.ts'

/** What a bureau sets for itself; without a row the program's own holds. */
export const claimSettings = pgTable(
  'claim_setting',
  {
    ...tenantOwned,
    /** Working days after a decision in which it may be appealed against. */
    appealDays: integer('appeal_days').notNull(),
    changedBy: uuid('changed_by').notNull(),
    changedByName: text('changed_by_name').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (setting) => [primaryKey({ name: 'claim_setting_pk', columns: [setting.tenantId] })],
)

/** Hours that somebody claims for work of their own. */
export const claims = pgTable(
  'claim',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    /** Where the person was on the roster when it was handed in: whose registrar takes it up. */
    organisationId: uuid('organisation_id').notNull(),
    state: text({ enum: claimStates }).notNull(),
    /** Which table of the policy it is reckoned by, and that table as it was then. */
    awardId: text('award_id'),
    award: jsonb().$type<Award>(),
    /** The version of the policy that table is from: the one in force on the day of the work. */
    awardBy: jsonb('award_by').$type<ValuedBy>(),
    title: text().notNull(),
    /** The title without what people write differently. */
    titleKey: text('title_key').notNull(),
    host: text(),
    /** Of a trip: where it went. */
    place: text(),
    startedOn: date('started_on', { mode: 'string' }),
    doneOn: date('done_on', { mode: 'string' }),
    answers: jsonb().$type<Answers>().notNull(),
    certificateNo: text('certificate_no'),
    certificateKey: text('certificate_key'),
    validUntil: date('valid_until', { mode: 'string' }),
    /** Why work of a closed year is claimed after all. */
    lateReason: text('late_reason'),
    /** Whether it is a trip: it stays open until a sharing record is there. */
    isTrip: boolean('is_trip').notNull(),
    leastCentihours: integer('least_centihours'),
    mostCentihours: integer('most_centihours'),
    /** What the registrar proposed when it was taken up. */
    centihours: integer(),
    returnReason: text('return_reason'),
    enteredBy: uuid('entered_by').notNull(),
    createdAt: instant('created_at').notNull(),
    submittedAt: instant('submitted_at'),
    decidedBy: uuid('decided_by'),
    decidedFor: uuid('decided_for'),
    decidedAt: instant('decided_at'),
    deciderId: uuid('decider_id'),
    deciderForId: uuid('decider_for_id'),
    remindedAt: instant('reminded_at'),
  },
  (claim) => [
    primaryKey({ name: 'claim_pk', columns: [claim.tenantId, claim.id] }),
    foreignKey({
      name: 'claim_person_fk',
      columns: [claim.tenantId, claim.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    foreignKey({
      name: 'claim_organisation_fk',
      columns: [claim.tenantId, claim.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

/** What a claim rests on, by the kinds that its table asks for. */
export const claimFiles = pgTable(
  'claim_file',
  {
    ...tenantOwned,
    claimId: uuid('claim_id').notNull(),
    fileId: uuid('file_id').notNull(),
    kind: text().notNull(),
    name: text().notNull(),
    sha256: text().notNull(),
  },
  (file) => [
    primaryKey({ name: 'claim_file_pk', columns: [file.tenantId, file.claimId, file.fileId] }),
    foreignKey({
      name: 'claim_file_claim_fk',
      columns: [file.tenantId, file.claimId],
      foreignColumns: [claims.tenantId, claims.id],
    }),
  ],
)

/** What became of a claim, step by step; append-only. */
export const claimSteps = pgTable(
  'claim_step_entry',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    claimId: uuid('claim_id').notNull(),
    act: text({ enum: claimActs }).notNull(),
    remark: text(),
    centihours: integer(),
    accountId: uuid('account_id').notNull(),
    accountName: text('account_name').notNull(),
    at: instant('at').notNull(),
  },
  (entry) => [
    primaryKey({ name: 'claim_step_entry_pk', columns: [entry.tenantId, entry.id] }),
    foreignKey({
      name: 'claim_step_entry_claim_fk',
      columns: [entry.tenantId, entry.claimId],
      foreignColumns: [claims.tenantId, claims.id],
    }),
  ],
)

/** What somebody passed on after a trip (汇报). */
export const claimSharings = pgTable(
  'claim_sharing',
  {
    ...tenantOwned,
    claimId: uuid('claim_id').notNull(),
    heldOn: date('held_on', { mode: 'string' }).notNull(),
    form: text({ enum: sharingForms }).notNull(),
    audience: text().notNull(),
    summary: text().notNull(),
    fileId: uuid('file_id'),
    recordedBy: uuid('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (sharing) => [
    primaryKey({ name: 'claim_sharing_pk', columns: [sharing.tenantId, sharing.claimId] }),
    foreignKey({
      name: 'claim_sharing_claim_fk',
      columns: [sharing.tenantId, sharing.claimId],
      foreignColumns: [claims.tenantId, claims.id],
    }),
  ],
)

/** What somebody says against a decision on their hours. */
export const appeals = pgTable(
  'appeal',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    subjectKind: text('subject_kind', { enum: appealSubjects }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    subjectTitle: text('subject_title').notNull(),
    /** The decision: who took it, by whose authority, when and why. */
    againstBy: uuid('against_by').notNull(),
    againstFor: uuid('against_for').notNull(),
    /** Everybody who had a hand in it, whoever vouched for it before included. */
    hands: uuid().array().notNull(),
    againstReason: text('against_reason'),
    againstAt: instant('against_at').notNull(),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    text: text().notNull(),
    state: text({ enum: appealStates }).notNull(),
    askedBy: uuid('asked_by').notNull(),
    askedAt: instant('asked_at').notNull(),
    decidedBy: uuid('decided_by'),
    decidedFor: uuid('decided_for'),
    deciderId: uuid('decider_id'),
    deciderForId: uuid('decider_for_id'),
    decidedByName: text('decided_by_name'),
    decidedAt: instant('decided_at'),
    decision: text(),
  },
  (appeal) => [
    primaryKey({ name: 'appeal_pk', columns: [appeal.tenantId, appeal.id] }),
    foreignKey({
      name: 'appeal_person_fk',
      columns: [appeal.tenantId, appeal.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    foreignKey({
      name: 'appeal_organisation_fk',
      columns: [appeal.tenantId, appeal.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

/** What was handed in with an appeal. */
export const appealFiles = pgTable(
  'appeal_file',
  {
    ...tenantOwned,
    appealId: uuid('appeal_id').notNull(),
    fileId: uuid('file_id').notNull(),
    name: text().notNull(),
  },
  (file) => [
    primaryKey({ name: 'appeal_file_pk', columns: [file.tenantId, file.appealId, file.fileId] }),
    foreignKey({
      name: 'appeal_file_appeal_fk',
      columns: [file.tenantId, file.appealId],
      foreignColumns: [appeals.tenantId, appeals.id],
    }),
  ],
)

/** Hours that another system handed over, by what it calls them; append-only. */
export const externalHours = pgTable(
  'external_hour',
  {
    ...tenantOwned,
    system: text().notNull(),
    externalId: text('external_id').notNull(),
    recordId: uuid('record_id').notNull(),
    digest: text().notNull(),
    receivedBy: uuid('received_by').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (row) => [primaryKey({ name: 'external_hour_pk', columns: [row.tenantId, row.system, row.externalId] })],
)

/** A spreadsheet of hours that was applied. */
export const hourImports = pgTable(
  'hour_import',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    name: text().notNull(),
    sha256: text().notNull(),
    state: text({ enum: ['applied', 'undone'] }).notNull(),
    rowCount: integer('row_count').notNull(),
    createCount: integer('create_count').notNull(),
    keepCount: integer('keep_count').notNull(),
    refuseCount: integer('refuse_count').notNull(),
    createdBy: uuid('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    appliedAt: instant('applied_at').notNull(),
    undoneAt: instant('undone_at'),
  },
  (list) => [
    primaryKey({ name: 'hour_import_pk', columns: [list.tenantId, list.id] }),
    foreignKey({
      name: 'hour_import_organisation_fk',
      columns: [list.tenantId, list.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

/** A spreadsheet of hours that was tried, with what would have become of each row. */
export const hourRehearsals = pgTable(
  'hour_rehearsal',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    name: text().notNull(),
    sha256: text().notNull(),
    digest: text().notNull(),
    sheet: text().notNull(),
    /** The head and the rows with their outcomes, sealed: lists hold identity numbers. */
    rowsSealed: bytes('rows_sealed').notNull(),
    createCount: integer('create_count').notNull(),
    keepCount: integer('keep_count').notNull(),
    refuseCount: integer('refuse_count').notNull(),
    /** The import that was applied after it. */
    importId: uuid('import_id'),
    createdBy: uuid('created_by').notNull(),
    createdByName: text('created_by_name').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (list) => [
    primaryKey({ name: 'hour_rehearsal_pk', columns: [list.tenantId, list.id] }),
    foreignKey({
      name: 'hour_rehearsal_organisation_fk',
      columns: [list.tenantId, list.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    foreignKey({
      name: 'hour_rehearsal_import_fk',
      columns: [list.tenantId, list.importId],
      foreignColumns: [hourImports.tenantId, hourImports.id],
    }),
  ],
)

/** The record that a row of such a spreadsheet became; append-only. */
export const hourImportRows = pgTable(
  'hour_import_row',
  {
    ...tenantOwned,
    importId: uuid('import_id').notNull(),
    no: integer().notNull(),
    recordId: uuid('record_id').notNull(),
  },
  (row) => [
    primaryKey({ name: 'hour_import_row_pk', columns: [row.tenantId, row.importId, row.no] }),
    foreignKey({
      name: 'hour_import_row_import_fk',
      columns: [row.tenantId, row.importId],
      foreignColumns: [hourImports.tenantId, hourImports.id],
    }),
  ],
)
