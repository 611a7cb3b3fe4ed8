import { describe, expect, test } from 'vitest'
import { datesIn, monthsIn, yearsIn } from './calendar.ts'
import { headcountOfCell } from './headcount.ts'
import { modesIn } from './modes.ts'
import { quantitiesIn } from './numbers.ts'
import { chineseNumber, likeness, narrow } from './text.ts'

describe('numbers', () => {
  test.each([
    ['2--3名', { value: 2, upper: 3, unit: '名', comparator: 'range' }],
    ['120名', { value: 120, unit: '名', comparator: '=' }],
    ['约120人', { value: 120, unit: '人', approximate: true }],
    ['600名左右', { value: 600, unit: '名', approximate: true }],
    ['20余人次', { value: 20, unit: '人次', comparator: '>=' }],
    ['2.3万场次', { value: 23000, unit: '场次' }],
    ['91.5%以上', { value: 91.5, unit: '%', comparator: '>=' }],
    ['不少于48学时', { value: 48, unit: '学时', comparator: '>=' }],
    ['最高不超过144学时', { value: 144, comparator: '<=' }],
    ['8个百分点', { value: 8, unit: '个百分点' }],
    ['1,200人', { value: 1200, unit: '人' }],
    ['3人-5人', { value: 3, upper: 5, unit: '人' }],
  ])('%s', (text, expected) => {
    expect(quantitiesIn(text)).toEqual([expect.objectContaining(expected)])
  })

  test.each(['第4期', '2022年版', '3个月', '20xx年', '云教办〔2023〕79号', '2个学期'])('%s is no quantity', (text) => {
    expect(quantitiesIn(text)).toEqual([])
  })

  test.each([
    ['十四', 14],
    ['二十', 20],
    ['一百二十', 120],
    ['两', 2],
    ['师', undefined],
  ])('%s', (text, value) => {
    expect(chineseNumber(text)).toBe(value)
  })
})

describe('months and dates', () => {
  test.each([
    ['4月', [4]],
    ['3-5月', [3, 4, 5]],
    ['3月至5月', [3, 4, 5]],
    ['7月15日--8月15日', [7, 8]],
    ['7、8月', [7, 8]],
    ['7月、10月', [7, 10]],
    ['11月-次年1月', [11, 12, 1]],
    ['2025.3.10-3.15', [3]],
    ['2024年5月', [5]],
    ['十一月', [11]],
    ['上半年', [1, 2, 3, 4, 5, 6]],
    ['第二季度', [4, 5, 6]],
    ['暑期', [7, 8]],
    ['全年', 'year-round'],
    ['待定', []],
  ])('%s', (text, months) => {
    expect(monthsIn(text)).toEqual(months)
  })

  test.each([
    ['2024年4月底前', null, '2024-04-30'],
    ['2024年5月-2024年底', '2024-05-01', '2024-12-31'],
    ['2024年底', null, '2024-12-31'],
    ['3月1日-3月20日', '2024-03-01', '2024-03-20'],
    ['2月', '2024-02-01', '2024-02-29'],
    ['4-10月', '2024-04-01', '2024-10-31'],
    ['5月上旬', '2024-05-01', '2024-05-10'],
  ])('%s', (text, from, to) => {
    expect(datesIn(text, 2024)).toEqual({ from, to })
  })

  test.each([
    ['2024-2025学年度', [2024, 2025]],
    ['2026年', [2026]],
    ['20xx年', []],
    ['二〇二五年', [2025]],
  ])('%s', (text, years) => {
    expect(yearsIn(text)).toEqual(years)
  })
})

describe('cells', () => {
  test.each([
    ['300人', 300, false],
    ['约120人', 120, true],
    ['全员', 'all', false],
    ['45', 45, false],
    ['3期,每期50人', 150, false],
    ['小学20人,初中30人', 50, false],
    ['每校2人', null, false],
    ['', null, false],
  ])('%s', (text, headcount, approximate) => {
    expect(headcountOfCell(text)).toMatchObject({ headcount, approximate })
  })

  test('人次 is not 人', () => {
    expect(headcountOfCell('1.2万人次')).toEqual({ headcount: 12000, approximate: false, counts: '人次' })
  })

  test.each([
    ['线上研修、线下送教', ['online', 'send-to-school']],
    ['同课异构、名家讲座交流研讨', ['same-lesson', 'lecture', 'exchange']],
    ['集中培训、外出研修', ['face-to-face', 'off-site']],
    ['线上线下混合式', ['blended']],
    ['影子跟岗、校本研修', ['shadowing', 'school-based']],
  ])('%s', (text, modes) => {
    expect([...modesIn(text)].toSorted()).toEqual(modes.toSorted())
  })
})

test('width changes nothing but width', () => {
  expect(narrow('１２０人（约）－３％')).toBe('120人(约)-3%')
  expect(narrow('“a”——b')).toHaveLength(6)
  expect(likeness('教师培训（全员）', '教师培训(全员)')).toBe(1)
})
