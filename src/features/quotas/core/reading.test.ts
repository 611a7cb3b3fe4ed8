import { expect, test } from 'vitest'
import { codeMeanings } from './meanings.ts'
import {
  addBelow,
  badRows,
  depthOf,
  draftsOf,
  outlineOf,
  pasteDown,
  siblingsOf,
  sumBelow,
  withoutRow,
} from './outline.ts'
import { readSheet, type Meanings } from './reading.ts'

let next = 0
const newId = () => `id${String((next += 1))}`
const schools: Readonly<Record<string, string>> = { 河东区: 'county', 河东镇: 'town', 河东镇第一小学: 'school' }
const meanings: Meanings = (name) => {
  const id = schools[name]
  return [...(id === undefined ? [] : [{ dimension: 'organisation' as const, wanted: [id] }]), ...codeMeanings(name)]
}
const said = (cells: readonly { wanted: readonly string[]; placesMax: number | null }[]) =>
  cells.map(({ wanted, placesMax }) => [wanted.join('+'), placesMax])

test('[001-46] a list names county, town, school and stage, level by level; what has no number is what lies below it', () => {
  const list = [
    ['附件：名额分配表'],
    ['序号', '县区', '乡镇', '学校', '学段', '方式', '名额', '备注'],
    [1, '河东区', '河东镇', '河东镇第一小学', '小学', '', 3, ''],
    [2, '', '', '', '初中', '', '约2', ''],
    [3, '河东区', '', '', '乡村', '封顶', 4, ''],
    ['', '合计', '', '', '', '', 9, ''],
  ]
  const { cells, reasons, read } = readSheet(list, (name) => meanings(name), [], newId)
  // 乡村 stands in a column of stages: there it names nobody.
  expect(reasons).toEqual([{ no: 5, code: 'line_unknown', what: '乡村' }])
  expect(said(cells)).toEqual([
    ['', null],
    ['county', 5],
    ['town', 5],
    ['school', 5],
    ['2', 3],
    ['3', 2],
  ])
  expect(cells[5]).toMatchObject({ approximate: true, kind: 'reserve' })
  expect([...read]).toEqual([3, 4])
  const rows = outlineOf(cells)
  expect(rows.map((row) => depthOf(rows, row))).toEqual([1, 2, 3, 4, 4])
  expect(draftsOf(rows, cells, newId)).toEqual(cells)
})

test('[001-46] a table with names in its first row and column is read too; unknown names, bad numbers and twins are told', () => {
  const table = [
    ['', '县级骨干', '市级骨干', '名嘴', '合计'],
    ['中学', 95, '四十二', 1, 137],
    ['小学', 120, 60, '', 180],
    ['大学', 1, '', '', 1],
    ['合计', 215, 60, 1, 276],
  ]
  const { cells, reasons } = readSheet(table, meanings, [], newId)
  expect(said(cells)).toEqual([
    ['', null],
    ['3+4', 95],
    ['county_backbone', 95],
    ['2', 180],
    ['county_backbone', 120],
    ['city_backbone', 60],
  ])
  expect(reasons.map(({ no, code }) => [no, code])).toEqual([
    [1, 'line_unknown'],
    [2, 'line_number'],
    [4, 'line_unknown'],
  ])
})

test('a path in one column, a row that comes twice, one that names nobody, and sums that do not fit', () => {
  const list = [
    ['分给', '方式', '名额'],
    ['全部名额', '保底', 20],
    ['小学', '保底', 2],
    ['小学 · 乡村', '保底', 3],
    ['小学 · 乡村', '保底', 1],
    ['小学 · 乡村', '封顶', 1],
    ['', '保底', 4],
  ]
  const { cells, reasons } = readSheet(list, meanings, [], newId)
  expect(said(cells)).toEqual([
    ['', null],
    ['2', 2],
    ['rural', 3],
    ['rural', 1],
  ])
  expect(reasons.map(({ no, code }) => [no, code])).toEqual([
    [5, 'line_twice'],
    [7, 'line_nobody'],
    [3, 'quota_over_parent'],
  ])
})

test('[001-46] a list that names no places says what its head lacks, instead of nothing', () => {
  for (const list of [[['学校'], ['河东镇第一小学']], [['hello']]]) {
    const { read, reasons } = readSheet(list, meanings, [], newId)
    expect([read.size, reasons]).toEqual([0, [{ no: 1, code: 'list_unread', what: list[0]?.[0] }]])
  }
})

test('lines are divided together, pasted downwards and taken away with what lies below them', () => {
  const first = addBelow([], [null], { kind: 'reserve', dimension: 'setting', values: ['rural', 'urban'] }, newId)
  const [rural] = first
  if (!rural) throw new Error('no line')
  const parents = siblingsOf(first, rural).map(({ id }) => id)
  const below = { kind: 'reserve', dimension: 'stage', values: ['2', '3+4'] } as const
  const divided = addBelow(first, parents, below, newId)
  expect(divided.map(({ wanted }) => wanted.join('+'))).toEqual(['rural', '2', '3+4', 'urban', '2', '3+4'])
  expect(addBelow(divided, parents, below, newId)).toEqual(divided)
  expect(badRows(divided)).toHaveLength(4)
  const filled = pasteDown(divided, divided[1]?.id ?? '', [['3'], ['约4'], [''], ['5'], ['全员']])
  expect(badRows(filled)).toEqual([])
  expect(sumBelow(filled, rural.id)).toBe(7)
  expect(sumBelow(filled, null)).toBeNull()
  expect(withoutRow(filled, rural.id)).toHaveLength(3)
})

test('[003-21] a list that writes a share brings it in: a reserve rounded up, a cap rounded down, of the places of the programme', () => {
  const list = [
    ['城乡', '方式', '名额', '折合名额'],
    ['乡村', '保底', '40%', 21],
    ['城区', '封顶', '≤ 30%', 15],
  ]
  const { cells, reasons } = readSheet(list, (name) => meanings(name), [], newId, 51)
  expect(reasons).toEqual([])
  expect(cells.slice(1).map(({ kind, placesMax, share }) => [kind, placesMax, share])).toEqual([
    ['reserve', 21, 40],
    ['cap', 15, 30],
  ])
  expect(outlineOf(cells).map(({ text }) => text)).toEqual(['40%', '30%'])
  const unsized = readSheet(list, (name) => meanings(name), [], newId)
  expect(unsized.reasons.map(({ code }) => code)).toEqual(['line_number', 'line_number'])
})
