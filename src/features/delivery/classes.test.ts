import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { enrolments } from '../enrolment/tables.ts'
import { programmes } from '../programmes/tables.ts'
import { seatAdmitted } from './commands/classes.ts'
import { datesRefusal } from './core.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

async function programmeOf(startsOn: string | null, endsOn: string | null): Promise<string> {
  const id = newId()
  const { tenant, tree } = county
  await county.commit(async (tx) => {
    const createdAt = tx.context.now
    await tx.insert(programmes).values({
      tenantId: tenant.id,
      id,
      organisationId: tree.bureau,
      providerId: tree.provider,
      year: 2026,
      title: '初中数学骨干教师培训',
      level: 'county',
      kind: 'backbone',
      approximate: false,
      wholeRoster: false,
      audience: {},
      modes: [],
      months: [],
      yearRound: false,
      centihours: 2400,
      certificate: true,
      admission: 'first_come',
      placesMax: 100,
      state: 'enrolling',
      justification: '提升课堂教学',
      scheme: '集中研修',
      approvedAt: createdAt,
      version: 1,
      createdAt,
      startsOn,
      endsOn,
    })
    return ok()
  })
  return id
}

const asProvider = (method: string, path: string, body?: unknown) =>
  county.request(county.logins.provider, method, path, body)
const draft = (startsOn: string, endsOn: string) => ({ id: newId(), title: '第一期', startsOn, endsOn })

test('a class lies within the dates of its programme, where it has any', () => {
  const days = { startsOn: '2026-11-21', endsOn: '2026-11-23' }
  expect(datesRefusal(days, { startsOn: null, endsOn: null })).toBeUndefined()
  expect(datesRefusal(days, { startsOn: '2026-11-21', endsOn: '2026-11-23' })).toBeUndefined()
  expect(datesRefusal(days, { startsOn: '2026-11-22', endsOn: null })).toBe('class_outside_programme')
  expect(datesRefusal(days, { startsOn: null, endsOn: '2026-11-22' })).toBe('class_outside_programme')
  expect(datesRefusal({ startsOn: '2026-11-23', endsOn: '2026-11-21' }, { startsOn: null, endsOn: null })).toBe(
    'class_dates_reversed',
  )
})

test('422: a class outside its programme, when made and when changed', async () => {
  const programmeId = await programmeOf('2026-11-01', '2026-11-30')
  const early = await asProvider('POST', `/programmes/${programmeId}/classes`, draft('2026-10-30', '2026-11-03'))
  expect([early.status, early.body.code]).toEqual([422, 'class_outside_programme'])
  const good = draft('2026-11-03', '2026-11-05')
  expect((await asProvider('POST', `/programmes/${programmeId}/classes`, good)).status).toBe(201)
  const moved = await asProvider('PATCH', `/classes/${good.id}`, { endsOn: '2026-12-01' })
  expect([moved.status, moved.body.code]).toEqual([422, 'class_outside_programme'])
  const renamed = await asProvider('PATCH', `/classes/${good.id}`, { title: '一班', places: 40 })
  expect(renamed.body).toMatchObject({ title: '一班', places: 40 })
})

test('200: the lead of a class is appointed among the class leads of its provider', async () => {
  const programmeId = await programmeOf(null, null)
  const made = draft('2026-11-03', '2026-11-05')
  await asProvider('POST', `/programmes/${programmeId}/classes`, made)
  const { body } = await asProvider('GET', `/classes/${made.id}/leads`)
  const { accountId } = county.logins.class_lead
  expect(body.items).toEqual([{ accountId, name: '班主任' }])
  const appointed = await asProvider('PATCH', `/classes/${made.id}`, { leadAccountId: accountId })
  expect(appointed.body).toMatchObject({ leadAccountId: accountId, leadName: '班主任' })
  const other = county.logins.otherLead.accountId
  const refused = await asProvider('PATCH', `/classes/${made.id}`, { leadAccountId: other })
  expect([refused.status, refused.body.code]).toEqual([422, 'lead_not_found'])
  expect((await county.request(county.logins.auditor, 'GET', `/classes/${made.id}/leads`)).status).toBe(403)
})

test('200: whoever is admitted after the only class was made is seated in it and told; with two classes nobody is', async () => {
  const programmeId = await programmeOf(null, null)
  const made = draft('2026-11-03', '2026-11-05')
  await asProvider('POST', `/programmes/${programmeId}/classes`, made)
  const admit = async (index: number) => {
    const person = county.teachers.a[index]
    const id = newId()
    await county.commit(async (tx) => {
      const row = { tenantId: county.tenant.id, id, programmeId, personId: person?.personId ?? '' }
      await tx.insert(enrolments).values({
        ...{ ...row, schoolId: county.tree.a, state: 'school_approved', holdsPlace: true, appliedAt: tx.context.now },
      })
      return ok()
    })
    const admitted = await asProvider('POST', `/enrolments/${id}/admission`)
    expect(admitted.body).toMatchObject({ state: 'admitted' })
    await county.commit(async (tx) => ok(await seatAdmitted(tx, programmeId)))
    return person
  }
  const first = await admit(0)
  expect((await asProvider('GET', `/classes/${made.id}`)).body.members).toBe(1)
  const { body } = await county.request(first, 'GET', '/notices')
  const told = body.items.find(({ code }: { code: string }) => code === 'class.assigned')
  expect(told).toMatchObject({ link: `/m/programmes/${programmeId}` })
  await asProvider('POST', `/programmes/${programmeId}/classes`, {
    ...draft('2026-11-03', '2026-11-05'),
    title: '二班',
  })
  await admit(1)
  expect((await asProvider('GET', `/classes/${made.id}`)).body.members).toBe(1)
})
