/** How many electives one chooses, and until when. */
export type ElectiveRule = { readonly least: number; readonly most: number; readonly until: Date }

/** One elective with its places; none as the most means no limit. */
export type ElectivePlaces = { readonly id: string; readonly placesMax: number | null; readonly placesTaken: number }

export type ChooseRefusal =
  'electives_over' | 'electives_too_few' | 'electives_too_many' | 'elective_not_found' | 'elective_full'

/** Why somebody may not choose these electives now; undefined when they may. What they have chosen already keeps its place. */
export function chooseRefusal(
  rule: ElectiveRule,
  electives: readonly ElectivePlaces[],
  chosen: readonly string[],
  held: ReadonlySet<string>,
  now: Date,
): ChooseRefusal | undefined {
  if (now.getTime() >= rule.until.getTime()) return 'electives_over'
  const wanted = new Set(chosen)
  if (wanted.size < rule.least) return 'electives_too_few'
  if (wanted.size > rule.most) return 'electives_too_many'
  const byId = new Map(electives.map((each) => [each.id, each]))
  for (const id of wanted) {
    const elective = byId.get(id)
    if (!elective) return 'elective_not_found'
    const isFull = elective.placesMax !== null && elective.placesTaken >= elective.placesMax
    if (isFull && !held.has(id)) return 'elective_full'
  }
  return undefined
}

export type ElectivesRefusal = 'electives_contradict' | 'elective_chosen'

/** Why electives may not be offered in this way; undefined when they may. What somebody chose stays, with room for everybody who did. */
export function offerRefusal(
  rule: Pick<ElectiveRule, 'least' | 'most'>,
  offered: readonly { readonly id: string; readonly placesMax: number | null }[],
  before: readonly ElectivePlaces[],
): ElectivesRefusal | undefined {
  if (rule.least > rule.most || rule.most > offered.length) return 'electives_contradict'
  const byId = new Map(offered.map((each) => [each.id, each]))
  const isLost = before.some(({ id, placesTaken }) => {
    const now = byId.get(id)
    return placesTaken > 0 && (!now || (now.placesMax !== null && now.placesMax < placesTaken))
  })
  return isLost ? 'elective_chosen' : undefined
}
