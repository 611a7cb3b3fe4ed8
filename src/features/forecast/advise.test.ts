import { afterAll, beforeAll, expect, test } from 'vitest'
import { must, testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { addDays } from '../../lib/dates.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { openProgramme, ruledProgramme } from '../eligibility/testing.ts'
import { admitFrom, apply } from '../enrolment/public.ts'
import { addRequirements } from '../policies/public.ts'
import type { NewRow } from '../programmes/store.ts'
import { quotaCell } from '../quotas/testing.ts'
import type { ForecastRow, Proposal } from './contract.ts'

// Each test asks for hours of a category of its own, so that the programmes of one help nobody in another.
let county: TestCounty
let today: string
beforeAll(async () => {
  county = await testCounty()
  today = county.door().context.today
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer

async function ask(category: string, minCentihours = 1_000): Promise<void> {
  const of = { organisationId: county.tree.bureau, fromYear: 2025, toYear: 2034, average: false, maxCentihours: null }
  const asked = { ...of, unit: 'hour' as const, source: '年度计划', population: {} }
  await county.commit(async (tx) => {
    await addRequirements(tx, [{ ...asked, id: newId(), category, minCentihours }])
    return ok()
  })
}

/** A programme to come, of the year that runs, whose days leave room for any other. */
const of = (category: string, more: Partial<NewRow> = {}): Partial<NewRow> => ({
  ...{ category, title: category, level: 'county', kind: 'topic', year: Number(today.slice(0, 4)) },
  ...{ modes: ['online'], startsOn: addDays(today, 10), endsOn: addDays(today, 12), ...more },
})

/** What is proposed to somebody for a category, and whether they are told to apply or to wait. */
async function proposed(login: Login | undefined, category: string): Promise<string[]> {
  const { body } = await county.request(login, 'GET', '/my/hour-advice')
  const own: Proposal[] = body.advice.programmes.filter((one: Proposal) => one.category === category)
  return own.map(({ programmeId, waiting }) => (waiting ? `${programmeId} waiting` : programmeId))
}

const idOf = (login: Login | undefined) => login?.personId ?? ''
const applyTo = (programmeId: string, login: Login | undefined) =>
  county.request(login, 'POST', `/programmes/${programmeId}/enrolments`, { id: newId() })

test('nobody is advised to join what a ban or a restriction keeps them from', async () => {
  await ask('禁训')
  const id = await openProgramme(county, of('禁训', { level: 'nation', kind: 'backbone' }))
  const [banned, restricted] = county.teachers.c
  const [free] = county.teachers.a
  expect(await proposed(banned, '禁训')).toEqual([id])
  const named = { programmeId: null, programmeTitle: '前次培训', programmeLevel: 'nation', programmeKind: 'backbone' }
  const fact = { ...named, id: newId(), personId: idOf(banned), cause: 'dropped_out', happenedOn: today }
  const kept = await county.request(officer(), 'POST', '/integrity-facts', { ...fact, reason: '未请假离开' })
  expect(kept.status).toBe(201)
  const restriction = { id: newId(), personId: idOf(restricted), fromOn: '2026-01-01', reference: '师核〔2026〕7' }
  await county.request(officer(), 'POST', '/restrictions', { ...restriction, contact: '县教育局人事科' })
  expect((await applyTo(id, banned)).body.code).toBe('integrity_ban')
  expect((await applyTo(id, restricted)).body.code).toBe('restricted')
  expect([await proposed(banned, '禁训'), await proposed(restricted, '禁训')]).toEqual([[], []])
  expect(await proposed(free, '禁训')).toEqual([id])
})

test('nobody is advised to join what asks for a programme that they have not passed', async () => {
  await ask('条件')
  const first = await openProgramme(county, of('别的', { title: '前一阶段' }))
  const id = await ruledProgramme(county, { prerequisites: [first] }, of('条件'))
  const [one] = county.teachers.a
  expect((await applyTo(id, one)).body.code).toBe('prerequisite_missing')
  expect(await proposed(one, '条件')).toEqual([])
})

test('what is proposed together can be joined together: no limit of a cycle is exceeded, nothing is taken twice', async () => {
  await ask('限次', 2_000)
  const limited = await ruledProgramme(county, { cycleMost: 1 }, of('限次', { level: 'city', title: '市级一' }))
  await ruledProgramme(county, { cycleMost: 1 }, of('限次', { level: 'city', title: '市级二' }))
  const [one] = county.teachers.a
  // Either of the two, not both.
  expect(await proposed(one, '限次')).toHaveLength(1)
  expect((await applyTo(limited, one)).status).toBe(201)

  await ask('重复', 2_000)
  await ruledProgramme(county, { notAgain: true }, of('重复', { title: '同名研修' }))
  await ruledProgramme(county, { notAgain: true }, of('重复', { title: '同名研修' }))
  expect(await proposed(county.teachers.a[1], '重复')).toHaveLength(1)
})

test('the quotas of a school are kept: whoever is outside is not advised, and its last place is proposed to one', async () => {
  await ask('名额')
  const id = await openProgramme(county, of('名额', { placesMax: 1 }))
  const root = quotaCell(null, null)
  const cells = [root, quotaCell(root.id, 1, { dimension: 'organisation', wanted: [county.tree.a] })]
  const sheet = { version: 0, releaseOn: null, cells }
  expect((await county.request(officer(), 'PUT', `/programmes/${id}/quotas`, sheet)).status).toBe(200)
  expect(await proposed(county.teachers.a[0], '名额')).toEqual([id])
  expect(await proposed(county.teachers.b[0], '名额')).toEqual([])
  const { body } = await county.request(officer(), 'GET', '/hour-forecast?limit=200')
  const rows: ForecastRow[] = body.items
  const given = rows.filter(({ advice }) => advice.programmes.some(({ programmeId }) => programmeId === id))
  expect(given.map(({ organisationId }) => organisationId)).toEqual([county.tree.a])
})

test('what there is only a waiting list for is proposed as that, where nothing else closes the gap', async () => {
  await ask('候补')
  const full = await openProgramme(county, of('候补', { admission: 'first_come', placesMax: 1 }))
  const [holder, one, waiter] = county.teachers.a
  must(await county.commit(async (tx) => ok(await apply(tx, full, { id: newId(), personId: idOf(holder) }))))
  expect(await proposed(one, '候补')).toEqual([`${full} waiting`])
  // Whoever stands in the list already is not sent there again.
  const turn = await county.request(waiter, 'POST', `/programmes/${full}/waiting-list`, { id: newId() })
  expect(turn.status).toBe(201)
  expect(await proposed(waiter, '候补')).toEqual([])
  // A place elsewhere is better than a turn in a list.
  const free = await openProgramme(county, of('候补', { admission: 'first_come', placesMax: 5 }))
  expect(await proposed(one, '候补')).toEqual([free])
})

test('a selection without a free place has no list to wait in', async () => {
  await ask('遴选')
  const id = await openProgramme(county, of('遴选', { placesMax: 1 }))
  const [one] = county.teachers.a
  expect(await proposed(one, '遴选')).toEqual([id])
  await county.commit(async (tx) => {
    await admitFrom(tx, id, [{ personId: idOf(county.teachers.b[0]) }], { sourceKind: 'list', sourceId: newId() })
    return ok()
  })
  expect(await proposed(one, '遴选')).toEqual([])
})
