import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSheet, type Cell, type QuotaFacts } from '../core.ts'
import { anySheet, anybody, drawnCell as cell, drawnPerson as person } from '../testing.ts'
import { keptLeft, meansAll, slotOfPath, slotsOf, type Slot } from './slots.ts'

const cap = { kind: 'cap' } as const
const said = (slots: readonly Slot[] | undefined) =>
  slots?.map((slot) => [slot.cell.id, slot.places, ...slot.caps.map((one) => `${one.cell.id}<=${one.places}`)])

test('a sheet is told as kinds of places, the narrowest first, without what is taken', () => {
  const sheet = [
    cell('root', null, 10, { placesTaken: 3, openTaken: 1 }),
    cell('3', 'root', 5, { placesTaken: 2, openTaken: 1 }),
    cell('rural', '3', 2, { placesTaken: 1, openTaken: 1, dimension: 'setting' }),
    cell('4', 'root', 2),
    cell('2', 'root', null),
  ]
  // Of the ten, seven are kept; of the three left one is taken.
  expect(said(slotsOf(sheet))).toEqual([
    ['rural', 1],
    ['3', 2],
    ['4', 2],
    ['root', 2],
  ])
  expect(keptLeft(slotsOf(sheet) ?? [])).toBe(5)
  expect(said(slotsOf([cell('root', null, null), cell('3', 'root', 5)]))).toEqual([
    ['3', 5],
    ['root', null],
  ])
  const capped = [cell('root', null, 9), cell('3', 'root', 5, cap), cell('4', 'root', 2, { ...cap, placesTaken: 2 })]
  expect(said(slotsOf(capped))).toEqual([['root', 9, '3<=5', '4<=0']])
})

test.each([
  ['a cap beside what is kept', [cell('r', null, 9), cell('3', 'r', 2), cell('rural', 'r', 3, cap)]],
  ['a cap that keeps places', [cell('r', null, 9), cell('3', 'r', 5, cap), cell('rural', '3', 2)]],
  [
    'caps of two dimensions',
    [cell('r', null, 9), cell('3', 'r', 5, cap), cell('x', 'r', 3, { ...cap, dimension: 'setting' })],
  ],
  [
    'caps of two subjects, which one teacher may have',
    [
      cell('r', null, 9),
      cell('13', 'r', 5, { ...cap, dimension: 'subject' }),
      cell('14', 'r', 3, { ...cap, dimension: 'subject' }),
    ],
  ],
  ['what is kept within those who have no number', [cell('r', null, 9), cell('3', 'r', null), cell('x', '3', 2)]],
])('%s cannot be told as kinds of places', (_, sheet) => {
  expect(slotsOf(sheet)).toBeUndefined()
})

test('whoever is meant without a number takes what is left, never what is kept for others', () => {
  const sheet = openSheet([cell('root', null, 3), cell('3', 'root', 2), cell('2', 'root', null)])
  const [primary, secondary] = [person({ stage: '2' }), person()]
  expect([sheet.take(primary).ok, sheet.take(primary).ok]).toEqual([true, false])
  expect([sheet.take(secondary).ok, sheet.take(secondary).ok, sheet.take(secondary).ok]).toEqual([true, true, false])
})

/** Whether somebody finds a place among kinds of places, one after another; takes it. */
function seat(cells: readonly Cell[], slots: readonly Slot[], filled: Map<string, number>, one: QuotaFacts) {
  const count = (id: string) => filled.get(id) ?? 0
  const slot = slots.find(({ cell: own, places, caps }) => {
    if (!meansAll(cells, own, one) || (places !== null && count(own.id) >= places)) return false
    return caps.every((each) => !meansAll(cells, each.cell, one) || count(`cap ${each.cell.id}`) < each.places)
  })
  if (!slot) return undefined
  filled.set(slot.cell.id, count(slot.cell.id) + 1)
  for (const each of slot.caps)
    if (meansAll(cells, each.cell, one)) filled.set(`cap ${each.cell.id}`, count(`cap ${each.cell.id}`) + 1)
  return slot.cell.id
}

test('[002-18] kinds of places give everybody what the sheet itself gives them, whoever has come before', () => {
  fc.assert(
    fc.property(anySheet, fc.array(anybody, { maxLength: 24 }), fc.nat(24), (cells, crowd, before) => {
      const sheet = openSheet(cells)
      const taken = new Map<string, { places: number; open: number }>()
      const [early, late] = [crowd.slice(0, before), crowd.slice(before)]
      for (const facts of early) {
        const found = sheet.take(person(facts))
        for (const { cellId, isOpen } of found.ok ? found.value : []) {
          const there = taken.get(cellId) ?? { places: 0, open: 0 }
          taken.set(cellId, { places: there.places + 1, open: there.open + Number(isOpen) })
        }
      }
      const now = cells.map((one) => ({
        ...one,
        placesTaken: taken.get(one.id)?.places ?? 0,
        openTaken: taken.get(one.id)?.open ?? 0,
      }))
      const filled = new Map<string, number>()
      const slots = slotsOf(now) ?? []
      for (const facts of late) {
        const given = sheet.take(person(facts))
        const slot = given.ok ? slotOfPath(cells, given.value) : undefined
        expect(seat(now, slots, filled, person(facts))).toBe(slot)
      }
    }),
    { numRuns: 500 },
  )
})
