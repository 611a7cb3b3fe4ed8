import { expect } from 'vitest'
import { everybody, type Person } from './cast.ts'
import type { Kept } from './kept.ts'
import { kept as keptIn, openIn, rootPlaces, seatFor, takenIn } from './sheet.ts'
import { electivePlaces, isLive, taken, unfit, type World } from './world.ts'

const seatsOf = (world: World) => [...world.seats.values()].flatMap(({ seats }) => seats)
const sorted = (values: Iterable<string>) => [...values].toSorted()
const last = <Row extends { readonly person: Person }>(rows: readonly Row[]) =>
  new Map(rows.map((row) => [row.person, row]))
const live: readonly string[] = ['applied', 'school_approved', 'admitted']

// Both sides told alike, so that a difference reads as what is so and what should be.
const told = (world: World) => ({
  places: world.places,
  people: sorted([...world.tries].map(([person, { state, holds }]) => `${person} ${state}${holds ? ' 占名额' : ''}`)),
  turns: sorted([...world.turns].map(([person, { state, by }]) => `${person} ${by} ${state}`)),
  line: world.line,
  cells: (world.sheet?.cells ?? []).map(({ key, parent, most }) => {
    const seats = seatsOf(world)
    return `${key} ${parent === null ? '' : `${String(most ?? '全员')} 中`}占 ${String(takenIn(seats, key))}，不留 ${String(openIn(seats, key))}`
  }),
  seats: sorted(
    [...world.seats].flatMap(([person, { seats }]) =>
      seats.map(({ key, isOpen }) => `${person} ${key}${isOpen ? ' 不留' : ''}`),
    ),
  ),
  requests: world.requests.map(({ state }): string => state),
  chosen: sorted([...world.chosen].flatMap(([person, chosen]) => chosen.map((at) => `${person} 课${String(at + 1)}`))),
  facts: sorted(world.facts),
  trail: sorted(world.trail),
})

const found = (kept: Kept, keyOf: (cellId: string) => string): ReturnType<typeof told> => ({
  places: kept.places,
  people: sorted(
    [...last(kept.tries).values()].map(({ person, state, holds }) => `${person} ${state}${holds ? ' 占名额' : ''}`),
  ),
  turns: sorted([...last(kept.turns).values()].map(({ person, state, by }) => `${person} ${by} ${state}`)),
  line: [...kept.line],
  cells: kept.cells.map(
    ({ id, parent, most, taken: held, open }) =>
      `${keyOf(id)} ${parent === null ? '' : `${String(most ?? '全员')} 中`}占 ${String(held)}，不留 ${String(open)}`,
  ),
  seats: sorted(kept.seats.map(({ cell, person, isOpen }) => `${person} ${keyOf(cell)}${isOpen ? ' 不留' : ''}`)),
  requests: kept.requests.map(({ state }) => state),
  chosen: sorted(kept.chosen.map(({ person, at }) => `${person} 课${String(at + 1)}`)),
  facts: sorted(kept.facts),
  trail: sorted(kept.trail),
})

/** What is kept is what the model says, and the history tells each thing that was done once. */
export function expectAlike(world: World, kept: Kept, keyOf: (cellId: string) => string): void {
  expect(found(kept, keyOf)).toEqual(told(world))
}

/** What holds of what is kept, whatever the model says: nothing is asked of the product to know it. */
export function expectWhole(kept: Kept, keyOf: (cellId: string) => string): void {
  const held = kept.tries.filter(({ holds }) => holds).map(({ person }) => person)
  const offered = kept.turns.filter(({ state }) => state === 'offered').map(({ person }) => person)
  const places = [...held, ...offered]
  // Never oversold, and the counter is exactly what is held and offered.
  expect(places.length).toBeLessThanOrEqual(kept.places)
  expect(kept.counter?.taken ?? 0).toBe(places.length)
  // Nobody twice: neither in the programme, nor in the list, nor with two places.
  const stands = kept.tries
    .filter(({ state }) => state !== 'returned' && state !== 'withdrawn')
    .map(({ person }) => person)
  const waits = kept.turns.filter(({ state }) => state === 'waiting' || state === 'offered').map(({ person }) => person)
  for (const once of [stands, waits, places]) expect(once).toEqual([...new Set(once)])
  // Whoever holds a place, and nobody else, holds cells; none is oversold, and none kept for some is eaten by others.
  if (kept.version > 0) expect(sorted(new Set(kept.seats.map(({ person }) => person)))).toEqual(sorted(places))
  for (const { id, parent, most, taken: count, open } of kept.cells) {
    const own = kept.seats.filter(({ cell }) => cell === id)
    expect([keyOf(id), count, open]).toEqual([keyOf(id), own.length, own.filter(({ isOpen }) => isOpen).length])
    const parts = kept.cells.filter((cell) => cell.parent === id && cell.kind === 'reserve')
    const keeps = parts.reduce((sum, cell) => sum + (cell.most ?? 0), 0)
    const room = parent === null ? Math.max(kept.places, keeps + open) : (most ?? Number.POSITIVE_INFINITY)
    expect(count).toBeLessThanOrEqual(room)
    expect(open).toBeLessThanOrEqual(room - keeps)
  }
  // No elective is oversold, and whoever is in the programme no more has chosen none.
  for (const [at, { most, taken: count }] of kept.electives.entries()) {
    expect(count).toBe(kept.chosen.filter((each) => each.at === at).length)
    expect(count).toBeLessThanOrEqual(most ?? Number.POSITIVE_INFINITY)
  }
  const inside = new Set(kept.tries.filter(({ state }) => live.includes(state)).map(({ person }) => person))
  expect(kept.chosen.filter(({ person }) => !inside.has(person))).toEqual([])
}

/** Below it is written who has a place and who lost it, and of nobody else. */
export function expectFollowed(kept: Kept): void {
  const parts = (state: string) => sorted(kept.parts.flatMap((part) => (part.state === state ? [part.id] : [])))
  const tries = (state: string) => sorted(kept.tries.flatMap((each) => (each.state === state ? [each.id] : [])))
  expect(parts('accepted')).toEqual(tries('admitted'))
  for (const lost of ['dismissed', 'no_show']) expect(parts(lost)).toEqual(tries(lost))
  expect(tries('withdrawn')).toEqual(expect.arrayContaining(parts('withdrawn')))
}

/** No place is free while somebody who may have it waits without an offer: by the model's own reckoning of the cells. */
export function expectPassedOn(world: World): void {
  const { sheet, places } = world
  if (taken(world) >= places) return
  const mayHaveIt = world.line.filter((person) => {
    if (unfit(world, person) !== undefined) return false
    return !sheet || typeof seatFor(sheet, places, seatsOf(world), person) !== 'string'
  })
  expect(mayHaveIt).toEqual([])
}

/** The model itself keeps to what it promises; it would otherwise excuse the product. */
export function expectSound(world: World): void {
  const { sheet, places } = world
  const seats = seatsOf(world)
  expect(taken(world)).toBeLessThanOrEqual(places)
  for (const { key, most, parent } of sheet?.cells ?? []) {
    const room = parent === null && sheet ? rootPlaces(sheet, places, seats) : (most ?? Number.POSITIVE_INFINITY)
    expect(takenIn(seats, key)).toBeLessThanOrEqual(room)
    if (sheet) expect(openIn(seats, key) + keptIn(sheet, key)).toBeLessThanOrEqual(room)
  }
  for (const [at, most] of electivePlaces.entries()) {
    const choosers = everybody.filter((person) => world.chosen.get(person)?.includes(at))
    expect(choosers.length).toBeLessThanOrEqual(most ?? Number.POSITIVE_INFINITY)
    expect(choosers.filter((person) => !isLive(world.tries.get(person)))).toEqual([])
  }
}
