import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { movingClock, roundOf, selectable } from './testing.ts'

const start = '2026-09-01T00:00:00Z'
const clock = movingClock(start)
let county: TestCounty
let programmeId: string
beforeAll(async () => {
  county = await testCounty(clock)
  programmeId = await selectable(county)
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const places = [{ id: 'open', title: '开放名额', places: 1 }]

async function double(name: string): Promise<{ login: Login; id: string }> {
  const posts = [{ kind: '23' as const, fromOn: '2025-09-01', toOn: null }]
  const { id } = await county.person({ organisationId: county.tree.a, name, bornOn: '1988-08-08', posts })
  return { login: await county.login(`${name} ${id.slice(-4)}`, [], id), id }
}

async function merge(keptId: string, goneId: string): Promise<string> {
  const id = newId()
  const { status } = await county.request(officer(), 'POST', '/person-merges', { id, keptId, goneId, reason: '同一人' })
  expect(status).toBe(201)
  return id
}

const undo = (id: string) => county.request(officer(), 'POST', `/person-merges/${id}/undoing`, { reason: '认错了' })

test('[002-18] whoever ranked, was scored and placed under a number that is merged goes on under the other; undone exactly', async () => {
  const round = roundOf(county, start, [{ programmeId, blocks: places }])
  await round.begin()
  await round.publish()
  clock.at(2)
  const [gone, kept] = [await double('志愿双号'), await double('志愿双号')]
  expect((await round.rank(gone.login, [programmeId])).status).toBe(200)
  clock.at(60)
  expect((await round.score(programmeId, [[gone.login, 80]])).status).toBe(200)
  const scored = async () => {
    const path = `${round.path}/programmes/${programmeId}/applicants`
    const { body } = await county.request(county.logins.provider, 'GET', path)
    return body.applicants.map(({ personId, score }: { personId: string; score: number }) => [personId, score])
  }
  expect(await scored()).toEqual([[gone.id, 8000]])
  const once = await merge(kept.id, gone.id)
  expect(await scored()).toEqual([[kept.id, 8000]])
  expect((await undo(once)).status).toBe(201)
  expect(await scored()).toEqual([[gone.id, 8000]])
  await merge(kept.id, gone.id)
  clock.at(80)
  const run = await round.rehearse()
  expect((await round.confirm(run.runId)).body).toMatchObject({ state: 'confirmed' })
  expect((await round.own(kept.login)).body.result).toMatchObject({ programmeId, choice: 1 })
})

test('[002-18] whoever ranked under both numbers takes part once', async () => {
  clock.at(0)
  const another = await selectable(county)
  const round = roundOf(county, start, [{ programmeId: another, blocks: places }])
  await round.begin()
  await round.publish()
  clock.at(2)
  const [gone, kept] = [await double('志愿两份'), await double('志愿两份')]
  for (const { login } of [gone, kept]) expect((await round.rank(login, [another])).status).toBe(200)
  const merged = await merge(kept.id, gone.id)
  clock.at(60)
  expect((await round.score(another, [[kept.login, 80]])).status).toBe(200)
  clock.at(80)
  const only = await round.rehearse()
  expect(only.board.body).toMatchObject({ funnel: { applicants: 1, placed: 1 }, run: { missing: 0 } })
  expect((await undo(merged)).status).toBe(201)
  // Two people again: what was reckoned for one is not confirmed for two.
  expect((await round.confirm(only.runId)).body.code).toBe('run_outdated')
})
