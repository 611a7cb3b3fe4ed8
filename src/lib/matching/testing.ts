import fc from 'fast-check'
import { lotsOf } from './lots.ts'
import type { Block, MatchInput, MatchPerson, MatchProgramme } from './rules.ts'

/** An input with its people in an array, as tests turn and change it. */
export type Case = Omit<MatchInput, 'people'> & { readonly people: readonly MatchPerson[] }

const places = fc.integer({ min: 0, max: 3 })
const most = fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined })

function blockOf(id: string): fc.Arbitrary<Block> {
  return fc
    .record({
      places,
      only: fc.option(fc.constantFrom('rural', 'maths'), { nil: undefined, freq: 3 }),
      first: fc.option(fc.constantFrom('rural', 'maths'), { nil: undefined, freq: 3 }),
      schoolMost: most,
      townMost: most,
      ruralLeast: fc.integer({ min: 0, max: 2 }),
      isBounded: fc.boolean(),
    })
    .map(({ places, only, first, schoolMost, townMost, ruralLeast, isBounded }) => ({
      ...{ id, places, only, first },
      limits: isBounded
        ? [
            { of: 'school', atMost: schoolMost },
            { of: 'town', atMost: townMost },
            { of: 'setting', is: 'rural', atLeast: Math.min(ruralLeast, places) },
          ]
        : [],
    }))
}

function programmeOf(id: string): fc.Arbitrary<MatchProgramme> {
  return fc
    .integer({ min: 1, max: 3 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => blockOf(`${id}-${index}`))))
    .map((blocks) => ({ id, blocks }))
}

// Towns 0 and 1 are rural, 2 is not; schools lie in towns: all groups are nested.
function personOf(id: string, programmes: readonly string[], scoreMost: number): fc.Arbitrary<MatchPerson> {
  const choice = fc.tuple(...programmes.map(() => fc.integer({ min: 0, max: scoreMost })))
  return fc
    .record({
      school: fc.integer({ min: 0, max: 4 }),
      isMaths: fc.boolean(),
      wanted: fc.shuffledSubarray([...programmes]),
      scores: choice,
    })
    .map(({ school, isMaths, wanted, scores }) => {
      const town = school % 3
      return {
        id,
        tags: [...(town < 2 ? ['rural'] : []), ...(isMaths ? ['maths'] : [])],
        groups: { school: String(school), town: String(town), setting: town < 2 ? 'rural' : 'urban' },
        choices: wanted.map((programme) => ({ programme, score: scores[programmes.indexOf(programme)] ?? 0 })),
      }
    })
}

/** Small rounds of every kind: several blocks, reserves of both sorts, nested limits, many equal scores. */
export function cases(people: number, programmes: number, scoreMost = 4): fc.Arbitrary<Case> {
  const names = Array.from({ length: programmes }, (_, index) => `P${index}`)
  return fc.record({
    seed: fc.string({ maxLength: 4 }),
    programmes: fc.tuple(...names.map(programmeOf)),
    people: fc
      .integer({ min: 0, max: people })
      .chain((count) =>
        fc.tuple(...Array.from({ length: count }, (_, index) => personOf(`T${index}`, names, scoreMost))),
      ),
  })
}

/** Somebody at a programme's door, with the score it gave them and their lot. */
export type Asker = { readonly person: MatchPerson; readonly score: number; readonly lot: number }

/** The lots of a case, by id. */
export function lotsByPerson({ seed, people }: Case): ReadonlyMap<string, number> {
  const ids = people.map(({ id }) => id)
  const lots = lotsOf(seed, ids)
  return new Map(ids.map((id, index) => [id, lots[index] ?? 0]))
}

/** Whom a programme takes of those at its door: written from docs/matching.md alone, by looking at every set there is. */
export function chosen(blocks: readonly Block[], askers: readonly Asker[]): ReadonlyMap<string, string> {
  const seats = new Map<string, string>()
  let left = askers
  for (const block of blocks) {
    const best = bestSet(block, left)
    for (const { person } of best) seats.set(person.id, block.id)
    left = left.filter(({ person }) => !seats.has(person.id))
  }
  return seats
}

function bestSet(block: Block, askers: readonly Asker[]): readonly Asker[] {
  const inOrder = askers
    .filter(({ person }) => block.only === undefined || person.tags.includes(block.only))
    .toSorted((one, other) => before(block, one, other))
  let best: { readonly set: readonly Asker[]; readonly worth: readonly number[] } = { set: [], worth: [] }
  for (let mask = 0; mask < 2 ** inOrder.length; mask += 1) {
    const set = inOrder.filter((_, index) => (mask >> index) & 1)
    if (!isAllowed(block, set)) continue
    // Least numbers first, then whoever stands first in the order, then the second, and so on.
    const worth = [held(block, set), ...inOrder.map((one) => (set.includes(one) ? 1 : 0))]
    if (isMore(worth, best.worth)) best = { set, worth }
  }
  return best.set
}

function before({ first }: Block, one: Asker, other: Asker): number {
  const ahead = ({ person }: Asker) => (first !== undefined && person.tags.includes(first) ? 1 : 0)
  return ahead(other) - ahead(one) || other.score - one.score || one.lot - other.lot
}

const isMore = (one: readonly number[], other: readonly number[]) => {
  const at = one.findIndex((value, index) => value !== (other[index] ?? 0))
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0)
}

function sizes(set: readonly Asker[], of: string, is: string | undefined): readonly number[] {
  const counts = new Map<string, number>()
  for (const { person } of set) {
    const value = person.groups[of]
    if (value !== undefined && (is === undefined || value === is)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts.values()]
}

function isAllowed({ places, limits }: Block, set: readonly Asker[]): boolean {
  return (
    set.length <= places &&
    limits.every(({ of, is, atMost }) => sizes(set, of, is).every((count) => count <= (atMost ?? places)))
  )
}

function held({ limits }: Block, set: readonly Asker[]): number {
  const parts = limits.flatMap(({ of, is, atLeast = 0 }) => sizes(set, of, is).map((count) => Math.min(count, atLeast)))
  return parts.reduce((sum, part) => sum + part, 0)
}
