import type { Ask, Award, Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import { countyAndAbove, hours, inCycle, usualExemptions } from './parts.ts'

const rules: Source = {
  cites: '江苏省教师培训学时认定和登记管理办法',
  citesEn: 'Jiangsu Province, measures for recognising and registering training hours of teachers',
  sure: 'found',
}

const level: Ask = {
  key: 'level',
  title: { zh: '级别', en: 'Level' },
  kind: 'choice',
  options: ['国家级', '省级', '市级', '县级'],
}
const count = (zh: string, en: string, unit: string): Ask => ({
  key: 'count',
  title: { zh, en },
  kind: 'number',
  unit,
  most: 100,
})

const awards: readonly Award[] = [
  {
    id: 'lecture',
    title: { zh: '县级以上培训授课', en: 'Teaching a training of the county or above' },
    asks: [level, count('授课次数', 'How often', '次')],
    rows: [{ when: {}, centihours: 600, per: 'count' }],
    category: '学科专业',
    mode: 'lecture',
    evidence: ['授课证明'],
    mostYearly: 1800,
    source: {
      cites: '江苏省教师培训学时认定和登记管理办法；18 学时的上限按年计是本系统的读法',
      citesEn:
        'Jiangsu Province, measures for recognising and registering training hours of teachers; that the maximum of 18 hours is one of the year is this system’s reading',
      sure: 'general',
    },
  },
  {
    id: 'school-lecture',
    title: { zh: '校本培训授课', en: 'Teaching a training of one’s own school' },
    asks: [count('授课学时数', 'Hours taught', '学时')],
    rows: [{ when: {}, centihours: 100, per: 'count' }],
    category: '校本研修',
    level: 'school',
    mode: 'school-based',
    evidence: ['授课证明'],
    source: {
      cites: '江苏省教师培训学时认定和登记管理办法：校本授课计为校本学时；一学时计一学时是本系统的读法',
      citesEn:
        'Jiangsu Province, measures for recognising and registering training hours of teachers: teaching in one’s own school counts as hours of the school; an hour for an hour is this system’s reading',
      sure: 'general',
    },
  },
  {
    id: 'open-lesson',
    title: { zh: '县级以上公开课、示范课', en: 'An open lesson of the county or above' },
    asks: [level, count('节数', 'Lessons', '节')],
    rows: [{ when: {}, centihours: 600, per: 'count' }],
    category: '教学基本功',
    mode: 'showcase',
    evidence: ['公开课证书'],
    mostYearly: 1800,
    source: rules,
  },
  {
    id: 'contest',
    title: { zh: '县级以上竞赛获奖', en: 'A prize of the county or above' },
    asks: [level],
    rows: [{ when: {}, centihours: 1800 }],
    category: '教学基本功',
    mode: 'showcase',
    evidence: ['获奖证书'],
    onceYearly: true,
    source: rules,
  },
  {
    id: 'enterprise',
    title: { zh: '企业实践', en: 'Practice in an enterprise' },
    asks: [{ key: 'months', title: { zh: '月数', en: 'Months' }, kind: 'number', unit: '个月', most: 60 }],
    rows: [{ when: {}, centihours: 5000, per: 'months' }],
    category: '企业实践',
    mode: 'practice',
    evidence: ['企业证明'],
    source: rules,
  },
]

/** A province that asks half of 360 hours from the county and above, and has tables for lessons, lectures and prizes. */
export const jiangsu: Pack = {
  id: 'jiangsu',
  edition: '2026-11-22',
  policy: {
    title: { zh: '江苏省学时认定', en: 'Jiangsu Province' },
    jurisdiction: '江苏省',
    unit: hours,
    cycle: { years: 5, from: 2021 },
    rules: [
      {
        ...inCycle,
        id: 'cycle',
        title: { zh: '五年 360 学时', en: '360 hours in five years' },
        of: {},
        units: 36_000,
        source: rules,
      },
      {
        ...inCycle,
        id: 'county-and-above',
        title: { zh: '县级以上培训', en: 'Training by the county and above' },
        of: { levels: countyAndAbove },
        units: 18_000,
        source: rules,
      },
      {
        ...inCycle,
        id: 'enterprise',
        title: { zh: '中职教师企业实践', en: 'Vocational teachers in enterprises' },
        of: { categories: ['企业实践'] },
        who: { population: { stages: ['6', '7'] } },
        units: 25_000,
        source: {
          cites: '江苏省教师培训学时认定和登记管理办法：五年不少于 5 个月，每月 50 学时',
          citesEn:
            'Jiangsu Province, measures for recognising and registering training hours of teachers: at least 5 months in five years, 50 hours a month',
          sure: 'found',
        },
      },
    ],
    awards,
    exemptions: usualExemptions,
    source: rules,
  },
  examples: [
    {
      title: { zh: '360 学时，县级以上 179.5', en: '360 hours, 179.5 from the county and above' },
      on: '2025-12-31',
      hours: [
        { year: 2021, level: 'county', centihours: 10_000 },
        { year: 2023, level: 'nation', centihours: 7950 },
        { year: 2024, level: 'school', centihours: 18_050 },
      ],
      expect: {
        cycle: { state: 'met' },
        'county-and-above': { state: 'short', missing: 50 },
        enterprise: 'unasked',
      },
    },
    {
      title: { zh: '中职教师企业实践五个月', en: 'Five months in an enterprise' },
      person: { stage: '6' },
      on: '2025-12-31',
      hours: [{ year: 2022, category: '企业实践', centihours: 25_000 }],
      expect: { enterprise: { state: 'met' }, cycle: { state: 'short', missing: 11_000 } },
    },
    {
      title: { zh: '校本授课计为校本学时', en: 'Lectures in one’s own school are hours of the school' },
      on: '2025-12-31',
      hours: [
        { year: 2024, level: 'county', mode: 'lecture', centihours: 18_000 },
        { year: 2024, level: 'school', mode: 'school-based', category: '校本研修', centihours: 18_000 },
      ],
      expect: { cycle: { state: 'met', counted: 36_000 }, 'county-and-above': { state: 'met', counted: 18_000 } },
    },
    {
      title: { zh: '上一周期的学时不计', en: 'Hours of the cycle before' },
      on: '2025-12-31',
      hours: [
        { year: 2020, level: 'county', centihours: 9000 },
        { year: 2021, level: 'county', centihours: 18_000 },
      ],
      expect: { 'county-and-above': { state: 'met', counted: 18_000 } },
    },
  ],
  pieces: [
    { award: 'lecture', answers: { level: '县级', count: 300 }, gives: 1800 },
    { award: 'school-lecture', answers: { count: 400 }, gives: 400 },
    { award: 'open-lesson', answers: { level: '省级', count: 100 }, gives: 600 },
    { award: 'contest', answers: { level: '市级' }, gives: 1800 },
    { award: 'contest', answers: { level: '校级' }, gives: 'answer_unknown' },
    { award: 'enterprise', answers: { months: 550 }, gives: 27_500 },
  ],
}
