import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { dateIn } from '../../lib/dates.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { programmes } from '../programmes/tables.ts'
import { offerAgain } from './commands/looking-again.ts'
import { openTestProgramme, takenIn, testTeacher } from './testing.ts'
import { waiters } from './tables.ts'

const dayMs = 86_400_000
let days = 0
const ticks = () => Date.now() + days * dayMs
const clock = { now: () => new Date(ticks()), ticks }
let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
})
beforeEach(() => {
  days = 0
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const teacher = (index: number) => testTeacher(county, index)
const today = () => {
  const { now, zone } = county.door().context
  return dateIn(zone, now)
}
const later = (count: number) => {
  const { now, zone } = county.door().context
  return dateIn(zone, new Date(now.getTime() + count * dayMs))
}
const applyTo = (programmeId: string, as: Login) =>
  county.request(as, 'POST', `/programmes/${programmeId}/enrolments`, { id: newId() })
const withdraw = (as: Login, enrolmentId: string) => county.request(as, 'POST', `/enrolments/${enrolmentId}/withdrawal`)
const restrict = async ({ personId }: Login, untilOn: string | null = null) => {
  const restriction = { id: newId(), personId, fromOn: today(), untilOn, reference: '师核9号', contact: '人事科' }
  const { status, body } = await county.request(officer(), 'POST', '/restrictions', restriction)
  expect(status).toBe(201)
  return String(body.id)
}
const stateOf = (programmeId: string, { personId }: Login) =>
  county.commit(async (tx) => {
    const [found] = await tx
      .select({ state: waiters.state })
      .from(waiters)
      .where(and(eq(waiters.programmeId, programmeId), eq(waiters.personId, personId ?? '')))
    return ok(found?.state)
  })

/** Lets nobody join whose days are taken; a rule is set before a programme is public. */
async function barClashes(programmeId: string) {
  const turn = (state: 'draft' | 'enrolling') =>
    county.commit(async (tx) => {
      await tx.update(programmes).set({ state }).where(eq(programmes.id, programmeId))
      return ok()
    })
  await turn('draft')
  const set = { series: null, stage: null, rules: { clash: 'bar' } }
  const path = `/programmes/${programmeId}/eligibility-rules`
  expect((await county.request(officer(), 'PUT', path, set)).status).toBe(200)
  await turn('enrolling')
}

/** A full programme of one place: the first of these people has it, the second waits for it. */
async function waitedFor(first: Login, second: Login, more: Parameters<typeof openTestProgramme>[1] = {}) {
  const programmeId = await openTestProgramme(county, { placesMax: 1, ...more })
  const { body } = await applyTo(programmeId, first)
  const waiting = await county.request(second, 'POST', `/programmes/${programmeId}/waiting-list`, { id: newId() })
  expect(waiting.status).toBe(201)
  return { programmeId, enrolmentId: String(body.id) }
}

test('[004-10] whoever was passed over under a restriction is offered the free place once it is lifted', async () => {
  const { programmeId, enrolmentId } = await waitedFor(teacher(0), teacher(1))
  const id = await restrict(teacher(1))
  expect((await withdraw(teacher(0), enrolmentId)).status).toBe(200)
  expect(await offerAgain(county.door())).toBe(0)
  expect(await stateOf(programmeId, teacher(1))).toBe('waiting')
  const lifted = await county.request(officer(), 'POST', `/restrictions/${id}/lifting`, { reason: '核查结束' })
  expect(lifted.status).toBe(201)
  expect(await offerAgain(county.door())).toBe(1)
  expect(await stateOf(programmeId, teacher(1))).toBe('offered')
  expect(await takenIn(county, programmeId)).toEqual({ counted: 1, held: 0 })
  expect(await offerAgain(county.door())).toBe(0)
})

test('[004-10] and so it is when the restriction ends by the calendar', async () => {
  const startsOn = later(20)
  const { programmeId, enrolmentId } = await waitedFor(teacher(2), teacher(3), { startsOn, endsOn: startsOn })
  await restrict(teacher(3), later(2))
  await withdraw(teacher(2), enrolmentId)
  days = 1
  expect(await offerAgain(county.door())).toBe(0)
  days = 3
  expect(await offerAgain(county.door())).toBe(1)
  expect(await stateOf(programmeId, teacher(3))).toBe('offered')
})

test('[002-19] whose days were taken by another programme is offered the free place once they left that one', async () => {
  const meant = { startsOn: later(20), endsOn: later(22), level: 'county' } as const
  const { programmeId, enrolmentId } = await waitedFor(teacher(0), teacher(1), meant)
  await barClashes(programmeId)
  const other = await openTestProgramme(county, meant)
  const taken = await applyTo(other, teacher(1))
  await county.request(county.logins.school_registrar, 'POST', `/enrolments/${taken.body.id}/approval`)
  const admitted = await county.request(county.logins.provider, 'POST', `/enrolments/${taken.body.id}/admission`)
  expect(admitted.status).toBe(200)
  await withdraw(teacher(0), enrolmentId)
  expect(await offerAgain(county.door())).toBe(0)
  expect(await stateOf(programmeId, teacher(1))).toBe('waiting')
  expect((await withdraw(teacher(1), String(taken.body.id))).status).toBe(200)
  expect(await offerAgain(county.door())).toBe(1)
  expect(await stateOf(programmeId, teacher(1))).toBe('offered')
})

test('nobody is asked within the lead before the first day, nor for a programme that has begun', async () => {
  const startsOn = later(4)
  const { programmeId, enrolmentId } = await waitedFor(teacher(0), teacher(1), { startsOn, endsOn: startsOn })
  await restrict(teacher(1), later(3))
  await withdraw(teacher(0), enrolmentId)
  for (const passed of [3, 5]) {
    days = passed
    expect(await offerAgain(county.door())).toBe(0)
  }
  expect(await stateOf(programmeId, teacher(1))).toBe('waiting')
})
