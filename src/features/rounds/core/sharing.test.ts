import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commitmentOf } from '../../../lib/matching/lots.ts'
import type { Block, MatchPerson } from '../../../lib/matching/rules.ts'
import { placedInOrder, reckonSelection, type Selection } from '../../../lib/matching/selection.ts'
import { sharedBlocks, sharedLimits, sharingFlaw, withKinds, type SharedKind } from '../../../lib/matching/sharing.ts'
import { openSheet, type Cell } from '../../quotas/core.ts'
import { meansAll, slotsOf } from '../../quotas/core/slots.ts'
import { anybody, anySheet, drawnCell, drawnPerson } from '../../quotas/testing.ts'

const crowd = fc.array(fc.tuple(anybody, fc.integer({ min: 0, max: 9 })), { maxLength: 24 })
type Crowd = readonly (readonly [{ stage: string | null; setting: string | null }, number])[]

const factsOf = (people: Crowd) => people.map(([facts], at) => drawnPerson({ ...facts, personId: String(at) }))

function kindsOf(cells: readonly Cell[], people: Crowd): SharedKind[] {
  const meant = (cell: Cell) =>
    new Set(
      factsOf(people)
        .filter((one) => meansAll(cells, cell, one))
        .map(({ personId }) => personId),
    )
  return (slotsOf(cells) ?? []).map(({ cell, places, caps }) => ({
    ...{ id: cell.id, title: cell.id, places, meant: meant(cell) },
    caps: caps.map((cap) => ({ id: cap.cell.id, places: cap.places, meant: meant(cap.cell) })),
  }))
}

const open: Block = { id: 'open', places: 12, limits: [] }

/** A selection over one programme whose quotas these are. */
function selectionOf(cells: readonly Cell[], people: Crowd, block = open): Selection | undefined {
  const kinds = kindsOf(cells, people)
  const blocks = sharedBlocks([block], kinds, new Map())
  const asking = people.map(([{ setting }, score], at): MatchPerson => ({
    ...{ id: String(at), tags: setting === 'rural' ? ['rural'] : [], groups: {} },
    choices: [{ programme: 'A', score }],
  }))
  if (!blocks) return undefined
  return {
    ...{ format: 'qinglan-selection', version: 1, round: 'r', title: 't', seed: 's', salt: 'x' },
    ...{ commitment: commitmentOf('s', 'x'), scoreMost: 10, published: null, pins: [] },
    programmes: [{ id: 'A', blocks }],
    people: asking.map((person) => withKinds(person, kinds, [block])),
  }
}

const reckon = (selection: Selection): Selection => {
  const done = reckonSelection(selection)
  if (!done.ok) throw new Error(done.error.code)
  return { ...selection, published: done.value.outcomes }
}

test('[002-18] whom a matching places within quotas, the quotas let in, one after another; and nobody else could come', () => {
  fc.assert(
    fc.property(anySheet, crowd, (cells, people) => {
      const selection = selectionOf(cells, people)
      if (!selection) return
      const placed = placedInOrder(reckon(selection))
      const sheet = openSheet(cells)
      const facts = factsOf(people)
      const takes = (id: string) => {
        const one = facts[Number(id)]
        return one !== undefined && sheet.take(one).ok
      }
      for (const { person } of placed) expect(takes(person)).toBe(true)
      const inside = new Set(placed.map(({ person }) => person))
      for (const { personId } of facts) if (!inside.has(personId)) expect(takes(personId)).toBe(false)
    }),
    { numRuns: 400 },
  )
})

test('[002-18] whom a block is for alone, and whom it puts first, holds in every kind that quotas make of it', () => {
  const cells = [drawnCell('root', null, 3), drawnCell('2', 'root', 1), drawnCell('3', 'root', 1)]
  const crowded: Crowd = [
    [{ stage: '2', setting: 'urban' }, 9],
    [{ stage: '2', setting: 'rural' }, 1],
    [{ stage: '3', setting: 'rural' }, 5],
    [{ stage: '4', setting: 'urban' }, 8],
  ]
  const seated = (block: Block) => {
    const selection = selectionOf(cells, crowded, block)
    return selection && placedInOrder(reckon(selection)).map(({ person, block: at }) => `${person} ${at ?? ''}`)
  }
  expect(seated({ ...open, places: 3 })).toEqual(['0 open~2', '2 open~3', '3 open~root'])
  expect(seated({ ...open, places: 3, only: 'rural' })).toEqual(['1 open~2', '2 open~3'])
  expect(seated({ ...open, places: 3, first: 'rural' })).toEqual(['1 open~2', '2 open~3', '0 open~root'])
  expect(seated({ ...open, places: 2 })).toEqual(['0 open~2', '2 open~3'])
  expect(seated({ ...open, places: 1 })).toBeUndefined()
})

test('kinds of places beside quotas, and fewer places than they keep, are refused', () => {
  const kinds = kindsOf([drawnCell('root', null, 5), drawnCell('2', 'root', 2)], [])
  const least: Block = { ...open, places: 5, limits: [{ of: 'setting', is: 'rural', atLeast: 1 }] }
  expect(sharingFlaw([{ ...open, places: 5 }], kinds)).toBeUndefined()
  expect(sharingFlaw([open, open], kinds)).toBe('quotas_beside_kinds')
  expect(sharingFlaw([least], kinds)).toBe('quotas_beside_kinds')
  expect(sharingFlaw([{ ...open, places: 1 }], kinds)).toBe('places_below_quotas')
  expect(sharingFlaw([least], kindsOf([drawnCell('root', null, 5)], []))).toBeUndefined()
})

test('quotas become limits over a programme where nobody could sit in two of their kinds', () => {
  const crowded: Crowd = [
    [{ stage: '2', setting: null }, 1],
    [{ stage: '3', setting: null }, 1],
  ]
  const ids = crowded.map((_, at) => String(at))
  const whole = [drawnCell('root', null, 3), drawnCell('2', 'root', 2), drawnCell('3', 'root', 1)]
  expect(sharedLimits('A', kindsOf(whole, crowded), ids)).toEqual([
    { of: 'tag', is: 'quota:2', programme: 'A', atMost: 2 },
    { of: 'tag', is: 'quota:3', programme: 'A', atMost: 1 },
    { of: 'tag', is: 'quota:none', programme: 'A', atMost: 0 },
  ])
  expect(sharedLimits('A', kindsOf([drawnCell('root', null, 4), ...whole.slice(1)], crowded), ids)).toBeUndefined()
})
