import { yearOf } from '../../../lib/dates.ts'
import type { Award } from '../../../lib/policy/language.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { listFrozenYears } from '../../credits/public.ts'
import { listAbove } from '../../organisations/public.ts'
import { loadRulebook } from '../../policies/public.ts'
import { cycleBegins, type Bounds } from '../core/claims.ts'

/**
 * By which tables work is turned into hours at an organisation today, and what of it may still be claimed. Of two tables with one
 * id the first policy's holds. Where no policy is in force nothing is claimed.
 */
export async function awardsAt(
  tx: Tx,
  organisationId: string,
): Promise<{ readonly awards: readonly Award[]; readonly bounds: Bounds }> {
  const { today } = tx.context
  const rulebook = await loadRulebook(tx, yearOf(today))
  const above = [organisationId, ...(await listAbove(tx, organisationId)).map(({ id }) => id)]
  const policies = rulebook.booksFor(above).flatMap(({ adopted, policy }) => (adopted ? [policy] : []))
  const byId = new Map<string, Award>()
  for (const { awards = [] } of policies) for (const award of awards) if (!byId.has(award.id)) byId.set(award.id, award)
  // The cycle of a policy that has tables; of several, the one that reaches back furthest.
  const begins = policies.flatMap(({ awards = [], cycle }) => (awards.length > 0 ? [cycleBegins(cycle, today)] : []))
  const claimableFrom = begins.toSorted()[0] ?? today
  const closedYears = (await listFrozenYears(tx)).map(({ year }) => year)
  return { awards: [...byId.values()], bounds: { today, claimableFrom, closedYears } }
}
