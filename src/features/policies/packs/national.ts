import type { Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import { classTeachers, firstYear, hours, inCycle, once, principals, usualExemptions } from './parts.ts'

const rules1999: Source = {
  cites: '教育部令第7号《中小学教师继续教育规定》（1999）',
  citesEn:
    'Decree no. 7 of the Ministry of Education, Provisions on the continuing education of school teachers (1999)',
  sure: 'found',
}
const heads1999: Source = {
  cites: '教育部令第8号《中小学校长培训规定》（1999）',
  citesEn: 'Decree no. 8 of the Ministry of Education, Provisions on the training of school principals (1999)',
  sure: 'found',
}

/** What holds in the whole country: 360 hours in five years, and what is asked of new teachers, heads and class teachers. */
export const national: Pack = {
  id: 'national',
  edition: '2026-11-22',
  policy: {
    title: { zh: '全国基本要求', en: 'National base' },
    jurisdiction: '全国',
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
          cites: '教师〔2011〕1号；中小学教师资格定期注册同此数',
          citesEn:
            'Ministry of Education document on teachers no. 1 of 2011; the periodic registration of teachers asks for the same number',
          sure: 'found',
        },
      },
      {
        ...inCycle,
        id: 'post',
        title: { zh: '岗位培训', en: 'Training in post' },
        of: { except: { kinds: ['induction'] } },
        units: 24_000,
        source: rules1999,
      },
      {
        ...firstYear,
        id: 'induction',
        title: { zh: '新任教师培训', en: 'Induction' },
        of: { kinds: ['induction'] },
        units: 12_000,
        source: {
          cites: '教育部令第7号（1999）：试用期内；试用期按入职当年计是本系统的读法',
          citesEn:
            'Decree no. 7 of the Ministry of Education (1999): within the probation; that this is the calendar year somebody begins in is this system’s reading',
          sure: 'found',
        },
      },
      {
        ...once,
        id: 'head-qualification',
        title: { zh: '校长任职资格培训', en: 'Qualification of heads' },
        of: { kinds: ['head_qualification'] },
        who: principals,
        units: 30_000,
        source: heads1999,
      },
      {
        ...inCycle,
        id: 'head-improvement',
        title: { zh: '校长提高培训', en: 'Further training of heads' },
        of: { kinds: ['head_improvement', 'advanced'] },
        who: principals,
        units: 24_000,
        source: heads1999,
      },
      {
        ...inCycle,
        id: 'class-teacher',
        title: { zh: '班主任专题培训', en: 'Training of class teachers' },
        of: { categories: ['班主任'] },
        who: classTeachers,
        units: 3000,
        source: {
          cites: '班主任培训的规定：每五年不少于 30 学时',
          citesEn: 'Rules on the training of class teachers: at least 30 hours in five years',
          sure: 'found',
        },
      },
    ],
    exemptions: usualExemptions,
    source: {
      cites: '教育部令第7号、第8号（1999），教师〔2011〕1号',
      citesEn: 'Decrees no. 7 and 8 of the Ministry of Education (1999) and its document on teachers no. 1 of 2011',
      sure: 'found',
    },
  },
  examples: [
    {
      title: { zh: '五年差半学时', en: 'Half an hour short in five years' },
      on: '2025-12-31',
      hours: [
        { year: 2021, centihours: 18_000 },
        { year: 2025, centihours: 17_950 },
      ],
      expect: {
        cycle: { state: 'short', missing: 50 },
        post: { state: 'met' },
        induction: 'unasked',
        'class-teacher': 'unasked',
      },
    },
    {
      title: { zh: '新教师当年 119.5 学时', en: 'A new teacher with 119.5 hours' },
      person: { startedOn: '2026-01-01' },
      on: '2026-12-31',
      hours: [{ year: 2026, kind: 'induction', centihours: 11_950 }],
      expect: { induction: { state: 'short', missing: 50 }, post: { state: 'short', counted: 0 } },
    },
    {
      title: { zh: '新教师当年 120 学时', en: 'A new teacher with 120 hours' },
      person: { startedOn: '2026-01-01' },
      on: '2026-12-31',
      hours: [{ year: 2026, kind: 'induction', centihours: 12_000 }],
      expect: { induction: { state: 'met' } },
    },
    {
      title: { zh: '校长', en: 'A head' },
      person: { posts: ['31'] },
      on: '2025-12-31',
      hours: [
        { year: 2008, kind: 'head_qualification', centihours: 30_000 },
        { year: 2023, kind: 'head_improvement', centihours: 23_950 },
      ],
      expect: { 'head-qualification': { state: 'met' }, 'head-improvement': { state: 'short', missing: 50 } },
    },
    {
      title: { zh: '班主任', en: 'A class teacher' },
      person: { posts: ['10', '23'] },
      on: '2025-12-31',
      hours: [{ year: 2022, category: '班主任', centihours: 3000 }],
      expect: { 'class-teacher': { state: 'met' }, cycle: { state: 'short', missing: 33_000 } },
    },
  ],
}
