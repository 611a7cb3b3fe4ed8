import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cutTo,
  matchBlock,
  matchPerson,
  movesFrom,
  phaseOf,
  phases,
  rankRefusal,
  roundStates,
  rulesFlaw,
  runRefusal,
  scoreOf,
  scoreRefusal,
  settleRefusal,
  takeBackRefusal,
  type RoundBlock,
  type RoundProgrammeRules,
} from './rules.ts'

const hour = (at: number) => new Date(Date.UTC(2026, 8, 1, at))
const round = { opensAt: hour(1), rankingClosesAt: hour(2), adjustingClosesAt: hour(3), scoringClosesAt: hour(4) }

describe('[002-18] the phases of a round', () => {
  test('follow its dates while it is published, and its state otherwise', () => {
    const at = (moment: number) => phaseOf({ ...round, state: 'published' }, hour(moment))
    expect([0, 1, 2, 3, 4].map(at)).toEqual(['announced', 'ranking', 'adjusting', 'scoring', 'matching'])
    for (const state of ['draft', 'shown', 'confirmed', 'cancelled'] as const)
      expect(phaseOf({ ...round, state }, hour(1))).toBe(state)
  })

  test('leave out the adjustment where there is none', () => {
    const without = { ...round, adjustingClosesAt: round.rankingClosesAt, state: 'published' as const }
    expect(phaseOf(without, hour(2))).toBe('scoring')
  })

  test('end: what is confirmed or cancelled goes nowhere, and everything can be reached', () => {
    expect(movesFrom.confirmed).toEqual([])
    expect(movesFrom.cancelled).toEqual([])
    expect(new Set(Object.values(movesFrom).flat())).toEqual(new Set(roundStates))
  })

  test('say who may do what: ranking and reckoning are never open at once', () => {
    for (const phase of phases) {
      for (const hasRanked of [true, false])
        expect(rankRefusal(phase, hasRanked) === undefined && runRefusal(phase) === undefined).toBe(false)
    }
    expect(rankRefusal('adjusting', true)).toBe(undefined)
    expect(rankRefusal('adjusting', false)).toBe('adjusting_for_ranked')
    expect(scoreRefusal('ranking')).toBe('scoring_not_open')
    expect(scoreRefusal('confirmed')).toBe('scoring_over')
    expect(scoreRefusal('shown')).toBe('scoring_over')
    expect(runRefusal('shown')).toBe('round_shown')
  })

  test('say that what is shown is decided after its notice, and taken back before', () => {
    const notices = [null, 'open', 'withdrawn', 'confirmed'] as const
    const of = (state: (typeof roundStates)[number]) =>
      notices.map((notice) => [settleRefusal(state, notice), takeBackRefusal(state, notice)])
    const early = ['notice_not_confirmed', undefined]
    expect(of('shown')).toEqual([early, early, early, [undefined, 'notice_not_open']])
    for (const state of ['draft', 'published', 'confirmed', 'cancelled'] as const)
      expect(new Set(of(state).flat())).toEqual(new Set(['not_shown']))
    expect(movesFrom.shown).toEqual(['published', 'confirmed'])
  })
})

const block = (more: Partial<RoundBlock> = {}): RoundBlock => ({
  ...{ id: 'open', title: '开放名额', places: 3, only: null, first: null, schoolMost: null, ruralLeast: null },
  ...more,
})
const rules = (more: Partial<RoundProgrammeRules> = {}): RoundProgrammeRules => ({
  ...{ programmeId: 'A', blocks: [block()], isBlind: false },
  criteria: [{ id: 'c', title: '综合', weight: 100, max: 10 }],
  ...more,
})

describe('[002-18] the rules of a round', () => {
  test.each([
    [[], 'round_without_programmes'],
    [[rules(), rules()], 'programme_repeated'],
    [[rules({ blocks: [block(), block()] })], 'block_repeated'],
    [[rules({ blocks: [block({ places: 0 })] })], 'places_missing'],
    [[rules({ blocks: [block({ places: 6 })] })], 'places_beyond_programme'],
    [[rules({ blocks: [block({ ruralLeast: 4 })] })], 'least_above_places'],
    [[rules({ criteria: [] })], 'weights_not_hundred'],
    [[rules()], undefined],
  ] as const)('%#: %j', (programmes, expected) => {
    expect(rulesFlaw(programmes, new Map([['A', 5]]))?.code).toBe(expected)
  })

  test('name the programme in which something is wrong', () => {
    const few = rules({ programmeId: 'B', blocks: [block({ places: 2 })] })
    expect(
      rulesFlaw(
        [rules(), few],
        new Map([
          ['A', 3],
          ['B', 1],
        ]),
      ),
    ).toEqual({ code: 'places_beyond_programme', programmeId: 'B' })
    expect(rulesFlaw([], new Map())).toEqual({ code: 'round_without_programmes', programmeId: null })
  })

  test('give no more places than are free: what is too many is taken from the last kind, and no least stands above it', () => {
    const least = { ...matchBlock(block({ id: 'rural', places: 4, ruralLeast: 4 })) }
    const open = matchBlock(block({ places: 3 }))
    expect(cutTo([open, least], null)).toEqual([open, least])
    const cut = { ...least, places: 2, limits: [{ of: 'setting', is: 'rural', atLeast: 2 }] }
    expect(cutTo([open, least], 5)).toEqual([open, cut])
    expect(cutTo([open, least], 1).map(({ places }) => places)).toEqual([1, 0])
  })

  test('become those of the matching, with nothing by which somebody could be told', () => {
    expect(matchBlock(block({ first: 'rural', schoolMost: 2, ruralLeast: 1 }))).toEqual({
      ...{ id: 'open', places: 3, first: 'rural' },
      limits: [
        { of: 'school', atMost: 2 },
        { of: 'setting', is: 'rural', atLeast: 1 },
      ],
    })
    const applicant = { code: 'X', schoolId: 'S', setting: 'rural', subjects: ['13'], stage: '2', choices: ['A', 'B'] }
    expect(matchPerson(applicant, new Map([['B', 70]]))).toEqual({
      ...{ id: 'X', tags: ['rural', 'subject:13', 'stage:2'], groups: { school: 'S', setting: 'rural' } },
      choices: [{ programme: 'B', score: 70 }],
    })
  })
})

test('[002-18] a score is whole, between nothing and a hundred, and grows with every mark', () => {
  const criteria = [
    { id: 'a', title: '课例', weight: 60, max: 100 },
    { id: 'b', title: '陈述', weight: 40, max: 20 },
  ]
  expect(scoreOf(criteria, { a: 80, b: 15 })).toBe(7800)
  expect(scoreOf(criteria, { a: 80 })).toBe(undefined)
  expect(scoreOf(criteria, { a: 101, b: 1 })).toBe(undefined)
  const marks = fc.record({ a: fc.integer({ min: 0, max: 99 }), b: fc.integer({ min: 0, max: 20 }) })
  fc.assert(
    fc.property(marks, ({ a, b }) => {
      const score = scoreOf(criteria, { a, b }) ?? -1
      expect(Number.isInteger(score) && score >= 0 && score <= 10_000).toBe(true)
      expect(scoreOf(criteria, { a: a + 1, b }) ?? 0).toBeGreaterThan(score)
    }),
  )
})
