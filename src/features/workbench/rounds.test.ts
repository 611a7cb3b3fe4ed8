import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { movingClock, roundOf, selectable, staySignedIn } from '../rounds/testing.ts'

const start = '2026-09-01T00:00:00Z'
const afterNotice = 8000
const clock = movingClock(start)
let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
  await staySignedIn(county)
})
afterAll(() => county.close())

test('[002-18] the workbench says what a round waits for, to whoever takes the step: scores, matching, answers, the end of the notice, admitting', async () => {
  const { bureau_officer: officer, provider } = county.logins
  const [first] = county.teachers.a
  const [second] = county.teachers.b
  if (!first || !second) throw new Error('a school has teachers')
  const waiting = async (who: Login) =>
    (await county.request(who, 'GET', '/workbench')).body.waiting
      .map(({ what, count }: { what: string; count: number }) => `${what} ${String(count)}`)
      .filter((said: string) => /^(round|objection|notice)/.test(said))
  const programmeId = await selectable(county, { placesMax: 2 })
  const round = roundOf(county, start, [{ programmeId, blocks: [{ id: 'open', title: '开放名额', places: 2 }] }])
  await round.begin()
  await round.publish()
  clock.at(2)
  for (const each of [first, second]) await round.rank(each, [programmeId])
  expect([await waiting(provider), await waiting(officer)]).toEqual([[], []])
  clock.at(60)
  expect(await waiting(provider)).toEqual(['round_scores 1'])
  await round.score(programmeId, [[first, 90]])
  expect(await waiting(provider)).toEqual(['round_scores 1'])
  await round.score(programmeId, [[second, 80]])
  expect([await waiting(provider), await waiting(officer)]).toEqual([[], []])
  clock.at(80)
  expect(await waiting(officer)).toEqual(['round_matching 1'])
  const { runId } = await round.rehearse()
  const noticeId = (await round.show(runId)).body.notice.id
  expect(await waiting(officer)).toEqual([])
  const objectionId = newId()
  const said = { id: objectionId, position: 1, text: '该教师本年度已参加同类研修，请核实。' }
  await county.request(second, 'POST', `/shown-notices/${noticeId}/objections`, said)
  expect(await waiting(officer)).toEqual(['objection 1'])
  clock.at(afterNotice)
  expect(await waiting(officer)).toEqual(['objection 1'])
  const answer = { outcome: 'dismissed', answer: '经核实，没有参加过。' }
  await county.request(officer, 'POST', `/public-objections/${objectionId}/answer`, answer)
  expect(await waiting(officer)).toEqual(['notice_confirmation 1'])
  await county.request(officer, 'POST', `/public-notices/${noticeId}/confirmation`)
  expect([await waiting(officer), await waiting(provider)]).toEqual([['round_settlement 1'], []])
  await round.settle(runId)
  expect(await waiting(officer)).toEqual([])
})
