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
import type { TokenPurpose } from '../../lib/access.ts'
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

/** What a token may be made for that does nothing else. */
export const purposes = ['external_hours'] as const satisfies readonly TokenPurpose[]

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
  'security_admin',
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
    grantedAt: instant('granted_at'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnBy: uuid('withdrawn_by'),
    withdrawnReason: text('withdrawn_reason'),
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
    /** Under which delegation whoever sits there acts at the moment; null as themselves. */
    delegationId: uuid('delegation_id'),
  },
  (session) => [
    primaryKey({ name: 'session_pk', columns: [session.tenantId, session.id] }),
    unique('session_token_unique').on(session.tenantId, session.tokenHash),
  ],
)

/** How accounts are handled in this region: one row, or none where the defaults hold. */
export const accountSettings = pgTable(
  'account_setting',
  {
    ...tenantOwned,
    /** For how many days an activation code is good. */
    activationDays: integer('activation_days').notNull().default(30),
    /** Whoever holds one of these roles sets up a second factor before anything else. */
    secondFactorRoles: text('second_factor_roles', { enum: grantedRoles }).array().notNull(),
  },
  (setting) => [primaryKey({ name: 'account_setting_pk', columns: [setting.tenantId] })],
)

/** A code that opens an account once, or sets a new password once. Only its keyed hash is kept. */
export const activationCodes = pgTable(
  'activation_code',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    codeHash: bytes('code_hash').notNull(),
    purpose: text({ enum: ['first_use', 'new_password'] }).notNull(),
    personId: uuid('person_id'),
    accountId: uuid('account_id'),
    /** Whether its use also takes a lost second factor away. */
    dropsSecondFactor: boolean('drops_second_factor').notNull().default(false),
    madeBy: uuid('made_by'),
    madeAt: instant('made_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    withdrawnAt: instant('withdrawn_at'),
  },
  (code) => [
    primaryKey({ name: 'activation_code_pk', columns: [code.tenantId, code.id] }),
    unique('activation_code_hash_unique').on(code.tenantId, code.codeHash),
  ],
)

/** Somebody who forgot the password asked their school for a new one; at most one such request is open. */
export const passwordRequests = pgTable(
  'password_request',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    accountId: uuid('account_id').notNull(),
    askedAt: instant('asked_at').notNull(),
    fromAddress: text('from_address').notNull(),
    closedAt: instant('closed_at'),
    closedBy: uuid('closed_by'),
    outcome: text({ enum: ['code_issued', 'refused'] }),
  },
  (request) => [primaryKey({ name: 'password_request_pk', columns: [request.tenantId, request.id] })],
)

/** The second factor of an account (RFC 6238): its sealed secret, and the last time step that was accepted. */
export const secondFactors = pgTable(
  'second_factor',
  {
    ...tenantOwned,
    accountId: uuid('account_id').notNull(),
    secretSealed: bytes('secret_sealed').notNull(),
    lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
    createdAt: instant('created_at').notNull(),
    /** When its first code was right; before, it is not asked for. */
    confirmedAt: instant('confirmed_at'),
  },
  (factor) => [primaryKey({ name: 'second_factor_pk', columns: [factor.tenantId, factor.accountId] })],
)

/** A code for the day the phone is lost; good once. */
export const recoveryCodes = pgTable(
  'recovery_code',
  {
    ...tenantOwned,
    accountId: uuid('account_id').notNull(),
    codeHash: bytes('code_hash').notNull(),
    usedAt: instant('used_at'),
  },
  (code) => [primaryKey({ name: 'recovery_code_pk', columns: [code.tenantId, code.accountId, code.codeHash] })],
)

/** A key for programs, with an end; the table holds only its digest. */
export const apiTokens = pgTable(
  'api_token',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    accountId: uuid('account_id').notNull(),
    label: text().notNull(),
    tokenHash: bytes('token_hash').notNull(),
    readOnly: boolean('read_only').notNull(),
    /** The only thing that it may do; null where it may do what its roles may. */
    purpose: text({ enum: purposes }),
    /** The roles it may use of those the account holds; null means all of them. */
    roles: text({ enum: grantedRoles }).array(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    usedAt: instant('used_at'),
    usedFrom: text('used_from'),
  },
  (token) => [
    primaryKey({ name: 'api_token_pk', columns: [token.tenantId, token.id] }),
    unique('api_token_hash_unique').on(token.tenantId, token.tokenHash),
  ],
)

/** Another place where people of this region sign in (OpenID Connect). */
export const identityProviders = pgTable(
  'identity_provider',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    name: text().notNull(),
    issuer: text().notNull(),
    clientId: text('client_id').notNull(),
    clientSecretSealed: bytes('client_secret_sealed').notNull(),
    /** The claim that carries the staff number, where the bureau trusts it to link accounts. */
    staffNoClaim: text('staff_no_claim'),
    closedAt: instant('closed_at'),
  },
  (provider) => [primaryKey({ name: 'identity_provider_pk', columns: [provider.tenantId, provider.id] })],
)

/** Which subject of a provider is which account here. */
export const identityLinks = pgTable(
  'identity_link',
  {
    ...tenantOwned,
    providerId: uuid('provider_id').notNull(),
    subject: text().notNull(),
    accountId: uuid('account_id').notNull(),
    linkedAt: instant('linked_at').notNull(),
  },
  (link) => [
    primaryKey({ name: 'identity_link_pk', columns: [link.tenantId, link.providerId, link.subject] }),
    unique('identity_link_one_per_account').on(link.tenantId, link.providerId, link.accountId),
  ],
)

export const endedHow = ['principal', 'delegate', 'administrator', 'grants_gone', 'account_closed'] as const

/** A holder of roles who is away, and who stands in for them from when to when. */
export const delegations = pgTable(
  'delegation',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    principalId: uuid('principal_id').notNull(),
    delegateId: uuid('delegate_id').notNull(),
    fromOn: date('from_on', { mode: 'string' }).notNull(),
    toOn: date('to_on', { mode: 'string' }).notNull(),
    reason: text().notNull(),
    /** The holder, or an administrator where the holder is away already. */
    madeBy: uuid('made_by').notNull(),
    madeAt: instant('made_at').notNull(),
    endedAt: instant('ended_at'),
    endedBy: uuid('ended_by'),
    endedHow: text('ended_how', { enum: endedHow }),
    endedReason: text('ended_reason'),
  },
  (delegation) => [primaryKey({ name: 'delegation_pk', columns: [delegation.tenantId, delegation.id] })],
)

/** Which of the holder's own roles are handed over. Repeats whose and which, so that the database can refuse what is not. */
export const delegationGrants = pgTable(
  'delegation_grant',
  {
    ...tenantOwned,
    delegationId: uuid('delegation_id').notNull(),
    grantId: uuid('grant_id').notNull(),
    principalId: uuid('principal_id').notNull(),
    role: text({ enum: grantedRoles }).notNull(),
  },
  (granted) => [
    primaryKey({ name: 'delegation_grant_pk', columns: [granted.tenantId, granted.delegationId, granted.grantId] }),
  ],
)
