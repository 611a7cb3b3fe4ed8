import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { endUses } from '../../populations/public.ts'
import { removeDrafts } from '../../programmes/public.ts'
import { updateDocument } from '../store/documents.ts'
import { deletePlan, holdPlan } from '../store/plans.ts'
import { tellPlan } from './plans.ts'

export type WithdrawPlanRefusal = 'plan_not_found' | 'plan_not_draft' | 'programmes_underway'

/**
 * Takes a draft plan back, with its programmes as long as all of them are drafts: the trail keeps what it said. The
 * document that it was made of goes back to its review, so that it can be made anew.
 */
export async function withdrawPlan(tx: Tx, id: string): Promise<Result<undefined, WithdrawPlanRefusal>> {
  const row = await holdPlan(tx, id)
  if (!row) return err('plan_not_found')
  if (row.state !== 'draft') return err('plan_not_draft')
  const before = await tellPlan(tx, id)
  const removed = await removeDrafts(tx, id)
  if (!removed.ok) return removed
  await deletePlan(tx, id)
  await endUses(
    tx,
    [...before.targets, ...before.hourRules].flatMap(({ id: partId, over }) => (over ? [partId] : [])),
  )
  if (row.planDocumentId !== null) await updateDocument(tx, row.planDocumentId, { state: 'in_review' })
  note(tx, { act: 'plan.withdrawn', object: { kind: 'plan', id }, before: { ...before, drafts: removed.value } })
  return ok()
}
