import { describe, expect, test } from 'vitest'
import { loosen, type Bounds, type LimitChange } from './loosening.ts'
import type { RoundLimit } from './method.ts'

const limit = (atLeast: number | null, atMost: number | null): RoundLimit => ({
  ...{ of: 'school', is: null, programmeId: null, atLeast, atMost },
})
const block = { id: 'open', title: '开放', places: 4, only: null, first: null, schoolMost: 1, ruralLeast: 2 }
const programme = { programmeId: 'p', blocks: [block], criteria: [], isBlind: false }
const rules = { limits: [limit(1, 2), { ...limit(null, 3), of: 'area' as const }], programmes: [programme] }
const bounds = (atLeast: number | null, atMost: number | null): Bounds => ({ atLeast, atMost })
const change = (before: Bounds, after: Bounds, more: Partial<LimitChange> = {}): LimitChange => ({
  ...{ of: 'school', is: null, programmeId: null, blockId: null, before, after, ...more },
})

describe('[002-18] limits of a published round only give', () => {
  test.each([
    ['a most is raised', bounds(1, 3), [limit(1, 3)]],
    ['a least that is lowered to none is no limit', bounds(0, 2), [limit(null, 2)]],
    ['a most is taken away', bounds(1, null), [limit(1, null)]],
    ['a limit is taken away', bounds(null, null), []],
    ['nothing that says nothing is kept', bounds(0, null), []],
  ])('%s', (_, after, left) => {
    const done = loosen(rules, [change(bounds(1, 2), after)])
    expect(done).toEqual({ ok: true, value: { ...rules, limits: [...left, rules.limits[1]] } })
  })

  test.each([
    ['a most is lowered', 'limits_tightened', change(bounds(1, 2), bounds(1, 1))],
    ['a least is raised', 'limits_tightened', change(bounds(1, 2), bounds(2, 2))],
    ['one gives, the other does not', 'limits_tightened', change(bounds(1, 2), bounds(2, 9))],
    ['nothing changes', 'limits_unchanged', change(bounds(1, 2), bounds(1, 2))],
    ['it says something else by now', 'limit_not_found', change(bounds(1, 1), bounds(1, 2))],
    ['there is no such limit', 'limit_not_found', change(bounds(1, 2), bounds(1, 3), { of: 'rural' })],
    ['no such kind of places', 'limit_not_found', change(bounds(null, 1), bounds(null, 2), { blockId: 'x' })],
  ])('%s: %s', (_, code, one) => {
    expect(loosen(rules, [one])).toEqual({ ok: false, error: code })
  })

  test('within a kind of places: most of a school, least rural', () => {
    const inBlock = { programmeId: 'p', blockId: 'open' }
    const done = loosen(rules, [
      change(bounds(null, 1), bounds(null, 2), inBlock),
      change(bounds(2, null), bounds(null, null), { ...inBlock, of: 'rural' }),
    ])
    const blocks = [{ ...block, schoolMost: 2, ruralLeast: null }]
    expect(done).toEqual({ ok: true, value: { ...rules, programmes: [{ ...programme, blocks }] } })
  })
})
