import { describe, expect, test } from 'vitest'
import type { Policy } from '../../../lib/policy/language.ts'
import { packs } from '../packs/index.ts'
import { mulan } from '../packs/mulan.ts'
import { nanbu } from '../packs/nanbu.ts'
import { changesBetween } from './changes.ts'

const { policy } = mulan
const withYear = (units: number): Policy => ({
  ...policy,
  rules: policy.rules.map((rule) => (rule.kind === 'least' && rule.id === 'year' ? { ...rule, units } : rule)),
})

describe('changes between two texts', () => {
  test.each(packs)('a text differs from itself in nothing: $id', ({ policy: text }) => {
    expect(changesBetween(text, text, 'zh')).toEqual([])
    expect(changesBetween(text, text, 'en')).toEqual([])
  })

  test('another figure is one change, said before and after', () => {
    expect(changesBetween(policy, withYear(6000), 'zh')).toEqual([
      {
        part: 'rule',
        title: expect.any(String),
        before: expect.stringContaining('每年至少 48 学时'),
        after: expect.stringContaining('每年至少 60 学时'),
      },
    ])
  })

  test('a rule that is gone has nothing after it, a new one nothing before', () => {
    const without = { ...policy, rules: policy.rules.filter(({ id }) => id !== 'year') }
    expect(changesBetween(policy, without, 'en')).toMatchObject([{ part: 'rule', after: null }])
    expect(changesBetween(without, policy, 'en')).toMatchObject([{ part: 'rule', before: null }])
  })

  test('a line of a table is known by what it is for', () => {
    const [award, ...others] = nanbu.policy.awards ?? []
    if (!award) throw new Error('the pack has no table')
    const rows = award.rows.map((row, index) => (index === 0 ? { ...row, centihours: 12_300 } : row))
    const after = { ...nanbu.policy, awards: [{ ...award, rows }, ...others] }
    expect(changesBetween(nanbu.policy, after, 'zh')).toMatchObject([
      { part: 'award', title: award.title.zh, after: expect.stringContaining('123') },
    ])
  })
})
