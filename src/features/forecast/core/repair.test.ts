import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../../../lib/policy/evaluate.ts'
import type { Totals } from '../../../lib/policy/reckoning.ts'
import type { Classification, Policy } from '../../../lib/policy/language.ts'
import { byCost, clashes, isTaken, repair, type Candidate, type Gap } from './repair.ts'

type Programme = Candidate & { readonly category: string }

const categories = ['师德', '学科专业', '信息技术'] as const
const classes: Classification[] = categories.map((category) => ({
  ...{ category, level: null, mode: null, kind: null, proof: [] },
}))

// Minimums of all and of one category, a maximum of another, and a rate: everything that makes hours count for less.
const policyOf = (whole: number, ethics: number, most: number): Policy => ({
  title: { zh: '办法', en: 'Policy' },
  jurisdiction: '青石县',
  unit: { name: 'hour', minutes: 45, step: 50 },
  cycle: { years: 5, from: 2021 },
  rates: [{ of: { categories: ['信息技术'] }, hours: 3, units: 2 }],
  rules: [
    { kind: 'least', id: 'all', title: { zh: '学时', en: 'Hours' }, of: {}, period: { kind: 'year' }, units: whole },
    {
      ...{ kind: 'least', id: 'ethics', title: { zh: '师德', en: 'Ethics' }, period: { kind: 'year' }, units: ethics },
      of: { categories: ['师德'] },
    },
    {
      ...{ kind: 'most', id: 'cap', title: { zh: '专业', en: 'Subject' }, period: { kind: 'year' }, units: most },
      of: { categories: ['学科专业'] },
    },
  ],
  source: { cites: '测试', sure: 'general' },
})

const someone = {
  ...{ organisationId: 'school', stage: '2', subjects: [], posts: [], title: null, talentLevel: null },
  ...{ setting: null, startedOn: '2010-09-01', state: '11', retiresOn: null, exemptions: [] },
}
const moment = { today: '2026-06-01', year: 2026 }

function judgeBy(policy: Policy, has: readonly number[]) {
  const reckoner = compile(policy, classes)
  return (chosen: readonly Programme[]): Gap[] => {
    const own: Totals = {
      years: [...has.map(() => 2026), ...chosen.map(({ endsOn }) => Number(endsOn.slice(0, 4)))],
      classes: [...has.keys(), ...chosen.map(({ category }) => categories.findIndex((known) => known === category))],
      centihours: [...has, ...chosen.map(({ centihours }) => centihours)],
    }
    return reckoner
      .stand(someone, own, moment)
      .flatMap(({ kind, ruleId, missing, earned }) =>
        kind === 'least' ? [{ requirementId: ruleId, missing, earned }] : [],
      )
  }
}

const day = (n: number) => `2026-07-${String(n).padStart(2, '0')}`
const programme = fc
  .record({
    hours: fc.integer({ min: 0, max: 8 }),
    from: fc.integer({ min: 1, max: 12 }),
    days: fc.integer({ min: 0, max: 4 }),
    category: fc.constantFrom(...categories),
    takesDays: fc.boolean(),
  })
  .map(({ hours, from, days, ...rest }) => ({
    ...{ ...rest, centihours: hours * 100, startsOn: day(from), endsOn: day(from + days) },
  }))
const offered = fc
  .array(programme, { maxLength: 7 })
  .map((list) => list.map((each, index): Programme => ({ ...each, id: `p${String(index)}` })))
const figures = fc.record({
  whole: fc.integer({ min: 0, max: 24 }),
  ethics: fc.integer({ min: 0, max: 8 }),
  most: fc.integer({ min: 0, max: 10 }),
  has: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 }),
})
const judgeOf = ({ whole, ethics, most, has }: { whole: number; ethics: number; most: number; has: number[] }) =>
  judgeBy(
    policyOf(whole * 100, ethics * 100, most * 100),
    has.map((hours) => hours * 100),
  )

const left = (gaps: readonly Gap[]) => gaps.reduce((sum, { missing }) => sum + missing, 0)

/** The best set by looking at every one. */
function tried(judge: ReturnType<typeof judgeBy>, all: readonly Programme[]): readonly Programme[] {
  const sets = all.reduce<Programme[][]>((found, each) => [...found, ...found.map((set) => [...set, each])], [[]])
  const apart = sets.filter((set) => !set.some((a, at) => set.slice(at + 1).some((b) => clashes(a, b))))
  return apart.reduce((a, b) => ((left(judge(a)) - left(judge(b)) || byCost(a, b)) <= 0 ? a : b))
}

const ids = (chosen: readonly Programme[]) => chosen.map(({ id }) => id).toSorted()
const plenty = 100_000

test('[002-15] the set is the one that trying every set finds: it closes the gap with the fewest hours, or leaves least', () => {
  fc.assert(
    fc.property(figures, offered, (asked, all) => {
      const judge = judgeOf(asked)
      const found = repair(judge, all, plenty)
      expect(found.exact).toBe(true)
      expect(ids(found.chosen)).toEqual(ids(tried(judge, all)))
      expect(left(found.remaining)).toBe(left(judge(found.chosen)))
    }),
    { numRuns: 300 },
  )
})

test('the order in which programmes come changes nothing', () => {
  fc.assert(
    fc.property(figures, offered, fc.infiniteStream(fc.nat()), (asked, all, chance) => {
      const judge = judgeOf(asked)
      const keys = new Map(all.map(({ id }) => [id, Number(chance.next().value)]))
      const mixed = all.toSorted((a, b) => (keys.get(a.id) ?? 0) - (keys.get(b.id) ?? 0))
      for (const looks of [3, plenty]) expect(repair(judge, mixed, looks)).toEqual(repair(judge, all, looks))
    }),
  )
})

test('no programme is proposed that changes nothing, and none clashes with another, however short the search', () => {
  fc.assert(
    fc.property(figures, offered, fc.integer({ min: 0, max: 6 }), (asked, all, looks) => {
      const judge = judgeOf(asked)
      const { chosen, remaining } = repair(judge, all, looks)
      for (const each of chosen) {
        const others = chosen.filter((one) => one !== each)
        expect(left(judge(others))).toBeGreaterThan(left(remaining))
        expect(others.some((one) => clashes(one, each))).toBe(false)
      }
    }),
  )
})

test('a search that was cut short says so', () => {
  const all = [1, 2, 3, 4, 5, 6, 7, 8].map((n): Programme => ({
    ...{ id: `p${String(n)}`, centihours: n * 100, category: '师德', takesDays: false },
    ...{ startsOn: day(n), endsOn: day(n) },
  }))
  const judge = judgeOf({ whole: 20, ethics: 0, most: 10, has: [0, 0, 0] })
  expect(repair(judge, all, plenty).exact).toBe(true)
  const short = repair(judge, all, 0)
  expect(short.exact).toBe(false)
  expect(short.remaining).toEqual([])
})

test('what nothing helps is told as it is', () => {
  const judge = judgeOf({ whole: 20, ethics: 4, most: 0, has: [0, 0, 0] })
  const useless: Programme = {
    ...{ id: 'p', centihours: 400, category: '学科专业', takesDays: true, startsOn: day(1), endsOn: day(2) },
  }
  expect(repair(judge, [useless], plenty)).toEqual({
    chosen: [],
    exact: true,
    remaining: [
      { requirementId: 'all', missing: 2000, earned: 0 },
      { requirementId: 'ethics', missing: 400, earned: 0 },
    ],
  })
})

test('days that are taken are taken for whatever needs its days', () => {
  const one = { id: 'p', centihours: 400, startsOn: day(3), endsOn: day(5), takesDays: true }
  const busy = [{ from: day(5), to: day(9) }]
  expect(isTaken(one, busy)).toBe(true)
  expect(isTaken({ ...one, endsOn: day(4) }, busy)).toBe(false)
  expect(isTaken({ ...one, takesDays: false }, busy)).toBe(false)
})
