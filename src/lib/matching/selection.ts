import { err, ok, type Result } from '../result.ts'
import type { WideLimit } from './bounds.ts'
import { commitmentOf, lotsOf } from './lots.ts'
import { instanceOf } from './instance.ts'
import { match, outcomesOf, type Outcome, type Standing } from './match.ts'
import type { MatchFlaw, MatchPerson, MatchProgramme } from './rules.ts'

/** Somebody whom an officer placed by hand, or kept out (`programme` null), with the reason that everybody reads. */
export type Pin = {
  readonly person: string
  readonly programme: string | null
  readonly block: string | null
  readonly reason: string
}

/** What a published outcome says of one person. */
export type Published = { readonly person: string; readonly programme: string | null; readonly block: string | null }

/** All that a selection was reckoned from, without a name: anybody who has it can reckon it again. */
export type Selection = {
  readonly format: 'qinglan-selection'
  readonly version: 1
  readonly round: string
  readonly title: string
  readonly seed: string
  readonly salt: string
  readonly commitment: string
  readonly scoreMost: number
  readonly programmes: readonly MatchProgramme[]
  readonly people: readonly MatchPerson[]
  readonly pins: readonly Pin[]
  /** How it is decided: under limits that may cross, or, where nothing is said, by deferred acceptance. */
  readonly method?: 'optimal' | undefined
  /** Over all programmes, or over all places of one; only of the optimal method. */
  readonly limits?: readonly WideLimit[] | undefined
  readonly published: readonly Published[] | null
}

export type SelectionFlaw =
  MatchFlaw | { readonly code: 'seed_broken' | 'pins_over_places'; readonly about: readonly string[] }

/** A selection reckoned: everybody's outcome, and the standing that explains it. */
export type Reckoned = { readonly standing: Standing; readonly outcomes: readonly Published[] }

/** Reckons a selection: whoever was placed by hand takes their place first, everybody else is matched. */
export function reckonSelection(selection: Selection): Result<Reckoned, SelectionFlaw> {
  const { seed, salt, commitment, pins } = selection
  if (commitmentOf(seed, salt) !== commitment) return err({ code: 'seed_broken', about: [] })
  const programmes = withoutPinned(selection)
  if (!programmes.ok) return programmes
  const pinned = new Map(pins.map((pin) => [pin.person, pin]))
  // Whoever was placed by hand stays in the list without choices: so everybody has a lot, and an outcome.
  const people = selection.people.map((person) => (pinned.has(person.id) ? { ...person, choices: [] } : person))
  const instance = instanceOf({ seed, programmes: programmes.value, people })
  if (!instance.ok) return instance
  const standing = match(instance.value)
  return ok({ standing, outcomes: outcomesOf(standing).map((outcome) => publishedOf(outcome, pinned)) })
}

function publishedOf({ person, placed }: Outcome, pinned: ReadonlyMap<string, Pin>): Published {
  const pin = pinned.get(person)
  if (pin) return { person, programme: pin.programme, block: pin.block }
  return { person, programme: placed?.programme ?? null, block: placed?.block ?? null }
}

function withoutPinned({ programmes, pins }: Selection): Result<readonly MatchProgramme[], SelectionFlaw> {
  const left = programmes.map((programme) => ({
    ...programme,
    blocks: programme.blocks.map((block) => {
      const taken = pins.filter((pin) => pin.programme === programme.id && pin.block === block.id).length
      return {
        ...block,
        places: block.places - taken,
        limits: block.limits.map((limit) => eased(limit, block.places - taken)),
      }
    }),
  }))
  const over = left.flatMap(({ id, blocks }) =>
    blocks.filter(({ places }) => places < 0).map((block) => [id, block.id]),
  )[0]
  if (over) return err({ code: 'pins_over_places', about: over })
  return ok(left)
}

function eased<T extends { readonly atLeast?: number | undefined }>(limit: T, places: number): T {
  return limit.atLeast === undefined ? limit : { ...limit, atLeast: Math.min(limit.atLeast, Math.max(0, places)) }
}

/**
 * Whom a decided selection places, in the order in which a place is theirs: by hand first, then kind of places after kind of
 * places, in each whoever it puts first, the score, the lot. Where not everybody can be let in, the last of it stay outside.
 */
export function placedInOrder({ seed, programmes, people, pins, published }: Selection): readonly Published[] {
  const lots = lotsOf(
    seed,
    people.map(({ id }) => id),
  )
  const known = new Map(people.map((person, index) => [person.id, { ...person, lot: lots[index] ?? 0 }]))
  const pinned = new Set(pins.map(({ person }) => person))
  const blocks = new Map(programmes.map((one) => [one.id, one.blocks]))
  const place = (one: Published): readonly number[] => {
    const kinds = blocks.get(one.programme ?? '') ?? []
    const at = kinds.findIndex(({ id }) => id === one.block)
    const [person, first] = [known.get(one.person), kinds[at]?.first]
    const score = person?.choices.find(({ programme }) => programme === one.programme)?.score ?? 0
    const isFirst = first !== undefined && person?.tags.includes(first) === true
    return [pinned.has(one.person) ? 0 : 1, at, isFirst ? 0 : 1, -score, person?.lot ?? 0]
  }
  return (published ?? [])
    .filter(({ programme }) => programme !== null)
    .map((one) => ({ one, place: place(one) }))
    .sort((a, b) => a.place.reduce((found, value, index) => found || value - (b.place[index] ?? 0), 0))
    .map(({ one }) => one)
}

/** Whether two outcomes say the same of the same people; otherwise the first person of whom they differ. */
export function firstDifference(one: readonly Published[], other: readonly Published[]): string | undefined {
  const key = ({ programme, block }: Published) => `${programme ?? ''}\n${block ?? ''}`
  const known = new Map(other.map((each) => [each.person, key(each)]))
  const differing = one.find((each) => known.get(each.person) !== key(each))
  if (differing) return differing.person
  const mine = new Set(one.map(({ person }) => person))
  return other.find(({ person }) => !mine.has(person))?.person
}
