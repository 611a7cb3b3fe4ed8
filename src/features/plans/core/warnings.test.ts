import { describe, expect, test } from 'vitest'
import { applyOps, type Draft, type Item } from './draft.ts'
import type { Content, ProgrammeFields, TargetFields } from './fields.ts'
import { countsProgrammes, warningsOf } from './warnings.ts'

const programme = (change: Partial<ProgrammeFields>): Content => ({
  kind: 'programme',
  fields: {
    no: 1,
    name: '小学语文教师研修',
    heading: null,
    headcount: 100,
    approximate: false,
    modes: [],
    months: [4],
    place: '进修学校',
    level: 'county',
    kind: 'topic',
    category: null,
    centihours: 0,
    audience: {},
    ...change,
  },
})
const target = (change: Partial<TargetFields>): Content => ({
  kind: 'target',
  fields: {
    measure: '参训率',
    comparator: '>=',
    value: 95,
    upper: null,
    unit: '%',
    population: null,
    baseline: null,
    figure: 'goal',
    ...change,
  },
})

function draftOf(...contents: Content[]): Draft {
  const items = contents.map((content, index): Item => ({
    ...content,
    id: `i${index}`,
    document: 0,
    at: { block: index, start: 0, end: 3 },
    sure: 'high',
    why: 'table-row',
    decision: 'open',
    from: [],
  }))
  const head = { title: 'A plan', kind: 'training-plan', issuer: null, year: 2026, cycle: null, truncated: false }
  return { documents: [head], items }
}
const codes = (draft: Draft) => warningsOf(draft, 0, undefined).map((warning) => warning.code)

describe('what is missing', () => {
  test.each([
    [{ place: null }, 'missing-place'],
    [{ months: [] }, 'missing-month'],
    [{ headcount: null }, 'missing-headcount'],
  ] as const)('%j: %s', (change, code) => {
    expect(codes(draftOf(programme(change)))).toEqual([code])
  })

  test('a whole programme gives no warning, nor does one that runs all the year for everybody', () => {
    expect(codes(draftOf(programme({})))).toEqual([])
    expect(codes(draftOf(programme({ months: 'year-round', headcount: 'all' })))).toEqual([])
  })

  test('a plan in which nothing was found, or without a year, says so', () => {
    const empty = draftOf()
    expect(codes(empty)).toEqual(['nothing-found'])
    const [head] = empty.documents
    expect(codes({ ...empty, documents: head ? [{ ...head, year: null }] : [] })).toContain('year-missing')
  })
})

describe('what does not add up', () => {
  const stated = target({ measure: '培训项目', comparator: '=', value: 14, unit: '个' })

  test('[003-05] fourteen programmes are stated and one is there', () => {
    const [warning] = warningsOf(draftOf(programme({}), stated), 0, undefined)
    expect(warning).toMatchObject({ code: 'count-mismatch', params: { stated: 14, found: 1 }, items: ['i1'] })
  })

  test('[003-05] dropping and adding programmes is counted at once', () => {
    const draft = draftOf(programme({}), programme({ name: '初中数学教师研修' }), { ...stated })
    const two = applyOps(
      draft,
      [{ op: 'correct', item: 'i2', content: target({ measure: '培训项目', comparator: '=', value: 2, unit: '个' }) }],
      draft,
    )
    expect(two.ok && codes(two.value)).toEqual([])
    const one = two.ok && applyOps(two.value, [{ op: 'drop', item: 'i0' }], draft)
    expect(one && one.ok && codes(one.value)).toEqual(['count-mismatch'])
  })

  test('a goal below its own base year, until it is corrected', () => {
    const draft = draftOf(target({ value: 90, baseline: 92 }))
    expect(codes(draft)).toEqual(['target-below-current'])
    const content = target({ value: 93, baseline: 92 })
    const corrected = applyOps(draft, [{ op: 'correct', item: 'i0', content }], draft)
    expect(corrected.ok && codes(corrected.value)).toEqual([])
  })

  test('the same programme twice', () => {
    expect(codes(draftOf(programme({}), programme({ name: '小学 语文教师研修' })))).toEqual(['programme-twice'])
  })

  test('more places than people', () => {
    const quota = (count: number): Content => ({ kind: 'quota', fields: { group: '骨干', count } })
    expect(codes(draftOf(programme({}), quota(60), quota(50)))).toEqual(['places-exceed-people'])
    expect(codes(draftOf(programme({}), quota(60), quota(40)))).toEqual([])
  })

  test('an end before its beginning', () => {
    const phase: Content = {
      kind: 'phase',
      fields: { name: '启动', from: '2026-05-01', to: '2026-04-01', deliverables: [] },
    }
    const rule: Content = {
      kind: 'hourRule',
      fields: { scope: '教师', category: null, min: 72, max: 48, period: 'year', average: false },
    }
    expect(codes(draftOf(phase, rule))).toEqual(['hour-rule-reversed', 'phase-reversed'])
  })
})

test.each([
  ['个', '培训项目', true],
  ['项', '年度培训项目数', true],
  ['%', '培训项目', false],
  ['个', '专题', false],
])('%s of %s counts the programmes: %s', (unit, measure, counts) => {
  expect(countsProgrammes({ unit, measure })).toBe(counts)
})
