import type { Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import {
  credits,
  firstYear,
  inCycle,
  once,
  principals,
  schoolBased,
  together,
  usualExemptions,
  yearly,
} from './parts.ts'

const rules2016: Source = {
  cites: '浙教师〔2016〕71号',
  citesEn: 'Zhejiang Department of Education, document on teachers no. 71 of 2016',
  sure: 'found',
}
const rules2010: Source = {
  cites: '浙江省2010年的规定，据某县学校的转述',
  citesEn: 'Zhejiang Province, rules of 2010 as a school of a county retells them',
  sure: 'found',
}
const block: Source = {
  cites: '浙江省有 90 学分的集中培训项目；每周期一次是通行做法',
  citesEn: 'Zhejiang has programmes of 90 credits taught together; once in each cycle is common practice',
  sure: 'general',
}

const common = { unit: credits, cycle: { years: 5, from: 2016 }, exemptions: usualExemptions } as const
const cycle = {
  ...inCycle,
  id: 'cycle',
  title: { zh: '五年 360 学分', en: '360 credits in five years' },
  of: {},
  units: 36_000,
} as const
const now = [
  { ...cycle, source: rules2016 },
  {
    ...yearly,
    id: 'year',
    title: { zh: '每年 24 学分', en: '24 credits a year' },
    of: {},
    units: 2400,
    source: rules2016,
  },
  {
    ...firstYear,
    id: 'induction',
    title: { zh: '新任教师培训', en: 'Induction' },
    of: { kinds: ['induction'] },
    units: 18_000,
    source: rules2016,
  },
  {
    ...firstYear,
    id: 'induction-practice',
    title: { zh: '新任教师培训中的实践', en: 'Practice within induction' },
    of: { kinds: ['induction'], modes: ['practice', 'shadowing'] },
    units: 8000,
    source: rules2016,
  },
  {
    ...once,
    id: 'head-qualification',
    title: { zh: '新任校长任职培训', en: 'Qualification of heads' },
    of: { kinds: ['head_qualification'] },
    who: principals,
    units: 30_000,
    source: rules2016,
  },
  {
    ...once,
    id: 'head-together',
    title: { zh: '任职培训中的集中培训', en: 'Of it, together' },
    of: { kinds: ['head_qualification'], modes: together },
    who: principals,
    units: 9000,
    source: rules2016,
  },
] as const

/** A province where one hour is one credit, with parts inside the training of new teachers and new heads. */
export const zhejiang: Pack = {
  id: 'zhejiang',
  edition: '2026-11-22',
  policy: {
    ...common,
    title: { zh: '浙江省学分制', en: 'Zhejiang Province' },
    jurisdiction: '浙江省',
    rules: now,
    source: rules2016,
  },
  examples: [
    {
      title: { zh: '每年 23.5 学分', en: '23.5 credits in a year' },
      on: '2025-12-31',
      hours: [
        { year: 2021, centihours: 33_650 },
        { year: 2025, centihours: 2350 },
      ],
      expect: { cycle: { state: 'met' }, year: { state: 'short', missing: 50 } },
    },
    {
      title: { zh: '新任教师 180 学分，实践 79.5', en: '180 credits of induction, 79.5 in practice' },
      person: { startedOn: '2024-01-01' },
      on: '2024-12-31',
      hours: [
        { year: 2024, kind: 'induction', mode: 'shadowing', centihours: 7950 },
        { year: 2024, kind: 'induction', mode: 'face-to-face', centihours: 10_050 },
      ],
      expect: { induction: { state: 'met' }, 'induction-practice': { state: 'short', missing: 50 } },
    },
    {
      title: { zh: '新任校长 300 学分，集中 90', en: 'A new head: 300 credits, 90 of them together' },
      person: { posts: ['31'] },
      on: '2025-12-31',
      hours: [
        { year: 2019, kind: 'head_qualification', mode: 'face-to-face', centihours: 9000 },
        { year: 2020, kind: 'head_qualification', mode: 'online', centihours: 20_950 },
      ],
      expect: { 'head-qualification': { state: 'short', missing: 50 }, 'head-together': { state: 'met' } },
    },
  ],
}

/** The rule before: hours in the school are a third at most, of the cycle and of each year. */
export const zhejiang2010: Pack = {
  id: 'zhejiang-2010',
  edition: '2026-11-22',
  policy: {
    ...common,
    title: { zh: '浙江省校本三分之一（2010）', en: 'Zhejiang: a third in the school (2010)' },
    jurisdiction: '浙江省',
    rules: [
      { ...cycle, source: rules2010 },
      {
        kind: 'most',
        id: 'school-cycle',
        title: { zh: '校本五年上限', en: 'School-based in five years, at most' },
        of: schoolBased,
        period: { kind: 'cycle' },
        units: 12_000,
        source: rules2010,
      },
      {
        kind: 'most',
        id: 'school-year',
        title: { zh: '校本每年上限', en: 'School-based in a year, at most' },
        of: schoolBased,
        period: { kind: 'year' },
        units: 2400,
        source: {
          cites: '浙江省2010年的规定，据某县学校的转述：三分之一按年折算',
          citesEn:
            'Zhejiang Province, rules of 2010 as a school of a county retells them: a third, reckoned by the year',
          sure: 'general',
        },
      },
    ],
    source: rules2010,
  },
  examples: [
    {
      title: { zh: '一年校本 30 学分', en: '30 credits in the school in one year' },
      on: '2025-12-31',
      hours: [
        { year: 2021, centihours: 33_600 },
        { year: 2025, mode: 'school-based', centihours: 3000 },
      ],
      expect: { cycle: { state: 'met', counted: 36_000, over: 600 } },
    },
    {
      title: { zh: '五年校本各 24 学分', en: '24 credits in the school each year' },
      on: '2025-12-31',
      hours: [2021, 2022, 2023, 2024, 2025].map((year) => ({ year, mode: 'school-based', centihours: 2400 })),
      expect: { cycle: { state: 'short', counted: 12_000, over: 0, missing: 24_000 } },
    },
  ],
}

/** The rule of today with one long training together in each cycle. */
export const zhejiangTogether: Pack = {
  id: 'zhejiang-together',
  edition: '2026-11-22',
  policy: {
    ...common,
    title: { zh: '浙江省学分制，含 90 学分集中培训', en: 'Zhejiang, with 90 credits together' },
    jurisdiction: '浙江省',
    rules: [
      ...now,
      {
        ...inCycle,
        id: 'together',
        title: { zh: '90 学分集中培训', en: '90 credits together' },
        of: { modes: together },
        units: 9000,
        source: block,
      },
    ],
    source: block,
  },
  examples: [
    ...zhejiang.examples,
    {
      title: { zh: '集中 89.5 学分', en: '89.5 credits together' },
      on: '2025-12-31',
      hours: [
        { year: 2021, mode: 'online', centihours: 28_000 },
        { year: 2025, mode: 'face-to-face', centihours: 8950 },
      ],
      expect: { cycle: { state: 'met' }, year: { state: 'met' }, together: { state: 'short', missing: 50 } },
    },
  ],
}
