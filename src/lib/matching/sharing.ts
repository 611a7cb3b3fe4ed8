import type { Block, Limit, MatchPerson } from './rules.ts'
import type { WideLimit } from './bounds.ts'

/**
 * Places of one kind as a table of quotas keeps them. Kinds follow one another in the order in which whoever is meant asks
 * them; the last holds what is kept for nobody. `places` is null where there is no number.
 */
export type SharedKind = {
  readonly id: string
  readonly title: string
  readonly places: number | null
  /** Whom it is for, by the id they have in the matching. */
  readonly meant: ReadonlySet<string>
  /** At most so many of these people sit here. */
  readonly caps: readonly { readonly id: string; readonly places: number; readonly meant: ReadonlySet<string> }[]
}

/** Who takes their place by hand before anybody is matched, and in which kind. */
export type Given = ReadonlyMap<string, string>

const tagOf = (kind: { readonly id: string }) => `quota:${kind.id}`
const noKind = 'quota:none'

/** What stands between the id of a kind of places and that of the quota they are kept by. */
const joint = '~'

/** The id of the block that a kind of places of a table becomes. */
export const sharedId = (block: string, kind: string): string => `${block}${joint}${kind}`

/** The block that an officer wrote, of one that came of it. */
export const writtenId = (block: string): string => block.split(joint)[0] ?? block

export type SharingFlaw = 'quotas_beside_kinds' | 'places_below_quotas'

/** Why a programme that has a table of quotas cannot give its places by these blocks; undefined when it can. */
export function sharingFlaw(blocks: readonly Block[], kinds: readonly SharedKind[]): SharingFlaw | undefined {
  const [block, ...more] = blocks
  const open = kinds.filter(({ places }) => places !== 0)
  const isCounted = block?.limits.some(({ atLeast = 0 }) => atLeast > 0) === true
  if (!block || more.length > 0 || (isCounted && open.length > 1)) return 'quotas_beside_kinds'
  return block.places < keptIn(kinds) ? 'places_below_quotas' : undefined
}

const keptIn = (kinds: readonly SharedKind[]): number =>
  kinds.slice(0, -1).reduce((sum, { places }) => sum + (places ?? 0), 0)

/**
 * The blocks that the one block of a programme becomes where a table shares its places out: one for each kind that has any
 * left, for those it means alone, then one for whoever is left. Of what the block says, `only` and `first` hold in each, and
 * so does each limit. Undefined where that cannot be (`sharingFlaw`).
 */
export function sharedBlocks(
  blocks: readonly Block[],
  kinds: readonly SharedKind[],
  given: Given,
): readonly Block[] | undefined {
  const [block] = blocks
  if (!block || sharingFlaw(blocks, kinds)) return undefined
  const left = block.places - keptIn(kinds)
  return kinds.flatMap((kind, index): Block[] => {
    const isLast = index === kinds.length - 1
    const places = isLast ? Math.min(left, kind.places ?? left) : (kind.places ?? 0)
    if (places === 0 && !isLast) return []
    const only = isLast ? block.only : onlyOf(kind, block.only)
    return [
      {
        ...{
          id: sharedId(block.id, kind.id),
          places,
          limits: [...block.limits.map(eased(places)), ...capsOf(kind, given)],
        },
        ...(isLast ? {} : { title: kind.title }),
        ...(only === undefined ? {} : { only }),
        ...(block.first === undefined ? {} : { first: block.first }),
      },
    ]
  })
}

const eased =
  (places: number) =>
  (limit: Limit): Limit =>
    limit.atLeast === undefined ? limit : { ...limit, atLeast: Math.min(limit.atLeast, places) }

const onlyOf = (kind: SharedKind, only: string | undefined) =>
  only === undefined ? tagOf(kind) : `${tagOf(kind)}&${only}`

// Whoever sits by hand counts in the caps of a table, whoever else is matched.
function capsOf(kind: SharedKind, given: Given): Limit[] {
  return kind.caps.map((cap) => {
    const here = [...given].filter(([person, at]) => at === kind.id && cap.meant.has(person)).length
    return { of: tagOf(cap), is: 'in', atMost: Math.max(0, cap.places - here) }
  })
}

/** Somebody with the kinds of places that mean them: what `sharedBlocks` and `sharedLimits` ask. */
export function withKinds(person: MatchPerson, kinds: readonly SharedKind[], blocks: readonly Block[]): MatchPerson {
  const mine = kinds.slice(0, -1).filter(({ meant }) => meant.has(person.id))
  const only = blocks[0]?.only
  const both = only !== undefined && person.tags.includes(only) ? mine.map((kind) => onlyOf(kind, only)) : []
  const caps = kinds.flatMap((kind) => kind.caps.filter(({ meant }) => meant.has(person.id)).map(tagOf))
  const none = mine.some(({ places }) => places !== 0) || (kinds.at(-1)?.places ?? 1) > 0 ? [] : [noKind]
  return {
    ...person,
    tags: [...new Set([...person.tags, ...mine.map(tagOf), ...both, ...caps, ...none])],
    groups: { ...person.groups, ...Object.fromEntries(caps.map((cap) => [cap, 'in'])) },
  }
}

/**
 * A table as limits over all places of a programme, for the way to decide that takes any limit; undefined where somebody
 * could sit in several of its kinds, which no limit says.
 */
export function sharedLimits(
  programme: string,
  kinds: readonly SharedKind[],
  people: readonly string[],
): readonly WideLimit[] | undefined {
  const open = kinds.filter(({ places }) => places !== 0)
  if (people.some((person) => open.filter(({ meant }) => meant.has(person)).length > 1)) return undefined
  const last = kinds.at(-1)
  const limit = (is: string, atMost: number): WideLimit => ({ of: 'tag', is, programme, atMost })
  return [
    ...kinds.slice(0, -1).map((kind) => limit(tagOf(kind), kind.places ?? 0)),
    ...kinds.flatMap(({ caps }) => caps.map((cap) => limit(tagOf(cap), cap.places))),
    ...(last?.places === 0 ? [limit(noKind, 0)] : []),
  ]
}

/** Whether a limit is one that a table of quotas sets; otherwise it is the round's own. */
export const isShared = (named: string): boolean => named.startsWith('quota:')
