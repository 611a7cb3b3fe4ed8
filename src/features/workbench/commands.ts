import { yearOf } from '../../lib/dates.ts'
import { populationRefusal } from '../../lib/population/population.ts'
import type { Tx } from '../../platform/db/db.ts'
import { standingBySchool } from '../credits/public.ts'
import { loadTenant } from '../organisations/public.ts'
import { listRequirements, standing } from '../policies/public.ts'
import type { Home, SchoolStandings, Year } from './contract.ts'
import { countFunnel, countWaiting, listBars, listTargets, loadHomes, type Asker, type HomeFacts } from './store.ts'

/** What matters to each of these people today, in their order; null where there is no such person. */
export async function readHomes(tx: Tx, askers: readonly Asker[]): Promise<(Home | null)[]> {
  const year = yearOf(tx.context.today)
  // Asked together, they travel together.
  const [found, requirements] = await Promise.all([loadHomes(tx, askers), listRequirements(tx, year)])
  return askers.map(({ personId }) => {
    const facts = found.get(personId)
    return facts ? homeOf(facts, requirements, year, tx.context.today) : null
  })
}

function homeOf(
  { facts, totals, ...rest }: HomeFacts,
  requirements: Awaited<ReturnType<typeof listRequirements>>,
  year: number,
  today: string,
): Home {
  const asked = requirements.filter(
    ({ organisationId, population }) =>
      facts.above.includes(organisationId) && populationRefusal(population, facts, today) === undefined,
  )
  const reckoned = standing(asked, totals)
  const standings = asked.flatMap(({ category, fromYear, toYear, average }, index) => {
    const one = reckoned[index]
    if (!one || average) return []
    const { needed, counted, missing, over } = one
    return [{ category, fromYear, toYear, needed, counted, missing, over }]
  })
  const earned = totals.reduce((all, total) => all + (total.year === year ? total.centihours : 0), 0)
  return { ...rest, year, earned, standings }
}

/** The year of a part of the region on one page. */
export async function readYear(tx: Tx, asked: number | undefined, scope: readonly string[]): Promise<Year> {
  const year = asked ?? (await loadTenant(tx)).year
  return {
    year,
    today: tx.context.today,
    programmes: await listBars(tx, year, scope),
    funnel: await countFunnel(tx, year, scope),
    targets: await listTargets(tx, year, scope),
    waiting: await countWaiting(tx, scope),
  }
}

/** How many people of each school meet each requirement of the year. Averages are no requirement of a person and are left out. */
export async function readSchoolStandings(
  tx: Tx,
  asked: number | undefined,
  scope: readonly string[],
): Promise<SchoolStandings> {
  const year = asked ?? (await loadTenant(tx)).year
  const found = (await standingBySchool(tx, year, scope)).filter(({ requirement }) => !requirement.average)
  const schools = new Map<string, SchoolStandings['schools'][number]>()
  for (const { requirement, schools: rows } of found) {
    for (const { organisationId, name, due, met } of rows) {
      const school = schools.get(organisationId) ?? { id: organisationId, name, cells: [] }
      school.cells.push({ requirementId: requirement.id, due, met })
      schools.set(organisationId, school)
    }
  }
  return {
    requirements: found.map(({ requirement: { id, category, fromYear, toYear, minCentihours, average } }) => ({
      id,
      category,
      fromYear,
      toYear,
      minCentihours,
      average,
    })),
    schools: [...schools.values()],
  }
}
