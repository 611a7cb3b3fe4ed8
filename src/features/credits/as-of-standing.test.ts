import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import type { Policy } from '../../lib/policy/language.ts'
import { ok } from '../../lib/result.ts'
import { actAs, transact, type Actor } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { adoptPolicy } from '../policies/commands/policies.ts'
import { changeState, movePeople } from '../people/public.ts'

const today = '2026-09-01'
const clock = { now: () => new Date(`${today}T10:00:00+08:00`), ticks: () => performance.now() }
let county: TestCounty
let policyId: string
const officer = () => county.logins.bureau_officer
const actor = (): Actor => ({
  ...{ accountId: officer().accountId, personId: null, name: '陈晓岚', grants: [], sessionId: 's' },
})

const rule = (units: number, rest: Partial<Policy['rules'][number]> = {}) =>
  ({
    ...{ kind: 'least', id: 'yearly', title: { zh: '每年学时', en: 'Hours a year' }, of: {}, period: { kind: 'year' } },
    ...{ units, ...rest },
  }) as Policy['rules'][number]

/** Adopts a text with these rules on a day, in force from another. */
async function adopt(id: string, on: string, effectiveFrom: string, rules: Policy['rules'], organisationId?: string) {
  const path = `/hour-policies/${id}`
  if (organisationId !== undefined) {
    const made = { id, organisationId, packId: 'hunan' }
    expect((await county.request(officer(), 'POST', '/hour-policies', made)).status).toBe(201)
  }
  const { body } = await county.request(officer(), 'GET', path)
  const { revision, policy: there } = body.draft
  const policy: Policy = { ...there, cycle: { years: 5, from: 2026 }, rules }
  expect((await county.request(officer(), 'PUT', `${path}/draft`, { revision, policy })).status).toBe(200)
  const asked = { revision: revision + 1, effectiveFrom, reason: '局务会通过' }
  const now = new Date(`${on}T10:00:00+08:00`)
  const done = await transact(county.door(actor()), (tx) =>
    actAs(tx, { ...tx.context, now, today: on }, (part) => adoptPolicy(part, id, asked)),
  )
  expect(done.ok).toBe(true)
}

beforeAll(async () => {
  county = await testCounty(clock)
  policyId = newId()
  await adopt(policyId, '2026-03-02', '2026-01-01', [rule(1000)], county.tree.bureau)
  // Adopted in June, in force since April: nobody could know of it in May.
  await adopt(policyId, '2026-06-01', '2026-04-01', [rule(2000)])
})
afterAll(() => county.close())

const askedOf = async (personId: string, query = '') => {
  const { status, body } = await county.request(county.logins.auditor, 'GET', `/people/${personId}/credits${query}`)
  expect(status).toBe(200)
  return body.standings.map(({ units, state }: { units: number; state: string }) => [units, state])
}

test('[002-15] a standing of a past day is told by what had been adopted by then, or by the policies of another day', async () => {
  const { id } = await county.person({ organisationId: county.tree.a, name: '顾念之' })
  expect(await askedOf(id)).toEqual([[2000, 'short']])
  expect(await askedOf(id, '?asOf=2026-05-04')).toEqual([[1000, 'short']])
  expect(await askedOf(id, '?asOf=2026-03-01')).toEqual([])
  expect(await askedOf(id, '?asOf=2026-06-01')).toEqual([[2000, 'short']])
  expect(await askedOf(id, '?policiesOn=2026-03-31')).toEqual([[1000, 'short']])
  expect(await askedOf(id, '?asOf=2026-03-01&policiesOn=2026-04-02')).toEqual([[2000, 'short']])
  const { body } = await county.request(county.logins.auditor, 'GET', `/people/${id}/credits?policiesOn=2026-03-31`)
  expect(body).toMatchObject({ asOf: null, policiesOn: '2026-03-31' })
})

test('[002-15] a standing of a past day is told of the person as they were: their school, their state', async () => {
  const { id } = await county.person({ organisationId: county.tree.a, name: '顾念之' })
  await adopt(newId(), '2026-03-02', '2026-01-01', [rule(500, { id: 'own' })], county.tree.b)
  const move = { personIds: [id], fromId: county.tree.a, toId: county.tree.b, on: '2026-07-01' }
  await county.commit(async (tx) => ok(await movePeople(tx, { ...move, reason: '交流', keepPosts: false })))
  expect(await askedOf(id)).toEqual([
    [2000, 'short'],
    [500, 'short'],
  ])
  expect(await askedOf(id, '?asOf=2026-06-30')).toEqual([[2000, 'short']])
  expect(await askedOf(id, '?asOf=2026-07-01')).toHaveLength(2)

  await county.commit(async (tx) =>
    ok(await changeState(tx, id, { id: newId(), state: '03', on: '2026-08-15', reason: '退休' })),
  )
  expect(await askedOf(id)).toEqual([])
  expect(await askedOf(id, '?asOf=2026-08-14')).toHaveLength(2)
})
