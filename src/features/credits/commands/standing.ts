import { yearOf } from '../../../lib/dates.ts'
import { populationRefusal } from '../../../lib/population/population.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { listAbove } from '../../organisations/public.ts'
import { loadFacts } from '../../people/public.ts'
import { listRequirements, standing } from '../../policies/public.ts'
import type { Credits, HourStanding } from '../contract.ts'
import { listEntries } from '../store/ledger.ts'
import { listWaiting } from '../store/records.ts'
import { countCredited, sumByCategory, sumStandings } from '../store/standings.ts'
import { totalsOf } from '../store/sums.ts'
import { verifyChain } from './post.ts'

/** How somebody stands against what is asked of them in a year (this year unless another is named); empty where nothing is asked. */
export async function standingOf(tx: Tx, personId: string, year = yearOf(tx.context.today)): Promise<HourStanding[]> {
  const facts = await loadFacts(tx, personId)
  if (!facts) return []
  const all = await listRequirements(tx, year)
  if (all.length === 0) return []
  const home = new Set([facts.organisationId, ...(await listAbove(tx, facts.organisationId)).map((above) => above.id)])
  const asked = all.filter(
    ({ organisationId, population }) =>
      home.has(organisationId) && populationRefusal(population, facts, tx.context.today) === undefined,
  )
  const found = standing(asked, await totalsOf(tx, personId))
  return asked.flatMap(({ id, organisationId: _, population: __, ...requirement }, index) => {
    const reckoned = found[index]
    return reckoned ? [{ ...requirement, ...reckoned, requirementId: id, steps: [...reckoned.steps] }] : []
  })
}

// More entries than a teacher earns in several cycles.
const mostEntries = 500

/** Everything about a person's hours: standing, sums, entries, what is on its way, and whether the chain is whole. */
export async function readCredits(tx: Tx, personId: string): Promise<Credits | undefined> {
  const facts = await loadFacts(tx, personId)
  if (!facts) return undefined
  return {
    personId,
    year: yearOf(tx.context.today),
    standings: await standingOf(tx, personId),
    totals: await totalsOf(tx, personId),
    entries: await listEntries(tx, personId, mostEntries),
    waiting: await listWaiting(tx, personId),
    chain: await verifyChain(tx, personId),
  }
}

/** For each requirement of a year, how many people of each school it is asked of and how many of them meet it. */
export async function standingBySchool(tx: Tx, year: number, roots: readonly string[]) {
  const all = await listRequirements(tx, year)
  if (all.length === 0) return []
  const rows = Map.groupBy(await sumStandings(tx, all, { roots }), ({ requirementId }) => requirementId)
  return all.map(({ id, category, fromYear, toYear, minCentihours, average, source }) => ({
    requirement: { id, category, fromYear, toYear, minCentihours, average, source },
    schools: (rows.get(id) ?? []).map(({ requirementId: _, ...school }) => school),
  }))
}

/** The verified hours of a year in the subtrees of `roots`, as a report tells them. */
export async function creditsForReport(tx: Tx, year: number, roots: readonly string[]) {
  const byCategory = await sumByCategory(tx, roots, year)
  const requirements = (await standingBySchool(tx, year, roots)).map(({ requirement, schools }) => ({
    ...requirement,
    due: schools.reduce((all, school) => all + school.due, 0),
    met: schools.reduce((all, school) => all + school.met, 0),
    centihours: schools.reduce((all, school) => all + school.centihours, 0),
  }))
  return {
    year,
    people: await countCredited(tx, roots, year),
    centihours: byCategory.reduce((all, row) => all + row.centihours, 0),
    byCategory,
    requirements,
  }
}
