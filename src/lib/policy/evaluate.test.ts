import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averageOf, ratioOf } from './groups.ts'
import type { Bucket, Least, Most, Policy, Rule } from './language.ts'
import { standings } from './standings.ts'
import type { Moment, Subject } from './who.ts'

const teacher: Subject = {
  organisationId: 'school',
  stage: '2',
  subjects: ['14'],
  posts: ['10'],
  title: 'first',
  talentLevel: null,
  setting: 'rural',
  startedOn: '2010-09-01',
  state: '11',
  retiresOn: null,
  exemptions: [],
}
const moment: Moment = { today: '2026-11-22', year: 2026 }
const said = (text: string) => ({ zh: text, en: text })
const policyOf = (rules: readonly Rule[], more: Partial<Policy> = {}): Policy => ({
  title: said('p'),
  jurisdiction: '某县',
  unit: { name: 'hour', minutes: 45, step: 50 },
  cycle: { years: 5, from: 2026 },
  rules,
  source: { cites: '某县文件', sure: 'stated' },
  ...more,
})
const least = (id: string, units: number, more: Partial<Least> = {}): Least => ({
  kind: 'least',
  id,
  title: said(id),
  of: {},
  period: { kind: 'year' },
  units,
  ...more,
})
const most = (id: string, units: number, more: Partial<Most> = {}): Most => ({
  kind: 'most',
  id,
  title: said(id),
  of: {},
  period: { kind: 'year' },
  units,
  ...more,
})
const earned = (centihours: number, more: Partial<Bucket> = {}): Bucket => ({
  year: 2026,
  category: null,
  level: null,
  mode: null,
  kind: null,
  proof: [],
  centihours,
  ...more,
})
const stand = (policy: Policy, buckets: readonly Bucket[], who: Partial<Subject> = {}, at = moment) =>
  new Map(standings(policy, { ...teacher, ...who }, buckets, at).map((one) => [one.ruleId, one]))

describe('what is asked of a person', () => {
  test.each([
    [4750, 50, 'short'],
    [4800, 0, 'met'],
  ])('[001-37] %d centihours against 48 hours a year', (centihours, missing, state) => {
    expect(stand(policyOf([least('year', 4800)]), [earned(centihours)]).get('year')).toMatchObject({ missing, state })
  })

  test('each minimum is tested by itself: a category and the whole', () => {
    const policy = policyOf([least('all', 4800), least('school', 3600, { of: { modes: ['校本'] } })])
    const both = stand(policy, [earned(4000, { mode: '校本' }), earned(800)])
    expect([both.get('all')?.state, both.get('school')?.state]).toEqual(['met', 'met'])
    const one = stand(policy, [earned(3000, { mode: '校本' }), earned(3000)])
    expect([one.get('all')?.state, one.get('school')?.missing]).toEqual(['met', 600])
  })

  test('what is over a maximum is kept, shown and not counted', () => {
    const found = stand(policyOf([least('year', 4800), most('band', 14400)]), [earned(15000)]).get('year')
    expect(found).toMatchObject({ earned: 15000, counted: 14400, over: 600, state: 'met' })
    expect(found?.steps).toEqual([
      { kind: 'earned', units: 15000 },
      { kind: 'capped', rule: { id: 'band', title: said('band') }, most: 14400, before: 15000, after: 14400 },
    ])
  })

  test('a maximum never says which hours are over: a category under it loses nothing that it can keep', () => {
    const rules = [least('all', 100), least('ethics', 1000, { of: { categories: ['师德'] } }), most('band', 14400)]
    const found = stand(policyOf(rules), [earned(14000), earned(1000, { category: '师德' })])
    expect([found.get('all')?.counted, found.get('ethics')?.counted]).toEqual([14400, 1000])
  })

  test('levels and categories at once, each nested in the whole', () => {
    const rules = [
      least('city-ethics', 200, { of: { levels: ['市'], categories: ['师德'] } }),
      least('ethics', 800, { of: { categories: ['师德'] } }),
      least('city', 700, { of: { levels: ['市'] } }),
    ]
    const found = stand(policyOf(rules), [
      earned(700, { level: '市', category: '知识' }),
      earned(800, { level: '区', category: '师德' }),
    ])
    expect([...found.values()].map(({ state }) => state)).toEqual(['short', 'met', 'met'])
  })

  test('a category counts for those it stands under', () => {
    const policy = policyOf([least('up', 100, { of: { categories: ['知识技能'] } })], {
      categories: [{ name: '作业设计', under: '知识技能' }],
    })
    expect(stand(policy, [earned(100, { category: '作业设计' })]).get('up')?.state).toBe('met')
    expect(stand(policy, [earned(100, { category: '师德' })]).get('up')?.state).toBe('short')
  })

  test('hours may be known by one thing or by another', () => {
    const policy = policyOf([least('school', 100, { of: { modes: ['校本'], or: { categories: ['校本研修'] } } })])
    expect(
      stand(policy, [earned(60, { mode: '校本' }), earned(40, { category: '校本研修' })]).get('school')?.state,
    ).toBe('met')
    expect(stand(policy, [earned(100, { mode: '集中' })]).get('school')?.counted).toBe(0)
  })

  test('hours become credits at the rate of their mode, and nothing is lost before the end', () => {
    const policy = policyOf([least('credits', 300)], {
      rates: [
        { of: { modes: ['集中'] }, hours: 7, units: 1 },
        { of: {}, hours: 20, units: 1 },
      ],
    })
    const found = stand(policy, [
      earned(1000, { mode: '集中' }),
      earned(400, { mode: '集中', level: '县' }),
      earned(2000),
    ])
    // 10 and 4 hours at 7 to 1 are two credits, and 20 at 20 to 1 one more.
    expect(found.get('credits')).toMatchObject({ earned: 300, missing: 0 })
    expect(found.get('credits')?.steps[0]).toEqual({ kind: 'converted', centihours: 3400, units: 300 })
  })

  test('hours keep the rate of the year they were earned in', () => {
    const policy = policyOf([least('credits', 100, { period: { kind: 'cycle' } })], {
      rates: [{ of: {}, hours: 10, units: 1 }],
    })
    const earlier = [{ toYear: 2026, rates: [{ of: {}, hours: 5, units: 1 }] }]
    const buckets = [earned(1000), earned(1000, { year: 2027 })]
    const [found] = standings(policy, teacher, buckets, { today: '2027-05-01', year: 2027 }, earlier)
    expect(found?.counted).toBe(300)
  })

  test('[001-52] ethics hours without an assessment are kept and not recognised', () => {
    const ethics = { categories: ['师德'] }
    const needs = ['计划', '记载', '考核']
    const policy = policyOf([
      least('ethics', 1000, { of: ethics }),
      { kind: 'evidence', id: 'three', title: said('three'), of: ethics, needs },
    ])
    const without = stand(policy, [earned(1000, { category: '师德', proof: ['计划', '记载'] })]).get('ethics')
    expect(without).toMatchObject({ earned: 1000, counted: 0, over: 1000, state: 'short' })
    expect(without?.steps.at(-1)).toMatchObject({ kind: 'unproven', needs, before: 1000, after: 0 })
    expect(stand(policy, [earned(1000, { category: '师德', proof: needs })]).get('ethics')?.state).toBe('met')
  })

  test('[002-40] class teachers owe their thirty hours in the cycle, others do not', () => {
    const policy = policyOf([
      least('class', 3000, { period: { kind: 'cycle' }, who: { population: { posts: ['23'] } } }),
    ])
    expect(stand(policy, [earned(2800)], { posts: ['10', '23'] }).get('class')).toMatchObject({
      missing: 200,
      state: 'short',
    })
    expect(stand(policy, [earned(2800)]).has('class')).toBe(false)
  })

  test('[002-42] who retires within the cycle is asked 24 + 24 hours in the place of 72', () => {
    const policy = policyOf([
      least('72', 7200),
      least('own', 2400, { of: { modes: ['园本'] }, who: { retires: 'in_cycle' }, insteadOf: ['72'] }),
      least('other', 2400, { of: { except: { modes: ['园本'] } }, who: { retires: 'in_cycle' }, insteadOf: ['72'] }),
    ])
    const buckets = [earned(2400, { mode: '园本' }), earned(2000, { mode: '集中' })]
    const retiring = stand(policy, buckets, { retiresOn: '2029-08-31' })
    expect([...retiring.values()].map(({ ruleId, missing }) => [ruleId, missing])).toEqual([
      ['own', 0],
      ['other', 400],
    ])
    expect([...stand(policy, buckets, { retiresOn: '2031-01-01' }).keys()]).toEqual(['72'])
  })

  test('who enters in September owes four months of twelve', () => {
    const found = stand(policyOf([least('year', 4800, { byMonths: true })]), [], { startedOn: '2026-09-01' }).get(
      'year',
    )
    expect(found?.needed).toBe(1600)
    expect(found?.steps.at(-1)).toEqual({ kind: 'by_months', months: 4, of: 12, before: 4800, after: 1600 })
  })

  test('a maximum that is replaced for somebody cuts nothing of theirs', () => {
    const rules = [most('band', 14_400), least('other', 4800, { who: { retires: 'in_cycle' }, insteadOf: ['band'] })]
    const retiring = stand(policyOf(rules), [earned(15_000)], { retiresOn: '2029-08-31' })
    expect([...retiring.keys()]).toEqual(['other'])
    expect(retiring.get('other')).toMatchObject({ counted: 15_000, over: 0 })
  })

  test('hours that lack different proofs are told apart', () => {
    const proof = (id: string, category: string): Rule => {
      return { kind: 'evidence', id, title: said(id), of: { categories: [category] }, needs: ['考核'] }
    }
    const policy = policyOf([least('all', 4800), proof('one', 'a'), proof('two', 'b')])
    const found = stand(policy, [earned(300, { category: 'a' }), earned(500, { category: 'b' }), earned(1000)]).get(
      'all',
    )
    expect(found?.steps.map((step) => ('before' in step ? [step.before, step.after] : []))).toEqual([
      [],
      [1800, 1500],
      [1500, 1000],
    ])
    expect(found).toMatchObject({ counted: 1000, over: 800 })
  })

  test('anything at all is asked whole of whoever is there for a month', () => {
    const policy = policyOf([least('module', 1, { byMonths: true })])
    expect(stand(policy, [], { startedOn: '2026-12-01' }).get('module')).toMatchObject({ needed: 1, state: 'short' })
    expect(stand(policy, [], { startedOn: '2026-12-02' }).get('module')).toMatchObject({ needed: 0, state: 'met' })
  })

  test('excused months are taken off, and a whole year excuses whole', () => {
    const exemption = { ruleIds: null, reason: '产假', fromOn: '2026-03-15', toOn: '2026-08-31' }
    const policy = policyOf([least('year', 4800)])
    const part = stand(policy, [], { exemptions: [exemption] }).get('year')
    expect(part).toMatchObject({ needed: 2800, state: 'short' })
    expect(part?.steps.at(-1)).toMatchObject({ kind: 'excused', months: 5, reasons: ['产假'] })
    const whole = { ...exemption, fromOn: '2025-01-01', toOn: '2027-01-01' }
    expect(stand(policy, [], { exemptions: [whole] }).get('year')).toMatchObject({ missing: 0, state: 'exempt' })
  })

  test('what was over last year adds to this one, up to what may be carried, and no further', () => {
    const policy = policyOf([least('year', 4800, { carry: 1000 })])
    const found = stand(policy, [earned(9000, { year: 2025 }), earned(3000)]).get('year')
    expect(found).toMatchObject({ counted: 3000, carried: 1000, missing: 800 })
    const next = stand(policy, [earned(9000, { year: 2024 }), earned(4800, { year: 2025 }), earned(4800)]).get('year')
    expect(next?.carried).toBe(0)
  })

  test('nobody who is out of post is asked anything', () => {
    expect(stand(policyOf([least('year', 4800)]), [], { state: '01' }).size).toBe(0)
  })
})

describe('what is asked of a school', () => {
  test('[002-37] the mean of everybody asked, cut down, reaches 72', () => {
    expect(averageOf({ units: 7200 }, [8000, 6400])).toEqual({ people: 2, mean: 7200, needed: 7200, isMet: true })
    expect(averageOf({ units: 7200 }, [8000, 6399]).isMet).toBe(false)
    const aim: Rule = {
      kind: 'average',
      id: 'mean',
      title: said('mean'),
      of: {},
      period: { kind: 'year' },
      units: 7200,
    }
    expect(stand(policyOf([aim]), [earned(4000)]).get('mean')).toMatchObject({
      counted: 4000,
      missing: 3200,
      state: 'aim',
    })
  })

  test.each([
    [13, 2],
    [10, 1],
    [30, 3],
    [0, 0],
  ])('[002-38] 10 per cent of %d teachers of a subject are %d', (people, needed) => {
    const counted = Array.from({ length: people }, (_, index) => (index < needed ? 100 : 0))
    expect(ratioOf({ percent: 10 }, counted)).toEqual({ people, have: needed, needed, isMet: true })
    if (needed > 0)
      expect(
        ratioOf(
          { percent: 10 },
          counted.map((each, index) => (index === 0 ? 0 : each)),
        ).isMet,
      ).toBe(false)
  })
})

const names = fc.constantFrom('a', 'b', 'c')
const buckets = fc.array(
  fc.record({
    year: fc.integer({ min: 2026, max: 2030 }),
    category: fc.option(names, { nil: null }),
    level: fc.option(names, { nil: null }),
    mode: fc.option(names, { nil: null }),
    kind: fc.constant(null),
    proof: fc.constant([]),
    centihours: fc.integer({ min: 0, max: 9_000 }),
  }),
  { maxLength: 12 },
)
const selector = fc.oneof(
  fc.constant({}),
  names.map((name) => ({ categories: [name] })),
  names.map((name) => ({ levels: [name] })),
  fc.tuple(names, names).map(([category, mode]) => ({ categories: [category], modes: [mode] })),
  names.map((name) => ({ except: { modes: [name] } })),
  fc.tuple(names, names).map(([category, mode]) => ({ categories: [category], or: { modes: [mode] } })),
)
const period = fc.constantFrom({ kind: 'year' } as const, { kind: 'cycle' } as const)
const rules = fc
  .tuple(
    fc.array(fc.record({ of: selector, period, units: fc.integer({ min: 1, max: 20_000 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
    fc.array(fc.record({ of: selector, period, units: fc.integer({ min: 0, max: 12_000 }) }), { maxLength: 4 }),
  )
  .map(([asked, limits]): Rule[] => [
    ...asked.map(({ units, ...rest }, index) => least(`least-${String(index)}`, units, rest)),
    ...limits.map(({ units, ...rest }, index) => most(`most-${String(index)}`, units, rest)),
  ])
const year = fc.integer({ min: 2026, max: 2030 }).map((at): Moment => ({ today: `${String(at)}-12-31`, year: at }))
const figures = (policy: Policy, of: readonly Bucket[], at: Moment) =>
  standings(policy, teacher, of, at).map(({ steps: _, ...rest }) => rest)

describe('whatever is asked and earned', () => {
  test('cap + overflow = earned, and the steps lead from one to the other', () => {
    fc.assert(
      fc.property(rules, buckets, year, (asked, of, at) => {
        for (const found of standings(policyOf(asked), teacher, of, at)) {
          expect(found.counted + found.over).toBe(found.earned)
          const [first, ...then] = found.steps
          let left = first && 'units' in first ? first.units : 0
          expect(left).toBe(found.earned)
          for (const step of then) {
            if (step.kind !== 'capped') continue
            expect(step.before).toBe(left)
            expect(step.after).toBeLessThan(left)
            left = step.after
          }
          expect(left).toBe(found.counted)
        }
      }),
    )
  })

  test('the order in which hours come does not change a standing', () => {
    fc.assert(
      fc.property(rules, buckets, year, (asked, of, at) => {
        expect(figures(policyOf(asked), of.toReversed(), at)).toEqual(figures(policyOf(asked), of, at))
      }),
    )
  })

  test('a reversal restores what was before', () => {
    fc.assert(
      fc.property(rules, buckets, year, fc.nat(9_000), (asked, of, at, hours) => {
        const wrong = earned(hours, { year: at.year, category: 'a' })
        const there = [...of, wrong]
        const back = there.map((bucket) => (bucket === wrong ? { ...bucket, centihours: 0 } : bucket))
        expect(figures(policyOf(asked), back, at)).toEqual(figures(policyOf(asked), of, at))
      }),
    )
  })

  test('a stricter policy never helps', () => {
    const stricter = fc.record({
      at: fc.nat(7),
      by: fc.integer({ min: 0, max: 5_000 }),
      extra: fc.option(fc.record({ of: selector, period, units: fc.nat(9_000) }), { nil: undefined }),
    })
    fc.assert(
      fc.property(rules, buckets, year, stricter, (asked, of, at, { at: place, by, extra }) => {
        const changed = asked.map((rule, index): Rule => {
          if (index !== place % asked.length) return rule
          if (rule.kind === 'least') return { ...rule, units: rule.units + by }
          return rule.kind === 'most' ? { ...rule, units: Math.max(0, rule.units - by) } : rule
        })
        const harder = extra ? [...changed, most('extra', extra.units, extra)] : changed
        const before = stand(policyOf(asked), of, {}, at)
        const after = stand(policyOf(harder), of, {}, at)
        for (const [id, { missing, counted }] of before) {
          expect(after.get(id)?.missing).toBeGreaterThanOrEqual(missing)
          expect(after.get(id)?.counted).toBeLessThanOrEqual(counted)
        }
      }),
    )
  })

  test('more hours never count for less', () => {
    fc.assert(
      fc.property(rules, buckets, buckets, year, (asked, of, more, at) => {
        const before = stand(policyOf(asked), of, {}, at)
        for (const [id, { counted }] of stand(policyOf(asked), [...of, ...more], {}, at)) {
          expect(counted).toBeGreaterThanOrEqual(before.get(id)?.counted ?? 0)
        }
      }),
    )
  })
})
