import { describe, expect, test } from 'vitest'
import { cycleYears, populationOf, ruleInForce, type StatedRule } from './requirements.ts'

const rule = (given: Partial<StatedRule>): StatedRule => ({
  ...{ id: 'rule', scope: '教师', category: null, minCentihours: 7_200, maxCentihours: null, period: 'year' },
  average: false,
  ...given,
})
const plan = { year: 2026, cycle: '2026—2030' }

describe('whom the words of a rule mean', () => {
  test.each([
    ['全体在职教师', {}],
    ['每位教师', {}],
    ['教师', {}],
    ['小学教师', { stages: ['2'] }],
    ['中小学教师', { stages: ['2', '3', '4'] }],
    ['中小学幼儿园教师', { stages: ['1', '2', '3', '4'] }],
    ['新教师', { posts: ['L7'] }],
    ['校长', { posts: ['31'] }],
    ['乡村教师', { settings: ['town', 'rural'] }],
  ])('%s', (scope, population) => {
    expect(populationOf(scope)).toEqual(population)
  })

  test.each(['骨干教师', '市级拔尖人才', '培训周期内退休的教师', '试用期教师'])(
    '%s is not known, and never taken for everybody',
    (scope) => {
      expect(populationOf(scope)).toBeUndefined()
      expect(ruleInForce(rule({ scope }), plan, [])).toBe('people_unknown')
    },
  )
})

test.each([
  ['2021—2025', { fromYear: 2021, toYear: 2025 }],
  ['2021年至2025年', { fromYear: 2021, toYear: 2025 }],
  ['2025—2021', undefined],
  ['十四五', undefined],
  [null, undefined],
])('the years of %s', (cycle, years) => {
  expect(cycleYears(cycle)).toEqual(years)
})

test('a rule of the cycle asks over its years, any other over the year of the plan', () => {
  expect(ruleInForce(rule({ period: 'cycle' }), plan, [])).toMatchObject({ fromYear: 2026, toYear: 2030 })
  expect(ruleInForce(rule({ period: 'cycle' }), { ...plan, cycle: null }, [])).toBe('cycle_unknown')
  expect(ruleInForce(rule({ period: null }), plan, [])).toMatchObject({ fromYear: 2026, toYear: 2026 })
})

test('a category is counted under the name that the programmes give it', () => {
  const asked = (category: string) => ruleInForce(rule({ category }), plan, ['师德', '校本研修'])
  expect(asked('师德培训')).toMatchObject({ category: '师德' })
  expect(asked('校本培训')).toMatchObject({ category: '校本研修' })
  expect(asked('信息技术培训')).toMatchObject({ category: '信息技术培训' })
})
