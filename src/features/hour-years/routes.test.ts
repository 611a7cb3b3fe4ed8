import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { openArchive } from '../../platform/documents/archive.ts'
import { newId } from '../../platform/ids.ts'
import { askHours, freeze, post } from './testing.ts'

let county: TestCounty
const year = 2025
beforeAll(async () => {
  county = await testCounty()
  await askHours(county, year)
  await post(county, idOf('a'), 5000, '2025-03-01')
  await post(county, idOf('c'), 1000, '2025-03-01')
})
afterAll(() => county.close())

let onItsWayId: string
const idOf = (school: 'a' | 'b' | 'c') => county.teachers[school][0]?.personId ?? ''
const get = (as: Parameters<TestCounty['request']>[0], path: string) => county.request(as, 'GET', path)
const ask = (as: Parameters<TestCounty['request']>[0], body: object) => county.request(as, 'POST', '/hour-years', body)
const draft = (earnedOn: string, more: object = {}) => ({
  ...{ id: newId(), personId: idOf('a'), title: '校本研修', category: '师德', level: null, mode: null, kind: null },
  ...{ centihours: 300, earnedOn, ...more },
})

test('200: the preview says what is on its way, and closing it needs a reason then', async () => {
  const { logins } = county
  const onItsWay = draft('2025-12-30')
  onItsWayId = onItsWay.id
  const waiting = await county.request(logins.school_registrar, 'POST', '/credit-records', onItsWay)
  expect(waiting.status).toBe(201)
  const { status, body } = await get(logins.bureau_officer, `/hour-year-preview?year=${year}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ edition: 1, isOver: true, onTheWay: { records: 1, people: 1, centihours: 300 } })
  expect(body.requirements).toHaveLength(2)
  const silent = await ask(logins.bureau_officer, { id: newId(), year, reason: null })
  expect([silent.status, silent.body.code]).toEqual([422, 'reason_needed'])
})

test('422: a year that has not begun is not closed; 403: nor by a registrar, nor by another than the bureau', async () => {
  const { logins } = county
  const early = await ask(logins.bureau_officer, { id: newId(), year: 2100, reason: '试试' })
  expect([early.status, early.body.code]).toEqual([422, 'year_not_begun'])
  expect((await ask(logins.school_registrar, { id: newId(), year, reason: null })).status).toBe(403)
  const ofTown = await county.login('镇局干部', [['bureau_officer', county.tree.town]])
  const partly = await ask(ofTown, { id: newId(), year, reason: '试试' })
  expect([partly.status, partly.body.code]).toEqual([403, 'not_whole_bureau'])
})

test('202: closing is asked for once under an id', async () => {
  const asked = { id: newId(), year, reason: '文件规定的截止日已过' }
  const first = await ask(county.logins.bureau_officer, asked)
  expect([first.status, first.body]).toEqual([202, { jobId: asked.id }])
  expect((await ask(county.logins.bureau_officer, asked)).status).toBe(202)
  const { body: trail } = await get(
    county.logins.auditor,
    `/audit-entries?act=hour_year.freeze_asked&objectId=${asked.id}`,
  )
  expect(trail.items).toHaveLength(1)
  const other = await ask(county.logins.bureau_officer, { ...asked, year: 2024 })
  expect([other.status, other.body.code]).toEqual([409, 'id_reused'])
})

test('[001-41] 200: a closed year is read by everybody over their part; a teacher and a stranger read nothing', async () => {
  const { logins, foreign } = county
  const id = await freeze(county, year, 1, '文件规定的截止日已过')
  const { body: years } = await get(logins.bureau_officer, '/hour-years')
  const closed = years.items.find((one: { year: number }) => one.year === year)
  expect(closed.editions).toMatchObject([{ id, edition: 1, onTheWay: 1, reason: '文件规定的截止日已过' }])
  const { body: people } = await get(logins.bureau_officer, `/hour-years/${id}/people?limit=200`)
  const { body: own } = await get(logins.principal, `/hour-years/${id}/people?limit=200`)
  expect(own.total).toBeLessThan(people.total)
  expect(new Set(own.items.map((one: { organisationName: string }) => one.organisationName)).size).toBe(1)
  const first = await get(logins.bureau_officer, `/hour-years/${id}/people?limit=2`)
  const next = await get(logins.bureau_officer, `/hour-years/${id}/people?limit=2&cursor=${first.body.nextCursor}`)
  expect([...first.body.items, ...next.body.items]).toEqual(people.items.slice(0, 4))
  const short = await get(logins.bureau_officer, `/hour-years/${id}/people?short=1&limit=200`)
  expect(short.body.total).toBe(closed.editions[0].own.short)
  expect((await get(logins.teacher, `/hour-years/${id}`)).status).toBe(403)
  expect((await get(foreign.officer, `/hour-years/${id}`)).status).toBe(404)
  expect((await get(undefined, '/hour-years')).status).toBe(401)
  const again = await ask(logins.bureau_officer, { id: newId(), year, reason: '再封' })
  expect([again.status, again.body.code]).toEqual([409, 'nothing_to_add'])
})

test('[003-32] 201: hours of a closed year are taken with a reason, and listed with it once they are verified', async () => {
  const { logins } = county
  const { body: frozen } = await get(logins.teacher, '/frozen-hour-years')
  expect(frozen.items).toMatchObject([{ year }])
  const silent = await county.request(logins.school_registrar, 'POST', '/credit-records', draft('2025-11-11'))
  expect([silent.status, silent.body.code]).toEqual([422, 'late_reason_needed'])
  const late = draft('2025-11-11', { lateReason: '证书次年才发放', title: '外出培训' })
  expect((await county.request(logins.school_registrar, 'POST', '/credit-records', late)).status).toBe(201)
  const open = draft('2026-01-05', { title: '新年学习' })
  expect((await county.request(logins.school_registrar, 'POST', '/credit-records', open)).status).toBe(201)
  await county.request(logins.principal, 'POST', '/credit-record-approvals', { ids: [late.id, open.id] })
  const verified = await county.request(logins.hours_officer, 'POST', '/credit-record-verifications', {
    ids: [late.id, open.id],
  })
  expect(verified.status).toBe(200)
  const { body: years } = await get(logins.bureau_officer, '/hour-years')
  const { id } = years.items.find((one: { year: number }) => one.year === year).editions[0]
  const { status, body } = await get(logins.principal, `/hour-years/${id}/supplements`)
  expect(status).toBe(200)
  expect(body.items).toMatchObject([
    {
      ...{ personId: idOf('a'), centihours: 300, reason: '证书次年才发放', sourceTitle: '外出培训' },
      ...{ recordedByName: '培训专干', postedByName: '学时审定员', before: 5000, after: 5300 },
    },
  ])
  expect((await get(logins.otherPrincipal, `/hour-years/${id}/supplements`)).body.items).toEqual([])
})

test('202: an edition is recomputed on request; 404: not one that is not there', async () => {
  const { logins } = county
  const { body } = await get(logins.auditor, '/hour-years')
  const { id } = body.items.find((one: { year: number }) => one.year === year).editions[0]
  const asked = { id: newId() }
  for (let times = 0; times < 2; times += 1) {
    expect((await county.request(logins.auditor, 'POST', `/hour-years/${id}/checks`, asked)).status).toBe(202)
  }
  const { body: trail } = await get(logins.auditor, `/audit-entries?act=hour_year.check_asked&objectId=${id}`)
  expect(trail.items).toHaveLength(1)
  const missing = await county.request(logins.auditor, 'POST', `/hour-years/${newId()}/checks`, { id: newId() })
  expect([missing.status, missing.body.code]).toEqual([404, 'not_found'])
  expect((await county.request(logins.principal, 'POST', `/hour-years/${id}/checks`, { id: newId() })).status).toBe(403)
})

test('200: the closed list and the supplements are taken out as text, with who took them', async () => {
  const { logins } = county
  const hostile = '=HYPERLINK("http://x.test","y")'
  const { id: personId } = await county.person({ organisationId: county.tree.a, name: hostile })
  await post(county, personId, 200, '2023-03-01')
  const id = await freeze(county, 2023)
  await post(county, personId, 300, '2023-04-01')
  for (const path of ['export', 'supplements/export']) {
    const { status, answer } = await get(logins.bureau_officer, `/hour-years/${id}/${path}`)
    expect([path, status]).toEqual([path, 200])
    const archive = openArchive(Buffer.from(await answer.arrayBuffer()))
    const sheet = archive.ok ? (archive.value.part('xl/worksheets/sheet1.xml') ?? '') : ''
    expect(sheet).toContain('=HYPERLINK')
    expect(sheet).not.toMatch(/<f\b/)
    expect(sheet).toContain('局干部')
  }
})

test('[003-32] 200: what was on its way when a year was closed says so, and owes no reason of anybody', async () => {
  const { logins } = county
  await county.request(logins.principal, 'POST', '/credit-record-approvals', { ids: [onItsWayId] })
  await county.request(logins.hours_officer, 'POST', '/credit-record-verifications', { ids: [onItsWayId] })
  const { body: years } = await get(logins.bureau_officer, '/hour-years')
  const { id } = years.items.find((one: { year: number }) => one.year === year).editions[0]
  const { body } = await get(logins.bureau_officer, `/hour-years/${id}/supplements`)
  const said = body.items.map((row: { earnedOn: string; reason: string | null; isUnderWay: boolean }) => [
    ...[row.earnedOn, row.reason, row.isUnderWay],
  ])
  expect(said).toContainEqual(['2025-12-30', null, true])
  expect(said).toContainEqual(['2025-11-11', '证书次年才发放', false])
})
