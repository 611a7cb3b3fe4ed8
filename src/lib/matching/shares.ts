/** A share of places as a whole number of hundredths of them. */
export const shareEnds = { least: 1, most: 100 } as const

/** How many places a share is. What is kept or asked for is rounded up, so that it is never less than was promised; a most is rounded down, so that it is never more. */
export function placesOfShare(share: number, places: number, bound: 'least' | 'most'): number {
  const exact = (share * places) / 100
  return bound === 'least' ? Math.ceil(exact) : Math.floor(exact)
}

/** The share that a text says, such as `40%`; undefined where it says none. */
export function readShare(text: string): number | undefined {
  const [, digits] = /^(?:≥|≤|>=|<=)?(\d{1,3})%$/.exec(text.normalize('NFKC').replaceAll(/\s/g, '')) ?? []
  const share = Number(digits)
  return digits !== undefined && share >= shareEnds.least && share <= shareEnds.most ? share : undefined
}
