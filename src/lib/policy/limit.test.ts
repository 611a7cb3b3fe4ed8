import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostCounted } from './limit.ts'

const small = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 })

/** The most that counts, by trying every way of counting. */
function tried(amounts: readonly number[], limits: readonly { members: ReadonlySet<number>; most: number }[]): number {
  const ways = amounts.reduce<number[][]>(
    (all, amount) => all.flatMap((way) => Array.from({ length: amount + 1 }, (_, taken) => [...way, taken])),
    [[]],
  )
  const isAllowed = (way: readonly number[]) =>
    limits.every(({ members, most: limit }) => [...members].reduce((sum, place) => sum + (way[place] ?? 0), 0) <= limit)
  return Math.max(...ways.filter(isAllowed).map((way) => way.reduce((sum, taken) => sum + taken, 0)))
}

test('maximums of years and of categories across them: the most that any way of counting allows', () => {
  const caps = fc.array(fc.nat(6), { minLength: 4, maxLength: 4 })
  fc.assert(
    fc.property(small, caps, (amounts, [early = 0, late = 0, one = 0, other = 0]) => {
      const places = [...amounts.keys()]
      const limits = [
        { members: new Set(places.filter((place) => place < 2)), most: early },
        { members: new Set(places.filter((place) => place >= 2)), most: late },
        { members: new Set(places.filter((place) => place % 2 === 0)), most: one },
        { members: new Set(places.filter((place) => place % 2 === 1)), most: other },
      ]
      expect(mostCounted(amounts, limits)).toBe(tried(amounts, limits))
    }),
  )
})

test('maximums of any shape never harm beyond what some way of counting allows', () => {
  const shapes = fc.array(
    fc.record({ members: fc.uniqueArray(fc.nat(3)).map((places) => new Set(places)), most: fc.nat(6) }),
    { maxLength: 4 },
  )
  fc.assert(
    fc.property(small, shapes, (amounts, limits) => {
      const inside = limits.map(({ members, most: limit }) => ({
        members: new Set([...members].filter((place) => place < amounts.length)),
        most: limit,
      }))
      expect(mostCounted(amounts, inside)).toBeGreaterThanOrEqual(tried(amounts, inside))
      expect(mostCounted(amounts, inside)).toBeLessThanOrEqual(amounts.reduce((all, each) => all + each, 0))
    }),
  )
})
