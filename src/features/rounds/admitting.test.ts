import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { quotaCell } from '../quotas/testing.ts'
import { movingClock, roundOf, selectable } from './testing.ts'

const start = '2026-09-01T00:00:00Z'
const clock = movingClock(start)
let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
})
beforeEach(() => clock.at(0))
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const teacher = (school: 'a' | 'b' | 'c', index: number): Login => {
  const found = county.teachers[school][index]
  if (!found) throw new Error('a school has teachers')
  return found
}
const open = { id: 'open', title: '开放名额', places: 2 }
const codesOf = async (as: Login): Promise<string[]> =>
  (await county.request(as, 'GET', '/notices')).body.items.map(({ code }: { code: string }) => code)
const nameOf = async (as: Login): Promise<string> =>
  (await county.request(officer(), 'GET', `/people/${as.personId ?? ''}`)).body.name
const enrolmentOf = async (as: Login, programmeId: string) =>
  (await county.request(as, 'GET', `/programmes/${programmeId}/my-enrolment`)).body.enrolment

/** A round over one programme in which these ranked it, the best first, about to be confirmed. */
async function decided(programmeId: string, ranked: readonly Login[]) {
  const round = roundOf(county, start, [{ programmeId, blocks: [open] }])
  await round.begin()
  await round.publish()
  clock.at(2)
  for (const each of ranked) expect((await round.rank(each, [programmeId])).status).toBe(200)
  clock.at(60)
  await round.score(
    programmeId,
    ranked.map((each, index): [Login, number] => [each, 90 - index * 10]),
  )
  clock.at(80)
  return round
}

const pinOut = (round: { readonly path: string }, as: Login) =>
  county.request(officer(), 'POST', `${round.path}/overrides`, {
    ...{ personId: as.personId, programmeId: null, blockId: null, reason: '本校名额只有一个' },
  })

test('[002-18] a round whose outcome does not fit the quotas is not confirmed: those concerned are named and nobody is told', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const root = quotaCell(null, null)
  const cells = [
    root,
    ...[county.tree.a, county.tree.b].map((school) =>
      quotaCell(root.id, 1, { dimension: 'organisation', wanted: [school] }),
    ),
  ]
  const sheet = { version: 0, releaseOn: null, cells }
  expect((await county.request(officer(), 'PUT', `/programmes/${programmeId}/quotas`, sheet)).status).toBe(200)
  const [first, second, other] = [teacher('a', 0), teacher('a', 1), teacher('b', 0)]
  const round = await decided(programmeId, [first, second, other])
  const { runId } = await round.rehearse()
  const refused = await round.confirm(runId)
  expect([refused.status, refused.body.code]).toEqual([422, 'unadmitted'])
  expect(refused.body.fields).toEqual([{ path: 'quota_full', message: await nameOf(second) }])
  expect(await codesOf(first)).not.toContain('rounds.placed')
  expect(await enrolmentOf(first, programmeId)).toBe(null)

  expect((await pinOut(round, second)).status).toBe(200)
  expect((await round.confirm((await round.rehearse()).runId)).status).toBe(200)
  expect(await enrolmentOf(first, programmeId)).toMatchObject({ state: 'admitted' })
  expect(await enrolmentOf(other, programmeId)).toMatchObject({ state: 'admitted' })
  expect(await enrolmentOf(second, programmeId)).toBe(null)
})

test('[004-10] a restriction that comes after the ranking keeps out all the same, and shows no case', async () => {
  const programmeId = await selectable(county, { placesMax: 2 })
  const one = teacher('c', 0)
  const round = await decided(programmeId, [one])
  const restriction = {
    id: newId(),
    personId: one.personId,
    fromOn: '2026-01-01',
    reference: '师核7号',
    contact: '人事科',
  }
  expect((await county.request(officer(), 'POST', '/restrictions', restriction)).status).toBe(201)
  const refused = await round.confirm((await round.rehearse()).runId)
  expect(refused).toMatchObject({ status: 422, body: { fields: [{ path: 'restricted', message: await nameOf(one) }] } })
  expect(JSON.stringify(refused.body)).not.toContain('师核7号')
  expect(await enrolmentOf(one, programmeId)).toBe(null)
})
