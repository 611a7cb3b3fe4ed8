import { beforeAll, describe, expect, test } from 'vitest'
import { highsSolver } from '../../platform/solving/highs.ts'
import { explainAssigned } from './assign-explain.ts'
import { decideOptimal, standingOfDecided } from './deciding.ts'
import type { Solver } from './linear.ts'
import { commitmentOf, lotsOf } from './lots.ts'
import type { MatchPerson } from './rules.ts'
import { placedInOrder, type Pin, type Selection } from './selection.ts'

let solve: Solver
beforeAll(async () => {
  solve = await highsSolver(() => 60)
})

const person = (id: string, school: string, score: number): MatchPerson => ({
  ...{ id, tags: [], groups: { school }, choices: [{ programme: 'A', score }] },
})
const pinned = (id: string, programme: string | null): Pin => ({
  ...{ person: id, programme, block: programme === null ? null : 'all', reason: '按文件安排' },
})
const selection = (more: Partial<Selection> = {}): Selection => ({
  ...{ format: 'qinglan-selection', version: 1, round: 'r', title: 't', seed: 's', salt: 'x' },
  ...{ commitment: commitmentOf('s', 'x'), scoreMost: 100, published: null, method: 'optimal', pins: [] },
  programmes: [{ id: 'A', blocks: [{ id: 'all', places: 2, limits: [] }] }],
  people: [person('1', 'S', 90), person('2', 'S', 80), person('3', 'T', 10)],
  limits: [{ of: 'school', atMost: 1 }],
  ...more,
})
const ordered = (more: Partial<Selection>) =>
  placedInOrder(selection({ ...more, published: ['3', '2', '1'].map((id) => ({ person: id, ...seatIn(more, id) })) }))
    .map((outcome) => outcome.person)
    .join('')
const seatIn = ({ pins = [] }: Partial<Selection>, id: string) =>
  pins.some((pin) => pin.person === id && pin.programme === null)
    ? { programme: null, block: null }
    : { programme: 'A', block: id === '3' ? 'rural' : 'all' }
const placedIn = (one: Selection) => {
  const decided = decideOptimal(one, solve)
  if (!decided.ok) return decided.error
  return decided.value.filter(({ programme }) => programme !== null).map((outcome) => outcome.person)
}

describe('[002-18] a selection under limits that may cross', () => {
  test('lets whoever was decided by hand take a place and count in every limit', () => {
    expect(placedIn(selection())).toEqual(['1', '3'])
    expect(placedIn(selection({ pins: [pinned('2', 'A')] }))).toEqual(['2', '3'])
    expect(placedIn(selection({ pins: [pinned('3', null)] }))).toEqual(['1'])
    // By hand a limit may be broken; nobody else of that group then comes.
    expect(placedIn(selection({ pins: [pinned('1', 'A'), pinned('2', 'A')] }))).toEqual(['1', '2'])
    const least = [{ of: 'school', is: 'S', atLeast: 2 }]
    expect(placedIn(selection({ limits: least, pins: [pinned('2', 'A')] }))).toEqual(['1', '2'])
  })

  test('gives its people a place in the published order of kinds, then by score; whoever sits by hand comes before', () => {
    const block = { limits: [], places: 2 }
    const of = (...ids: string[]) => [{ id: 'A', blocks: ids.map((id) => ({ id, ...block })) }]
    expect(ordered({ programmes: of('all', 'rural') })).toBe('123')
    expect(ordered({ programmes: of('rural', 'all') })).toBe('312')
    expect(ordered({ programmes: of('rural', 'all'), pins: [pinned('2', 'A')] })).toBe('231')
    expect(ordered({ programmes: of('all', 'rural'), pins: [pinned('1', null)] })).toBe('23')
    const first = [
      {
        id: 'A',
        blocks: [
          { ...block, id: 'all', first: 'rural' },
          { ...block, id: 'rural' },
        ],
      },
    ]
    const people = [person('1', 'S', 90), { ...person('2', 'S', 80), tags: ['rural'] }, person('3', 'T', 10)]
    expect(ordered({ programmes: first, people })).toBe('213')
    const equal = ['1', '2', '3'].map((id) => person(id, 'S', 50))
    const lots = [...lotsOf('s', ['1', '2', '3'])]
    const byLot = ['1', '2'].toSorted((a, b) => (lots[Number(a) - 1] ?? 0) - (lots[Number(b) - 1] ?? 0)).join('')
    expect(ordered({ people: equal, programmes: of('all', 'rural') })).toBe(`${byLot}3`)
  })

  test('refuses a broken seed and more by hand than there are places', () => {
    expect(placedIn(selection({ salt: 'y' }))).toMatchObject({ code: 'seed_broken' })
    const pins = ['1', '2', '3'].map((id) => pinned(id, 'A'))
    expect(placedIn(selection({ pins }))).toMatchObject({ code: 'pins_over_places', about: ['A', 'all'] })
  })

  test('names a least number above those who could count in it, alone', () => {
    const limits = [
      { of: 'school', atMost: 1 },
      { of: 'school', is: 'T', atLeast: 2 },
    ]
    expect(placedIn(selection({ limits }))).toMatchObject({
      code: 'limits_conflict',
      conflict: [{ kind: 'least', of: 'school', group: 'T', number: 2, there: 1 }],
    })
  })

  test('is explained from what was published, without deciding it again', () => {
    const decided = decideOptimal(selection(), solve)
    const standing = standingOfDecided(selection({ published: decided.ok ? decided.value : null }))
    if (!standing) throw new Error('the input can be')
    expect(explainAssigned(standing, 1)).toEqual([
      {
        ...{ programme: 'A', score: 80, became: 'refused' },
        blocks: [
          {
            ...{ block: 'all', cutOff: 10, why: 'limit' },
            bound: { kind: 'most', programme: null, block: null, of: 'school', group: 'S', number: 1 },
          },
        ],
      },
    ])
  })

  test('stops when its time is over', async () => {
    const late = await highsSolver(() => 0)
    expect(decideOptimal(selection(), late)).toMatchObject({ ok: false, error: { code: 'assignment_too_hard' } })
  })
})
