import { err, ok, type Result } from '../../../lib/result.ts'
import type { Fact, RoundLimit } from './method.ts'
import type { RoundBlock, RoundProgrammeRules } from './rules.ts'

/** How few and how many there may be; null where nothing is asked. */
export type Bounds = { readonly atLeast: number | null; readonly atMost: number | null }

/** One limit that gives: over the round or a programme, or within one kind of its places; `after` without either number: it is taken away. */
export type LimitChange = {
  readonly of: Fact
  readonly is: string | null
  readonly programmeId: string | null
  readonly blockId: string | null
  readonly before: Bounds
  readonly after: Bounds
}

export type LooseningRefusal = 'limit_not_found' | 'limits_tightened' | 'limits_unchanged'

type Rules = { readonly limits: readonly RoundLimit[]; readonly programmes: readonly RoundProgrammeRules[] }

const isSame = (one: Bounds, other: Bounds) => one.atLeast === other.atLeast && one.atMost === other.atMost

/** Whether whatever kept the one bounds keeps the others as well. */
function isLooser(before: Bounds, after: Bounds): boolean {
  return (after.atLeast ?? 0) <= (before.atLeast ?? 0) && (after.atMost ?? Infinity) >= (before.atMost ?? Infinity)
}

/** The limits within one kind of places, as limits are said. */
export function limitsOfBlock({ schoolMost, ruralLeast }: RoundBlock): readonly (Bounds & { readonly of: Fact })[] {
  return [
    ...(schoolMost === null ? [] : [{ of: 'school' as const, atLeast: null, atMost: schoolMost }]),
    ...(ruralLeast === null ? [] : [{ of: 'rural' as const, atLeast: ruralLeast, atMost: null }]),
  ]
}

/** The limits of a round after these changes, each of which lets more outcomes be; or why they cannot be made. */
export function loosen(rules: Rules, changes: readonly LimitChange[]): Result<Rules, LooseningRefusal> {
  let { limits, programmes } = rules
  for (const change of changes) {
    const { before, after, blockId } = change
    if (isSame(before, after)) return err('limits_unchanged')
    if (!isLooser(before, after)) return err('limits_tightened')
    if (blockId === null) {
      const at = limits.findIndex((one) => isOf(one, change) && isSame(one, before))
      if (at < 0) return err('limit_not_found')
      limits = limits.flatMap((one, index) => (index === at ? eased(one, after) : [one]))
      continue
    }
    const found = programmes.find(({ programmeId }) => programmeId === change.programmeId)
    const block = found?.blocks.find(({ id }) => id === blockId)
    if (!block || !limitsOfBlock(block).some((one) => one.of === change.of && isSame(one, before)))
      return err('limit_not_found')
    const next = change.of === 'school' ? { ...block, schoolMost: after.atMost } : withRuralLeast(block, after.atLeast)
    programmes = programmes.map((one) =>
      one === found ? { ...one, blocks: one.blocks.map((each) => (each === block ? next : each)) } : one,
    )
  }
  return ok({ limits, programmes })
}

// None at least asks nothing: it is kept and said as no limit.
const leastOf = (atLeast: number | null) => atLeast || null

const withRuralLeast = (block: RoundBlock, ruralLeast: number | null): RoundBlock => ({
  ...block,
  ruralLeast: leastOf(ruralLeast),
  ...(block.ruralShare === undefined ? {} : { ruralShare: null }),
})

const isOf = (one: RoundLimit, change: LimitChange) =>
  one.of === change.of && one.is === change.is && one.programmeId === change.programmeId

// A number that gave is no share any more.
const staying = (limit: RoundLimit, { atLeast, atMost }: Bounds) => ({
  ...(atLeast === limit.atLeast || limit.leastShare === undefined ? {} : { leastShare: null }),
  ...(atMost === limit.atMost || limit.mostShare === undefined ? {} : { mostShare: null }),
})

const eased = (limit: RoundLimit, { atLeast, atMost }: Bounds): RoundLimit[] =>
  (atLeast ?? 0) === 0 && atMost === null
    ? []
    : [{ ...limit, atLeast: leastOf(atLeast), atMost, ...staying(limit, { atLeast, atMost }) }]
