/** How many places each school gets, by the number of its people whom the programme is for. */
export type Allotment = { readonly school: string; readonly eligible: number; readonly places: number }

/**
 * Divides places over schools in proportion to their eligible people, by largest remainder (Hamilton); never more than a school has.
 * Equal remainders go to the school named first, so that the same schools always get the same places.
 */
export function allot(
  places: number,
  schools: readonly { readonly school: string; readonly eligible: number }[],
): Allotment[] {
  const whole = schools.reduce((sum, school) => sum + school.eligible, 0)
  if (whole <= places) return schools.map((school) => ({ ...school, places: school.eligible }))
  const shares = schools.map((school, index) => {
    const exact = school.eligible * places
    return { ...school, index, places: Math.floor(exact / whole), remainder: exact % whole }
  })
  const left = places - shares.reduce((sum, share) => sum + share.places, 0)
  const lucky = new Set(
    shares
      .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index)
      .slice(0, left)
      .map((share) => share.index),
  )
  return shares.map(({ school, eligible, places: got, index }) => ({
    school,
    eligible,
    places: got + (lucky.has(index) ? 1 : 0),
  }))
}
