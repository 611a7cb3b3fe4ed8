import type { Least, Policy, Said, Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import { hours, usualExemptions, yearly } from './parts.ts'

const rules: Source = {
  cites: '广东省专业技术人员继续教育年度学时要求（2023）',
  citesEn: 'Guangdong Province, yearly hours of continuing education of professional staff (2023)',
  sure: 'found',
}
const before: Source = {
  cites: '广东省较早的每年 72 学时要求',
  citesEn: 'Guangdong Province, the earlier 72 hours a year',
  sure: 'general',
}

const ask = (id: string, title: Said, categories: readonly string[], units: number, source: Source): Least => ({
  ...yearly,
  id,
  title,
  of: categories.length === 0 ? {} : { categories },
  units,
  source,
})

const common: Pick<Policy, 'jurisdiction' | 'unit' | 'cycle' | 'categories' | 'exemptions'> = {
  jurisdiction: '广东省',
  unit: { ...hours, mostDaily: 800 },
  cycle: { years: 5, from: 2021 },
  // Which of our categories belong to which of the three is a bureau's to say; this is a start.
  categories: [
    ...['师德', '学科专业', '新课程', '教学基本功', '教育科研', '班主任', '心理健康', '信息技术', '管理'].map(
      (name) => ({
        name,
        under: '专业科目',
      }),
    ),
    { name: '校本研修', under: '选修科目' },
  ],
  exemptions: usualExemptions,
}

const rulesOf = (general: number, special: number, chosen: number, source: Source) => [
  ask('general', { zh: '公需科目', en: 'General subjects' }, ['公需科目'], general, source),
  ask('special', { zh: '专业科目', en: 'Professional subjects' }, ['专业科目'], special, source),
  ask('chosen', { zh: '选修科目', en: 'Subjects of choice' }, ['选修科目'], chosen, source),
  ask('year', { zh: '全年总数', en: 'The whole year' }, [], general + special + chosen, source),
]

/** A province with three shares of a year, hours of 45 minutes and eight of them a day at most. */
export const guangdong: Pack = {
  id: 'guangdong',
  edition: '2026-11-22',
  policy: {
    ...common,
    title: { zh: '广东省年度 90 学时', en: 'Guangdong, 90 hours a year' },
    rules: rulesOf(3000, 4200, 1800, rules),
    source: rules,
  },
  examples: [
    {
      title: { zh: '总数 90，公需差半学时', en: '90 in all, half an hour short of general subjects' },
      on: '2025-12-31',
      hours: [
        { year: 2025, category: '公需科目', centihours: 2950 },
        { year: 2025, category: '学科专业', centihours: 4200 },
        { year: 2025, category: '校本研修', centihours: 1850 },
      ],
      expect: {
        general: { state: 'short', missing: 50 },
        special: { state: 'met' },
        chosen: { state: 'met' },
        year: { state: 'met' },
      },
    },
    {
      title: { zh: '三类恰好，共 90', en: 'Exactly enough of each' },
      on: '2025-12-31',
      hours: [
        { year: 2025, category: '公需科目', centihours: 3000 },
        { year: 2025, category: '师德', centihours: 4200 },
        { year: 2025, category: '选修科目', centihours: 1800 },
      ],
      expect: {
        general: { state: 'met' },
        special: { state: 'met' },
        chosen: { state: 'met' },
        year: { state: 'met' },
      },
    },
  ],
}

/** The same with the shares of before: 72 hours a year. */
export const guangdong72: Pack = {
  id: 'guangdong-72',
  edition: '2026-11-22',
  policy: {
    ...common,
    title: { zh: '广东省年度 72 学时（旧）', en: 'Guangdong, 72 hours a year (before)' },
    rules: rulesOf(1800, 4200, 1200, before),
    source: before,
  },
  examples: [
    {
      title: { zh: '71.5 学时', en: '71.5 hours' },
      on: '2020-12-31',
      hours: [
        { year: 2020, category: '公需科目', centihours: 1800 },
        { year: 2020, category: '学科专业', centihours: 4200 },
        { year: 2020, category: '校本研修', centihours: 1150 },
      ],
      expect: {
        general: { state: 'met' },
        special: { state: 'met' },
        chosen: { state: 'short', missing: 50 },
        year: { state: 'short', missing: 50 },
      },
    },
  ],
}
