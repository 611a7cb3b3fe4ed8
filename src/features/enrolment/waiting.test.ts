import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { dateIn } from '../../lib/dates.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { admitFrom } from './commands/placing.ts'
import { expireOffers } from './commands/offers.ts'
import { openTestProgramme, takenIn, testTeacher } from './testing.ts'
import { waiters } from './tables.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const teacher = (index: number) => testTeacher(county, index)
const applyTo = (programmeId: string, as: Login, id = newId()) =>
  county.request(as, 'POST', `/programmes/${programmeId}/enrolments`, { id })
const waitFor = (programmeId: string, as: Login, id = newId()) =>
  county.request(as, 'POST', `/programmes/${programmeId}/waiting-list`, { id })
const answer = (as: Login, id: string, said: 'acceptance' | 'refusal') =>
  county.request(as, 'POST', `/waiters/${id}/${said}`)
const standing = async (programmeId: string, as: Login) =>
  (await county.request(as, 'GET', `/programmes/${programmeId}/my-enrolment`)).body
const codesOf = async (as: Login) =>
  (await county.request(as, 'GET', '/notices')).body.items.map((notice: { code: string }) => notice.code)

/** A full programme with one place: the first teacher has it, the second and the third wait. */
async function fullProgramme() {
  const programmeId = await openTestProgramme(county, { placesMax: 1 })
  const first = await applyTo(programmeId, teacher(0))
  const second = await waitFor(programmeId, teacher(1))
  const third = await waitFor(programmeId, teacher(2))
  expect([first.status, second.status, third.status]).toEqual([201, 201, 201])
  return { programmeId, enrolmentId: String(first.body.id), second: second.body, third: third.body }
}

test('201: a teacher waits for a full programme, asks twice, and keeps one turn', async () => {
  const { programmeId, second, third } = await fullProgramme()
  expect([second, third]).toMatchObject([
    { state: 'waiting', nth: 1 },
    { state: 'waiting', nth: 2 },
  ])
  expect((await waitFor(programmeId, teacher(1), second.id)).body).toEqual(second)
  expect(await waitFor(programmeId, teacher(1))).toMatchObject({ status: 409, body: { code: 'already_waiting' } })
  expect(await waitFor(programmeId, teacher(2), second.id)).toMatchObject({ status: 409, body: { code: 'id_reused' } })
  expect(await waitFor(programmeId, teacher(0))).toMatchObject({ status: 409, body: { code: 'already_applied' } })
  expect(await applyTo(programmeId, teacher(1))).toMatchObject({ status: 409, body: { code: 'already_waiting' } })
  expect(await standing(programmeId, teacher(2))).toMatchObject({ waiting: { nth: 2 }, refusal: 'already_waiting' })
  const other = await openTestProgramme(county, { admission: 'selection' })
  expect(await waitFor(other, teacher(1))).toMatchObject({ status: 422, body: { code: 'no_waiting_list' } })
})

test('200: a withdrawal offers the place to the next in the same breath; it is taken in one tap and never twice', async () => {
  const { programmeId, enrolmentId, second, third } = await fullProgramme()
  await county.request(teacher(0), 'POST', `/enrolments/${enrolmentId}/withdrawal`)
  expect(await standing(programmeId, teacher(1))).toMatchObject({ placesTaken: 1, waiting: { state: 'offered' } })
  expect(await codesOf(teacher(1))).toContain('enrolment.offered')
  // The offer holds the place: whoever comes now finds the programme full, and so does whoever left.
  expect((await applyTo(programmeId, teacher(3))).body.code).toBe('programme_full')
  expect((await answer(teacher(2), third.id, 'acceptance')).body.code).toBe('not_offered')
  const accepted = await answer(teacher(1), second.id, 'acceptance')
  expect(accepted.status).toBe(200)
  expect((await answer(teacher(1), second.id, 'acceptance')).body).toEqual(accepted.body)
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 1 })
  expect(await standing(programmeId, teacher(1))).toMatchObject({ enrolment: { state: 'applied' }, waiting: null })
})

test('200: who says no, whose time is over and who is returned pass the place on', async () => {
  const { programmeId, enrolmentId, second, third } = await fullProgramme()
  await county.request(county.logins.school_registrar, 'POST', `/enrolments/${enrolmentId}/return`, {
    reason: '缺材料',
  })
  const no = await answer(teacher(1), second.id, 'refusal')
  expect(no).toMatchObject({ status: 200, body: { state: 'declined' } })
  expect((await answer(teacher(1), second.id, 'refusal')).status).toBe(200)
  expect(await standing(programmeId, teacher(2))).toMatchObject({ waiting: { state: 'offered' } })
  await county.commit(async (tx) => {
    await tx
      .update(waiters)
      .set({ offerUntil: new Date(tx.context.now.getTime() - 1_000) })
      .where(eq(waiters.id, String(third.id)))
    return ok()
  })
  expect(await answer(teacher(2), third.id, 'acceptance')).toMatchObject({ status: 409, body: { code: 'offer_over' } })
  expect(await county.commit(expireOffers)).toBe(1)
  expect(await county.commit(expireOffers)).toBe(0)
  expect(await codesOf(teacher(2))).toContain('enrolment.offer_expired')
  expect(await standing(programmeId, teacher(2))).toMatchObject({ placesTaken: 0, waiting: null })
  expect((await applyTo(programmeId, teacher(2))).status).toBe(201)
})

test('200: more places go to the list first, in its order; whoever is no longer meant is passed over', async () => {
  const { programmeId } = await fullProgramme()
  await waitFor(programmeId, teacher(3))
  await county.commit(async (tx) => {
    await tx.$client.query(`update person set state = '03' where id = $1`, [teacher(1).personId])
    return ok()
  })
  const set = await county.request(county.logins.bureau_officer, 'PUT', `/programmes/${programmeId}/places`, {
    placesMax: 3,
  })
  expect(set.body).toEqual({ placesMax: 3, placesTaken: 3 })
  expect(await standing(programmeId, teacher(1))).toMatchObject({ waiting: { state: 'waiting', nth: 1 } })
  for (const index of [2, 3]) {
    expect(await standing(programmeId, teacher(index))).toMatchObject({ waiting: { state: 'offered' } })
  }
  await county.commit(async (tx) => {
    await tx.$client.query(`update person set state = '11' where id = $1`, [teacher(1).personId])
    return ok()
  })
})

test('200: a programme that was started early still offers what becomes free, until the lead before its first day', async () => {
  const day = dateIn('Asia/Shanghai', new Date(Date.now() + 20 * 86_400_000))
  const programmeId = await openTestProgramme(county, { placesMax: 1, startsOn: day, endsOn: day })
  const { body } = await applyTo(programmeId, teacher(0))
  expect((await waitFor(programmeId, teacher(1))).status).toBe(201)
  await county.commit(async (tx) => {
    await tx.$client.query(`update programme set state = 'running' where id = $1`, [programmeId])
    return ok()
  })
  expect((await county.request(teacher(0), 'POST', `/enrolments/${body.id}/withdrawal`)).status).toBe(200)
  expect(await standing(programmeId, teacher(1))).toMatchObject({ waiting: { state: 'offered' }, placesTaken: 1 })
})

test('422: nobody is offered a place within the lead before the first day', async () => {
  const { now, zone } = county.door().context
  const startsOn = dateIn(zone, new Date(now.getTime() + 86_400_000))
  const programmeId = await openTestProgramme(county, { placesMax: 1, startsOn, endsOn: startsOn })
  await applyTo(programmeId, teacher(0))
  expect(await waitFor(programmeId, teacher(1))).toMatchObject({ status: 422, body: { code: 'enrolment_closed' } })
  const path = `/programmes/${programmeId}/waiting-list`
  const rule = { termHours: 2, leadHours: 0 }
  expect((await county.request(county.logins.bureau_officer, 'PUT', path, rule)).body).toMatchObject(rule)
  expect((await waitFor(programmeId, teacher(1))).status).toBe(201)
  expect((await county.request(county.logins.bureau_officer, 'GET', path)).body).toMatchObject({
    ...{ ...rule, waiting: 1, placesMax: 1, placesTaken: 1 },
  })
})

test('200: an officer moves somebody with a reason that they read; 404: not in another part; 409: not who has an offer', async () => {
  const { programmeId, enrolmentId, second, third } = await fullProgramme()
  const move = (as: Login, id: string, before: string | null) =>
    county.request(as, 'PUT', `/waiters/${id}/turn`, { before, reason: '省级任务急需' })
  expect((await move(county.logins.school_registrar, third.id, second.id)).status).toBe(403)
  expect((await move(county.logins.bureau_officer, third.id, second.id)).body).toMatchObject({ nth: 1 })
  const { body } = await county.request(county.logins.bureau_officer, 'GET', `/waiters?programmeId=${programmeId}`)
  expect(body.items.map((row: { id: string }) => row.id)).toEqual([third.id, second.id])
  expect(await codesOf(teacher(2))).toContain('enrolment.waiter_moved')
  await county.request(teacher(0), 'POST', `/enrolments/${enrolmentId}/withdrawal`)
  expect(await standing(programmeId, teacher(2))).toMatchObject({ waiting: { state: 'offered' } })
  expect((await move(county.logins.bureau_officer, third.id, null)).status).toBe(409)
  expect((await county.request(teacher(2), 'GET', '/my/waiting')).body.items.length).toBeGreaterThan(0)
})

test('200: a late addition by a round uses the offer that the person has, and takes no second place', async () => {
  const { programmeId, enrolmentId } = await fullProgramme()
  await county.request(teacher(0), 'POST', `/enrolments/${enrolmentId}/withdrawal`)
  const source = { sourceKind: 'round', sourceId: newId() } as const
  const people = [1, 2].map((index) => ({ personId: teacher(index).personId ?? '' }))
  const placed = await county.commit((tx) => admitFrom(tx, programmeId, people, source))
  expect(placed.map(({ code }) => code)).toEqual([null, 'programme_full'])
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 1 })
  expect(await standing(programmeId, teacher(1))).toMatchObject({ enrolment: { state: 'admitted' }, waiting: null })
})

test('201: whoever applies while a place is offered to them has accepted it; asked again with the same id, it is the same answer', async () => {
  const { programmeId, enrolmentId } = await fullProgramme()
  await county.request(teacher(0), 'POST', `/enrolments/${enrolmentId}/withdrawal`)
  const id = newId()
  const applied = await applyTo(programmeId, teacher(1), id)
  expect(applied).toMatchObject({ status: 201, body: { id, state: 'applied' } })
  expect(await applyTo(programmeId, teacher(1), id)).toMatchObject({ status: 201, body: applied.body })
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 1 })
})

test('403: an officer who waits moves others, and not themselves', async () => {
  const { programmeId, second } = await fullProgramme()
  const { id: personId } = await county.person({ organisationId: county.tree.a, name: '排队的干部' })
  const officer = await county.login('排队的干部', [['bureau_officer', county.tree.bureau]], personId)
  const own = (await waitFor(programmeId, officer)).body
  const move = (id: string, before: string | null) =>
    county.request(officer, 'PUT', `/waiters/${id}/turn`, { before, reason: '急需' })
  expect(await move(own.id, second.id)).toMatchObject({ status: 403, body: { code: 'own_enrolment' } })
  expect((await move(second.id, null)).status).toBe(200)
})
