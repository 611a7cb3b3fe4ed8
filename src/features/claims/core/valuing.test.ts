import { expect, test } from 'vitest'
import { testAwards } from '../testing.ts'
import { kindsOf, latestOf, tablesOn, valuingOn, type Period } from './valuing.ts'

const [paper, lesson, trip] = testAwards
const by = (version: number) => ({ policyId: 'p', version, title: { zh: '办法', en: 'Policy' }, from: '2021-01-01' })
const period = (fromOn: string, version: number, awards: readonly (typeof paper)[]): Period => ({
  fromOn,
  tables: awards.flatMap((award) => (award ? [{ award, by: by(version) }] : [])),
})
const periods = [period('2021-01-01', 1, [paper, lesson]), period('2026-06-01', 2, [lesson, trip])]

test('work is valued by the tables of its day; as long as nobody knows it, by those of today', () => {
  const versions = ['2026-05-31', '2026-06-01', null].map((day) => valuingOn(periods, 'lesson', day)?.by.version)
  expect(versions).toEqual([1, 2, 2])
  expect(valuingOn(periods, 'paper', '2026-06-01')).toBeUndefined()
  expect(tablesOn(periods, '2019-01-01')).toBe(periods[0]?.tables)
  expect(tablesOn([], null)).toEqual([])
})

test('every kind of work that was ever in force may be claimed, by its latest table', () => {
  expect(kindsOf(periods).map(({ id }) => id)).toEqual(['lesson', 'trip', 'paper'])
  expect([latestOf(periods, 'paper')?.by.version, latestOf(periods, 'lesson')?.by.version]).toEqual([1, 2])
  expect(latestOf(periods, 'degree')).toBeUndefined()
})
