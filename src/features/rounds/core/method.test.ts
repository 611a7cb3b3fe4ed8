import { describe, expect, test } from 'vitest'
import { factOf, matchLimit, methodRefusal, withArea, type RoundLimit } from './method.ts'

const limit = (more: Partial<RoundLimit> = {}): RoundLimit => ({
  ...{ of: 'school', is: null, programmeId: null, atLeast: null, atMost: 2 },
  ...more,
})

describe('[002-18] how a round decides', () => {
  test.each([
    ['deferred', [], undefined],
    ['deferred', [limit()], 'limits_cross'],
    ['optimal', [], undefined],
    ['optimal', [limit(), limit({ of: 'subject', is: '13' })], undefined],
    ['optimal', [limit({ of: 'subject' })], 'limit_incomplete'],
    ['optimal', [limit({ atMost: null })], 'limit_incomplete'],
    ['optimal', [limit({ atLeast: 0, atMost: null })], 'limit_incomplete'],
    ['optimal', [limit({ atLeast: 3 })], 'least_above_most'],
    ['optimal', [limit({ programmeId: 'A' })], undefined],
    ['optimal', [limit({ programmeId: 'B' })], 'programme_not_in_round'],
  ] as const)('%#: %s with %j', (method, limits, expected) => {
    expect(methodRefusal(method, limits, ['A'])?.code).toBe(expected)
  })

  test('names the limit that is not complete; of limits that no round under the method has, all', () => {
    const limits = [limit(), limit(), limit({ atMost: null })]
    expect(methodRefusal('optimal', limits, ['A'])).toEqual({ code: 'limit_incomplete', at: 2 })
    expect(methodRefusal('deferred', limits, ['A'])).toEqual({ code: 'limits_cross', at: null })
  })

  test('says limits in the words of the matching, and back', () => {
    expect(matchLimit(limit())).toEqual({ of: 'school', atMost: 2 })
    expect(matchLimit(limit({ of: 'rural', atLeast: 1, atMost: null }))).toEqual({ of: 'tag', is: 'rural', atLeast: 1 })
    const subject = limit({ of: 'subject', is: '13', programmeId: 'A' })
    expect(matchLimit(subject)).toEqual({ of: 'tag', is: 'subject:13', programme: 'A', atMost: 2 })
    expect(factOf('tag', 'subject:13')).toEqual({ fact: 'subject', group: '13' })
    expect(factOf('tag', 'rural')).toEqual({ fact: 'rural', group: null })
    expect(factOf('setting', 'rural')).toEqual({ fact: 'rural', group: null })
    expect(factOf('area', 'X')).toEqual({ fact: 'area', group: 'X' })
    expect(factOf(null, null)).toEqual({ fact: null, group: null })
  })

  test('sees the area of the school besides', () => {
    const person = { id: '1', tags: [], groups: { school: 'S' }, choices: [] }
    expect(withArea(person, 'T').groups).toEqual({ school: 'S', area: 'T' })
  })
})
