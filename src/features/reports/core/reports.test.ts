import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sayAudience } from './audience.ts'
import { allot } from './allot.ts'
import { sayDays, sayMonths, sayShare } from './words.ts'
import { annexesOf, overviewOf, problemsOf, type ProgrammeLine, type YearFacts } from './year-end.ts'

const schools = fc.array(fc.record({ school: fc.string(), eligible: fc.nat(300) }), { maxLength: 40 })

test('places are divided whole: none is lost, none is made, and no school gets more than it has people', () => {
  fc.assert(
    fc.property(fc.nat(2_000), schools, (places, among) => {
      const got = allot(places, among)
      const eligible = among.reduce((sum, school) => sum + school.eligible, 0)
      expect(got.reduce((sum, share) => sum + share.places, 0)).toBe(Math.min(places, eligible))
      expect(got.every((share) => share.places <= share.eligible)).toBe(true)
    }),
  )
})

test('a larger school never gets fewer places than a smaller one', () => {
  fc.assert(
    fc.property(fc.nat(2_000), schools, (places, among) => {
      const bySize = allot(places, among).toSorted((a, b) => b.eligible - a.eligible)
      for (const [index, share] of bySize.entries()) {
        const next = bySize[index + 1]
        if (next && next.eligible < share.eligible) expect(next.places).toBeLessThanOrEqual(share.places)
      }
    }),
  )
})

test.each([
  [499, 500, '99.8%'],
  [9999, 10000, '99.9%'],
  [500, 500, '100%'],
  [0, 0, '—'],
])('[000-03] %i of %i is written %s', (part, whole, said) => {
  expect(sayShare(part, whole)).toBe(said)
})

test('dates and months read as documents write them', () => {
  expect(sayDays('2026-04-13', '2026-05-02')).toBe('4.13–5.2')
  expect(sayMonths([3, 4, 5], false)).toBe('3–5 月')
  expect(sayMonths([4, 9], false)).toBe('4、9 月')
  expect(sayMonths([], true)).toBe('全年')
})

test('[000-02] an audience is named as a notice would', () => {
  expect(sayAudience({})).toBe('全体在职教师')
  expect(sayAudience({ stages: ['2'], subjects: ['14'], talentLevels: ['county_backbone'] })).toBe(
    '小学数学教师（县级骨干教师）',
  )
  expect(sayAudience({ posts: ['21', 'L1'] })).toBe('教研组长、教学副校长')
})

const line: ProgrammeLine = {
  no: 1,
  title: '小学数学骨干教师提升培训',
  level: 'county',
  state: 'closed',
  planned: 300,
  approximate: false,
  months: [4],
  yearRound: false,
  startsOn: '2026-05-12',
  endsOn: '2026-05-16',
  applied: 310,
  admitted: 300,
  attended: 290,
  passed: 280,
  credited: 280,
  sessions: 6,
  attendances: 1700,
  centihours: 672_000,
  cancelledReason: null,
}
const facts: YearFacts = {
  bureau: '青石县教育局',
  year: 2026,
  today: '2026-12-20',
  planTitles: ['青石县2026年教师培训工作计划'],
  roster: 3000,
  people: 290,
  programmes: [line, { ...line, no: 2, title: '书记校长研修', state: 'approved', startsOn: null, endsOn: null }],
  targets: [{ measure: '全员参训率', asked: '=100%', actual: '9.6%', state: 'missed' }],
  phases: [{ name: '启动', toOn: '2026-04-30', doneOn: null }],
  credited: { people: 0, centihours: 0 },
  requirements: [],
  schools: [{ name: '河东镇第一小学', due: 30, met: 12 }],
  populations: [
    { name: '乡村骨干教师', people: 40, trained: 30, standing: { due: 40, met: 20 } },
    { name: '新教师', people: 5, trained: 5, standing: null },
  ],
  certificates: 280,
  closed: null,
}
const text = [...overviewOf(facts), ...problemsOf(facts)].join('\n')

test('[004-01] a report keeps people, attendances and sessions apart', () => {
  expect(text).toContain('12 场次')
  expect(text).toContain('3400 人次')
})

test('[003-22] planned and actual dates stand side by side, and what moved is named', () => {
  expect(text).toContain('实际开班时间与计划不同的项目 1 个：小学数学骨干教师提升培训')
})

test('[003-33] an overdue phase is told', () => {
  expect(text).toContain('逾期未完成的阶段：启动')
})

test('[003-16] the saved populations are told apart: who came, who reached the hours', () => {
  const populations = annexesOf(facts).find(({ title }) => title === '各类人群培训情况')
  expect(populations?.rows).toEqual([
    ['1', '乡村骨干教师', '40', '30', '75%', '20', '50%'],
    ['2', '新教师', '5', '5', '100%', '—', '—'],
  ])
  expect(annexesOf({ ...facts, populations: [] }).map(({ title }) => title)).not.toContain('各类人群培训情况')
})

test('[003-36] what is not over is listed with its state', () => {
  const unfinished = annexesOf(facts).find(({ title }) => title === '未完成项目清单')
  expect(unfinished?.rows).toEqual([['2', '书记校长研修', '4 月', '已批准', '']])
})
