import type { Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import { hours, inCycle, usualExemptions, yearly } from './parts.ts'

const rules: Source = {
  cites: '湖南省中小学教师培训学时规定',
  citesEn: 'Hunan Province, rules on training hours of school teachers',
  sure: 'found',
}

/** A province that asks 360 hours in five years, 72 a year on average and never fewer than 24. */
export const hunan: Pack = {
  id: 'hunan',
  edition: '2026-11-22',
  policy: {
    title: { zh: '湖南省学时要求', en: 'Hunan Province' },
    jurisdiction: '湖南省',
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
        ...yearly,
        id: 'year',
        title: { zh: '每年 24 学时', en: '24 hours a year' },
        of: {},
        units: 2400,
        source: rules,
      },
      {
        kind: 'average',
        id: 'average',
        title: { zh: '年均 72 学时', en: '72 hours a year on average' },
        of: {},
        period: { kind: 'year' },
        units: 7200,
        source: {
          cites: '湖南省中小学教师培训学时规定；年均按全校人均读',
          citesEn:
            'Hunan Province, rules on training hours of school teachers; the yearly average is read as that of a school’s people',
          sure: 'general',
        },
      },
    ],
    exemptions: usualExemptions,
    source: rules,
  },
  examples: [
    {
      title: { zh: '五年 360 学时，末年 23.5', en: '360 hours in five years, 23.5 in the last' },
      on: '2025-12-31',
      hours: [
        { year: 2022, centihours: 33_650 },
        { year: 2025, centihours: 2350 },
      ],
      expect: {
        cycle: { state: 'met' },
        year: { state: 'short', missing: 50 },
        average: { state: 'aim', counted: 2350, missing: 4850 },
      },
    },
    {
      title: { zh: '当年 24 学时', en: '24 hours in the year' },
      on: '2025-12-31',
      hours: [{ year: 2025, centihours: 2400 }],
      expect: { cycle: { state: 'short', missing: 33_600 }, year: { state: 'met' } },
    },
  ],
  crowds: [
    { rule: 'average', counted: [12_000, 2400], isMet: true },
    { rule: 'average', counted: [11_999, 2400], isMet: false },
  ],
}
