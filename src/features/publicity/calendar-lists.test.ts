import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { listDesk } from '../applied-lists/testing.ts'
import { clockFrom, showNotice } from './testing.ts'

// A Friday: five working days end on the next one.
const clock = clockFrom('2026-11-20T10:00:00+08:00')
let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const calendar = (...rows: string[]) => listDesk(county, 'working-day', ['日期,安排,说明', ...rows].join('\n'))
const endOf = async (id: string) =>
  String((await county.request(officer(), 'GET', `/public-notices/${id}`)).body.endsOn)
const wordOf = async (day: string) => {
  const { body } = await county.request(officer(), 'GET', `/working-days?year=${day.slice(0, 4)}`)
  return body.days.find((one: { day: string }) => one.day === day)
}

test('201: a year of the calendar is tried with the notices that it lengthens, set, told, and taken back but for what was said since', async () => {
  const notice = await showNotice(county)
  const before = await endOf(notice.id)
  expect(before).toBe('2026-11-27')
  const list = calendar(
    '2026-11-25,休息,大雪停课',
    '2026年12月5日,上班,补大雪停课',
    '2026-11-28,休息,周末',
    '2026-11-25,休息,大雪停课',
    '某天,可能,',
  )
  const tried = await list.attempt(officer())
  expect(
    tried.body.rows.map(({ outcome, reasons }: { outcome: string; reasons: string[] }) => [outcome, ...reasons]),
  ).toEqual([
    ['create'],
    ['create'],
    ['keep'],
    ['refuse', 'row_repeated'],
    ['refuse', 'date_unreadable', 'works_unknown', 'reason_missing'],
  ])
  expect(tried.body.follows).toEqual([{ what: '培训拟录取名单公示', before: '2026-11-27', after: '2026-11-30' }])
  expect(await endOf(notice.id)).toBe('2026-11-27')
  const id = newId()
  expect((await list.apply(officer(), tried.body.digest, id)).status).toBe(201)
  expect(await endOf(notice.id)).toBe('2026-11-30')
  for (const login of [officer(), county.teachers.a[0]]) {
    if (!login) throw new Error('no teacher')
    const told = await county.request(login, 'GET', '/notices')
    expect(told.body.items).toContainEqual(expect.objectContaining({ code: 'public_notice.calendar_moved' }))
  }
  const since = { works: true, reason: '不再补课' }
  await county.request(officer(), 'PUT', '/working-days/2026-12-05', since)
  const undone = await list.undo(officer(), id)
  expect(undone).toMatchObject({ status: 201, body: { state: 'undone', undone: 1 } })
  expect(await wordOf('2026-11-25')).toBeUndefined()
  expect(await wordOf('2026-12-05')).toMatchObject({ works: true, name: '不再补课' })
  expect(await endOf(notice.id)).toBe('2026-11-30')
})

test('201: what the bureau said before of a day is put back when the list that changed it is taken back', async () => {
  await county.request(officer(), 'PUT', '/working-days/2026-12-08', { works: false, reason: '校庆' })
  const list = calendar('2026-12-08,上班,校庆改期')
  expect((await list.attempt(officer())).body.counts).toMatchObject({ change: 1 })
  const id = newId()
  expect((await list.enter(officer(), id)).status).toBe(201)
  expect(await wordOf('2026-12-08')).toMatchObject({ works: true, name: '校庆改期' })
  await list.undo(officer(), id)
  expect(await wordOf('2026-12-08')).toMatchObject({ works: false, name: '校庆' })
})

test('200: the calendar that is taken out is handed in again and changes nothing; 403: only officers of the bureau bring one in', async () => {
  const file = await county.request(officer(), 'GET', '/list-exports/working-days?year=2026')
  const bytes = Buffer.from(await file.answer.arrayBuffer())
  const again = await county.request(officer(), 'POST', '/working-day-list-rehearsals', bytes)
  expect(again.body.counts).toMatchObject({ create: 0, change: 0, refuse: 0 })
  const list = calendar('2027-02-06,上班,春节调休')
  expect((await list.attempt(county.logins.principal)).status).toBe(403)
  const empty = await readGrid(new Uint8Array(await (await list.template(officer())).answer.arrayBuffer()))
  expect(empty.ok && empty.value.rows[0]).toEqual(['日期', '安排', '说明'])
  const back = await readGrid(new Uint8Array(await (await list.back(officer())).answer.arrayBuffer()))
  expect(back.ok && back.value.rows[1]?.slice(3)).toEqual(['设置'])
})
