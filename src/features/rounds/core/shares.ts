import { placesOfShare } from '../../../lib/matching/shares.ts'
import type { RoundLimit } from './method.ts'
import type { RoundBlock, RoundProgrammeRules } from './rules.ts'

/** Kinds of places whose shares are numbers: places of those that the programme has left (null: without a limit), rural teachers of the places of their kind. */
export function reckonBlock(block: RoundBlock, placesFree: number | null): RoundBlock {
  const { placesShare, ruralShare } = block
  const isShared = (placesShare ?? null) !== null && placesFree !== null
  const places = isShared ? placesOfShare(placesShare ?? 0, placesFree, 'least') : block.places
  const ruralLeast = (ruralShare ?? null) === null ? block.ruralLeast : placesOfShare(ruralShare ?? 0, places, 'least')
  return { ...block, places, ruralLeast }
}

/** A limit whose shares are numbers of the places that it stands over. */
export function reckonLimit(limit: RoundLimit, programmes: readonly RoundProgrammeRules[]): RoundLimit {
  const { programmeId, leastShare, mostShare } = limit
  const places = programmes
    .filter((one) => programmeId === null || one.programmeId === programmeId)
    .flatMap(({ blocks }) => blocks)
    .reduce((sum, block) => sum + block.places, 0)
  return {
    ...limit,
    atLeast: (leastShare ?? null) === null ? limit.atLeast : placesOfShare(leastShare ?? 0, places, 'least'),
    atMost: (mostShare ?? null) === null ? limit.atMost : placesOfShare(mostShare ?? 0, places, 'most'),
  }
}

/** What a round says with every share as a number: of the places that its programmes have left now. */
export function reckonShares<P extends RoundProgrammeRules>(
  { limits, programmes }: { readonly limits: readonly RoundLimit[]; readonly programmes: readonly P[] },
  placesFree: ReadonlyMap<string, number | null>,
): { readonly limits: RoundLimit[]; readonly programmes: P[] } {
  const reckoned = programmes.map((one) => ({
    ...one,
    blocks: one.blocks.map((block) => reckonBlock(block, placesFree.get(one.programmeId) ?? null)),
  }))
  return { programmes: reckoned, limits: limits.map((limit) => reckonLimit(limit, reckoned)) }
}

/** The programme whose places are written as a share though they have no number; undefined where there is none. */
export function unsizedShare(
  programmes: readonly RoundProgrammeRules[],
  placesFree: ReadonlyMap<string, number | null>,
): string | undefined {
  return programmes.find(
    ({ programmeId, blocks }) =>
      (placesFree.get(programmeId) ?? null) === null &&
      blocks.some(({ placesShare }) => (placesShare ?? null) !== null),
  )?.programmeId
}

/** Numbers that stay when what they were shares of is gone: nothing of them is a share any more. */
export const withoutShares = (block: RoundBlock): RoundBlock => ({ ...block, placesShare: null, ruralShare: null })
