import type { Least, Said, Selector, Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import { credits, usualExemptions } from './parts.ts'

const rules: Source = {
  cites: '上海市“十四五”中小学、幼儿园教师培训学分要求',
  citesEn: 'Shanghai, credits of training asked of school and kindergarten teachers, 2021–2025',
  sure: 'found',
}
const read: Source = {
  cites: '上海市“十四五”学分要求：转载不全，名称与归类由各项之和推出',
  citesEn: 'Shanghai, credits asked for 2021–2025: the copy is not whole; names and groups are concluded from the sums',
  sure: 'general',
}

// Everything is asked of the cycle, and of who comes within it by full months.
const ask = (id: string, title: Said, of: Selector, units: number, source = rules): Least => ({
  kind: 'least',
  id,
  title,
  of,
  period: { kind: 'cycle' },
  byMonths: true,
  units,
  source,
})
const of = (level: string | null, category: string | null): Selector => ({
  ...(level === null ? {} : { levels: [level] }),
  ...(category === null ? {} : { categories: [category] }),
})

/** A city with minimums by content and by level at once, each inside the other: 36 credits in five years. */
export const shanghai: Pack = {
  id: 'shanghai',
  edition: '2026-11-22',
  policy: {
    title: { zh: '上海市“十四五”学分', en: 'Shanghai, 2021–2025' },
    jurisdiction: '上海市',
    unit: credits,
    cycle: { years: 5, from: 2021 },
    categories: [
      { name: '师德', under: '师德素养' },
      { name: '综合素养', under: '师德素养' },
      { name: '心理健康', under: '综合素养' },
      { name: '学科专业', under: '知识技能' },
      { name: '新课程', under: '知识技能' },
      { name: '信息技术', under: '知识技能' },
      { name: '管理', under: '知识技能' },
      { name: '班主任', under: '知识技能' },
      { name: '作业设计与命题', under: '知识技能' },
      { name: '信息技术通识', under: '信息技术' },
      { name: '信息技术专业', under: '信息技术' },
      { name: '跨学科', under: '知识技能' },
      { name: '教学基本功', under: '实践体验' },
      { name: '教育科研', under: '实践体验' },
      { name: '校本研修', under: '实践体验' },
      { name: '信息技术实践应用', under: '实践体验' },
    ],
    rates: [
      {
        of: {},
        hours: 10,
        units: 1,
        source: {
          cites: '通行做法：10 学时 1 学分；转载未写明',
          citesEn: 'Common practice: 10 hours make 1 credit; the copy does not say',
          sure: 'general',
        },
      },
    ],
    rules: [
      ask('cycle', { zh: '五年总学分', en: 'All credits' }, {}, 3600),
      ask('ethics', { zh: '师德素养', en: 'Ethics and character' }, of(null, '师德素养'), 800),
      ask('knowledge', { zh: '知识技能', en: 'Knowledge and skills' }, of(null, '知识技能'), 1000),
      ask('practice', { zh: '实践体验', en: 'Practice' }, of(null, '实践体验'), 1400),
      ask(
        'own',
        { zh: '自主研修', en: 'Own choice' },
        { categories: ['自主研修'], or: { modes: ['self-study'] } },
        400,
      ),
      ask('city', { zh: '市级', en: 'City level' }, of('city', null), 700),
      ask('city-ethics', { zh: '市级师德素养', en: 'City level: ethics' }, of('city', '师德素养'), 200),
      ask('city-knowledge', { zh: '市级知识技能', en: 'City level: knowledge' }, of('city', '知识技能'), 400),
      ask('city-practice', { zh: '市级实践体验', en: 'City level: practice' }, of('city', '实践体验'), 100),
      ask('district', { zh: '区级', en: 'District level' }, of('county', null), 1000),
      ask('district-ethics', { zh: '区级师德素养', en: 'District level: ethics' }, of('county', '师德素养'), 200),
      ask('district-knowledge', { zh: '区级知识技能', en: 'District level: knowledge' }, of('county', '知识技能'), 600),
      ask('district-practice', { zh: '区级实践体验', en: 'District level: practice' }, of('county', '实践体验'), 200),
      ask('school', { zh: '校本', en: 'School level' }, of('school', null), 1500),
      ask('school-ethics', { zh: '校本师德', en: 'School level: ethics' }, of('school', '师德'), 200),
      ask('school-character', { zh: '校本素养', en: 'School level: character' }, of('school', '综合素养'), 200, read),
      ask('school-practice', { zh: '校本实践体验', en: 'School level: practice' }, of('school', '实践体验'), 1100),
      ask('homework', { zh: '作业设计与命题', en: 'Homework and examination' }, of(null, '作业设计与命题'), 100, read),
      ask('it-general', { zh: '信息技术通识', en: 'Technology: general' }, of(null, '信息技术通识'), 100, read),
      ask('it-subject', { zh: '信息技术专业', en: 'Technology: subject' }, of(null, '信息技术专业'), 150, read),
      ask(
        'it-practice',
        { zh: '信息技术实践应用', en: 'Technology: practice' },
        of(null, '信息技术实践应用'),
        250,
        read,
      ),
      ask('across', { zh: '跨学科', en: 'Across subjects' }, of(null, '跨学科'), 100, read),
    ],
    exemptions: usualExemptions,
    source: rules,
  },
  examples: [
    {
      title: { zh: '恰好 36 学分，各项各级都到', en: 'Exactly 36 credits, every part at every level' },
      on: '2025-12-31',
      hours: [
        { year: 2021, level: 'city', category: '师德', centihours: 2000 },
        { year: 2021, level: 'city', category: '学科专业', centihours: 4000 },
        { year: 2022, level: 'city', category: '教学基本功', centihours: 1000 },
        { year: 2022, level: 'county', category: '师德', centihours: 2000 },
        { year: 2022, level: 'county', category: '作业设计与命题', centihours: 1000 },
        { year: 2022, level: 'county', category: '信息技术通识', centihours: 1000 },
        { year: 2023, level: 'county', category: '信息技术专业', centihours: 1500 },
        { year: 2023, level: 'county', category: '跨学科', centihours: 2500 },
        { year: 2023, level: 'county', category: '教育科研', centihours: 2000 },
        { year: 2024, level: 'school', category: '师德', centihours: 2000 },
        { year: 2024, level: 'school', category: '心理健康', centihours: 2000 },
        { year: 2025, level: 'school', category: '校本研修', centihours: 8500 },
        { year: 2025, level: 'school', category: '信息技术实践应用', centihours: 2500 },
        { year: 2025, mode: 'self-study', centihours: 4000 },
      ],
      expect: Object.fromEntries(
        [
          ...['cycle', 'ethics', 'knowledge', 'practice', 'own', 'city', 'city-ethics', 'city-knowledge'],
          ...['city-practice', 'district', 'district-ethics', 'district-knowledge', 'district-practice', 'school'],
          ...['school-ethics', 'school-character', 'school-practice', 'homework', 'it-general', 'it-subject'],
          ...['it-practice', 'across'],
        ].map((id) => [id, { state: 'met', missing: 0 } as const]),
      ),
    },
    {
      title: { zh: '总数与内容都到，市级不足', en: 'Enough of everything, too little at the city level' },
      on: '2025-12-31',
      hours: [
        { year: 2022, level: 'city', category: '学科专业', centihours: 6900 },
        { year: 2022, level: 'county', category: '师德', centihours: 8000 },
        { year: 2023, level: 'school', category: '校本研修', centihours: 17_100 },
        { year: 2025, mode: 'self-study', centihours: 4000 },
      ],
      expect: {
        cycle: { state: 'met' },
        ethics: { state: 'met' },
        knowledge: { state: 'short', missing: 310 },
        city: { state: 'short', missing: 10 },
        'city-ethics': { state: 'short', missing: 200 },
        'city-knowledge': { state: 'met' },
        district: { state: 'short', counted: 800, missing: 200 },
        school: { state: 'met' },
        'school-ethics': { state: 'short', missing: 200 },
      },
    },
  ],
}
