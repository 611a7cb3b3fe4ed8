import { matcherOf } from '../../../lib/policy/select.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { bucketsOf, loadAbove, type Bucket } from '../../credits/public.ts'
import { loadTenant } from '../../organisations/public.ts'
import { loadRulebook } from '../../policies/public.ts'
import { cycleFrom } from '../core.ts'
import { partKey, type HourPart, type LayoutContent } from '../layouts/layout.ts'
import type { Known } from '../store/layouts.ts'

type Sums = ReadonlyMap<string, number>
type Matcher = ReturnType<typeof matcherOf>

/** Sums of some hours added up, part by part. */
export function addedUp(all: readonly Sums[]): Sums {
  const sums = new Map<string, number>()
  for (const one of all) for (const [key, centihours] of one) sums.set(key, (sums.get(key) ?? 0) + centihours)
  return sums
}

/**
 * The hours that the columns of a layout tell apart, for each person: verified hours by the trees of categories that are in
 * force where they are. Nothing is loaded where no column asks.
 */
export async function hourParts(
  tx: Tx,
  { columns }: Pick<LayoutContent, 'columns'>,
  year: number,
  people: readonly Known[],
): Promise<(person: Known) => Sums | undefined> {
  const parts = columns.flatMap(({ field, part }) => (field === 'hoursOf' && part ? [part] : []))
  if (parts.length === 0) return () => undefined
  const matcherAt = await matchersFor(tx, year)
  const buckets = await bucketsOf(
    tx,
    people.map(({ id }) => id),
  )
  const tenant = await loadTenant(tx)
  const cycle = cycleFrom(year, tenant)
  const isOver = (at: number, { over }: HourPart) =>
    over === 'year' ? at === year : at >= cycle && at < cycle + tenant.cycleYears
  return ({ id, organisationId }) => {
    const matches = matcherAt(organisationId)
    const own = buckets.get(id) ?? []
    return new Map(
      parts.map((part) => [
        partKey(part),
        sumOf(own.filter((one) => isOver(one.year, part) && isOf(matches, part, one))),
      ]),
    )
  }
}

const sumOf = (buckets: readonly Bucket[]) => buckets.reduce((all, { centihours }) => all + centihours, 0)

function isOf(matches: Matcher, { category, level }: HourPart, bucket: Bucket): boolean {
  const asked = {
    ...(category ? { categories: [category] } : {}),
    ...(level === undefined ? {} : { levels: [level] }),
  }
  return matches(asked, bucket)
}

// People of one school are asked the same, and have one tree.
async function matchersFor(tx: Tx, year: number): Promise<(organisationId: string) => Matcher> {
  const book = await loadRulebook(tx, year)
  const above = await loadAbove(tx, book.organisationIds)
  const known = new Map<string, Matcher>()
  return (organisationId) => {
    const at = known.get(organisationId)
    if (at) return at
    const books = book.booksFor(above.get(organisationId) ?? [])
    const made = matcherOf({ categories: books.flatMap(({ policy }) => policy.categories ?? []) })
    known.set(organisationId, made)
    return made
  }
}
