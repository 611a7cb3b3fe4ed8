import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { alias, type AnyPgColumn } from 'drizzle-orm/pg-core'
import { runNamed, type Tx } from '../../../platform/db/db.ts'
import { sentRows, type SentColumn } from '../../../platform/db/rows.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { signedName } from '../../accounts/public.ts'
import { accounts } from '../../accounts/tables.ts'
import { listBearers } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { CreditEntry } from '../contract.ts'
import type { Chained } from '../core/entries.ts'
import { creditApprovals, creditEntries, creditVerifications } from '../tables.ts'
import { endOf } from './sums.ts'

const ofTenant = (tx: Tx) => eq(creditEntries.tenantId, tx.context.tenantId)

/** Where an entry lies: with its person's school, about that person. */
export async function entryScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: people.organisationId, personId: creditEntries.personId })
    .from(creditEntries)
    .innerJoin(people, and(eq(people.tenantId, creditEntries.tenantId), eq(people.id, creditEntries.personId)))
    .where(and(ofTenant(tx), eq(creditEntries.id, id)))
  return found && { organisationIds: [found.organisationId], personIds: await listBearers(tx, found.personId) }
}

// Ids hold nothing that would have to be escaped.
const list = (ids: readonly string[]) => sql.param(`{${ids.join(',')}}`)

/** Holds the chains of these people until the transaction ends, always in the same order. */
export async function lockChains(tx: Tx, personIds: readonly string[]): Promise<void> {
  await runNamed(
    tx,
    'credits: lock chains',
    sql`select id from person where tenant_id = ${tx.context.tenantId}::uuid and id = any(${list(personIds)}::uuid[])
      order by id for no key update`,
  )
}

type Head = { personId: string; seq: number; hash: string }

/** The last entry of each of these people's chains. */
export async function findHeads(tx: Tx, personIds: readonly string[]) {
  const rows = await runNamed<Head>(
    tx,
    'credits: heads',
    sql`select asked.id as "personId", head.seq, encode(head.hash, 'hex') as hash
      from unnest(${list(personIds)}::uuid[]) as asked (id)
      cross join lateral (select seq, hash from credit_entry
        where tenant_id = ${tx.context.tenantId}::uuid and person_id = asked.id order by seq desc limit 1) head`,
  )
  return new Map(rows.map(({ personId, seq, hash }) => [personId, { seq, hash }]))
}

const sentEntry: readonly SentColumn<Chained>[] = [
  ['id', 'uuid', (entry) => entry.id],
  ['person_id', 'uuid', (entry) => entry.personId],
  ['seq', 'integer', (entry) => entry.seq],
  ['direction', 'text', (entry) => entry.direction],
  ['format', 'smallint', (entry) => entry.format],
  ['category', 'text', (entry) => entry.category],
  ['level', 'text', (entry) => entry.level],
  ['mode', 'text', (entry) => entry.mode],
  ['kind', 'text', (entry) => entry.kind],
  ['evidence', 'jsonb', (entry) => JSON.stringify(entry.evidence)],
  ['centihours', 'integer', (entry) => entry.centihours],
  ['started_on', 'date', (entry) => entry.startedOn],
  ['earned_on', 'date', (entry) => entry.earnedOn],
  ['cycle', 'integer', (entry) => entry.cycle],
  ['class_id', 'integer', (entry) => entry.classId],
  ['source_kind', 'text', (entry) => entry.sourceKind],
  ['source_id', 'uuid', (entry) => entry.sourceId],
  ['source_title', 'text', (entry) => entry.sourceTitle],
  ['record_id', 'uuid', (entry) => entry.recordId],
  ['reverses_id', 'uuid', (entry) => entry.reversesId],
  ['carries_id', 'uuid', (entry) => entry.carriesId],
  ['reason', 'text', (entry) => entry.reason],
  ['recorded_by', 'uuid', (entry) => entry.recordedBy],
  ['approved_by', 'uuid', (entry) => entry.approvedBy],
  ['posted_by', 'uuid', (entry) => entry.postedBy],
  ['posted_at', 'timestamptz', (entry) => entry.postedAt.toISOString()],
  ['previous_hash', 'bytea', (entry) => `\\x${entry.previousHash}`],
  ['hash', 'bytea', (entry) => `\\x${entry.hash}`],
]

/** Writes entries at the ends of their chains: one statement, however many. */
export async function insertEntries(tx: Tx, entries: readonly Chained[]): Promise<void> {
  if (entries.length === 0) return
  const names = sql.raw(sentEntry.map(([name]) => name).join(', '))
  await runNamed(
    tx,
    'credits: insert entries',
    sql`insert into credit_entry (tenant_id, ${names}) select ${tx.context.tenantId}::uuid, ${names}
      from ${sentRows('entry', entries, sentEntry)}`,
  )
}

/** A person's chain in order, as its hashes cover it. */
export async function loadChain(tx: Tx, personId: string): Promise<Chained[]> {
  const rows = await tx
    .select()
    .from(creditEntries)
    .where(and(ofTenant(tx), eq(creditEntries.personId, personId)))
    .orderBy(asc(creditEntries.seq))
  return rows.map(({ year: _, postedAloneBy: __, openingId: ___, ...row }) => ({
    ...row,
    previousHash: row.previousHash.toString('hex'),
    hash: row.hash.toString('hex'),
  }))
}

/** One entry, with the one that reverses it, if any. */
export async function findEntry(tx: Tx, id: string) {
  const reversal = alias(creditEntries, 'reversal')
  const [found] = await tx
    .select({ entry: creditEntries, reversedById: reversal.id })
    .from(creditEntries)
    .leftJoin(reversal, and(eq(reversal.tenantId, creditEntries.tenantId), eq(reversal.reversesId, creditEntries.id)))
    .where(and(ofTenant(tx), eq(creditEntries.id, id)))
  if (!found) return undefined
  const { year: _, postedAloneBy: __, openingId: ___, ...entry } = found.entry
  return { ...entry, reversedById: found.reversedById }
}

/**
 * A person's entries as people see them, the latest first, each with those who vouched for it. With a day, those that were
 * posted by its end, and reversals only where they were.
 */
export async function listEntries(tx: Tx, personId: string, most: number, asOf?: string): Promise<CreditEntry[]> {
  const isPosted = (at: AnyPgColumn) => (asOf === undefined ? undefined : sql`${at} < ${endOf(tx.context.zone, asOf)}`)
  const reversal = alias(creditEntries, 'reversal')
  const recorder = alias(accounts, 'recorder')
  const approver = alias(accounts, 'approver')
  const poster = alias(accounts, 'poster')
  // Whom an entry itself names, where it has no record of ours.
  const said = alias(accounts, 'said')
  const agreed = alias(accounts, 'agreed')
  const tenant = creditEntries.tenantId
  const rows = await tx
    .select({
      entry: creditEntries,
      reversedById: reversal.id,
      saidBy: said.name,
      agreedBy: agreed.name,
      recordedByName: signedName<string | null>(recorder.name, creditApprovals.recordedBy, creditApprovals.recordedFor),
      approvedByName: signedName<string | null>(approver.name, creditApprovals.approvedBy, creditApprovals.approvedFor),
      postedByName: signedName<string>(poster.name, creditVerifications.verifiedBy, creditVerifications.verifiedFor),
    })
    .from(creditEntries)
    .innerJoin(poster, and(eq(poster.tenantId, tenant), eq(poster.id, creditEntries.postedBy)))
    .leftJoin(
      reversal,
      and(eq(reversal.tenantId, tenant), eq(reversal.reversesId, creditEntries.id), isPosted(reversal.postedAt)),
    )
    .leftJoin(said, and(eq(said.tenantId, tenant), eq(said.id, creditEntries.recordedBy)))
    .leftJoin(agreed, and(eq(agreed.tenantId, tenant), eq(agreed.id, creditEntries.approvedBy)))
    .leftJoin(
      creditApprovals,
      and(eq(creditApprovals.tenantId, tenant), eq(creditApprovals.recordId, creditEntries.recordId)),
    )
    .leftJoin(
      creditVerifications,
      and(eq(creditVerifications.tenantId, tenant), eq(creditVerifications.recordId, creditEntries.recordId)),
    )
    .leftJoin(recorder, and(eq(recorder.tenantId, tenant), eq(recorder.id, creditApprovals.recordedBy)))
    .leftJoin(approver, and(eq(approver.tenantId, tenant), eq(approver.id, creditApprovals.approvedBy)))
    .where(and(ofTenant(tx), eq(creditEntries.personId, personId), isPosted(creditEntries.postedAt)))
    .orderBy(desc(creditEntries.seq))
    .limit(most)
  return rows.map(({ entry, saidBy, agreedBy, recordedByName, approvedByName, ...names }) => ({
    ...shownOf(entry),
    ...names,
    recordedByName: recordedByName ?? saidBy,
    approvedByName: approvedByName ?? agreedBy,
  }))
}

function shownOf({ hash, postedAt, ...entry }: typeof creditEntries.$inferSelect) {
  const { tenantId: _, recordId: __, postedBy: ___, previousHash: ____, recordedBy: _____, ...rest } = entry
  const {
    approvedBy: ______,
    classId: _______,
    year: ________,
    format: _________,
    postedAloneBy: __________,
    carriesId: ___________,
    openingId: ____________,
    ...shown
  } = rest
  return {
    ...shown,
    evidence: [...shown.evidence],
    postedAt: postedAt.toISOString(),
    mark: hash.toString('hex').slice(0, 12),
  }
}
