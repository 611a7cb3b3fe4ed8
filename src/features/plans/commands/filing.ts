import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { listHolders } from '../../accounts/public.ts'
import { findFile } from '../../files/public.ts'
import { notify } from '../../notices/public.ts'
import type { NewFiling, PlanFiling } from '../contract/filing.ts'
import { findFiling, insertFiling, voidFilingRow } from '../store/filing.ts'
import { holdPlan } from '../store/plans.ts'

type Now = { filing: PlanFiling | null }

async function now(tx: Tx, planId: string): Promise<Now> {
  const found = await findFiling(tx, planId)
  if (!found) return { filing: null }
  const { number, filedOn, authority, fileId, recordedByName } = found
  return { filing: { number, filedOn, authority, fileId, recordedByName } }
}

export type FilingRefusal =
  'plan_not_found' | 'plan_not_published' | 'plan_filed_already' | 'filed_in_future' | 'file_not_found'

/** Writes down that a published plan was filed with the authority above. The same again is harmless. */
export async function filePlan(tx: Tx, planId: string, draft: NewFiling): Promise<Result<Now, FilingRefusal>> {
  const plan = await holdPlan(tx, planId)
  if (!plan) return err('plan_not_found')
  if (plan.state === 'draft') return err('plan_not_published')
  const before = await findFiling(tx, planId)
  if (before?.id === draft.id) return ok(await now(tx, planId))
  if (before) return err('plan_filed_already')
  if (draft.filedOn > tx.context.today) return err('filed_in_future')
  if (draft.fileId !== null && !(await findFile(tx, draft.fileId))) return err('file_not_found')
  const { actor } = tx.context
  if (!actor) throw new Error('somebody files a plan')
  const by = { recordedBy: actor.accountId, recordedByName: actor.name, recordedAt: tx.context.now }
  await insertFiling(tx, { ...draft, planId, ...by })
  const { number, filedOn, authority } = draft
  note(tx, { act: 'plan.filed', object: { kind: 'plan', id: planId }, after: { number, filedOn, authority } })
  const holders = await listHolders(tx, 'bureau_officer', plan.organisationId)
  const accountIds = holders.map(({ accountId }) => accountId).filter((id) => id !== actor.accountId)
  const params = { title: plan.title, number }
  await notify(tx, { accountIds }, { code: 'plan.filed', params, link: `/plans/${planId}` })
  return ok(await now(tx, planId))
}

/** Voids a filing that was entered wrongly; what was entered stays on record. */
export async function voidFiling(
  tx: Tx,
  planId: string,
  reason: string,
): Promise<Result<Now, 'plan_not_found' | 'plan_not_filed'>> {
  const plan = await holdPlan(tx, planId)
  if (!plan) return err('plan_not_found')
  const filing = await findFiling(tx, planId)
  if (!filing) return err('plan_not_filed')
  await voidFilingRow(tx, filing.id, reason)
  note(tx, {
    act: 'plan.filing_voided',
    object: { kind: 'plan', id: planId },
    before: { number: filing.number, filedOn: filing.filedOn },
    after: { reason },
  })
  return ok({ filing: null })
}
