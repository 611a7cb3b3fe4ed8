import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  openSheet,
  reallocationRefusal,
  reservedIn,
  sheetRefusal,
  type Cell,
  type CellDraft,
  type QuotaFacts,
  type Step,
} from './core.ts'

const cell = (id: string, parentId: string | null, placesMax: number | null, rest: Partial<Cell> = {}): Cell => ({
  ...{ id, parentId, kind: 'reserve', dimension: parentId === null ? null : 'talent_level', wanted: [id] },
  ...{ placesMax, approximate: false, placesTaken: 0, openTaken: 0, ...rest },
})
const person = (facts: Partial<QuotaFacts> = {}): QuotaFacts => ({
  ...{ personId: 'p', stage: '3', subjects: ['13'], setting: 'rural', talentLevel: null, under: [] },
  ...facts,
})

/** 中学 95/42/42, 小学 120/60/60. */
const backbone: readonly Cell[] = [
  cell('root', null, 419),
  cell('secondary', 'root', 179, { dimension: 'stage', wanted: ['3', '4'] }),
  cell('primary', 'root', 240, { dimension: 'stage', wanted: ['2'] }),
  ...([95, 42, 42] as const).map((places, index) =>
    cell(`s${String(index)}`, 'secondary', places, { wanted: [`level${String(index)}`] }),
  ),
  ...([120, 60, 60] as const).map((places, index) =>
    cell(`p${String(index)}`, 'primary', places, { wanted: [`level${String(index)}`] }),
  ),
]

test('[001-46] 中学 95/42/42 and 小学 120/60/60 add up to 179 and 240, 419 in all; the 96th 中学学科骨干 is refused', () => {
  expect(sheetRefusal(backbone)).toBeUndefined()
  const below = (parentId: string) => reservedIn(backbone.filter((each) => each.parentId === parentId))
  expect([below('secondary'), below('primary'), below('root')]).toEqual([179, 240, 419])
  const sheet = openSheet(backbone)
  const one = person({ talentLevel: 'level0' })
  for (let count = 0; count < 95; count += 1) expect(sheet.take(one).ok).toBe(true)
  expect(sheet.take(one)).toEqual({ ok: false, error: 'quota_full' })
  expect(sheet.take(person({ talentLevel: 'level1' })).ok).toBe(true)
  expect(sheet.take(person({ stage: '2', talentLevel: 'level0' })).ok).toBe(true)
  expect(sheet.take(person({ stage: '1' }))).toEqual({ ok: false, error: 'quota_outside' })
})

const drafts = (cells: readonly CellDraft[]) => sheetRefusal(cells)?.code

test.each([
  ['quota_no_root', []],
  ['quota_no_root', [cell('a', null, 1), cell('b', null, 1)]],
  ['quota_loose', [cell('a', null, 1), cell('b', 'x', 1)]],
  ['quota_empty', [cell('a', null, 1), cell('b', 'a', 1, { wanted: [] })]],
  ['quota_overlaps', [cell('a', null, 9), cell('b', 'a', 1), cell('c', 'a', 1, { wanted: ['c', 'b'] })]],
  ['quota_over_parent', [cell('a', null, 3), cell('b', 'a', 2), cell('c', 'a', 2)]],
  [undefined, [cell('a', null, 3), cell('b', 'a', 2), cell('c', 'a', 2, { kind: 'cap' })]],
  [undefined, [cell('a', null, null), cell('b', 'a', 2), cell('c', 'a', null)]],
] as const)('a sheet is refused with %s', (code, cells) => {
  expect(drafts(cells)).toBe(code)
})

test('a reserve keeps its places, what is left is for everybody, and a cap holds beside both', () => {
  const sheet = openSheet([
    cell('root', null, 4),
    cell('rural', 'root', 2, { dimension: 'setting', wanted: ['rural'] }),
    cell('english', 'root', 1, { kind: 'cap', dimension: 'subject', wanted: ['41'] }),
  ])
  const urban = person({ setting: 'urban' })
  expect([sheet.take(urban).ok, sheet.take(urban).ok, sheet.take(urban).ok]).toEqual([true, true, false])
  const english = person({ subjects: ['41'] })
  expect([sheet.take(english).ok, sheet.take(english).ok, sheet.take(person()).ok]).toEqual([true, false, true])
})

test.each([
  ['cell_not_found', 'root', 's0', 1],
  ['quota_not_neighbours', 's0', 'p0', 1],
  ['quota_not_free', 's0', 's1', 96],
  [undefined, 's0', 's1', 95],
] as const)('moving places is refused with %s', (code, from, to, places) => {
  const byId = (id: string) => backbone.find((each) => each.id === id)
  expect(reallocationRefusal(byId(from), byId(to), false, places, backbone)).toBe(code)
})

test('whoever comes and goes in whatever order: no cell is oversold, no reserve is eaten, and what was taken adds up', () => {
  const people = fc.record({
    stage: fc.constantFrom('2', '3', '1'),
    setting: fc.constantFrom('rural', 'urban', null),
    talentLevel: fc.constantFrom('x', 'y', null),
    leaves: fc.boolean(),
  })
  const tree = [
    cell('root', null, 8),
    cell('two', 'root', 3, { dimension: 'stage', wanted: ['2'] }),
    cell('three', 'root', 3, { dimension: 'stage', wanted: ['3'] }),
    cell('x', 'two', 1),
    cell('rural', 'three', 2, { dimension: 'setting', wanted: ['rural'] }),
    cell('few', 'root', 2, { kind: 'cap', dimension: 'setting', wanted: ['urban'] }),
  ]
  fc.assert(
    fc.property(fc.array(people, { maxLength: 40 }), (crowd) => {
      const sheet = openSheet(tree)
      const held: (readonly Step[])[] = []
      for (const { leaves, ...facts } of crowd) {
        const gone = leaves ? held.shift() : undefined
        if (gone) sheet.release(gone)
        const taken = sheet.take(person(facts))
        if (taken.ok) held.push(taken.value)
        for (const { id, placesMax } of tree) {
          const steps = held.flat().filter(({ cellId }) => cellId === id)
          const kept = reservedIn(tree.filter(({ parentId }) => parentId === id))
          expect(steps.length).toBeLessThanOrEqual(placesMax ?? Number.POSITIVE_INFINITY)
          expect(steps.filter(({ isOpen }) => isOpen).length).toBeLessThanOrEqual((placesMax ?? 0) - kept)
        }
      }
    }),
  )
})
