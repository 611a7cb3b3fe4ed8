import { and, asc, eq, gt, isNull, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import { organisations } from '../../organisations/tables.ts'
import { isMeantBy } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { TrialQuery } from '../contract/trials.ts'
import { hourTrialPeople, hourTrials } from '../tables.ts'

type Draft = Omit<typeof hourTrials.$inferInsert, 'tenantId'>
/** Somebody for whom a draft changes something; their place in the list is where they stand in it. */
export type Affected = Omit<typeof hourTrialPeople.$inferInsert, 'tenantId' | 'trialId' | 'place'>

const ofPolicy = (tx: Tx, policyId: string) =>
  and(eq(hourTrials.tenantId, tx.context.tenantId), eq(hourTrials.policyId, policyId))

// As many as one statement takes at its ease.
const atOnce = 2_000

/** Keeps what a trial found in the place of what the one before it did. */
export async function replaceTrial(tx: Tx, trial: Draft, affected: readonly Affected[]): Promise<void> {
  const { tenantId } = tx.context
  const before = await tx.select({ id: hourTrials.id }).from(hourTrials).where(ofPolicy(tx, trial.policyId))
  for (const { id } of before) {
    await tx.delete(hourTrialPeople).where(and(eq(hourTrialPeople.tenantId, tenantId), eq(hourTrialPeople.trialId, id)))
  }
  await tx.delete(hourTrials).where(ofPolicy(tx, trial.policyId))
  await tx.insert(hourTrials).values({ ...trial, tenantId })
  for (let from = 0; from < affected.length; from += atOnce) {
    const part = affected.slice(from, from + atOnce)
    await tx
      .insert(hourTrialPeople)
      .values(part.map((one, index) => ({ ...one, tenantId, trialId: trial.id, place: from + index })))
  }
}

/** What the last trial of a policy found; undefined before the first. */
export async function findTrial(tx: Tx, policyId: string) {
  const [found] = await tx.select().from(hourTrials).where(ofPolicy(tx, policyId))
  return found
}

const isOr = (column: SQL, code: string | undefined) =>
  code === undefined ? undefined : code === 'none' ? sql`${column} is null` : sql`${column} = ${code}`

function changed(change: TrialQuery['change']): SQL | undefined {
  if (change === undefined) return undefined
  if (change === 'counts_less') return sql`${hourTrialPeople.countedAfter} < ${hourTrialPeople.countedBefore}`
  if (change === 'counts_more') return sql`${hourTrialPeople.countedAfter} > ${hourTrialPeople.countedBefore}`
  return eq(hourTrialPeople.change, change)
}

function meant(tx: Tx, policyId: string, { change, organisationId, subject, stage, setting, q }: TrialQuery) {
  return and(
    ofPolicy(tx, policyId),
    changed(change),
    organisationId ? eq(hourTrialPeople.organisationId, organisationId) : undefined,
    subject === 'none'
      ? sql`cardinality(${hourTrialPeople.subjects}) = 0`
      : subject
        ? sql`${subject} = any(${hourTrialPeople.subjects})`
        : undefined,
    isOr(sql`${hourTrialPeople.stage}`, stage),
    isOr(sql`${hourTrialPeople.setting}`, setting),
    isMeantBy(tx, q),
    isNull(people.mergedInto),
  )
}

const ofTrial = and(eq(hourTrialPeople.tenantId, hourTrials.tenantId), eq(hourTrialPeople.trialId, hourTrials.id))
const theirs = and(eq(people.tenantId, hourTrialPeople.tenantId), eq(people.id, hourTrialPeople.personId))
const school = and(
  eq(organisations.tenantId, hourTrialPeople.tenantId),
  eq(organisations.id, hourTrialPeople.organisationId),
)

/** Those for whom the last trial of a policy found a change, after a place of the list; named as the roster names them now. */
export async function listAffected(tx: Tx, policyId: string, query: TrialQuery, after: number, limit: number) {
  return tx
    .select({
      place: hourTrialPeople.place,
      personId: hourTrialPeople.personId,
      name: people.name,
      staffNo: people.staffNo,
      organisationName: organisations.name,
      stage: hourTrialPeople.stage,
      subjects: hourTrialPeople.subjects,
      setting: hourTrialPeople.setting,
      change: hourTrialPeople.change,
      missingBefore: hourTrialPeople.missingBefore,
      missingAfter: hourTrialPeople.missingAfter,
      countedBefore: hourTrialPeople.countedBefore,
      countedAfter: hourTrialPeople.countedAfter,
    })
    .from(hourTrials)
    .innerJoin(hourTrialPeople, ofTrial)
    .innerJoin(people, theirs)
    .innerJoin(organisations, school)
    .where(and(meant(tx, policyId, query), gt(hourTrialPeople.place, after)))
    .orderBy(asc(hourTrialPeople.place))
    .limit(limit)
}

/** How many these are. */
export async function countAffected(tx: Tx, policyId: string, query: TrialQuery): Promise<number> {
  const [found] = await tx
    .select({ size: sql<number>`count(*)`.mapWith(Number) })
    .from(hourTrials)
    .innerJoin(hourTrialPeople, ofTrial)
    .innerJoin(people, theirs)
    .where(meant(tx, policyId, query))
  return found?.size ?? 0
}
