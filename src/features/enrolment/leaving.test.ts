import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { openTestProgramme, takenIn, testTeacher } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const post = (as: Login, path: string, body?: unknown) => county.request(as, 'POST', path, body)
const conductOf = async (as: Login) => (await county.request(as, 'GET', '/my/integrity')).body.items

/** A teacher with a place in a national programme. */
async function admitted(index: number) {
  const programmeId = await openTestProgramme(county, { placesMax: 1, level: 'nation' })
  const one = testTeacher(county, index)
  const { body } = await post(one, `/programmes/${programmeId}/enrolments`, { id: newId() })
  await post(county.logins.school_registrar, `/enrolments/${body.id}/approval`)
  expect((await post(county.logins.provider, `/enrolments/${body.id}/admission`)).status).toBe(200)
  return { programmeId, one, id: body.id as string }
}

test('200: [002-17] whoever gives a place up says why: it is kept with the enrolment and in the integrity file', async () => {
  const { one, id } = await admitted(0)
  const gone = await post(one, `/enrolments/${id}/withdrawal`, { reason: '产假' })
  expect(gone).toMatchObject({ status: 200, body: { state: 'withdrawn', reason: '产假' } })
  expect(await conductOf(one)).toMatchObject([{ cause: 'dropped_out', reason: '产假' }])
})

test('200: an application is withdrawn without a word as well', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 1 })
  const { body } = await post(testTeacher(county, 1), `/programmes/${programmeId}/enrolments`, { id: newId() })
  const gone = await post(testTeacher(county, 1), `/enrolments/${body.id}/withdrawal`)
  expect(gone).toMatchObject({ status: 200, body: { state: 'withdrawn', reason: null } })
})

test('200: [002-18] an admission that an objection was upheld against is revoked by the bureau: the place is free, and it is nobody’s conduct', async () => {
  const { programmeId, one, id } = await admitted(2)
  const revoke = (as: Login, reason: string | null) =>
    post(as, '/enrolment-decisions', { ids: [id], decision: 'revoke', reason })
  const reason = '公示期间异议成立'
  expect((await revoke(county.logins.provider, reason)).body.rows).toMatchObject([{ code: 'enrolment_not_found' }])
  expect((await revoke(county.logins.bureau_officer, null)).body.rows).toMatchObject([{ code: 'reason_missing' }])
  expect((await revoke(county.logins.bureau_officer, reason)).body).toMatchObject({ done: 1, refused: 0 })
  const { body } = await county.request(one, 'GET', `/programmes/${programmeId}/my-enrolment`)
  expect(body.enrolment).toMatchObject({ state: 'not_admitted', reason })
  expect(await takenIn(county, programmeId)).toEqual({ counted: 0, held: 0 })
  expect(await conductOf(one)).toEqual([])
  const notices = (await county.request(one, 'GET', '/notices')).body.items
  expect(notices).toContainEqual(expect.objectContaining({ code: 'enrolment.revoked' }))
  const told = (await county.request(one, 'GET', '/my/participations')).body.items
  expect(told.filter((row: { programmeId: string }) => row.programmeId === programmeId)).toEqual([])
})
