import { isNull } from 'drizzle-orm'
import { date, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'

export const transferStates = ['asked', 'accepted', 'refused', 'withdrawn'] as const
export const transferSides = ['from', 'to', 'both'] as const

/** Somebody on their way from one school to another: asked by one side, answered by the other. */
export const transfers = pgTable(
  'transfer',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    fromId: uuid('from_id').notNull(),
    toId: uuid('to_id').notNull(),
    datedOn: date('dated_on', { mode: 'string' }).notNull(),
    reason: text().notNull(),
    /** Who asked: the school that is left, the school that is joined, or somebody over both. */
    askedSide: text('asked_side', { enum: transferSides }).notNull(),
    state: text({ enum: transferStates }).notNull(),
    askedBy: uuid('asked_by').notNull(),
    askedByName: text('asked_by_name').notNull(),
    askedAt: instant('asked_at').notNull(),
    answer: text(),
    decidedBy: uuid('decided_by'),
    decidedByName: text('decided_by_name'),
    decidedAt: instant('decided_at'),
  },
  (transfer) => [primaryKey({ name: 'transfer_pk', columns: [transfer.tenantId, transfer.id] })],
)

const signed = {
  number: text().notNull(),
  /** The exact text that was signed. */
  payload: text().notNull(),
  signature: text().notNull(),
  publicKey: text('public_key').notNull(),
}

/** Statements of hours that were given out to people who move to another bureau. */
export const hoursStatementEntries = pgTable(
  'hours_statement_entry',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    toBureau: text('to_bureau').notNull(),
    ...signed,
    issuedBy: uuid('issued_by').notNull(),
    issuedByName: text('issued_by_name').notNull(),
    issuedAt: instant('issued_at').notNull(),
  },
  (entry) => [primaryKey({ name: 'hours_statement_entry_pk', columns: [entry.tenantId, entry.id] })],
)

/** Keys that other bureaus sign with: registered by one person, confirmed by another who was told the fingerprint some other way. */
export const bureauKeys = pgTable(
  'bureau_key',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    /** What the bureau calls itself in what it signs. */
    bureau: text().notNull(),
    publicKey: text('public_key').notNull(),
    fingerprint: text().notNull(),
    registeredBy: uuid('registered_by').notNull(),
    registeredFor: uuid('registered_for').notNull(),
    registeredByName: text('registered_by_name').notNull(),
    registeredAt: instant('registered_at').notNull(),
    confirmedBy: uuid('confirmed_by'),
    confirmedFor: uuid('confirmed_for'),
    confirmedByName: text('confirmed_by_name'),
    confirmedAt: instant('confirmed_at'),
    withdrawnBy: uuid('withdrawn_by'),
    withdrawnByName: text('withdrawn_by_name'),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason'),
  },
  (key) => [
    primaryKey({ name: 'bureau_key_pk', columns: [key.tenantId, key.id] }),
    uniqueIndex('bureau_key_once').on(key.tenantId, key.publicKey, key.bureau).where(isNull(key.withdrawnAt)),
  ],
)

/** Statements of other bureaus that were handed in, once each; their hours wait as an opening list. */
export const openingStatementEntries = pgTable(
  'opening_statement_entry',
  {
    ...tenantOwned,
    statementId: uuid('statement_id').notNull(),
    personId: uuid('person_id').notNull(),
    fromBureau: text('from_bureau').notNull(),
    ...signed,
    acceptedBy: uuid('accepted_by').notNull(),
    acceptedByName: text('accepted_by_name').notNull(),
    acceptedAt: instant('accepted_at').notNull(),
    /** The key that it was signed with, and who confirmed that; of statements taken over before keys were registered, none. */
    keyId: uuid('key_id'),
    keyConfirmedBy: uuid('key_confirmed_by'),
  },
  (entry) => [primaryKey({ name: 'opening_statement_entry_pk', columns: [entry.tenantId, entry.statementId] })],
)

/** What one merging of two numbers moved: by table, the keys of the rows; hours; and what the number that is gone said before. */
export type Moved = {
  readonly state: string
  readonly organisationId: string
  readonly rows: Readonly<Record<string, readonly string[]>>
  readonly hours: readonly { readonly originalId: string; readonly carriedId: string | null }[]
  /** The account was taken over, or put to rest because the other number has one; null where there was none. */
  readonly account: { readonly id: string; readonly fate: 'taken_over' | 'put_to_rest' } | null
}

/** Two numbers of one person that were made one, and what moved: enough to take it back exactly. */
export const personMerges = pgTable(
  'person_merge',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    keptId: uuid('kept_id').notNull(),
    goneId: uuid('gone_id').notNull(),
    reason: text().notNull(),
    moved: jsonb().$type<Moved>().notNull(),
    mergedBy: uuid('merged_by').notNull(),
    mergedByName: text('merged_by_name').notNull(),
    mergedAt: instant('merged_at').notNull(),
    undoneByName: text('undone_by_name'),
    undoneAt: instant('undone_at'),
    undoneReason: text('undone_reason'),
  },
  (merge) => [primaryKey({ name: 'person_merge_pk', columns: [merge.tenantId, merge.id] })],
)
