import type { Least, Said, Source } from '../../../lib/policy/language.ts'
import type { Pack } from './pack.ts'
import { hours, inCycle, usualExemptions, yearly } from './parts.ts'

const plan: Source = {
  cites: '许昌市建安区2024年教师培训工作计划',
  citesEn: 'Jian’an District, Xuchang: plan for the training of teachers in 2024',
  sure: 'stated',
}

// A module that everybody takes part in, however short it is.
const mandatory = (id: string, title: Said, category: string): Least => ({
  ...yearly,
  id,
  title,
  of: { categories: [category] },
  byMonths: false,
  units: 1,
  source: plan,
})

/** A district with four modules that nobody may leave out, and 60 hours in the cycle. */
export const jianan: Pack = {
  id: 'jianan',
  edition: '2026-11-22',
  policy: {
    title: { zh: '建安区必修模块与周期学时', en: 'Jian’an District: mandatory modules and the cycle' },
    jurisdiction: '许昌市建安区',
    unit: hours,
    cycle: { years: 5, from: 2021 },
    categories: [{ name: '专业课程标准', under: '新课程' }],
    rules: [
      mandatory('ethics', { zh: '必修：师德教育', en: 'Mandatory: ethics' }, '师德'),
      mandatory('mental-health', { zh: '必修：心理健康', en: 'Mandatory: mental health' }, '心理健康'),
      mandatory('standards', { zh: '必修：专业课程标准', en: 'Mandatory: curriculum standards' }, '新课程'),
      mandatory('technology', { zh: '必修：信息技术能力提升', en: 'Mandatory: technology' }, '信息技术'),
      {
        ...inCycle,
        id: 'cycle',
        title: { zh: '周期内 60 学时', en: '60 hours in the cycle' },
        of: {},
        byMonths: false,
        units: 6000,
        source: plan,
      },
    ],
    exemptions: usualExemptions,
    source: plan,
  },
  examples: [
    {
      title: { zh: '缺心理健康', en: 'Without mental health' },
      on: '2024-12-31',
      hours: [
        { year: 2024, category: '师德', centihours: 200 },
        { year: 2024, category: '专业课程标准', centihours: 100 },
        { year: 2024, category: '信息技术', centihours: 4200 },
      ],
      expect: {
        ethics: { state: 'met' },
        'mental-health': { state: 'short', missing: 1 },
        standards: { state: 'met' },
        technology: { state: 'met' },
        cycle: { state: 'short', counted: 4500, missing: 1500 },
      },
    },
    {
      title: { zh: '周期内 60 学时', en: '60 hours in the cycle' },
      on: '2024-12-31',
      hours: [
        { year: 2021, category: '师德', centihours: 3000 },
        { year: 2024, category: '心理健康', centihours: 3000 },
      ],
      expect: { cycle: { state: 'met' }, ethics: { state: 'short' }, 'mental-health': { state: 'met' } },
    },
  ],
}
