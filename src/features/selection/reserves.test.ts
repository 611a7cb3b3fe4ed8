import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { decideMany, expireOffers } from '../enrolment/public.ts'
import { openTestProgramme, takenIn } from '../enrolment/testing.ts'
import { clockFrom } from '../publicity/testing.ts'
import { offerToReserves } from './commands/reserves.ts'
import type { Quota } from './core/engine.ts'
import { nextReserve, turnsOf, type Standing } from './core/succession.ts'
import { testRules } from './testing.ts'

const begins = '2026-11-20T10:00:00+08:00'
const clock = clockFrom(begins)
let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const ask = (who: Login, id: string, what: string, body?: object, method = 'POST') =>
  county.request(who, method, `/selections/${id}/${what}`, body)

async function teachers(...schools: readonly ('a' | 'b' | 'c')[]): Promise<Login[]> {
  const found = []
  for (const school of schools) {
    const { id } = await county.person({ organisationId: county.tree[school], name: `选手${newId().slice(-4)}` })
    found.push(await county.login(`选手 ${id.slice(-6)}`, [], id))
  }
  // Tests go on for weeks by their own clock: nobody has to sign in again meanwhile.
  await county.commit(async (tx) => {
    await tx.$client.query(
      "update session set expires_at = '2028-01-01', seen_at = '2027-12-31', proved_at = '2027-12-31'",
    )
    return ok()
  })
  return found
}

/** A selection in one step over these people, the best first, settled; the names at the positions of `struck` were struck from the notice. */
async function settled(people: readonly Login[], quota: Quota, struck: readonly number[] = []) {
  clock.set(begins)
  const id = newId()
  const programmeId = await openTestProgramme(county, { admission: 'selection', placesMax: quota.places })
  const [written] = testRules().steps
  if (!written) throw new Error('there is a first step')
  const rules = { ...testRules(), steps: [{ ...written, weight: 100, cutOff: { kind: 'none' } }], ties: [], quota }
  const draft = { id, kind: 'trainees', title: '骨干选拔', organisationId: county.tree.bureau, programmeId, rules }
  const made = await county.request(officer(), 'POST', '/selections', draft)
  expect([made.status, made.body.code]).toEqual([201, undefined])
  await ask(officer(), id, 'candidates', { personIds: people.map(({ personId }) => personId) })
  expect((await ask(officer(), id, 'start')).status).toBe(200)
  const scores = people.map(({ personId }, index) => ({
    personId,
    criterion: 'paper',
    centipoints: 9500 - index * 500,
  }))
  expect((await ask(officer(), id, 'scores', { scores }, 'PUT')).status).toBe(200)
  expect((await ask(officer(), id, 'step-closure')).body.state).toBe('ranked')
  const { noticeId } = (await ask(officer(), id, 'public-notice', { text: '' })).body
  const another = await county.login('另一位局干部', [['bureau_officer', county.tree.bureau]])
  for (const position of struck) {
    const text = '该同志申报材料与事实不符，请组织核实。'
    const objection = { id: newId(), position, text }
    const path = `/shown-notices/${noticeId}/objections`
    expect((await county.request(people.at(-1), 'POST', path, objection)).status).toBe(201)
    const answered = await county.request(another, 'POST', `/public-objections/${objection.id}/answer`, {
      ...{ outcome: 'upheld', answer: '经核实，异议成立，取消资格。' },
    })
    expect([answered.status, answered.body.code]).toEqual([200, undefined])
  }
  clock.set('2026-11-28T09:00:00+08:00')
  await county.request(officer(), 'POST', `/public-notices/${noticeId}/confirmation`)
  const over = await ask(officer(), id, 'settlement')
  expect(over.body.state).toBe('settled')
  return { id, programmeId }
}

const standing = async (as: Login, programmeId: string) =>
  (await county.request(as, 'GET', `/programmes/${programmeId}/my-enrolment`)).body
const isOffered = async (as: Login | undefined, programmeId: string) =>
  as !== undefined && (await standing(as, programmeId)).waiting?.state === 'offered'
const whoIsOffered = async (people: readonly Login[], programmeId: string) => {
  const found = []
  for (const [index, one] of people.entries()) if (await isOffered(one, programmeId)) found.push(index)
  return found
}
const succeed = (programmeId: string) => county.commit(async (tx) => ok(await offerToReserves(tx, programmeId)))
/** What asked that freed places be offered, since it was asked for last. */
const asked = () =>
  county.commit(async (tx) =>
    ok(
      (
        await tx.$client.query<{ id: string }>(
          "update job_run set state = 'done' where name = 'enrolment.offer_freed' and state = 'waiting' returning payload ->> 'programmeId' as id",
        )
      ).rows.map(({ id }) => id),
    ),
  )
async function withdraw(as: Login | undefined, programmeId: string) {
  if (!as) throw new Error('somebody withdraws')
  const { enrolment } = await standing(as, programmeId)
  const done = await county.request(as, 'POST', `/enrolments/${enrolment.id}/withdrawal`, { reason: '家中有事' })
  expect(done.status).toBe(200)
}
const at = (one: Login | undefined): Login => {
  if (!one) throw new Error('somebody is missing')
  return one
}
const mine = async (as: Login | undefined, id: string) =>
  (await county.request(as, 'GET', '/my/selections')).body.items.find((one: { id: string }) => one.id === id)

test('[001-45] reserves come next in rank order: one after the other, by one answer, and nobody twice', async () => {
  const people = await teachers('a', 'b', 'c', 'a')
  const { id, programmeId } = await settled(people, { places: 1, parts: [] })
  expect(await succeed(programmeId)).toBe(0)
  expect((await mine(people[2], id)).reserve).toMatchObject({ state: 'waiting', nth: 2 })
  await withdraw(people[0], programmeId)
  expect(await asked()).toContain(programmeId)
  expect([await succeed(programmeId), await succeed(programmeId)]).toEqual([1, 0])
  expect(await whoIsOffered(people, programmeId)).toEqual([1])
  expect((await mine(people[1], id)).reserve).toMatchObject({ state: 'offered' })
  expect((await mine(people[2], id)).reserve).toMatchObject({ state: 'waiting', nth: 1 })
  clock.set('2026-11-30T10:00:00+08:00')
  await county.commit(expireOffers)
  expect(await succeed(programmeId)).toBe(1)
  expect(await whoIsOffered(people, programmeId)).toEqual([2])
  const third = people[2]
  if (!third) throw new Error('there is a third')
  const { waiting } = await standing(third, programmeId)
  expect((await county.request(third, 'POST', `/waiters/${waiting.id}/acceptance`)).status).toBe(200)
  const came = await county.request(officer(), 'GET', `/enrolments?programmeId=${programmeId}&state=admitted`)
  expect(came.body.items).toMatchObject([{ personId: third.personId, sourceKind: 'selection' }])
  const page = (await county.request(officer(), 'GET', `/selections/${id}`)).body
  const states = people.map(
    ({ personId }) =>
      page.candidates.find((one: { personId: string }) => one.personId === personId).reserve?.state ?? null,
  )
  expect(states).toEqual([null, 'expired', 'accepted', 'waiting'])
})

test('[001-45] the place of whoever was struck from the notice goes to the first reserve', async () => {
  const people = await teachers('a', 'b', 'c')
  const { programmeId } = await settled(people, { places: 2, parts: [] }, [1])
  expect(await asked()).toContain(programmeId)
  expect(await succeed(programmeId)).toBe(1)
  expect(await whoIsOffered(people, programmeId)).toEqual([2])
})

test('[001-45] a place goes to the same part of the quota, and one that was added to the best of all', async () => {
  const people = await teachers('a', 'c', 'c', 'b', 'a')
  const parts = [
    { stage: '2', kind: 'rural', places: 1 },
    { stage: '2', kind: 'urban', places: 1 },
  ]
  const { programmeId } = await settled(people, { places: 2, parts })
  await withdraw(people[0], programmeId)
  await succeed(programmeId)
  expect(await whoIsOffered(people, programmeId)).toEqual([3])
  const set = await county.request(officer(), 'PUT', `/programmes/${programmeId}/places`, { placesMax: 3 })
  expect(set.status).toBe(200)
  await succeed(programmeId)
  expect(await whoIsOffered(people, programmeId)).toEqual([2, 3])
})

test('[001-45] whoever applied and is admitted while they have an offer holds one place, not two, once they accept it', async () => {
  const people = await teachers('a', 'b', 'c')
  const { programmeId } = await settled(people, { places: 2, parts: [] })
  await withdraw(people[0], programmeId)
  await withdraw(people[1], programmeId)
  clock.set(begins)
  const [, , third] = people
  const applied = newId()
  const path = `/programmes/${programmeId}/enrolments`
  expect((await county.request(third, 'POST', path, { id: applied })).status).toBe(201)
  clock.set('2026-11-28T10:00:00+08:00')
  expect(await succeed(programmeId)).toBe(1)
  for (const decision of ['approve', 'admit'] as const)
    await county.commit(async (tx) => ok(await decideMany(tx, [applied], decision, null)))
  expect(await takenIn(county, programmeId)).toEqual({ counted: 2, held: 1 })
  const { waiting } = await standing(at(third), programmeId)
  expect((await county.request(third, 'POST', `/waiters/${waiting.id}/acceptance`)).status).toBe(200)
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 1 })
})

const one = (id: string, rank: number, more: Partial<Standing> = {}): Standing => ({
  ...{ id, rank, stage: '2', kind: 'rural', isGiven: false, sits: false, waits: true },
  ...more,
})

test('[001-45] nobody is asked where nothing was left, and whoever was refused is passed over for the next', () => {
  const quota = { places: 1, parts: [] }
  const gone = one('first', 1, { isGiven: true, waits: false })
  const all = [gone, one('second', 2), one('third', 3)]
  expect(nextReserve(quota, [{ ...gone, sits: true }, ...all.slice(1)], 0, new Set())).toBe(undefined)
  expect(nextReserve(quota, all, 0, new Set())?.id).toBe('second')
  expect(nextReserve(quota, all, 0, new Set(['second']))?.id).toBe('third')
  expect([...turnsOf(quota, all)]).toEqual([
    ['second', 1],
    ['third', 2],
  ])
})
