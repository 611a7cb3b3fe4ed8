import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RoundInFull } from './contract/rounds.ts'
import { blankProgramme, criteriaOf, draftOf, sumOf, writtenOf } from './pages/drafting.ts'

const roundWith = (blocks: readonly object[], criteria: readonly object[] = []) =>
  ({
    ...{ title: '双向选择', method: 'deferred', limits: [], choicesMax: 3 },
    ...{ opensAt: '', rankingClosesAt: '', adjustingClosesAt: '', scoringClosesAt: '' },
    list: [{ programmeId: 'p', title: '项目', placesFree: 12, hasQuotas: false, isBlind: false, blocks, criteria }],
  }) as unknown as RoundInFull

const again = (blocks: readonly object[], criteria: readonly object[] = []) =>
  draftOf(writtenOf(roundWith(blocks, criteria))).programmes[0]

const tag = fc.oneof(
  fc.constantFrom('rural'),
  fc.stringMatching(/^[\w.-]{1,20}$/).map((code) => `subject:${code}`),
  fc.stringMatching(/^[\w.-]{1,20}$/).map((code) => `stage:${code}`),
)
const few = fc.integer({ min: 0, max: 100_000 })
const block = fc.record({
  id: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
  title: fc.string({ minLength: 1, maxLength: 40 }),
  places: few,
  only: fc.option(tag),
  first: fc.option(tag),
  schoolMost: fc.option(few.map((many) => many + 1)),
  ruralLeast: fc.option(few),
})
const sharing = { placesShare: fc.integer({ min: 1, max: 100 }), ruralShare: fc.integer({ min: 1, max: 100 }) }
const shared = fc
  .tuple(block, fc.record(sharing, { requiredKeys: [] }))
  .map(([plain, shares]) => ({ ...plain, ...shares }))
const criterion = fc.record({
  id: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
  title: fc.constantFrom('课例', '陈述', '课例 2', 'A 5 5', 'c1'),
  weight: fc.integer({ min: 0, max: 100 }),
  max: fc.integer({ min: 1, max: 1000 }),
})

test('[002-18] whatever kinds of places and criteria a round holds, a form that is opened and saved unchanged leaves them as they are', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(shared, { minLength: 1, maxLength: 12, selector: ({ id }) => id }),
      fc.uniqueArray(criterion, { maxLength: 12, selector: ({ id }) => id }),
      (blocks, criteria) => {
        const saved = again(blocks, criteria)
        expect(saved?.blocks).toEqual(blocks)
        expect(saved?.criteria).toEqual(criteria)
      },
    ),
  )
})

test('[002-18] a programme that was added is open to everybody, with all the places it has', () => {
  const candidate = {
    ...{ id: 'p', title: '项目', providerName: null, placesMax: 20, placesFree: 12, hasQuotas: false, startsOn: null },
  }
  const added = blankProgramme(candidate, { open: '开放名额', criteria: '综合 100 100' })
  expect(sumOf(added.blocks)).toBe(12)
  expect(draftOf({ ...writtenOf(roundWith([])), programmes: [added] }).programmes).toEqual([
    {
      ...{ programmeId: 'p', isBlind: false, criteria: [{ id: 'c1', title: '综合', weight: 100, max: 100 }] },
      blocks: [
        { id: 'open', title: '开放名额', places: 12, only: null, first: null, schoolMost: null, ruralLeast: null },
      ],
    },
  ])
})

test('a criterion that is moved keeps its id, and a new one takes one that nobody had', () => {
  const before = [
    { id: 'c1', title: '课例', weight: 60, max: 100 },
    { id: 'c2', title: '陈述', weight: 40, max: 20 },
  ]
  const { criteria } = criteriaOf('陈述 50 20\n答辩 50 100', before)
  expect(criteria.map(({ id, title }) => [id, title])).toEqual([
    ['c2', '陈述'],
    ['c3', '答辩'],
  ])
  expect(criteriaOf('课例').wrong).toBe('课例')
})

test('[002-18] limits that were written stay in a draft, whichever way to decide is chosen', () => {
  const limits = [{ of: 'rural', is: null, programmeId: null, atLeast: 2, atMost: null }] as const
  expect(draftOf(writtenOf({ ...roundWith([]), limits: [...limits] })).limits).toEqual(limits)
})
