/** One measured figure. `floor` is the same work without the product, measured in the same run, where there is such a thing. */
export type Figure = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly floor: number | null
  /** `value` over `floor`. */
  readonly ratio: number | null
  readonly limit: number | null
  readonly ok: boolean
}

type Measured = {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly floor?: number
  readonly limit?: number
}

const rounded = (value: number) => Number(value.toPrecision(4))

function figure({ name, value, unit, floor, limit }: Measured, ok: boolean): Figure {
  return {
    name,
    value: rounded(value),
    unit,
    floor: floor === undefined ? null : rounded(floor),
    ratio: floor === undefined ? null : rounded(value / floor),
    limit: limit ?? null,
    ok,
  }
}

/** A figure that is good when it reaches its limit. */
export function atLeast(measured: Measured): Figure {
  return figure(measured, measured.limit === undefined || measured.value >= measured.limit)
}

/** A figure that is good when it stays within its limit. */
export function atMost(measured: Measured): Figure {
  return figure(measured, measured.limit === undefined || measured.value <= measured.limit)
}

/** A count that is good when it is the one expected, and no other. */
export function exactly(measured: Measured & { readonly limit: number }): Figure {
  return figure(measured, measured.value === measured.limit)
}

/** The value below which `share` of these lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Draws whole numbers below an end, the same in every run: what is measured is always the same work. */
export function steadyDraw(): (end: number) => number {
  let state = 20_260_901
  return (end) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return Math.floor(((state >>> 0) / 2 ** 32) * end)
  }
}
