import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { awardOf, hoursOfMinutes, leftThisYear, type Answers } from './award.ts'
import { flawsOf } from './flaws.ts'
import type { Award, AwardRow } from './language.ts'

const awardWith = (rows: readonly AwardRow[], more: Partial<Award> = {}): Award => ({
  id: 'work',
  title: { zh: '成果', en: 'Work' },
  asks: [
    { key: 'level', title: { zh: '级别', en: 'Level' }, kind: 'choice', options: ['a', 'b', 'c'] },
    { key: 'prize', title: { zh: '获奖', en: 'Prize' }, kind: 'choice', options: ['yes', 'no'] },
    { key: 'count', title: { zh: '数量', en: 'Count' }, kind: 'number', unit: '篇', most: 100 },
  ],
  rows,
  category: null,
  mode: null,
  evidence: [],
  ...more,
})

const row = fc
  .record({
    level: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
    prize: fc.option(fc.constantFrom('yes', 'no'), { nil: undefined }),
    from: fc.nat(2000),
    more: fc.nat(2000),
    isFixed: fc.boolean(),
    perCount: fc.boolean(),
  })
  .map(({ level, prize, from, more, isFixed, perCount }): AwardRow => ({
    when: { ...(level === undefined ? {} : { level }), ...(prize === undefined ? {} : { prize }) },
    centihours: isFixed ? from : [from, from + more],
    ...(perCount ? { per: 'count' } : {}),
  }))
const rows = fc.array(row, { minLength: 1, maxLength: 6 })
const answers = fc.record({
  level: fc.constantFrom('a', 'b', 'c'),
  prize: fc.constantFrom('yes', 'no'),
  count: fc.integer({ min: 1, max: 10_000 }),
})
const given = (award: Award, of: Answers) => {
  const found = awardOf(award, of)
  return found.ok ? found.value : undefined
}

describe('whatever a table says', () => {
  test('a table made of its own questions has no flaw', () => {
    fc.assert(fc.property(rows, (of) => flawsOf({ ...bare, awards: [awardWith(of)] }).length === 0))
  })

  test('what it gives is what its steps add up to, cut to the most of one piece, and never reversed', () => {
    fc.assert(
      fc.property(rows, answers, fc.option(fc.nat(5000), { nil: undefined }), (of, with_, mostEach) => {
        const found = given(awardWith(of, { mostEach }), with_)
        if (!found) return
        const sum = (side: 'from' | 'to') => found.steps.reduce((all, step) => all + step[side], 0)
        expect(found.uncut).toBe(sum('to'))
        expect([found.from, found.to]).toEqual([sum('from'), sum('to')].map((each) => Math.min(each, mostEach ?? each)))
        expect(found.from).toBeLessThanOrEqual(found.to)
        expect(Number.isSafeInteger(found.from) && Number.isSafeInteger(found.to)).toBe(true)
      }),
    )
  })

  test('the order of its rows changes nothing, and a further row never gives less', () => {
    fc.assert(
      fc.property(rows, row, answers, (of, further, with_) => {
        const before = given(awardWith(of), with_)
        const turned = given(awardWith(of.toReversed()), with_)
        expect([turned?.from, turned?.to]).toEqual([before?.from, before?.to])
        const after = given(awardWith([...of, further]), with_)
        expect(after?.to ?? 0).toBeGreaterThanOrEqual(before?.to ?? 0)
      }),
    )
  })

  test('more of the work never gives less', () => {
    fc.assert(
      fc.property(rows, answers, fc.nat(1000), (of, with_, more) => {
        const fewer = given(awardWith(of), { ...with_, count: Math.max(1, with_.count - more) })
        expect(given(awardWith(of), with_)?.to ?? 0).toBeGreaterThanOrEqual(fewer?.to ?? 0)
      }),
    )
  })

  test('it refuses what it does not ask about, and says why', () => {
    const award = awardWith([{ when: { level: 'a' }, centihours: 100 }])
    const full = { level: 'a', prize: 'no', count: 100 }
    expect(awardOf(award, { ...full, level: '' })).toEqual({ ok: false, error: 'answer_missing' })
    expect(awardOf(award, { level: 'a', prize: 'no' })).toEqual({ ok: false, error: 'answer_missing' })
    expect(awardOf(award, { ...full, level: 'z' })).toEqual({ ok: false, error: 'answer_unknown' })
    for (const count of [0, -100, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '100']) {
      expect(awardOf(award, { ...full, count })).toEqual({ ok: false, error: 'answer_unknown' })
    }
    expect(awardOf(award, { ...full, count: 10_001 })).toEqual({ ok: false, error: 'answer_too_large' })
    expect(awardOf(award, { ...full, level: 'b' })).toEqual({ ok: false, error: 'not_in_table' })
    expect(awardOf(award, full)).toMatchObject({ ok: true, value: { from: 100, to: 100 } })
  })
})

describe('the pieces of a year', () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 8 })
  // Enters each piece with what is left for it.
  const enter = (award: Award, of: readonly number[]) =>
    of.reduce<readonly number[]>(
      (brought, piece) => [...brought, Math.min(piece, leftThisYear(award, brought, piece) ?? piece)],
      [],
    )
  const sum = (of: readonly number[]) => of.reduce((all, each) => all + each, 0)

  test('come to their yearly most and no further, in any order', () => {
    fc.assert(
      fc.property(pieces, fc.nat(6000), (of, mostYearly) => {
        const award = awardWith([], { mostYearly })
        expect(sum(enter(award, of))).toBe(Math.min(sum(of), mostYearly))
        expect(sum(enter(award, of.toReversed()))).toBe(Math.min(sum(of), mostYearly))
      }),
    )
  })

  test('come to the best of them where it counts alone, in any order', () => {
    fc.assert(
      fc.property(pieces, (of) => {
        const award = awardWith([], { onceYearly: true })
        expect(sum(enter(award, of))).toBe(Math.max(...of))
        expect(sum(enter(award, of.toReversed()))).toBe(Math.max(...of))
      }),
    )
    expect(enter(awardWith([], { onceYearly: true }), [1000, 1800, 2000])).toEqual([1000, 800, 200])
  })

  test('are bounded by both where a table says both, and by nothing where it says neither', () => {
    expect(enter(awardWith([], { onceYearly: true, mostYearly: 1500 }), [1000, 2000])).toEqual([1000, 500])
    expect(leftThisYear(awardWith([]), [100_000], 500)).toBeUndefined()
  })
})

describe('hours by the clock', () => {
  const unit = { minutes: 45, step: 50 }
  test.each([
    [22, 0],
    [44, 50],
    [45, 100],
    [67, 100],
    [68, 150],
    [0, 0],
  ])('%d minutes are %d centihours of 45 minutes, by half hours', (minutes, centihours) => {
    expect(hoursOfMinutes(unit, minutes)).toBe(centihours)
  })

  test('a day brings at most what the policy says', () => {
    expect(hoursOfMinutes({ ...unit, mostDaily: 800 }, 360)).toBe(800)
    expect(hoursOfMinutes({ ...unit, mostDaily: 800 }, 600)).toBe(800)
    expect(hoursOfMinutes(unit, 600)).toBe(1300)
  })
})

const bare = {
  title: { zh: '政策', en: 'Policy' },
  jurisdiction: '某县',
  unit: { name: 'hour', minutes: 45, step: 50 },
  cycle: { years: 5, from: 2021 },
  rules: [],
  source: { cites: '某县文件', sure: 'stated' },
} as const
