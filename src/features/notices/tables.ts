import { foreignKey, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import { accounts } from '../accounts/tables.ts'
import { people } from '../people/tables.ts'

/** One thing that somebody is told. The sentence is made where it is read, from the code and its parameters. */
export const notices = pgTable(
  'notice',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    /** Exactly one of the two: a person (whatever account they open later), or an account without one. */
    personId: uuid('person_id'),
    accountId: uuid('account_id'),
    code: text().notNull(),
    params: jsonb().$type<Record<string, string | number>>().notNull(),
    /** Where to go on, as a path of this site. */
    link: text(),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
  },
  (notice) => [
    primaryKey({ name: 'notice_pk', columns: [notice.tenantId, notice.id] }),
    foreignKey({
      name: 'notice_person_fk',
      columns: [notice.tenantId, notice.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    foreignKey({
      name: 'notice_account_fk',
      columns: [notice.tenantId, notice.accountId],
      foreignColumns: [accounts.tenantId, accounts.id],
    }),
  ],
)

/** What a notice says in the bureau's own words; null in a language means the sender's sentence. */
export const noticeTexts = pgTable(
  'notice_text',
  {
    ...tenantOwned,
    code: text().notNull(),
    zh: text(),
    en: text(),
    version: integer().notNull(),
    changedBy: uuid('changed_by').notNull(),
    changedByName: text('changed_by_name').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (row) => [primaryKey({ name: 'notice_text_pk', columns: [row.tenantId, row.code] })],
)

export const wantedLetters = ['all', 'needed', 'none'] as const
export const letterLanguages = ['zh', 'en'] as const

/** Where an account's notices go by e-mail, once its owner has confirmed that. */
export const mailAddresses = pgTable(
  'mail_address',
  {
    ...tenantOwned,
    accountId: uuid('account_id').notNull(),
    addressSealed: bytes('address_sealed').notNull(),
    wanted: text({ enum: wantedLetters }).notNull(),
    language: text({ enum: letterLanguages }).notNull(),
    confirmedAt: instant('confirmed_at').notNull(),
  },
  (row) => [primaryKey({ name: 'mail_address_pk', columns: [row.tenantId, row.accountId] })],
)

/** An address that waits for its code; at most one an account. */
export const mailConfirmations = pgTable(
  'mail_confirmation',
  {
    ...tenantOwned,
    accountId: uuid('account_id').notNull(),
    /** The code is a signature of it. */
    id: uuid().notNull(),
    addressSealed: bytes('address_sealed').notNull(),
    language: text({ enum: letterLanguages }).notNull(),
    tries: integer().notNull().default(0),
    asked: integer().notNull().default(1),
    countedFrom: instant('counted_from').notNull(),
    askedAt: instant('asked_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (row) => [primaryKey({ name: 'mail_confirmation_pk', columns: [row.tenantId, row.accountId] })],
)

export const letterStates = ['waiting', 'sending', 'sent', 'failed', 'dropped'] as const

/** One letter: about a notice, or with a code that confirms an address. */
export const mailLetters = pgTable(
  'mail_letter',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    accountId: uuid('account_id').notNull(),
    noticeId: uuid('notice_id'),
    confirmationId: uuid('confirmation_id'),
    state: text({ enum: letterStates }).notNull(),
    attempts: integer().notNull().default(0),
    dueAt: instant('due_at').notNull(),
    createdAt: instant('created_at').notNull(),
    triedAt: instant('tried_at'),
    sentAt: instant('sent_at'),
    failure: text(),
  },
  (row) => [
    primaryKey({ name: 'mail_letter_pk', columns: [row.tenantId, row.id] }),
    unique('mail_letter_once').on(row.tenantId, row.noticeId, row.accountId),
  ],
)
