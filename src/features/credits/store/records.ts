import { and, asc, count, eq, ilike, inArray, or, sql, type SQL } from 'drizzle-orm'
import { alias, type AnyPgColumn } from 'drizzle-orm/pg-core'
import { runNamed, type Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { signedName } from '../../accounts/public.ts'
import { accounts } from '../../accounts/tables.ts'
import { within } from '../../organisations/public.ts'
import { organisations } from '../../organisations/tables.ts'
import { amongPasted } from '../../pastes/public.ts'
import { isMeantBy, isTheirs, listBearers } from '../../people/public.ts'
import { people } from '../../people/tables.ts'
import type { CreditRecord, RecordsAsked, RecordsQuery } from '../contract.ts'
import type { RecordState } from '../core.ts'
import { creditApprovals, creditRecords } from '../tables.ts'

const recorders = alias(accounts, 'recorder')
const approvers = alias(accounts, 'approver')

const shown = {
  id: creditRecords.id,
  personId: creditRecords.personId,
  personName: people.name,
  staffNo: people.staffNo,
  organisationId: creditRecords.organisationId,
  organisationName: organisations.name,
  sourceKind: creditRecords.sourceKind,
  sourceId: creditRecords.sourceId,
  sourceTitle: creditRecords.sourceTitle,
  category: creditRecords.category,
  level: creditRecords.level,
  mode: creditRecords.mode,
  kind: creditRecords.kind,
  evidence: creditRecords.evidence,
  centihours: creditRecords.centihours,
  startedOn: creditRecords.startedOn,
  earnedOn: creditRecords.earnedOn,
  state: creditRecords.state,
  returnReason: creditRecords.returnReason,
  correctsId: creditRecords.correctsId,
  recordedBy: creditRecords.recordedBy,
  recordedFor: creditRecords.recordedFor,
  recordedByName: signedName<string>(recorders.name, creditRecords.recordedBy, creditRecords.recordedFor),
  recordedAt: creditRecords.recordedAt,
  approvedBy: creditApprovals.approvedBy,
  approvedFor: creditApprovals.approvedFor,
  approvedByName: signedName<string | null>(approvers.name, creditApprovals.approvedBy, creditApprovals.approvedFor),
  approvedAt: creditApprovals.approvedAt,
}

function selectShown(tx: Tx) {
  const tenant = creditRecords.tenantId
  return tx
    .select(shown)
    .from(creditRecords)
    .innerJoin(people, and(eq(people.tenantId, tenant), eq(people.id, creditRecords.personId)))
    .innerJoin(
      organisations,
      and(eq(organisations.tenantId, tenant), eq(organisations.id, creditRecords.organisationId)),
    )
    .innerJoin(recorders, and(eq(recorders.tenantId, tenant), eq(recorders.id, creditRecords.recordedBy)))
    .leftJoin(
      creditApprovals,
      and(eq(creditApprovals.tenantId, tenant), eq(creditApprovals.recordId, creditRecords.id)),
    )
    .leftJoin(approvers, and(eq(approvers.tenantId, tenant), eq(approvers.id, creditApprovals.approvedBy)))
}

type ShownRow = Awaited<ReturnType<typeof selectShown>>[number]

const dayMs = 86_400_000

function toRecord(tx: Tx, { approvedAt, recordedAt, ...row }: ShownRow): CreditRecord {
  const since = tx.context.now.getTime() - (approvedAt ?? recordedAt).getTime()
  return {
    ...row,
    evidence: [...row.evidence],
    recordedAt: recordedAt.toISOString(),
    waitingDays: Math.max(0, Math.floor(since / dayMs)),
  }
}

// One array is one value, however many ids there are.
const list = (ids: readonly string[]) => sql.param(`{${ids.join(',')}}`)
const among = (column: AnyPgColumn, ids: readonly string[]): SQL => sql`${column} = any(${list(ids)}::uuid[])`

const ofTenant = (tx: Tx) => eq(creditRecords.tenantId, tx.context.tenantId)

/** Where a record lies: in the school it was recorded for, about its person. */
export async function recordScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: creditRecords.organisationId, personId: creditRecords.personId })
    .from(creditRecords)
    .where(and(ofTenant(tx), eq(creditRecords.id, id)))
  return found && { organisationIds: [found.organisationId], personIds: await listBearers(tx, found.personId) }
}

// Classes stand above hours: what they are is asked of their table, and of nothing else of theirs.
function ofProgramme(tx: Tx, programmeId: string): SQL {
  return sql`${creditRecords.sourceId} in (select k.id from training_class k
    where k.tenant_id = ${tx.context.tenantId} and k.programme_id = ${programmeId}::uuid)`
}

/** A condition that holds for the records in the subtrees of `roots` that a list asks for; it needs `person` joined. */
export function asked(tx: Tx, roots: readonly string[], query: RecordsAsked): SQL | undefined {
  const typed = query.q.replace(/[%_\\]/g, '')
  return and(
    ofTenant(tx),
    within(tx, sql`${creditRecords.organisationId}`, roots),
    query.state ? eq(creditRecords.state, query.state) : undefined,
    query.organisationId ? within(tx, sql`${creditRecords.organisationId}`, [query.organisationId]) : undefined,
    query.sourceId ? eq(creditRecords.sourceId, query.sourceId) : undefined,
    query.programmeId ? ofProgramme(tx, query.programmeId) : undefined,
    amongPasted(tx, query.pasted, creditRecords.personId, creditRecords.organisationId, creditRecords.sourceId),
    typed ? or(isMeantBy(tx, typed), ilike(creditRecords.sourceTitle, `%${typed}%`)) : undefined,
  )
}

/** A page of records in the subtrees of `roots`, the oldest first; one more than asked for when there are more. */
export async function listRecords(
  tx: Tx,
  roots: readonly string[],
  query: RecordsQuery,
  after: { recordedAt: string; id: string } | undefined,
): Promise<CreditRecord[]> {
  const rows = await selectShown(tx)
    .where(
      and(
        asked(tx, roots, query),
        after &&
          sql`(${creditRecords.recordedAt}, ${creditRecords.id}) > (${after.recordedAt}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(creditRecords.recordedAt), asc(creditRecords.id))
    .limit(query.limit + 1)
  return rows.map((row) => toRecord(tx, row))
}

/** How many records such a list has in all. */
export async function countRecords(tx: Tx, roots: readonly string[], query: RecordsQuery): Promise<number> {
  const [found] = await tx
    .select({ size: count() })
    .from(creditRecords)
    .innerJoin(people, and(eq(people.tenantId, creditRecords.tenantId), eq(people.id, creditRecords.personId)))
    .where(asked(tx, roots, query))
  return found?.size ?? 0
}

/** One record as people see it. */
export async function showRecord(tx: Tx, id: string): Promise<CreditRecord | undefined> {
  const [row] = await selectShown(tx).where(and(ofTenant(tx), eq(creditRecords.id, id)))
  return row && toRecord(tx, row)
}

/** What is on its way for a person, and what was returned and not yet corrected. */
export async function listWaiting(tx: Tx, personId: string): Promise<CreditRecord[]> {
  const rows = await selectShown(tx)
    .where(
      and(
        ofTenant(tx),
        isTheirs(creditRecords.personId, personId),
        or(
          inArray(creditRecords.state, ['recorded', 'approved']),
          and(
            eq(creditRecords.state, 'returned'),
            sql`not exists (select from credit_record later where later.tenant_id = ${creditRecords.tenantId}
              and later.corrects_id = ${creditRecords.id})`,
          ),
        ),
      ),
    )
    .orderBy(asc(creditRecords.recordedAt), asc(creditRecords.id))
  return rows.map((row) => toRecord(tx, row))
}

export type RecordRow = typeof creditRecords.$inferSelect & { approvedBy: string | null; approvedFor: string | null }

/** These records in the subtrees of `roots`, locked in the order of their ids so that two batches never wait for each other. */
export async function lockRecords(tx: Tx, ids: readonly string[], roots: readonly string[]): Promise<RecordRow[]> {
  if (ids.length === 0) return []
  // The second is asked while the first is held, and answered after it.
  const [rows, approvals] = await Promise.all([
    tx
      .select()
      .from(creditRecords)
      .where(and(ofTenant(tx), among(creditRecords.id, ids), within(tx, sql`${creditRecords.organisationId}`, roots)))
      .orderBy(asc(creditRecords.id))
      .for('update', { of: creditRecords }),
    tx
      .select({
        recordId: creditApprovals.recordId,
        approvedBy: creditApprovals.approvedBy,
        approvedFor: creditApprovals.approvedFor,
      })
      .from(creditApprovals)
      .where(and(eq(creditApprovals.tenantId, tx.context.tenantId), among(creditApprovals.recordId, ids))),
  ])
  const steps = new Map(approvals.map((row) => [row.recordId, row]))
  return rows.map((row) => {
    const { approvedBy, approvedFor } = steps.get(row.id) ?? { approvedBy: null, approvedFor: null }
    return { ...row, approvedBy, approvedFor }
  })
}

/** Records that already bear one of these ids. */
export async function findRecords(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(creditRecords)
    .where(and(ofTenant(tx), among(creditRecords.id, ids)))
}

/** Adds records; returns the ids that were added: work that is already counted for a person is left out. */
export async function insertRecords(
  tx: Tx,
  rows: readonly Omit<typeof creditRecords.$inferInsert, 'tenantId'>[],
): Promise<Set<string>> {
  const added = await tx
    .insert(creditRecords)
    .values(rows.map((row) => ({ ...row, tenantId: tx.context.tenantId })))
    .onConflictDoNothing()
    .returning({ id: creditRecords.id })
  return new Set(added.map((row) => row.id))
}

/** Moves records to a state. */
export async function moveRecords(
  tx: Tx,
  ids: readonly string[],
  state: RecordState,
  returned?: { returnReason: string; returnedBy: string; returnedFor: string; returnedAt: Date },
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(creditRecords)
    .set({ state, ...returned })
    .where(and(ofTenant(tx), among(creditRecords.id, ids)))
}

/** Who takes a step with hours, in whose right, and who these are on the roster. */
export type Stepping = {
  readonly by: string
  readonly inRightOf: string
  readonly personId: string | null
  readonly rightOfPersonId: string | null
}

/** Writes down who approved these records, beside who recorded them: one statement, however many. */
export async function insertApprovals(tx: Tx, recordIds: readonly string[], approver: Stepping): Promise<void> {
  if (recordIds.length === 0) return
  await runNamed(
    tx,
    'credits: insert approvals',
    sql`insert into credit_approval (tenant_id, record_id, person_id, recorded_by, recorded_for, approved_by, approved_for,
        approver_id, approver_for_id, approved_at)
      select tenant_id, id, person_id, recorded_by, recorded_for, ${stepped(tx, approver)}
      from credit_record where tenant_id = ${tx.context.tenantId}::uuid and id = any(${list(recordIds)}::uuid[]) order by id`,
  )
}

/** Writes down who verified these records, beside who recorded and approved them: one statement, however many. */
export async function insertVerifications(tx: Tx, recordIds: readonly string[], verifier: Stepping): Promise<void> {
  if (recordIds.length === 0) return
  await runNamed(
    tx,
    'credits: insert verifications',
    sql`insert into credit_verification (tenant_id, record_id, person_id, recorded_by, recorded_for, approved_by, approved_for,
        verified_by, verified_for, verifier_id, verifier_for_id, verified_at)
      select tenant_id, record_id, person_id, recorded_by, recorded_for, approved_by, approved_for, ${stepped(tx, verifier)}
      from credit_approval where tenant_id = ${tx.context.tenantId}::uuid and record_id = any(${list(recordIds)}::uuid[])
      order by record_id`,
  )
}

const stepped = (tx: Tx, { by, inRightOf, personId, rightOfPersonId }: Stepping): SQL =>
  sql`${by}::uuid, ${inRightOf}::uuid, ${personId}::uuid, ${rightOfPersonId}::uuid, ${tx.context.now.toISOString()}::timestamptz`

/** How many records of these sources stand in each state. */
export async function countBySource(tx: Tx, sourceIds: readonly string[]) {
  if (sourceIds.length === 0) return []
  return tx
    .select({ sourceId: creditRecords.sourceId, state: creditRecords.state, size: count() })
    .from(creditRecords)
    .where(and(ofTenant(tx), among(creditRecords.sourceId, sourceIds)))
    .groupBy(creditRecords.sourceId, creditRecords.state)
}

/** How many records wait in a state, in the subtrees of `roots`, and since when. */
export async function countWaiting(tx: Tx, roots: readonly string[], state: 'recorded' | 'approved' | 'returned') {
  const [found] = await tx
    .select({
      size: count(),
      oldest: sql<Date | null>`min(${creditRecords.recordedAt})`.mapWith(creditRecords.recordedAt),
    })
    .from(creditRecords)
    .where(and(ofTenant(tx), eq(creditRecords.state, state), within(tx, sql`${creditRecords.organisationId}`, roots)))
  return { size: found?.size ?? 0, oldest: found?.oldest ?? null }
}
