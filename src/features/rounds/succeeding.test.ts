import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { transact } from '../../platform/db/db.ts'
import { expireOffers } from '../enrolment/public.ts'
import { quotaCell } from '../quotas/testing.ts'
import { offerNext } from './commands/succeeding.ts'
import { succeedAgain } from './handlers.ts'
import { at, lineIn, lineRules, movingClock, roundOf, selectable, succeed } from './testing.ts'

const start = '2026-09-01T00:00:00Z'
const clock = movingClock(start)
const hour = 180
let county: TestCounty
let line: ReturnType<typeof lineIn>
beforeAll(async () => {
  county = await testCounty(clock)
  line = lineIn(county, clock, start)
})
beforeEach(() => clock.at(0))
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const { open } = lineRules
const codesOf = async (as: Login): Promise<string[]> =>
  (await county.request(as, 'GET', '/notices')).body.items.map(({ code }: { code: string }) => code)

test('[002-18] whoever comes next is offered the place that somebody withdrew from, and is in by one answer', async () => {
  const { programmeId, people, round } = await line.queue(['a', 'b', 'c'])
  expect(await succeed(county)).toBe(0)
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([1])
  expect(await line.offerOf(at(people, 1), programmeId)).toMatchObject({ sourceKind: 'round' })
  expect(await codesOf(at(people, 1))).toContain('enrolment.offered_next')
  expect((await line.answer(at(people, 1), programmeId, 'acceptance')).status).toBe(200)
  expect((await line.standing(at(people, 1), programmeId)).enrolment).toMatchObject({ state: 'admitted' })
  const source = await county.commit(async (tx) =>
    ok(
      (
        await tx.$client.query('select source_kind, source_id from enrolment where person_id = $1', [
          at(people, 1).personId,
        ])
      ).rows,
    ),
  )
  expect(source).toEqual([{ source_kind: 'round', source_id: round.id }])
})

test('[002-18] whoever declines passes the place on, nobody is asked twice, and the work done twice offers nothing twice', async () => {
  const { programmeId, people } = await line.queue(['a', 'b', 'c', 'a'])
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  await county.commit(async (tx) => ok(await offerNext(tx, programmeId)))
  expect(await line.whoIsOffered(people, programmeId)).toEqual([1])
  await line.answer(at(people, 1), programmeId, 'refusal')
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([2])
  await line.answer(at(people, 2), programmeId, 'refusal')
  await succeed(county)
  await line.answer(at(people, 3), programmeId, 'refusal')
  expect(await succeed(county)).toBe(1)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([])
})

test('[002-18] an offer that is not answered in time goes to the one after', async () => {
  const { programmeId, people } = await line.queue(['a', 'b', 'c'])
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  const { offerUntil } = await line.offerOf(at(people, 1), programmeId)
  expect(new Date(offerUntil).getTime() - clock.ticks()).toBe(48 * 3_600_000)
  clock.at(80 + 49 * hour)
  await county.commit(expireOffers)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([2])
})

test('[002-18] no offer is made within the lead of the first day, and the last one ends there', async () => {
  const { programmeId, people } = await line.queue(['a', 'b', 'c'], 1, { startsOn: '2026-09-04' })
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  const until = new Date((await line.offerOf(at(people, 1), programmeId)).offerUntil)
  expect(until.toISOString()).toBe('2026-09-01T16:00:00.000Z')
  clock.at(17 * hour)
  await county.commit(expireOffers)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([])
})

test('[002-18] a place for rural teachers goes to a rural teacher, however good the others are', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const people = await line.teachers('a', 'c', 'c', 'b')
  const rural = { id: 'rural', title: '乡村名额', places: 1, only: 'rural' }
  await line.confirmed([{ programmeId, blocks: [rural, open] }], people)
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([3])
  await line.withdraw(at(people, 1), programmeId)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([2, 3])
})

test('[002-18] nobody comes next whose school has all it may have there', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const people = await line.teachers('a', 'b', 'a', 'c')
  await line.confirmed([{ programmeId, blocks: [{ ...open, places: 2, schoolMost: 1 }] }], people)
  await line.withdraw(at(people, 1), programmeId)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([3])
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([2, 3])
})

test('[002-18] where a least number of rural teachers is missed, they come first', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const people = await line.teachers('a', 'c', 'c', 'b')
  await line.confirmed([{ programmeId, blocks: [{ ...open, places: 2, ruralLeast: 1 }] }], people)
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([3])
})

test('[002-18] under the optimal method no limit over the whole round is exceeded', async () => {
  const [one, other] = [await selectable(county, { placesMax: 1 }), await selectable(county, { placesMax: 1 })]
  const people = await line.teachers('a', 'b', 'a', 'c')
  const limit = { of: 'school', is: null, programmeId: null, atLeast: null, atMost: 1 }
  const rules = [one, other].map((programmeId) => ({ programmeId, blocks: [open] }))
  await line.confirmed(rules, people, { method: 'optimal', limits: [limit] })
  const states = [await line.standing(at(people, 0), one), await line.standing(at(people, 0), other)]
  const [stays, leaves] = states[0]?.enrolment ? [one, other] : [other, one]
  await line.withdraw(at(people, 1), leaves)
  await succeed(county)
  expect(await line.whoIsOffered(people, leaves)).toEqual([3])
  expect((await line.standing(at(people, 0), stays)).enrolment).toMatchObject({ state: 'admitted' })
})

test('[002-18] places that are added go through the same gate, and those that found nobody stay for a second round', async () => {
  const programmeId = await selectable(county, { placesMax: 3 })
  const people = await line.teachers('c', 'c', 'c')
  const rural = { id: 'rural', title: '乡村名额', places: 2, only: 'rural' }
  await line.confirmed([{ programmeId, blocks: [rural, open] }], people)
  await county.commit(async (tx) => ok(await offerNext(tx, programmeId)))
  expect(await line.whoIsOffered(people, programmeId)).toEqual([])
  const set = await county.request(officer(), 'PUT', `/programmes/${programmeId}/places`, { placesMax: 4 })
  expect(set.status).toBe(200)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([1])
})

test('[002-18] a school whose quota is full is passed over, and stays in the list', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const root = quotaCell(null, null)
  const cells = [
    root,
    ...(['a', 'b'] as const).map((school) =>
      quotaCell(root.id, 1, { dimension: 'organisation', wanted: [county.tree[school]] }),
    ),
  ]
  const sheet = { version: 0, releaseOn: null, cells }
  expect((await county.request(officer(), 'PUT', `/programmes/${programmeId}/quotas`, sheet)).status).toBe(200)
  const people = await line.teachers('a', 'b', 'a', 'b')
  await line.confirmed([{ programmeId, blocks: [{ ...open, places: 2 }] }], people)
  await line.withdraw(at(people, 1), programmeId)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([3])
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([2, 3])
})

test('[002-18] whoever was kept out by hand does not come next, and an admission that is revoked frees its place', async () => {
  const programmeId = await selectable(county, { placesMax: 1 })
  const people = await line.teachers('a', 'b', 'c')
  const round = roundOf(county, start, [{ programmeId, blocks: [open] }])
  await round.begin()
  await round.publish()
  clock.at(2)
  for (const each of people) await round.rank(each, [programmeId])
  clock.at(60)
  await round.score(
    programmeId,
    people.map((each, index): [Login, number] => [each, 90 - index]),
  )
  clock.at(80)
  const out = { personId: at(people, 1).personId, programmeId: null, blockId: null, reason: '已参加同类项目' }
  expect((await county.request(officer(), 'POST', `${round.path}/overrides`, out)).status).toBe(200)
  await round.confirm((await round.rehearse()).runId)
  const { enrolment } = await line.standing(at(people, 0), programmeId)
  const revoked = await county.request(officer(), 'POST', '/enrolment-decisions', {
    ...{ ids: [enrolment.id], decision: 'revoke', reason: '公示异议成立' },
  })
  expect(revoked.status).toBe(200)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([2])
})

test('[002-18] whoever takes a place of one programme gives up what the round offered them of another', async () => {
  const [one, other] = [await selectable(county, { placesMax: 1 }), await selectable(county, { placesMax: 1 })]
  const people = await line.teachers('a', 'b', 'c', 'a')
  await line.confirmed(
    [one, other].map((programmeId) => ({ programmeId, blocks: [open] })),
    people,
  )
  await line.withdraw(at(people, 0), one)
  await line.withdraw(at(people, 1), other)
  await succeed(county)
  expect([await line.whoIsOffered(people, one), await line.whoIsOffered(people, other)]).toEqual([[2], [2]])
  expect((await line.answer(at(people, 2), one, 'acceptance')).status).toBe(200)
  await succeed(county)
  expect(await line.whoIsOffered(people, other)).toEqual([3])
  expect(await line.standing(at(people, 0), other)).toMatchObject({ placesTaken: 1 })
})

test('[002-18] a freed place stands in the list with who is asked, and what became of it', async () => {
  const { programmeId, people, round } = await line.queue(['a', 'b', 'c'])
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  const list = await county.request(officer(), 'GET', `${round.path}/succession`)
  expect(list.status).toBe(200)
  expect(list.body.items).toMatchObject([
    { programmeId, kinds: [{ title: '开放名额', nth: null }], personId: at(people, 1).personId, state: 'offered' },
    { programmeId, personId: at(people, 2).personId, state: 'waiting', kinds: [{ nth: 1 }], score: 8500 },
  ])
  const own = (await round.own(at(people, 2))).body.result.choices[0]
  expect(own.succession).toMatchObject({ state: 'waiting', places: [{ title: '开放名额', nth: 1 }] })
  const asked = (await round.own(at(people, 1))).body.result.choices[0]
  expect(asked.succession).toMatchObject({ state: 'offered' })
  expect(asked.succession.offerUntil).not.toBe(null)
  clock.at(81)
  await line.answer(at(people, 1), programmeId, 'refusal')
  await succeed(county)
  const states = (await county.request(officer(), 'GET', `${round.path}/succession?programmeId=${programmeId}`)).body
  expect(states.items.map(({ state }: { state: string }) => state)).toEqual(['declined', 'offered'])
  const file = await county.request(officer(), 'GET', `/list-exports/matching-succession?matchingRoundId=${round.id}`)
  const grid = await readGrid(new Uint8Array(await file.answer.arrayBuffer()))
  expect(grid.ok && grid.value.rows.map((row) => [row[1], row[5], row[6]]).slice(1, 3)).toEqual([
    ['开放名额', 90, '已放弃'],
    ['开放名额', 85, '递补邀约中'],
  ])
})

test('[002-18] two places that are freed at once go to two people, each once', async () => {
  const { programmeId, people } = await line.queue(['a', 'b', 'c', 'a', 'b'], 2)
  await line.withdraw(at(people, 0), programmeId)
  await line.withdraw(at(people, 1), programmeId)
  const made = await Promise.all(
    [1, 2, 3].map(() => transact(county.door(), async (tx) => ok(await offerNext(tx, programmeId)))),
  )
  expect(made.map((one) => (one.ok ? one.value : -1)).reduce((sum, one) => sum + one, 0)).toBe(2)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([2, 3])
})

test('[002-18] two who withdraw at the same moment free two places', async () => {
  const { programmeId, people } = await line.queue(['a', 'b', 'c', 'a', 'b'], 2)
  await Promise.all([line.withdraw(at(people, 0), programmeId), line.withdraw(at(people, 1), programmeId)])
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([2, 3])
})

test('[002-18] whoever ranked and was merged into another number comes next under that one', async () => {
  const { programmeId, people } = await line.queue(['a', 'b'])
  const posts = [{ kind: '23' as const, fromOn: '2025-09-01', toOn: null }]
  const kept = await county.person({ organisationId: county.tree.b, name: '合并后', posts })
  const login = await county.login('合并后', [], kept.id)
  const merged = await county.request(officer(), 'POST', '/person-merges', {
    ...{ id: newId(), keptId: kept.id, goneId: at(people, 1).personId, reason: '同一人' },
  })
  expect(merged.status).toBe(201)
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  expect(await line.isOffered(login, programmeId)).toBe(true)
})

test('[004-10] whoever comes next and is restricted is passed over, and asked once the restriction is lifted', async () => {
  const { programmeId, people } = await line.queue(['a', 'b'])
  const id = newId()
  const restriction = {
    id,
    personId: at(people, 1).personId,
    fromOn: '2026-09-01',
    reference: '师核5号',
    contact: '人事科',
  }
  expect((await county.request(officer(), 'POST', '/restrictions', restriction)).status).toBe(201)
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  await succeedAgain(county.door())
  expect(await line.whoIsOffered(people, programmeId)).toEqual([])
  await county.request(officer(), 'POST', `/restrictions/${id}/lifting`, { reason: '核查结束' })
  await succeedAgain(county.door())
  expect(await line.whoIsOffered(people, programmeId)).toEqual([1])
})
