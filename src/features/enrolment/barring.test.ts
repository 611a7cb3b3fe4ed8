import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { openTestProgramme, takenIn, testTeacher } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const restrict = async ({ personId }: Login) => {
  const restriction = { id: newId(), personId, fromOn: '2026-01-01', reference: '师核8号', contact: '人事科' }
  const { status, body } = await county.request(officer(), 'POST', '/restrictions', restriction)
  expect(status).toBe(201)
  return body.id as string
}
const lift = (id: string) => county.request(officer(), 'POST', `/restrictions/${id}/lifting`, { reason: '核查结束' })

test('[004-10] a restriction that comes after the application stops the school and the provider, until it is lifted', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 2 })
  const one = testTeacher(county, 0)
  const { body: applied } = await county.request(one, 'POST', `/programmes/${programmeId}/enrolments`, { id: newId() })
  const approve = () => county.request(county.logins.school_registrar, 'POST', `/enrolments/${applied.id}/approval`)
  const admit = () => county.request(county.logins.provider, 'POST', `/enrolments/${applied.id}/admission`)
  const first = await restrict(one)
  expect(await approve()).toMatchObject({ status: 422, body: { code: 'restricted' } })
  expect((await lift(first)).status).toBe(201)
  expect((await approve()).status).toBe(200)
  await restrict(one)
  expect(await admit()).toMatchObject({ status: 422, body: { code: 'restricted' } })
})

test('[004-10] nor does an invitation that was sent before let anybody in', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 1, admission: 'selection' })
  const one = testTeacher(county, 1)
  const invited = { id: newId(), personIds: [one.personId] }
  await county.request(officer(), 'POST', `/programmes/${programmeId}/invitations`, invited)
  await restrict(one)
  const { body } = await county.request(one, 'GET', `/programmes/${programmeId}/my-enrolment`)
  expect(body.waiting).toMatchObject({ state: 'offered' })
  expect(await county.request(one, 'POST', `/waiters/${body.waiting.id}/acceptance`)).toMatchObject({
    ...{ status: 422, body: { code: 'restricted' } },
  })
  expect((await takenIn(county, programmeId)).held).toBe(0)
})
