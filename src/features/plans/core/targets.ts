/** A target as its standing is reckoned. Values are hundredths of their unit, so that 91.5 % is a whole number. */
export type Target = {
  readonly comparator: '>=' | '<=' | '=' | 'range' | '+pp' | '+%'
  readonly valueHundredths: number
  readonly upperHundredths: number | null
  readonly unit: string
  readonly baselineHundredths: number | null
  readonly numerator: number | null
  readonly denominator: number | null
}

/**
 * How a target stands. `wanted` and `actual` are hundredths of the unit; `actual` and `gap` are cut, never rounded up, so
 * that what is not whole is never shown as whole. `beyond`: above the upper end of a range, which is reached all the same.
 */
export type Standing =
  | { readonly state: 'no_figure' | 'no_baseline' }
  | {
      readonly state: 'reached' | 'missed' | 'beyond'
      readonly wanted: number
      readonly actual: number
      readonly gap: number
    }

/** How a target stands against its figure. Decided on exact fractions: 499 of 500 has not reached 100 %. */
export function standingOf(target: Target): Standing {
  const wanted = wantedOf(target)
  if (wanted === undefined) return { state: 'no_baseline' }
  const figure = figureOf(target)
  if (!figure) return { state: 'no_figure' }
  // Both sides times the denominator: no fraction is ever rounded before it is compared.
  const { has, per } = figure
  const needs = BigInt(wanted) * per
  const atMost = target.comparator === '<='
  const reached = atMost ? has <= needs : has >= needs
  const { comparator, upperHundredths: upper } = target
  const beyond = comparator === 'range' && upper !== null && has > BigInt(upper) * per
  const short = atMost ? has - needs : needs - has
  const gap = short > 0n ? Number((short + per - 1n) / per) : 0
  return { state: beyond ? 'beyond' : reached ? 'reached' : 'missed', wanted, actual: Number(has / per), gap }
}

/** The value that a target asks for, in hundredths of its unit; undefined for a rise without a base year. */
export function wantedOf(target: Target): number | undefined {
  const { comparator, valueHundredths, baselineHundredths } = target
  if (comparator !== '+pp' && comparator !== '+%') return valueHundredths
  if (baselineHundredths === null) return undefined
  // 8 percentage points on 40 % are 48 %; 8 per cent of 40 % would be 43.2 %.
  if (comparator === '+pp') return baselineHundredths + valueHundredths
  return Math.ceil((baselineHundredths * (10_000 + valueHundredths)) / 10_000)
}

/** Whether a target is a share of a population rather than a count. */
export function isRatio(target: { readonly unit: string }): boolean {
  return target.unit === '%'
}

/** The figure as a fraction of hundredths: `has` over `per`. */
function figureOf(target: Target): { has: bigint; per: bigint } | undefined {
  const { numerator, denominator } = target
  if (numerator === null) return undefined
  if (!isRatio(target)) return { has: BigInt(numerator) * 100n, per: 1n }
  return denominator === null || denominator <= 0
    ? undefined
    : { has: BigInt(numerator) * 10_000n, per: BigInt(denominator) }
}

/** Writes hundredths as people read them, with at most one decimal for a share: 9980 is "99.8", 10000 is "100". */
export function writeHundredths(hundredths: number): string {
  const whole = Math.trunc(hundredths / 100)
  const decimals = String(Math.abs(hundredths) % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  return `${whole}${decimals ? `.${decimals}` : ''}`
}

/** Reads a number that a person typed or a document states as hundredths: 91.5 is 9150. Exact to two decimals. */
export function hundredthsOf(value: number): number {
  return Math.round(value * 100)
}
