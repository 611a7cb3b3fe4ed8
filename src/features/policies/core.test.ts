import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { standing, type Requirement, type Total } from './core.ts'

const ask = (part: Partial<Requirement> & { id: string }): Requirement => ({
  fromYear: 2026,
  toYear: 2026,
  category: null,
  minCentihours: null,
  maxCentihours: null,
  average: false,
  ...part,
})
const earned = (centihours: number, category = '', year = 2026): Total => ({ year, category, centihours })

describe('minimums', () => {
  test.each([
    [4750, 50],
    [4800, 0],
  ])('[001-37] %i hundredths of 48 hours: %i missing', (centihours, missing) => {
    const [found] = standing([ask({ id: 'year', minCentihours: 4800 })], [earned(centihours)])
    expect(found).toMatchObject({ needed: 4800, counted: centihours, missing })
  })

  test.each([
    [4000, 800, [0, 0]],
    [3000, 3000, [0, 600]],
  ])('[001-39] %i school-based and %i other hours against 48 and 36 school-based', (school, other, missing) => {
    const asked = [
      ask({ id: 'all', minCentihours: 4800 }),
      ask({ id: 'school', category: '校本研修', minCentihours: 3600 }),
    ]
    const found = standing(asked, [earned(school, '校本研修'), earned(other, '集中培训')])
    expect(found.map((each) => each.missing)).toEqual(missing)
  })

  test('[003-20] 45 of 60 hours of a cycle are counted over its years', () => {
    const [found] = standing(
      [ask({ id: 'cycle', fromYear: 2024, toYear: 2028, minCentihours: 6000 })],
      [earned(2000, '', 2024), earned(2500, '', 2025), earned(900, '', 2023)],
    )
    expect(found).toMatchObject({ counted: 4500, missing: 1500 })
  })
})

describe('maximums', () => {
  test('[002-39] 150 hours are recognised as 144, and the 6 over are shown', () => {
    const [found] = standing([ask({ id: 'band', minCentihours: 4800, maxCentihours: 14_400 })], [earned(15_000)])
    expect(found).toMatchObject({ counted: 14_400, over: 600, missing: 0 })
    expect(found?.steps).toEqual([
      { rule: 'earned', category: null, before: 0, after: 15_000 },
      { rule: 'cap', category: null, before: 15_000, after: 14_400 },
    ])
  })

  test('the cap of a category cuts before the whole is tested', () => {
    const asked = [
      ask({ id: 'all', minCentihours: 7200 }),
      ask({ id: 'school', category: '校本研修', maxCentihours: 2400 }),
    ]
    const [all] = standing(asked, [earned(5000, '校本研修'), earned(4000, '集中培训')])
    expect(all).toMatchObject({ counted: 6400, missing: 800, over: 2600 })
  })

  test('the cap of a year cuts before that of the cycle, the latest year first', () => {
    const asked = [
      ask({ id: 'cycle', fromYear: 2025, toYear: 2026, minCentihours: 100, maxCentihours: 3000 }),
      ask({ id: 'year', maxCentihours: 2000 }),
    ]
    const [cycle] = standing(asked, [earned(2500, '', 2025), earned(2500, '', 2026)])
    expect(cycle?.steps.map((step) => step.after)).toEqual([5000, 4500, 3000])
  })
})

test('what is counted and what is over are together what was earned, and nothing counted exceeds a maximum', () => {
  const year = fc.integer({ min: 2024, max: 2026 })
  const category = fc.constantFrom('', '校本研修', '师德')
  const total = fc.record({ year, category, centihours: fc.integer({ min: 0, max: 20_000 }) })
  const asked = fc
    .record({
      fromYear: year,
      toYear: year,
      category: fc.option(category),
      minCentihours: fc.option(fc.integer({ min: 1, max: 9000 })),
      maxCentihours: fc.option(fc.integer({ min: 1, max: 9000 })),
    })
    .map((part) =>
      ask({
        id: 'x',
        ...part,
        fromYear: Math.min(part.fromYear, part.toYear),
        toYear: Math.max(part.fromYear, part.toYear),
      }),
    )
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 6 }), fc.array(total, { maxLength: 12 }), (requirements, totals) => {
      standing(requirements, totals).forEach((found, index) => {
        const own = requirements[index]
        expect(found.counted + found.over).toBe(found.steps[0]?.after)
        expect(found.counted).toBeLessThanOrEqual(own?.maxCentihours ?? Number.POSITIVE_INFINITY)
        expect(found.over).toBeGreaterThanOrEqual(0)
        expect(found.missing === 0).toBe(found.counted >= found.needed)
      })
    }),
  )
})
