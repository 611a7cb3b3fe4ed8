import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { olderRegion } from '../../platform/db/testing/older.ts'
import { layoutReasons } from './layouts/reasons.ts'

let old: Awaited<ReturnType<typeof olderRegion>>
beforeAll(async () => {
  old = await olderRegion(60)
})
afterAll(() => old.close())

test('a region of before has the layouts that are shipped, and its exports say the version that made them', async () => {
  const { row, bureau, account, at, owner } = old
  const exportId = newId()
  const asked = { layout: 'unit', edition: '2026-1', year: 2026, organisation_id: bureau, rows: 1, flawed: 0 }
  await row('hour_layout_export', { id: exportId, ...asked, exported_by: account, exported_at: at })
  await row('hour_layout_row', { export_id: exportId, subject_id: bureau, digest: '\\x00' })
  await old.upgrade()
  const layouts = await owner.query('select * from hour_layout order by shipped')
  expect(layouts.rows.map(({ shipped, organisation_id: whose, made_by: by }) => [shipped, whose, by])).toEqual([
    ['personal', bureau, null],
    ['province', bureau, null],
    ['unit', bureau, null],
  ])
  const versions = await owner.query(
    `select l.subject, v.content from hour_layout_version v join hour_layout l on l.id = v.layout_id`,
  )
  expect(versions.rows.flatMap(({ subject, content }) => layoutReasons(content, subject))).toEqual([])
  const kept = await owner.query(
    `select e.version, l.shipped, r.cells from hour_layout_export e join hour_layout l on l.id = e.layout_id
     join hour_layout_row r on r.export_id = e.id`,
  )
  expect(kept.rows).toEqual([{ version: 1, shipped: 'unit', cells: null }])
})
