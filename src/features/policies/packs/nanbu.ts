import type { Ask, Award, AwardRow, Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import { hours, inCycle, usualExemptions } from './parts.ts'

const table: Source = {
  cites: '四川省南部县小学、幼儿园活动学时折算表',
  citesEn: 'Nanbu County, Sichuan: conversion table for activities in primary schools and kindergartens',
  sure: 'found',
}
const unclear: Source = {
  cites: '南部县折算表此格在转载中错位，数字待核',
  citesEn: 'This cell of Nanbu County’s table is out of its place in the copy; the figure is to be checked',
  sure: 'general',
}

const levels = ['国家级', '省级', '市级', '县级', '区级', '校级'] as const
const level: Ask = { key: 'level', title: { zh: '级别', en: 'Level' }, kind: 'choice', options: levels }
const prize: Ask = {
  key: 'prize',
  title: { zh: '是否获奖', en: 'A prize' },
  kind: 'choice',
  options: ['获奖', '未获奖'],
}
const number = (key: string, zh: string, en: string, unit: string, most: number): Ask => ({
  key,
  title: { zh, en },
  kind: 'number',
  unit,
  most,
})

type Hours = AwardRow['centihours']
// One row for each level, in the order of the levels.
const byLevel = (given: readonly Hours[], doubtful: readonly string[] = []): readonly AwardRow[] =>
  levels.flatMap((name, index) => {
    const centihours = given[index]
    if (centihours === undefined) return []
    return [{ when: { level: name }, centihours, ...(doubtful.includes(name) ? { source: unclear } : {}) }]
  })
const withPrize = (given: readonly Hours[]): readonly AwardRow[] =>
  byLevel(given).map(({ when, centihours }) => ({ when: { ...when, prize: '获奖' }, centihours }))

const papers: readonly Award[] = [
  {
    id: 'paper',
    title: { zh: '论文', en: 'A paper' },
    asks: [level, prize],
    rows: [
      ...byLevel([[1500, 3000], [1000, 2000], [500, 1000], [200, 500], 300, 200]),
      ...withPrize([
        [1000, 2000],
        [300, 800],
        [200, 600],
        [100, 400],
      ]),
    ],
    category: '教育科研',
    mode: null,
    evidence: ['发表页或获奖证书'],
    source: table,
  },
  {
    id: 'experience',
    title: { zh: '交流经验', en: 'Experience shared in writing' },
    asks: [level],
    rows: byLevel([2000, 1500, 1000, 500, 300, 200]),
    category: '教育科研',
    mode: 'exchange',
    evidence: ['交流证明'],
    source: table,
  },
  {
    id: 'contest',
    title: { zh: '优质课等竞赛', en: 'A teaching contest' },
    asks: [level, prize],
    rows: [
      ...byLevel([900, 900, 700, 500, 300, 200]),
      ...withPrize([[0, 500], [0, 500], [0, 400], [0, 300], [0, 200], 100]),
    ],
    category: '教学基本功',
    mode: 'showcase',
    evidence: ['参赛或获奖证书'],
    source: table,
  },
  {
    id: 'open-lesson',
    title: { zh: '示范课', en: 'A model lesson' },
    asks: [level],
    rows: byLevel([900, 900, 700, 500, 300, 200], ['市级', '县级']),
    category: '教学基本功',
    mode: 'showcase',
    evidence: ['授课证明'],
    source: table,
  },
]

const others: readonly Award[] = [
  {
    id: 'talk',
    title: { zh: '听讲座', en: 'Hearing a talk' },
    asks: [number('hours', '时长', 'Length', '小时', 16)],
    rows: [{ when: {}, centihours: 100, per: 'hours' }],
    category: '学科专业',
    mode: 'lecture',
    evidence: ['签到或听课记录'],
    source: table,
  },
  {
    id: 'project',
    title: { zh: '县级以上立项课题（一年）', en: 'A research project of the county or above, a year' },
    asks: [{ key: 'part', title: { zh: '承担', en: 'Part taken' }, kind: 'choice', options: ['主研', '其他'] }],
    rows: [
      { when: { part: '主研' }, centihours: 1500 },
      { when: { part: '其他' }, centihours: 800 },
    ],
    category: '教育科研',
    mode: null,
    evidence: ['立项或结题文件'],
    source: table,
  },
  {
    id: 'mentoring',
    title: {
      zh: '指导新教师、主持校本研修（一学年）',
      en: 'Guiding new teachers or school-based study, a school year',
    },
    asks: [{ key: 'work', title: { zh: '工作', en: 'Work' }, kind: 'choice', options: ['指导新教师', '校本研修'] }],
    rows: [{ when: {}, centihours: 1000 }],
    category: '校本研修',
    level: 'school',
    mode: 'school-based',
    evidence: ['学校证明'],
    source: table,
  },
  {
    id: 'writing',
    title: { zh: '专著与自学', en: 'Books written and read' },
    asks: [
      { key: 'work', title: { zh: '类别', en: 'Kind' }, kind: 'choice', options: ['专著', '自学'] },
      number('thousands', '字数', 'Length', '千字', 1000),
    ],
    rows: [
      { when: { work: '专著' }, centihours: 2000, per: 'thousands' },
      { when: { work: '自学' }, centihours: 200, per: 'thousands' },
    ],
    category: '教育科研',
    mode: 'self-study',
    evidence: ['出版物或读书笔记'],
    source: table,
  },
  {
    id: 'trip',
    title: { zh: '外出培训（国培、赴外学习）', en: 'A training elsewhere' },
    // Whoever trains outside the province is of no level of it, unless it is the country.
    asks: [{ ...level, options: [...levels, '省外'] }, number('days', '天数', 'Days', '天', 30)],
    rows: [{ when: {}, centihours: 600, per: 'days' }],
    category: '学科专业',
    mode: 'off-site',
    evidence: ['培训通知或结业证书'],
    source: {
      cites: '外出培训按每天 6 学时折算是通行做法；折算表没有这一项',
      citesEn: '6 hours for a day of training elsewhere are common practice; the conversion table has no such line',
      sure: 'general',
    },
  },
  {
    id: 'examination',
    title: { zh: '自学考试（当年）', en: 'Examinations of the year' },
    asks: [
      { key: 'result', title: { zh: '结果', en: 'Result' }, kind: 'choice', options: ['合格', '不合格'] },
      number('count', '科数', 'How many', '科', 20),
    ],
    rows: [
      { when: { result: '合格' }, centihours: 1500, per: 'count' },
      { when: { result: '不合格' }, centihours: 500, per: 'count' },
    ],
    category: '学科专业',
    mode: 'self-study',
    evidence: ['成绩单'],
    source: table,
  },
]

/** A county's table that turns papers, lessons, projects and examinations into hours. */
export const nanbu: Pack = {
  id: 'nanbu',
  edition: '2026-11-23',
  policy: {
    title: { zh: '南部县活动学时折算', en: 'Nanbu County: work turned into hours' },
    jurisdiction: '四川省南部县',
    unit: hours,
    cycle: { years: 5, from: 2021 },
    rules: [
      {
        ...inCycle,
        id: 'cycle',
        title: { zh: '五年 360 学时', en: '360 hours in five years' },
        of: {},
        units: 36_000,
        source: {
          cites: '县级文件只有折算表；总量取教师〔2011〕1号',
          citesEn:
            'The county’s document has conversion tables alone; the total is that of Ministry of Education document on teachers no. 1 of 2011',
          sure: 'general',
        },
      },
    ],
    awards: [...papers, ...others],
    exemptions: usualExemptions,
    source: table,
  },
  examples: [
    {
      title: { zh: '折算后差半学时', en: 'Half an hour short after conversion' },
      on: '2025-12-31',
      hours: [
        { year: 2023, category: '教育科研', centihours: 5000 },
        { year: 2025, centihours: 30_950 },
      ],
      expect: { cycle: { state: 'short', missing: 50 } },
    },
    {
      title: { zh: '折算后满 360 学时', en: '360 hours after conversion' },
      on: '2025-12-31',
      hours: [
        { year: 2023, category: '教育科研', centihours: 5000 },
        { year: 2025, centihours: 31_000 },
      ],
      expect: { cycle: { state: 'met' } },
    },
  ],
  pieces: [
    { award: 'paper', answers: { level: '国家级', prize: '获奖' }, gives: [2500, 5000] },
    { award: 'paper', answers: { level: '国家级', prize: '未获奖' }, gives: [1500, 3000] },
    { award: 'paper', answers: { level: '校级', prize: '获奖' }, gives: 200 },
    { award: 'contest', answers: { level: '市级', prize: '获奖' }, gives: [700, 1100] },
    { award: 'contest', answers: { level: '校级', prize: '获奖' }, gives: 300 },
    { award: 'open-lesson', answers: { level: '县级' }, gives: 500 },
    { award: 'experience', answers: { level: '省级' }, gives: 1500 },
    { award: 'talk', answers: { hours: 250 }, gives: 250 },
    { award: 'project', answers: { part: '其他' }, gives: 800 },
    { award: 'mentoring', answers: { work: '指导新教师' }, gives: 1000 },
    { award: 'writing', answers: { work: '专著', thousands: 1250 }, gives: 25_000 },
    { award: 'writing', answers: { work: '自学', thousands: 50 }, gives: 100 },
    { award: 'trip', answers: { level: '国家级', days: 500 }, gives: 3000 },
    { award: 'trip', answers: { level: '省外', days: 300 }, gives: 1800 },
    { award: 'examination', answers: { result: '不合格', count: 200 }, gives: 1000 },
    { award: 'examination', answers: { result: '缺考', count: 100 }, gives: 'answer_unknown' },
  ],
}
