import type { RoundInFull } from '../contract/rounds.ts'
import { limitsOfBlock, type Bounds, type LimitChange } from '../core/loosening.ts'

/** A limit that may give, as it is now, with where it holds in words. */
export type Givable = Omit<LimitChange, 'after'> & { readonly where: readonly (string | null)[] }

/** All limits of a round that may give: over the round, over a programme, within a kind of places. */
export function givable({ limits, list }: Pick<RoundInFull, 'limits' | 'list'>): readonly Givable[] {
  const titleOf = (id: string | null) => list.find(({ programmeId }) => programmeId === id)?.title ?? null
  return [
    ...limits.map(({ of, is, programmeId, atLeast, atMost }) => ({
      ...{ of, is, programmeId, blockId: null, before: { atLeast, atMost }, where: [titleOf(programmeId)] },
    })),
    ...list.flatMap(({ programmeId, title, blocks }) =>
      blocks.flatMap((block) =>
        limitsOfBlock(block).map(({ of, atLeast, atMost }) => ({
          ...{ of, is: null, programmeId, blockId: block.id, before: { atLeast, atMost }, where: [title, block.title] },
        })),
      ),
    ),
  ]
}

/** Those that differ from what they were. What is not written for a limit that says something goes away. */
export function changesOf(limits: readonly Givable[], after: readonly Bounds[]): LimitChange[] {
  return limits.flatMap(({ where: _, ...limit }, index) => {
    const next = after[index] ?? limit.before
    const isSame = next.atLeast === limit.before.atLeast && next.atMost === limit.before.atMost
    return isSame ? [] : [{ ...limit, after: next }]
  })
}
