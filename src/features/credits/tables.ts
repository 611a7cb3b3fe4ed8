import { isNotNull, sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { hourPurposes } from '../../lib/purposes.ts'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'
import { people } from '../people/tables.ts'
import type { Evidence, SpentElsewhere } from './core/entries.ts'
import type { Proof } from './core/opening.ts'

export const recordStates = ['recorded', 'approved', 'verified', 'returned', 'reversed'] as const

/** Where hours come from: an opaque reference, and what people call it. */
const source = {
  sourceKind: text('source_kind').notNull(),
  sourceId: uuid('source_id').notNull(),
  sourceTitle: text('source_title').notNull(),
}

const work = {
  /** What the hours count towards, such as 师德 or 校本研修; null when nothing in particular. */
  category: text(),
  /** 国家, 省, 市, 县 or 校. */
  level: text(),
  mode: text(),
  /** The kind of programme or of activity. */
  kind: text(),
  /** What the hours rest on, each with the SHA-256 of its file. */
  evidence: jsonb().$type<readonly Evidence[]>().notNull().default([]),
  /** Hundredths of a credit hour; negative only in a reversal. */
  centihours: integer().notNull(),
  /** The first day of the work, where it took several. */
  startedOn: date('started_on', { mode: 'string' }),
  earnedOn: date('earned_on', { mode: 'string' }).notNull(),
}

/** Hours that somebody says were earned, on their way to the ledger: recorded → approved → verified, or returned with a reason. */
export const creditRecords = pgTable(
  'credit_record',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    /** Where the person was on the roster then: whose principal approves. */
    organisationId: uuid('organisation_id').notNull(),
    ...source,
    ...work,
    /** Whether these hours bring a certificate once they are verified. */
    certificate: boolean().notNull(),
    state: text({ enum: recordStates }).notNull(),
    returnReason: text('return_reason'),
    returnedBy: uuid('returned_by'),
    /** In whose right: the same, or whom they stood in for. */
    returnedFor: uuid('returned_for'),
    returnedAt: instant('returned_at'),
    /** The returned record that this one corrects. */
    correctsId: uuid('corrects_id'),
    /** Why hours of a closed year are handed in after all. */
    lateReason: text('late_reason'),
    recordedBy: uuid('recorded_by').notNull(),
    /** Whose authority it rests on: the recorder's own, or that of whom they stood in for. */
    recordedFor: uuid('recorded_for').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (record) => [
    primaryKey({ name: 'credit_record_pk', columns: [record.tenantId, record.id] }),
    foreignKey({
      name: 'credit_record_person_fk',
      columns: [record.tenantId, record.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    foreignKey({
      name: 'credit_record_organisation_fk',
      columns: [record.tenantId, record.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    uniqueIndex('credit_record_corrected_once')
      .on(record.tenantId, record.correctsId)
      .where(isNotNull(record.correctsId)),
  ],
)

/** The principal's or town centre's word for a record. Repeats who recorded it, so that the database can tell them apart. */
export const creditApprovals = pgTable(
  'credit_approval',
  {
    ...tenantOwned,
    recordId: uuid('record_id').notNull(),
    personId: uuid('person_id').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedFor: uuid('recorded_for').notNull(),
    approvedBy: uuid('approved_by').notNull(),
    approvedFor: uuid('approved_for').notNull(),
    approverId: uuid('approver_id'),
    /** The person for whom the approver stood in, if any. */
    approverForId: uuid('approver_for_id'),
    approvedAt: instant('approved_at').notNull(),
  },
  (approval) => [primaryKey({ name: 'credit_approval_pk', columns: [approval.tenantId, approval.recordId] })],
)

/** The hours officer's word for a record. Repeats both steps before it. */
export const creditVerifications = pgTable(
  'credit_verification',
  {
    ...tenantOwned,
    recordId: uuid('record_id').notNull(),
    personId: uuid('person_id').notNull(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedFor: uuid('recorded_for').notNull(),
    approvedBy: uuid('approved_by').notNull(),
    approvedFor: uuid('approved_for').notNull(),
    verifiedBy: uuid('verified_by').notNull(),
    verifiedFor: uuid('verified_for').notNull(),
    verifierId: uuid('verifier_id'),
    verifierForId: uuid('verifier_for_id'),
    verifiedAt: instant('verified_at').notNull(),
    /** `verifiedFor` where it is somebody else: only then it has to be looked up. */
    verifiedForAnother: uuid('verified_for_another').generatedAlwaysAs(sql`nullif(verified_for, verified_by)`),
  },
  (verification) => [
    primaryKey({ name: 'credit_verification_pk', columns: [verification.tenantId, verification.recordId] }),
  ],
)

/**
 * `opening`: hours that were earned elsewhere; such an entry cites the list that three people took through, and has no record.
 * `carried`: hours that stood under another number of the same person, where they are reversed.
 */
export const entryDirections = ['earned', 'reversed', 'opening', 'carried'] as const

/** The ledger, append-only: a wrong entry is answered by a reversal. The application's role has no right to update or delete. */
export const creditEntries = pgTable(
  'credit_entry',
  {
    ...tenantOwned,
    /** Of an earned entry: the id of its record. */
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    /** The place in this person's chain, from 1. */
    seq: integer().notNull(),
    direction: text({ enum: entryDirections }).notNull(),
    /** Which text the hash is made of; see `canonical`. */
    format: smallint().notNull(),
    ...work,
    year: integer().generatedAlwaysAs(sql`extract(year from earned_on)::integer`),
    /** The first year of the cycle that the hours fall into. */
    cycle: integer().notNull(),
    /** What the hours are; see `credit_class`. */
    classId: integer('class_id').notNull(),
    ...source,
    recordId: uuid('record_id'),
    reversesId: uuid('reverses_id'),
    /** Of a carried entry: the one under another number that it stands for. Those of before format 3 name none. */
    carriesId: uuid('carries_id'),
    /** The list of an opening entry that rests on one. */
    openingId: uuid('opening_id').generatedAlwaysAs(
      sql`case when direction = 'opening' and source_kind = 'opening' then source_id end`,
    ),
    /** Why it was reversed. */
    reason: text(),
    recordedBy: uuid('recorded_by'),
    approvedBy: uuid('approved_by'),
    /** Who verified and so posted it. */
    postedBy: uuid('posted_by').notNull(),
    /** `postedBy` of an entry without a record; whoever posts a record is who verified it. */
    postedAloneBy: uuid('posted_alone_by').generatedAlwaysAs(sql`case when record_id is null then posted_by end`),
    postedAt: instant('posted_at').notNull(),
    previousHash: bytes('previous_hash').notNull(),
    /** SHA-256 over the previous hash and this entry's canonical content. */
    hash: bytes().notNull(),
  },
  (entry) => [
    primaryKey({ name: 'credit_entry_pk', columns: [entry.tenantId, entry.id] }),
    unique('credit_entry_chain').on(entry.tenantId, entry.personId, entry.seq),
    uniqueIndex('credit_entry_reversed_once').on(entry.tenantId, entry.reversesId).where(isNotNull(entry.reversesId)),
    uniqueIndex('credit_entry_carried_once').on(entry.tenantId, entry.carriesId).where(isNotNull(entry.carriesId)),
  ],
)

/** What hours are: each combination that was ever posted, once. An empty text stands for none. */
export const creditClasses = pgTable(
  'credit_class',
  {
    ...tenantOwned,
    /** Drawn from the content. */
    id: integer().notNull(),
    category: text().notNull(),
    level: text().notNull(),
    mode: text().notNull(),
    kind: text().notNull(),
    /** The kinds of evidence, sorted, with commas. */
    proof: text().notNull(),
  },
  (row) => [
    primaryKey({ name: 'credit_class_pk', columns: [row.tenantId, row.id] }),
    unique('credit_class_content').on(row.tenantId, row.category, row.level, row.mode, row.kind, row.proof),
  ],
)

/** Running sums of the ledger by what the hours are, kept in the transaction that posts: of each person three lists of integers of one length, as text, in the order of years and classes. */
export const creditSums = pgTable(
  'credit_sum',
  {
    ...tenantOwned,
    personId: uuid('person_id').notNull(),
    years: text().notNull(),
    classIds: text('class_ids').notNull(),
    centihours: text().notNull(),
  },
  (sum) => [primaryKey({ name: 'credit_sum_pk', columns: [sum.tenantId, sum.personId] })],
)

/** The same sums, a row for each. */
export const creditTotals = pgView('credit_total', {
  ...tenantOwned,
  personId: uuid('person_id').notNull(),
  year: integer().notNull(),
  classId: integer('class_id').notNull(),
  centihours: integer().notNull(),
}).existing()

/** A root over the last entries of all chains, signed, and chained to the root before it. */
export const creditRoots = pgTable(
  'credit_root',
  {
    ...tenantOwned,
    seq: integer().notNull(),
    /** In the bureau's zone. */
    day: date({ mode: 'string' }).notNull(),
    madeAt: instant('made_at').notNull(),
    people: integer().notNull(),
    entries: bigint({ mode: 'number' }).notNull(),
    tree: bytes().notNull(),
    /** The 256 hashes eight steps under the root. */
    branches: bytes().notNull(),
    previousHash: bytes('previous_hash').notNull(),
    /** SHA-256 of the text that was signed. */
    hash: bytes().notNull(),
    publicKey: text('public_key').notNull(),
    signature: text().notNull(),
  },
  (root) => [primaryKey({ name: 'credit_root_pk', columns: [root.tenantId, root.seq] })],
)

/** Which last entries are new in a root; the others are as in the roots before. */
export const creditRootHeads = pgTable(
  'credit_root_head',
  {
    ...tenantOwned,
    personId: uuid('person_id').notNull(),
    seq: integer().notNull(),
    hash: bytes().notNull(),
    rootSeq: integer('root_seq').notNull(),
    branch: smallint().notNull(),
  },
  (head) => [primaryKey({ name: 'credit_root_head_pk', columns: [head.tenantId, head.personId, head.seq] })],
)

/** Years that were closed, for the ledger itself: hours of such a year say why they come late. */
export const creditFrozenYears = pgTable(
  'credit_frozen_year',
  {
    ...tenantOwned,
    year: integer().notNull(),
    edition: integer().notNull(),
    frozenOn: date('frozen_on', { mode: 'string' }).notNull(),
  },
  (frozen) => [primaryKey({ name: 'credit_frozen_year_pk', columns: [frozen.tenantId, frozen.year, frozen.edition] })],
)

/** Hours that were used for a purpose, under the number of a case, until they are released. */
export const creditSpends = pgTable(
  'credit_spend',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    personId: uuid('person_id').notNull(),
    purpose: text({ enum: hourPurposes }).notNull(),
    caseNo: text('case_no').notNull(),
    spentBy: uuid('spent_by').notNull(),
    spentAt: instant('spent_at').notNull(),
  },
  (spend) => [primaryKey({ name: 'credit_spend_pk', columns: [spend.tenantId, spend.id] })],
)

/** That a use was released, and why; once for each. */
export const creditReleases = pgTable(
  'credit_release',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    spendId: uuid('spend_id').notNull(),
    reason: text().notNull(),
    releasedBy: uuid('released_by').notNull(),
    releasedAt: instant('released_at').notNull(),
  },
  (release) => [
    primaryKey({ name: 'credit_release_pk', columns: [release.tenantId, release.id] }),
    unique('credit_release_once').on(release.tenantId, release.spendId),
  ],
)

/** The entries of a use. Whoever uses an entry again for the same names the use that was released; each is followed once. */
export const creditSpentEntries = pgTable(
  'credit_spent_entry',
  {
    ...tenantOwned,
    spendId: uuid('spend_id').notNull(),
    entryId: uuid('entry_id').notNull(),
    personId: uuid('person_id').notNull(),
    purpose: text({ enum: hourPurposes }).notNull(),
    followsId: uuid('follows_id'),
  },
  (line) => [
    primaryKey({ name: 'credit_spent_entry_pk', columns: [line.tenantId, line.spendId, line.entryId] }),
    unique('entry_spent_once_for_a_purpose')
      .on(line.tenantId, line.entryId, line.purpose, line.followsId)
      .nullsNotDistinct(),
  ],
)

/** Hours earned elsewhere, handed in by the list with a signed roll: recorded, approved and verified as one. */
export const creditOpenings = pgTable(
  'credit_opening',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    organisationId: uuid('organisation_id').notNull(),
    title: text().notNull(),
    /** The signed roll. */
    evidence: jsonb().$type<readonly Evidence[]>().notNull(),
    lateReason: text('late_reason'),
    /** The statement of another bureau that the list is read from. */
    statementId: uuid('statement_id'),
    people: integer().notNull(),
    centihours: bigint({ mode: 'number' }).notNull(),
    state: text({ enum: ['recorded', 'approved', 'verified', 'returned'] }).notNull(),
    returnReason: text('return_reason'),
    recordedBy: uuid('recorded_by').notNull(),
    recordedFor: uuid('recorded_for').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    approvedBy: uuid('approved_by'),
    approvedFor: uuid('approved_for'),
    approvedAt: instant('approved_at'),
    verifiedBy: uuid('verified_by'),
    verifiedFor: uuid('verified_for'),
    verifiedAt: instant('verified_at'),
  },
  (opening) => [primaryKey({ name: 'credit_opening_pk', columns: [opening.tenantId, opening.id] })],
)

/** Who has a part in such a list: whoever is credited, or whoever records or decides, under each of their numbers; nobody is both. */
export const creditOpeningParts = pgTable(
  'credit_opening_part',
  {
    ...tenantOwned,
    openingId: uuid('opening_id').notNull(),
    personId: uuid('person_id').notNull(),
    part: text({ enum: ['credited', 'decides'] }).notNull(),
  },
  (part) => [primaryKey({ name: 'credit_opening_part_pk', columns: [part.tenantId, part.openingId, part.personId] })],
)

/** The rows of such a list, each with the id that its entry will bear. */
export const creditOpeningRows = pgTable(
  'credit_opening_row',
  {
    ...tenantOwned,
    openingId: uuid('opening_id').notNull(),
    ...{ no: integer().notNull(), id: uuid().notNull(), personId: uuid('person_id').notNull() },
    ...{ category: text(), level: text(), mode: text(), kind: text() },
    /** What of it is on file, by the kinds that policies name; the signed roll vouches for it. */
    proofs: jsonb().$type<readonly Proof[]>().notNull().default([]),
    /** What the hours rest on besides the list. */
    evidence: jsonb().$type<readonly Evidence[]>().notNull().default([]),
    /** What the hours were used for elsewhere. */
    spent: jsonb().$type<readonly SpentElsewhere[]>().notNull().default([]),
    centihours: integer().notNull(),
    startedOn: date('started_on', { mode: 'string' }),
    earnedOn: date('earned_on', { mode: 'string' }).notNull(),
    part: text().generatedAlwaysAs(sql`'credited'`),
  },
  (row) => [primaryKey({ name: 'credit_opening_row_pk', columns: [row.tenantId, row.openingId, row.no] })],
)
