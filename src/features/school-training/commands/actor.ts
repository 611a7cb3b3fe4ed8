import { handsOf } from '../../../lib/access.ts'
import type { Actor, Tx } from '../../../platform/db/db.ts'
import { listHolders } from '../../accounts/public.ts'
import { notify } from '../../notices/public.ts'
import { hasCentre, type PlanKept } from '../store/plans.ts'

/** Who acts in this transaction: nothing of a plan is done by nobody. */
export function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('somebody answers for what a plan says')
  return actor
}

/** Whether this account, or whom it stands in for, is one of these. */
export function isOneOf(actor: Actor, accountIds: readonly string[]): boolean {
  return handsOf(actor).some((hand) => accountIds.includes(hand))
}

/** Tells whoever has the next word on a plan that it waits for them. */
export async function tellDeciders(
  tx: Tx,
  plan: Pick<PlanKept, 'id' | 'organisationId' | 'title'>,
  stage: 'school' | 'centre',
  school: string,
): Promise<void> {
  const role =
    stage === 'school' ? 'principal' : (await hasCentre(tx, plan.organisationId)) ? 'town_officer' : 'bureau_officer'
  const holders = await listHolders(tx, role, plan.organisationId)
  const accountIds = holders.map(({ accountId }) => accountId)
  const params = { title: plan.title, school }
  await notify(tx, { accountIds }, { code: 'school_training.submitted', params, link: `/school-training/${plan.id}` })
}
