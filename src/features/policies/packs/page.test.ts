import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { awardOf, hoursOfMinutes } from '../../../lib/policy/award.ts'
import { flawsOf } from '../../../lib/policy/flaws.ts'
import { formatHours } from '../../../lib/hours.ts'
import { sayRate, saySelector } from '../../../lib/policy/phrases.ts'
import { sayAward, saySure, sayRule, sayStanding, sayStep } from '../../../lib/policy/sentences.ts'
import { standings } from '../../../lib/policy/standings.ts'
import { yearOf } from '../../../lib/dates.ts'
import { PolicyContent } from '../contract/language.ts'
import { packs } from './index.ts'
import { exampleTeacher } from './pack.ts'

const page = readFileSync('docs/policy.md', 'utf8')

// Each block of data on the page is followed by one that says what comes of it.
const blocks = [...page.matchAll(/```json (\w+) ?([^\n]*)\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)].map(
  ([, kind = '', about = '', given = '', said = '']) => {
    const parsed: unknown = JSON.parse(given)
    return { kind, about, given: parsed, said: said.trim().split('\n') }
  },
)
const of = (kind: string) => blocks.filter((block) => block.kind === kind)
const policyOf = (id: string) => {
  const found = packs.find((pack) => pack.id === id)?.policy
  if (!found) throw new Error(`the page names a pack that is not there: ${id}`)
  return found
}
const both = (say: (tongue: 'zh' | 'en') => readonly string[]) => [...say('zh'), ...say('en')]

const Dimensions = z.object({ modes: z.array(z.string()).optional(), categories: z.array(z.string()).optional() })
const Given = z.object({
  pack: z.string(),
  rule: z.string(),
  on: z.string(),
  person: z.object({ startedOn: z.string() }).optional(),
  hours: z.array(
    z.object({
      year: z.int(),
      centihours: z.int(),
      category: z.string().nullable().default(null),
      level: z.string().nullable().default(null),
      mode: z.string().nullable().default(null),
      kind: z.string().nullable().default(null),
      proof: z.array(z.string()).default([]),
    }),
  ),
})

describe('the page that teaches the language', () => {
  test('has no block of data that is not looked at', () => {
    expect(blocks.length).toBe(page.match(/^```json/gm)?.length)
    expect(new Set(blocks.map(({ kind }) => kind))).toEqual(
      new Set(['selector', 'rule', 'rate', 'example', 'piece', 'minutes', 'policy']),
    )
  })

  test.each(of('selector').map((block) => [block.said[0], block] as const))(
    'says the selector %s',
    (_, { given, said }) => {
      const selector = Dimensions.extend({ or: Dimensions.optional() }).parse(given)
      expect(both((tongue) => [saySelector(selector, tongue)])).toEqual(said)
    },
  )

  test.each(of('rule').map((block) => [block.about, block] as const))(
    'quotes and says the rule %s',
    (about, { given, said }) => {
      const [id = '', ruleId = ''] = about.split(' ')
      const policy = policyOf(id)
      const rule = policy.rules.find((one) => one.id === ruleId)
      if (!rule) throw new Error(`the page names a rule that is not there: ${about}`)
      const { id: _, title: __, source: ___, ...rest } = rule
      expect(given).toEqual(rest)
      expect(both((tongue) => [sayRule(rule, policy, tongue)])).toEqual(said)
    },
  )

  test.each(of('rate').map((block) => [block.about, block] as const))(
    'quotes and says the rate %s',
    (about, { given, said }) => {
      const [id = '', place = ''] = about.split(' ')
      const policy = policyOf(id)
      const rate = policy.rates?.[Number(place) - 1]
      if (!rate) throw new Error(`the page names a rate that is not there: ${about}`)
      const { source: _, ...rest } = rate
      expect(given).toEqual(rest)
      expect(both((tongue) => [sayRate(rate, policy, tongue)])).toEqual(said)
    },
  )

  test.each(of('example').map((block) => [block.said[0], block] as const))('reckons: %s', (_, { given, said }) => {
    const { pack, rule, on, person, hours } = Given.parse(given)
    const policy = policyOf(pack)
    const moment = { today: on, year: yearOf(on) }
    const found = standings(policy, { ...exampleTeacher, ...person }, hours, moment).find(
      ({ ruleId }) => ruleId === rule,
    )
    if (!found) throw new Error(`the page names a rule that is not asked: ${pack} ${rule}`)
    const lines = both((tongue) => [
      sayStanding(found, policy.unit, tongue),
      ...found.steps.map((step) => sayStep(step, policy.unit, tongue)),
    ])
    expect(lines).toEqual(said)
  })

  test.each(of('piece').map((block) => [block.about, block] as const))(
    'reads the table %s',
    (about, { given, said }) => {
      const [id = '', awardId = ''] = about.split(' ')
      const award = policyOf(id).awards?.find((one) => one.id === awardId)
      if (!award) throw new Error(`the page names a table that is not there: ${about}`)
      const answers = z.record(z.string(), z.union([z.string(), z.number()])).parse(given)
      const found = awardOf(award, answers)
      expect([
        found.ok ? [...new Set([found.value.from, found.value.to])].map(formatHours).join('–') : found.error,
      ]).toEqual(said)
    },
  )

  test.each(of('policy').map((block) => [block.about, block] as const))(
    'has a whole text that can be adopted, and says it: %s',
    (_, { given, said }) => {
      const policy = PolicyContent.parse(given)
      expect(flawsOf(policy)).toEqual([])
      const lines = both((tongue) => [
        ...policy.rules.map((rule) => sayRule(rule, policy, tongue)),
        ...(policy.awards ?? []).flatMap((award) => sayAward(award, tongue)),
      ])
      expect(lines).toEqual(said)
    },
  )

  test.each(of('minutes').map((block) => [block.about, block] as const))(
    'measures a day in %s',
    (about, { given, said }) => {
      const minutes = z.array(z.int()).parse(given)
      expect([minutes.map((each) => formatHours(hoursOfMinutes(policyOf(about).unit, each))).join(' ')]).toEqual(said)
    },
  )

  test('lists every pack with what it counts in, how many rules it has and how sure it is', () => {
    const rows = packs.map(({ id, policy: { title, unit, rules, awards = [], source } }) => {
      const tables = awards.length === 0 ? '' : `，折算表 ${String(awards.length)} 张`
      const counts = unit.name === 'hour' ? '学时' : '学分'
      return `| ${title.zh} ${title.en} | \`${id}\` | ${counts} | ${String(rules.length)} 条${tables} | ${saySure(source, 'zh')} |`
    })
    const listed = /<!-- packs -->\n([\s\S]*?)<!-- end of packs -->/.exec(page)?.[1]?.trim().split('\n').slice(2)
    // Columns are padded for whoever reads the page as text.
    expect(listed?.map((row) => row.replaceAll(/ +\|/g, ' |'))).toEqual(rows)
  })
})
