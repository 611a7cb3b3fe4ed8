import { describe, expect, test } from 'vitest'
import { flawsOf, type Flaw } from './flaws.ts'
import type { Award, Least, Most, Policy } from './language.ts'

const said = (text: string) => ({ zh: text, en: text })
const least = (more: Partial<Least> = {}): Least => ({
  kind: 'least',
  id: 'least',
  title: said('least'),
  of: {},
  period: { kind: 'year' },
  units: 4800,
  ...more,
})
const most = (more: Partial<Most> = {}): Most => ({
  kind: 'most',
  id: 'most',
  title: said('most'),
  of: {},
  period: { kind: 'year' },
  units: 14_400,
  ...more,
})
const award: Award = {
  id: 'paper',
  title: said('paper'),
  asks: [{ key: 'level', title: said('level'), kind: 'choice', options: ['a', 'b'] }],
  rows: [{ when: { level: 'a' }, centihours: 100 }],
  category: null,
  mode: null,
  evidence: [],
}
const policy = (more: Partial<Policy>): Policy => ({
  title: said('policy'),
  jurisdiction: '某县',
  unit: { name: 'hour', minutes: 45, step: 50 },
  cycle: { years: 5, from: 2021 },
  rules: [],
  source: { cites: '某县文件', sure: 'stated' },
  ...more,
})
const ethics = { categories: ['师德'] }

describe('what keeps a policy from being adopted', () => {
  test.each<[Flaw['code'], string, Partial<Policy>]>([
    ['rule_id_repeated', 'least', { rules: [least(), least({ of: ethics })] }],
    ['rule_asks_nothing', 'least', { rules: [least({ units: 0 })] }],
    ['rule_over_maximum', 'least', { rules: [least({ units: 14_401 }), most()] }],
    ['rule_over_maximum', 'least', { rules: [least({ of: ethics, units: 14_401 }), most()] }],
    ['rule_over_maximum', 'least', { rules: [least({ period: { kind: 'cycle' }, units: 72_001 }), most()] }],
    ['rule_over_maximum', 'least', { rules: [least(), most({ period: { kind: 'cycle' }, units: 4799 })] }],
    ['too_many_maximums', 'm8', { rules: Array.from({ length: 9 }, (_, at) => most({ id: `m${String(at)}` })) }],
    ['instead_of_unknown', 'least', { rules: [least({ insteadOf: ['gone'] })] }],
    ['instead_of_itself', 'least', { rules: [least({ insteadOf: ['least'] })] }],
    [
      'instead_of_evidence',
      'least',
      {
        rules: [
          least({ insteadOf: ['proof'] }),
          { kind: 'evidence', id: 'proof', title: said('p'), of: {}, needs: ['考核'] },
        ],
      },
    ],
    ['period_reversed', 'least', { rules: [least({ period: { kind: 'span', from: 2022, to: 2020 } })] }],
    ['category_in_circle', 'a', { categories: [{ name: 'a', under: 'a' }] }],
    [
      'category_repeated',
      'a',
      {
        categories: [
          { name: 'a', under: 'b' },
          { name: 'a', under: 'c' },
        ],
      },
    ],
    ['rate_not_whole', '1', { rates: [{ of: {}, hours: 1.5, units: 1 }] }],
    [
      'ratio_out_of_range',
      'r',
      {
        rules: [
          { kind: 'ratio', id: 'r', title: said('r'), of: {}, period: { kind: 'year' }, percent: 101, per: 'school' },
        ],
      },
    ],
    ['award_row_unknown', 'paper', { awards: [{ ...award, rows: [{ when: { level: 'c' }, centihours: 1 }] }] }],
    ['award_row_unknown', 'paper', { awards: [{ ...award, rows: [{ when: {}, centihours: 1, per: 'level' }] }] }],
    ['award_range_reversed', 'paper', { awards: [{ ...award, rows: [{ when: {}, centihours: [2, 1] }] }] }],
    ['award_id_repeated', 'paper', { awards: [award, award] }],
    ['award_ask_repeated', 'paper', { awards: [{ ...award, asks: [...award.asks, ...award.asks] }] }],
    ['cycle_invalid', '', { cycle: { years: 0, from: 2021 } }],
    ['unit_invalid', '', { unit: { name: 'hour', minutes: 45, step: 0 } }],
    ['unit_invalid', '', { unit: { name: 'hour', minutes: 45, step: 50, mostDaily: 0 } }],
  ])('%s at %j', (code, at, more) => {
    expect(flawsOf(policy(more))).toContainEqual({ code, at })
  })

  test('is not a minimum that a maximum of other people, other hours or replaced hours bounds', () => {
    const many = least({ units: 20_000 })
    expect(flawsOf(policy({ rules: [many, most({ who: { retires: 'in_cycle' } })] }))).toEqual([])
    expect(flawsOf(policy({ rules: [many, most({ of: ethics })] }))).toEqual([])
    expect(flawsOf(policy({ rules: [{ ...many, insteadOf: ['most'] }, most()] }))).toEqual([])
  })
})
