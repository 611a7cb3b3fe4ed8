import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { signedName } from '../../accounts/public.ts'
import { accounts } from '../../accounts/tables.ts'
import { listBearers } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { CreditEntry } from '../contract.ts'
import type { Change, Chained } from '../core.ts'
import { creditApprovals, creditEntries, creditTotals, creditVerifications } from '../tables.ts'

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

/** Holds the chains of these people until the transaction ends, always in the same order. */
export async function lockChains(tx: Tx, personIds: readonly string[]): Promise<void> {
  await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.tenantId, tx.context.tenantId), inArray(people.id, [...personIds])))
    .orderBy(asc(people.id))
    .for('no key update')
}

/** The last entry of each of these people's chains. */
export async function findHeads(tx: Tx, personIds: readonly string[]) {
  const rows = await tx
    .selectDistinctOn([creditEntries.personId], {
      personId: creditEntries.personId,
      seq: creditEntries.seq,
      hash: creditEntries.hash,
    })
    .from(creditEntries)
    .where(and(ofTenant(tx), inArray(creditEntries.personId, [...personIds])))
    .orderBy(asc(creditEntries.personId), desc(creditEntries.seq))
  return new Map(rows.map((row) => [row.personId, { seq: row.seq, hash: row.hash.toString('hex') }]))
}

/** Writes entries at the ends of their chains. */
export async function insertEntries(tx: Tx, entries: readonly Chained[]): Promise<void> {
  if (entries.length === 0) return
  await tx.insert(creditEntries).values(
    entries.map((entry) => ({
      ...entry,
      previousHash: Buffer.from(entry.previousHash, 'hex'),
      hash: Buffer.from(entry.hash, 'hex'),
    })),
  )
}

/** Adds to the running sums. */
export async function addToTotals(tx: Tx, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  await tx
    .insert(creditTotals)
    .values(changes.map((change) => ({ ...change, tenantId: tx.context.tenantId })))
    .onConflictDoUpdate({
      target: [creditTotals.tenantId, creditTotals.personId, creditTotals.year, creditTotals.category],
      set: { centihours: sql`${creditTotals.centihours} + excluded.centihours` },
    })
}

/** The running sums of a person, the latest year first. */
export async function totalsOf(tx: Tx, personId: string) {
  return tx
    .select({ year: creditTotals.year, category: creditTotals.category, centihours: creditTotals.centihours })
    .from(creditTotals)
    .where(and(eq(creditTotals.tenantId, tx.context.tenantId), eq(creditTotals.personId, personId)))
    .orderBy(desc(creditTotals.year), asc(creditTotals.category))
}

/** A person's chain in order, as its hashes cover it. */
export async function loadChain(tx: Tx, personId: string): Promise<Chained[]> {
  const rows = await tx
    .select()
    .from(creditEntries)
    .where(and(ofTenant(tx), eq(creditEntries.personId, personId)))
    .orderBy(asc(creditEntries.seq))
  return rows.map((row) => ({ ...row, previousHash: row.previousHash.toString('hex'), hash: row.hash.toString('hex') }))
}

/** One entry, with the one that reverses it, if any. */
export async function findEntry(tx: Tx, id: string) {
  const reversal = alias(creditEntries, 'reversal')
  const [found] = await tx
    .select({ entry: creditEntries, reversedById: reversal.id })
    .from(creditEntries)
    .leftJoin(reversal, and(eq(reversal.tenantId, creditEntries.tenantId), eq(reversal.reversesId, creditEntries.id)))
    .where(and(ofTenant(tx), eq(creditEntries.id, id)))
  return found && { ...found.entry, reversedById: found.reversedById }
}

/** A person's entries as people see them, the latest first, each with those who vouched for it. */
export async function listEntries(tx: Tx, personId: string, most: number): Promise<CreditEntry[]> {
  const reversal = alias(creditEntries, 'reversal')
  const recorder = alias(accounts, 'recorder')
  const approver = alias(accounts, 'approver')
  const poster = alias(accounts, 'poster')
  const tenant = creditEntries.tenantId
  const rows = await tx
    .select({
      entry: creditEntries,
      reversedById: reversal.id,
      recordedByName: signedName<string | null>(recorder.name, creditApprovals.recordedBy, creditApprovals.recordedFor),
      approvedByName: signedName<string | null>(approver.name, creditApprovals.approvedBy, creditApprovals.approvedFor),
      postedByName: signedName<string>(poster.name, creditVerifications.verifiedBy, creditVerifications.verifiedFor),
    })
    .from(creditEntries)
    .innerJoin(poster, and(eq(poster.tenantId, tenant), eq(poster.id, creditEntries.postedBy)))
    .leftJoin(reversal, and(eq(reversal.tenantId, tenant), eq(reversal.reversesId, creditEntries.id)))
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
    .where(and(ofTenant(tx), eq(creditEntries.personId, personId)))
    .orderBy(desc(creditEntries.seq))
    .limit(most)
  return rows.map(({ entry, ...names }) => {
    const { tenantId: _, recordId: __, postedBy: ___, previousHash: ____, hash, postedAt, ...rest } = entry
    return { ...rest, ...names, postedAt: postedAt.toISOString(), mark: hash.toString('hex').slice(0, 12) }
  })
}
