import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { listDesk } from '../applied-lists/testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
  await county.person({ organisationId: county.tree.a, name: '许知薇', staffNo: 'A1001' })
  await county.person({ organisationId: county.tree.a, name: '周以安', staffNo: 'A1002' })
  await county.person({ organisationId: county.tree.c, name: '别校人', staffNo: 'C1001' })
})
afterAll(() => county.close())

const head = '姓名,工号,级别,学科,推荐理由'
const desk = (...rows: string[]) => listDesk(county, 'reserve-candidate', [head, ...rows].join('\n'))
const registrar = () => county.logins.school_registrar
const outcomes = (body: { rows: { outcome: string; reasons: string[] }[] }) =>
  body.rows.map(({ outcome, reasons }) => [outcome, ...reasons])
const inReserve = async () => {
  const { body } = await county.request(county.logins.bureau_officer, 'GET', '/reserve-candidates')
  return body.items.map((row: { personName: string; level: string; subject: string | null }) =>
    [row.personName, row.level, row.subject ?? ''].join(' '),
  )
}

test('201: [002-16] [003-07] a list for the reserve is tried, entered exactly so, kept when it comes again, and taken out as a whole', async () => {
  const list = desk(
    '许知薇,A1001,县（区）级骨干后备,语文,教学能手',
    '周以安,A1002,省级,不限,优质课一等奖',
    '周以安,A1002,省级,,优质课一等奖',
    '别人,A1002,国家级,魔法,',
    '别校人,C1001,县级,语文,教学能手',
  )
  const tried = await list.attempt(registrar())
  expect(outcomes(tried.body)).toEqual([
    ['create'],
    ['create'],
    ['refuse', 'row_repeated'],
    ['refuse', 'name_differs', 'level_unknown', 'subject_unknown', 'reason_missing'],
    ['refuse', 'person_unknown'],
  ])
  const id = newId()
  for (let times = 0; times < 2; times += 1) {
    const applied = await list.apply(registrar(), tried.body.digest, id)
    expect(applied).toMatchObject({ status: 201, body: { state: 'applied', counts: { create: 2, refuse: 3 } } })
  }
  expect((await inReserve()).toSorted()).toEqual(['周以安 province ', '许知薇 county 13'])
  expect((await list.attempt(registrar())).body.counts).toMatchObject({ create: 0, keep: 2 })
  expect(await list.apply(registrar(), tried.body.digest)).toMatchObject({
    status: 409,
    body: { code: 'import_stale' },
  })
  const [one] = (await county.request(registrar(), 'GET', '/reserve-candidates')).body.items
  await county.request(registrar(), 'POST', `/reserve-candidates/${one.id}/removal`, { reason: '已评上' })
  expect((await list.undo(county.logins.otherRegistrar, id)).status).toBe(404)
  const undone = await list.undo(registrar(), id, '名单未经公示')
  expect(undone).toMatchObject({ status: 201, body: { state: 'undone', undone: 1 } })
  expect((await list.undo(registrar(), id)).body.undone).toBe(1)
  expect(await inReserve()).toEqual([])
  const gone = await county.request(registrar(), 'GET', '/reserve-candidates?removed=1')
  const reasons = gone.body.items.map((row: { removedReason: string }) => row.removedReason)
  expect(reasons.toSorted()).toEqual(['名单未经公示', '已评上'])
})

test('201: whoever a list puts into the reserve is told, as one by one; nobody brings themselves in', async () => {
  const teacher = county.teachers.a[0]
  const { staffNo } = (await county.request(registrar(), 'GET', `/people/${teacher?.personId ?? ''}`)).body
  expect((await desk(`,${staffNo},市级,数学,市级优质课`).enter(registrar())).status).toBe(201)
  if (!teacher) throw new Error('no such teacher')
  const told = await county.request(teacher, 'GET', '/notices')
  expect(told.body.items).toContainEqual(expect.objectContaining({ code: 'participation.reserve_city' }))
  const { id: personId } = await county.person({ organisationId: county.tree.a, name: '自荐的校长', staffNo: 'A1003' })
  const own = await county.login('自荐的校长', [['principal', county.tree.a]], personId)
  expect(outcomes((await desk(',A1003,县级,,自荐').attempt(own)).body)).toEqual([['refuse', 'own_nomination']])
})

test('200: the reserve that is taken out is a list that is handed in again; its template says the same columns', async () => {
  const file = await county.request(registrar(), 'GET', '/list-exports/reserve-candidates')
  const bytes = Buffer.from(await file.answer.arrayBuffer())
  const again = await county.request(registrar(), 'POST', '/reserve-candidate-list-rehearsals', bytes)
  expect(again.body.counts).toMatchObject({ create: 0, change: 0, keep: 1, refuse: 0 })
  const back = await desk('没有此人,X-0,县级,,骨干').back(registrar())
  const told = await readGrid(new Uint8Array(await back.answer.arrayBuffer()))
  expect(told.ok && told.value.rows[1]?.slice(5)).toEqual(['拒绝', '在您的范围内没有这个工号的教师。'])
  const template = await desk().template(registrar())
  const grid = await readGrid(new Uint8Array(await template.answer.arrayBuffer()))
  expect(grid.ok && grid.value.rows[0]).toEqual(['工号', '姓名', '级别', '学科', '推荐理由'])
})
