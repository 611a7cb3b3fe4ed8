import { err, ok, type Result } from '../result.ts'
import { instanceOf, type Instance } from './instance.ts'
import { rowOf, type Row } from './linear.ts'
import { nameOfLimit, peopleMax, type Limit, type MatchFlaw, type MatchPerson, type MatchProgramme } from './rules.ts'

/** A bound on people over all programmes of a round, or over all places of one. `of: 'tag'` counts whoever has the tag `is`. */
export type WideLimit = Limit & { readonly programme?: string | undefined }

/** Somebody who sits already, by hand: they take a place and count in every bound. */
export type Taken = { readonly person: string; readonly programme: string; readonly block: string }

/** All that an assignment depends on. */
export type AssignInput = {
  readonly seed: string
  readonly programmes: readonly MatchProgramme[]
  readonly people: readonly MatchPerson[]
  readonly limits: readonly WideLimit[]
  /** Whom an officer placed; these people, and whoever was kept out, have no choices. */
  readonly taken: readonly Taken[]
}

/** One person in one kind of places of one programme they chose: what an assignment takes or leaves. */
export type Seat = {
  readonly person: number
  readonly programme: string
  readonly block: string
  /** Which choice of the person it is, 0 the dearest. */
  readonly choice: number
  readonly score: number
  /** The place of the block in the order of its programme. */
  readonly order: number
  readonly isFirst: boolean
}

/** What must hold of an outcome and could be loosened: the places of a block, a most or a least of some people somewhere. */
export type Bound = {
  readonly kind: 'places' | 'most' | 'least'
  /** Null: over the whole round. */
  readonly programme: string | null
  /** Null: over all places of the programme. */
  readonly block: string | null
  /** The fact and the group that it counts; null for places, which count everybody. */
  readonly of: string | null
  readonly group: string | null
  readonly number: number
  /** How many sit already by hand. */
  readonly taken: number
  readonly seats: readonly number[]
}

/** An input in seats and bounds, in an order that does not depend on that of the input. */
export type Assignment = {
  readonly instance: Instance
  readonly people: readonly MatchPerson[]
  readonly seats: readonly Seat[]
  /** Of each person, the seats that they could have. */
  readonly seatsOf: readonly (readonly number[])[]
  readonly bounds: readonly Bound[]
  /** Of each programme, its kinds of places in the published order. */
  readonly blockOrder: ReadonlyMap<string, readonly string[]>
}

const byName = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** The input in seats and bounds, or what is wrong with it. Limits may cross; nothing is refused for it. */
export function assignmentOf(input: AssignInput): Result<Assignment, MatchFlaw> {
  const people = input.people.toSorted((one, other) => byName(one.id, other.id))
  const programmes = input.programmes.toSorted((one, other) => byName(one.id, other.id))
  const wrong = limitFlaw(programmes, input.limits)
  if (wrong) return err(wrong)
  const bare = programmes.map((one) => ({ ...one, blocks: one.blocks.map((block) => ({ ...block, limits: [] })) }))
  const instance = instanceOf({ seed: input.seed, programmes: bare, people })
  if (!instance.ok) return instance
  const seats = seatsIn(programmes, people)
  const seatsOf = people.map((): number[] => [])
  seats.forEach(({ person }, index) => seatsOf[person]?.push(index))
  const bounds = boundsIn({ ...input, programmes, people }, seats)
  const blockOrder = new Map(programmes.map(({ id, blocks }) => [id, blocks.map((block) => block.id)]))
  return ok({ instance: instance.value, people, seats, seatsOf, bounds, blockOrder })
}

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0 && value < peopleMax

function limitFlaw(programmes: readonly MatchProgramme[], wide: readonly WideLimit[]): MatchFlaw | undefined {
  const ids = new Set(programmes.map(({ id }) => id))
  const placed = programmes.flatMap(({ id, blocks }) =>
    blocks.flatMap(({ id: block, limits }) => limits.map((limit) => ({ at: [id, block], limit }))),
  )
  const all = [
    ...placed,
    ...wide.map((limit) => ({ at: limit.programme === undefined ? [] : [limit.programme], limit })),
  ]
  for (const { at, limit } of all) {
    if (at[0] !== undefined && !ids.has(at[0])) return { code: 'programme_unknown', about: at }
    const { atMost = 0, atLeast = 0 } = limit
    if (!isCount(atMost) || !isCount(atLeast)) return { code: 'places_outside', about: [...at, nameOfLimit(limit)] }
    if (limit.atMost !== undefined && atLeast > atMost)
      return { code: 'least_above_most', about: [...at, nameOfLimit(limit)] }
  }
  return undefined
}

function seatsIn(programmes: readonly MatchProgramme[], people: readonly MatchPerson[]): Seat[] {
  const blocks = new Map(programmes.map((one) => [one.id, one.blocks]))
  return people.flatMap(({ tags, choices }, person) =>
    choices.flatMap(({ programme, score }, choice) =>
      (blocks.get(programme) ?? []).flatMap(({ id, only, first }, order): Seat[] => {
        if (only !== undefined && !tags.includes(only)) return []
        const isFirst = first !== undefined && tags.includes(first)
        return [{ person, programme, block: id, choice, score, order, isFirst }]
      }),
    ),
  )
}

/** The groups that somebody is in by a fact: one at most, but for tags. */
export function groupsOf(person: MatchPerson | undefined, of: string): readonly string[] {
  if (of === 'tag') return person?.tags ?? []
  const group = person?.groups[of]
  return group === undefined ? [] : [group]
}

type Scope = { readonly programme: string | null; readonly block: string | null }

function boundsIn(input: AssignInput, seats: readonly Seat[]): Bound[] {
  const { programmes, people, limits, taken } = input
  const known = new Map(people.map((person) => [person.id, person]))
  const seatsAt = (scope: Scope) => seats.flatMap((seat, index) => (isWithin(seat, scope) ? [index] : []))
  const inBlocks = programmes.flatMap(({ id: programme, blocks }) =>
    blocks.flatMap((block): Bound[] => {
      const scope = { programme, block: block.id }
      const here = seatsAt(scope)
      const sitting = taken.filter((one) => isWithin(one, scope)).map(({ person }) => known.get(person))
      const places = { ...scope, kind: 'places', of: null, group: null, number: block.places } as const
      return [
        { ...places, taken: sitting.length, seats: here },
        ...block.limits.flatMap((limit) => boundsOf(limit, scope, { people, seats, here, sitting })),
      ]
    }),
  )
  const wide = limits.flatMap((limit) => {
    const scope = { programme: limit.programme ?? null, block: null }
    const sitting = taken.filter((one) => isWithin(one, scope)).map(({ person }) => known.get(person))
    return boundsOf(limit, scope, { people, seats, here: seatsAt(scope), sitting })
  })
  return [...inBlocks, ...wide].sort((one, other) => byName(keyOfBound(one), keyOfBound(other)))
}

function isWithin(seat: { readonly programme: string; readonly block: string }, { programme, block }: Scope): boolean {
  return (programme === null || seat.programme === programme) && (block === null || seat.block === block)
}

/** Tells bounds apart, and brings them into an order that does not depend on that of the input. */
export function keyOfBound({ kind, programme, block, of, group, number }: Bound): string {
  return [programme ?? '', block ?? '', of ?? '', group ?? '', kind, String(number)].join('\n')
}

type Here = {
  readonly people: readonly MatchPerson[]
  readonly seats: readonly Seat[]
  readonly here: readonly number[]
  readonly sitting: readonly (MatchPerson | undefined)[]
}

function boundsOf(limit: Limit, scope: Scope, { people, seats, here, sitting }: Here): Bound[] {
  const { of, is, atMost, atLeast = 0 } = limit
  const byGroup = new Map<string, number[]>()
  for (const seat of here)
    for (const group of groupsOf(people[seats[seat]?.person ?? -1], of)) {
      const there = byGroup.get(group)
      if (there) there.push(seat)
      else byGroup.set(group, [seat])
    }
  const everywhere = new Set(people.flatMap((person) => groupsOf(person, of)))
  const groups = is === undefined ? [...everywhere].sort(byName) : [is]
  return groups.flatMap((group): Bound[] => {
    const taken = sitting.filter((person) => groupsOf(person, of).includes(group)).length
    const about = { ...scope, of, group, taken, seats: byGroup.get(group) ?? [] }
    return [
      ...(atMost === undefined ? [] : [{ ...about, kind: 'most' as const, number: atMost }]),
      ...(atLeast === 0 ? [] : [{ ...about, kind: 'least' as const, number: atLeast }]),
    ]
  })
}

/** A bound for those who do not sit by hand. What was decided by hand may go over a most; nobody else then comes. */
export function rowOfBound({ kind, number, taken, seats }: Bound): Row {
  const left = Math.max(0, number - taken)
  return kind === 'least' ? rowOf(seats, left, Infinity) : rowOf(seats, 0, left)
}
