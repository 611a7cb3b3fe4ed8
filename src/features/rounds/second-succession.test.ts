import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
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

type Block = { places: number }
const officer = () => county.logins.bureau_officer
const { open } = lineRules

test('[002-18] a place that was added before a second round stays one of the first, and the next of that list has what is left of it', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const people = await line.teachers('c', 'c', 'c')
  const rural = { id: 'rural', title: '乡村名额', places: 1, only: 'rural' }
  const first = await line.confirmed([{ programmeId, blocks: [rural, open] }], people)
  await county.request(officer(), 'PUT', `/programmes/${programmeId}/places`, { placesMax: 3 })
  await succeed(county)
  expect((await line.answer(at(people, 1), programmeId, 'acceptance')).status).toBe(200)
  const late = await line.teacher('a')
  const second = roundOf(county, new Date(clock.ticks()).toISOString(), [])
  await county.request(officer(), 'POST', `${first.path}/second-round`, { id: second.id })
  await county.request(officer(), 'POST', `${second.path}/publication`)
  clock.at(80 + 30 * hour)
  expect((await second.rank(late, [programmeId])).status).toBe(200)
  clock.at(80 + 9 * 24 * hour)
  await second.score(programmeId, [[late, 60]])
  clock.at(80 + 16 * 24 * hour)
  expect((await second.confirm((await second.rehearse()).runId)).status).toBe(200)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([])
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([2])
})

test('[002-18] whoever a second round places is offered nothing by the first any more: that goes to the next', async () => {
  const programmeId = await selectable(county, { placesMax: 2, startsOn: null, endsOn: null })
  const rule = { termHours: 720, leadHours: 0 }
  expect((await county.request(officer(), 'PUT', `/programmes/${programmeId}/waiting-list`, rule)).status).toBe(200)
  const other = await selectable(county, { placesMax: 1 })
  const people = await line.teachers('c', 'c', 'c')
  const rural = { id: 'rural', title: '乡村名额', places: 1, only: 'rural' }
  const first = await line.confirmed([{ programmeId, blocks: [rural, open] }], people)
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([1])
  const from = new Date(clock.ticks()).toISOString()
  const second = roundOf(county, from, [{ programmeId: other, blocks: [open] }])
  await second.begin()
  await county.commit(async (tx) => {
    await tx.$client.query('update matching_round set follows_id = $1 where id = $2', [first.id, second.id])
    return ok()
  })
  expect((await second.publish()).status).toBe(200)
  clock.at(80 + 2)
  expect((await second.rank(at(people, 1), [other])).status).toBe(200)
  clock.at(80 + 60)
  await second.score(other, [[at(people, 1), 60]])
  clock.at(80 + 80)
  expect((await second.confirm((await second.rehearse()).runId)).status).toBe(200)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([2])
  expect((await first.own(at(people, 1))).body.result.choices[0].succession).toMatchObject({ state: 'left' })
})

test('[002-18] while a second round is under way a freed place goes to the list of the first, and whoever took it ranks no more', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const people = await line.teachers('c', 'c', 'c')
  const rural = { id: 'rural', title: '乡村名额', places: 1, only: 'rural' }
  const first = await line.confirmed([{ programmeId, blocks: [rural, open] }], people)
  const late = await line.teacher('a')
  const second = roundOf(county, new Date(clock.ticks()).toISOString(), [])
  const begun = await county.request(officer(), 'POST', `${first.path}/second-round`, { id: second.id })
  expect(begun.status).toBe(201)
  await line.withdraw(at(people, 0), programmeId)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([1])
  expect((await county.request(officer(), 'POST', `${second.path}/publication`)).status).toBe(200)
  clock.at(80 + 30 * hour)
  for (const each of [at(people, 1), at(people, 2), late])
    expect((await second.rank(each, [programmeId])).status).toBe(200)
  expect((await line.answer(at(people, 1), programmeId, 'acceptance')).status).toBe(200)
  expect((await second.rank(at(people, 1), [programmeId])).body.code).toBe('placed_before')
  clock.at(80 + 9 * 24 * hour)
  await second.score(programmeId, [
    [at(people, 2), 90],
    [late, 60],
  ])
  clock.at(80 + 16 * 24 * hour)
  const done = await second.confirm((await second.rehearse()).runId)
  expect([done.status, done.body.code]).toEqual([200, undefined])
  expect((await line.standing(late, programmeId)).enrolment).toMatchObject({ state: 'admitted' })
  // The list of the newest round comes first, and what the first round gave goes to it as well.
  await line.withdraw(at(people, 1), programmeId)
  await succeed(county)
  expect(await line.whoIsOffered([...people, late], programmeId)).toEqual([2])
})

test('[002-18] whoever waits for several kinds of places stands in the order once, with their kinds and the place in each', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const people = await line.teachers('a', 'a', 'a', 'c')
  const rural = { id: 'rural', title: '乡村名额', places: 1, only: 'rural' }
  const round = await line.confirmed([{ programmeId, blocks: [rural, open] }], people)
  const { body } = await county.request(officer(), 'GET', `${round.path}/succession`)
  expect(body.items).toMatchObject([
    {
      ...{ personId: at(people, 2).personId, state: 'waiting' },
      kinds: [
        { title: '乡村名额', nth: 1 },
        { title: '开放名额', nth: 1 },
      ],
    },
    { personId: at(people, 3).personId, state: 'waiting', kinds: [{ title: '开放名额', nth: 2 }] },
  ])
})

test('[002-18] a place that became free and that nobody of the list could take is there for the second round', async () => {
  const programmeId = await selectable(county, { placesMax: 3 })
  const people = await line.teachers('a', 'b', 'c')
  const first = await line.confirmed([{ programmeId, blocks: [{ ...open, places: 3 }] }], people)
  const begin = async (id: string) => {
    const begun = await county.request(officer(), 'POST', `${first.path}/second-round`, { id })
    return begun.status === 201 ? begun.body.list[0].blocks.map(({ places }: Block) => places) : begun.body.code
  }
  expect(await begin(newId())).toBe('no_places_left')
  await line.withdraw(at(people, 1), programmeId)
  await succeed(county)
  expect(await line.whoIsOffered(people, programmeId)).toEqual([])
  await county.request(officer(), 'PUT', `/programmes/${programmeId}/places`, { placesMax: 4 })
  await succeed(county)
  expect(await begin(newId())).toEqual([2])
})
