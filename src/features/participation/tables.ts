import { date, foreignKey, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { programmeKinds, programmeLevels } from '../../lib/programmes/codes.ts'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import { people } from '../people/tables.ts'
import { programmes } from '../programmes/tables.ts'
import { participationStates, reserveLevels } from './core/participation.ts'

/** That somebody took part in a training, and what came of it. */
export const participations = pgTable(
  'participation',
  {
    ...tenantOwned,
    /** That of the enrolment it comes from, or its own where it was imported. */
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    /** The school that sent the person. */
    organisationId: uuid('organisation_id').notNull(),
    programmeId: uuid('programme_id'),
    classId: uuid('class_id'),
    title: text().notNull(),
    /** The title without what people write differently. */
    titleKey: text('title_key').notNull(),
    level: text({ enum: programmeLevels }).notNull(),
    kind: text({ enum: programmeKinds }).notNull(),
    category: text(),
    providerName: text('provider_name'),
    year: integer().notNull(),
    startsOn: date('starts_on', { mode: 'string' }),
    endsOn: date('ends_on', { mode: 'string' }),
    series: text(),
    stage: integer(),
    centihours: integer(),
    state: text({ enum: participationStates }).notNull(),
    reason: text(),
    held: integer(),
    attended: integer(),
    scoreTenths: integer('score_tenths'),
    grade: text(),
    source: text({ enum: ['enrolment', 'import'] }).notNull(),
    importId: uuid('import_id'),
    changedAt: instant('changed_at').notNull(),
  },
  (row) => [
    primaryKey({ name: 'participation_pk', columns: [row.tenantId, row.id] }),
    foreignKey({
      name: 'participation_person_fk',
      columns: [row.tenantId, row.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    foreignKey({
      name: 'participation_organisation_fk',
      columns: [row.tenantId, row.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    foreignKey({
      name: 'participation_programme_fk',
      columns: [row.tenantId, row.programmeId],
      foreignColumns: [programmes.tenantId, programmes.id],
    }),
  ],
)

/** A spreadsheet of history that was applied. */
export const participationImports = pgTable(
  'participation_import',
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
    primaryKey({ name: 'participation_import_pk', columns: [list.tenantId, list.id] }),
    foreignKey({
      name: 'participation_import_organisation_fk',
      columns: [list.tenantId, list.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

/** What a school hears of those it sent, when a class closes. */
export const bulletins = pgTable(
  'bulletin',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    classId: uuid('class_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    programmeId: uuid('programme_id').notNull(),
    programmeTitle: text('programme_title').notNull(),
    classTitle: text('class_title').notNull(),
    members: integer().notNull(),
    passed: integer().notNull(),
    /** Sessions held and attended, of all those people together. */
    held: integer().notNull(),
    attended: integer().notNull(),
    sentAt: instant('sent_at').notNull(),
    readAt: instant('read_at'),
    readByName: text('read_by_name'),
  },
  (bulletin) => [
    primaryKey({ name: 'bulletin_pk', columns: [bulletin.tenantId, bulletin.id] }),
    unique('bulletin_once').on(bulletin.tenantId, bulletin.classId, bulletin.organisationId),
    foreignKey({
      name: 'bulletin_organisation_fk',
      columns: [bulletin.tenantId, bulletin.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)

/** Somebody held in reserve for a level of 骨干 and a subject. */
export const reserveCandidates = pgTable(
  'reserve_candidate',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    level: text({ enum: reserveLevels }).notNull(),
    subject: text(),
    reason: text().notNull(),
    addedBy: uuid('added_by').notNull(),
    addedByName: text('added_by_name').notNull(),
    addedAt: instant('added_at').notNull(),
    removedBy: uuid('removed_by'),
    removedByName: text('removed_by_name'),
    removedAt: instant('removed_at'),
    removedReason: text('removed_reason'),
  },
  (candidate) => [
    primaryKey({ name: 'reserve_candidate_pk', columns: [candidate.tenantId, candidate.id] }),
    foreignKey({
      name: 'reserve_candidate_person_fk',
      columns: [candidate.tenantId, candidate.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)
