import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { packs } from '../policies/packs/index.ts'
import { addRequirements } from '../policies/public.ts'
import { markEntries } from './core/explain.ts'
import { requirementsOf } from './core/standing.ts'
import { openHours } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const year = 2026
const requirement = (part: object) => ({
  ...{ id: newId(), fromYear: year, toYear: year, category: null, minCentihours: null, maxCentihours: null },
  ...{ average: false, unit: 'hour' as const, source: '年度计划', population: {} },
  organisationId: county.tree.bureau,
  ...part,
})

const entry = (personId: string, category: string, centihours: number, earnedOn: string) => ({
  ...{ personId, category, centihours, earnedOn },
})

test('200: [001-37] a teacher reads how a standing was reckoned, in both languages, with the entries behind it', async () => {
  const teacher = county.logins.teacher
  const personId = teacher.personId ?? ''
  const all = requirement({ minCentihours: 4800 })
  const capped = requirement({ category: '校本研修', maxCentihours: 1500 })
  await county.commit(async (tx) => ok(await addRequirements(tx, [all, capped])))
  const entries = [
    entry(personId, '校本研修', 2000, '2026-03-01'),
    entry(personId, '师德', 2600, '2026-04-01'),
    entry(personId, '师德', 800, '2025-04-01'),
  ]
  await openHours(county, entries)
  const shown = await county.request(teacher, 'GET', `/my/hour-years?year=${year}`)
  expect(shown.status).toBe(200)
  expect(shown.body.years).toContain(2025)
  expect(shown.body.entries).toHaveLength(2)
  const main = shown.body.standings.find(
    ({ whole, kind }: { whole: boolean; kind: string }) => whole && kind === 'least',
  )
  expect(main).toMatchObject({ earned: 4600, counted: 4100, over: 500, missing: 700, sure: 'stated' })

  const asked = `requirementId=${encodeURIComponent(String(main.id))}&year=${year}`
  const why = await county.request(teacher, 'GET', `/my/hour-explanations?${asked}`)
  expect(why.status).toBe(200)
  expect(why.body.verdict.zh).toMatch(/要求 48 学时.*计入 41 学时.*还差 7 学时/)
  expect(why.body.verdict.en).toContain('7 missing')
  expect(why.body.lines.length).toBe(why.body.standing.steps.length)
  expect(
    why.body.entries.map((one: { entry: { category: string }; under: unknown[] }) => [
      one.entry.category,
      one.under.length,
    ]),
  ).toEqual([
    ['师德', 0],
    ['校本研修', 1],
  ])
  const theirs = `/people/${personId}/hour-explanations?${asked}`
  expect((await county.request(county.logins.principal, 'GET', theirs)).body).toEqual(why.body)
  expect((await county.request(county.logins.otherTown, 'GET', theirs)).status).toBe(404)
})

test('404: what nobody asks of somebody is not explained', async () => {
  const none = await county.request(county.logins.teacher, 'GET', '/my/hour-explanations?requirementId=nothing')
  expect(none.status).toBe(404)
})

test('[001-37] an entry without the evidence that a rule asks for is marked with what it lacks', () => {
  const rule = {
    id: 'all',
    kind: 'least',
    title: { zh: '学时', en: 'Hours' },
    of: {},
    period: { kind: 'year' },
    units: 1,
  } as const
  const proof = {
    id: 'proof',
    kind: 'evidence',
    title: { zh: '校本', en: 'School' },
    of: { categories: ['校本研修'] },
    needs: ['计划', '考核'],
  } as const
  const policy = {
    title: rule.title,
    jurisdiction: '县',
    unit: { name: 'hour', minutes: 45, step: 50 },
    cycle: { years: 5, from: 2026 },
    rules: [rule, proof],
    source: { cites: '县', sure: 'general' },
  } as const
  const plain = { level: null, mode: null, kind: null }
  const entries = [
    { ...plain, earnedOn: '2026-03-01', category: '校本研修', evidence: [{ kind: '计划' }] },
    { ...plain, earnedOn: '2025-03-01', category: '校本研修', evidence: [] },
  ]
  const window = { fromYear: 2026, toYear: 2026, steps: [{ kind: 'unproven', rule: { id: 'proof' } }] } as const
  expect(markEntries(policy, rule, window, entries)).toEqual([{ entry: entries[0], under: [], lacks: ['考核'] }])
})

test('what is usual, and no document says, is told as such', () => {
  const all = packs.flatMap(({ policy }) =>
    requirementsOf({ adopted: null, policy, earlier: [] }, 2026).map(({ id, sure }) => {
      const rule = policy.rules.find((one) => one.id === id)
      return { sure, said: (rule?.source ?? policy.source).sure }
    }),
  )
  expect(all.every(({ sure, said }) => sure === said)).toBe(true)
  expect(new Set(all.map(({ sure }) => sure))).toEqual(new Set(['stated', 'found', 'general']))
})
