import {
  bigint,
  boolean,
  date,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import { people } from '../people/tables.ts'

/** What somebody signs in with. It may belong to a person on the roster, or to none. */
export const accounts = pgTable(
  'account',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id'),
    name: text().notNull(),
    /** argon2id, 19 MiB, 2 passes. */
    passwordHash: text('password_hash').notNull(),
    /** Wrong passwords since the last right one. */
    failures: integer().notNull().default(0),
    lockedUntil: instant('locked_until'),
    disabledAt: instant('disabled_at'),
    createdAt: instant('created_at').notNull(),
  },
  (account) => [
    primaryKey({ name: 'account_pk', columns: [account.tenantId, account.id] }),
    foreignKey({
      name: 'account_person_fk',
      columns: [account.tenantId, account.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    unique('account_one_per_person').on(account.tenantId, account.personId),
  ],
)

/** A staff number, phone number or user name that opens an account: sealed, and found by its keyed hash. */
export const signInNames = pgTable(
  'sign_in_name',
  {
    ...tenantOwned,
    nameHash: bytes('name_hash').notNull(),
    /** Missing for names of earlier releases, until their owner next signs in. */
    nameSealed: bytes('name_sealed'),
    accountId: uuid('account_id').notNull(),
    kind: text({ enum: ['user_name', 'staff_no', 'phone'] }).notNull(),
  },
  (name) => [primaryKey({ name: 'sign_in_name_pk', columns: [name.tenantId, name.nameHash] })],
)

export const grantedRoles = [
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'provider',
  'class_lead',
  'trainer',
  'hours_officer',
  'system_admin',
  'auditor',
] as const

/** A role over the subtree of an organisation, for a term. Being a teacher is no grant: it follows from being a person. */
export const roleGrants = pgTable(
  'role_grant',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    accountId: uuid('account_id').notNull(),
    role: text({ enum: grantedRoles }).notNull(),
    organisationId: uuid('organisation_id').notNull(),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    toOn: date('to_on', { mode: 'string' }),
    reason: text().notNull(),
    grantedBy: uuid('granted_by'),
  },
  (grant) => [primaryKey({ name: 'role_grant_pk', columns: [grant.tenantId, grant.id] })],
)

/** An open sign-in. The cookie holds the token; the table only its digest. */
export const sessions = pgTable(
  'session',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    accountId: uuid('account_id').notNull(),
    tokenHash: bytes('token_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    seenAt: instant('seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    fromAddress: text('from_address').notNull(),
    device: text().notNull(),
    /** When the password or a code was last shown in it. */
    provedAt: instant('proved_at'),
    /** Whether the code of the second factor is still owed. */
    awaitsCode: boolean('awaits_code').notNull().default(false),
  },
  (session) => [
    primaryKey({ name: 'session_pk', columns: [session.tenantId, session.id] }),
    unique('session_token_unique').on(session.tenantId, session.tokenHash),
  ],
)
