import { newId } from '../../platform/ids.ts'
import type { SheetInput } from './contract.ts'

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
