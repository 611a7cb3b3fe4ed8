import type { Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import { hours, schoolBased, usualExemptions, yearly } from './parts.ts'

const plan: Source = {
  cites: '2022年木兰县中小学教师培训工作计划',
  citesEn: 'Mulan County, plan for the training of school teachers in 2022',
  sure: 'stated',
}

/** A county that asks 48 hours a year, 36 of them in the school and 10 of ethics with a plan, a record and an assessment. */
export const mulan: Pack = {
  id: 'mulan',
  edition: '2026-11-22',
  policy: {
    title: { zh: '木兰县年度要求', en: 'Mulan County, by the year' },
    jurisdiction: '木兰县',
    unit: hours,
    cycle: { years: 5, from: 2021 },
    rules: [
      { ...yearly, id: 'year', title: { zh: '全年总数', en: 'The whole year' }, of: {}, units: 4800, source: plan },
      {
        ...yearly,
        id: 'school-based',
        title: { zh: '校本研修', en: 'School-based study' },
        of: schoolBased,
        units: 3600,
        source: plan,
      },
      {
        ...yearly,
        id: 'ethics',
        title: { zh: '师德培训', en: 'Ethics' },
        of: { categories: ['师德'] },
        units: 1000,
        source: plan,
      },
      {
        kind: 'evidence',
        id: 'ethics-evidence',
        title: { zh: '师德培训三项材料', en: 'Three proofs of ethics training' },
        of: { categories: ['师德'] },
        needs: ['计划', '记载', '考核'],
        source: plan,
      },
    ],
    exemptions: usualExemptions,
    source: plan,
  },
  examples: [
    {
      title: { zh: '47.5 学时', en: '47.5 hours' },
      on: '2026-12-31',
      hours: [{ year: 2026, mode: 'school-based', centihours: 4750 }],
      expect: { year: { state: 'short', missing: 50 }, 'school-based': { state: 'met' } },
    },
    {
      title: { zh: '48 学时', en: '48 hours' },
      on: '2026-12-31',
      hours: [
        { year: 2026, mode: 'school-based', centihours: 3800 },
        { year: 2026, category: '师德', proof: ['考核', '计划', '记载'], centihours: 1000 },
      ],
      expect: { year: { state: 'met' }, 'school-based': { state: 'met' }, ethics: { state: 'met' } },
    },
    {
      title: { zh: '40 学时校本，另 8 学时', en: '40 in the school and 8 elsewhere' },
      on: '2026-12-31',
      hours: [
        { year: 2026, category: '校本研修', centihours: 4000 },
        { year: 2026, mode: 'online', centihours: 800 },
      ],
      expect: { year: { state: 'met' }, 'school-based': { state: 'met' }, ethics: { state: 'short', missing: 1000 } },
    },
    {
      title: { zh: '30 学时校本，另 30 学时', en: '30 in the school and 30 elsewhere' },
      on: '2026-12-31',
      hours: [
        { year: 2026, mode: 'school-based', centihours: 3000 },
        { year: 2026, mode: 'online', centihours: 3000 },
      ],
      expect: { year: { state: 'met' }, 'school-based': { state: 'short', missing: 600 } },
    },
    {
      title: { zh: '10 学时师德，未考核', en: '10 hours of ethics, not assessed' },
      on: '2026-12-31',
      hours: [{ year: 2026, category: '师德', proof: ['计划', '记载'], centihours: 1000 }],
      expect: { ethics: { state: 'short', counted: 0, over: 1000, missing: 1000 } },
    },
    {
      title: { zh: '9月入职，按四个月计', en: 'Began in September: four months' },
      person: { startedOn: '2026-09-01' },
      on: '2026-12-31',
      hours: [{ year: 2026, mode: 'school-based', centihours: 1600 }],
      expect: { year: { state: 'met', needed: 1600 }, 'school-based': { state: 'met', needed: 1200 } },
    },
  ],
}
