import type { Rules } from './instance.ts'

/** Of scores and lots one number is made; whoever a block puts first has this more. */
export const firstBonus = 2 ** 52

/** The people who sit in one block: a heap whose top is the last in the block's order, and how many of each group there are. */
export type Seats = {
  readonly rules: Rules
  size: number
  readonly keys: Float64Array
  readonly people: Int32Array
  /** For each level, the group of whoever sits at each place: told here again, so that a scan reads one stretch of memory. */
  readonly groups: readonly Int32Array[]
  /** For each level, how many of each group sit here; groups that nobody sits of are not named. */
  readonly counts: readonly Map<number, number>[]
  /** Whether any level asks for a least number. */
  readonly hasLeast: boolean
  /** Who had to go at the last call of `seat`, with the key they had here. */
  outKey: number
}

/** Empty seats of a block. */
export function emptySeats(rules: Rules, peopleAtMost: number): Seats {
  const most = Math.min(rules.places, peopleAtMost)
  return {
    ...{ rules, size: 0, keys: new Float64Array(most), people: new Int32Array(most) },
    groups: rules.levels.map(() => new Int32Array(most)),
    counts: rules.levels.map(() => new Map()),
    hasLeast: rules.levels.some(({ atLeast }) => atLeast > 0),
    outKey: 0,
  }
}

/** The same seats once more, to try something out on. */
export function copySeats(seats: Seats): Seats {
  return {
    ...seats,
    keys: seats.keys.slice(),
    people: seats.people.slice(),
    groups: seats.groups.map((groups) => groups.slice()),
    counts: seats.counts.map((counts) => new Map(counts)),
  }
}

/**
 * Seats somebody where the block's rules would have them among those who sit here, and says who has to go: −1 nobody, or somebody who sat
 * here, or the person themself. `outKey` is then the key of whoever goes.
 *
 * Who goes is the least loss within the smallest group that is full and has the person: first whoever no least number holds, then the last
 * in the block's order. With nested groups that is the best set there is (docs/matching.md).
 */
export function seat(seats: Seats, person: number, key: number): number {
  const isFull = seats.size >= seats.rules.places
  seats.outKey = key
  if (isFull && key < (seats.keys[0] ?? Infinity) && lossOf(seats, person, person) === 0) return person
  const tight = tightLevel(seats, person)
  if (!isFull && tight < 0) {
    push(seats, person, key)
    return -1
  }
  const at = whoGoes(seats, person, key, tight)
  const out = seats.people[at]
  if (at < 0 || out === undefined) return person
  seats.outKey = seats.keys[at] ?? 0
  count(seats, out, -1)
  count(seats, person, 1)
  put(seats, at, person, key)
  settle(seats, at)
  return out
}

/** Of the levels in which the person's group is full, the one with the smallest group; −1 where none is. */
export function tightLevel({ rules, counts }: Seats, person: number): number {
  let tight = -1
  let smallest = Infinity
  for (let index = 0; index < rules.levels.length; index += 1) {
    const level = rules.levels[index]
    const group = level?.column.group[person] ?? -1
    if (!level || group < 0 || (counts[index]?.get(group) ?? 0) < level.atMost) continue
    const size = level.column.sizes[group] ?? 0
    if (size < smallest) [tight, smallest] = [index, size]
  }
  return tight
}

/** How many least numbers would be missed by one more if this one went and the newcomer stayed. */
export function lossOf(seats: Seats, one: number, newcomer: number): number {
  if (!seats.hasLeast) return 0
  let loss = 0
  for (let index = 0; index < seats.rules.levels.length; index += 1) {
    const level = seats.rules.levels[index]
    if (!level || level.atLeast === 0) continue
    const group = level.column.group[one] ?? -1
    if (group < 0) continue
    const joining = level.column.group[newcomer] === group ? 1 : 0
    if ((seats.counts[index]?.get(group) ?? 0) + joining <= level.atLeast) loss += 1
  }
  return loss
}

/** The place of whoever goes, of those in the full group at this level or of all (−1); −1 where it is the newcomer. */
function whoGoes(seats: Seats, person: number, key: number, tight: number): number {
  const holding = holdingLevels(seats, person)
  if (tight < 0 && holding.length === 0) return (seats.keys[0] ?? 0) < key ? 0 : -1
  const groups = seats.groups[tight]
  const group = seats.rules.levels[tight]?.column.group[person] ?? -1
  let left = groups ? (seats.counts[tight]?.get(group) ?? 0) : seats.size
  let at = -1
  let loss = lossOf(seats, person, person)
  let last = key
  for (let place = 0; left > 0 && place < seats.size; place += 1) {
    if (groups && groups[place] !== group) continue
    left -= 1
    const own = lossAt(seats, place, person, holding)
    const ownKey = seats.keys[place] ?? 0
    if (own < loss || (own === loss && ownKey < last)) [at, loss, last] = [place, own, ownKey]
  }
  return at
}

/** The levels in which a least number would be missed if somebody went. */
function holdingLevels({ rules, counts, hasLeast }: Seats, newcomer: number): readonly number[] {
  if (!hasLeast) return none
  const holding: number[] = []
  for (let index = 0; index < rules.levels.length; index += 1) {
    const level = rules.levels[index]
    if (!level || level.atLeast === 0) continue
    const own = level.column.group[newcomer] ?? -1
    const there = counts[index]
    if (own >= 0 && !there?.has(own)) holding.push(index)
    else if (there)
      for (const [group, many] of there) {
        if (many + (group === own ? 1 : 0) > level.atLeast) continue
        holding.push(index)
        break
      }
  }
  return holding
}
const none: readonly number[] = []

function lossAt(seats: Seats, place: number, newcomer: number, holding: readonly number[]): number {
  let loss = 0
  for (const index of holding) {
    const level = seats.rules.levels[index]
    const group = seats.groups[index]?.[place] ?? -1
    if (!level || group < 0) continue
    const joining = level.column.group[newcomer] === group ? 1 : 0
    if ((seats.counts[index]?.get(group) ?? 0) + joining <= level.atLeast) loss += 1
  }
  return loss
}

function count({ rules, counts }: Seats, person: number, by: number): void {
  for (let index = 0; index < rules.levels.length; index += 1) {
    const group = rules.levels[index]?.column.group[person] ?? -1
    const there = counts[index]
    if (group < 0 || !there) continue
    const now = (there.get(group) ?? 0) + by
    if (now === 0) there.delete(group)
    else there.set(group, now)
  }
}

function push(seats: Seats, person: number, key: number): void {
  const at = seats.size
  seats.size += 1
  put(seats, at, person, key)
  count(seats, person, 1)
  rise(seats, at)
}

function put(seats: Seats, at: number, person: number, key: number): void {
  seats.people[at] = person
  seats.keys[at] = key
  for (let index = 0; index < seats.groups.length; index += 1) {
    const groups = seats.groups[index]
    if (groups) groups[at] = seats.rules.levels[index]?.column.group[person] ?? -1
  }
}

function settle(seats: Seats, at: number): void {
  sink(seats, rise(seats, at))
}

function rise(seats: Seats, from: number): number {
  const { keys } = seats
  let at = from
  while (at > 0) {
    const above = (at - 1) >> 1
    if ((keys[above] ?? 0) <= (keys[at] ?? 0)) break
    swap(seats, at, above)
    at = above
  }
  return at
}

function sink(seats: Seats, from: number): void {
  const { keys, size } = seats
  let at = from
  for (;;) {
    const left = 2 * at + 1
    if (left >= size) return
    const below = left + 1 < size && (keys[left + 1] ?? 0) < (keys[left] ?? 0) ? left + 1 : left
    if ((keys[below] ?? 0) >= (keys[at] ?? 0)) return
    swap(seats, at, below)
    at = below
  }
}

function swap({ keys, people, groups }: Seats, one: number, other: number): void {
  exchange(keys, one, other)
  exchange(people, one, other)
  for (const level of groups) exchange(level, one, other)
}

function exchange(list: Float64Array | Int32Array, one: number, other: number): void {
  const value = list[one] ?? 0
  list[one] = list[other] ?? 0
  list[other] = value
}
