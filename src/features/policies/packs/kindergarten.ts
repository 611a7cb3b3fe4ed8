import type { Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import { classTeachers, hours, inCycle, principals, released, schoolBased, usualExemptions, yearly } from './parts.ts'

const plan: Source = {
  cites: '某幼儿园园本培训计划（2023 年公开发布）',
  citesEn: 'A kindergarten’s plan for its own training (published in 2023)',
  sure: 'stated',
}

/** A kindergarten that aims at 72 hours on average, asks 48 of everybody and counts 144 at most. */
export const kindergarten: Pack = {
  id: 'kindergarten',
  edition: '2026-11-22',
  policy: {
    title: { zh: '幼儿园园本培训', en: 'A kindergarten’s own training' },
    jurisdiction: '幼儿园',
    unit: hours,
    cycle: { years: 5, from: 2021 },
    rules: [
      {
        kind: 'average',
        id: 'average',
        title: { zh: '人均学时', en: 'Hours on average' },
        of: {},
        period: { kind: 'year' },
        units: 7200,
        source: plan,
      },
      {
        kind: 'average',
        id: 'average-own',
        title: { zh: '人均园本培训', en: 'Own training on average' },
        of: schoolBased,
        period: { kind: 'year' },
        units: 2400,
        source: plan,
      },
      {
        kind: 'ratio',
        id: 'released',
        title: { zh: '脱产集中培训', en: 'Released for training' },
        of: { modes: released },
        period: { kind: 'year' },
        percent: 10,
        per: 'subject',
        source: plan,
      },
      { ...yearly, id: 'year', title: { zh: '每人最低学时', en: 'At least, each' }, of: {}, units: 4800, source: plan },
      {
        kind: 'most',
        id: 'year-most',
        title: { zh: '每人最高学时', en: 'At most, each' },
        of: {},
        period: { kind: 'year' },
        units: 14_400,
        source: plan,
      },
      {
        ...inCycle,
        id: 'class-teacher',
        title: { zh: '班主任专题培训', en: 'Training of class teachers' },
        of: { categories: ['班主任'] },
        who: classTeachers,
        units: 3000,
        source: plan,
      },
      {
        ...inCycle,
        id: 'head',
        title: { zh: '园长在职提高培训', en: 'Further training of the head' },
        of: { kinds: ['head_improvement', 'advanced'] },
        who: principals,
        units: 24_000,
        source: {
          cites: '计划未写学时数，取教育部令第8号（1999）校长提高培训的 240 学时',
          citesEn:
            'The plan names no hours; 240 is what Decree no. 8 of the Ministry of Education (1999) asks for the improvement of principals',
          sure: 'general',
        },
      },
      {
        ...yearly,
        id: 'retiring-own',
        title: { zh: '周期内退休：园本培训', en: 'Retiring in the cycle: own training' },
        of: schoolBased,
        who: { retires: 'in_cycle' },
        insteadOf: ['average', 'average-own', 'year'],
        units: 2400,
        source: plan,
      },
      {
        ...yearly,
        id: 'retiring-other',
        title: { zh: '周期内退休：其他短期培训', en: 'Retiring in the cycle: other short training' },
        of: { except: schoolBased },
        who: { retires: 'in_cycle' },
        insteadOf: ['average', 'average-own', 'year'],
        units: 2400,
        source: plan,
      },
    ],
    exemptions: usualExemptions,
    source: plan,
  },
  examples: [
    {
      title: { zh: '150 学时', en: '150 hours' },
      person: { stage: '1' },
      on: '2026-12-31',
      hours: [
        { year: 2026, mode: 'school-based', centihours: 2400 },
        { year: 2026, mode: 'online', centihours: 12_600 },
      ],
      expect: {
        year: { state: 'met', counted: 14_400, over: 600 },
        average: { state: 'aim', counted: 14_400 },
        'average-own': { state: 'aim', counted: 2400 },
      },
    },
    {
      title: { zh: '47.5 学时', en: '47.5 hours' },
      on: '2026-12-31',
      hours: [{ year: 2026, centihours: 4750 }],
      expect: { year: { state: 'short', missing: 50 }, 'class-teacher': 'unasked', head: 'unasked' },
    },
    {
      title: { zh: '班主任 28 学时', en: 'A class teacher with 28 hours' },
      person: { posts: ['23'] },
      on: '2025-12-31',
      hours: [{ year: 2023, category: '班主任', centihours: 2800 }],
      expect: { 'class-teacher': { state: 'short', missing: 200 } },
    },
    {
      title: { zh: '园长 240 学时', en: 'A head with 240 hours' },
      person: { posts: ['31'] },
      on: '2025-12-31',
      hours: [
        { year: 2022, kind: 'head_improvement', centihours: 14_400 },
        { year: 2024, kind: 'head_improvement', centihours: 9600 },
      ],
      expect: { head: { state: 'met' } },
    },
    {
      title: { zh: '园长一年 240 学时，只计 144', en: 'A head with 240 hours in one year: 144 count' },
      person: { posts: ['31'] },
      on: '2025-12-31',
      hours: [{ year: 2022, kind: 'head_improvement', centihours: 24_000 }],
      expect: { head: { state: 'short', counted: 14_400, over: 9600, missing: 9600 } },
    },
    {
      title: { zh: '周期内退休', en: 'Retiring in the cycle' },
      person: { retiresOn: '2025-08-31' },
      on: '2023-12-31',
      hours: [
        { year: 2023, mode: 'school-based', centihours: 2400 },
        { year: 2023, mode: 'lecture', centihours: 2350 },
      ],
      expect: {
        average: 'unasked',
        year: 'unasked',
        'retiring-own': { state: 'met' },
        'retiring-other': { state: 'short', missing: 50 },
      },
    },
    {
      title: { zh: '下一周期退休', en: 'Retiring in the next cycle' },
      person: { retiresOn: '2026-01-31' },
      on: '2023-12-31',
      hours: [],
      expect: { 'retiring-own': 'unasked', year: { state: 'short', missing: 4800 } },
    },
  ],
  crowds: [
    { rule: 'average', counted: [8000, 6400], isMet: true },
    { rule: 'average', counted: [8000, 6399], isMet: false },
    { rule: 'average-own', counted: [2400, 2400, 2399], isMet: false },
    { rule: 'released', counted: [600, 600, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], isMet: true },
    { rule: 'released', counted: [600, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], isMet: false },
  ],
}
