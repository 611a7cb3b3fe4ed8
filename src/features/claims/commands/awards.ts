import { yearOf, type CalendarDate } from '../../../lib/dates.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { listFrozenYears } from '../../credits/public.ts'
import { listAbove } from '../../organisations/public.ts'
import { loadRulebook, turningDays } from '../../policies/public.ts'
import { cycleBegins, type Bounds } from '../core/claims.ts'
import type { Period, Valuing } from '../core/valuing.ts'

async function booksOn(tx: Tx, above: readonly string[], day: CalendarDate) {
  const rulebook = await loadRulebook(tx, yearOf(day), { day })
  return rulebook.booksFor(above).flatMap(({ adopted, from, policy }) => (adopted ? [{ adopted, from, policy }] : []))
}

const aboveOf = async (tx: Tx, organisationId: string) => [
  organisationId,
  ...(await listAbove(tx, organisationId)).map(({ id }) => id),
]

type Books = Awaited<ReturnType<typeof booksOn>>

// Of two tables with one id the first policy's holds.
function tablesOf(books: Books): Valuing[] {
  const byId = new Map<string, Valuing>()
  for (const { adopted, from, policy } of books)
    for (const award of policy.awards ?? []) {
      const by = { policyId: adopted.policyId, version: adopted.version, title: policy.title, from: from ?? '' }
      if (!byId.has(award.id)) byId.set(award.id, { award, by })
    }
  return [...byId.values()]
}

/**
 * What may be claimed at an organisation today: since when, which years are closed, and which tables were in force from when on. Work is
 * valued by the tables of the day it was done on. Where no policy is in force nothing is claimed.
 */
export async function awardsAt(
  tx: Tx,
  organisationId: string,
): Promise<{ readonly periods: readonly Period[]; readonly bounds: Bounds }> {
  const { today } = tx.context
  const above = await aboveOf(tx, organisationId)
  const now = await booksOn(tx, above, today)
  // The cycle of a policy that has tables; of several, the one that reaches back furthest.
  const begins = now.flatMap(({ policy: { awards = [], cycle } }) =>
    awards.length > 0 ? [cycleBegins(cycle, today)] : [],
  )
  const claimableFrom = begins.toSorted()[0] ?? today
  const closedYears = (await listFrozenYears(tx)).map(({ year }) => year)
  const turns = (await turningDays(tx)).filter((day) => day > claimableFrom && day <= today)
  const periods: Period[] = []
  for (const fromOn of [claimableFrom, ...turns])
    periods.push({ fromOn, tables: tablesOf(await booksOn(tx, above, fromOn)) })
  return { periods, bounds: { today, claimableFrom, closedYears } }
}
