import type { Award, Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import {
  classTeachers,
  countyAndAbove,
  credits,
  firstYear,
  inCycle,
  schoolBased,
  usualExemptions,
  yearly,
} from './parts.ts'

const rules: Source = {
  cites: '山东省中小学教师继续教育学分管理办法',
  citesEn: 'Shandong Province, measures for credits of continuing education of school teachers',
  sure: 'found',
}
const city: Source = {
  cites: '山东省某市的实施细则（转载未注明市名）',
  citesEn: 'Detailed rules of a city of Shandong (the copy does not name it)',
  sure: 'found',
}

const degree: Award = {
  id: 'degree',
  title: { zh: '学历提升', en: 'A higher degree' },
  asks: [{ key: 'result', title: { zh: '当学年结果', en: 'Result of the year' }, kind: 'choice', options: ['合格'] }],
  rows: [{ when: { result: '合格' }, centihours: 7200 }],
  category: '学科专业',
  mode: 'self-study',
  evidence: ['成绩单或毕业证书'],
  onceYearly: true,
  source: rules,
}

const common = {
  unit: credits,
  cycle: { years: 5, from: 2021 },
  rates: [{ of: { kinds: ['induction'] }, hours: 120, units: 72, source: rules }],
  exemptions: usualExemptions,
} as const

const base = [
  {
    ...inCycle,
    id: 'cycle',
    title: { zh: '五年 360 学分', en: '360 credits in five years' },
    of: {},
    units: 36_000,
    source: rules,
  },
  { ...yearly, id: 'year', title: { zh: '每年 48 学分', en: '48 credits a year' }, of: {}, units: 4800, source: rules },
  {
    ...firstYear,
    id: 'induction',
    title: { zh: '新任教师培训', en: 'Induction' },
    of: { kinds: ['induction'] },
    units: 7200,
    source: {
      cites: '山东省中小学教师继续教育学分管理办法：新任教师 120 学时记 72 学分；按入职当年计是本系统的读法',
      citesEn:
        'Shandong Province, measures for credits of continuing education of school teachers: 120 hours of new teachers make 72 credits; that it is asked in the year somebody begins in is this system’s reading',
      sure: 'found',
    },
  },
  {
    ...inCycle,
    id: 'class-teacher',
    title: { zh: '班主任专题培训', en: 'Training of class teachers' },
    of: { categories: ['班主任'] },
    who: classTeachers,
    units: 3000,
    source: rules,
  },
] as const

/** A province where one hour is one credit, except that 120 hours of induction are 72. */
export const shandong: Pack = {
  id: 'shandong',
  edition: '2026-11-22',
  policy: {
    ...common,
    title: { zh: '山东省学分管理', en: 'Shandong Province' },
    jurisdiction: '山东省',
    rules: base,
    awards: [degree],
    source: rules,
  },
  examples: [
    {
      title: { zh: '五年差半学分', en: 'Half a credit short' },
      on: '2025-12-31',
      hours: [
        { year: 2021, centihours: 31_200 },
        { year: 2025, centihours: 4750 },
      ],
      expect: { cycle: { state: 'short', missing: 50 }, year: { state: 'short', missing: 50 } },
    },
    {
      title: { zh: '五年满 360 学分', en: '360 credits in five years' },
      on: '2025-12-31',
      hours: [
        { year: 2021, centihours: 31_200 },
        { year: 2025, centihours: 4800 },
      ],
      expect: { cycle: { state: 'met' }, year: { state: 'met' }, induction: 'unasked' },
    },
    {
      title: { zh: '新任教师 120 学时记 72 学分', en: '120 hours of induction are 72 credits' },
      person: { startedOn: '2024-01-01' },
      on: '2024-12-31',
      hours: [{ year: 2024, kind: 'induction', centihours: 12_000 }],
      expect: { induction: { state: 'met', counted: 7200 }, year: { state: 'met', counted: 7200 } },
    },
    {
      title: { zh: '新任教师 119 学时', en: '119 hours of induction' },
      person: { startedOn: '2024-01-01' },
      on: '2024-12-31',
      hours: [{ year: 2024, kind: 'induction', centihours: 11_900 }],
      expect: { induction: { state: 'short', counted: 7140, missing: 60 } },
    },
    {
      title: { zh: '班主任 30 学分', en: 'A class teacher with 30 credits' },
      person: { posts: ['23'] },
      on: '2025-12-31',
      hours: [{ year: 2021, category: '班主任', centihours: 3000 }],
      expect: { 'class-teacher': { state: 'met' } },
    },
  ],
  pieces: [
    { award: 'degree', answers: { result: '合格' }, gives: 7200 },
    { award: 'degree', answers: { result: '不合格' }, gives: 'answer_unknown' },
  ],
}

/** A city under that province, with shares by level and a maximum of hours in the school. */
export const shandongCity: Pack = {
  id: 'shandong-city',
  edition: '2026-11-22',
  policy: {
    ...common,
    title: { zh: '山东省某市实施细则', en: 'A city of Shandong' },
    jurisdiction: '山东省某市',
    rules: [
      ...base,
      {
        ...inCycle,
        id: 'county-and-above',
        title: { zh: '县以上教育部门培训', en: 'Training by the county and above' },
        of: { levels: countyAndAbove },
        units: 24_000,
        source: city,
      },
      {
        ...inCycle,
        id: 'city-and-district',
        title: { zh: '市、区级培训', en: 'Training by the city and its districts' },
        of: { levels: ['city', 'county'] },
        units: 6000,
        source: city,
      },
      {
        kind: 'most',
        id: 'school-most',
        title: { zh: '校本研修上限', en: 'School-based at most' },
        of: schoolBased,
        period: { kind: 'cycle' },
        units: 12_000,
        source: city,
      },
    ],
    awards: [degree],
    source: city,
  },
  examples: [
    ...shandong.examples,
    {
      title: { zh: '240 学分县以上，121 学分校本', en: '240 by county and above, 121 in the school' },
      on: '2025-12-31',
      hours: [
        { year: 2022, level: 'province', centihours: 18_000 },
        { year: 2025, level: 'county', centihours: 6000 },
        { year: 2024, level: 'school', mode: 'school-based', centihours: 12_100 },
      ],
      expect: {
        cycle: { state: 'met', counted: 36_000, over: 100 },
        'county-and-above': { state: 'met' },
        'city-and-district': { state: 'met' },
      },
    },
    {
      title: { zh: '区级 59.5 学分', en: '59.5 by the district' },
      on: '2025-12-31',
      hours: [
        { year: 2022, level: 'nation', centihours: 17_950 },
        { year: 2025, level: 'county', centihours: 5950 },
      ],
      expect: {
        'county-and-above': { state: 'short', missing: 100 },
        'city-and-district': { state: 'short', missing: 50 },
      },
    },
  ],
  ...(shandong.pieces ? { pieces: shandong.pieces } : {}),
}
