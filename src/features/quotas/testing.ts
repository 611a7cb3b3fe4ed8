import fc from 'fast-check'
import { newId } from '../../platform/ids.ts'
import type { SheetInput } from './contract.ts'
import { sheetRefusal, type Cell, type QuotaFacts } from './core.ts'
import { slotsOf } from './core/slots.ts'

type Input = SheetInput['cells'][number]

/** A cell of a sheet of tests. */
export function quotaCell(parentId: string | null, placesMax: number | null, rest: Partial<Input> = {}): Input {
  return { id: newId(), parentId, kind: 'reserve', dimension: null, wanted: [], placesMax, approximate: false, ...rest }
}

/** 中学 95/42/42 and 小学 120/60/60 under one root. */
export function backboneSheet(scale: (places: number) => number = (places) => places): Input[] {
  const root = quotaCell(null, null)
  const levels = ['county_backbone', 'city_backbone', 'county_master']
  const stage = (wanted: string[], places: readonly number[]) => {
    const sum = places.reduce((all, each) => all + scale(each), 0)
    const parent = quotaCell(root.id, sum, { dimension: 'stage', wanted })
    const below = places.map((each, index) =>
      quotaCell(parent.id, scale(each), { dimension: 'talent_level', wanted: [levels[index] ?? ''] }),
    )
    return [parent, ...below]
  }
  return [root, ...stage(['3', '4'], [95, 42, 42]), ...stage(['2'], [120, 60, 60])]
}

/** A cell as it is kept, of which nothing is taken; its condition is a stage where nothing else is said. */
export const drawnCell = (
  id: string,
  parentId: string | null,
  placesMax: number | null,
  rest: Partial<Cell> = {},
): Cell => ({
  ...{ id, parentId, kind: 'reserve', dimension: parentId === null ? null : 'stage', wanted: [id] },
  ...{ placesMax, approximate: false, placesTaken: 0, openTaken: 0, ...rest },
})

/** Somebody whom cells may mean. */
export const drawnPerson = (facts: Partial<QuotaFacts> = {}): QuotaFacts => ({
  ...{ personId: 'p', stage: '3', subjects: ['13'], setting: 'rural', talentLevel: null, under: [] },
  ...facts,
})

const stages = ['2', '3', '4'] as const
const settings = ['rural', 'town', 'urban'] as const
/** What is drawn of anybody. */
export const anybody = fc.record({
  stage: fc.constantFrom(...stages, null),
  setting: fc.constantFrom(...settings, null),
})
const number = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null, freq: 5 })

/** Sheets of two levels that can be told as kinds of places: stages, and within each of them settings; what is kept, or caps. */
export const anySheet = fc
  .record({
    places: fc.integer({ min: 0, max: 12 }),
    above: fc.array(number, { minLength: 1, maxLength: 3 }),
    kinds: fc.constantFrom(['reserve', 'reserve'], ['reserve', 'cap'], ['cap', 'cap'] as const),
    within: fc.array(fc.array(number, { maxLength: 3 }), { maxLength: 3 }),
  })
  .map(({ places, above, kinds: [outer, inner], within }): Cell[] => [
    drawnCell('root', null, places),
    ...above.flatMap((placesMax, index) => {
      const stage = stages[index] ?? '2'
      return [
        drawnCell(stage, 'root', placesMax, { kind: outer === 'cap' ? 'cap' : 'reserve', wanted: [stage] }),
        ...(within[index] ?? []).map((few, at) =>
          drawnCell(`${stage}/${String(at)}`, stage, few, {
            ...{ kind: inner === 'cap' ? 'cap' : 'reserve', dimension: 'setting', wanted: [settings[at] ?? ''] },
          }),
        ),
      ]
    }),
  ])
  .filter((cells) => sheetRefusal(cells) === undefined && slotsOf(cells) !== undefined)
