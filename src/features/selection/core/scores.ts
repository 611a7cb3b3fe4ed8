/** A score in hundredths of a point: no score is a floating-point number. */
export type Centipoints = number

/** What is scored in a step: up to so many points, and how much it counts among the others of its step. */
export type Criterion = {
  readonly id: string
  readonly title: string
  readonly maxCentipoints: Centipoints
  readonly weight: number
}

/** How many marks make a score. `trimmed`: from five marks on, the highest and the lowest do not count. */
export const averages = ['mean', 'trimmed'] as const
export type Average = (typeof averages)[number]

/** From how many marks on the highest and the lowest are left out. */
export const trimmedFrom = 5

// Exact: a sum of whole numbers over a whole number.
type Fraction = { readonly over: bigint; readonly under: bigint }

function add(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under }
}

// Half up, once and at the end: a higher mark never makes a lower score.
function rounded({ over, under }: Fraction): number {
  return Number((2n * over + under) / (2n * under))
}

function meanOf(marks: readonly Centipoints[], average: Average): Fraction {
  const sorted = [...marks].sort((a, b) => a - b)
  const counted = average === 'trimmed' && sorted.length >= trimmedFrom ? sorted.slice(1, -1) : sorted
  return { over: BigInt(counted.reduce((sum, mark) => sum + mark, 0)), under: BigInt(counted.length) }
}

/**
 * The score of a step out of 100 points, in hundredths: the average of the marks for each criterion, as a share of its
 * maximum, by weight. Undefined while a criterion has no mark.
 */
export function stepScore(
  criteria: readonly Criterion[],
  marks: ReadonlyMap<string, readonly Centipoints[]>,
  average: Average,
): Centipoints | undefined {
  let sum: Fraction = { over: 0n, under: 1n }
  let weights = 0
  for (const { id, maxCentipoints, weight } of criteria) {
    const given = marks.get(id) ?? []
    if (given.length === 0) return undefined
    const mean = meanOf(given, average)
    sum = add(sum, { over: mean.over * BigInt(weight), under: mean.under * BigInt(maxCentipoints) })
    weights += weight
  }
  return weights === 0 ? undefined : rounded({ over: sum.over * 10_000n, under: sum.under * BigInt(weights) })
}

/** The overall score out of 100 points, in hundredths: the scores of the steps by their weights. */
export function overallScore(
  steps: readonly { readonly weight: number }[],
  scores: readonly Centipoints[],
): Centipoints {
  const weights = steps.reduce((sum, { weight }) => sum + weight, 0)
  const sum = steps.reduce((whole, { weight }, index) => whole + weight * (scores[index] ?? 0), 0)
  return weights === 0 ? 0 : rounded({ over: BigInt(sum), under: BigInt(weights) })
}

/** A score as people read it: 87.5. */
export function sayPoints(centipoints: Centipoints): string {
  return String(centipoints / 100)
}

/** What was typed, in hundredths; undefined where it is no score. */
export function pointsOf(typed: string): Centipoints | undefined {
  return /^\d{1,4}(\.\d{1,2})?$/.test(typed.trim()) ? Math.round(Number(typed) * 100) : undefined
}
