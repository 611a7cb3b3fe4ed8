import { yearOf } from '../../../lib/dates.ts'
import { sayRule, sayStanding, sayStep } from '../../../lib/policy/sentences.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { listAbove } from '../../organisations/public.ts'
import { loadFacts } from '../../people/public.ts'
import { loadRulebook } from '../../policies/public.ts'
import type { HourExplanation, HourYear } from '../contract/explained.ts'
import { markEntries, ruleOf } from '../core/explain.ts'
import { listEntries } from '../store/ledger.ts'
import { listWaiting } from '../store/records.ts'
import { totalsOf } from '../store/sums.ts'
import { standingOf } from './standing.ts'

// More entries than a teacher earns in several cycles.
const mostEntries = 500

async function sumsOf(tx: Tx, personId: string) {
  const byYear = new Map<number, number>()
  for (const { year, centihours } of await totalsOf(tx, personId)) {
    byYear.set(year, (byYear.get(year) ?? 0) + centihours)
  }
  return [...byYear].map(([year, centihours]) => ({ year, centihours })).toSorted((a, b) => a.year - b.year)
}

/** A person's hours of one year, as they read them on the phone; undefined for whom the roster does not know. */
export async function readHourYear(tx: Tx, personId: string, asked?: number): Promise<HourYear | undefined> {
  const facts = await loadFacts(tx, personId)
  if (!facts) return undefined
  const current = yearOf(tx.context.today)
  const year = asked ?? current
  const sums = await sumsOf(tx, personId)
  const entries = await listEntries(tx, personId, mostEntries)
  return {
    year,
    years: [...new Set([...sums.map((sum) => sum.year), current])].toSorted((a, b) => b - a),
    standings: await standingOf(tx, personId, { year }),
    sums,
    entries: entries.filter(({ earnedOn }) => yearOf(earnedOn) === year),
    waiting: await listWaiting(tx, personId),
  }
}

/** How somebody's standing against one requirement came about, in sentences and entries; undefined where it is not asked. */
export async function explainHours(
  tx: Tx,
  personId: string,
  { requirementId, year: asked }: { readonly requirementId: string; readonly year?: number | undefined },
): Promise<HourExplanation | undefined> {
  const year = asked ?? yearOf(tx.context.today)
  const facts = await loadFacts(tx, personId)
  const standing = (await standingOf(tx, personId, { year })).find(({ id }) => id === requirementId)
  if (!facts || !standing) return undefined
  const above = [facts.organisationId, ...(await listAbove(tx, facts.organisationId)).map(({ id }) => id)]
  const found = ruleOf((await loadRulebook(tx, year)).booksFor(above), requirementId, year)
  if (!found) return undefined
  const { policy } = found.book
  const entries = markEntries(policy, found.rule, standing, await listEntries(tx, personId, mostEntries))
  const { fromYear, toYear } = standing
  const window = { from: fromYear ?? -Infinity, to: toYear ?? Infinity }
  const told = { ...standing, ruleId: found.rule.id, window }
  const both = (say: (tongue: 'zh' | 'en') => string) => ({ zh: say('zh'), en: say('en') })
  return {
    year,
    standing,
    rule: both((tongue) => sayRule(found.rule, policy, tongue)),
    lines: standing.steps.map((step) => both((tongue) => sayStep(step, policy.unit, tongue))),
    verdict: both((tongue) => sayStanding(told, policy.unit, tongue)),
    sums: (await sumsOf(tx, personId)).filter((sum) => sum.year >= window.from && sum.year <= window.to),
    entries: entries.map((each) => ({ ...each, under: [...each.under], lacks: [...each.lacks] })),
  }
}
