import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { awardOf } from '../../../lib/policy/award.ts'
import { flawsOf } from '../../../lib/policy/flaws.ts'
import { averageOf, ratioOf } from '../../../lib/policy/groups.ts'
import type { Bucket, Policy, Source } from '../../../lib/policy/language.ts'
import { termOf } from '../../../lib/policy/names.ts'
import { standings } from '../../../lib/policy/standings.ts'
import { yearOf } from '../../../lib/dates.ts'
import { PolicyContent } from '../contract/language.ts'
import { packs } from './index.ts'
import { jianan } from './jianan.ts'
import { kindergarten } from './kindergarten.ts'
import { mulan } from './mulan.ts'
import { exampleTeacher, type Example, type ExampleHours } from './pack.ts'

const blank: Omit<Bucket, 'centihours'> = { year: 0, category: null, level: null, mode: null, kind: null, proof: [] }

function stand(policy: Policy, { person, on, hours }: Pick<Example, 'person' | 'on' | 'hours'>) {
  const buckets = hours.map((each): Bucket => ({ ...blank, year: yearOf(on), ...each }))
  const found = standings(policy, { ...exampleTeacher, ...person }, buckets, { today: on, year: yearOf(on) })
  return new Map(found.map((one) => [one.ruleId, one]))
}

describe.each(packs)('$id', ({ policy, examples, pieces = [], crowds = [] }) => {
  test('has nothing that keeps it from being adopted', () => {
    expect(flawsOf(policy)).toEqual([])
    expect(PolicyContent.safeParse(policy).error?.issues ?? []).toEqual([])
  })

  test.each(examples.map((example) => [example.title.zh, example] as const))('%s', (_, example) => {
    const found = stand(policy, example)
    for (const [id, expected] of Object.entries(example.expect)) {
      expect(policy.rules.map((rule) => rule.id)).toContain(id)
      if (expected === 'unasked') expect(found.has(id), id).toBe(false)
      else expect(found.get(id), id).toMatchObject(expected)
    }
  })

  test.each(pieces.map((piece) => [piece.award, piece] as const))('the table %s gives what it says', (id, piece) => {
    const award = policy.awards?.find((one) => one.id === id)
    const given = award && awardOf(award, piece.answers)
    if (typeof piece.gives === 'string') expect(given).toMatchObject({ ok: false, error: piece.gives })
    else {
      const [from, to] = typeof piece.gives === 'number' ? [piece.gives, piece.gives] : piece.gives
      expect(given).toMatchObject({ ok: true, value: { from, to } })
    }
  })

  test.each(crowds.map((crowd) => [crowd.rule, crowd] as const))('of %s a group reaches it or not', (id, crowd) => {
    const rule = policy.rules.find((one) => one.id === id)
    const found =
      rule?.kind === 'average'
        ? averageOf(rule, crowd.counted)
        : rule?.kind === 'ratio'
          ? ratioOf(rule, crowd.counted)
          : undefined
    expect(found?.isMet).toBe(crowd.isMet)
  })

  test('every rule that asks something of a person has an example that meets it or falls short of it', () => {
    const shown = new Set(examples.flatMap(({ expect: by }) => Object.keys(by)))
    const inCrowds = new Set(crowds.map(({ rule }) => rule))
    const asking = policy.rules.filter(({ kind }) => kind === 'least' || kind === 'average' || kind === 'ratio')
    expect(asking.map(({ id }) => id).filter((id) => !shown.has(id) && !inCrowds.has(id))).toEqual([])
    const tried = new Set(pieces.map(({ award }) => award))
    expect((policy.awards ?? []).map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([])
  })

  test('the choices, the units and the files of its tables have English names', () => {
    const words = (policy.awards ?? []).flatMap(({ asks, evidence, category }) => [
      ...asks.flatMap((ask) => (ask.kind === 'choice' ? ask.options : [ask.unit])),
      ...evidence,
      ...(category === null ? [] : [category]),
    ])
    expect(words.filter((word) => /\p{Script=Han}/u.test(termOf(word, 'en')))).toEqual([])
  })

  test('says where every figure comes from, and how sure that is', () => {
    const sources: (Source | undefined)[] = [
      policy.source,
      ...[...policy.rules, ...(policy.awards ?? []), ...(policy.rates ?? [])].map(({ source }) => source),
    ]
    expect(sources.every((source) => source !== undefined && source.cites !== '')).toBe(true)
    const rows = (policy.awards ?? []).flatMap((award) => award.rows.map((row) => row.source ?? award.source))
    for (const source of [...sources, ...rows]) {
      expect(source?.cites, policy.title.zh).toMatch(/\p{Script=Han}/u)
      // In English as well, beside the original.
      expect(source?.citesEn ?? '', source?.cites).toMatch(/^[^\p{Script=Han}]+$/u)
      expect(['stated', 'found', 'general']).toContain(source?.sure)
    }
    // Only what a bureau handed over is called stated.
    const isOurs = ['mulan', 'kindergarten', 'jianan'].some((id) =>
      packs.some((pack) => pack.id === id && pack.policy === policy),
    )
    if (!isOurs) expect(sources.filter((source) => source?.sure === 'stated')).toEqual([])
  })
})

// Hours of every kind that a policy speaks of, and of kinds that it does not.
function hoursOf(policy: Policy) {
  const selectors = [...policy.rules, ...(policy.rates ?? [])].flatMap(({ of }) => [
    of,
    of.or,
    of.except,
    of.except?.or,
  ])
  const one = (names: readonly (readonly string[] | undefined)[]) =>
    fc.constantFrom(null, ...new Set(names.flatMap((each) => each ?? [])), '别的')
  const trees = (policy.categories ?? []).map(({ name }) => name)
  return fc.array(
    fc.record({
      year: fc.integer({ min: 2021, max: 2025 }),
      category: one([...selectors.map((of) => of?.categories), trees]),
      level: one(selectors.map((of) => of?.levels)),
      mode: one(selectors.map((of) => of?.modes)),
      kind: one(selectors.map((of) => of?.kinds)),
      proof: fc.constantFrom([], ['考核'], ['计划', '记载', '考核']),
      centihours: fc.nat(12_000),
    }),
    { maxLength: 10 },
  )
}

test.each(packs)('under $id, whatever was earned is counted or over, and more never counts for less', ({ policy }) => {
  const hours = hoursOf(policy)
  fc.assert(
    fc.property(hours, hours, fc.constantFrom('10', '23', '31'), (earned, more, post) => {
      const on = '2025-12-31'
      const person = { posts: [post], retiresOn: null }
      const before = stand(policy, { person, on, hours: earned })
      const after = stand(policy, { person, on, hours: [...earned, ...more] })
      for (const [id, standing] of before) {
        expect(standing.counted + standing.over).toBe(standing.earned)
        expect(standing.missing).toBe(Math.max(0, standing.needed - standing.counted))
        expect(after.get(id)?.counted).toBeGreaterThanOrEqual(standing.counted)
        expect(after.get(id)?.missing).toBeLessThanOrEqual(standing.missing)
      }
    }),
    { numRuns: 40 },
  )
})

test('every pack has its own id', () => {
  expect(new Set(packs.map(({ id }) => id)).size).toBe(packs.length)
})

const at = (policy: Policy, hours: readonly ExampleHours[], person: Example['person'] = {}, on = '2024-12-31') =>
  stand(policy, { hours, person, on })

describe('the rules of the source documents', () => {
  test.each([
    [4750, 'short'],
    [4800, 'met'],
  ])('[001-37] %d centihours against 48 hours a year', (centihours, state) => {
    expect(at(mulan.policy, [{ centihours }]).get('year')?.state).toBe(state)
  })

  test.each([
    [4000, 800, 'met', 'met'],
    [3000, 3000, 'met', 'short'],
  ])('[001-39] %d in the school and %d elsewhere', (own, other, year, school) => {
    const found = at(mulan.policy, [
      { centihours: own, mode: 'school-based' },
      { centihours: other, mode: 'online' },
    ])
    expect([found.get('year')?.state, found.get('school-based')?.state]).toEqual([year, school])
  })

  test('[001-39] hours written by hand under 校本研修 count as well, and nothing counts twice', () => {
    const hours = [
      { centihours: 1800, mode: 'school-based', category: '校本研修' },
      { centihours: 1800, category: '校本研修' },
    ]
    expect(at(mulan.policy, hours).get('school-based')).toMatchObject({ counted: 3600, state: 'met' })
  })

  test.each([
    [['计划', '记载'], 1000, 0, 'short'],
    [['计划', '记载', '考核'], 950, 950, 'short'],
    [['计划', '记载', '考核'], 1000, 1000, 'met'],
  ])('[001-52] ethics with %j: %d earned', (proof, centihours, counted, state) => {
    const found = at(mulan.policy, [{ centihours, category: '师德', proof }]).get('ethics')
    expect(found).toMatchObject({ counted, state })
  })

  test('[002-37] a school averages 72 hours, 24 of them its own', () => {
    const rules = kindergarten.policy.rules.filter(({ kind }) => kind === 'average')
    const people = [
      at(kindergarten.policy, [{ centihours: 6000 }, { centihours: 2400, mode: 'school-based' }]),
      at(kindergarten.policy, [{ centihours: 3600 }, { centihours: 2400, mode: 'school-based' }]),
    ]
    const found = rules.flatMap((rule) =>
      rule.kind === 'average'
        ? [
            averageOf(
              rule,
              people.map((one) => one.get(rule.id)?.counted ?? 0),
            ),
          ]
        : [],
    )
    expect(found.map(({ mean, isMet }) => [mean, isMet])).toEqual([
      [7200, true],
      [2400, true],
    ])
  })

  test.each([
    [13, 2],
    [10, 1],
    [11, 2],
  ])('[002-38] of %d teachers of a subject %d are released for training', (people, needed) => {
    const rule = kindergarten.policy.rules.find(({ id }) => id === 'released')
    if (rule?.kind !== 'ratio') throw new Error('the pack has no ratio')
    const released = at(kindergarten.policy, [{ centihours: 600, mode: 'off-site' }]).get('released')?.counted ?? 0
    const stayed = at(kindergarten.policy, [{ centihours: 600, mode: 'online' }]).get('released')?.counted ?? 0
    const crowd = (away: number) => Array.from({ length: people }, (_, index) => (index < away ? released : stayed))
    expect(ratioOf(rule, crowd(needed))).toMatchObject({ needed, isMet: true })
    expect(ratioOf(rule, crowd(needed - 1)).isMet).toBe(false)
  })

  test.each([
    [4750, 4750, 0, 'short'],
    [4800, 4800, 0, 'met'],
    [14_400, 14_400, 0, 'met'],
    [15_000, 14_400, 600, 'met'],
  ])('[002-39] of %d centihours %d count and %d are over', (centihours, counted, over, state) => {
    expect(at(kindergarten.policy, [{ centihours }]).get('year')).toMatchObject({ counted, over, state })
  })

  test('[002-40] a class teacher with 28 hours is 2 short, another teacher is not asked', () => {
    const hours = [{ year: 2022, category: '班主任', centihours: 2800 }]
    expect(at(kindergarten.policy, hours, { posts: ['10', '23'] }).get('class-teacher')?.missing).toBe(200)
    expect(at(kindergarten.policy, hours).has('class-teacher')).toBe(false)
  })

  test.each([
    [23_950, 'short'],
    [24_000, 'met'],
  ])('[002-41] a head with %d centihours in the cycle', (centihours, state) => {
    // No year counts for more than 144 hours, so that they are of two.
    const hours = [2021, 2023].map((year) => ({ year, kind: 'head_improvement', centihours: centihours / 2 }))
    expect(at(kindergarten.policy, hours, { posts: ['31'] }).get('head')?.state).toBe(state)
    expect(at(kindergarten.policy, hours).has('head')).toBe(false)
  })

  test('[002-42] who retires within the cycle is asked 24 + 24 in the place of the rest', () => {
    const hours = [
      { mode: 'school-based', centihours: 4800 },
      { mode: 'lecture', centihours: 2350 },
    ]
    const found = at(kindergarten.policy, hours, { retiresOn: '2025-08-31' })
    expect([...found.keys()]).not.toContain('average')
    expect([...found.keys()]).not.toContain('year')
    expect(found.get('retiring-own')?.state).toBe('met')
    expect(found.get('retiring-other')).toMatchObject({ counted: 2350, missing: 50 })
    expect(at(kindergarten.policy, hours, { retiresOn: '2026-08-31' }).get('year')?.state).toBe('met')
  })

  test('[003-04] whoever lacks one of the four modules is named it', () => {
    const hours = ['师德', '新课程', '信息技术'].map((category) => ({ category, centihours: 100 }))
    const short = [...at(jianan.policy, hours).values()].filter(({ state }) => state === 'short')
    expect(short.map(({ ruleId }) => ruleId)).toEqual(['mental-health', 'cycle'])
  })

  test('[003-20] 45 of 60 hours of the cycle are 75 %', () => {
    const found = at(jianan.policy, [
      { year: 2021, centihours: 3000 },
      { year: 2024, centihours: 1500 },
    ]).get('cycle')
    expect(found).toMatchObject({ counted: 4500, needed: 6000, missing: 1500 })
    expect(((found?.counted ?? 0) * 100) / (found?.needed ?? 1)).toBe(75)
  })
})
