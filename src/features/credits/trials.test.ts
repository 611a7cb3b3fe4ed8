import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import type { Policy } from '../../lib/policy/language.ts'
import { standings } from '../../lib/policy/standings.ts'
import { ok } from '../../lib/result.ts'
import { sha256 } from '../../platform/crypto.ts'
import { newId } from '../../platform/ids.ts'
import { classifier } from './core/entries.ts'
import { addToTotals, ensureClasses } from './store/sums.ts'

let county: TestCounty
let policyId: string
const year = 2026
beforeAll(async () => {
  county = await testCounty()
  policyId = newId()
  const { body } = await county.request(county.logins.bureau_officer, 'POST', '/hour-policies', {
    ...{ id: policyId, organisationId: county.tree.bureau, packId: 'hunan' },
  })
  const policy: Policy = { ...body.draft.policy, cycle: { years: 5, from: 2026 }, rules: [rule(2400)] }
  await county.request(county.logins.bureau_officer, 'PUT', `/hour-policies/${policyId}/draft`, { revision: 1, policy })
  const asked = { revision: 2, effectiveFrom: '2026-01-01', reason: '局务会通过' }
  await county.request(county.logins.bureau_officer, 'POST', `/hour-policies/${policyId}/versions`, asked)
  await county.commit(async (tx) => {
    const classes = classifier((text) => sha256(text).toString('hex'))
    const { id: classId } = classes.of({ category: null, level: null, mode: null, kind: null, evidence: [] })
    await ensureClasses(tx, classes.all())
    const people = Object.values(county.teachers).flatMap((some) => some.flatMap(({ personId }) => personId ?? []))
    await addToTotals(
      tx,
      people.map((personId, index) => ({ personId, year, classId, centihours: index % 2 === 0 ? 3000 : 5000 })),
    )
    return ok()
  })
})
afterAll(() => county.close())

const rule = (units: number): Policy['rules'][number] => ({
  ...{
    kind: 'least',
    id: 'yearly',
    title: { zh: '每年学时', en: 'Hours a year' },
    of: {},
    period: { kind: 'year' },
    units,
  },
})

test('200: a stricter draft names who would newly fall short, by school, subject, stage and setting; nothing is changed', async () => {
  const officer = county.logins.bureau_officer
  const { body: read } = await county.request(officer, 'GET', `/hour-policies/${policyId}`)
  const policy: Policy = { ...read.draft.policy, rules: [rule(4800)] }
  await county.request(officer, 'PUT', `/hour-policies/${policyId}/draft`, { revision: 2, policy })
  const { status, body } = await county.request(officer, 'POST', `/hour-policies/${policyId}/trial`)
  expect(status).toBe(200)
  const [one] = body.rules
  expect(one.after).toEqual({ due: one.before.due, met: one.before.met - body.newlyShort })
  expect(body.newlyShort).toBeGreaterThan(0)
  expect(body.newlyMet).toBe(0)
  expect(body.items.length).toBe(body.newlyShort)
  expect(body.items[0]).toMatchObject({ change: 'newly_short', missingBefore: 0, missingAfter: 1800 })
  const sumOf = (by: string) =>
    body.groups
      .find((group: { by: string }) => group.by === by)
      .items.reduce((all: number, item: { newlyShort: number }) => all + item.newlyShort, 0)
  expect([sumOf('school'), sumOf('stage'), sumOf('setting')]).toEqual(Array(3).fill(body.newlyShort))
  const { body: still } = await county.request(officer, 'GET', `/credit-standings?year=${String(year)}`)
  expect(still.requirements.find(({ id }: { id: string }) => id.startsWith(policyId)).units).toBe(2400)
})

test('200: what a policy is judged by for somebody is enough to judge any text by', async () => {
  const personId = county.teachers.a[0]?.personId ?? ''
  const officer = county.logins.bureau_officer
  const { status, body } = await county.request(officer, 'GET', `/people/${personId}/hour-facts`)
  expect(status).toBe(200)
  const { body: policy } = await county.request(officer, 'GET', `/hour-policies/${policyId}`)
  const [own] = standings(policy.versions[0].policy, { ...body.facts, exemptions: body.exemptions }, body.buckets, {
    today: '2026-11-22',
    year,
  })
  const { body: credits } = await county.request(officer, 'GET', `/people/${personId}/credits`)
  const told = credits.standings.find(({ id }: { id: string }) => id === `${policyId}.yearly`)
  expect(told).toMatchObject({ counted: own?.counted, missing: own?.missing, steps: own?.steps })
})

test('403: a registrar tries no policy', async () => {
  const { status } = await county.request(county.logins.school_registrar, 'POST', `/hour-policies/${policyId}/trial`)
  expect(status).toBe(403)
})
