import { date, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'

/** Who did what to what, when and from where, with what was so before and after. Written with the change itself; never altered. */
export const auditEntries = pgTable(
  'audit_entry',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    at: instant('at').notNull(),
    accountId: uuid('account_id'),
    /** As the act is signed: with both names where somebody stood in for somebody else. */
    accountName: text('account_name').notNull(),
    /** Whose authority the act rested on, where that was not the account's own. */
    onBehalfOf: uuid('on_behalf_of'),
    act: text().notNull(),
    objectKind: text('object_kind').notNull(),
    objectId: text('object_id').notNull(),
    before: jsonb(),
    after: jsonb(),
    requestId: text('request_id').notNull(),
    fromAddress: text('from_address').notNull(),
  },
  (entry) => [primaryKey({ name: 'audit_entry_pk', columns: [entry.tenantId, entry.id] })],
)

/** Entries that wait to be sealed: written with the entry itself, taken away by its seal. */
export const auditUnsealed = pgTable(
  'audit_unsealed',
  { ...tenantOwned, entryId: uuid('entry_id').notNull() },
  (waiting) => [primaryKey({ name: 'audit_unsealed_pk', columns: [waiting.tenantId, waiting.entryId] })],
)

/** A link of the chain: the entries it covers in their order, and the hash over them and the link before. */
export const auditSeals = pgTable(
  'audit_seal_entry',
  {
    ...tenantOwned,
    seq: integer().notNull(),
    sealedAt: instant('sealed_at').notNull(),
    fromId: uuid('from_id').notNull(),
    toId: uuid('to_id').notNull(),
    fromAt: instant('from_at').notNull(),
    toAt: instant('to_at').notNull(),
    size: integer().notNull(),
    entryIds: uuid('entry_ids').array().notNull(),
    previousHash: bytes('previous_hash').notNull(),
    hash: bytes().notNull(),
  },
  (seal) => [primaryKey({ name: 'audit_seal_entry_pk', columns: [seal.tenantId, seal.seq] })],
)

/** Whole sealed spans that were too old to be kept and were taken away; their seals stay. */
export const auditPurges = pgTable(
  'audit_purge_entry',
  {
    ...tenantOwned,
    seqTo: integer('seq_to').notNull(),
    purgedAt: instant('purged_at').notNull(),
    olderThan: date('older_than', { mode: 'string' }).notNull(),
    size: integer().notNull(),
  },
  (purge) => [primaryKey({ name: 'audit_purge_entry_pk', columns: [purge.tenantId, purge.seqTo] })],
)
