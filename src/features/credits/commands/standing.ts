import { yearOf } from '../../../lib/dates.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { listAbove } from '../../organisations/public.ts'
import { loadFacts } from '../../people/public.ts'
import { loadExemptionsOf, loadRulebook } from '../../policies/public.ts'
import type { Credits, HourStanding } from '../contract.ts'
import { isAimed, ready, type Requirement, type Told } from '../core/standing.ts'
import { listOrganisations } from '../store/crowd.ts'
import { listEntries } from '../store/ledger.ts'
import { listWaiting } from '../store/records.ts'
import { countCredited, sumByCategory } from '../store/standings.ts'
import { bucketsAt, bucketsOf, totalsAt, totalsOf } from '../store/sums.ts'
import { verifyChain } from './post.ts'
import { reckon } from './reckon.ts'

/** When and under which policies a standing is asked; nothing said means now, under those in force. */
export type AskedWhen = {
  readonly year?: number | undefined
  /** What the ledger said at the end of this day, of the person as they were then. */
  readonly asOf?: string | undefined
  /** Under the policies in force on this day; `asOf` where nothing is said. */
  readonly policiesOn?: string | undefined
}

/** How somebody stands against what is asked of them, with every step; empty where nothing is asked. */
export async function standingOf(tx: Tx, personId: string, when: AskedWhen = {}): Promise<HourStanding[]> {
  const today = when.asOf ?? tx.context.today
  const year = when.year ?? yearOf(today)
  // Asked together, they travel together.
  const [about, rulebook, buckets, exemptions] = await Promise.all([
    loadPlaced(tx, personId, when.asOf),
    // Under the rules of that day, as far as they were known then; those of another day are asked as they are known now.
    loadRulebook(tx, year, {
      day: when.policiesOn ?? when.asOf,
      adoptedBy: when.policiesOn === undefined ? when.asOf : undefined,
    }),
    when.asOf === undefined
      ? bucketsOf(tx, [personId]).then((found) => found.get(personId) ?? [])
      : bucketsAt(tx, personId, when.asOf),
    loadExemptionsOf(tx, personId, when.asOf),
  ])
  if (!about || rulebook.organisationIds.length === 0) return []
  const { facts, above } = about
  const totals = {
    years: buckets.map((bucket) => bucket.year),
    classes: buckets.map((_, place) => place),
    centihours: buckets.map(({ centihours }) => centihours),
  }
  return ready(rulebook.booksFor(above), buckets, { today, year })(facts, exemptions, totals, true).map(toWire)
}

// What is known of a person on a day, and the organisations that they stand below, their own first.
async function loadPlaced(tx: Tx, personId: string, on: string | undefined) {
  const facts = await loadFacts(tx, personId, on)
  if (!facts) return undefined
  return { facts, above: [facts.organisationId, ...(await listAbove(tx, facts.organisationId)).map(({ id }) => id)] }
}

function toWire({ requirement, standing }: Told): HourStanding {
  const { window, ruleId: _, ...figures } = standing
  const yearIn = (year: number) => (Number.isFinite(year) ? year : null)
  return {
    ...requirement,
    ...figures,
    fromYear: yearIn(window.from),
    toYear: yearIn(window.to),
    steps: figures.steps.map(plain),
  }
}

// The wire's lists may be written to; a step's may not.
function plain(step: Told['standing']['steps'][number]): HourStanding['steps'][number] {
  if (step.kind === 'unproven') return { ...step, needs: [...step.needs] }
  if (step.kind === 'excused') return { ...step, reasons: [...step.reasons] }
  return step.kind === 'instead' ? { ...step, rules: [...step.rules] } : step
}

// More entries than a teacher earns in several cycles.
const mostEntries = 500

/**
 * Everything about a person's hours: standing, sums, entries, what is on its way, and whether the chain is whole. With a day,
 * the standing, sums and entries as they stood at its end, under the policies of that day or of another; what was on its way then is not known any more.
 */
export async function readCredits(
  tx: Tx,
  personId: string,
  asOf?: string,
  policiesOn?: string,
): Promise<Credits | undefined> {
  const facts = await loadFacts(tx, personId)
  if (!facts) return undefined
  return {
    personId,
    asOf: asOf ?? null,
    policiesOn: policiesOn ?? null,
    year: yearOf(asOf ?? tx.context.today),
    standings: await standingOf(tx, personId, { asOf, policiesOn }),
    totals: asOf === undefined ? await totalsOf(tx, personId) : await totalsAt(tx, personId, asOf),
    entries: await listEntries(tx, personId, mostEntries, asOf),
    waiting: asOf === undefined ? await listWaiting(tx, personId) : [],
    chain: await verifyChain(tx, personId),
  }
}

/** How many people of a school a requirement is asked of, how many of them meet it, and what counts for them together. */
export type SchoolSum = {
  readonly organisationId: string
  readonly name: string
  readonly due: number
  readonly met: number
  readonly counted: number
}

/** For each requirement of a year, how many people of each school it is asked of and how many of them meet it. */
export async function standingBySchool(
  tx: Tx,
  year: number,
  roots: readonly string[],
): Promise<{ readonly requirement: Requirement; readonly schools: readonly SchoolSum[] }[]> {
  const { requirements, each } = await reckon(tx, year, { roots })
  const sums = new Map<string, Map<string, { due: number; met: number; counted: number }>>()
  await each(({ organisationId }, told) => {
    for (const { requirement, standing } of told) {
      const schools = sums.get(requirement.id) ?? new Map<string, { due: number; met: number; counted: number }>()
      const sum = schools.get(organisationId) ?? { due: 0, met: 0, counted: 0 }
      if (standing.state !== 'exempt') sum.due += 1
      if (standing.state !== 'exempt' && standing.missing === 0) sum.met += 1
      sum.counted += standing.counted
      schools.set(organisationId, sum)
      sums.set(requirement.id, schools)
    }
  })
  const schools = await listOrganisations(tx, [...new Set([...sums.values()].flatMap((one) => [...one.keys()]))])
  return requirements.map((requirement) => ({
    requirement,
    schools: schools.flatMap(({ id: organisationId, name }) => {
      const sum = sums.get(requirement.id)?.get(organisationId)
      return sum ? [{ organisationId, name, ...sum }] : []
    }),
  }))
}

/** The verified hours of a year in the subtrees of `roots`, as a report tells them. */
export async function creditsForReport(tx: Tx, year: number, roots: readonly string[]) {
  const byCategory = await sumByCategory(tx, roots, year)
  const requirements = (await standingBySchool(tx, year, roots))
    .filter(({ requirement }) => isAimed(requirement))
    .map(({ requirement, schools }) => ({
      ...requirement,
      due: schools.reduce((all, school) => all + school.due, 0),
      met: schools.reduce((all, school) => all + school.met, 0),
      counted: schools.reduce((all, school) => all + school.counted, 0),
    }))
  return {
    year,
    people: await countCredited(tx, roots, year),
    centihours: byCategory.reduce((all, row) => all + row.centihours, 0),
    byCategory,
    requirements,
  }
}
