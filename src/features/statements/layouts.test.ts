import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { readGrid } from '../../platform/excel/grid.ts'
import { newId } from '../../platform/ids.ts'
import { compareRows, writeRow, type Layout } from './layouts/layout.ts'
import { layouts } from './layouts/known.ts'

describe('a layout', () => {
  const layout: Layout = {
    id: 'x',
    edition: '1',
    title: { zh: '上报', en: 'List' },
    of: 'person',
    columns: [
      { title: '身份证件号', field: 'idNumber', kind: 'text', width: 20, required: true, longest: 18 },
      { title: '学时', field: 'hours', kind: 'number', width: 10, most: 2000 },
      { title: '结论', field: 'verdict', kind: 'text', width: 10, codes: { 合格: '1' } },
    ],
  }

  test('[003-32] says of each row what the other system would refuse', () => {
    const row = writeRow(layout, { id: 'a', name: '林知夏', hours: 2001, verdict: '暂缓' })
    expect(row.values).toEqual([null, 2001, null])
    expect(row.flaws).toEqual(['缺身份证件号', '学时 2001 超过 2000', '结论“暂缓”没有对应代码'])
    const whole = writeRow(layout, { id: 'a', idNumber: '11010519491231002X', hours: 72, verdict: '合格' })
    expect([whole.values, whole.flaws]).toEqual([['11010519491231002X', 72, '1'], []])
  })

  test('[003-32] is compared with the last time: new, changed, the same, gone', () => {
    const before = new Map([
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ])
    const { changes, gone } = compareRows(before, [
      { id: 'a', digest: '1' },
      { id: 'b', digest: '9' },
      { id: 'd', digest: '4' },
    ])
    expect([...changes]).toEqual([
      ['a', 'same'],
      ['b', 'changed'],
      ['d', 'new'],
    ])
    expect(gone).toEqual(['c'])
  })

  test('is known by one id and edition, and names each column once', () => {
    expect(new Set(layouts.map(({ id, edition }) => `${id} ${edition}`)).size).toBe(layouts.length)
    for (const { columns } of layouts) expect(new Set(columns.map(({ title }) => title)).size).toBe(columns.length)
  })
})

describe('an export', () => {
  let county: TestCounty
  beforeAll(async () => {
    county = await testCounty()
  })
  afterAll(() => county.close())

  const asked = (part: object = {}) => ({
    ...{ id: newId(), layout: 'personal', year: 2026, organisationId: county.tree.a },
    ...part,
  })

  test('200: [001-30] [001-61] hours and verdict of each teacher of a school; the second time nothing is new', async () => {
    const { school_registrar, otherRegistrar, teacher } = county.logins
    const preview = `/hour-layout-previews?layout=personal&year=2026&organisationId=${county.tree.a}`
    const first = await county.request(school_registrar, 'GET', preview)
    expect(first.body).toMatchObject({ fresh: first.body.rows, changed: 0, gone: 0, last: null })
    const draft = asked()
    const made = await county.request(school_registrar, 'POST', '/hour-layout-exports', draft)
    expect(made.status).toBe(200)
    const again = await county.request(school_registrar, 'POST', '/hour-layout-exports', draft)
    expect([again.status, again.body.code]).toEqual([409, 'id_reused'])
    const second = await county.request(school_registrar, 'GET', preview)
    expect(second.body).toMatchObject({ fresh: 0, changed: 0, gone: 0, last: { rows: first.body.rows } })
    expect((await county.request(otherRegistrar, 'GET', preview)).status).toBe(404)
    expect((await county.request(teacher, 'GET', preview)).status).toBe(403)
  })

  test('200: [003-32] the unit report has one row for each school, and the workbook can be read back', async () => {
    const { answer } = await county.request(
      county.logins.bureau_officer,
      'POST',
      '/hour-layout-exports',
      asked({ layout: 'unit', organisationId: county.tree.bureau }),
    )
    expect(answer.status).toBe(200)
    const grid = await readGrid(Buffer.from(await answer.arrayBuffer()))
    expect(grid.ok && grid.value.sheet).toBe('上报数据')
    expect(grid.ok && grid.value.rows.flat().join()).toContain('单位名称')
  })

  test('422: full ID numbers are not taken out by the way of masked layouts; 404: nor is what nobody knows', async () => {
    const { bureau_officer } = county.logins
    const whole = await county.request(bureau_officer, 'POST', '/hour-layout-exports', asked({ layout: 'province' }))
    expect([whole.status, whole.body.code]).toEqual([422, 'layout_unmasked'])
    const none = await county.request(bureau_officer, 'POST', '/hour-layout-exports', asked({ layout: 'none' }))
    expect([none.status, none.body.code]).toEqual([404, 'layout_not_found'])
  })
})
