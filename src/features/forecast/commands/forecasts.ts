import type { Tx } from '../../../platform/db/db.ts'
import { writeCursor } from '../../../platform/http/paging.ts'
import { listOrganisations, showMembers } from '../../credits/public.ts'
import { loadTenant } from '../../organisations/public.ts'
import { loadFacts } from '../../people/public.ts'
import type { Advice, ForecastQuery, ForecastRow, Forecasts, PersonAdvice } from '../contract.ts'
import { byUrgency, outlooks, type Outlook } from '../core.ts'
import { advise, toForecast } from './advise.ts'
import { lookAhead, type Person } from './look-ahead.ts'

/** How many sets are judged for one person: of a page of many, and where somebody asks for themselves. */
export const looks = { ofMany: 300, ofOne: 3_000 } as const

type After = { readonly state: string; readonly short: string; readonly sortKey: string; readonly id: string }

const nobody = () => ({ safe: 0, at_risk: 0, will_miss: 0, out_of_reach: 0 }) satisfies Record<Outlook, number>

/**
 * Who of these subtrees will miss hours, the most pressing first, with sums of all of them. Programmes are looked for only for
 * those on the page, `most` of them at the most, and their places are shared out among these.
 */
export async function readForecasts(
  tx: Tx,
  query: ForecastQuery & { readonly limit: number },
  roots: readonly string[],
  after?: After,
  most = query.limit,
): Promise<Forecasts> {
  const { organisationId, q, pasted, requirementId } = query
  const year = query.year ?? (await loadTenant(tx)).year
  const { people, programmes } = await lookAhead(tx, {
    year,
    crowd: { roots, organisationId, q, pasted },
    requirementId,
  })
  const sums = nobody()
  const bySchool = new Map<string, ReturnType<typeof nobody>>()
  for (const { state, member } of people) {
    const school = bySchool.get(member.organisationId) ?? nobody()
    sums[state] += 1
    school[state] += 1
    bySchool.set(member.organisationId, school)
  }
  const listed = people.filter(({ state }) => query.state === undefined || state === query.state).toSorted(byUrgency)
  const from = after && placeAfter(after)
  const left = from ? listed.filter((person) => byUrgency(person, from) > 0) : listed
  const page = left.slice(0, query.limit)
  const last = left.length > query.limit ? page.at(-1) : undefined
  const schools = await listOrganisations(tx, [...bySchool.keys()])
  return {
    year,
    sums,
    schools: schools.map(({ id, name }) => ({ organisationId: id, name, ...(bySchool.get(id) ?? nobody()) })),
    items: await toRows(tx, page, await advise(tx, page.slice(0, most), programmes, looks.ofMany)),
    nextCursor: last ? writeCursor([last.state, String(last.short), last.sortKey, last.id]) : null,
    total: listed.length,
  }
}

function placeAfter({ state, short, sortKey, id }: After) {
  const known = outlooks.find((each) => each === state)
  return known && { state: known, short: Number(short) || 0, sortKey, id }
}

const noAdvice: Advice = { programmes: [], closes: false, remaining: [], exact: false }

async function toRows(tx: Tx, page: readonly Person[], advice: ReadonlyMap<string, Advice>): Promise<ForecastRow[]> {
  if (page.length === 0) return []
  const shown = await showMembers(
    tx,
    page.map(({ id }) => id),
  )
  return page.flatMap((person) => {
    const member = shown.get(person.id)
    if (!member) return []
    const { name, staffNo, organisationId, organisationName } = member
    return [
      {
        ...{ personId: person.id, name, staffNo, organisationId, organisationName },
        ...{ state: person.state, short: person.short, forecasts: pressing(person).map(toForecast) },
        advice: advice.get(person.id) ?? noAdvice,
      },
    ]
  })
}

// The most pressing requirement first; where nothing presses, all as they stand.
function pressing({ ahead, state }: Person) {
  const rank = (each: Person['ahead'][number]) => outlooks.indexOf(each.forecast.state)
  const open = state === 'safe' ? ahead : ahead.filter(({ forecast }) => forecast.state !== 'safe')
  return open.toSorted((a, b) => rank(a) - rank(b) || b.forecast.short - a.forecast.short)
}

/** Where one person will stand this year, and what they may join to close the gap; undefined for nobody on the roster. */
export async function adviceFor(tx: Tx, personId: string): Promise<PersonAdvice | undefined> {
  const facts = await loadFacts(tx, personId)
  if (!facts) return undefined
  const { year } = await loadTenant(tx)
  const crowd = { roots: [facts.organisationId], personId }
  const { people, programmes } = await lookAhead(tx, { year, crowd })
  const person = people[0]
  if (!person) return { year, state: null, forecasts: [], advice: { ...noAdvice, closes: true, exact: true } }
  const advice = (await advise(tx, [person], programmes, looks.ofOne)).get(personId) ?? noAdvice
  return { year, state: person.state, forecasts: person.ahead.map(toForecast), advice }
}
