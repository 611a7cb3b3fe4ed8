import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must, testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { transact, type Actor } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { adoptPolicy } from '../policies/commands/policies.ts'
import { reverseEntry, standingOf } from './public.ts'
import { openHours, type OpeningHours } from './testing.ts'

const today = '2026-09-01'
let county: TestCounty
const actor = (): Actor => ({
  ...{ accountId: county.logins.bureau_officer.accountId, personId: null, name: '陈晓岚', grants: [], sessionId: 's' },
})

// A policy whose maximums and minimums cross: whatever depended on the order of posting would show here first.
beforeAll(async () => {
  county = await testCounty({ now: () => new Date(`${today}T10:00:00+08:00`), ticks: () => performance.now() })
  const [id, officer] = [newId(), county.logins.bureau_officer]
  const made = { id, organisationId: county.tree.bureau, packId: 'shanghai' }
  expect((await county.request(officer, 'POST', '/hour-policies', made)).status).toBe(201)
  const { body } = await county.request(officer, 'GET', `/hour-policies/${id}`)
  const asked = { revision: body.draft.revision, effectiveFrom: '2021-01-01', reason: '局务会通过' }
  must(await transact(county.door(actor()), (tx) => adoptPolicy(tx, id, asked)))
})
afterAll(() => county.close())

type Work = Omit<OpeningHours, 'personId'>
const work: fc.Arbitrary<Work> = fc.record({
  centihours: fc.integer({ min: 1, max: 60 }).map((halves) => halves * 50),
  earnedOn: fc.constantFrom('2024-03-05', '2025-06-30', '2025-11-20', '2026-01-08', '2026-05-14', '2026-08-31'),
  category: fc.constantFrom('师德', '学科专业', '自主研修', '校本研修', null),
  level: fc.constantFrom('city', 'county', 'school', null),
  mode: fc.constantFrom('online', 'self-study', null),
})
const drawn = fc
  .array(work, { minLength: 1, maxLength: 12 })
  .chain((works) => fc.tuple(fc.constant(works), fc.shuffledSubarray(works, { minLength: works.length })))

const nobody = async () => (await county.person({ organisationId: county.tree.a, name: '沈知序' })).id
const post = (personId: string, works: readonly Work[]) =>
  openHours(
    county,
    works.map((each) => ({ ...each, personId })),
  )
/** What is told of a person: every standing of the year and the cycle with its steps, save whose it is. */
const told = (personId: string) =>
  county.commit(async (tx) => {
    const standings = await standingOf(tx, personId)
    expect(standings.length).toBeGreaterThan(2)
    return ok(JSON.parse(JSON.stringify(standings).replaceAll(personId, 'somebody')))
  })

describe('[002-15] what is told of a person', () => {
  test('does not depend on the order in which their hours were posted', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async ([works, shuffled]) => {
        const [one, other] = [await nobody(), await nobody()]
        await post(one, works)
        for (const each of shuffled) await post(other, [each])
        expect(await told(other)).toEqual(await told(one))
      }),
      { numRuns: 12 },
    )
  })

  test('is restored by a reversal, whatever was posted before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(work, { maxLength: 8 }), work, async (works, wrong) => {
        const personId = await nobody()
        await post(personId, works)
        const before = await told(personId)
        const [entry] = await post(personId, [wrong])
        const door = county.door(actor())
        must(await transact(door, (tx) => reverseEntry(tx, entry?.id ?? '', { id: newId(), reason: '登记有误' })))
        expect(await told(personId)).toEqual(before)
      }),
      { numRuns: 12 },
    )
  })
})
