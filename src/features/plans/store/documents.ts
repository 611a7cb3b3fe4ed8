import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../platform/db/db.ts'
import type { Whereabouts } from '../../../platform/http/guard.ts'
import { within } from '../../organisations/public.ts'
import type { PlanDocument } from '../contract/documents.ts'
import { planDocuments, plans } from '../tables.ts'

export type DocumentRow = typeof planDocuments.$inferSelect

const mine = (tx: Tx, id: string) => and(eq(planDocuments.tenantId, tx.context.tenantId), eq(planDocuments.id, id))

/** Where a plan document lies: in the organisation that it was handed in for. */
export async function documentScope(tx: Tx, id: string): Promise<Whereabouts | undefined> {
  const [found] = await tx
    .select({ organisationId: planDocuments.organisationId })
    .from(planDocuments)
    .where(mine(tx, id))
  return found && { organisationIds: [found.organisationId] }
}

/** The whole row of a plan document. */
export async function findDocument(tx: Tx, id: string): Promise<DocumentRow | undefined> {
  const [found] = await tx.select().from(planDocuments).where(mine(tx, id))
  return found
}

/** The row of a plan document, held until the transaction ends: one review step at a time. */
export async function holdDocument(tx: Tx, id: string): Promise<DocumentRow | undefined> {
  const [found] = await tx.select().from(planDocuments).where(mine(tx, id)).for('update')
  return found
}

/** Records a document that is to be read. */
export async function insertDocument(
  tx: Tx,
  row: { id: string; organisationId: string; fileId: string; name: string; jobId: string },
): Promise<void> {
  const { tenantId, now, actor } = tx.context
  const createdBy = actor?.accountId ?? null
  await tx.insert(planDocuments).values({ ...row, tenantId, state: 'reading', version: 1, createdAt: now, createdBy })
}

/** Changes a document's row; each change makes its version one higher. */
export async function updateDocument(tx: Tx, id: string, change: Partial<Omit<DocumentRow, 'tenantId' | 'id'>>) {
  await tx
    .update(planDocuments)
    .set({ ...change, version: sql`${planDocuments.version} + 1` })
    .where(mine(tx, id))
}

const shown = {
  id: planDocuments.id,
  organisationId: planDocuments.organisationId,
  organisationName: sql<string>`(select organisation.name from organisation
    where organisation.tenant_id = plan_document.tenant_id and organisation.id = plan_document.organisation_id)`,
  handedInByName: sql<string | null>`(select account.name from account
    where account.tenant_id = plan_document.tenant_id and account.id = plan_document.created_by)`,
  fileId: planDocuments.fileId,
  name: planDocuments.name,
  state: planDocuments.state,
  refusal: planDocuments.refusal,
  jobId: planDocuments.jobId,
  version: planDocuments.version,
  createdAt: planDocuments.createdAt,
  documents: sql<number>`coalesce(jsonb_array_length(${planDocuments.draft} -> 'documents'), 0)`,
  // The columns by their tables: without, those of the plan would be meant.
  made: sql<
    PlanDocument['made']
  >`coalesce((select jsonb_agg(jsonb_build_object('document', plan.document_index, 'planId', plan.id)
    order by plan.document_index) from plan
    where plan.tenant_id = plan_document.tenant_id and plan.plan_document_id = plan_document.id), '[]')`,
}

const told = <R extends { createdAt: Date }>(row: R) => ({ ...row, createdAt: row.createdAt.toISOString() })

/** A plan document as lists show it. */
export async function showDocument(tx: Tx, id: string): Promise<PlanDocument | undefined> {
  const [found] = await tx.select(shown).from(planDocuments).where(mine(tx, id))
  return found && told(found)
}

/** A page of the plan documents handed in in the subtrees of `roots`, the newest first; one more than asked for when there are more. */
export async function listDocuments(
  tx: Tx,
  roots: readonly string[],
  query: { limit: number; state?: DocumentRow['state'] | undefined; own?: '1' | undefined },
  before: { createdAt: string; id: string } | undefined,
): Promise<PlanDocument[]> {
  const rows = await tx
    .select(shown)
    .from(planDocuments)
    .where(
      and(
        eq(planDocuments.tenantId, tx.context.tenantId),
        query.own === '1'
          ? inArray(planDocuments.organisationId, [...roots])
          : within(tx, sql`${planDocuments.organisationId}`, roots),
        query.state === undefined ? undefined : eq(planDocuments.state, query.state),
        before &&
          sql`(${planDocuments.createdAt}, ${planDocuments.id}) < (${before.createdAt}::timestamptz, ${before.id}::uuid)`,
      ),
    )
    .orderBy(desc(planDocuments.createdAt), desc(planDocuments.id))
    .limit(query.limit + 1)
  return rows.map(told)
}

/** The plan that was made from one document of a file. */
export async function findMadePlan(tx: Tx, documentId: string, index: number): Promise<{ id: string } | undefined> {
  const [found] = await tx
    .select({ id: plans.id })
    .from(plans)
    .where(
      and(
        eq(plans.tenantId, tx.context.tenantId),
        eq(plans.planDocumentId, documentId),
        eq(plans.documentIndex, index),
      ),
    )
  return found
}
