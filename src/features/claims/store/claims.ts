import { and, asc, desc, eq, ilike, inArray, isNotNull, lt, or, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { newId } from '../../../platform/ids.ts'
import { creditRecords } from '../../credits/tables.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy, isTheirs, listBearers } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { ClaimsAsked } from '../contract/claims.ts'
import type { ClaimAct } from '../core/claims.ts'
import { claimFiles, claims, claimSharings, claimSteps } from '../tables.ts'

export type ClaimKept = typeof claims.$inferSelect
const mine = (tx: Tx, id: string) => and(eq(claims.tenantId, tx.context.tenantId), eq(claims.id, id))

/** Where a claim lies: in the school it was handed in at, about its claimant. A draft lies nowhere but with them. */
export async function claimScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const found = await findClaim(tx, id)
  if (!found) return undefined
  const personIds = await listBearers(tx, found.personId)
  return { organisationIds: found.state === 'draft' ? [] : [found.organisationId], personIds }
}

/** The claim of this id. */
export async function findClaim(tx: Tx, id: string): Promise<ClaimKept | undefined> {
  const [found] = await tx.select().from(claims).where(mine(tx, id))
  return found
}

/** The claim of this id, held until the end of the transaction. */
export async function holdClaim(tx: Tx, id: string): Promise<ClaimKept | undefined> {
  const [found] = await tx.select().from(claims).where(mine(tx, id)).for('update')
  return found
}

/** Holds a person until the end of the transaction, so that of two claims of theirs the second sees the first. */
export async function holdClaimant(tx: Tx, personId: string): Promise<void> {
  await tx.execute(
    sql`select from person where tenant_id = ${tx.context.tenantId} and id = ${personId} for no key update`,
  )
}

/** Keeps a new claim. */
export async function insertClaim(tx: Tx, row: Omit<typeof claims.$inferInsert, 'tenantId'>): Promise<void> {
  await tx.insert(claims).values({ ...row, tenantId: tx.context.tenantId })
}

/** Changes what is known of a claim. */
export async function updateClaim(tx: Tx, id: string, change: Partial<typeof claims.$inferInsert>): Promise<void> {
  await tx.update(claims).set(change).where(mine(tx, id))
}

/** Writes down a step of a claim. */
export async function insertStep(
  tx: Tx,
  step: { claimId: string; act: ClaimAct; remark?: string | null; centihours?: number | null },
): Promise<void> {
  const { tenantId, now, actor } = tx.context
  await tx.insert(claimSteps).values({
    ...{ tenantId, id: newId(now.getTime()), remark: null, centihours: null, ...step },
    ...{ accountId: actor?.accountId ?? '', accountName: actor?.name ?? '', at: now },
  })
}

/** What became of a claim, the first step first. */
export async function listSteps(tx: Tx, claimId: string) {
  return tx
    .select()
    .from(claimSteps)
    .where(and(eq(claimSteps.tenantId, tx.context.tenantId), eq(claimSteps.claimId, claimId)))
    .orderBy(asc(claimSteps.at), asc(claimSteps.id))
}

const shown = {
  claim: claims,
  personName: people.name,
  staffNo: people.staffNo,
  organisationName: organisations.name,
  isShared: isNotNull(claimSharings.claimId).mapWith(Boolean),
}

function selectShown(tx: Tx) {
  const tenant = claims.tenantId
  return tx
    .select(shown)
    .from(claims)
    .innerJoin(people, and(eq(people.tenantId, tenant), eq(people.id, claims.personId)))
    .innerJoin(organisations, and(eq(organisations.tenantId, tenant), eq(organisations.id, claims.organisationId)))
    .leftJoin(claimSharings, and(eq(claimSharings.tenantId, tenant), eq(claimSharings.claimId, claims.id)))
}
export type ClaimShown = Awaited<ReturnType<typeof selectShown>>[number]

/** One claim as people see it. */
export async function showClaimRow(tx: Tx, id: string): Promise<ClaimShown | undefined> {
  const [found] = await selectShown(tx).where(mine(tx, id))
  return found
}

/** A person's own claims, the newest first; one more than asked for when there are more. */
export async function listOwnClaims(tx: Tx, personId: string, limit: number, before: string | undefined) {
  return selectShown(tx)
    .where(
      and(
        eq(claims.tenantId, tx.context.tenantId),
        isTheirs(claims.personId, personId),
        before ? lt(claims.id, before) : undefined,
      ),
    )
    .orderBy(desc(claims.id))
    .limit(limit + 1)
}

function asked(tx: Tx, roots: readonly string[], query: ClaimsAsked): SQL | undefined {
  const typed = query.q.replace(/[%_\\]/g, '')
  return and(
    eq(claims.tenantId, tx.context.tenantId),
    isNotNull(claims.submittedAt),
    within(tx, sql`${claims.organisationId}`, roots),
    query.state ? eq(claims.state, query.state) : undefined,
    query.awardId ? eq(claims.awardId, query.awardId) : undefined,
    query.organisationId ? within(tx, sql`${claims.organisationId}`, [query.organisationId]) : undefined,
    query.certificates ? isNotNull(claims.certificateKey) : undefined,
    query.trips ? eq(claims.isTrip, true) : undefined,
    query.trips === 'open' ? sql`${claimSharings.claimId} is null` : undefined,
    query.trips === 'shared' ? isNotNull(claimSharings.claimId) : undefined,
    amongPasted(tx, query.pasted, claims.personId, claims.organisationId),
    typed ? or(isMeantBy(tx, typed), ilike(claims.title, `%${typed}%`)) : undefined,
  )
}

/** Claims that were handed in in the subtrees of `roots`, the longest waiting first; one more than asked for when there are more. */
export async function listClaims(
  tx: Tx,
  roots: readonly string[],
  query: ClaimsAsked & { readonly limit: number },
  after: { submittedAt: string; id: string } | undefined,
): Promise<ClaimShown[]> {
  return selectShown(tx)
    .where(
      and(
        asked(tx, roots, query),
        after && sql`(${claims.submittedAt}, ${claims.id}) > (${after.submittedAt}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(claims.submittedAt), asc(claims.id))
    .limit(query.limit + 1)
}

/** These claims in the subtrees of `roots`, held in the order of their ids. */
export async function holdClaims(tx: Tx, ids: readonly string[], roots: readonly string[]): Promise<ClaimKept[]> {
  return tx
    .select()
    .from(claims)
    .where(
      and(
        eq(claims.tenantId, tx.context.tenantId),
        inArray(claims.id, [...ids]),
        within(tx, sql`${claims.organisationId}`, roots),
      ),
    )
    .orderBy(asc(claims.id))
    .for('update')
}

/** The latest hours of each of these claims. */
export async function hoursOfClaims(tx: Tx, claimIds: readonly string[]) {
  if (claimIds.length === 0) return new Map<string, HoursOfClaim>()
  const rows = await tx
    .selectDistinctOn([creditRecords.sourceId], {
      claimId: creditRecords.sourceId,
      recordId: creditRecords.id,
      state: creditRecords.state,
      centihours: creditRecords.centihours,
      returnReason: creditRecords.returnReason,
      recordedBy: creditRecords.recordedBy,
      level: creditRecords.level,
      kind: creditRecords.kind,
    })
    .from(creditRecords)
    .where(
      and(
        eq(creditRecords.tenantId, tx.context.tenantId),
        eq(creditRecords.sourceKind, 'claim'),
        inArray(creditRecords.sourceId, [...claimIds]),
      ),
    )
    .orderBy(creditRecords.sourceId, desc(creditRecords.recordedAt), desc(creditRecords.id))
  return new Map(rows.map(({ claimId, ...hours }) => [claimId, hours]))
}
export type HoursOfClaim = Pick<
  typeof creditRecords.$inferSelect,
  'state' | 'centihours' | 'returnReason' | 'recordedBy' | 'level' | 'kind'
> & { readonly recordId: string }

/** What each table brought a person: the hours of their claims that were taken up and neither returned nor reversed. */
export async function listBrought(tx: Tx, personId: string) {
  const rows = await tx
    .select({
      claimId: claims.id,
      awardId: claims.awardId,
      year: sql<number>`extract(year from ${claims.doneOn})::int`,
      centihours: creditRecords.centihours,
    })
    .from(claims)
    .innerJoin(
      creditRecords,
      and(
        eq(creditRecords.tenantId, claims.tenantId),
        eq(creditRecords.sourceKind, 'claim'),
        eq(creditRecords.sourceId, claims.id),
        inArray(creditRecords.state, ['recorded', 'approved', 'verified']),
      ),
    )
    .where(and(eq(claims.tenantId, tx.context.tenantId), isTheirs(claims.personId, personId)))
  return rows.flatMap(({ awardId, ...row }) => (awardId === null ? [] : [{ ...row, awardId }]))
}

/** Keeps what a claim rests on, in place of what was kept before. */
export async function keepFiles(
  tx: Tx,
  claimId: string,
  files: readonly { fileId: string; kind: string; name: string; sha256: string }[],
): Promise<void> {
  const { tenantId } = tx.context
  await tx.delete(claimFiles).where(and(eq(claimFiles.tenantId, tenantId), eq(claimFiles.claimId, claimId)))
  if (files.length > 0) await tx.insert(claimFiles).values(files.map((file) => ({ ...file, tenantId, claimId })))
}

/** What a claim rests on. */
export async function listFiles(tx: Tx, claimId: string) {
  return tx
    .select()
    .from(claimFiles)
    .where(and(eq(claimFiles.tenantId, tx.context.tenantId), eq(claimFiles.claimId, claimId)))
    .orderBy(asc(claimFiles.kind), asc(claimFiles.fileId))
}

/** The sharing record of a trip. */
export async function findSharing(tx: Tx, claimId: string) {
  const [found] = await tx
    .select()
    .from(claimSharings)
    .where(and(eq(claimSharings.tenantId, tx.context.tenantId), eq(claimSharings.claimId, claimId)))
  return found
}

/** Keeps the sharing record of a trip, in place of the one before. */
export async function keepSharing(tx: Tx, row: Omit<typeof claimSharings.$inferInsert, 'tenantId'>): Promise<void> {
  const whole = { ...row, tenantId: tx.context.tenantId }
  await tx
    .insert(claimSharings)
    .values(whole)
    .onConflictDoUpdate({ target: [claimSharings.tenantId, claimSharings.claimId], set: row })
}
