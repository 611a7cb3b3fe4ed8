import { describe, expect, test } from 'vitest'
import type { Policy } from '../../lib/policy/language.ts'
import { standings } from '../../lib/policy/standings.ts'
import { adoptRefusal, dayFor, earlierRates, policyOfPlans, versionAt, type PlanRequirement } from './core.ts'

const ask = (part: Partial<PlanRequirement> & { id: string }): PlanRequirement => ({
  fromYear: 2026,
  toYear: 2026,
  category: null,
  minCentihours: null,
  maxCentihours: null,
  average: false,
  unit: 'hour',
  source: '年度计划',
  population: {},
  ...part,
})
const teacher = {
  organisationId: 'a',
  stage: '2',
  subjects: ['14'],
  posts: ['10'],
  title: null,
  talentLevel: null,
  setting: null,
  startedOn: null,
  state: '11',
  retiresOn: null,
  exemptions: [],
}
const earned = (centihours: number, category: string | null = null, year = 2026) => ({
  ...{ year, category, level: null, mode: null, kind: null, proof: [], centihours },
})
const stand = (asked: PlanRequirement[], hours: ReturnType<typeof earned>[]) =>
  new Map(
    standings(policyOfPlans(asked), teacher, hours, { today: '2026-11-22', year: 2026 }).map((one) => [
      one.ruleId,
      one,
    ]),
  )

describe('what plans ask', () => {
  test.each([
    [4750, 50],
    [4800, 0],
  ])('[001-37] %i hundredths of 48 hours: %i missing', (centihours, missing) => {
    const found = stand([ask({ id: 'year', minCentihours: 4800 })], [earned(centihours)])
    expect(found.get('year')).toMatchObject({ needed: 4800, counted: centihours, missing })
  })

  test('what is asked of a category is called in both languages', () => {
    const { rules } = policyOfPlans([ask({ id: 'ethics', category: '师德', minCentihours: 1000 })])
    expect(rules.map(({ title }) => title)).toEqual([{ zh: '师德学时', en: 'Ethics hours' }])
  })

  test('[001-39] the whole and a category are tested each by itself', () => {
    const asked = [
      ask({ id: 'all', minCentihours: 4800 }),
      ask({ id: 'school', category: '校本研修', minCentihours: 3600 }),
    ]
    const found = stand(asked, [earned(3000, '校本研修'), earned(3000)])
    expect([found.get('all')?.missing, found.get('school')?.missing]).toEqual([0, 600])
  })

  test('[002-39] a maximum beside a minimum is a rule of its own, of the same requirement', () => {
    const found = stand([ask({ id: 'band', minCentihours: 4800, maxCentihours: 14400 })], [earned(15000)])
    expect(found.get('band')).toMatchObject({ counted: 14400, over: 600, state: 'met' })
    expect(found.get('band-most')).toMatchObject({ state: 'limit' })
  })

  test('what is asked on average is an aim, over the years that the plan names', () => {
    const asked = [ask({ id: 'mean', minCentihours: 7200, average: true, fromYear: 2024, toYear: 2028 })]
    expect(stand(asked, [earned(3000), earned(1000, null, 2024)]).get('mean')).toMatchObject({
      counted: 4000,
      state: 'aim',
    })
  })
})

const policy = (rates?: Policy['rates']): Policy => ({ ...policyOfPlans([]), rates })
const ten = [{ of: {}, hours: 10, units: 1 }]
const versions = [
  { version: 1, effectiveFrom: '2024-01-01', policy: policy(ten) },
  { version: 2, effectiveFrom: '2026-09-01', policy: policy(ten) },
  { version: 3, effectiveFrom: '2027-01-01', policy: policy() },
]

describe('versions', () => {
  test.each([
    ['2023-12-31', undefined],
    ['2024-01-01', 1],
    ['2026-08-31', 1],
    ['2026-09-01', 2],
    ['2030-01-01', 3],
  ])('on %s version %s is in force', (day, version) => {
    expect(versionAt(versions.toReversed(), day)?.version).toBe(version)
  })

  test('hours keep the rates of the version of their year', () => {
    const [, , last] = versions
    expect(last && earlierRates(versions, last)).toEqual([
      { toYear: 2025, rates: ten },
      { toYear: 2026, rates: ten },
    ])
  })

  test('a year is judged by its last day, the year that runs by today', () => {
    expect([dayFor(2026, '2026-11-22'), dayFor(2025, '2026-11-22')]).toEqual(['2026-11-22', '2025-12-31'])
  })

  test.each([
    [{ revision: 1 }, '2028-01-01', 'revision_outdated'],
    [{ flaws: 1 }, '2028-01-01', 'policy_has_flaws'],
    [{}, '2027-01-01', 'version_not_after_last'],
    [{ policy: policy() }, '2028-01-01', 'nothing_changed'],
    [{}, '2028-03-01', 'rates_change_mid_year'],
    [{}, '2028-01-01', undefined],
    [{ policy: { ...policy(), jurisdiction: '某市' } }, '2028-03-01', undefined],
  ])('a draft %j from %s: %s', (change, effectiveFrom, refusal) => {
    const draft = { revision: 2, flaws: 0, policy: policy(ten), ...change }
    expect(adoptRefusal(draft, { revision: 2, effectiveFrom }, versions[2], false)).toBe(refusal)
    expect(adoptRefusal(draft, { revision: 2, effectiveFrom }, versions[2], true)).toBe('policy_ended')
  })
})
