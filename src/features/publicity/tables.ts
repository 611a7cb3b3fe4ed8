import { date, foreignKey, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import { people } from '../people/tables.ts'
import { nameStyles, noticeStates, objectionAbouts, objectionStates, stepActs } from './core.ts'

/** How long notices are shown and how names are written, where the bureau said so. */
export const publicitySettings = pgTable(
  'publicity_setting',
  {
    ...tenantOwned,
    workingDays: integer('working_days').notNull(),
    names: text({ enum: nameStyles }).notNull(),
    changedBy: uuid('changed_by').notNull(),
    changedByName: text('changed_by_name').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (setting) => [primaryKey({ name: 'publicity_setting_pk', columns: [setting.tenantId] })],
)

/** Names that are shown to everybody for some working days, and what was decided after them. */
export const publicNotices = pgTable(
  'public_notice',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** Where officers find what it is about. */
    link: text(),
    title: text().notNull(),
    text: text().notNull(),
    columns: text().array().notNull(),
    names: text({ enum: nameStyles }).notNull(),
    workingDays: integer('working_days').notNull(),
    openedOn: date('opened_on', { mode: 'string' }).notNull(),
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
    state: text({ enum: noticeStates }).notNull(),
    openedBy: uuid('opened_by').notNull(),
    openedFor: uuid('opened_for').notNull(),
    openedByName: text('opened_by_name').notNull(),
    openedAt: instant('opened_at').notNull(),
    decidedBy: uuid('decided_by'),
    decidedFor: uuid('decided_for'),
    decidedByName: text('decided_by_name'),
    decidedAt: instant('decided_at'),
    reason: text(),
    reliedAt: instant('relied_at'),
  },
  (notice) => [
    primaryKey({ name: 'public_notice_pk', columns: [notice.tenantId, notice.id] }),
    unique('public_notice_repeated').on(notice.tenantId, notice.id, notice.openedBy, notice.openedFor),
    foreignKey({
      name: 'public_notice_organisation_fk',
      columns: [notice.tenantId, notice.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

/** Whom a notice names, as they were called when it was opened. */
export const publicNoticeRows = pgTable(
  'public_notice_row',
  {
    ...tenantOwned,
    noticeId: uuid('notice_id').notNull(),
    position: integer().notNull(),
    personId: uuid('person_id').notNull(),
    name: text().notNull(),
    school: text().notNull(),
    cells: text().array().notNull(),
    struckReason: text('struck_reason'),
    struckAt: instant('struck_at'),
  },
  (row) => [
    primaryKey({ name: 'public_notice_row_pk', columns: [row.tenantId, row.noticeId, row.position] }),
    unique('public_notice_row_once').on(row.tenantId, row.noticeId, row.personId),
    foreignKey({
      name: 'public_notice_row_person_fk',
      columns: [row.tenantId, row.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)

/** What somebody says against a name or against how the list came about. A stranger's name and contact are sealed. */
export const publicObjections = pgTable(
  'public_objection',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    noticeId: uuid('notice_id').notNull(),
    openedBy: uuid('opened_by').notNull(),
    openedFor: uuid('opened_for').notNull(),
    about: text({ enum: objectionAbouts }).notNull(),
    position: integer(),
    aboutPersonId: uuid('about_person_id'),
    text: text().notNull(),
    accountId: uuid('account_id'),
    personId: uuid('person_id'),
    nameSealed: bytes('name_sealed'),
    contactSealed: bytes('contact_sealed'),
    /** When a stranger's name and contact were forgotten. */
    objectorErasedAt: instant('objector_erased_at'),
    codeHash: bytes('code_hash'),
    state: text({ enum: objectionStates }).notNull(),
    receivedAt: instant('received_at').notNull(),
    answer: text(),
    answeredBy: uuid('answered_by'),
    answeredFor: uuid('answered_for'),
    answeredByName: text('answered_by_name'),
    answeredAt: instant('answered_at'),
    answererId: uuid('answerer_id'),
    answererForId: uuid('answerer_for_id'),
  },
  (one) => [primaryKey({ name: 'public_objection_pk', columns: [one.tenantId, one.id] })],
)

/** What became of a notice, step by step; append-only. */
export const publicNoticeSteps = pgTable(
  'public_notice_step_entry',
  {
    ...tenantOwned,
    noticeId: uuid('notice_id').notNull(),
    /** Counts from 1: steps of one act bear the same time. */
    step: integer().notNull(),
    act: text({ enum: stepActs }).notNull(),
    remark: text(),
    endsOn: date('ends_on', { mode: 'string' }),
    accountId: uuid('account_id'),
    accountName: text('account_name').notNull(),
    at: instant('at').notNull(),
  },
  (step) => [primaryKey({ name: 'public_notice_step_entry_pk', columns: [step.tenantId, step.noticeId, step.step] })],
)
