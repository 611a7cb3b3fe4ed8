import { rowOfBound, type Assignment, type Bound } from './bounds.ts'
import type { ChoiceReason } from './explain.ts'

/** Why a kind of places has somebody, or has not, under limits that may cross. */
export type AssignedWord =
  | { readonly why: 'seated' | 'not_for' | 'not_asked' }
  /** All places are taken; the last of them has this score, which may be lower than one's own. */
  | { readonly why: 'full'; readonly last: number | null }
  /** Their group has all that a limit lets it have: in these places, in the programme, or in the whole round. */
  | { readonly why: 'limit'; readonly bound: BoundName }
  /** Where they sit they hold a least number, which would be missed without them. */
  | { readonly why: 'holds'; readonly bound: BoundName }
export type BoundName = Pick<Bound, 'kind' | 'programme' | 'block' | 'of' | 'group' | 'number'>

/** What a kind of places says about one person; `cutOff` is the lowest score in it, null while places were left. */
export type AssignedReason = { readonly block: string; readonly cutOff: number | null } & AssignedWord

/** What became of one choice. No smallest score is named: under this method there is none to rely on. */
export type AssignedChoice = Pick<ChoiceReason, 'programme' | 'score' | 'became'> & {
  readonly blocks: readonly AssignedReason[]
}

/** Where everybody sits: seats that were taken, and whoever sits by hand is in the bounds already. */
export type AssignedStanding = { readonly assignment: Assignment; readonly sits: ReadonlySet<number> }

/** The standing of an outcome that was kept: who sits where. */
export function standingOf(
  assignment: Assignment,
  outcomes: readonly { readonly person: string; readonly programme: string | null; readonly block: string | null }[],
): AssignedStanding {
  const placed = new Set(
    outcomes.map(({ person, programme, block }) => `${person}\n${programme ?? ''}\n${block ?? ''}`),
  )
  const sits = assignment.seats.flatMap(({ person, programme, block }, seat) =>
    placed.has(`${assignment.people[person]?.id ?? ''}\n${programme}\n${block}`) ? [seat] : [],
  )
  return { assignment, sits: new Set(sits) }
}

/** Explains an outcome to one person, from what anybody can count: who sits where, and which limit has no room. */
export function explainAssigned({ assignment, sits }: AssignedStanding, person: number): readonly AssignedChoice[] {
  const { people, seats, seatsOf } = assignment
  const own = seatsOf[person] ?? []
  const seated = own.find((seat) => sits.has(seat))
  const placedAt = seats[seated ?? -1]?.choice ?? Infinity
  return (people[person]?.choices ?? []).map(({ programme, score }, index) => {
    const became = index === placedAt ? 'placed' : index < placedAt ? 'refused' : 'not_asked'
    const blocks = blocksOf(assignment, programme).map((bound): AssignedReason => {
      const block = bound.block ?? ''
      const cutOff = cutOffOf({ assignment, sits }, bound)
      const seat = own.find((one) => seats[one]?.programme === programme && seats[one].block === block)
      if (seat !== undefined && seat === seated) return { block, cutOff, why: 'seated' }
      if (became !== 'refused') return { block, cutOff, why: 'not_asked' }
      if (seat === undefined) return { block, cutOff, why: 'not_for' }
      return { block, cutOff, ...refusalOf({ assignment, sits }, seat, seated) }
    })
    return { programme, score, became, blocks }
  })
}

/** The kinds of places of a programme with what bounds them, in their published order where that is known. */
function blocksOf({ bounds, blockOrder }: Assignment, programme: string): Bound[] {
  const own = bounds.filter((bound) => bound.kind === 'places' && bound.programme === programme)
  const order = blockOrder.get(programme) ?? []
  return own.sort((one, other) => order.indexOf(one.block ?? '') - order.indexOf(other.block ?? ''))
}

/** The lowest score in a kind of places, null while places are left or nobody sits there by score. */
export function cutOffOf({ assignment, sits }: AssignedStanding, { number, taken, seats }: Bound): number | null {
  const there = seats.filter((seat) => sits.has(seat))
  if (there.length + taken < number || there.length === 0) return null
  return Math.min(...there.map((seat) => assignment.seats[seat]?.score ?? 0))
}

function refusalOf(standing: AssignedStanding, seat: number, seated: number | undefined): AssignedWord {
  const { assignment, sits } = standing
  const without = (bound: Bound) => bound.seats.filter((one) => sits.has(one) && one !== seated).length
  const here = assignment.bounds.filter((bound) => bound.seats.includes(seat))
  const full = here.filter((bound) => bound.kind !== 'least' && without(bound) + 1 > rowOfBound(bound).upper)
  const limit = full.find(({ kind }) => kind === 'most')
  if (limit) return { why: 'limit', bound: nameOf(limit) }
  const places = full[0]
  const held = assignment.bounds.find(
    (bound) =>
      bound.kind === 'least' &&
      seated !== undefined &&
      bound.seats.includes(seated) &&
      !bound.seats.includes(seat) &&
      without(bound) < rowOfBound(bound).lower,
  )
  // A free place that breaks nothing would make the whole better: it is never left to somebody who would rather have it.
  if (!places && held) return { why: 'holds', bound: nameOf(held) }
  return { why: 'full', last: places ? cutOffOf(standing, places) : null }
}

const nameOf = ({ kind, programme, block, of, group, number }: Bound): BoundName => ({
  ...{ kind, programme, block, of, group, number },
})

/** The limits that have no room, or nothing to spare: what decided beside wishes and scores. */
export function bindingIn({ assignment, sits }: AssignedStanding): readonly BoundName[] {
  return assignment.bounds
    .filter((bound) => {
      const there = bound.seats.filter((seat) => sits.has(seat)).length
      if (bound.kind === 'places') return false
      const { lower, upper } = rowOfBound(bound)
      return bound.kind === 'least' ? there === lower && lower > 0 : there === upper && bound.seats.length > upper
    })
    .map(nameOf)
}
