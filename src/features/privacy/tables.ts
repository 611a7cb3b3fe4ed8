import { boolean, date, foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import { people } from '../people/tables.ts'
import { consentPurposes, correctable, correctionStates, maskedFields, unmaskingPurposes } from './core.ts'

/** A number that was shown in full: whose, to whom, for what. Append-only, and never holds the number. */
export const unmaskings = pgTable(
  'unmasking_entry',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    field: text({ enum: maskedFields }).notNull(),
    purpose: text({ enum: unmaskingPurposes }).notNull(),
    reason: text().notNull(),
    /** The export it was part of, when many were shown at once. */
    exportId: uuid('export_id'),
    accountId: uuid('account_id').notNull(),
    accountName: text('account_name').notNull(),
    fromAddress: text('from_address').notNull(),
    at: instant('at').notNull(),
  },
  (entry) => [
    primaryKey({ name: 'unmasking_entry_pk', columns: [entry.tenantId, entry.id] }),
    foreignKey({
      name: 'unmasking_entry_person_fk',
      columns: [entry.tenantId, entry.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)

/** What somebody says the roster has wrong about them. Both values are sealed, whatever the field. */
export const corrections = pgTable(
  'correction_request',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    field: text({ enum: correctable }).notNull(),
    valueSealed: bytes('value_sealed').notNull(),
    beforeSealed: bytes('before_sealed'),
    reason: text().notNull(),
    /** A picture or paper that shows it. */
    fileId: uuid('file_id'),
    state: text({ enum: correctionStates }).notNull(),
    askedAt: instant('asked_at').notNull(),
    decidedAt: instant('decided_at'),
    decidedBy: uuid('decided_by'),
    decidedByName: text('decided_by_name'),
    /** The people whose word it was: whoever decided, and whom they stood in for. */
    deciderId: uuid('decider_id'),
    deciderForId: uuid('decider_for_id'),
    /** Why it was refused, or a word with the approval. */
    decision: text(),
  },
  (correction) => [
    primaryKey({ name: 'correction_request_pk', columns: [correction.tenantId, correction.id] }),
    foreignKey({
      name: 'correction_request_person_fk',
      columns: [correction.tenantId, correction.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)

/** The bureau's own wording of what is held for which purpose. Version 1 comes with the program. */
export const privacyTexts = pgTable(
  'privacy_text_entry',
  {
    ...tenantOwned,
    version: integer().notNull(),
    zh: text().notNull(),
    en: text().notNull(),
    publishedBy: uuid('published_by'),
    publishedByName: text('published_by_name').notNull(),
    publishedAt: instant('published_at').notNull(),
  },
  (entry) => [primaryKey({ name: 'privacy_text_entry_pk', columns: [entry.tenantId, entry.version] })],
)

/** What a person agreed to or withdrew, under which wording: the newest of a purpose holds. */
export const consents = pgTable(
  'consent_entry',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    purpose: text({ enum: consentPurposes }).notNull(),
    given: boolean().notNull(),
    textVersion: integer('text_version').notNull(),
    fromAddress: text('from_address').notNull(),
    at: instant('at').notNull(),
  },
  (entry) => [
    primaryKey({ name: 'consent_entry_pk', columns: [entry.tenantId, entry.id] }),
    foreignKey({
      name: 'consent_entry_person_fk',
      columns: [entry.tenantId, entry.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)

/** Everything held about somebody, packed for them: sealed, and emptied when it expires. */
export const ownDataFiles = pgTable(
  'own_data_file',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    state: text({ enum: ['making', 'ready', 'expired'] }).notNull(),
    size: integer(),
    contentSealed: bytes('content_sealed'),
    askedAt: instant('asked_at').notNull(),
    readyAt: instant('ready_at'),
    expiresAt: instant('expires_at'),
  },
  (file) => [
    primaryKey({ name: 'own_data_file_pk', columns: [file.tenantId, file.id] }),
    foreignKey({
      name: 'own_data_file_person_fk',
      columns: [file.tenantId, file.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)

/** How long a kind of record is kept, where the bureau chose otherwise than the program. */
export const retentionRules = pgTable(
  'retention_rule',
  {
    ...tenantOwned,
    kind: text().notNull(),
    keepDays: integer('keep_days').notNull(),
    reason: text().notNull(),
    changedByName: text('changed_by_name').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (rule) => [primaryKey({ name: 'retention_rule_pk', columns: [rule.tenantId, rule.kind] })],
)

/** What was removed of a kind on a day, because its time was over. */
export const retentionEntries = pgTable(
  'retention_entry',
  {
    ...tenantOwned,
    day: date({ mode: 'string' }).notNull(),
    kind: text().notNull(),
    before: instant('before').notNull(),
    removed: integer().notNull(),
    at: instant('at').notNull(),
  },
  (entry) => [primaryKey({ name: 'retention_entry_pk', columns: [entry.tenantId, entry.day, entry.kind] })],
)
