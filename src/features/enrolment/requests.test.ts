import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { at, onPhone } from '../../platform/web/route.ts'
import { openTestProgramme, takenIn, testTeacher } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const teacher = (index: number) => testTeacher(county, index)
const personOf = (index: number) => teacher(index).personId ?? ''
const registrar = () => county.logins.school_registrar
const provider = () => county.logins.provider
const post = (as: Login, path: string, body?: unknown) => county.request(as, 'POST', path, body)
const told = async (as: Login, code: string): Promise<{ params: object; link: string }[]> => {
  const { items } = (await county.request(as, 'GET', '/notices')).body
  return items.filter((notice: { code: string }) => notice.code === code)
}
const standing = async (programmeId: string, as: Login) =>
  (await county.request(as, 'GET', `/programmes/${programmeId}/my-enrolment`)).body.enrolment

/** A teacher of school a who has a place of a programme. */
async function admitted(programmeId: string, index = 0): Promise<string> {
  const id = String((await post(teacher(index), `/programmes/${programmeId}/enrolments`, { id: newId() })).body.id)
  await post(registrar(), `/enrolments/${id}/approval`)
  expect((await post(provider(), `/enrolments/${id}/admission`)).status).toBe(200)
  return id
}

const askFor = (as: Login, enrolmentId: string, body: object) =>
  post(as, `/enrolments/${enrolmentId}/substitution-requests`, body)
const draft = (index: number) => ({ id: newId(), personId: personOf(index), reason: '产假' })
const openOf = async (as: Login, programmeId: string) =>
  (await county.request(as, 'GET', `/substitution-requests?programmeId=${programmeId}&state=asked`)).body.items

test('201: [002-17] a school asks, whoever holds the programme agrees, and the place passes on in one act', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 1, title: '更换学员培训' })
  const enrolmentId = await admitted(programmeId)
  const asked = draft(1)
  const made = await askFor(registrar(), enrolmentId, asked)
  expect(made).toMatchObject({ status: 201, body: { state: 'asked', personId: personOf(1), reason: '产假' } })
  expect((await askFor(registrar(), enrolmentId, asked)).body).toEqual(made.body)
  expect(await askFor(registrar(), enrolmentId, { ...asked, reason: '别的' })).toMatchObject({
    status: 409,
    body: { code: 'id_reused' },
  })
  expect(await askFor(registrar(), enrolmentId, draft(1))).toMatchObject({ body: { code: 'substitution_asked' } })
  for (const decider of [provider(), county.logins.bureau_officer]) {
    const [notice] = await told(decider, 'enrolment.substitution_asked')
    expect(notice?.params).toMatchObject({ programme: '更换学员培训', reason: '产假' })
    expect(onPhone(notice?.link ?? '')).toBe(at.phone.substitution(asked.id))
    const { waiting } = (await county.request(decider, 'GET', '/workbench')).body
    expect(waiting).toContainEqual(expect.objectContaining({ what: 'substitution', count: 1 }))
  }
  expect(await openOf(provider(), programmeId)).toMatchObject([{ id: asked.id }])
  expect(await openOf(county.logins.otherRegistrar, programmeId)).toEqual([])
  const one = (as: Login) => county.request(as, 'GET', `/substitution-requests/${asked.id}`)
  expect(await one(provider())).toMatchObject({ status: 200, body: made.body })
  expect((await one(county.logins.otherRegistrar)).status).toBe(404)
  const agree = () => post(provider(), `/substitution-requests/${asked.id}/agreement`)
  const agreed = await agree()
  expect(agreed).toMatchObject({ status: 200, body: { state: 'agreed' } })
  expect((await agree()).body).toEqual(agreed.body)
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 1 })
  expect(await standing(programmeId, teacher(0))).toMatchObject({ state: 'withdrawn', reason: '产假' })
  expect(await standing(programmeId, teacher(1))).toMatchObject({ state: 'admitted' })
  expect(await told(registrar(), 'enrolment.substitution_agreed')).toHaveLength(1)
  expect(await told(teacher(0), 'enrolment.substituted')).toHaveLength(1)
  expect(await told(teacher(1), 'enrolment.admitted')).toHaveLength(1)
  const file = await county.request(provider(), 'GET', `/list-exports/substitution-requests?programmeId=${programmeId}`)
  const read = await readGrid(new Uint8Array(await file.answer.arrayBuffer()))
  expect(read.ok && read.value.rows.some((row) => row.includes('已同意'))).toBe(true)
})

test('201: [002-17] sent twice at once, it is asked once and both are answered alike', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 1 })
  const enrolmentId = await admitted(programmeId)
  const asked = draft(1)
  const both = await Promise.all([asked, asked].map((body) => askFor(registrar(), enrolmentId, body)))
  expect(both.map(({ status }) => status)).toEqual([201, 201])
  expect(both[0]?.body).toEqual(both[1]?.body)
  expect(await openOf(registrar(), programmeId)).toMatchObject([{ id: asked.id }])
})

test('422: [002-17] every rule that whoever is proposed fails is said, and nothing is asked', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 1 })
  const enrolmentId = await admitted(programmeId)
  await county.commit(async (tx) => {
    await tx.$client.query(`update programme set audience = '{"stages":["4"],"subjects":["27"]}' where id = $1`, [
      programmeId,
    ])
    return ok()
  })
  const tried = await post(registrar(), `/enrolments/${enrolmentId}/substitution-trials`, { personId: personOf(1) })
  expect(tried.status).toBe(200)
  expect(tried.body.codes).toEqual(expect.arrayContaining(['stage_differs', 'subject_differs']))
  expect(await askFor(registrar(), enrolmentId, draft(1))).toMatchObject({
    status: 422,
    body: { code: tried.body.codes[0] },
  })
  expect(await openOf(registrar(), programmeId)).toEqual([])
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 1 })
})

test('200: [002-17] what was asked may be refused later: that is said, and the request stays open until it is declined', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 3 })
  const enrolmentId = await admitted(programmeId)
  const asked = draft(1)
  const trial = await post(registrar(), `/enrolments/${enrolmentId}/substitution-trials`, { personId: personOf(1) })
  expect(trial.body).toEqual({ codes: [] })
  expect((await askFor(registrar(), enrolmentId, asked)).status).toBe(201)
  await admitted(programmeId, 1)
  expect(await post(provider(), `/substitution-requests/${asked.id}/agreement`)).toMatchObject({
    status: 409,
    body: { code: 'already_applied' },
  })
  expect(await standing(programmeId, teacher(0))).toMatchObject({ state: 'admitted' })
  expect(await openOf(provider(), programmeId)).toHaveLength(1)
  const decline = () => post(provider(), `/substitution-requests/${asked.id}/decline`, { reason: '对方已在班' })
  const declined = await decline()
  expect(declined).toMatchObject({ status: 200, body: { state: 'declined', decisionReason: '对方已在班' } })
  expect((await decline()).body).toEqual(declined.body)
  const notices = await told(registrar(), 'enrolment.substitution_declined')
  expect(notices.map(({ params }) => params)).toContainEqual(expect.objectContaining({ reason: '对方已在班' }))
  expect(await post(registrar(), `/substitution-requests/${asked.id}/withdrawal`)).toMatchObject({
    status: 409,
    body: { code: 'request_over' },
  })
})

test('200: [002-17] the school takes back what it asked for, and may ask again; what its person gives up ends with it', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 2 })
  const enrolmentId = await admitted(programmeId)
  const first = draft(1)
  await askFor(registrar(), enrolmentId, first)
  expect((await post(county.logins.otherRegistrar, `/substitution-requests/${first.id}/withdrawal`)).status).toBe(404)
  const withdraw = () => post(county.logins.principal, `/substitution-requests/${first.id}/withdrawal`)
  expect(await withdraw()).toMatchObject({ status: 200, body: { state: 'withdrawn' } })
  expect((await withdraw()).status).toBe(200)
  expect(await told(registrar(), 'enrolment.substitution_withdrawn')).toHaveLength(1)
  expect((await post(provider(), `/substitution-requests/${first.id}/agreement`)).body.code).toBe('request_over')
  const second = draft(2)
  expect((await askFor(registrar(), enrolmentId, second)).status).toBe(201)
  expect((await post(provider(), `/enrolments/${enrolmentId}/dismissal`, { reason: '不能到训' })).status).toBe(200)
  expect(await openOf(registrar(), programmeId)).toEqual([])
  expect(await told(registrar(), 'enrolment.substitution_over')).toHaveLength(1)
})

test('403: nobody but the school asks, of its own people, and nobody decides on their own matter', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 2 })
  const enrolmentId = await admitted(programmeId)
  expect((await askFor(provider(), enrolmentId, draft(1))).status).toBe(403)
  expect((await askFor(county.logins.otherRegistrar, enrolmentId, draft(1))).status).toBe(404)
  const [stranger] = county.teachers.b
  const other = { id: newId(), personId: stranger?.personId, reason: '产假' }
  expect(await askFor(registrar(), enrolmentId, other)).toMatchObject({
    status: 422,
    body: { code: 'person_elsewhere' },
  })
  const { id: personId } = await county.person({ organisationId: county.tree.a, name: '人选兼干部' })
  const asked = { ...draft(1), personId }
  expect((await askFor(registrar(), enrolmentId, asked)).status).toBe(201)
  const agree = (as: Login) => post(as, `/substitution-requests/${asked.id}/agreement`)
  expect((await agree(registrar())).status).toBe(403)
  const newcomer = await county.login('人选兼干部', [['bureau_officer', county.tree.bureau]], personId)
  expect(await agree(newcomer)).toMatchObject({ status: 403, body: { code: 'own_enrolment' } })
  expect((await agree(provider())).status).toBe(200)
})
