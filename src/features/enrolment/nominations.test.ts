import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { quotaCell } from '../quotas/testing.ts'
import { openTestProgramme, takenIn, testTeacher } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const teacher = (index: number) => testTeacher(county, index)
const personOf = (index: number) => teacher(index).personId ?? ''
const registrar = () => county.logins.school_registrar
const post = (as: Login, path: string, body?: unknown) => county.request(as, 'POST', path, body)
const undo = (id: string, as = registrar()) => post(as, `/nominations/${id}/undoing`)
const standing = async (programmeId: string, as: Login) =>
  (await county.request(as, 'GET', `/programmes/${programmeId}/my-enrolment`)).body

async function nominate(programmeId: string, people: readonly number[]): Promise<string> {
  const id = newId()
  const told = await post(registrar(), '/nominations', { id, programmeId, personIds: people.map(personOf) })
  expect(told.body.recorded).toBe(true)
  return id
}

test('200: [002-18] a nomination is taken back as a whole: places and quotas go to whoever waits, and each is told, once', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 2 })
  const root = quotaCell(null, null)
  const cells = [root, quotaCell(root.id, 2, { dimension: 'organisation', wanted: [county.tree.a] })]
  const sheet = { version: 0, releaseOn: null, cells }
  const officer = county.logins.bureau_officer
  expect((await county.request(officer, 'PUT', `/programmes/${programmeId}/quotas`, sheet)).status).toBe(200)
  const id = await nominate(programmeId, [0, 1])
  await post(teacher(2), `/programmes/${programmeId}/waiting-list`, { id: newId() })
  const before = await county.request(registrar(), 'GET', `/nominations?programmeId=${programmeId}`)
  expect(before.body.items).toMatchObject([{ id, nominated: 2, open: 2, admitted: 0 }])
  const undone = await undo(id)
  expect(undone).toMatchObject({ status: 200, body: { id } })
  expect(undone.body.rows).toMatchObject([
    { left: true, code: null },
    { left: true, code: null },
  ])
  expect((await standing(programmeId, teacher(0))).enrolment.state).toBe('withdrawn')
  expect((await standing(programmeId, teacher(2))).waiting.state).toBe('offered')
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 0 })
  const quotas = await county.request(officer, 'GET', `/quotas?programmeId=${programmeId}`)
  expect(quotas.body.items[0].cells.map((cell: { placesTaken: number }) => cell.placesTaken)).toEqual([1, 1])
  const again = await undo(id)
  expect(again.body.rows.map((row: { left: boolean }) => row.left)).toEqual([false, false])
  const told = await county.request(teacher(0), 'GET', '/notices')
  expect(told.body.items.filter((item: { code: string }) => item.code === 'enrolment.nomination_undone')).toHaveLength(
    1,
  )
  expect(await nominate(programmeId, [0])).not.toBe(id)
})

test('200: whoever was admitted since stays, with why; 404: for another school there is no such nomination', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 3 })
  const id = await nominate(programmeId, [0, 1, 2])
  const { enrolment } = await standing(programmeId, teacher(0))
  await post(county.logins.provider, `/enrolments/${String(enrolment.id)}/admission`)
  const third = await standing(programmeId, teacher(2))
  await post(registrar(), `/enrolments/${String(third.enrolment.id)}/recall`)
  expect((await undo(id, county.logins.otherRegistrar)).status).toBe(404)
  expect((await undo(id, county.logins.bureau_officer)).status).toBe(403)
  expect((await undo(newId())).status).toBe(404)
  const { body } = await undo(id)
  const codeOf = new Map(body.rows.map((row: { personId: string; code: string | null }) => [row.personId, row.code]))
  expect([0, 1, 2].map((index) => codeOf.get(personOf(index)))).toEqual(['already_decided', null, null])
  expect((await standing(programmeId, teacher(0))).enrolment.state).toBe('admitted')
  expect((await standing(programmeId, teacher(2))).enrolment.state).toBe('withdrawn')
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 1 })
  const listed = await county.request(registrar(), 'GET', `/nominations?programmeId=${programmeId}`)
  expect(listed.body.items).toMatchObject([{ open: 0, admitted: 1 }])
})
