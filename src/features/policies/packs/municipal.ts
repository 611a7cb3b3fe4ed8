import type { Least, Said, Selector, Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import { credits, schoolBased, usualExemptions } from './parts.ts'

const scheme: Source = {
  cites: '某直辖市“十二五”教师继续教育学分方案（未注明市名）',
  citesEn: 'A municipality’s scheme for credits of continuing education of teachers, 2011–2015 (not named)',
  sure: 'found',
}
const read: Source = {
  cites: '某直辖市“十二五”学分方案：选修中教研科研 6 学分按最低数读',
  citesEn: 'A municipality’s scheme for 2011–2015: the 6 credits of research among the electives are read as a minimum',
  sure: 'general',
}

const ask = (id: string, title: Said, of: Selector, units: number, source = scheme): Least => ({
  kind: 'least',
  id,
  title,
  of,
  period: { kind: 'cycle' },
  byMonths: true,
  units,
  source,
})

/** A city of 36 credits in four parts, where practice takes twice the hours. */
export const municipal36: Pack = {
  id: 'municipal-36',
  edition: '2026-11-22',
  policy: {
    title: { zh: '直辖市 36 学分方案', en: 'A municipality’s 36 credits' },
    jurisdiction: '某直辖市',
    unit: credits,
    cycle: { years: 5, from: 2011 },
    // Which of our categories belong to which part is a bureau's to say; this is a start.
    categories: [
      { name: '职业理想与道德', under: '公共必修' },
      { name: '学科教育心理学', under: '公共必修' },
      { name: '师德', under: '职业理想与道德' },
      { name: '学科专业', under: '专业必修' },
      { name: '新课程', under: '专业必修' },
      { name: '教研科研', under: '选修' },
      { name: '教育科研', under: '教研科研' },
      ...['信息技术', '班主任', '管理', '教学基本功', '心理健康'].map((name) => ({ name, under: '选修' })),
    ],
    rates: [
      { of: schoolBased, hours: 20, units: 1, source: scheme },
      {
        of: { modes: ['practice', 'shadowing', 'showcase', 'same-lesson'], or: { categories: ['教研科研'] } },
        hours: 20,
        units: 1,
        source: scheme,
      },
      { of: {}, hours: 10, units: 1, source: scheme },
    ],
    rules: [
      ask('cycle', { zh: '五年 36 学分', en: '36 credits in five years' }, {}, 3600),
      ask('common', { zh: '公共必修', en: 'Common, required' }, { categories: ['公共必修'] }, 600),
      ask('ethics', { zh: '职业理想与道德', en: 'Ideals and ethics' }, { categories: ['职业理想与道德'] }, 200),
      ask('psychology', { zh: '学科教育心理学', en: 'Psychology' }, { categories: ['学科教育心理学'] }, 400),
      ask('subject', { zh: '专业必修', en: 'Subject, required' }, { categories: ['专业必修'] }, 1000),
      ask('chosen', { zh: '选修', en: 'Of choice' }, { categories: ['选修'] }, 1000),
      ask('research', { zh: '教研科研', en: 'Research' }, { categories: ['教研科研'] }, 600, read),
      ask('school', { zh: '校本', en: 'School-based' }, schoolBased, 1000),
      {
        kind: 'least',
        period: { kind: 'year' },
        byMonths: true,
        id: 'school-year',
        title: { zh: '校本每年', en: 'School-based, each year' },
        of: schoolBased,
        units: 200,
        source: scheme,
      },
    ],
    exemptions: usualExemptions,
    source: scheme,
  },
  examples: [
    {
      title: { zh: '恰好 36 学分', en: 'Exactly 36 credits' },
      on: '2015-12-31',
      hours: [
        { year: 2012, category: '师德', mode: 'online', centihours: 2000 },
        { year: 2012, category: '学科教育心理学', mode: 'online', centihours: 4000 },
        { year: 2013, category: '学科专业', mode: 'lecture', centihours: 10_000 },
        { year: 2013, category: '教育科研', centihours: 12_000 },
        { year: 2014, category: '信息技术', mode: 'online', centihours: 4000 },
        ...[2011, 2012, 2013, 2014, 2015].map((year) => ({ year, mode: 'school-based', centihours: 4000 })),
      ],
      expect: {
        cycle: { state: 'met', counted: 3600 },
        common: { state: 'met' },
        ethics: { state: 'met' },
        psychology: { state: 'met' },
        subject: { state: 'met' },
        chosen: { state: 'met' },
        research: { state: 'met' },
        school: { state: 'met' },
        'school-year': { state: 'met' },
      },
    },
    {
      title: { zh: '20 学时的实践只记 1 学分', en: 'Twenty hours of practice are one credit' },
      on: '2015-12-31',
      hours: [
        { year: 2015, category: '学科专业', mode: 'practice', centihours: 19_900 },
        { year: 2015, mode: 'school-based', centihours: 3990 },
      ],
      expect: { subject: { state: 'short', counted: 995, missing: 5 }, 'school-year': { state: 'short', missing: 1 } },
    },
  ],
}
