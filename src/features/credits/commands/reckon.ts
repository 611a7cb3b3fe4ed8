import { setImmediate } from 'node:timers/promises'
import type { Totals } from '../../../lib/policy/evaluate.ts'
import type { Classification } from '../../../lib/policy/language.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { loadExemptions, loadRulebook, type Rulebook } from '../../policies/public.ts'
import { ready, requirementsOf, type Ready, type Requirement, type Told } from '../core/standing.ts'
import { idsOf, loadAbove, loadCrowd, type Crowd, type Member } from '../store/crowd.ts'
import { crowdSums, loadClasses, plainClass, type CrowdSums } from '../store/sums.ts'

// So many people are reckoned before others get their turn.
const breath = 2_000

const nothing: Totals = { years: [], classes: [], centihours: [] }

/** What is asked of a crowd, and how to hear of each of them. */
export type Reckoning = {
  /** Everything that somebody of this crowd may be asked, each once. */
  readonly requirements: readonly Requirement[]
  /** Says how each of the crowd stands against what is asked of them. */
  readonly each: (tell: (member: Member, told: readonly Told[], again: Again) => void) => Promise<void>
}

/** How the same person would stand with more hours; their classes are places in the list of `further`. */
export type Again = (more: Totals) => readonly Told[]

type Options = {
  readonly from?: typeof crowdSums
  readonly rulebook?: Rulebook
  /** Classes of hours that nobody has yet, which somebody may be reckoned with `again`. */
  readonly further?: readonly Classification[]
}

/**
 * Reckons how a crowd stands in a year by the policies in force, from the running sums, or from the entries themselves.
 * People come in no particular order; whoever is asked nothing comes with nothing.
 */
export async function reckon(
  tx: Tx,
  year: number,
  crowd: Crowd,
  { from = crowdSums, rulebook, further = [] }: Options = {},
): Promise<Reckoning> {
  const asked = rulebook ?? (await loadRulebook(tx, year))
  if (asked.organisationIds.length === 0) return { requirements: [], each: () => Promise.resolve() }
  const above = await loadAbove(tx, asked.organisationIds)
  const folk = await loadCrowd(tx, crowd)
  const sums = new Map((await from(tx, idsOf(tx, crowd))).map((each) => [each.personId, each]))
  const exemptions = await loadExemptions(tx, idsOf(tx, crowd))
  const { classes: posted, places } = placesOf(await loadClasses(tx))
  const classes = [...posted, ...further]
  const moment = { today: tx.context.today, year }
  const prepared = new Map<string, Ready>()
  const requirements = new Map<string, Requirement>()
  const readyFor = (organisationId: string): Ready => {
    const mine = above.get(organisationId) ?? []
    const key = mine.join()
    const known = prepared.get(key)
    if (known) return known
    const books = asked.booksFor(mine)
    for (const one of books.flatMap((book) => requirementsOf(book, year))) requirements.set(one.id, one)
    const made = ready(books, classes, moment)
    prepared.set(key, made)
    return made
  }
  for (const organisationId of new Set(folk.map((member) => member.organisationId))) readyFor(organisationId)
  return {
    requirements: [...requirements.values()],
    each: async (tell) => {
      for (const [index, member] of folk.entries()) {
        if (index % breath === breath - 1) await setImmediate()
        const own = sums.get(member.id)
        const totals = own ? totalsIn(own, places) : nothing
        const stand = (hours: Totals) => readyFor(member.organisationId)(member, exemptions.get(member.id) ?? [], hours)
        tell(member, stand(totals), (more) => stand(together(totals, more, posted.length)))
      }
    },
  }
}

const together = (own: Totals, more: Totals, offset: number): Totals => ({
  years: [...Array.from(own.years), ...Array.from(more.years)],
  classes: [...Array.from(own.classes), ...Array.from(more.classes, (place) => place + offset)],
  centihours: [...Array.from(own.centihours), ...Array.from(more.centihours)],
})

/** Classes of hours in a list, and where each number of a class is in it. */
export function placesOf(known: Awaited<ReturnType<typeof loadClasses>>): {
  readonly classes: readonly Classification[]
  readonly places: ReadonlyMap<number, number>
} {
  return {
    classes: [...known.values()].map(plainClass),
    places: new Map([...known.keys()].map((id, place) => [id, place])),
  }
}

const totalsIn = ({ years, classIds, centihours }: CrowdSums, places: ReadonlyMap<number, number>): Totals => ({
  years,
  classes: classIds.map((id) => places.get(id) ?? -1),
  centihours,
})
