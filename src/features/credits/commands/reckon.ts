import type { Totals } from '../../../lib/policy/reckoning.ts'
import type { Classification } from '../../../lib/policy/language.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { readIntegers } from '../../../platform/db/lists.ts'
import { loadExemptions, loadRulebook, type Rulebook } from '../../policies/public.ts'
import { ready, requirementsOf, type Ready, type Requirement, type Told } from '../core/standing.ts'
import {
  idsOf,
  loadAbove,
  placesOfCrowd,
  readAlike,
  readKinds,
  walkCrowd,
  type Crowd,
  type Member,
  type MemberRow,
} from '../store/crowd.ts'
import { keptSums, loadClasses, plainClass, type SumsQuery } from '../store/sums.ts'

const nothing: Totals = { years: [], classes: [], centihours: [] }

/** What is asked of a crowd, and how to hear of each of them. */
export type Reckoning = {
  /** Everything that somebody of this crowd may be asked, each once. */
  readonly requirements: readonly Requirement[]
  /**
   * Says how each of the crowd stands against what is asked of them. Every some thousand people `goesOn` hears how many were
   * told, and may end it there.
   */
  readonly each: (
    tell: (member: Member, told: readonly Told[], again: Again) => void,
    goesOn?: (told: number) => Promise<boolean>,
  ) => Promise<void>
}

/** How the same person would stand with more hours; their classes are places in the list of `further`. */
export type Again = (more: Totals) => readonly Told[]

type Options = {
  readonly from?: SumsQuery
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
  { from = keptSums, rulebook, further = [] }: Options = {},
): Promise<Reckoning> {
  const asked = rulebook ?? (await loadRulebook(tx, year))
  if (asked.organisationIds.length === 0) return { requirements: [], each: () => Promise.resolve() }
  const above = await loadAbove(tx, asked.organisationIds)
  const exemptions = await loadExemptions(tx, idsOf(tx, crowd))
  const { classes: posted, places } = placesOf(await loadClasses(tx))
  const [memberIn, totalsIn] = [memberReader(), totalsReader(places)]
  const classes = [...posted, ...further]
  const moment = { today: tx.context.today, year }
  const prepared = new Map<string, Ready>()
  const readyAt = new Map<string, Ready>()
  const requirements = new Map<string, Requirement>()
  const readyFor = (organisationId: string): Ready => {
    const here = readyAt.get(organisationId)
    if (here) return here
    const mine = above.get(organisationId) ?? []
    const known = prepared.get(mine.join())
    const made = known ?? prepare(mine)
    prepared.set(mine.join(), made)
    readyAt.set(organisationId, made)
    return made
  }
  const prepare = (mine: readonly string[]): Ready => {
    const books = asked.booksFor(mine)
    for (const one of books.flatMap((book) => requirementsOf(book, year))) requirements.set(one.id, one)
    return ready(books, classes, moment)
  }
  for (const organisationId of await placesOfCrowd(tx, crowd)) readyFor(organisationId)
  return {
    requirements: [...requirements.values()],
    each: async (tell, goesOn) => {
      let count = 0
      for await (const members of walkCrowd(tx, crowd, from)) {
        for (const row of members) {
          const [member, totals] = [memberIn(row), totalsIn(row)]
          const stand = (hours: Totals) =>
            readyFor(member.organisationId)(member, exemptions.get(member.id) ?? [], hours)
          tell(member, stand(totals), (more) => stand(together(totals, more, posted.length)))
        }
        count += members.length
        if (goesOn && !(await goesOn(count))) return
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

// Named one by one: a copy of whatever comes costs more than judging some people.
function memberReader(): (row: MemberRow) => Member {
  const alikeIn = remembering(readAlike)
  return ({ id, sortKey, startedOn, retiresOn, alike }) => {
    const { organisationId, stage, subjects, title, talentLevel, setting, state, posts } = alikeIn(alike)
    return {
      id,
      sortKey,
      organisationId,
      startedOn,
      retiresOn,
      stage,
      subjects,
      title,
      talentLevel,
      setting,
      state,
      posts,
    }
  }
}

// People who went to the same things have the same years and classes: what those texts mean is read once, the hours each time.
function totalsReader(places: ReadonlyMap<number, number>): (member: MemberRow) => Totals {
  const kindsIn = remembering((text) => {
    const { years, classes } = readKinds(text)
    return { years, classes: classes.map((id) => places.get(id) ?? -1) }
  })
  return ({ kinds, sums }) => {
    if (kinds === null || sums === null) return nothing
    const { years, classes } = kindsIn(kinds)
    return { years, classes, centihours: readIntegers(sums) }
  }
}

const remembered = 16_384

function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size === remembered) known.clear()
    const made = read(text)
    known.set(text, made)
    return made
  }
}
