import type { Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import { credits, inCycle, together, usualExemptions } from './parts.ts'

const table: Source = {
  cites: '某县继续教育学分换算表（未注明地区）',
  citesEn: 'Conversion table for credits of continuing education of a county (no region named)',
  sure: 'found',
}

/** A county where 6 hours together, or 8 otherwise, make a credit, and what was not passed does not count. */
export const countyCredits: Pack = {
  id: 'county-credits',
  edition: '2026-11-22',
  policy: {
    title: { zh: '县级学分换算', en: 'Credits of a county' },
    jurisdiction: '某县',
    unit: credits,
    cycle: { years: 5, from: 2021 },
    rates: [
      { of: { modes: together }, hours: 6, units: 1, source: table },
      { of: {}, hours: 8, units: 1, source: table },
    ],
    rules: [
      {
        ...inCycle,
        id: 'cycle',
        title: { zh: '五年 60 学分', en: '60 credits in five years' },
        of: {},
        units: 6000,
        source: {
          cites: '换算表未写总量；360 学时按 6 学时 1 学分折 60 学分',
          citesEn: 'The table gives no total; 360 hours at 6 hours a credit make 60 credits',
          sure: 'general',
        },
      },
      {
        kind: 'evidence',
        id: 'passed',
        title: { zh: '考核合格', en: 'Passed' },
        of: {},
        needs: ['考核'],
        source: table,
      },
    ],
    exemptions: usualExemptions,
    source: table,
  },
  examples: [
    {
      title: { zh: '集中 12 学时，线上 16 学时', en: '12 hours together and 16 online' },
      on: '2025-12-31',
      hours: [
        { year: 2025, mode: 'face-to-face', proof: ['考核'], centihours: 1200 },
        { year: 2025, mode: 'online', proof: ['考核'], centihours: 1600 },
      ],
      expect: { cycle: { state: 'short', counted: 400, missing: 5600 } },
    },
    {
      title: { zh: '考核不合格不计', en: 'Not passed, not counted' },
      on: '2025-12-31',
      hours: [
        { year: 2025, mode: 'face-to-face', proof: ['考核'], centihours: 36_000 },
        { year: 2025, mode: 'face-to-face', centihours: 600 },
      ],
      expect: { cycle: { state: 'met', counted: 6000, over: 100 } },
    },
    {
      title: { zh: '59.99 学分', en: '59.99 credits' },
      on: '2025-12-31',
      hours: [{ year: 2025, mode: 'online', proof: ['考核'], centihours: 47_999 }],
      expect: { cycle: { state: 'short', counted: 5999, missing: 1 } },
    },
  ],
}
