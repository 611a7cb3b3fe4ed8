import type { Ask, Award, AwardRow, Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import { hours, usualExemptions, yearly } from './parts.ts'

const table: Source = {
  cites: '专业技术人员继续教育学时折算表（转载未注明地区）',
  citesEn: 'Conversion table for hours of continuing education of professional staff (the copy names no region)',
  sure: 'found',
}
const national: Source = {
  cites: '人力资源社会保障部令第25号（2015）',
  citesEn: 'Decree no. 25 of the Ministry of Human Resources and Social Security (2015)',
  sure: 'general',
}

const places = ['第一', '第二', '第三', '第四', '第五']
// One row for each place among those who did the work.
const byPlace = (project: string, given: readonly number[]): readonly AwardRow[] =>
  given.map((centihours, index) => ({ when: { project, place: places[index] ?? '' }, centihours }))
const choice = (key: string, zh: string, en: string, options: readonly string[]): Ask => ({
  key,
  title: { zh, en },
  kind: 'choice',
  options,
})
const number = (key: string, zh: string, en: string, unit: string, most: number): Ask => ({
  key,
  title: { zh, en },
  kind: 'number',
  unit,
  most,
})
const research = { category: '教育科研', mode: null, source: table } as const

const awards: readonly Award[] = [
  {
    ...{ category: '学科专业', mode: 'self-study', source: table },
    id: 'degree-course',
    title: { zh: '学历教育', en: 'Courses of a degree' },
    asks: [number('count', '考试合格门数', 'Courses passed', '门', 20)],
    rows: [{ when: {}, centihours: 1500, per: 'count' }],
    evidence: ['成绩单'],
  },
  {
    ...research,
    id: 'conference',
    title: { zh: '学术会议', en: 'A conference' },
    asks: [
      choice('level', '级别', 'Level', ['国家级', '省级']),
      choice('paper', '提交论文', 'Paper handed in', ['未提交', '不足 2000 字', '2000 字以上']),
    ],
    rows: [
      { when: { level: '国家级' }, centihours: 600 },
      { when: { level: '国家级', paper: '不足 2000 字' }, centihours: 500 },
      { when: { level: '国家级', paper: '2000 字以上' }, centihours: 800 },
      { when: { level: '省级' }, centihours: 500 },
      { when: { level: '省级', paper: '不足 2000 字' }, centihours: 300 },
      { when: { level: '省级', paper: '2000 字以上' }, centihours: 500 },
    ],
    evidence: ['会议通知', '参会证明'],
  },
  {
    ...research,
    id: 'project',
    title: { zh: '课题（一年）', en: 'A research project, a year' },
    asks: [
      choice('project', '课题', 'Project', ['国家级课题', '国家级子课题', '省级课题', '省级子课题']),
      choice('place', '排名', 'Place', places),
    ],
    rows: [
      ...byPlace('国家级课题', [7200, 6000, 5000, 4000, 3600]),
      ...byPlace('国家级子课题', [4000, 3500, 3000]),
      ...byPlace('省级课题', [7200, 6000, 5000]),
      ...byPlace('省级子课题', [3000, 2500, 2000]),
    ],
    evidence: ['立项或结题文件'],
  },
  {
    ...research,
    id: 'book',
    title: { zh: '著作', en: 'A book' },
    asks: [number('tens', '本人撰写字数', 'Own length', '万字', 200)],
    rows: [{ when: {}, centihours: 500, per: 'tens' }],
    evidence: ['出版物'],
  },
  {
    ...research,
    id: 'paper',
    title: { zh: '论文', en: 'A paper' },
    asks: [
      choice('journal', '刊物', 'Journal', ['国家级期刊', '其他期刊']),
      number('thousands', '字数', 'Length', '千字', 100),
    ],
    rows: [
      { when: { journal: '国家级期刊' }, centihours: 500, per: 'thousands' },
      {
        when: { journal: '其他期刊' },
        centihours: 300,
        per: 'thousands',
        source: {
          cites: '折算表此格在转载中被截断，按每千字读',
          citesEn: 'This cell of the table is cut off in the copy; it is read as for each thousand characters',
          sure: 'general',
        },
      },
    ],
    evidence: ['发表页'],
  },
]

/** A table for professional staff of all trades, under the 90 hours a year that they owe. */
export const professional: Pack = {
  id: 'professional',
  edition: '2026-11-22',
  policy: {
    title: { zh: '专业技术人员学时折算', en: 'Professional staff: work turned into hours' },
    jurisdiction: '未注明地区',
    unit: hours,
    cycle: { years: 5, from: 2021 },
    rules: [
      {
        ...yearly,
        id: 'year',
        title: { zh: '每年 90 学时', en: '90 hours a year' },
        of: {},
        units: 9000,
        source: national,
      },
    ],
    awards,
    exemptions: usualExemptions,
    source: table,
  },
  examples: [
    {
      title: { zh: '89.5 学时', en: '89.5 hours' },
      on: '2025-12-31',
      hours: [
        { year: 2025, category: '教育科研', centihours: 7200 },
        { year: 2025, centihours: 1750 },
      ],
      expect: { year: { state: 'short', missing: 50 } },
    },
    {
      title: { zh: '90 学时', en: '90 hours' },
      on: '2025-12-31',
      hours: [
        { year: 2025, category: '教育科研', centihours: 7200 },
        { year: 2025, centihours: 1800 },
      ],
      expect: { year: { state: 'met' } },
    },
  ],
  pieces: [
    { award: 'degree-course', answers: { count: 200 }, gives: 3000 },
    { award: 'conference', answers: { level: '国家级', paper: '2000 字以上' }, gives: 1400 },
    { award: 'conference', answers: { level: '省级', paper: '未提交' }, gives: 500 },
    { award: 'project', answers: { project: '国家级课题', place: '第五' }, gives: 3600 },
    { award: 'project', answers: { project: '省级课题', place: '第四' }, gives: 'not_in_table' },
    { award: 'project', answers: { project: '省级子课题', place: '第三' }, gives: 2000 },
    { award: 'book', answers: { tens: 150 }, gives: 750 },
    { award: 'paper', answers: { journal: '国家级期刊', thousands: 450 }, gives: 2250 },
    { award: 'paper', answers: { journal: '其他期刊', thousands: 100 }, gives: 300 },
  ],
}
