import { err, ok, type Result } from '../../../lib/result.ts'
import type { SourceDocument } from '../../../lib/source.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { findFile } from '../../files/public.ts'
import { notify } from '../../notices/public.ts'
import { covers } from '../../organisations/public.ts'
import type { DraftChange, PlanDocument, PlanReview } from '../contract/documents.ts'
import { draftOf } from '../core/draft-of.ts'
import { applyOps, type OpRefusal } from '../core/draft.ts'
import type { PlanExtract } from '../core/extract.ts'
import { warningsOf } from '../core/warnings.ts'
import { readPlanDocument } from '../jobs.ts'
import { findDocument, holdDocument, insertDocument, showDocument, updateDocument } from '../store/documents.ts'

/** Hands an uploaded file in as a plan document: a job reads it. Asking twice with the same id gives the first answer again. */
export async function handInDocument(
  tx: Tx,
  draft: { id: string; fileId: string },
  scope: readonly string[],
): Promise<Result<PlanDocument, 'file_not_found' | 'id_reused'>> {
  const earlier = await showDocument(tx, draft.id)
  if (earlier) return earlier.fileId === draft.fileId ? ok(earlier) : err('id_reused')
  const file = await findFile(tx, draft.fileId)
  if (!file || !(await covers(tx, scope, [file.organisationId]))) return err('file_not_found')

  const { organisationId, name } = file
  const jobId = await enqueue(tx, readPlanDocument, { documentId: draft.id }, { title: name })
  await insertDocument(tx, { ...draft, organisationId, name, jobId })
  note(tx, {
    act: 'plan_document.handed_in',
    object: { kind: 'plan_document', id: draft.id },
    after: { ...draft, name },
  })
  return told(tx, draft.id)
}

async function told(tx: Tx, id: string): Promise<{ readonly ok: true; readonly value: PlanDocument }> {
  const value = await showDocument(tx, id)
  if (!value) throw new Error('the plan document of this transaction is gone')
  return { ok: true, value }
}

/** Keeps what was read of a document, and opens its review. A document that is no longer being read stays as it is. */
export async function keepReading(
  tx: Tx,
  id: string,
  source: SourceDocument,
  extract: PlanExtract,
): Promise<Result<{ documentId: string }, never>> {
  const row = await holdDocument(tx, id)
  if (row?.state !== 'reading') return ok({ documentId: id })
  const draft = draftOf(extract)
  await updateDocument(tx, id, { state: 'in_review', format: source.format, source, extract, draft })
  note(tx, {
    act: 'plan_document.read',
    object: { kind: 'plan_document', id },
    after: { format: source.format, documents: draft.documents.length, items: draft.items.length },
  })
  await tellHander(tx, row.createdBy, 'plan_document.read', row.name, id)
  return ok({ documentId: id })
}

/** Writes down why a file could not be read. */
export async function refuseReading(
  tx: Tx,
  id: string,
  refusal: string,
): Promise<Result<{ documentId: string }, never>> {
  const row = await holdDocument(tx, id)
  if (row?.state !== 'reading') return ok({ documentId: id })
  await updateDocument(tx, id, { state: 'refused', refusal })
  note(tx, { act: 'plan_document.refused', object: { kind: 'plan_document', id }, after: { refusal } })
  await tellHander(tx, row.createdBy, 'plan_document.refused', row.name, id)
  return ok({ documentId: id })
}

async function tellHander(tx: Tx, accountId: string | null, code: string, name: string, id: string) {
  if (accountId === null) return
  await notify(tx, { accountIds: [accountId] }, { code, params: { name }, link: `/plan-documents/${id}` })
}

/** A plan document with its text, its draft and what to look at; undefined when there is none. */
export async function reviewDocument(tx: Tx, id: string): Promise<PlanReview | undefined> {
  const [shown, row] = [await showDocument(tx, id), await findDocument(tx, id)]
  if (!shown || !row) return undefined
  const { draft, extract, source, format } = row
  return {
    ...shown,
    format,
    blocks: source?.blocks ?? [],
    draft,
    warnings: draft ? draft.documents.map((_, index) => [...warningsOf(draft, index, extract?.documents[index])]) : [],
  }
}

export type ChangeDraftRefusal = OpRefusal | 'document_not_found' | 'not_in_review' | 'version_stale'

/** Takes the steps of a review, all or none, on the draft that the officer saw. */
export async function changeDraft(
  tx: Tx,
  id: string,
  { version, ops }: DraftChange,
): Promise<Result<Omit<PlanReview, 'blocks'>, ChangeDraftRefusal>> {
  const row = await holdDocument(tx, id)
  if (!row) return err('document_not_found')
  const { draft, extract } = row
  if ((row.state !== 'in_review' && row.state !== 'made') || !draft || !extract) return err('not_in_review')
  if (row.version !== version) return err('version_stale')
  const changed = applyOps(draft, ops, draftOf(extract))
  if (!changed.ok) return changed
  await updateDocument(tx, id, { draft: changed.value })
  note(tx, { act: 'plan_draft.changed', object: { kind: 'plan_document', id }, after: { ops } })
  const review = await reviewDocument(tx, id)
  if (!review) return err('document_not_found')
  const { blocks: _, ...rest } = review
  return ok(rest)
}

/** Puts a document aside. What was made of it stays; nothing more will be. */
export async function discardDocument(
  tx: Tx,
  id: string,
): Promise<Result<undefined, 'document_not_found' | 'already_made'>> {
  const row = await holdDocument(tx, id)
  if (!row) return err('document_not_found')
  if (row.state === 'discarded') return ok()
  if (row.state === 'made') return err('already_made')
  await updateDocument(tx, id, { state: 'discarded', refusal: null })
  note(tx, {
    act: 'plan_document.discarded',
    object: { kind: 'plan_document', id },
    before: { state: row.state },
    after: { state: 'discarded' },
  })
  return ok()
}
