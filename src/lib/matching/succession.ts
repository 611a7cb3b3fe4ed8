import { groupsOf, type WideLimit } from './bounds.ts'
import { lotsOf } from './lots.ts'
import type { Block, Limit, MatchPerson } from './rules.ts'
import type { Selection } from './selection.ts'

/** What limits count of somebody. */
export type Counted = Pick<MatchPerson, 'tags' | 'groups'>

/** Somebody whom a decided selection left without a place, as a programme that they chose looks at them. */
export type Successor = Counted & { readonly id: string; readonly score: number; readonly lot: number }

/** A limit that reaches beyond one kind of places, with those who sit where it counts. */
export type WideSitting = { readonly limit: Limit; readonly sitting: readonly Counted[] }

/** Somebody who comes next, and by which of the lists. */
export type Next = { readonly list: number; readonly successor: Successor }

/** A kind of places of a programme with what became free in it, who sits there now, and who comes next. */
export type Kind = {
  readonly key: string
  /** Which selection gave its places: wide limits count within it. */
  readonly round: string
  readonly block: Block
  /** How many of its places were left, and are free. */
  readonly vacant: number
  readonly sitting: readonly Counted[]
  readonly wide: readonly WideSitting[]
  /** Who waits: the first list before the second. */
  readonly lists: readonly (readonly Successor[])[]
}

/**
 * Whom a decided selection left without a place, by the programmes that they chose and that found them suitable. Whoever was
 * decided on by hand is none of them: they were kept out, or have a place.
 */
export function successorsOf({ seed, people, pins, published }: Selection): ReadonlyMap<string, readonly Successor[]> {
  const lots = lotsOf(
    seed,
    people.map(({ id }) => id),
  )
  const pinned = new Set(pins.map(({ person }) => person))
  const without = new Set((published ?? []).flatMap(({ person, programme }) => (programme === null ? [person] : [])))
  const waiting = people.flatMap(({ id, tags, groups, choices }, index) =>
    without.has(id) && !pinned.has(id)
      ? choices.map(({ programme, score }) => ({ programme, one: { id, tags, groups, score, lot: lots[index] ?? 0 } }))
      : [],
  )
  return new Map(
    [...Map.groupBy(waiting, ({ programme }) => programme)].map(([programme, all]) => [
      programme,
      all.map(({ one }) => one),
    ]),
  )
}

const isFirst = ({ first }: Block, { tags }: Counted) => first !== undefined && tags.includes(first)

/** Those whom a kind of places lets in at all, in its own order: whoever it puts first, the score, the lot. */
export function inOrder<One extends Successor>(block: Block, waiting: readonly One[]): One[] {
  return waiting
    .filter(({ tags }) => block.only === undefined || tags.includes(block.only))
    .toSorted(
      (one, other) =>
        Number(isFirst(block, other)) - Number(isFirst(block, one)) || other.score - one.score || one.lot - other.lot,
    )
}

const groupsIn = (limit: Limit, person: Counted): readonly string[] =>
  groupsOf({ ...person, id: '', choices: [] }, limit.of).filter((group) => limit.is === undefined || group === limit.is)

type Tally = { readonly limit: Limit; readonly sizes: ReadonlyMap<string, number> }

/** The limits that somebody who sat in a kind of places would be counted in, each with how many of each group are counted already. */
function tallyOf({ block, sitting, wide }: Kind): readonly Tally[] {
  return [...block.limits.map((limit) => ({ limit, sitting })), ...wide].map(({ limit, sitting: there }) => {
    const sizes = new Map<string, number>()
    for (const one of there) for (const group of groupsIn(limit, one)) sizes.set(group, (sizes.get(group) ?? 0) + 1)
    return { limit, sizes }
  })
}

// Nobody comes where a most would be exceeded.
function hasRoom(tally: readonly Tally[], one: Counted): boolean {
  return tally.every(({ limit, sizes }) => {
    const { atMost } = limit
    return atMost === undefined || groupsIn(limit, one).every((group) => (sizes.get(group) ?? 0) < atMost)
  })
}

// How many least numbers that are missed now somebody would count in.
function missing(tally: readonly Tally[], one: Counted): number {
  return tally.filter(({ limit, sizes }) => {
    const { atLeast = 0 } = limit
    return groupsIn(limit, one).some((group) => (sizes.get(group) ?? 0) < atLeast)
  }).length
}

/** Whether somebody can sit in a kind of places with those who sit there now: it is for them, and no most is exceeded. */
export function fits(kind: Kind, one: Counted): boolean {
  const { only } = kind.block
  return (only === undefined || one.tags.includes(only)) && hasRoom(tallyOf(kind), one)
}

/**
 * Who comes next for a place of a kind: of the first list that has anybody who fits, whoever counts where a least number is
 * missed, then the first in the kind's order.
 */
export function nextFor(kind: Kind, passed: ReadonlySet<string>): Next | undefined {
  const tally = tallyOf(kind)
  for (const [at, list] of kind.lists.entries()) {
    const fitting = inOrder(
      kind.block,
      list.filter((one) => !passed.has(one.id) && hasRoom(tally, one)),
    )
    const [best] = fitting
      .map((one, place) => ({ one, place, counts: missing(tally, one) }))
      .sort((one, other) => other.counts - one.counts || one.place - other.place)
    if (best) return { list: at, successor: best.one }
  }
  return undefined
}

/** The next offer to make: the first kind with a free place for which anybody comes next; undefined when there is none. */
export function nextOffer<K extends Kind>(
  kinds: readonly K[],
  passed: ReadonlySet<string>,
): (Next & { readonly kind: K }) | undefined {
  for (const kind of kinds) {
    const next = kind.vacant > 0 ? nextFor(kind, passed) : undefined
    if (next) return { kind, ...next }
  }
  return undefined
}

/** The kinds once somebody was offered a place of one of them: they sit there, and count wherever its people do. */
export function seated<K extends Kind>(kinds: readonly K[], { key, round }: Kind, one: Counted): K[] {
  return kinds.map((kind) => {
    if (kind.round !== round) return kind
    const wide = kind.wide.map(({ limit, sitting }) => ({ limit, sitting: [...sitting, one] }))
    if (kind.key !== key) return { ...kind, wide }
    return { ...kind, wide, vacant: kind.vacant - 1, sitting: [...kind.sitting, one] }
  })
}

/** Of limits that reach beyond one kind of places, those that count in a programme. */
export function wideLimitsOf(limits: readonly WideLimit[] | undefined, programme: string): readonly WideLimit[] {
  return (limits ?? []).filter((limit) => limit.programme === undefined || limit.programme === programme)
}
